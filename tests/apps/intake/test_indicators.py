"""Sheets of indicators from a file to drafts: a variable is kept once, a sheet that stands goes on in a revision."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.indicators.actions import approve_sheet, propose_sheet
from rumbo.apps.indicators.bridge import columns_of, sheet_of
from rumbo.apps.indicators.models import Indicator, SheetRevision, Variable
from rumbo.apps.indicators.queries import variables_in
from rumbo.apps.intake.actions import Answered, answer_questions, correct_values, propose_document, receive_file
from rumbo.apps.intake.bridge import document_reading_of
from rumbo.apps.intake.models import Intake, IntakeState, Question
from rumbo.apps.intake.queries.documents import NEW, document_obstacles, questions_of
from rumbo.apps.intake.queries.indicators import ANOTHER, sheets_made
from rumbo.apps.people.models import Unit
from rumbo.apps.processes.models import Process
from rumbo.layouts.outline.telling import pointer
from tests.apps.intake.test_story import EXAMPLES
from tests.characters import House

pytestmark = pytest.mark.django_db
HEADERS = ("Proceso", "Código", "Indicador", "Fórmula", "Unidad de medida", "Frecuencia", "Línea base", "Meta", "Área")
RATIO = "(Peticiones a tiempo / Peticiones recibidas) x 100"
ROWS = (
    ("Atención", "AC-01", "Respuestas a tiempo", RATIO, "Porcentaje", "Trimestral", "N/D", 95, "Oficina de Proyectos"),
    (None, "AC-02", "Peticiones", "Peticiones recibidas", "Número", "Trimestral", 40, 0, "Oficina de Proyectos"),
    ("Apoyo", "GH-01", "Personas", "¿por definir?", "Número", "Anual", None, 80, "Grupo de Talento"),
)


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in ((("Batería de indicadores"),), (), HEADERS, *rows):
        sheet.append([row] if isinstance(row, str) else list(row))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def bring(house: House, content: bytes, name: str = "bateria.xlsx") -> Intake:
    return receive_file(house.pilar.actor, house.entity, content, name)


def answer(house: House, intake: Intake, **other: str) -> None:
    """Everything as proposed: units new, processes of support, sheets the same, variables as they are alike."""
    asked = questions_of(intake, document_reading_of(intake))
    answers = [Answered(Question.UNIT, pointer(each.path), NEW) for each in asked.units]
    answers += [Answered(Question.PROCESS, pointer(each.path), "support") for each in asked.processes]
    answers += [
        Answered(Question.SHEET, pointer(each.path), other.get("sheet", str(each.indicator.uid)))
        for each in asked.sheets
    ]
    answers += [Answered(Question.VARIABLE, pointer(each.path), each.proposed) for each in asked.variables]
    answer_questions(house.pilar.actor, intake, answers)


def brought(house: House, content: bytes, name: str = "bateria.xlsx", **other: str) -> list[SheetRevision]:
    intake = bring(house, content, name)
    answer(house, intake, **other)
    propose_document(house.pilar.actor, intake)
    intake.refresh_from_db()
    assert intake.state == IntakeState.DONE
    return sheets_made(intake)


def codes(caught: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in caught.value.findings}


def test_a_table_becomes_a_draft_a_row_and_a_shared_variable_is_one(house: House) -> None:
    rows = brought(house, workbook(*ROWS))
    assert [(row.code, row.state, row.number) for row in rows] == [
        ("AC-01", "draft", 1),
        ("AC-02", "draft", 1),
        ("GH-01", "draft", 1),
    ]
    assert sorted(Variable.objects.values_list("name", flat=True)) == ["Peticiones a tiempo", "Peticiones recibidas"]
    first, second, third = (variables_in(row) for row in rows)
    assert [each.symbol for each in first] == ["V1", "V2"]
    assert first[1].variable == second[0].variable
    assert first[1].variable.periodicity == "quarterly"
    assert third == []
    assert (rows[0].baseline, rows[0].baseline_unknown, rows[0].unit.name) == (None, "N/D", "Oficina de Proyectos")
    assert sorted(Process.objects.values_list("name", flat=True)) == ["Apoyo", "Atención"]
    assert Unit.objects.filter(entity=house.entity, name="Grupo de Talento").count() == 1


def test_nothing_is_written_before_everything_is_answered(house: House) -> None:
    intake = bring(house, workbook(*ROWS))
    asked = questions_of(intake, document_reading_of(intake))
    assert (len(asked.units), len(asked.processes), len(asked.variables), len(asked.sheets)) == (1, 2, 2, 0)
    assert {each.name: each.sheets for each in asked.variables} == {
        "Peticiones a tiempo": 1,
        "Peticiones recibidas": 2,
    }
    with pytest.raises(Refused) as caught:
        propose_document(house.pilar.actor, intake)
    assert codes(caught) == {"intake.questions_left"}
    assert not Variable.objects.exists()


def test_a_formula_in_words_is_registered_and_not_approved(house: House) -> None:
    row = brought(house, workbook(*ROWS))[2]
    assert row.formula == "¿por definir?"
    with pytest.raises(Refused) as caught:
        propose_sheet(house.pilar.actor, row)
    assert codes(caught) == {"indicator.formula_not_understood"}


def test_what_comes_again_is_the_next_revision_of_what_stands(house: House) -> None:
    first = brought(house, workbook(ROWS[0]))[0]
    propose_sheet(house.pilar.actor, first)
    approve_sheet(house.pilar.actor, first)
    changed = (*ROWS[0][:7], 98, ROWS[0][8])
    intake = bring(house, workbook(changed), "bateria-2025.xlsx")
    asked = questions_of(intake, document_reading_of(intake))
    assert [(each.standing, [name for name, _one, _other in each.differences]) for each in asked.sheets] == [
        (first, ["target"])
    ]
    assert [how for each in asked.variables for _variable, how in each.alike[:1]] == [100, 100]
    answer(house, intake)
    propose_document(house.pilar.actor, intake)
    (row,) = sheets_made(intake)
    assert (row.indicator_id, row.number, row.state, row.target.decimal) == (first.indicator_id, 2, "draft", 98)
    assert [each.variable_id for each in variables_in(row)] == [each.variable_id for each in variables_in(first)]
    first.refresh_from_db()
    assert (first.state, first.target.decimal, Variable.objects.count()) == ("approved", 95, 2)


def test_another_indicator_of_the_same_name_stays_another(house: House) -> None:
    brought(house, workbook(ROWS[1]))
    row = brought(house, workbook(("Atención", "AC-09", *ROWS[1][2:])), sheet=ANOTHER)[0]
    assert row.number == 1
    assert SheetRevision.objects.values("indicator").distinct().count() == 2


def test_a_target_that_a_plan_counts_gets_its_sheet(house: House) -> None:
    counted = Indicator.objects.filter(entity=house.entity).first()
    assert counted is not None
    row = brought(house, workbook((None, "PL-01", counted.name, *ROWS[1][3:])))[0]
    assert row.indicator == counted


def test_a_proposed_revision_is_not_written_over(house: House) -> None:
    first = brought(house, workbook(ROWS[0]))[0]
    propose_sheet(house.pilar.actor, first)
    intake = bring(house, workbook(ROWS[0]), "otra.xlsx")
    answer(house, intake)
    with pytest.raises(Refused) as caught:
        propose_document(house.pilar.actor, intake)
    assert codes(caught) == {"indicators.revision_open"}


def test_the_form_of_one_sheet_comes_in_whole(house: House) -> None:
    path = EXAMPLES / "hoja-de-vida-indicador.txt"
    intake = bring(house, path.read_bytes(), path.name)
    assert intake.layout == "indicator_sheet"
    answer(house, intake)
    # A result that is not that of its formula is told; it does not keep the sheet out.
    assert "indicator.result_differs" in {each.code for each in document_reading_of(intake).open_errors()}
    assert document_obstacles(intake, document_reading_of(intake)) == []
    propose_document(house.pilar.actor, intake)
    (row,) = sheets_made(intake)
    assert columns_of(sheet_of(row, [])) == columns_of(document_reading_of(intake).content)
    assert next((each.symbol, each.variable.name) for each in variables_in(row)) == (
        "V1",
        "Peticiones respondidas dentro del término",
    )


def test_a_word_of_no_list_is_asked_and_one_that_a_person_says_is_taken(house: House) -> None:
    intake = bring(house, workbook((*ROWS[1][:5], "Cuando se pueda", *ROWS[1][6:])))
    found = {each.code for each in document_reading_of(intake).open_errors()}
    assert "intake.word_unknown" in found
    correct_values(house.pilar.actor, intake, {("sheets", 0, "periodicity"): "Mensual"})
    assert document_reading_of(intake).content.sheets[0].periodicity == "monthly"
    assert "intake.word_unknown" not in {each.code for each in document_reading_of(intake).open_errors()}
