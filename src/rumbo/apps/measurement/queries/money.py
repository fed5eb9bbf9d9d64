"""Money and physical progress side by side, at one cut-off: of the whole plan, of each project, and by any axis.

What was spent is read from the latest cut of each execution of the follow-up's year up to its last day; a project's
lines are those whose code was settled for it or, where nobody said anything, is its own. A line is of one project and
counts once in each of what is shown. Each ratio is one of sums, with its two amounts and how many lines lacked one;
each physical figure is one that is kept, or the mean of a group.

A closing kept what was known of its cut. What is known of that cut today stands beside it, where it is something else.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rumbo.apps.budget.queries import Cut, SpentLine, cut_of, latest_cuts, lines_spent
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge import outcome_of
from rumbo.apps.measurement.models import Measure
from rumbo.apps.measurement.queries.axes import LEVEL, OF_PROJECT, Sides, sides_of
from rumbo.apps.measurement.queries.groups import Groups, GroupTold, groups_of, kept_figures, needed_measures
from rumbo.apps.measurement.queries.kept_sides import KnownMoney, kept_sides, money_of, plain_sides
from rumbo.apps.measurement.queries.sides import Axis, Key
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
    projects. `since` is the same with what is known today of the cut of a closing, where a ratio is another."""

    key: Key
    physical: Outcome | None
    subject: str
    of_group: bool
    ratios: Mapping[Spent, MoneyRatio]
    lines: tuple[SpentLine, ...]
    projects: int
    since: "Beside | None" = None

    def others_since(self) -> Mapping[Spent, MoneyRatio]:
        """The ratios that are others today, as they are."""
        now = self.since.ratios if self.since is not None else {}
        return {which: ratio for which, ratio in now.items() if ratio != self.ratios[which]}


@dataclass(frozen=True, slots=True)
class MoneyBeside:
    """Money beside physical progress for a follow-up: of the keys of an axis, of the whole plan, and `entire`, all that
    the executions tell. `cuts` are the executions read, each with its day; without any nothing is known of money.

    `kept` says that it is what a closing kept; `come` are then the cuts that are read today instead, and `gone` those
    of the closing that are not read any more. `now` says that it is what is known today of what was closed."""

    followup: Followup
    axis: Axis
    whole: Beside
    rows: tuple[Beside, ...]
    entire: Beside
    cuts: tuple[Cut, ...]
    kept: bool = False
    come: tuple[Cut, ...] = ()
    gone: tuple[Cut, ...] = ()
    now: bool = False

    def of(self, key: str) -> Beside | None:
        """One of its rows by the word of its key in an address, the whole and the budget too."""
        return next((each for each in (*self.rows, self.whole, self.entire) if each.key.key == key), None)


@dataclass(frozen=True, slots=True)
class ExplainedMoney:
    """A ratio of money with its trace, and the cuts that its lines are of, by the uid of their version."""

    beside: MoneyBeside
    told: Beside
    ratio: MoneyRatio
    trace: Trace
    cuts: Mapping[str, Cut]


def money_beside(followup: Followup, axis: str = OF_PROJECT, *, now: bool = False) -> MoneyBeside | None:
    """Money beside physical progress by one axis, as a closing kept it or, with `now`, as it is known today of that
    cut; None for an axis that the plan does not have. Three queries besides those of `groups_of`."""
    groups = groups_of(followup, axis, Measure.YEAR)
    if groups is None:
        return None
    today, told = known_today(followup), kept_sides(followup)
    if told is None:
        return _beside(followup, groups, today)
    if now:
        return replace(_beside(followup, groups, today), now=True)
    kept = money_of(told)
    then, since = _beside(followup, groups, kept), _beside(followup, groups, today)
    return replace(
        then,
        whole=_since(then.whole, since.whole),
        rows=tuple(_since(*pair) for pair in zip(then.rows, since.rows, strict=True)),
        entire=_since(then.entire, since.entire),
        kept=True,
        come=_others(today, kept),
        gone=_others(kept, today),
    )


def explained_money(followup: Followup, axis: str, key: str, which: str, *, now: bool = False) -> ExplainedMoney | None:
    """A ratio of money of a row of `money_beside`, explained; None when there is none."""
    beside = money_beside(followup, axis, now=now) if which in set(Spent) else None
    told = beside.of(key) if beside is not None else None
    if beside is None or told is None:
        return None
    ratio = told.ratios[Spent(which)]
    cuts = {cut.uid: cut for cut in beside.cuts}
    return ExplainedMoney(beside, told, ratio, trace_of_ratio(ratio), cuts)


def sides_to_keep(followup: Followup) -> dict[str, Any]:
    """What a closing keeps of the sides of a follow-up: as they are registered now, with what is known of its money."""
    sides = Sides(followup)
    projects = sides.axis(OF_PROJECT)
    words = {key.key for keys in projects.keys.values() for key in keys} if projects is not None else set()
    levels = {word: level for word in sorted(words) if (level := sides.level_of_project(word)) is not None}
    return plain_sides(sides.axes, sides.targets, levels, _known(followup, sides))


@asked_once
def known_today(followup: Followup) -> KnownMoney:
    """What is known today of the money of the cut of a follow-up. Two queries, and the projects."""
    return _known(followup, sides_of(followup))


def _known(followup: Followup, sides: Sides) -> KnownMoney:
    cuts = latest_cuts(followup.entity_id, followup.period.fiscal_year, followup.period.last_day)
    lines = ((sides.project_of(line), line) for line in lines_spent(cuts))
    return KnownMoney(tuple(cut_of(each) for each in cuts), tuple(lines))


def _beside(followup: Followup, groups: Groups, known: KnownMoney) -> MoneyBeside:
    found = _Spending(followup, groups.settings, known)
    return MoneyBeside(
        followup,
        groups.axis,
        whole=found.beside(groups.whole, ""),
        rows=tuple(found.beside(each, _level_of(followup, groups.axis, each.key)) for each in groups.groups),
        entire=_of_lines(Key(ENTIRE, ""), None, "", False, tuple(line for _word, line in known.lines), 0),
        cuts=known.cuts,
    )


def _since(then: Beside, now: Beside) -> Beside:
    """What was kept, with what is known today where a ratio is another."""
    return replace(then, since=now) if now.ratios != then.ratios else then


def _others(known: KnownMoney, besides: KnownMoney) -> tuple[Cut, ...]:
    there = {each.uid for each in besides.cuts}
    return tuple(each for each in known.cuts if each.uid not in there)


class _Spending:
    """What is known of the money of a follow-up, by project, and the figures kept of levels."""

    def __init__(self, followup: Followup, settings: Settings, known: KnownMoney) -> None:
        self.kept = _kept_of_levels(followup, settings)
        sides = sides_of(followup)
        projects = sides.axis(OF_PROJECT)
        keys = projects.keys if projects is not None else {}
        self.projects = {each.uid: [key.key for key in keys.get(each.revision_id, ())] for each in sides.targets}
        self.by_project: defaultdict[str, list[SpentLine]] = defaultdict(list)
        for project, line in known.lines:
            self.by_project[project].append(line)

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
