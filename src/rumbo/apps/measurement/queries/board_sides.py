"""The plan in focus from other sides: what it contributes to the lists of the country, and its money beside its
progress. The figures were brought by the board; five queries for the rest."""

from dataclasses import dataclass
from typing import Any

from rumbo.apps.measurement.models import Measure
from rumbo.apps.measurement.queries.axes import levels_known
from rumbo.apps.measurement.queries.board_figures import BoardFigures, Row
from rumbo.apps.measurement.queries.groups import Groups, figures_brought, groups_of, needed_measures
from rumbo.apps.measurement.queries.money import MoneyBeside, levels_brought, money_beside
from rumbo.apps.plans.models import NodeRevision
from rumbo.domain.measurement.settings import Settings

CONTRIBUTED = ("ods", "pnd")
"""The lists to which the board tells the contribution."""


@dataclass(frozen=True, slots=True)
class BoardSides:
    """What the targets of the plan in focus contribute, by list, and its money beside its progress; a list that none of
    them names has no groups."""

    contributed: tuple[Groups, ...] = ()
    money: MoneyBeside | None = None


def board_sides(followup: Any, figures: BoardFigures, settings: Settings) -> BoardSides:
    """The sides of a follow-up, told from figures that were read."""
    levels = [row for (at, _), row in figures.level_rows.items() if at == followup.pk]
    levels_known(
        followup, [_level(row) for row in sorted(levels, key=lambda each: (each.depth or 0, each.ordinal or 0))]
    )
    figures_brought(followup, needed_measures(Measure.YEAR, settings), figures.placed, figures.corrected)
    year = {"": figures.plans[followup.pk]} | {
        str(row.uid): figures.levels[followup.pk][row.level or 0] for row in levels
    }
    levels_brought(
        followup, settings, {uid: outcomes[Measure.YEAR] for uid, outcomes in year.items() if Measure.YEAR in outcomes}
    )
    groups = (groups_of(followup, axis, Measure.YEAR) for axis in CONTRIBUTED)
    return BoardSides(tuple(each for each in groups if each is not None), money_beside(followup))


def _level(row: Row) -> NodeRevision:
    """A level as the axes read it."""
    return NodeRevision(
        pk=row.node,
        uid=row.uid,
        parent_id=row.parent,
        kind=row.kind or "",
        code=row.code or "",
        name=row.name or "",
        depth=row.depth or 0,
        ordinal=row.ordinal or 0,
    )
