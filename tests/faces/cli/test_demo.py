"""The invented entity: its story is told through the doorway and leaves everything a newcomer wants to look at."""

from datetime import date
from fractions import Fraction

import pytest

from rumbo.apps.audit.models import RowChange, VerbLine
from rumbo.apps.budget.models import ExecutionVersion, Pairing
from rumbo.apps.budget.queries import draft_of_version
from rumbo.apps.changing.models import ChangeRequest
from rumbo.apps.followup.models import Followup, Report
from rumbo.apps.formulating.models import Part
from rumbo.apps.indicators.models import SheetRevision
from rumbo.apps.indicators.queries import measured_series, variables_in
from rumbo.apps.measurement.models import Correction, Figure
from rumbo.apps.measurement.queries import differences
from rumbo.apps.plans.models import Placement, PlanVersion
from rumbo.apps.plans.queries import review_of
from rumbo.apps.processes.models import Process
from rumbo.apps.publishing.models import Publication, PublicationFile
from rumbo.apps.reviewing.queries import records_of
from rumbo.apps.risks.models import Assessment, MapVersion, Materialization
from rumbo.faces.cli.demo_story import Story, year_of
from rumbo.findings import Severity

pytestmark = pytest.mark.django_db


def test_the_story_leaves_a_plan_a_closed_quarter_a_half_reported_one_and_publications(story: Story) -> None:
    ruling = PlanVersion.objects.filter(state="approved").values_list("layout", flat=True)
    assert set(ruling) == {"action_plan_matrix", "strategic_plan", "institutional_action_plan"}
    assert list(Followup.objects.order_by("period__ordinal").values_list("state", flat=True)) == [
        "closed",
        "open",
        "open",
    ]
    states = set(Report.objects.filter(followup__state="open").values_list("state", flat=True))
    assert {"accepted", "returned", "submitted", "pending"} <= states
    assert Publication.objects.filter(state="published").count() == 3
    forms = set(PublicationFile.objects.values_list("format", flat=True))
    assert forms == {"json", "csv", "xlsx", "docx", "pdf", "html"}


def test_the_story_changes_its_plan_corrects_its_quarter_and_formulates_the_next(story: Story) -> None:
    assert set(ChangeRequest.objects.values_list("state", flat=True)) == {"approved", "opined", "asked"}
    assert all(each.weakened for each in ChangeRequest.objects.filter(state="approved"))
    assert Correction.objects.get().reopening.ending == "corrected"
    assert set(Part.objects.values_list("state", flat=True)) == {"taken", "returned", "drafting", "not_begun"}


def test_a_target_of_two_plans_is_one_and_every_plan_reviews_without_error(story: Story) -> None:
    placed = Placement.objects.filter(version__layout="institutional_action_plan")
    shared = placed.filter(revision__target__revisions__placements__version__layout="strategic_plan")
    assert shared.distinct().count() >= 2
    for version in PlanVersion.objects.filter(state="approved").select_related("plan").exclude(layout=""):
        found = [each for result in review_of(version).checks for each in result.findings]
        bad = [each for each in found if each.severity is Severity.ERROR]
        assert not bad, bad


def test_records_that_tell_of_the_same_are_held_side_by_side(story: Story) -> None:
    """One target in the strategic plan and in the one of action, the goals of a project in its sheet and in the plan,
    the counts of a plan and the records, the execution of the budget and what a plan assigned."""
    told = {each.finding.code for record in records_of(story.entity.pk, story.today) for each in record.told()}
    compared = {"across.annualization_differs", "across.project_goals_differ", "registered.processes_differ"}
    assert compared | {"spending.budget_over_planned"} <= told


def test_every_step_of_the_story_is_in_the_trail_under_its_own_name(story: Story) -> None:
    names = set(VerbLine.objects.filter(verb="followup.report.submit").values_list("actor_name", flat=True))
    assert len(names) == 4
    assert not RowChange.objects.filter(verb_line_id=None).exists()


def test_the_closed_quarter_of_the_story_verifies(story: Story) -> None:
    closed = Followup.objects.get(state="closed")
    assert Figure.objects.filter(followup=closed, frozen_at=None).count() == 0
    assert differences(closed) == []


def test_the_story_happens_in_a_year_that_has_reached_both_quarters() -> None:
    assert year_of(date(2026, 7, 1)) == 2026
    assert year_of(date(2026, 6, 30)) == 2025


def test_the_story_leaves_an_execution_that_adds_up_and_whose_codes_are_projects(story: Story) -> None:
    version = ExecutionVersion.objects.select_related("execution", "file").get()
    assert (version.execution.cut_off, version.execution.fiscal_year) == (date(2026, 3, 31), 2026)
    assert version.file
    draft = draft_of_version(version)
    assert len(draft.rows) == 8
    assert not draft.everything_found()
    assert Pairing.objects.exclude(project=None).count() == 3


def test_the_story_leaves_sheets_with_results(story: Story) -> None:
    rows = {row.code: row for row in SheetRevision.objects.all()}
    assert [row.state for row in rows.values()].count("approved") == 5
    assert (rows["TI-01"].state, rows["PE-01"].state) == ("proposed", "draft")
    series = {code: measured_series(row, variables_in(row), 2025) for code, row in rows.items()}
    assert all(
        each.exact is not None for code in ("PC-01", "GA-01", "IH-01", "CT-01", "TI-01") for each in series[code]
    )
    assert series["GA-01"][0].result.denominator == 108
    first, second, *_ = measured_series(rows["CT-01"], variables_in(rows["CT-01"]), 2026)
    assert first.exact == Fraction(402, 25)
    assert [finding.code for finding in second.result.findings] == ["indicator.division_by_zero"]


def test_the_story_leaves_a_map_in_force_and_the_next_one_begun(story: Story) -> None:
    assert Process.objects.count() == 8
    first, second = MapVersion.objects.order_by("number")
    assert (first.state, second.state) == ("approved", "draft")
    ruling = Assessment.objects.filter(version=first)
    assert ruling.count() == 15
    assert not ruling.filter(residual_zone="").exists()
    assert set(ruling.values_list("risk_class", flat=True)) == {
        "management", "corruption", "fiscal", "information_security"
    }  # fmt: skip
    of_project = ruling.exclude(project_code="").get()
    assert of_project.project.versions.get().code == of_project.project_code
    assert Assessment.objects.filter(version=second).count() == 16
    assert Materialization.objects.get().risk.assessments.filter(code="GA-1").exists()
