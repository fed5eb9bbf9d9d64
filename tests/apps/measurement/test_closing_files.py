"""What closes is kept as a file by columns too: the very figures, by their digest, corrections beside them."""

from typing import Any

import pytest

from rumbo.apps.audit import triggers
from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.evidence.bridge import place_of
from rumbo.apps.measurement.actions import close_period, write_closing
from rumbo.apps.measurement.bridge.corrected import standing_figures
from rumbo.apps.measurement.models import ClosingFile, Correction, Figure
from rumbo.apps.measurement.queries.closings import closings_kept, closings_without_file, damaged
from rumbo.domain.numbers import Quantity
from rumbo.papers.columns import Columns
from tests.apps.measurement.quarters import answer, open_quarter, report_of
from tests.apps.measurement.test_corrections import corrected, reopened
from tests.characters import House

SAID = ("measure", "value", "undefined", "marks", "weighted_total", "weight_sum", "counted", "excluded", "rule",
        "edition", "inputs_digest")  # fmt: skip


def closed(house: House) -> Any:
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=Quantity.of(4))
    return close_period(house.pilar.actor, followup)


def in_file(kept: ClosingFile) -> list[tuple[Any, ...]]:
    with Columns([place_of(kept.file.digest)]) as table:
        return sorted(table.ask(f"SELECT {', '.join(SAID)} FROM told"), key=str)


def test_the_file_of_a_closing_has_its_very_figures_and_is_written_once(house: House) -> None:
    followup = closed(house)
    assert [each.pk for each in closings_without_file()] == [followup.pk]
    (kept,) = write_closing(house.system, followup)
    rows = Figure.objects.filter(followup=followup).values_list(*SAID)
    frozen = [tuple(int(each) if name == "weighted_total" else each for name, each in zip(SAID, row, strict=True))
              for row in rows]  # fmt: skip
    assert in_file(kept) == sorted(frozen, key=str)
    assert (kept.rows, kept.correction, kept.entity_id) == (len(frozen), 0, house.entity.pk)
    assert kept.file.media_type == "application/vnd.apache.parquet"
    assert write_closing(house.system, followup) == []
    assert not closings_without_file()


def test_a_correction_writes_another_file_and_the_one_of_the_closing_stays(house: House) -> None:
    followup = closed(house)
    (first,) = write_closing(house.system, followup)
    before = in_file(first)
    reopened(house, report_of(followup, "1"))
    corrected(house, report_of(followup, "1"))
    assert Correction.objects.filter(followup=followup).count() == 1
    (second,) = write_closing(house.system, followup)
    assert in_file(first) == before
    assert (second.correction, second.digest != first.digest) == (1, True)
    standing = {str(told[0]) for _, told in standing_figures(followup).values()}
    assert {str(row[1]) for row in in_file(second)} == standing
    assert [each.correction for each in closings_kept()] == [1], "a consolidation reads what stands"


def test_bytes_that_were_lost_are_written_again_from_the_frozen_figures(house: House) -> None:
    followup = closed(house)
    (kept,) = write_closing(house.system, followup)
    place = place_of(kept.file.digest)
    before = place.read_bytes()
    place.write_bytes(before[:-1] + b"x")
    assert [each.followup for each in damaged([*closings_kept()])] == [str(followup.uid)]
    (again,) = write_closing(house.system, followup, again=True)
    assert place_of(again.file.digest).read_bytes() == before, "the same figures give the same bytes"
    assert (again.ordinal, damaged([*closings_kept()])) == (2, [])


def test_figures_that_somebody_changed_are_not_written_again_as_if_they_had_closed(house: House) -> None:
    followup = closed(house)
    (kept,) = write_closing(house.system, followup)
    place_of(kept.file.digest).unlink()
    triggers.remove()
    try:
        Figure.objects.filter(followup=followup, measure="year", placement__isnull=False).update(value=7)
    finally:
        triggers.install()
    with pytest.raises(Refused) as refused:
        write_closing(house.system, followup, again=True)
    assert refused.value.findings[0].code == "measurement.closing_not_as_kept"


def test_only_the_installation_keeps_closings(house: House) -> None:
    followup = closed(house)
    with pytest.raises(Forbidden):
        write_closing(house.pilar.actor, followup)
