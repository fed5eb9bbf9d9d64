"""Published plans as their document says them: one figure of a plan from its components, and a target listed twice."""

from datetime import date
from fractions import Fraction
from pathlib import Path

from rumbo.apps.followup.actions import submit_report
from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.models import Followup, Report
from rumbo.apps.measurement.actions import accept_report, open_period, record_setting
from rumbo.apps.measurement.models import Figure
from rumbo.apps.measurement.queries import sheet_of
from rumbo.apps.plans.actions import ensure_periods
from rumbo.apps.plans.models import NodeRevision, PlanVersion
from rumbo.domain.measurement.explaining import explain
from rumbo.domain.measurement.levels import Reach
from rumbo.domain.numbers import Quantity
from tests.apps.intake import test_institutional, test_strategic
from tests.apps.measurement.quarters import trace
from tests.characters import House

MILLIONS = 10**6 * 100
WORDS = "Se hizo lo que estaba previsto y quedó documentado."


def opened(house: House, version: PlanVersion | None) -> Followup:
    """The last quarter of 2024."""
    assert version is not None
    quarters = ensure_periods(house.pilar.actor, house.entity, 2024, "quarterly")
    return open_period(house.pilar.actor, version, quarters[3])


def half_done(house: House, followup: Followup, kind: str) -> None:
    """The first target under each level of a kind is reported with half of what its year programmes."""
    for level in NodeRevision.objects.filter(version=followup.plan_version, kind=kind):
        report = Report.objects.filter(followup=followup, revision__placements__node=level).order_by("pk").first()
        if report is None or report.revision.quantity is None:
            continue
        programmed = report.revision.programme.filter(period__fiscal_year=2024).values_list("quantity", flat=True)
        half = Quantity((programmed.first() or report.revision.quantity).units // 2)
        data = AnswerData(quantity=half, narrative=WORDS, justification=WORDS)
        submitted = submit_report(house.system, report, data, report.edit)
        accept_report(house.pilar.actor, submitted, submitted.edit)


def test_the_institutional_plan_has_one_figure_from_its_components(house: House, shared: Path) -> None:
    """Seven projects, indicators of processes, integrated plans; 88 risks out, for the plan itself says so."""
    record_setting(house.pilar.actor, house.entity, "weighting", "budget", valid_from=date(2024, 1, 1))
    intake = test_institutional.approved(house, next((shared / "seeds").glob("003_*.txt")))
    followup = opened(house, intake.version)
    half_done(house, followup, "Proyecto de inversión")
    half_done(house, followup, "Proceso")
    projects = Figure.objects.get(followup=followup, node__name="Proyectos de inversión", measure="year")
    # Three of the seven begin with a growing goal of which nobody said how it is written: they are told, not invented.
    assert (projects.weight, projects.weight_sum) == (88_286 * MILLIONS, (7_928 + 1_547 + 3_555 + 8_824) * MILLIONS)
    assert (projects.counted, projects.excluded) == (4, 3)
    lines = [line.text for line in explain(trace(house, projects))]
    assert any(line.endswith("peso $ 7.928.000.000 (36,28 %)") for line in lines), lines
    # Processes have no money: beside the projects they do not count, and weighing the same they do.
    for weighting, counted, share in (("budget", 1, Fraction(1)), ("equal", 2, Fraction(1, 2))):
        record_setting(house.pilar.actor, house.entity, "weighting", weighting, valid_from=date(2024, 2, 1))
        plan = Figure.objects.get(followup=followup, node=None, placement=None, measure="year")
        assert (plan.counted, plan.excluded) == (counted, 12 - counted)
        first = sheet_of(followup)
        assert (first.rows[0].name, first.rows[0].share) == ("Proyectos de inversión", share)
        assert first.plan.value("year") is not None
        # The last of the pages tells the components without targets too.
        last = {each.name: each.left_out for each in sheet_of(followup, page=2).rows if each.level_kind == "Componente"}
        assert last["Riesgos de gestión y de corrupción"] is True
        assert last["Plan de acción integrado"] is False
        risks = NodeRevision.objects.get(version=intake.version, name="Riesgos de gestión y de corrupción")
        reasons = {each.uid: each.reason for each in trace(house, plan).excluded}
        assert reasons[str(risks.uid)] == "left_out"


def test_the_strategic_plan_lists_fourteen_and_counts_thirteen(house: House, shared: Path) -> None:
    intake = test_strategic.approved(house, next((shared / "seeds").glob("002_*.txt")))
    assert sheet_of(opened(house, intake.version)).reach == Reach(14, 13, 0)
