"""What a report of milestones brings from the quarter before: a step that was done stays done."""

import re
from datetime import date

from django.urls import reverse

from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.models import Report
from rumbo.apps.followup.queries import milestones_of
from rumbo.apps.measurement.actions import accept_report
from rumbo.apps.plans.bridge import MilestoneData
from rumbo.domain.numbers import Quantity
from tests.characters import Character, House
from tests.rounds import open_round, report_of, submitted, version_with

STEPS = tuple(MilestoneData(title, date(2024, 3, 15), Quantity.of(50)) for title in ("Diseños", "Obra"))
DONE = date(2024, 3, 15)


def days_offered(person: Character, report: Report) -> list[str]:
    page = person.browser().get(reverse("web:followup-report", args=[report.uid])).content.decode()
    fields = re.findall(r'<input[^>]*name="milestone_[^>]*>', page)
    return [found[1] if (found := re.search(r'value="([^"]*)"', field)) else "" for field in fields]


def test_a_step_that_was_done_is_not_asked_again(house: House) -> None:
    version = version_with(house, "Plan de obra", report_kind="milestones", milestones=STEPS)
    first = open_round(house, 1, version)
    done = milestones_of(report_of(first, "1"))[0]
    told = AnswerData(milestones={str(done.uid): DONE}, narrative="Se aprobaron los diseños.")
    report = submitted(house, first, "1", told)
    assert days_offered(house.lucia, report_of(open_round(house, 2, version), "1")) == ["", ""], (
        "nobody accepted it yet"
    )
    accept_report(house.pilar.actor, report, report.edit)
    assert days_offered(house.lucia, report_of(open_round(house, 3, version), "1")) == ["2024-03-15", ""]
