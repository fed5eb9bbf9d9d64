"""The invented nation of the benchmarks is what the product makes of the same promises, and it verifies."""

from pathlib import Path
from typing import Any

from django.db import transaction

from benchmarks.drawn import closing, draw
from benchmarks.founded import found, made
from benchmarks.promised import promises
from rumbo.apps.audit import triggers
from rumbo.apps.followup.models import Followup, ReportEntry
from rumbo.apps.measurement.bridge.closing_rows import CLOSING_COLUMNS, closing_rows
from rumbo.apps.measurement.models import Figure
from rumbo.apps.measurement.queries import closed_followups, differences
from rumbo.apps.measurement.queries.axes import listed_keys
from rumbo.domain.numbers import Quantity

YEARS = range(2016, 2017)
OF_ITS_OWN = {"entity", "plan", "version", "followup", "subject", "target", "inputs_digest"}


def told(rows: Any) -> list[str]:
    names = [*CLOSING_COLUMNS]
    return sorted(
        str([value for name, value in zip(names, row, strict=True) if name not in OF_ITS_OWN]) for row in rows
    )


def test_what_is_drawn_by_the_rules_is_what_a_database_closes_and_it_verifies(db: None) -> None:
    found(7, 9, YEARS)
    assert made(7)
    closings = list(closed_followups())
    assert [each.period.ordinal for each in closings] == [1, 2, 3, 4]
    for each in closings:
        drawn = closing(7, 2016, each.period.ordinal, list(promises(7, 2016, 9)))
        assert told(closing_rows(each, 0, listed_keys(each))) == told(drawn)
        assert differences(each) == []


def test_one_value_changed_behind_the_back_of_the_actions_is_named(db: None) -> None:
    found(7, 5, YEARS)
    last = Followup.objects.order_by("period__ordinal").last()
    assert last is not None
    triggers.remove()
    try:
        entry = ReportEntry.objects.filter(report__followup=last).latest("pk")
        ReportEntry.objects.filter(pk=entry.pk).update(quantity=Quantity.of(100_000))
    finally:
        triggers.install()
    named = {each.what for each in differences(last)}
    assert {"figure", "inputs", "signature"} <= named


def test_the_same_number_gives_the_same_bytes_and_the_same_rows(tmp_path: Path, db: None) -> None:
    first, again = (draw(tmp_path / name, range(1, 3), 6, YEARS) for name in ("first", "again"))
    assert first == again
    for place in (tmp_path / "first").iterdir():
        assert place.read_bytes() == (tmp_path / "again" / place.name).read_bytes()


def test_the_uids_of_an_entity_come_from_its_number(db: None) -> None:
    once, again = uids_of(3), uids_of(3)
    assert once == again
    assert len(set(once)) == len(once)


def uids_of(number: int) -> list[str]:
    begun = transaction.savepoint()
    found(number, 3, YEARS)
    uids = [
        str(uid) for model in (Followup, Figure, ReportEntry) for uid in model.objects.values_list("uid", flat=True)
    ]
    transaction.savepoint_rollback(begun)
    return sorted(uids)
