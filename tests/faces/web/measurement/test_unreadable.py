"""Kept figures that somebody changed behind the actions' back into what nobody can read: every page still answers, says
so where the figure would stand, and leads to the verification of what was closed."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from rumbo.apps.audit import triggers
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.measurement.models import Figure
from rumbo.domain.numbers import Quantity
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import House

MARK = "UPDATE measurement_figure SET marks = 'nada' WHERE followup_id = %s"
REASON = "UPDATE measurement_figure SET undefined = 'porque_si', value = NULL WHERE followup_id = %s"
IN_CLOSING = "WHERE figure_id IN (SELECT id FROM measurement_figure WHERE followup_id = %s)"
SAID, WHY = "no se puede leer", "Lo que se guardó de una cifra no se puede leer"


@pytest.fixture
def closed(house: House) -> Followup:
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=Quantity.of(4))
    return close_period(house.pilar.actor, followup)


def changed(statement: str, followup: Followup) -> None:
    triggers.remove()
    with connection.cursor() as cursor:
        cursor.execute(statement, [followup.pk])
        assert cursor.rowcount >= 1
    triggers.install()


def read(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode() if "text" in answer["Content-Type"] or "json" in answer["Content-Type"] else ""


@pytest.mark.parametrize("change", [MARK, REASON], ids=["mark", "reason"])
def test_a_figure_that_cannot_be_read_is_said_to_be_so_everywhere(house: House, closed: Followup, change: str) -> None:
    changed(change, closed)
    browser, uid = house.pilar.browser(), closed.uid
    target = Figure.objects.filter(followup=closed, placement__number="1", measure="year").get().placement
    assert target is not None
    unit = house.units["Oficina de Proyectos"].uid
    assert WHY in read(browser, "/cifras/")
    for page in (
        f"/cifras/{uid}/",
        f"/cifras/{uid}/por/unit/{unit}/",
        "/tablero/",
        f"/planes/meta/{target.uid}/avance/",
    ):
        assert SAID in read(browser, page), page
    for page in (f"/cifras/{uid}/plan/year/", f"/cifras/{uid}/{target.uid}/year/"):
        told = read(browser, page)
        assert WHY in told
        assert 'href="/cifras/"' in told[told.index(WHY) : told.index("</div></div>", told.index(WHY))]
        assert "rumbo measure --verify" in told
    for page in (
        f"/cifras/{uid}/proyeccion/",
        f"/cifras/{uid}/por/unit/",
        f"/cifras/{uid}/dinero/unit/",
        f"/cifras/{uid}/por/unit/tabla.xlsx",
        f"/cifras/{uid}/plan/tendencia.svg",
        f"/planes/meta/{target.uid}/",
        "/tablero/tablero.xlsx",
        "/tablero/tablero.pdf",
        f"/seguimiento/{uid}/",
        "/",
    ):
        read(browser, page)


@pytest.mark.parametrize("change", [MARK, REASON], ids=["mark", "reason"])
def test_the_api_says_that_a_figure_cannot_be_read(house: House, closed: Followup, change: str) -> None:
    changed(change, closed)
    address = reverse("api:figure", args=[closed.entity.slug, closed.uid, "plan", "year"])
    told = house.pilar.browser().get(address).json()
    assert (told["figure"]["value"], told["figure"]["undefined"]) == (None, "unreadable")
    assert told["trace"]["reason"] == "unreadable"


@pytest.mark.parametrize(
    "trace", ["[]", '{"code": "otra"}', '{"code": "year", "facts": 3}'], ids=["a list", "half of one", "odd facts"]
)
def test_a_trace_that_cannot_be_read_leaves_its_figure_and_says_so(house: House, closed: Followup, trace: str) -> None:
    changed(f"UPDATE measurement_frozentrace SET trace = '{trace}' {IN_CLOSING}", closed)
    told = read(house.pilar.browser(), f"/cifras/{closed.uid}/plan/year/")
    assert WHY in told
    assert "La explicación que se guardó de esta cifra no se puede leer." in told
    assert "%</data>" in told, "the figure itself is read"
    read(house.pilar.browser(), f"/seguimiento/{closed.uid}/")


def test_what_can_be_read_is_told_without_alarm(house: House, closed: Followup) -> None:
    for page in ("/cifras/", f"/cifras/{closed.uid}/", f"/cifras/{closed.uid}/plan/year/"):
        assert SAID not in read(house.pilar.browser(), page)


def test_a_printed_explanation_says_where_it_stays_and_none_of_what_paper_cannot_do(
    house: House, closed: Followup
) -> None:
    here = f"/cifras/{closed.uid}/plan/year/"
    told = read(house.pilar.browser(), here)
    address = f'<span translate="no">http://testserver{here}</span>'
    assert f'<p class="on-paper">Dirección permanente de esta explicación: {address}</p>' in told
    assert "Plan de acción, versión 1" in told
    for words in ("Para imprimir esta explicación", "Descargar la explicación"):
        paragraph = told[told.rindex("<p", 0, told.index(words)) : told.index(words)]
        assert "off-paper" in paragraph, words
