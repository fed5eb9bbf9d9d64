"""Received documents are reviewed together on a page and as a file: the report that the command line writes."""

import pytest
from django.urls import reverse, reverse_lazy

from rumbo.apps.intake.actions import overrule_findings
from rumbo.apps.intake.bridge.decided import UNBENDING
from rumbo.apps.intake.bridge.either import anything_read
from rumbo.apps.intake.bridge.together import drafts_of
from tests.characters import House
from tests.faces.web.intake.test_screens import FOLLOWUP, PLAN, brought

pytestmark = pytest.mark.django_db
PAGE = reverse_lazy("web:intake-together")


def two(house: House) -> list[str]:
    return [str(brought(house, name).uid) for name in (PLAN, FOLLOWUP)]


def test_two_documents_are_chosen_in_the_list_and_reviewed_together(house: House) -> None:
    chosen = two(house)
    browser = house.pilar.browser()
    listed = browser.get(reverse("web:intake-list")).content.decode()
    assert "Revisar juntos" in listed
    assert all(f'value="{uid}"' in listed for uid in chosen)
    answered = browser.get(PAGE, {"documento": chosen})
    told = answered.content.decode()
    assert answered.status_code == 200
    for words in (PLAN, FOLLOWUP, "Dos versiones de un plan, o un plan y su seguimiento", "Hallazgos"):
        assert words in told, words


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "html"])
def test_the_report_is_taken_away(house: House, form: str) -> None:
    chosen = two(house)
    answered = house.pilar.browser().get(reverse("web:intake-together-report", args=[form]), {"documento": chosen})
    assert answered.status_code == 200
    assert f"revision-conjunta.{form}" in answered["Content-Disposition"]


def test_what_was_accepted_as_it_is_is_not_told_again(house: House) -> None:
    first, second = (brought(house, name) for name in (PLAN, FOLLOWUP))
    reading = anything_read(first)
    found = next(each for each in reading.findings if each.where and each.code not in UNBENDING)
    (draft,), _unread = drafts_of([first])
    assert found in draft.findings or any(found in each.findings for each in draft.checks)
    overrule_findings(house.pilar.actor, first, code=found.code, reason="Así lo aprobó el comité")
    first.refresh_from_db()
    (draft,), _unread = drafts_of([first])
    assert found not in draft.findings
    assert not any(found in each.findings for each in draft.checks)
    assert len(drafts_of([first, second])[0]) == 2


def test_fewer_than_two_or_of_another_house_are_refused(house: House, other_house: House) -> None:
    (one, other), strange = two(house), str(brought(other_house, PLAN).uid)
    browser = house.pilar.browser()
    assert browser.get(PAGE, {"documento": [one, one]}).status_code == 302
    for wrong in ([one, strange], [one, "nada"]):
        assert browser.get(PAGE, {"documento": wrong}).status_code == 404
    assert house.lucia.browser().get(PAGE, {"documento": [one, other]}).status_code == 404
    assert (
        browser.get(reverse("web:intake-together-report", args=["odt"]), {"documento": [one, other]}).status_code == 404
    )
