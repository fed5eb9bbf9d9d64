"""Screens of the budget: a file comes in, is mended, chosen, recorded, seen, paired with projects and taken away."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from rumbo.apps.budget.models import ExecutionVersion, Pairing
from rumbo.apps.intake.actions import receive_file
from rumbo.apps.intake.models import Intake, IntakeState
from rumbo.apps.projects.actions import create_project
from rumbo.apps.projects.bridge import IdentityData
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes
from tests.characters import House

pytestmark = pytest.mark.django_db
LABELS = ["Rubro", "Concepto", "BPIN", "Fuente", "Apropiación definitiva", "Compromisos", "Pagos"]
LINES = [
    ["2", "Gastos", None, None, 350, 140, None],
    ["2.1", "Funcionamiento", None, "Propios", 100, 40, 0],
    ["2.3", "Parques", "2024760010333", "SGP", 250, 100, "en trámite"],
    ["Total", None, None, None, 351, 140, 0],
]


def workbook(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for name, rows in sheets:
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                page.write_row(at, 0, row)
    return file.getvalue()


def brought(house: House, *sheets: tuple[str, list[list[Any]]]) -> Intake:
    usual = ("Gastos", [["EJECUCIÓN A 31 DE MARZO DE 2025"], LABELS, *LINES])
    return receive_file(house.pilar.actor, house.entity, workbook(*(sheets or (usual,))), "ejecucion.xlsx")


def record(house: House, intake: Intake, **said: Any) -> Any:
    form = {"tables": "1", "edit": intake.edit, "table": "0", "name0": "Gastos", "cut0": "2025-03-31"} | said
    return house.pilar.browser().post(f"/documentos/{intake.uid}/guardar/", form)


def mended(house: House, intake: Intake) -> None:
    address = f"/documentos/{intake.uid}/leida/1/5/"
    page = house.pilar.browser().get(address)
    assert "«en trámite»" in page.content.decode()
    texts = {"c1": "2.3", "c2": "Parques", "c3": "2024760010333", "c4": "SGP", "c5": "250", "c6": "100", "c7": "90"}
    assert house.pilar.browser().post(address, texts | {"edit": intake.edit}).status_code == 302
    intake.refresh_from_db()


def recorded(house: House) -> ExecutionVersion:
    intake = brought(house)
    mended(house, intake)
    assert record(house, intake).status_code == 302
    return ExecutionVersion.objects.get(entity=house.entity)


def test_a_file_is_recognised_without_any_mapping_mended_and_recorded(house: House) -> None:
    intake = brought(house)
    assert (intake.layout, intake.mapping) == ("budget_execution", None)
    page = house.pilar.browser().get(f"/documentos/{intake.uid}/").content.decode()
    assert 'value="2025-03-31"' in page
    refused = record(house, intake)
    assert refused.status_code == 422, "an amount that was not read is not taken for one that is not told"
    assert not ExecutionVersion.objects.exists()
    version = recorded(house)
    assert version.execution.cut_off == date(2025, 3, 31)
    done = Intake.objects.exclude(pk=intake.pk).get()
    assert done.state == IntakeState.DONE
    assert f"/presupuesto/{version.uid}/" in house.pilar.browser().get(f"/documentos/{done.uid}/").content.decode()


def test_of_several_sheets_the_person_chooses_and_none_is_silently_lost(house: House) -> None:
    quarters = [(f"{name} trimestre", [[f"{name} TRIMESTRE 2025"], LABELS, *LINES[:2]]) for name in ("I", "II", "III")]
    intake = brought(house, *quarters, ("Notas", [["Contratista", "Objeto"], ["Ana", "Aseo"]]))
    page = house.pilar.browser().get(f"/documentos/{intake.uid}/").content.decode()
    for words in ("2025-03-31", "2025-06-30", "2025-09-30", "Partes del archivo que no se leyeron", "Notas"):
        assert words in page
    other = house.pilar.browser().get(f"/documentos/{intake.uid}/?tabla=2").content.decode()
    assert "30 de junio de 2025" in other
    said = {"table": ["0", "2"], "name2": "Gastos", "cut2": "2025-09-30"}
    assert record(house, intake, **said).status_code == 302
    cuts = ExecutionVersion.objects.order_by("execution__cut_off").values_list("execution__cut_off", "part")
    assert list(cuts) == [(date(2025, 3, 31), "I trimestre"), (date(2025, 9, 30), "III trimestre")]


def test_without_a_day_of_cut_nothing_is_recorded_and_the_form_says_where(house: House) -> None:
    intake = brought(house)
    mended(house, intake)
    page = record(house, intake, cut0="")
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.content.decode()
    intake.refresh_from_db()
    assert intake.state == IntakeState.SETTLING


def test_an_execution_is_shown_with_its_levels_totals_and_filters(house: House) -> None:
    version = recorded(house)
    browser = house.lucia.browser()
    listed = browser.get("/presupuesto/?q=gast&vigencia=2025").content.decode()
    assert f"/presupuesto/{version.uid}/" in listed
    assert f"/presupuesto/{version.uid}/" not in browser.get("/presupuesto/?vigencia=2024").content.decode()
    page = browser.get(f"/presupuesto/{version.uid}/").content.decode()
    assert "No es igual al impreso" in page
    assert "$351" in page
    narrowed = browser.get(f"/presupuesto/{version.uid}/?q=parques").content.decode()
    assert "Funcionamiento" not in narrowed
    assert "Funcionamiento" not in browser.get(f"/presupuesto/{version.uid}/?nivel=1").content.decode()
    checks = browser.get(f"/presupuesto/{version.uid}/revisiones/").content.decode()
    assert "El total de «Apropiación definitiva» dice $351; las filas suman $350." in checks.replace("\xa0", " ")


@pytest.mark.parametrize("form", ["xlsx", "csv", "docx", "html", "json", "pdf"])
def test_every_file_of_an_execution_reads_back(house: House, form: str) -> None:
    version = recorded(house)
    answer = house.diana.browser().get(f"/presupuesto/{version.uid}/archivo/{form}/")
    read: Any = read_document(read_bytes(answer.content, f"e.{form}"))
    assert [row.values["account"] for row in read.rows] == ["2", "2.1", "2.3"]
    assert read.cut_off == date(2025, 3, 31)


def test_a_code_is_paired_with_its_project_by_a_person(house: House) -> None:
    sheet = create_project(house.pilar.actor, house.entity, IdentityData(name="Parques", code="2024760010333"))
    version = recorded(house)
    address = f"/presupuesto/{version.uid}/proyectos/"
    assert "Propuesto" in house.pilar.browser().get(address).content.decode()
    said = {"kind": "bpin", "code": "2024760010333", "project": str(sheet.project.uid)}
    assert house.lucia.browser().post(address, said).status_code == 404
    assert house.pilar.browser().post(address, said).status_code == 302
    assert Pairing.objects.get().project == sheet.project
    assert "Confirmado" in house.pilar.browser().get(address).content.decode()


def test_a_version_brought_by_mistake_is_withdrawn_with_its_reason(house: House) -> None:
    version = recorded(house)
    address = f"/presupuesto/{version.uid}/retirar/"
    assert house.irene.browser().get(address).status_code == 404
    assert house.pilar.browser().post(address, {"reason": ""}).status_code == 422
    assert house.pilar.browser().post(address, {"reason": "Era de otro municipio"}).status_code == 302
    assert "Era de otro municipio" in house.pilar.browser().get(f"/presupuesto/{version.uid}/").content.decode()
    assert f"/presupuesto/{version.uid}/" not in house.pilar.browser().get("/presupuesto/").content.decode()


def test_the_budget_of_one_entity_is_nothing_to_another(house: House, other_house: House) -> None:
    version = recorded(house)
    for end in ("", "revisiones/", "proyectos/", "retirar/", "imprimir/", "archivo/csv/"):
        assert other_house.pilar.browser().get(f"/presupuesto/{version.uid}/{end}").status_code == 404


def test_a_page_asks_as_many_queries_for_few_lines_as_for_many(
    house: House, django_assert_max_num_queries: Any
) -> None:
    version = recorded(house)
    for address in (f"/presupuesto/{version.uid}/", "/presupuesto/", f"/presupuesto/{version.uid}/proyectos/"):
        browser = house.pilar.browser()
        browser.get(address)
        with django_assert_max_num_queries(12):
            browser.get(address)


def test_what_was_read_is_taken_away_with_every_table_and_comes_in_again(house: House) -> None:
    two = [(name, [[f"EJECUCIÓN A {day} DE 2025"], LABELS, LINES[1]]) for name, day in
           (("I", "31 DE MARZO"), ("II", "30 DE JUNIO"))]  # fmt: skip
    intake, browser = brought(house, *two), house.pilar.browser()
    told = browser.get(f"/documentos/{intake.uid}/leida.json")
    assert [each["part"] for each in told.json()["tables"]] == ["I", "II"]
    again = receive_file(house.pilar.actor, house.entity, told.content, "leida.json")
    assert browser.get(f"/documentos/{again.uid}/").content.decode().count("Guardar esta tabla") == 2
    lines = browser.get(f"/documentos/{intake.uid}/leida.csv").content.decode("utf-8-sig").splitlines()
    assert [line for line in lines if "fila" in line] == ["I, fila 2", "II, fila 2"]
