"""What a later plan takes from one in force: suspended and cancelled targets, and the years of a plan of several."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.calendar.models import Standing
from rumbo.apps.calendar.queries import standings_on
from rumbo.apps.formulating.actions import approve_components, open_formulation
from rumbo.apps.formulating.bridge.cloning import Left, carried_from, versions_to_clone
from rumbo.apps.formulating.models import Formulation, Part
from rumbo.apps.formulating.queries import components_of
from rumbo.apps.plans.actions import ensure_periods, place_target
from rumbo.apps.plans.bridge import target_data
from rumbo.apps.plans.models import Lineage, Placement, Plan
from rumbo.domain.numbers import Quantity
from tests.apps.formulating.test_formulation import ACT, TODAY, opened
from tests.characters import YEAR, House


def stopped(house: House, row: Placement, kind: str, until: date | None = None) -> None:
    """An act cancelled or suspended a target."""
    Standing.objects.create(
        entity=house.entity, target=row.revision.target, version=house.version, kind=kind, since=TODAY, until=until,
        reason="Se acabó la plata", act="Acta 9", decided_by="Comité", at=timezone.now(),
    )  # fmt: skip


def ruling(house: House, found: Formulation) -> Formulation:
    """A formulation whose act approves everything."""
    Part.objects.filter(formulation=found).update(state="taken")
    approve_components(house.diana.actor, found, [each.key for each in components_of(found)], ACT)
    return Formulation.objects.select_related("version__plan").get(pk=found.pk)


def test_what_was_cancelled_stays_and_is_promised_anew_as_another_target(house: House) -> None:
    first, second, *_rest = Placement.objects.filter(version=house.version).order_by("ordinal")
    stopped(house, first, "cancelled")
    stopped(house, second, "suspended", date(YEAR + 30, 3, 31))
    rows = carried_from(house.version, YEAR + 1, TODAY)
    assert [(each.left, each.passes) for each in rows[:3]] == [
        (Left.CANCELLED, False),
        (Left.SUSPENDED, True),
        (None, True),
    ]
    found = opened(house, keep=[first, second])
    anew, same = Placement.objects.filter(version=found.version).order_by("ordinal")
    assert anew.revision.target_id != first.revision.target_id
    assert same.revision.target_id == second.revision.target_id
    asks_nothing = standings_on(house.entity.pk, TODAY)
    assert anew.revision.target_id not in asks_nothing
    assert same.revision.target_id in asks_nothing
    (line,) = Lineage.objects.filter(version=found.version, to_target=anew.revision.target_id)
    assert (line.kind, line.from_target_id, line.reason) == ("replaced", first.revision.target_id, "Acta 9")


@pytest.fixture
def years(house: House) -> Formulation:
    """A plan of four years, whose first target programmes 3, 4, 5 and 6 a year and its second only the first year."""
    found = opened(house, fiscal_year=YEAR + 1)
    Plan.objects.filter(pk=found.plan_id).update(fiscal_year=None, first_year=YEAR + 1, last_year=YEAR + 4)
    pilar = house.pilar.actor
    rows = list(Placement.objects.filter(version=found.version).order_by("ordinal"))
    for row, amounts in zip(rows, ((3, 4, 5, 6), (2,)), strict=False):
        (data,) = target_data([row])
        told: dict[int, Any] = {
            ensure_periods(pilar, house.entity, YEAR + at, "annual")[0].pk: Quantity.of(amount)
            for at, amount in enumerate(amounts, start=1)
        }
        ends = date(YEAR + 4, 12, 31)
        place_target(
            pilar, found.version, replace(data, quantity=Quantity.of(18), programme=told, end=ends), placement=row
        )
    return ruling(house, found)


def test_the_plan_of_a_year_takes_what_the_plan_of_four_programmes_for_it(house: House, years: Formulation) -> None:
    source = versions_to_clone(house.entity.pk).get(pk=years.version_id)
    rows = carried_from(source, YEAR + 2, TODAY)
    assert [each.left for each in rows] == [None, Left.UNPROGRAMMED, Left.UNPROGRAMMED]
    units = [house.units["Oficina de Proyectos"]]
    told: dict[str, Any] = {"opens_on": TODAY, "until": TODAY, "units": units, "source": source}
    with pytest.raises(Refused) as outside:
        open_formulation(house.pilar.actor, house.entity, "Muy tarde", fiscal_year=YEAR + 9, **told)
    assert outside.value.findings[0].code == "formulating.year_outside_the_plan"
    keep = [each.placement for each in rows if each.passes]
    found = open_formulation(house.pilar.actor, house.entity, "Del año", fiscal_year=YEAR + 2, keep=keep, **told)
    (row,) = Placement.objects.filter(version=found.version).select_related("revision", "serves")
    assert row.revision.quantity == Quantity.of(4)
    assert (row.revision.start, row.revision.end) == (date(YEAR + 2, 1, 1), date(YEAR + 2, 12, 31))
    assert row.serves == keep[0].revision.target
    assert row.revision.target != row.serves
    # And the year after takes from it again, with the amount that the four years say for it.
    rules = ruling(house, found)
    later = open_formulation(
        house.pilar.actor, house.entity, "Del siguiente", fiscal_year=YEAR + 3, opens_on=TODAY, until=TODAY,
        units=units, source=rules.version, keep=[row],
    )  # fmt: skip
    (after,) = Placement.objects.filter(version=later.version).select_related("revision")
    assert after.revision.quantity == Quantity.of(5)
    assert after.revision.target_id == row.revision.target_id
