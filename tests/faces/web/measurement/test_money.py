"""Percentages of money on pages: sums over sums, told with their denominator, leading to their lines."""

import csv
import io
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdfium2 import PdfDocument

from rumbo.apps.measurement.actions import close_period
from rumbo.apps.measurement.queries.groups import WHOLE
from rumbo.apps.people.actions import rename_unit
from tests.apps.budget.test_executions import LINES, executed, parks, recorded
from tests.apps.measurement.test_groups import reported
from tests.apps.measurement.test_verification import sql
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


def test_a_closing_shows_the_money_of_its_day_and_beside_it_what_is_known_since(house: House) -> None:
    browser = house.pilar.browser()
    project = parks(house, CODE)
    recorded(house, replace(executed(*LINES[1:3]), fiscal_year=YEAR), cut_off=date(YEAR, 3, 31))
    followup = close_period(house.pilar.actor, reported(house))
    table = reverse("web:measurement-money", args=[followup.uid, "project"])
    told = text_of(browser.get(table))
    assert "Es lo que se conocía al cerrar" in told
    assert "45 % $90 de $200" in told
    assert "Hoy:" not in told
    corrected = replace(executed(["2.3", "Parques", CODE, "Parques", "SGP", 200, 180, None, "90%"]), fiscal_year=YEAR)
    recorded(house, corrected, cut_off=date(YEAR, 3, 31), reason="Corrección de presupuesto")
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(table)
    assert len(queries) <= MOST_QUESTIONS
    told = text_of(page)
    assert "45 % $90 de $200 Hoy: 90 %" in told
    assert "Se guardó después: Ejecución de gastos al 31/03/2024 (versión 2, guardada el" in told
    assert "Ya no está en uso: Ejecución de gastos al 31/03/2024 (versión 1, guardada el" in told
    ratio = f"{table}{project.uid}/committed_of_definitive/"
    then, now = text_of(browser.get(ratio)), text_of(browser.get(f"{ratio}?conocido=hoy"))
    assert "Comprometido sobre la apropiación definitiva: 45 %." in then
    assert "Es lo que se conocía al cerrar" in then
    assert "Con lo que se conoce hoy de ese corte: 90 %" in then
    assert "Comprometido sobre la apropiación definitiva: 90 %." in now
    assert "Es lo que se conoce hoy de ese corte" in now
    found = list(csv.reader(io.StringIO(browser.get(table + "tabla.csv").content.decode("utf-8-sig"))))
    lines = {row[1]: row for row in found if len(row) > 4}
    assert "45%" in lines["Parques"]
    assert "90%" in lines["Parques: lo que se conoce hoy"]
    answer = browser.get(reverse("api:money", args=[house.entity.slug, followup.uid, "project"])).json()
    (row,) = answer["rows"]
    assert (answer["source"], [each["version"] for each in answer["cuts"]]) == ("closing", [1])
    assert ([each["version"] for each in answer["come"]], [each["version"] for each in answer["gone"]]) == ([2], [1])
    assert row["ratios"]["committed_of_definitive"]["value"] == 450_000_000_000
    since = row["since"]["committed_of_definitive"]
    assert since["value"] == 900_000_000_000
    explained = browser.get(since["explanation"]).json()
    assert (explained["figure"]["value"], explained["source"], explained["frozen"]) == (since["value"], "today", False)
    kept = browser.get(row["ratios"]["committed_of_definitive"]["explanation"]).json()
    assert (kept["figure"]["value"], kept["source"], kept["frozen"]) == (450_000_000_000, "closing", True)


def test_an_execution_that_came_after_the_closing_stands_beside_what_was_not_known(house: House) -> None:
    parks(house, CODE)
    followup = close_period(house.pilar.actor, reported(house))
    recorded(house, replace(executed(*LINES[1:3]), fiscal_year=YEAR), cut_off=date(YEAR, 3, 31))
    told = text_of(house.pilar.browser().get(reverse("web:measurement-money", args=[followup.uid, "project"])))
    assert "Al cerrar no se conocía ninguna ejecución" in told
    assert "Sin dinero que mostrar" not in told
    assert "no se dice Hoy: 45 %" in told
    assert "Se guardó después: Ejecución de gastos al 31/03/2024" in told


def words_of(data: bytes) -> str:
    """What a file says: the parts of an office document, a PDF, or text."""
    if data.startswith(b"PK"):
        with ZipFile(io.BytesIO(data)) as book:
            return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    if data.startswith(b"%PDF"):
        return " ".join("\n".join(page.get_textpage().get_text_range() for page in PdfDocument(data)).split())
    return data.decode("utf-8-sig")


def test_the_groups_of_a_closing_say_of_when_they_are_on_pages_files_and_answers(house: House) -> None:
    browser = house.pilar.browser()
    followup = close_period(house.pilar.actor, reported(house))
    rename_unit(house.pilar.actor, house.units["Oficina Jurídica"], "Dirección Jurídica")
    way = reverse("web:measurement-groups", args=[followup.uid, "unit"])
    asked = reverse("api:groups", args=[house.entity.slug, followup.uid, "unit"])

    def told() -> tuple[list[str], str]:
        files = [browser.get(f"{way}tabla.{form}").content for form in ("xlsx", "pdf", "docx", "csv", "html")]
        answer = browser.get(asked).json()
        named = str([each["name"] for each in answer["groups"]])
        return [text_of(browser.get(way)), *map(words_of, files), named], answer["source"]

    texts, source = told()
    assert source == "closing"
    assert "es lo que se guardó al cerrar" in texts[0]
    assert all("Oficina Jurídica" in each and "Dirección Jurídica" not in each for each in texts)
    explained = browser.get(reverse("api:group-figure", args=[house.entity.slug, followup.uid, "unit", WHOLE, "met"]))
    assert explained.json()["source"] == "closing"
    # A closing of before groups were kept.
    sql("DELETE FROM measurement_frozensides WHERE followup_id = %s", followup.pk)
    texts, source = told()
    assert source == "today"
    assert "antes de que se guardaran los grupos" in texts[0]
    assert all("Dirección Jurídica" in each for each in texts)


def test_an_unknown_ratio_project_or_entity_is_not_there(house: House, other_house: House) -> None:
    version = recorded(house)
    browser = house.pilar.browser()
    known = reverse("web:budget-ratio", args=[version.uid, "todo", "committed_of_definitive"])
    assert browser.get(known).status_code == 200
    assert other_house.pilar.browser().get(known).status_code == 404
    assert browser.get(known.replace("committed", "spent")).status_code == 404
    assert browser.get(known.replace("todo", str(version.uid))).status_code == 404
