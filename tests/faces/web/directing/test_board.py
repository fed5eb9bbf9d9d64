"""The board of the direction: what it tells, to whom, at what cost, and that a view can be sent to a colleague."""

import re
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rumbo.apps.measurement.models import Figure
from rumbo.apps.people.models import Unit, User
from rumbo.apps.plans.models import NodeRevision, Plan
from rumbo.domain.numbers import Quantity
from rumbo.faces.cli.demo_story import Story
from tests.apps.measurement.quarters import answer, open_quarter
from tests.apps.measurement.test_figures import large_plan
from tests.characters import House
from tests.faces.web.walking import MOST_QUESTIONS

q = Quantity.of
HERE = "/tablero/"


def text_of(response: Any) -> str:
    content = re.sub(r"<svg.*?</svg>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content)).replace("\N{NO-BREAK SPACE}", " ")


def of_action_plan() -> dict[str, str]:
    """What the address says to look at the plan of action alone: the institutional one is followed beside it."""
    return {"plan": str(Plan.objects.get(name="Plan de acción 2026").uid)}


def director() -> Client:
    browser = Client()
    browser.force_login(User.objects.get(email="direccion@valdeluna.example"))
    return browser


def test_the_direction_reads_what_is_behind_who_answers_and_what_changed(story: Story, db: None) -> None:
    told = text_of(director().get(HERE, of_action_plan()))
    behind = told[told.index("Qué está atrasado") : told.index("Qué cambió")]
    assert behind.index("Reducir las pérdidas técnicas") < behind.index("Responder dentro del término")
    assert "Subdirección de Infraestructura Hídrica Iván Castellanos, Profesional universitario" in behind
    assert "Se esperaban y nadie las reportó" in behind
    assert "De 1 meta no se sabe si está atrasada" in behind
    changed = told[told.index("Qué cambió desde I trimestre de 2026") : told.index("Planeado y alcanzado")]
    assert "1 corrección de I trimestre de 2026" in changed
    assert "La versión 2 está aprobada; este corte mide la 1." in changed
    assert "−40 puntos" in changed


def test_every_figure_of_the_board_leads_to_its_explanation(story: Story, db: None) -> None:
    browser = director()
    page = browser.get(HERE).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    main = re.sub(r"<svg.*?</svg>", "", main, flags=re.S)
    linked = re.findall(r'<a[^>]*href="([^"]+)"[^>]*>(?:<[^a][^>]*>|[^<])*?<data value="(-?\d+)"', main)
    assert len(linked) >= len(re.findall("<data ", main)) - 1 > 20
    for href in {href for href, _value in linked}:
        assert browser.get(href).status_code == 200, href


def test_the_direction_reads_what_the_plan_contributes(story: Story, db: None) -> None:
    told = text_of(director().get(HERE, of_action_plan()))
    contributed = told[told.index("Aporte a los ODS") :]
    assert "6. Agua limpia y saneamiento (6 metas)" in contributed
    assert "«Plan de acción 2026»: aporte (Plan Nacional de Desarrollo)" in contributed
    assert "0 de 10 metas no dicen a cuál aportan; 6 aportan a varios y cuentan en cada uno." in contributed


def test_money_stands_beside_physical_progress(story: Story, db: None) -> None:
    told = text_of(director().get(HERE, of_action_plan()))
    money = told[told.index("Dinero y avance físico") :]
    for said in ("Avance físico del año", "Restauración de las rondas", "50,21 %", "20,48 %", "Todo lo que dicen las"):
        assert said in money


@pytest.mark.parametrize("period", ["quarterly-1", "quarterly-2"])
def test_it_asks_little_of_what_is_open_and_of_what_was_corrected(story: Story, db: None, period: str) -> None:
    browser = director()
    with CaptureQueriesContext(connection) as queries:
        browser.get(HERE, {"periodo": period})
    assert len(queries) <= MOST_QUESTIONS


def test_the_address_says_all_that_is_chosen(story: Story, db: None) -> None:
    browser = director()
    unit = Unit.objects.get(name="Subdirección de Infraestructura Hídrica")
    earlier = browser.get(HERE, {"vigencia": "2026", "periodo": "quarterly-1", "dependencia": str(unit.uid)})
    told = text_of(earlier)
    assert "Es el primer corte de este plan: no hay con qué comparar." in told
    assert "Responder dentro del término" not in told[told.index("Qué está atrasado") : told.index("Qué cambió")]
    page = earlier.content.decode()
    address = re.search(r'href="(/tablero/mapa\.csv[^"]+)"', page)
    assert address is not None
    rows = browser.get(address[1].replace("&amp;", "&")).content.decode("utf-8-sig").splitlines()
    head, (*told, explained) = rows[1], rows[2].split(",")
    assert head == "Dependencia,I trim. 2026,I trim. 2026: dónde se explica"
    assert told == ["Subdirección de Infraestructura Hídrica", "80% Satisfactorio"]
    assert "Promedio simple" in text_of(browser.get(explained))


def test_a_level_is_looked_at_alone(story: Story, db: None) -> None:
    measured = NodeRevision.objects.filter(version__followups__isnull=False, version__layout="action_plan_matrix")
    level = measured.filter(depth=0).order_by("ordinal")[0]
    told = text_of(director().get(HERE, of_action_plan() | {"objetivo": str(level.uid)}))
    assert f"«{level.name}»: planeado y alcanzado" in told
    assert "El mapa mira todo el plan" in told
    assert "40,65 %" not in told[told.index("Planeado y alcanzado") : told.index("Dependencias por periodo")]


@pytest.mark.parametrize(
    "asked", ["?vigencia=x", "?periodo=-", "?plan=1", "?dependencia=zz", "?objetivo=%00", "?periodo=a-99999999"]
)
def test_what_an_address_cannot_mean_chooses_nothing(story: Story, db: None, asked: str) -> None:
    assert "II trimestre de 2026" in text_of(director().get(HERE + asked))


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "html", "csv"])
def test_the_board_is_taken_away_with_every_chart_and_its_table(story: Story, db: None, form: str) -> None:
    answer = director().get(f"{HERE}tablero.{form}")
    assert answer.status_code == 200
    if form == "html":
        page = answer.content.decode()
        assert page.count("data:image/svg+xml") >= 4
        assert "Planeado y alcanzado" not in page or page.count("<table") >= 7
    if form == "xlsx":
        book = openpyxl.load_workbook(BytesIO(answer.content))
        assert {"Planes", "Atrasado", "Cambios", "Avance", "Tendencia", "Mapa", "Arbol", "Ods", "Pnd", "Dinero"} <= set(
            book.sheetnames
        )


@pytest.mark.parametrize(
    ("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")]
)
def test_a_chart_is_an_image_and_data(story: Story, db: None, form: str, begins: bytes) -> None:
    answer = director().get(f"{HERE}tendencia.{form}")
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="tendencia.{form}"'


@pytest.mark.parametrize("path", ["otra.svg", "tendencia.exe", "tablero.exe"])
def test_what_there_is_not_is_not_found(story: Story, db: None, path: str) -> None:
    assert director().get(HERE + path).status_code == 404


def test_a_stranger_is_sent_to_the_door_and_another_entity_sees_its_own(
    house: House, other_house: House, client: Client
) -> None:
    open_quarter(house, 1)
    assert client.get(HERE).status_code == 302
    told = text_of(other_house.pilar.browser().get(HERE))
    assert "Todavía no hay ningún seguimiento" in told
    assert other_house.pilar.browser().get(f"{HERE}tendencia.svg").status_code == 404


def test_the_board_costs_the_same_however_many_targets(house: House) -> None:
    browser = house.pilar.browser()

    def asked() -> int:
        browser.get(HERE)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(HERE).status_code == 200
        return len(queries)

    answer(house, open_quarter(house, 1), "1", quantity=q(1))
    small = asked()
    version = large_plan(house, 60, "mayor")
    followup = open_quarter(house, 1, version)
    answer(house, followup, "1", quantity=q(1))
    open_quarter(house, 2, version)
    assert asked() == small <= MOST_QUESTIONS
    assert "60" in text_of(browser.get(HERE))


def test_a_target_whose_light_changed_names_its_plan_where_several_are_looked_at(story: Story, db: None) -> None:
    for asked, named in (({}, True), (of_action_plan(), False)):
        told = text_of(director().get(HERE, asked))
        changed = told[told.index("Metas que cambiaron de semáforo") : told.index("Planeado y alcanzado")]
        assert ("la red regional de conducción Plan de acción 2026" in changed) is named


def test_a_plan_without_any_figure_has_a_sentence_and_no_empty_drawing(house: House) -> None:
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=q(4))
    browser, said = house.pilar.browser(), "no hay todavía ninguna cifra que dibujar"
    assert said not in text_of(browser.get(HERE))
    Figure.objects.filter(followup=followup).update(value=None, undefined="nothing_measured")
    assert said in text_of(browser.get(HERE))
    assert b"grafica-tendencia" not in browser.get(HERE).content
