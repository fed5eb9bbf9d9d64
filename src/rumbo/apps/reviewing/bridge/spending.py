"""What was done of each project against what was spent of it (V22).

The progress of a project is the mean of the year's progress of the targets that its goals are, where all of them were
measured. What was obligated tells of that progress only at a cut of the very period that was measured: an older one
does not know what was paid since, a later one what was done since.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rumbo.apps.budget.queries import CodedSums, bare_code, coded_sums
from rumbo.apps.measurement.bridge import outcome_of
from rumbo.apps.measurement.models import Figure, Measure
from rumbo.apps.measurement.queries.targets import last_figures
from rumbo.apps.plans.models import Period
from rumbo.apps.projects.queries import Served, projects_served
from rumbo.domain.checks.spending import Spending, check_spending
from rumbo.domain.numbers import Money, ratio_of
from rumbo.domain.outcomes import Computed
from rumbo.findings import CheckResult, Where

AMOUNTS = ("obligations", "definitive")


@dataclass(frozen=True, slots=True)
class Spent:
    """A project beside its budget: its progress and its amounts."""

    project: Served
    done: Fraction | None
    obligated: Money | None
    definitive: Money | None
    planned: Money | None

    def at(self, where: Where) -> Spending:
        """The same as the rules ask it, at a place."""
        return Spending(self.project.name, where, self.done, self.obligated, self.definitive, self.planned)


def check_spent(spent: Iterable[tuple[Spent, Where]]) -> tuple[CheckResult, ...]:
    """The rules, asked of projects at their places."""
    return check_spending([each.at(where) for each, where in spent])


def spending_of_entity(entity_id: int) -> tuple[Spent, ...]:
    """Every project of an entity beside its budget: three queries."""
    projects = projects_served(entity_id)
    if not projects:
        return ()
    said = coded_sums(entity_id, AMOUNTS)
    targets = {key for each in projects for key in each.targets}
    measured = last_figures(entity_id, targets) if targets else {}
    return tuple(_spent(each, measured, said) for each in projects)


def _spent(project: Served, measured: Mapping[int, Sequence[Figure]], said: Sequence[CodedSums]) -> Spent:
    known = [measured[key] for key in project.targets if key in measured]
    period = max((_period(each) for each in known), key=lambda each: each.last_day, default=None)
    year = period.fiscal_year if period else project.fiscal_year
    of_year = [each for each in said if year is None or each.fiscal_year == year]
    within = [each for each in of_year if period and period.first_day <= each.cut_off <= period.last_day]
    return Spent(
        project,
        _done(known, period) if len(known) == len(project.targets) else None,
        _summed(project, within, "obligations"),
        _summed(project, of_year, "definitive"),
        project.total if project.fiscal_year and project.fiscal_year == year else None,
    )


def _period(figures: Sequence[Figure]) -> Period:
    return figures[0].followup.period


def _done(known: Sequence[Sequence[Figure]], period: Period | None) -> Fraction | None:
    """The mean of the targets of one period; None where one of them was not measured in it."""
    of_period = (outcome_of(each) for row in known if _period(row) == period for each in row if _of_year(each))
    told = [ratio_of(each.figure) for each in of_period if isinstance(each, Computed)]
    return sum(told, Fraction(0)) / len(told) if told and len(told) == len(known) else None


def _of_year(figure: Figure) -> bool:
    return figure.measure == Measure.YEAR


def _summed(project: Served, said: Iterable[CodedSums], name: str) -> Money | None:
    """What the last cut of each execution says of a project: they come with the latest first."""
    last: dict[str, int] = {}
    found = [each for each in said if last.setdefault(each.name, each.version_id) == each.version_id]
    bare = bare_code(project.code)
    told = [each.amounts[name] for each in found if name in each.amounts and each.is_of(project.project_id, bare)]
    return Money(sum(each.centavos for each in told)) if told else None
