"""What programs read: the numbers of the screens, each with the trace that computes it, to whom the screens show it."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docs.build_openapi import PAGE, text
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.publishing.actions import prepare_publication, publish
from rumbo.domain.measurement import from_plain, holds
from rumbo.domain.numbers import Quantity
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import House
from tests.faces.web.walking import MOST_QUESTIONS, questions_counted

INSIDE = "/api/v1/entities/"
DATA = re.compile(r'<data value="(-?\d+)">')


@pytest.fixture
def followup(house: House) -> Followup:
    opened = open_quarter(house, 1)
    answer(house, opened, "1", quantity=Quantity.of(4), narrative="Cuatro actas.")
    return opened


def read(browser: Client, address: str, language: str = "es") -> Any:
    told = browser.get(address, headers={"accept-language": language})
    assert told.status_code == 200, (address, told.content[:400])
    return told.json()


def figures_in(plain: Any) -> list[dict[str, Any]]:
    """Every figure of an answer, wherever it stands."""
    if isinstance(plain, list):
        return [figure for each in plain for figure in figures_in(each)]
    if not isinstance(plain, dict):
        return []
    own = [plain] if {"value", "written", "explanation"} <= set(plain) else []
    return own + [figure for key, each in plain.items() if key != "trace" for figure in figures_in(each)]


def test_the_description_is_kept_and_every_operation_says_how_it_refuses() -> None:
    assert PAGE.read_text(encoding="utf-8") == text(), "run python -m docs.build_openapi"
    described = json.loads(text())
    assert described["openapi"].startswith("3.1")
    for way, operations in described["paths"].items():
        assert set(operations) == {"get"}, "it only reads"
        assert {"200", "401", "404", "422"} <= set(operations["get"]["responses"]), way


@pytest.mark.django_db
def test_every_figure_is_the_one_of_the_screen_and_its_trace_computes_it(house: House, followup: Followup) -> None:
    browser = house.pilar.browser()
    here = f"{INSIDE}primera/followups/{followup.uid}/"
    sheet = read(browser, f"{here}figures/")
    shown = {int(each) for each in DATA.findall(browser.get(f"/cifras/{followup.uid}/").content.decode())}
    assert shown
    assert shown <= {each["value"] for each in figures_in(sheet)}
    axes = [each["key"] for each in read(browser, f"{here}groups/")]
    answers = [
        sheet,
        read(browser, f"{INSIDE}primera/followups/"),
        read(browser, f"{here}outlooks/"),
        *(read(browser, f"{here}{side}/{axis}/") for axis in axes for side in ("groups", "money")),
    ]
    for figure in figures_in(answers):
        told = read(browser, figure["explanation"])
        assert {**told["figure"], "explanation": ""} == {**figure, "explanation": ""}
        reasons = [each["text"] for each in told["sentences"] if (each["role"], each["depth"]) == ("reason", 0)]
        assert reasons == ([figure["written"]] if figure["undefined"] else [])
        trace = from_plain(told["trace"])
        assert holds(trace)
        assert told["sentences"][0]["role"] == "sentence"


@pytest.mark.django_db
def test_it_speaks_the_language_that_is_asked_for(house: House, followup: Followup) -> None:
    at = f"{INSIDE}primera/followups/{followup.uid}/figures/plan/year/"
    spanish, english = (read(house.pilar.browser(), at, language) for language in ("es-CO", "en-GB,es;q=0.5"))
    assert spanish["figure"]["written"].replace("\N{NO-BREAK SPACE}", " ").endswith(" %")
    assert english["figure"]["written"] == spanish["figure"]["written"].replace("\N{NO-BREAK SPACE}", "").replace(
        ",", "."
    )
    assert spanish["sentences"] != english["sentences"]
    assert spanish["trace"] == english["trace"]


@pytest.mark.django_db
def test_it_opens_to_whom_the_screens_open(house: House, other_house: House, followup: Followup) -> None:
    at = f"{INSIDE}primera/followups/{followup.uid}/figures/"
    assert Client().get(at).status_code == 401
    foreign = other_house.pilar.browser()
    unknown = foreign.get(f"{INSIDE}segunda/followups/{uuid4()}/figures/")
    for forbidden in (at, f"{INSIDE}segunda/followups/{followup.uid}/figures/", f"{INSIDE}nadie/followups/"):
        answered = foreign.get(forbidden)
        assert (answered.status_code, answered.content) == (404, unknown.content)
    assert [each["slug"] for each in read(foreign, INSIDE)] == ["segunda"]
    assert house.pilar.browser().post(at).status_code == 405


@pytest.mark.django_db
def test_a_page_of_figures_asks_little(house: House, followup: Followup) -> None:
    browser = house.pilar.browser()
    here = f"{INSIDE}primera/followups/{followup.uid}/"
    for way in ("figures/", "figures/plan/year/", "outlooks/", "groups/unit/", "money/unit/"):
        with questions_counted() as asked:
            read(browser, f"{here}{way}")
        assert asked.total() <= MOST_QUESTIONS, way


@pytest.mark.django_db
def test_what_is_published_is_read_by_anybody_without_people(house: House, followup: Followup) -> None:
    citizen, public = Client(), "/api/v1/public/"
    assert read(citizen, public) == []
    closed = close_period(house.pilar.actor, followup)
    made = prepare_publication(house.pilar.actor, house.version, title="Plan 2024", followup=closed)
    publish(house.diana.actor, made, approver="Directora general")
    (entity,) = read(citizen, public)
    (publication,) = read(citizen, f"{public}{entity['slug']}/")
    figures = figures_in(read(citizen, publication["figures"]))
    assert any(each["value"] == 400_000_000_000 for each in figures)
    for figure in figures:
        told = read(citizen, figure["explanation"])
        assert told["figure"] == figure
        assert holds(from_plain(told["trace"]))
        assert not told["evidence"]
        assert "Pilar" not in json.dumps(told)
    assert citizen.get(f"{public}primera/2024/99/figures/").status_code == 404


@pytest.mark.django_db
def test_the_page_to_try_it_runs_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/api/v1/docs/").content.decode()
    assert "swagger" in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert not re.search(r'<script(?![^>]*(?:src=|type="application/json"))', page), "our policy would stop it"


strange = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["-1", "0", "9" * 40, "%00", "ñ"]
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asked=st.dictionaries(
        st.sampled_from(["page", "words", "unit", "level", "light", "measure", "correction"]), strange
    )
)
def test_whatever_is_asked_is_answered(house: House, followup: Followup, asked: dict[str, str]) -> None:
    browser = house.pilar.browser()
    for way in ("figures/", "figures/plan/year/", "outlooks/", "groups/unit/", "groups/unit/~todas/mean/"):
        told = browser.get(f"{INSIDE}primera/followups/{followup.uid}/{way}", asked)
        assert told.status_code in (200, 404, 422), (way, asked)
        if told.status_code != 200:
            assert set(told.json()) == {"detail"}
