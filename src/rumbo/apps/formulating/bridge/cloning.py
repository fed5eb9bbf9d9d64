"""A version in force as the beginning of next year's: levels with their identity, texts, and the targets kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rumbo.apps.audit.actor import Actor
from rumbo.apps.people.models import Entity
from rumbo.apps.plans.actions import ensure_periods
from rumbo.apps.plans.bridge import Continues, TargetData, target_data
from rumbo.apps.plans.models import LineageKind, Period, Placement
from rumbo.domain.formulating.yearly import Slot, moved_day, moved_programme
from rumbo.domain.numbers import Quantity


def targets_for_year(
    actor: Actor, entity: Entity, placements: Sequence[Placement], before: int, after: int
) -> list[TargetData]:
    """What these targets promise, for a later year: they stay the same targets, by their numbers and their levels."""
    told = target_data(placements)
    periods = Period.objects.in_bulk({key for data in told for key in data.programme})
    slots: dict[Slot, int] = {}
    for code in sorted({row.periodicity for row in periods.values()}):
        rows = ensure_periods(actor, entity, after, code)
        slots |= {(row.fiscal_year, row.periodicity, row.ordinal): row.pk for row in rows}
    slots |= {(row.fiscal_year, row.periodicity, row.ordinal): row.pk for row in periods.values()}
    return list(_moved(told, placements, periods, slots, before, after))


def _moved(
    told: Sequence[TargetData],
    placements: Sequence[Placement],
    periods: Mapping[int, Period],
    slots: Mapping[Slot, int],
    before: int,
    after: int,
) -> Iterator[TargetData]:
    for data, placement in zip(told, placements, strict=True):
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
            continues=Continues(LineageKind.SAME, placement.revision.target),
            origin={},
        )
