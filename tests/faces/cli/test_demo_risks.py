"""The risks of the invented entity: one map in force, the next one in draft, one risk that came true."""

from datetime import date

import pytest

from rumbo.apps.processes.models import Process
from rumbo.apps.risks.models import Assessment, MapVersion, Materialization
from rumbo.faces.cli.demo_story import Story


@pytest.mark.django_db
def test_the_story_leaves_a_map_in_force_and_the_next_one_begun() -> None:
    Story(date(2026, 11, 21)).tell()
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
