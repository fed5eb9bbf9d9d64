"""What the annualization type of a target asks of its programme: of its years, and of the periods of each year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rumbo.apps.plans.bridge import TargetData
from rumbo.apps.plans.bridge.held import Slot
from rumbo.apps.plans.models import Period, Placement, Plan, ProgrammeEntry, ReportKind, TargetRevision
from rumbo.domain.annualization import RULES, Basis, Goal
from rumbo.domain.calendar.periods import ANNUAL
from rumbo.domain.numbers import Quantity
from rumbo.findings import CheckResult, Finding

Programme = Mapping[Slot, Quantity]
RULE = {rule.id: rule for rule in RULES}
BY_DATES = (ReportKind.MILESTONES, ReportKind.DONE)
"""What is expected of these is told by their dates, not by amounts of periods."""


def programmes_of(revisions: Iterable[int]) -> Mapping[int, Programme]:
    """What revisions programme, by their keys. One query."""
    rows = ProgrammeEntry.objects.filter(revision__in=revisions, quantity__isnull=False)
    columns = ("revision_id", "period__fiscal_year", "period__periodicity", "period__ordinal", "quantity")
    found: defaultdict[int, dict[Slot, Quantity]] = defaultdict(dict)
    for revision, year, periodicity, place, quantity in rows.values_list(*columns):
        found[revision][year, periodicity, place] = quantity
    return found


def slots_of(data: TargetData, periods: Mapping[int, Period]) -> Programme:
    """What a target that is being written programmes; `periods` by the keys that it names."""
    named = ((periods[key], amount) for key, amount in data.programme.items() if key in periods and amount is not None)
    return {(row.fiscal_year, row.periodicity, row.ordinal): amount for row, amount in named}


def programme_checks(target: TargetRevision | TargetData, plan: Plan, programme: Programme) -> list[CheckResult]:
    """The answers of the rules of its type; none while nobody has said how it counts."""
    rule = RULE.get(target.annualization)
    if rule is None:
        return []
    yearly = {year: amount for (year, code, _), amount in programme.items() if code == ANNUAL.code}
    periods = {(year, place): amount for (year, code, place), amount in programme.items() if code == target.periodicity}
    of_plan = {plan.fiscal_year: target.quantity} if plan.fiscal_year and target.quantity is not None else {}
    term = (plan.first_year, plan.last_year) if plan.first_year and plan.last_year else _one_year(target, plan)
    goal = Goal(
        target=target.quantity,
        baseline=target.baseline,
        basis=Basis(target.programme_basis or plan.programme_basis or Basis.CUMULATIVE),
        programme=yearly or of_plan,
        period_programme={} if target.report_kind in BY_DATES or target.periodicity == ANNUAL.code else periods,
        term=term,
    )
    # Of a year that is not programmed the quantity stands for it, and of one among several nothing can be asked.
    whole = len(yearly) > 1 or (len(yearly) == 1 and term is not None and term[0] == term[1])
    of_years = rule.check(goal) if whole else ()
    years = sorted({year for year, _ in goal.period_programme})
    return [*of_years, *(result for year in years for result in rule.within(goal, year))]


def _one_year(target: TargetRevision | TargetData, plan: Plan) -> tuple[int, int] | None:
    """The year of a plan of one, where the target begins and ends in it."""
    year = plan.fiscal_year
    inside = target.start and target.end and target.start.year == target.end.year == year
    return (year, year) if year and inside else None


def programme_findings(placements: Sequence[Placement], plan: Plan) -> dict[int, tuple[Finding, ...]]:
    """What is wrong with the programme of placed targets, by the key of the placement. One query."""
    told = programmes_of([row.revision_id for row in placements])
    found = {
        row.pk: tuple(
            finding
            for result in programme_checks(row.revision, plan, told.get(row.revision_id, {}))
            for finding in result.findings
        )
        for row in placements
    }
    return {key: findings for key, findings in found.items() if findings}
