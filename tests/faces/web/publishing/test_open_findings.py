"""Before publishing, what the rules still find is in view; open errors are published only by who says so."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from rumbo.apps.publishing.actions import prepare_publication
from rumbo.apps.publishing.queries import open_findings
from rumbo.faces.web.publishing.forms import PublishForm
from tests.characters import House

pytestmark = pytest.mark.django_db
TOLD = {"approver": "Directora", "day": "2024-01-31"}


def prepared(house: House) -> Any:
    return prepare_publication(house.pilar.actor, house.version, title="Plan de acción")


def test_late_is_told_by_the_day_it_is_published(house: House) -> None:
    year, publication = house.version.plan.fiscal_year, prepared(house)
    codes = [{each.code for each in open_findings(publication, day)} for day in (date(year, 1, 31), date(year, 2, 1))]
    assert [("publishing.after_legal_day" in each) for each in codes] == [False, True]


def test_the_page_and_the_question_show_what_is_open(house: House) -> None:
    publication = prepared(house)
    browser = house.pilar.browser()
    for name in ("detail", "publish"):
        told = browser.get(reverse(f"web:publishing-{name}", args=[publication.uid])).content.decode()
        assert "Lo que queda abierto" in told
        assert reverse("web:plans-review", args=[house.version.uid]) in told


@pytest.mark.parametrize(("errors", "said", "valid"), [(0, {}, True), (2, {}, False), (2, {"known": "on"}, True)])
def test_open_errors_are_published_only_by_who_says_that_they_are_known(
    errors: int, said: dict[str, str], valid: bool
) -> None:
    assert PublishForm(errors, {**TOLD, **said}).is_valid() is valid
