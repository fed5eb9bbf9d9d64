"""Before publishing, what the rules still find is in view; open errors are published only by who says so."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.plans.actions import Act, approve_version, continue_version, place_target, propose_version
from rumbo.apps.plans.bridge import target_data
from rumbo.apps.plans.models import Placement
from rumbo.apps.publishing.actions import prepare_publication, publish
from rumbo.apps.publishing.queries import key_of_finding, open_errors, open_findings
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


@pytest.mark.parametrize(
    ("keys", "said", "valid"), [("", {}, True), ("a b", {}, False), ("a b", {"known": "on"}, True)]
)
def test_open_errors_are_published_only_by_who_says_that_they_are_known(
    keys: str, said: dict[str, str], valid: bool
) -> None:
    assert PublishForm(keys, {**TOLD, "keys": keys, **said}).is_valid() is valid


def wrong(house: House) -> Any:
    """A publication of a version whose second target repeats the number of the first: an error of the rules."""
    numbers = Placement.objects.filter(version=house.version).order_by("ordinal")
    draft = continue_version(house.pilar.actor, house.version)
    first, second = Placement.objects.filter(version=draft).select_related("revision__target", "node", "version")[:2]
    (data,) = target_data([second])
    place_target(house.pilar.actor, draft, replace(data, number=first.number), placement=second)
    assert numbers.count() > 1
    propose_version(house.pilar.actor, draft)
    version = approve_version(house.pilar.actor, draft, Act("Resolución", "9", date(2024, 1, 30)))
    return prepare_publication(house.pilar.actor, version, title="Plan con errores")


def test_the_action_refuses_errors_that_nobody_says_to_know(house: House) -> None:
    publication = wrong(house)
    day = date(2024, 1, 31)
    keys = [key_of_finding(each) for each in open_errors(publication, day)]
    assert keys
    for known in ((), keys[1:], ["otra"]):
        with pytest.raises(Refused) as refused:
            publish(house.diana.actor, publication, approver="Directora", day=day, known=known)
        assert [each.code for each in refused.value.findings] == ["publishing.errors_open"]
    publication.refresh_from_db()
    assert (publication.state, publication.known_errors, publication.known_by) == ("prepared", [], "")


def test_who_knew_which_errors_and_when_stays_with_the_publication(house: House) -> None:
    publication = wrong(house)
    address = reverse("web:publishing-publish", args=[publication.uid])
    browser = house.diana.browser()
    first = browser.post(address, TOLD)
    assert first.status_code == 422
    keys = first.context["form"]["keys"].value()
    assert keys
    refused = browser.post(address, {**TOLD, "known": "on", "keys": "otra"})
    assert refused.status_code == 422
    assert "nadie ha dicho conocer" in refused.content.decode()
    assert refused.context["form"]["keys"].value() == keys
    assert browser.post(address, {**TOLD, "known": "on", "keys": keys}).status_code == 302
    publication.refresh_from_db()
    assert publication.known_by == house.diana.actor.name
    assert publication.known_at is not None
    assert {each["code"] for each in publication.known_errors} == {"plan.numbering_duplicate"}
    told = browser.get(reverse("web:publishing-detail", args=[publication.uid])).content.decode()
    assert "Los errores que se conocían al publicar" in told
    assert f"por {house.diana.actor.name}" in told
