"""A form of an older tab, and one of another entity: said clearly, kept, never sent by itself."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from rumbo.apps.audit.actor import Role
from rumbo.apps.followup.models import Report, ReportEntry
from rumbo.apps.people.actions import grant_membership
from tests.characters import LONG_AGO, PASSWORD, Character, House
from tests.rounds import open_round, report_of

SAID = "Tres visitas a Tenjo"


@pytest.fixture(autouse=True)
def no_counts(db: None) -> None:
    cache.clear()


def address_of(report: Report) -> str:
    return reverse("web:followup-report", args=[report.uid])


def send(browser: Client, report: Report, token: str = "", **headers: str) -> Any:
    told = {"edit": report.edit, "quantity": "7,5", "narrative": SAID, "csrfmiddlewaretoken": token}
    return browser.post(address_of(report), told, headers=headers)


def from_its_page(report: Report) -> dict[str, str]:
    return {"Referer": f"http://testserver{address_of(report)}"}


def signed_in_again(person: Character) -> tuple[Client, str]:
    """A browser with the token of the session before, as a tab left open has it."""
    browser = Client(enforce_csrf_checks=True)
    old = browser.get("/cuenta/login/").cookies["csrftoken"].value
    browser.post("/cuenta/login/", {"login": person.user.email, "password": PASSWORD, "csrfmiddlewaretoken": old})
    return browser, old


def test_a_form_of_an_older_tab_comes_back_to_be_sent_again(house: House) -> None:
    report = report_of(open_round(house), "1")
    browser, old = signed_in_again(house.lucia)
    answer = send(browser, report, old, **from_its_page(report))
    assert answer.status_code == 302
    assert not ReportEntry.objects.exists(), "nothing is sent by itself"
    page = browser.get(answer.url).content.decode()
    assert "de una sesión anterior" in page
    assert SAID in page
    assert 'value="7,5"' in page
    assert send(browser, report, browser.cookies["csrftoken"].value, **from_its_page(report)).status_code == 302
    assert ReportEntry.objects.get(report=report).narrative == SAID


@pytest.mark.parametrize(
    ("token", "headers"),
    [
        ("old", {"Referer": "https://otro.example/pagina"}),
        ("old", {}),
        ("old", {"Origin": "https://otro.example"}),
        ("", {"Referer": "http://testserver/"}),
    ],
)
def test_what_comes_from_elsewhere_is_refused_and_not_kept(house: House, token: str, headers: dict[str, str]) -> None:
    report = report_of(open_round(house), "1")
    browser, old = signed_in_again(house.lucia)
    answer = send(browser, report, old if token else "", **headers)
    assert answer.status_code == 403
    assert "La página venció" in answer.content.decode()


def both(house: House, other_house: House) -> Client:
    """Lucía, who also works in the other entity, in the browser that shows hers."""
    other = other_house.units["Oficina de Proyectos"]
    grant_membership(other_house.system, other_house.entity, house.lucia.user, Role.LIAISON, since=LONG_AGO, unit=other)
    browser: Client = house.lucia.browser()
    browser.post(reverse("web:home-entities"), {"entity": str(house.entity.uid)})
    return browser


def test_a_form_of_another_entity_waits_until_its_person_changes_to_it(house: House, other_house: House) -> None:
    report, browser = report_of(open_round(other_house), "1"), both(house, other_house)
    answer = send(browser, report, **from_its_page(report))
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Ahora trabaja en Entidad primera" in page
    assert "se conserva" in page
    assert SAID not in page
    chosen = {"entity": str(other_house.entity.uid), "next": answer.context["page"]}
    there = browser.post(reverse("web:home-entities"), chosen, follow=True).content.decode()
    assert SAID in there
    assert 'value="7,5"' in there
    assert not ReportEntry.objects.exists()


def test_whoever_works_in_one_entity_and_citizens_read_the_plain_word(house: House, other_house: House) -> None:
    report, browser = report_of(open_round(other_house), "1"), both(house, other_house)
    seen = browser.get(address_of(report))
    assert "Ahora trabaja en" in seen.content.decode()
    assert "se conserva" not in seen.content.decode()
    for reader, address in (
        (house.pilar.browser(), address_of(report)),
        (browser, "/publico/nadie/"),
        (browser, "/no-hay-nada/"),
    ):
        answer = reader.get(address)
        assert answer.status_code == 404
        assert "Ahora trabaja en" not in answer.content.decode()


def test_the_way_on_stays_in_this_house(house: House, other_house: House) -> None:
    browser = both(house, other_house)
    for following in ("https://otro.example/", "//otro.example/", "javascript:alert(1)"):
        answer = browser.post(reverse("web:home-entities"), {"entity": str(house.entity.uid), "next": following})
        assert answer.url == reverse("web:home")
