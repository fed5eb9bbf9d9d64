"""The invented entity: its story is told through the doorway and leaves everything a newcomer wants to look at."""

from datetime import date

import pytest

from rumbo.apps.audit.models import RowChange, VerbLine
from rumbo.apps.followup.models import Followup, Report
from rumbo.apps.measurement.models import Figure
from rumbo.apps.measurement.queries import differences
from rumbo.apps.plans.models import Placement, PlanVersion
from rumbo.apps.plans.queries import review_of
from rumbo.apps.publishing.models import Publication, PublicationFile
from rumbo.faces.cli.demo_story import Story, year_of
from rumbo.findings import Severity


@pytest.fixture
def story(db: None) -> Story:
    told = Story(date(2026, 11, 21))
    told.tell()
    return told


def test_the_story_leaves_a_plan_a_closed_quarter_a_half_reported_one_and_publications(story: Story) -> None:
    ruling = PlanVersion.objects.filter(state="approved").values_list("layout", flat=True)
    assert set(ruling) == {"action_plan_matrix", "strategic_plan", "institutional_action_plan"}
    assert list(Followup.objects.order_by("period__ordinal").values_list("state", flat=True)) == ["closed", "open"]
    states = set(Report.objects.filter(followup__state="open").values_list("state", flat=True))
    assert {"accepted", "returned", "submitted", "pending"} <= states
    assert Publication.objects.filter(state="published").count() == 2
    forms = set(PublicationFile.objects.values_list("format", flat=True))
    assert forms == {"json", "csv", "xlsx", "docx", "pdf", "html"}


def test_a_target_of_two_plans_is_one_and_every_plan_reviews_without_error(story: Story) -> None:
    placed = Placement.objects.filter(version__layout="institutional_action_plan")
    shared = placed.filter(revision__target__revisions__placements__version__layout="strategic_plan")
    assert shared.distinct().count() >= 2
    for version in PlanVersion.objects.filter(state="approved").select_related("plan").exclude(layout=""):
        found = [each for result in review_of(version).checks for each in result.findings]
        assert Severity.ERROR not in {each.severity for each in found}


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
