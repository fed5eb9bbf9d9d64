"""Targets and sheets: one begins as the target says it, one is linked, and each leads to the other."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.apps.audit.doorway import Forbidden
from rumbo.apps.indicators.models import SheetRevision
from rumbo.apps.plans.actions import begin_sheets, measure_target
from rumbo.apps.plans.bridge.measured import (
    lacking_sheets,
    sheet_measuring,
    targets_measured,
    targets_to_link,
    without_sheet,
)
from rumbo.apps.plans.models import Placement
from tests.apps.intake.test_institutional import approved
from tests.characters import House
from tests.indicators import draft_of

pytestmark = pytest.mark.django_db


def placed(house: House) -> Placement:
    return Placement.objects.filter(version=house.version, counts=True).order_by("ordinal")[0]


def test_a_sheet_begins_as_its_target_says_it(house: House) -> None:
    placement = placed(house)
    assert sheet_measuring(placement) is None
    (row,) = begin_sheets(
        house.pilar.actor, house.version, placement=placement, unit=house.units["Oficina de Proyectos"]
    )
    revision = placement.revision
    assert row.indicator_id == revision.indicator_id
    assert (row.name, row.measure_unit, row.target) == (
        revision.indicator.name,
        revision.measure_unit,
        revision.quantity,
    )
    assert row.plan == house.plan.name
    assert sheet_measuring(placement) == row
    assert placement.pk in [each.pk for each in targets_measured(row.indicator)]
    assert begin_sheets(house.pilar.actor, house.version, placement=placement) == []


def test_a_target_is_linked_to_a_sheet_that_stands_and_freed_again(house: House, other_house: House) -> None:
    placement, row = placed(house), draft_of(house)
    assert placement.pk in [each.pk for each in targets_to_link(row.indicator)]
    measure_target(house.pilar.actor, placement, row.indicator)
    assert sheet_measuring(placement) == row
    assert [each.pk for each in targets_measured(row.indicator)] == [placement.pk]
    assert placement.pk not in [each.pk for each in targets_to_link(row.indicator)]
    assert placement.pk not in [each.placement.pk for each in without_sheet(house.version)]
    measure_target(house.pilar.actor, placement, None)
    assert (sheet_measuring(placement), targets_measured(row.indicator)) == (None, [])
    with pytest.raises(Forbidden):
        measure_target(house.lucia.actor, placement, row.indicator)
    with pytest.raises(Forbidden):
        measure_target(house.pilar.actor, placement, draft_of(other_house).indicator)


def test_the_indicators_of_the_processes_of_the_seed_get_their_sheets(house: House, shared: Path) -> None:
    """The 46 of the institutional plan, at once and without typing anything again; the queries do not grow."""
    intake = approved(house, next((shared / "seeds").glob("003*")))
    version = intake.version
    assert version is not None
    with CaptureQueriesContext(connection) as asked:
        waiting = [each for each in without_sheet(version) if each.sheet.process]
    assert (len(waiting), len(asked) <= 5) == (46, True)
    begin_sheets(house.pilar.actor, version, unit=house.units["Oficina de Proyectos"])
    rows = SheetRevision.objects.filter(process__isnull=False)
    assert rows.count() == 46
    assert rows.exclude(measure_unit="").exists()
    assert rows.exclude(operator="").exists()
    assert not lacking_sheets([version])
