"""How each unit goes, follow-up by follow-up, and which targets changed their light."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rumbo.apps.measurement.queries.board import BoardPlan
from rumbo.apps.measurement.queries.board_figures import BoardFigures, Row
from rumbo.domain.measurement.bands import Band, band_of
from rumbo.domain.measurement.grouping import Item, grouped
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.outcomes import Outcome, Reason, Undefined

NO_UNIT = 0
"""The place of the targets that no unit reports."""


@dataclass(frozen=True, slots=True)
class UnitCell:
    """A unit in a period: the simple mean of the percentage that the lights act on over the targets that it reports, as
    the rule of grouping makes it, its band, and how many targets there are and have a figure. `reason` is why there is
    no mean: the one that all its targets share, else that nothing was measured."""

    outcome: Outcome
    band: Band | None
    targets: int
    measured: int
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A target whose light changed from one follow-up to the next: where it is placed now and was, both outcomes and
    bands."""

    placement: int
    placed_before: int
    before: Outcome
    after: Outcome
    band_before: Band | None
    band: Band | None


def unit_cells(
    plan: BoardPlan, figures: BoardFigures, settings: Mapping[int, Settings]
) -> dict[int, dict[int, UnitCell]]:
    """By unit and follow-up, where the unit stands; a unit without targets in a follow-up has no cell in it."""
    found: defaultdict[int, dict[int, UnitCell]] = defaultdict(dict)
    rows = _rows_by_followup(figures)
    for followup in plan.history:
        chosen = settings[followup.pk]
        items = _items(rows[followup.pk], figures.targets[followup.pk], chosen.bands_on.value)
        for unit, group in grouped(items, chosen).groups.items():
            outcome = group.sums.outcome
            reason = None
            if isinstance(outcome, Undefined):
                reasons = list(group.counts.by_reason)
                reason = Reason(reasons[0]) if len(reasons) == 1 else outcome.reason
            band = band_of(chosen.bands, outcome)
            found[int(unit)][followup.pk] = UnitCell(outcome, band, group.counts.items, group.counts.measured, reason)
    return dict(found)


def shifts_of(plan: BoardPlan, figures: BoardFigures, settings: Mapping[int, Settings]) -> Iterator[Shift]:
    """The targets of a plan whose light is another than in the follow-up before, lit or gone out. None in a first."""
    if plan.before is None:
        return
    now, then = settings[plan.followup.pk], settings[plan.before.pk]
    earlier = figures.targets[plan.before.pk]
    for target, outcomes in figures.targets[plan.followup.pk].items():
        after, before = outcomes.get(now.bands_on.value), earlier.get(target, {}).get(then.bands_on.value)
        row = figures.target_rows[plan.followup.pk, target]
        if after is None or before is None or row.placement is None:
            continue
        band, band_before = band_of(now.bands, after), band_of(then.bands, before)
        if (band and band.code) != (band_before and band_before.code):
            yield Shift(
                row.placement,
                figures.target_rows[plan.before.pk, target].placement or 0,
                before,
                after,
                band_before,
                band,
            )


def _rows_by_followup(figures: BoardFigures) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in figures.target_rows.values():
        found[row.followup].append(row)
    return found


def _items(rows: Collection[Row], outcomes: Mapping[int, Mapping[str, Any]], lit: str) -> Iterator[Item]:
    for row in rows:
        outcome = outcomes[row.target or 0].get(lit)
        if outcome is not None:
            yield Item(str(row.target), outcome, (str(row.unit or NO_UNIT),))
