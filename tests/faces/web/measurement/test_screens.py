"""The sheet of figures and the explanation of each: what they tell, to whom, and at what cost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.apps.followup.actions import attach_link
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.plans.models import Placement
from rumbo.domain.numbers import Quantity
from tests.apps.measurement.quarters import answer, open_quarter, report_of
from tests.apps.measurement.test_figures import large_plan
from tests.characters import Character, House

q = Quantity.of


@pytest.fixture
def followup(house: House) -> Followup:
    found = open_quarter(house, 1)
    report = report_of(found, "1")
    day = found.period.first_day
    attach_link(house.lucia.actor, report, "https://ejemplo.gov.co/acta", own_date=day, title="Acta de marzo")
    answer(house, found, "1", quantity=q(4))
    answer(house, found, "2", not_applicable=True, not_applicable_reason="Suspendida")
    return found


def text_of(response: object) -> str:
    content = response.content.decode()  # type: ignore[attr-defined]
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content)).replace("\N{NO-BREAK SPACE}", " ")
    # A figure stands in its own elements in the middle of a sentence.
    return re.sub(r"% ([;,.])", r"%\1", told)


def test_the_sheet_tells_figures_and_the_nothings(house: House, followup: Followup) -> None:
    response = house.pilar.browser().get(f"/cifras/{followup.uid}/")
    assert response.status_code == 200
    told = text_of(response)
    assert "40 %" in told
    assert "no aplica" in told
    assert "sin reporte" in told
    assert "Cuentan 1 de 2" in told


def test_every_number_leads_to_its_explanation(house: House, followup: Followup) -> None:
    browser = house.pilar.browser()
    page = browser.get(f"/cifras/{followup.uid}/").content.decode()
    links = set(re.findall(rf'href="(/cifras/{followup.uid}/[^"?]+/)"', page))
    assert len(links) >= 3 * 3
    for link in links:
        assert browser.get(link).status_code == 200, link


def test_the_explanation_goes_down_to_the_report_and_its_evidence(house: House, followup: Followup) -> None:
    placement = Placement.objects.get(version=house.version, number="1")
    response = house.pilar.browser().get(f"/cifras/{followup.uid}/{placement.uid}/year/")
    told = text_of(response)
    assert "Avance del año 2024: 40 %" in told
    assert "4 ÷ 10" in told
    assert "Acta de marzo" in told
    assert "Suma" in told or "sum" in told
    assert f"/seguimiento/reportes/{report_of(followup, '1').uid}/" in response.content.decode()


def test_what_is_left_out_is_told_with_its_reason(house: House, followup: Followup) -> None:
    told = text_of(house.pilar.browser().get(f"/cifras/{followup.uid}/plan/year/"))
    assert "Qué no cuenta y por qué" in told or "Elementos que contaron" in told
    node = Placement.objects.get(version=house.version, number="1").node
    assert node is not None
    told = text_of(house.pilar.browser().get(f"/cifras/{followup.uid}/{node.uid}/year/"))
    assert "Actualizar el manual de contratación no cuenta" in told
    assert "no cuenta a favor ni en contra" in told


def test_a_closed_period_tells_what_was_kept(house: House, followup: Followup) -> None:
    close_period(house.pilar.actor, followup)
    told = text_of(house.irene.browser().get(f"/cifras/{followup.uid}/plan/year/"))
    assert "Explicación guardada al cerrar" in told


@pytest.mark.parametrize(
    ("narrow", "there", "absent"),
    [
        ("palabras=manual", "manual de contratación", "diez seguimientos"),
        ("semaforo=none", "manual de contratación", "Ninguna meta"),
        ("palabras=nada-de-esto", "Ninguna meta cumple el filtro", "diez seguimientos"),
        ("dependencia=x&nivel=y&pagina=z&semaforo=%27", "Ninguna meta cumple el filtro", "diez seguimientos"),
    ],
)
def test_the_address_narrows(house: House, followup: Followup, narrow: str, there: str, absent: str) -> None:
    told = text_of(house.pilar.browser().get(f"/cifras/{followup.uid}/?{narrow}"))
    assert there in told
    assert absent not in told


def test_a_stranger_finds_nothing(followup: Followup, ester: Character) -> None:
    for path in ("", "plan/year/"):
        assert ester.browser().get(f"/cifras/{followup.uid}/{path}").status_code == 404
    assert str(followup.uid) not in ester.browser().get("/cifras/").content.decode()


def test_what_is_no_figure_is_not_found(house: House, followup: Followup) -> None:
    browser = house.pilar.browser()
    for path in ("plan/nada/", "00000000-0000-0000-0000-000000000000/year/"):
        assert browser.get(f"/cifras/{followup.uid}/{path}").status_code == 404


def test_a_sheet_costs_at_most_ten_queries_however_many_targets(house: House) -> None:
    counts = []
    for count in (50, 120):
        followup = open_quarter(house, 1, large_plan(house, count, f"Plan {count}"))
        browser = house.pilar.browser()
        browser.get("/cifras/")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"/cifras/{followup.uid}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_a_level_says_why_it_is_no_division_of_its_own_figures(house: House, followup: Followup) -> None:
    browser = house.pilar.browser()
    for page in (f"/cifras/{followup.uid}/", f"/cifras/{followup.uid}/plan/at_cutoff/"):
        assert "para que lo que uno adelanta no tape lo que otro atrasa" in text_of(browser.get(page)), page
