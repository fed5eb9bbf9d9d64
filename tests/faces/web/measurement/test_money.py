"""Percentages of money on pages: sums over sums, told with their denominator, leading to their lines."""

from dataclasses import replace
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.budget.test_executions import LINES, executed, parks, recorded
from tests.apps.measurement.test_groups import reported
from tests.characters import YEAR, House
from tests.faces.web.measurement.test_screens import text_of
from tests.faces.web.walking import MOST_QUESTIONS

CODE = "2024760010333"
LACKING = ["2.3", "Parques", CODE, "Parques", "SGP", None, 10, None, "20%"]


def test_money_beside_progress_leads_down_to_the_lines_and_their_file(house: House) -> None:
    followup, browser = reported(house), house.pilar.browser()
    table = reverse("web:measurement-money", args=[followup.uid, "project"])
    assert "Sin dinero que mostrar" in text_of(browser.get(table))
    project = parks(house, CODE)
    lines = replace(executed(*LINES[1:3], LACKING), fiscal_year=YEAR)
    version = recorded(house, lines, cut_off=date(YEAR, 3, 31))
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(table)
    assert len(queries) <= MOST_QUESTIONS
    told = text_of(page)
    assert "45 % $90 de $200" in told
    assert "43,33 % $130 de $300" in told
    ratio = f"{table}{project.uid}/committed_of_definitive/"
    assert ratio in page.content.decode()
    opened = browser.get(ratio)
    assert opened.content.decode().count('download="explicacion.json"') == 1
    explained = text_of(opened)
    assert "Comprometido sobre la apropiación definitiva: 45 %." in explained
    assert "filas sumadas: 1; filas sin alguno de los dos datos: 1" in explained
    assert "Rubros que no dicen alguno y no entran en ninguna de las dos sumas: 1" in explained
    assert "Razón de sumas, edición 1" in explained
    # What has no figure says why, and does not become a zero.
    paid = browser.get(ratio.replace("committed", "paid"))
    assert "Ningún rubro dice ambos datos" in text_of(paid)
    found = browser.get(table + "tabla.csv").content.decode("utf-8-sig")
    assert "45%" in found
    assert ratio in found
    # The same on the page of the execution and on that of the project.
    execution = browser.get(reverse("web:budget-execution", args=[version.uid]))
    assert (
        reverse("web:budget-ratio", args=[version.uid, "todo", "committed_of_definitive"]) in execution.content.decode()
    )
    assert "43,33 % $130 de $300" in text_of(execution)
    following = browser.get(reverse("web:projects-following", args=[project.versions.get().uid])).content.decode()
    of_project = reverse("web:budget-ratio", args=[version.uid, str(project.uid), "committed_of_definitive"])
    assert of_project in following
    assert "45 %" in text_of(browser.get(of_project))


def test_an_unknown_ratio_project_or_entity_is_not_there(house: House, other_house: House) -> None:
    version = recorded(house)
    browser = house.pilar.browser()
    known = reverse("web:budget-ratio", args=[version.uid, "todo", "committed_of_definitive"])
    assert browser.get(known).status_code == 200
    assert other_house.pilar.browser().get(known).status_code == 404
    assert browser.get(known.replace("committed", "spent")).status_code == 404
    assert browser.get(known.replace("todo", str(version.uid))).status_code == 404
