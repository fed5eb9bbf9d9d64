"""A session that ends while somebody writes: what they wrote comes back to them, unsent, and to nobody else."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rumbo.apps.followup.models import Followup, Report, ReportEntry
from rumbo.faces.web.resuming import holding
from tests.characters import PASSWORD, Character, House
from tests.rounds import open_round, report_of, submitted

SAID = "Tres visitas a <Tenjo> & dos a Cogua; una «más».\nSegunda línea."


@pytest.fixture(autouse=True)
def no_counts(db: None) -> None:
    cache.clear()


@pytest.fixture
def followup(house: House) -> Followup:
    return open_round(house)


def signed_in(person: Character) -> Client:
    browser = Client()
    browser.post("/cuenta/login/", {"login": person.user.email, "password": PASSWORD})
    browser.get("/")
    return browser


def end_session(browser: Client) -> None:
    browser.session.flush()
    del browser.cookies["rumbo_session"]


def send(browser: Client, report: Report, page: str = "", **typed: Any) -> Any:
    address = reverse("web:followup-report", args=[report.uid])
    told = {"edit": report.edit, "quantity": "7,5", "narrative": SAID, "difficulties": ""} | typed
    return browser.post(address, told, headers={"Referer": f"http://testserver{page or address}"})


def after_signing_in(browser: Client, person: Character, stopped: Any) -> Any:
    following = parse_qs(urlsplit(stopped.url).query)["next"][0]
    told = {"login": person.user.email, "password": PASSWORD, "next": following}
    return browser.post("/cuenta/login/", told, follow=True)


def lapsed(house: House, followup: Followup, **typed: Any) -> tuple[Client, Report, Any]:
    browser, report = signed_in(house.lucia), report_of(followup, "1")
    end_session(browser)
    return browser, report, send(browser, report, **typed)


def test_the_form_comes_back_filled_and_unsent(house: House, followup: Followup) -> None:
    file = SimpleUploadedFile("acta.pdf", b"%PDF-1.7")
    browser, report, stopped = lapsed(house, followup, not_applicable="on", submit="1", evidence=file)
    assert stopped.status_code == 302
    assert stopped.url.startswith("/cuenta/login/")
    assert "se conserva" in browser.get(stopped.url).content.decode()
    answer = after_signing_in(browser, house.lucia, stopped)
    page = answer.content.decode()
    assert "Tres visitas a &lt;Tenjo&gt; &amp; dos a Cogua" in page
    assert 'value="7,5"' in page
    assert "Todavía no se ha enviado" in page
    assert "vuelva a elegirlos" in page
    assert not ReportEntry.objects.filter(report=report).exists(), "nothing is sent by itself"
    typed = _fields(page)
    assert (typed["narrative"], typed["quantity"], typed["edit"], typed["not_applicable"]) == (SAID, "7,5", "0", "on")
    assert send(browser, report, **typed).status_code == 302
    assert ReportEntry.objects.get(report=report).narrative == SAID


def test_the_guard_against_forged_requests_stands(house: House, followup: Followup) -> None:
    browser = Client(enforce_csrf_checks=True)
    token = browser.get("/cuenta/login/").cookies["csrftoken"].value
    told = {"login": house.lucia.user.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
    browser.post("/cuenta/login/", told)
    browser.get("/")
    end_session(browser)
    assert send(browser, report_of(followup, "1")).status_code == 403
    token = browser.cookies["csrftoken"].value
    stopped = send(browser, report_of(followup, "1"), csrfmiddlewaretoken=token)
    assert stopped.status_code == 302
    again = {"login": house.lucia.user.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
    following = parse_qs(urlsplit(stopped.url).query)["next"][0]
    page = browser.post("/cuenta/login/", again | {"next": following}, follow=True).content.decode()
    assert _fields(page)["csrfmiddlewaretoken"] != token, "the token is the new one, never the one that was sent"
    assert SAID.split()[0] in page


def test_another_person_sees_nothing_of_it(house: House, followup: Followup) -> None:
    browser, _report, stopped = lapsed(house, followup)
    page = after_signing_in(browser, house.leonardo, stopped).content.decode()
    assert "Tenjo" not in page
    assert "lo que había escrito" not in page
    browser.post("/cuenta/logout/")
    assert "Tenjo" in after_signing_in(browser, house.lucia, stopped).content.decode(), "it waits for its own"


def test_who_is_not_known_to_the_browser_is_told_that_it_was_not_received(house: House, followup: Followup) -> None:
    report = report_of(followup, "1")
    for cookie in ("", "1", "1:falsa"):
        browser = Client()
        browser.cookies[holding.COOKIE] = cookie
        stopped = send(browser, report)
        assert holding.PARAMETER not in stopped.url
        assert "No se recibió" in browser.get(stopped.url).content.decode()


def test_a_form_without_measure_is_not_kept(house: House, followup: Followup) -> None:
    _browser, _report, stopped = lapsed(house, followup, narrative="x" * holding.LARGEST)
    assert holding.PARAMETER not in stopped.url


def test_where_the_form_is_gone_the_words_are_given_to_copy(house: House, followup: Followup) -> None:
    browser = signed_in(house.lucia)
    report = submitted(house, followup)
    end_session(browser)
    page = after_signing_in(browser, house.lucia, send(browser, report)).content.decode()
    assert "ya no está abierto" in page
    assert "Tres visitas a &lt;Tenjo&gt;" in page


def test_the_page_of_the_form_is_where_it_stood_and_not_where_it_was_sent(house: House, followup: Followup) -> None:
    browser, report = signed_in(house.pilar), submitted(house, followup)
    end_session(browser)
    page = reverse("web:followup-report", args=[report.uid])
    review = reverse("web:followup-review", args=[report.uid])
    told = {"edit": report.edit, "remark": "Falta el acta de Cogua.", "decision": "accept"}
    stopped = browser.post(review, told, headers={"Referer": f"http://testserver{page}"})
    answer = after_signing_in(browser, house.pilar, stopped)
    assert answer.redirect_chain[-1][0].startswith(page)
    assert _fields(answer.content.decode())["remark"] == "Falta el acta de Cogua."
    report.refresh_from_db()
    assert report.state == "submitted"


def test_a_way_back_to_another_site_is_not_taken(house: House, followup: Followup) -> None:
    browser, report = signed_in(house.lucia), report_of(followup, "1")
    end_session(browser)
    address = reverse("web:followup-report", args=[report.uid])
    stopped = browser.post(address, {"narrative": SAID}, headers={"Referer": "https://malo.test/x"})
    assert parse_qs(urlsplit(stopped.url).query)["next"][0].startswith(address)


def _fields(page: str) -> dict[str, str]:
    """What a browser would send of the filled form."""
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: dict[str, str] = {}
            self.text, self.inside = "", False

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            told = dict(attrs)
            name, kind = told.get("name") or "", told.get("type") or ""
            if tag == "form":
                self.inside = "seguimiento" in (told.get("action") or "")
            if tag == "textarea":
                self.text = name
                self.found[name] = ""
            elif tag == "input" and self.inside and (kind != "checkbox" or "checked" in told) and kind != "file":
                self.found[name] = told.get("value") or ("on" if kind == "checkbox" else "")

        def handle_endtag(self, tag: str) -> None:
            if tag == "textarea":
                self.found[self.text] = self.found[self.text].removeprefix("\n")
                self.text = ""

        def handle_data(self, data: str) -> None:
            if self.text:
                self.found[self.text] += data

    reader = Reader()
    reader.feed(page)
    return reader.found
