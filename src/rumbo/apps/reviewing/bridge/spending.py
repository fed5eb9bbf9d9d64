"""What was done of each project against what was spent of it (V22).

The progress of a project is the mean of the year's progress of the targets that its goals are, where all of them were
measured. What was obligated tells of that progress only at a cut of the very period that was measured: an older one
does not know what was paid since, a later one what was done since.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from rumbo.apps.budget.models import ExecutionVersion
from rumbo.apps.budget.queries import Amounts, codes_to_pair, executions_of
from rumbo.apps.measurement.queries.targets import LastMeasured, last_measured
from rumbo.apps.plans.models import Period
from rumbo.apps.projects.models import Goal, ProjectVersion
from rumbo.apps.projects.queries import projects_of, total_of
from rumbo.domain.checks.spending import Spending, check_spending
from rumbo.domain.numbers import Money, ratio_of
from rumbo.findings import CheckResult, Where

Paid = Callable[[ExecutionVersion], Mapping[int, list[Amounts]]]


@dataclass(frozen=True, slots=True)
class Spent:
    """A project beside its budget: the targets that its goals are, by key, its progress and its amounts."""

    version: ProjectVersion
    targets: frozenset[int]
    done: Fraction | None
    obligated: Money | None
    definitive: Money | None
    planned: Money | None

    def at(self, where: Where) -> Spending:
        """The same as the rules ask it, at a place."""
        return Spending(self.version.name, where, self.done, self.obligated, self.definitive, self.planned)


def check_spent(spent: Iterable[tuple[Spent, Where]]) -> tuple[CheckResult, ...]:
    """The rules, asked of projects at their places."""
    return check_spending([each.at(where) for each, where in spent])


def spending_of_entity(entity_id: int) -> tuple[Spent, ...]:
    """Every project of an entity beside its budget: queries by the cuts of the execution, not by the projects."""
    versions = list(projects_of(entity_id))
    if not versions:
        return ()
    cuts = list(executions_of(entity_id))
    targets = _targets(versions)
    measured = last_measured(entity_id, {key for keys in targets.values() for key in keys})
    paid = cache(_amounts)
    return tuple(_spent(each, targets[each.project_id], measured, cuts, paid) for each in versions)


def _targets(versions: Sequence[ProjectVersion]) -> Mapping[int, frozenset[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = Goal.objects.filter(version__in=versions, target__isnull=False)
    for project, target in rows.values_list("version__project_id", "target_id"):
        found[project].add(target or 0)
    return defaultdict(frozenset, {project: frozenset(keys) for project, keys in found.items()})


def _amounts(cut: ExecutionVersion) -> Mapping[int, list[Amounts]]:
    """What a cut says of each project, by its key."""
    found: defaultdict[int, list[Amounts]] = defaultdict(list)
    for code in codes_to_pair(cut):
        if code.project is not None:
            found[code.project.project_id].append(code.amounts)
    return found


def _spent(
    version: ProjectVersion,
    targets: frozenset[int],
    measured: Mapping[int, LastMeasured],
    cuts: Sequence[ExecutionVersion],
    paid: Paid,
) -> Spent:
    known = [measured[key] for key in targets if key in measured]
    period = max((each.followup.period for each in known), key=lambda each: each.last_day, default=None)
    year = period.fiscal_year if period else version.fiscal_year
    of_year = [cut for cut in cuts if year is None or cut.execution.fiscal_year == year]
    within = [cut for cut in of_year if period and period.first_day <= cut.execution.cut_off <= period.last_day]
    planned = total_of(version) if version.fiscal_year and version.fiscal_year == year else None
    return Spent(
        version,
        targets,
        _done(known, period) if len(known) == len(targets) else None,
        _summed(version, _latest(within), paid, "obligations"),
        _summed(version, _latest(of_year), paid, "definitive"),
        planned,
    )


def _done(known: Sequence[LastMeasured], period: Period | None) -> Fraction | None:
    """The mean of the targets of one period; None where one of them was not measured in it."""
    figures = [each.value("year") for each in known if each.followup.period == period]
    told = [ratio_of(figure) for figure in figures if figure is not None]
    return sum(told, Fraction(0)) / len(told) if told and len(told) == len(known) else None


def _latest(cuts: Iterable[ExecutionVersion]) -> list[ExecutionVersion]:
    """Of each execution its last cut: they come with the latest first."""
    found: dict[str, ExecutionVersion] = {}
    for cut in cuts:
        found.setdefault(cut.execution.name, cut)
    return list(found.values())


def _summed(version: ProjectVersion, cuts: Iterable[ExecutionVersion], paid: Paid, name: str) -> Money | None:
    told = [amounts[name] for cut in cuts for amounts in paid(cut).get(version.project_id, ()) if name in amounts]
    return Money(sum(each.centavos for each in told)) if told else None
