"""What a target comes to with an answer that is about to be signed: its figures as if it were accepted, and the money
of the project it belongs to."""

from collections.abc import Iterable

from rumbo.apps.budget.queries import execution_of_project
from rumbo.apps.followup.bridge import entry_answer
from rumbo.apps.followup.bridge.weighing import weighs
from rumbo.apps.followup.models import Report, ReportEntry
from rumbo.apps.measurement.bridge.placed import measured_placements, settings_on
from rumbo.apps.plans.models import Placement
from rumbo.apps.projects.models import Goal, Project
from rumbo.domain.followup.justifying import NOTHING_KNOWN, Spent, Weighed
from rumbo.domain.followup.reporting import Answer, Ratio
from rumbo.domain.measurement.bands import Percentage
from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.outcomes import Computed, Outcome, Share

OBLIGATED, DEFINITIVE = "obligations", "definitive"


@weighs
def weigh_answer(entry: ReportEntry) -> Weighed:
    """Measured as if the entry were accepted, at the end of its period and under the settings of that day. A fixed
    number of queries, and a few more for each project of the target."""
    report, answer = entry.report, entry_answer(entry)
    followup = report.followup
    placed = Placement.objects.filter(version=followup.plan_version_id, revision__target=report.target_id)
    first = placed.order_by("-counts", "ordinal").values_list("pk", flat=True).first()
    if first is None:
        return NOTHING_KNOWN
    settings = settings_on(followup.entity_id, report.period.last_day)
    (found,) = measured_placements(followup, settings, closed=False, placement=first, awaiting={report.pk: answer})
    return Weighed(
        due=_figure(found.figures.outcome(Percentage.AT_CUTOFF)),
        year=_figure(found.figures.outcome(Percentage.YEAR)),
        under=settings.under_alert,
        over=settings.over_alert,
        advances=_advances(answer),
        spent=_spent(report),
    )


def _figure(outcome: Outcome) -> int | None:
    return outcome.figure if isinstance(outcome, Computed) else None


def _advances(answer: Answer) -> bool:
    match answer:
        case Quantity():
            return answer.units > 0
        case Ratio(numerator, _):
            return numerator.units > 0
        case Share(part):
            return part > 0
    return False


def _spent(report: Report) -> Spent | None:
    """What the cuts of the period say of the projects of a target; None where one of them is not known."""
    goals = Goal.objects.filter(target=report.target_id).order_by()
    projects = list(Project.objects.filter(pk__in=goals.values("version__project")))
    told = [cut for project in projects for cut in _cuts(project, report)]
    if not told or len({key for key, _day, _amounts in told}) < len(projects):
        return None
    if not all({OBLIGATED, DEFINITIVE} <= set(amounts) for _key, _day, amounts in told):
        return None
    day = max(day for _key, day, _amounts in told)
    return Spent(_sum(told, DEFINITIVE), _sum(told, OBLIGATED), day)


def _cuts(project: Project, report: Report) -> Iterable[tuple[int, str, dict[str, Money]]]:
    period = report.period
    for cut in execution_of_project(project, period.fiscal_year, period.last_day):
        if cut.cut_off >= period.first_day:
            yield project.pk, cut.cut_off.isoformat(), dict(cut.amounts)


def _sum(told: Iterable[tuple[int, str, dict[str, Money]]], name: str) -> Money:
    return Money(sum(amounts[name].centavos for _key, _day, amounts in told))
