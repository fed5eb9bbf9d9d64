"""Money and physical progress side by side, at one cut-off: of the whole plan, of each project, and by any axis.

What was spent is read from the latest cut of each execution of the follow-up's year up to its last day; a project's
lines are those whose code was settled for it or, where nobody said anything, is its own. A line is of one project and
counts once in each of what is shown. Each ratio is one of sums, with its two amounts and how many lines lacked one;
each physical figure is one that is kept, or the mean of a group.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rumbo.apps.budget.models import ExecutionVersion
from rumbo.apps.budget.queries import SpentLine, latest_cuts, lines_spent
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge import outcome_of
from rumbo.apps.measurement.models import Measure
from rumbo.apps.measurement.queries.axes import LEVEL, OF_PROJECT, Axis, Key, sides_of
from rumbo.apps.measurement.queries.groups import GroupTold, groups_of, kept_figures, needed_measures
from rumbo.apps.remembering import asked_once, brought_along
from rumbo.domain.measurement.ratios import MoneyRatio, Spent, ratio_of_sums, trace_of_ratio
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.measurement.trace import Trace
from rumbo.domain.outcomes import Outcome

SHOWN_FIRST = Spent.OBLIGATED_OF_DEFINITIVE
"""The ratio that stands beside physical progress where there is room for one: what was received, not signed."""


ENTIRE = "~presupuesto"
"""The word in an address of all that the executions tell, be it of a project of the plan or not."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is shown of one thing: its physical figure of the year (None of a budget) and each ratio of its money.
    `subject` is the uid of the level whose kept figure the physical one is, empty for that of the plan; `of_group` says
    that it is the mean of the group of the axis. `lines` are those of the executions that were counted, of `projects`
    projects."""

    key: Key
    physical: Outcome | None
    subject: str
    of_group: bool
    ratios: Mapping[Spent, MoneyRatio]
    lines: tuple[SpentLine, ...]
    projects: int


@dataclass(frozen=True, slots=True)
class MoneyBeside:
    """Money beside physical progress for a follow-up: of the keys of an axis, of the whole plan, and `entire`, all that
    the executions tell. `cuts` are the executions read, each with its day; without any nothing is known of money."""

    followup: Followup
    axis: Axis
    whole: Beside
    rows: tuple[Beside, ...]
    entire: Beside
    cuts: tuple[ExecutionVersion, ...]

    def of(self, key: str) -> Beside | None:
        """One of its rows by the word of its key in an address, the whole and the budget too."""
        return next((each for each in (*self.rows, self.whole, self.entire) if each.key.key == key), None)


@dataclass(frozen=True, slots=True)
class ExplainedMoney:
    """A ratio of money with its trace, and the cuts that its lines are of, by the key of their version."""

    beside: MoneyBeside
    told: Beside
    ratio: MoneyRatio
    trace: Trace
    cuts: Mapping[int, ExecutionVersion]


def money_beside(followup: Followup, axis: str = OF_PROJECT) -> MoneyBeside | None:
    """Money beside physical progress by one axis; None for an axis that the plan does not have. Two queries besides
    those of `groups_of`."""
    groups = groups_of(followup, axis, Measure.YEAR)
    if groups is None:
        return None
    found = _Spending(followup, groups.settings)
    return MoneyBeside(
        followup,
        groups.axis,
        whole=found.beside(groups.whole, ""),
        rows=tuple(found.beside(each, _level_of(followup, groups.axis, each.key)) for each in groups.groups),
        entire=_of_lines(Key(ENTIRE, ""), None, "", False, found.lines, 0),
        cuts=found.cuts,
    )


def explained_money(followup: Followup, axis: str, key: str, which: str) -> ExplainedMoney | None:
    """A ratio of money of a row of `money_beside`, explained; None when there is none."""
    beside = money_beside(followup, axis) if which in set(Spent) else None
    told = beside.of(key) if beside is not None else None
    if beside is None or told is None:
        return None
    ratio = told.ratios[Spent(which)]
    cuts = {cut.pk: cut for cut in beside.cuts}
    return ExplainedMoney(beside, told, ratio, trace_of_ratio(ratio), cuts)


class _Spending:
    """What the executions of a follow-up's year tell up to its last day, by project, and the figures kept of levels."""

    def __init__(self, followup: Followup, settings: Settings) -> None:
        self.cuts = tuple(latest_cuts(followup.entity_id, followup.period.fiscal_year, followup.period.last_day))
        self.lines = tuple(lines_spent(self.cuts))
        self.kept = _kept_of_levels(followup, settings)
        sides = sides_of(followup)
        projects = sides.axis(OF_PROJECT)
        keys = projects.keys if projects is not None else {}
        self.projects = {each.uid: [key.key for key in keys.get(each.revision_id, ())] for each in sides.targets}
        self.by_project: defaultdict[str, list[SpentLine]] = defaultdict(list)
        for line in self.lines:
            self.by_project[sides.project_of(line)].append(line)

    def beside(self, told: GroupTold, subject: str | None) -> Beside:
        """A group with its money; `subject` is the level that it is, "" the plan, None neither."""
        own = self.kept.get(subject) if subject is not None else None
        serving = dict.fromkeys(key for each in told.targets for key in self.projects[each.uid])
        if told.key.key in self.by_project or told.key.key in serving:
            serving = {told.key.key: None}
        lines = tuple(line for key in serving for line in self.by_project.get(key, ()))
        spending = sum(1 for key in serving if self.by_project.get(key))
        physical = told.group.sums.outcome if own is None else own
        return _of_lines(told.key, physical, (subject or "") if own is not None else "", own is None, lines, spending)


def _of_lines(
    key: Key, physical: Outcome | None, subject: str, of_group: bool, lines: tuple[SpentLine, ...], projects: int
) -> Beside:
    ratios = {which: ratio_of_sums((line.amounts for line in lines), which) for which in Spent}
    return Beside(key, physical, subject, of_group, ratios, lines, projects)


def _level_of(followup: Followup, axis: Axis, key: Key) -> str | None:
    """The level of the plan that a key of an axis is, None where it is none."""
    if axis.kind == LEVEL:
        return key.key
    return sides_of(followup).level_of_project(key.key) if axis.key == OF_PROJECT else None


def levels_brought(followup: Followup, settings: Settings, kept: Mapping[str, Outcome]) -> None:
    """Another question brought the figure of the year of the plan ("") and of each level, by uid."""
    brought_along(_kept_of_levels, kept, followup, settings)


@asked_once
def _kept_of_levels(followup: Followup, settings: Settings) -> Mapping[str, Outcome]:
    """The figure of the year of the plan ("") and of each level, by uid; the groups have read them."""
    rows = kept_figures(followup, needed_measures(Measure.YEAR, settings))
    above = (row for row in rows if row.placement_id is None and row.measure == Measure.YEAR)
    return {str(row.node.uid) if row.node else "": outcome_of(row) for row in above}
