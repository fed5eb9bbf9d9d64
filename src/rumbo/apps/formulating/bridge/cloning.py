"""A version in force as the beginning of a later year's plan: levels with their identity, texts, and the targets kept.

What an act cancelled is promised anew as another target, because the one that was cancelled asks for nothing for good.
Of a plan of several years the plan of one of them takes what each target programmes for it, and serves that target.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from rumbo.apps.audit.actor import Actor
from rumbo.apps.calendar.models import Standing, StandingKind
from rumbo.apps.calendar.queries import standings_on
from rumbo.apps.measurement.models import Figure, Measure
from rumbo.apps.people.models import Entity
from rumbo.apps.people.queries import heirs_on
from rumbo.apps.plans.actions import ensure_periods
from rumbo.apps.plans.bridge import Continues, TargetData, target_data
from rumbo.apps.plans.bridge.programming import programmes_of
from rumbo.apps.plans.models import (
    LineageKind,
    Period,
    Placement,
    Plan,
    PlanVersion,
    ProgrammeEntry,
    VersionState,
)
from rumbo.apps.plans.queries import matrix_rows
from rumbo.domain.annualization import RULES
from rumbo.domain.calendar.periods import ANNUAL, QUARTERLY
from rumbo.domain.formulating.yearly import Slot, moved_day, moved_programme
from rumbo.domain.numbers import FIGURE_UNITS, Quantity

ACCUMULATES = {rule.id for rule in RULES if not rule.kept}
Years = Mapping[int, Mapping[int, Quantity]]
"""By the key of a target, what it programmes for each year."""


def versions_to_clone(entity_id: int) -> QuerySet[PlanVersion]:
    """The versions in force of plans of a year, the latest first, and then those of several years."""
    rows = PlanVersion.objects.filter(entity_id=entity_id, state=VersionState.APPROVED)
    rows = rows.filter(Q(plan__fiscal_year__isnull=False) | Q(plan__last_year__isnull=False))
    several = rows.select_related("plan", "entity")
    return several.order_by("plan__last_year", "-plan__fiscal_year", "plan__name")


# --- What stays behind, and why


class Left(StrEnum):
    """Why a target does not pass unless somebody says so; a suspended one passes."""

    FINISHED = "finished"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"
    UNPROGRAMMED = "unprogrammed"


@dataclass(frozen=True, slots=True)
class Carried:
    """A target that a new plan may take: whether it was measured and what of its year is done (None: it cannot be
    told), what holds it back, and the uids of the follow-up and of the placement of which its figure is."""

    placement: Placement
    measured: bool
    figure: int | None
    left: Left | None = None
    until: date | None = None
    measured_in: tuple[UUID, UUID] | None = None

    @property
    def passes(self) -> bool:
        """Whether it passes while nobody says otherwise."""
        return self.left in (None, Left.SUSPENDED)


def carried_from(source: PlanVersion, year: int, today: date) -> list[Carried]:
    """The targets of a version that the plan of a year may take, in order. Five queries."""
    rows = list(matrix_rows(source))
    figures, standings = _figures_of(source), standings_on(source.entity_id, today)
    programmes = programmes_of([row.revision_id for row in rows])
    found = []
    for row in rows:
        key = row.revision.target_id
        programmed = (year, ANNUAL.code, 1) in programmes.get(row.revision_id, {})
        standing = standings.get(key)
        figure, *of = figures.get(key, (None,))
        left = _left(source.plan, row, figure, standing, programmed)
        until = standing.until if standing else None
        found.append(Carried(row, key in figures, figure, left, until, (of[0], of[1]) if of else None))
    return found


def _left(plan: Plan, row: Placement, figure: int | None, standing: Standing | None, programmed: bool) -> Left | None:
    if standing is not None:
        return Left.CANCELLED if standing.kind == StandingKind.CANCELLED else Left.SUSPENDED
    if plan.fiscal_year is None:
        return None if programmed else Left.UNPROGRAMMED
    # What is kept at a level every year, or goes on in its programme, is not done when a year is.
    ends = row.revision.annualization in ACCUMULATES and not programmed
    return Left.FINISHED if ends and figure is not None and figure >= FIGURE_UNITS else None


def _figures_of(version: PlanVersion) -> dict[int, tuple[Any, ...]]:
    """By target, what was last measured of it for its year, in which follow-up and where it is placed; one that was
    never measured is left out. One query."""
    rows = Figure.objects.filter(
        followup__plan_version__plan=version.plan_id, placement__isnull=False, measure=Measure.YEAR
    ).order_by("followup__period__last_day", "pk")
    columns = ("placement__revision__target_id", "value", "followup__uid", "placement__uid")
    return {target: tuple(told) for target, *told in rows.values_list(*columns)}


# --- The targets said again


def targets_for_year(
    actor: Actor, entity: Entity, placements: Sequence[Placement], source: Plan, after: int, today: date
) -> list[TargetData]:
    """What these targets promise, for a later year: they stay the same targets, by their numbers and their levels."""
    heirs = heirs_on(entity.pk, today)
    told = [_inherited(data, heirs) for data in target_data(placements)]
    periods = Period.objects.in_bulk({key for data in told for key in data.programme})
    if source.fiscal_year is None:
        return list(_year_of(told, placements, periods, after))
    slots: dict[Slot, int] = {}
    for code in sorted({row.periodicity for row in periods.values()}):
        rows = ensure_periods(actor, entity, after, code)
        slots |= {(row.fiscal_year, row.periodicity, row.ordinal): row.pk for row in rows}
    slots |= {(row.fiscal_year, row.periodicity, row.ordinal): row.pk for row in periods.values()}
    moved = _moved(told, periods, slots, source.fiscal_year, after)
    served = _years_served(data.serves.pk for data in told if data.serves)
    standings = standings_on(entity.pk, today)
    return [
        _promised_again(_as_served(data, served, source.fiscal_year, after, slots), placement, standings)
        for data, placement in zip(moved, placements, strict=True)
    ]


def _inherited(data: TargetData, heirs: Mapping[int, int]) -> TargetData:
    """The same promise, by the units that answer today for those that are no more."""
    units = tuple(dict.fromkeys(heirs.get(unit, unit) for unit in data.units))
    if units == data.units:
        return data
    reporting = data.reporting and heirs.get(data.reporting, data.reporting)
    counting = {heirs.get(unit, unit): said for unit, said in data.counting.items()}
    counting = {unit: said for unit, said in counting.items() if unit != reporting}
    return replace(data, units=units, reporting_unit=reporting, counting=counting)


def _moved(
    told: Sequence[TargetData], periods: Mapping[int, Period], slots: Mapping[Slot, int], before: int, after: int
) -> Iterator[TargetData]:
    for data in told:
        programme: dict[Slot, Quantity | None] = {
            (periods[key].fiscal_year, periods[key].periodicity, periods[key].ordinal): amount
            for key, amount in data.programme.items()
        }
        moved = moved_programme(programme, before, after)
        # One that ends after the year goes on as it was promised; what began and ended in it is promised again.
        goes_on = data.end is not None and data.end.year >= after
        years = 0 if goes_on else after - before
        yield replace(
            data,
            start=moved_day(data.start, years),
            end=moved_day(data.end, years),
            programme={slots[slot]: amount for slot, amount in moved.items()},
            milestones=tuple(replace(step, due=moved_day(step.due, years) or step.due) for step in data.milestones),
            opening_value=None,
            opening_source="",
            opening_day=None,
            origin={},
        )


def _promised_again(data: TargetData, placement: Placement, standings: Mapping[int, Standing]) -> TargetData:
    target = placement.revision.target
    standing = standings.get(target.pk)
    if standing is None or standing.kind != StandingKind.CANCELLED:
        return replace(data, continues=Continues(LineageKind.SAME, target))
    return replace(data, continues=Continues(LineageKind.REPLACED, target, standing.act))


def _as_served(data: TargetData, served: Years, before: int, after: int, slots: Mapping[Slot, int]) -> TargetData:
    """What took its amount from the plan that it serves takes that of the later year; its periods are said anew."""
    years = served.get(data.serves.pk, {}) if data.serves else {}
    amount = years.get(after)
    if amount is None or amount == data.quantity or years.get(before) != data.quantity:
        return data
    of_year = {key for slot, key in slots.items() if slot[0] == after}
    kept = {key: each for key, each in data.programme.items() if key not in of_year}
    return replace(data, quantity=amount, programme=kept)


def _years_served(targets: Iterable[int]) -> Years:
    """What targets of plans in force programme for each of their years. One query, none without any."""
    keys, found = set(targets), defaultdict[int, dict[int, Quantity]](dict)
    rows = ProgrammeEntry.objects.filter(
        revision__target__in=keys,
        revision__placements__version__state=VersionState.APPROVED,
        period__periodicity=ANNUAL.code,
        quantity__isnull=False,
    )
    columns = ("revision__target_id", "period__fiscal_year", "quantity")
    for target, year, quantity in rows.values_list(*columns) if keys else ():
        found[target][year] = quantity
    return found


def _year_of(
    told: Sequence[TargetData], placements: Sequence[Placement], periods: Mapping[int, Period], year: int
) -> Iterator[TargetData]:
    """One year of targets of several: each a target of its own, which promises what the year programmes and serves the
    one that it comes from."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    for data, placement in zip(told, placements, strict=True):
        of_year = (
            amount
            for key, amount in data.programme.items()
            if (periods[key].fiscal_year, periods[key].periodicity) == (year, ANNUAL.code)
        )
        yield replace(
            data,
            quantity=next(of_year, None),
            programme={},
            milestones=tuple(step for step in data.milestones if step.due.year == year),
            start=max(data.start or first, first),
            end=min(data.end or last, last),
            periodicity=data.periodicity or QUARTERLY.code,
            opening_value=None,
            opening_source="",
            opening_day=None,
            serves=placement.revision.target,
            continues=Continues(),
            origin={},
            printed={},
        )
