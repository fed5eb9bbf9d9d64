"""The workbook of a unit and a period: taken, filled without the program, brought back, compared and accepted."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from rumbo.apps.audit.actor import Role
from rumbo.apps.audit.doorway import Refused
from rumbo.apps.followup.actions import apply_workbook as module
from rumbo.apps.followup.actions import save_draft
from rumbo.apps.followup.actions.contribute import submit_contribution
from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.bridge.contributing import ContributionData
from rumbo.apps.followup.models import Followup, Report, ReportEntry
from rumbo.apps.plans.actions import Act, approve_version, create_plan, draft_version, propose_version, write_version
from rumbo.apps.plans.bridge import MilestoneData
from rumbo.apps.plans.models import PlanVersion
from rumbo.domain.followup.contributing import Counting
from rumbo.domain.numbers import Quantity
from tests.characters import NODES, YEAR, Character, House, targets, welcome
from tests.rounds import TOLD, open_round, report_of, version_with

KINDS = ("quantity", "ratio", "percentage", "milestones", "done")
STEPS = tuple(MilestoneData(title, date(YEAR, 5, 15), Quantity.of(50)) for title in ("Diseños", "Obra"))
OPEN_QUERIES = 17


def every_kind(house: House) -> PlanVersion:
    """An approved version with a target of each kind of report, all of the unit of Lucía."""
    pilar, first = house.pilar.actor, targets(house)[0]
    plan = create_plan(pilar, house.entity, "Plan de cada clase", "action_plan_matrix", fiscal_year=YEAR)
    version = draft_version(pilar, plan)
    rows = [
        replace(
            first, number=str(n), statement=f"Meta por {kind}", report_kind=kind, milestones=STEPS if n == 4 else ()
        )
        for n, kind in enumerate(KINDS, 1)
    ]
    write_version(pilar, version, NODES, rows)
    propose_version(pilar, version)
    return approve_version(pilar, version, Act("Acta", "8", house.version.act_date))


@pytest.fixture
def followup(house: House) -> Followup:
    return open_round(house, 2, every_kind(house))


def screen(name: str, followup: Followup, house: House, *more: object, unit: str = "Oficina de Proyectos") -> str:
    return reverse(f"web:followup-{name}", args=[house.units[unit].uid, followup.period.uid, *more])


def taken(person: Character, house: House, followup: Followup) -> Any:
    answer = person.browser().get(screen("workbook-file", followup, house))
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))


def columns(sheet: Any, key: str) -> tuple[int, dict[str, int]]:
    """The line of the header and the column of each heading."""
    for row in sheet.iter_rows():
        found = {cell.value: cell.column for cell in row if cell.value}
        if key in found:
            return row[0].row, found
    raise AssertionError("the sheet has no header")


def write(book: Any, number: int, name: str = "Reporte", key: str = "Clave de la fila", **told: Any) -> None:
    """Writes in the row of a target by the words of the headings, blanks as underscores."""
    sheet = book[name]
    line, found = columns(sheet, key)
    for heading, value in told.items():
        sheet.cell(line + number, found[heading.replace("_", " ")], value)


def sent(person: Character, house: House, followup: Followup, book: Any) -> Any:
    """Brings a workbook back: the page that shows what it would change."""
    held = io.BytesIO()
    book if isinstance(book, bytes) else book.save(held)
    content = book if isinstance(book, bytes) else held.getvalue()
    file = SimpleUploadedFile("libro.xlsx", content)
    answer = person.browser().post(screen("workbook", followup, house), {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_what_is_written_without_the_program_is_shown_and_then_kept(house: House, followup: Followup) -> None:
    book = taken(house.lucia, house, followup)
    write(book, 1, Cantidad_o_resultado=4, Avance_cualitativo="Cuatro visitas.")
    write(book, 2, Numerador="1.250,5", Denominador=2000, Avance_cualitativo="Se atendió.")
    write(book, 3, Porcentaje_acumulado=0.45, Avance_cualitativo="Va bien.")
    book["Reporte"].cell(*cell_of(book, 3, "Porcentaje acumulado")).number_format = "0%"
    line, found = columns(book["Hitos"], "Clave del hito")
    book["Hitos"].cell(line + 1, found["Cumplido el"], datetime(YEAR, 5, 14))
    write(book, 4, Avance_cualitativo="Diseños aprobados.")
    page = sent(house.lucia, house, followup, book)
    shown = house.lucia.browser().get(page).content.decode()
    assert shown.count("Cambiará") == 5
    assert "1.250,5" in shown
    assert "14/05/2024" in shown
    assert not ReportEntry.objects.exists(), "nothing is kept before somebody accepts it"
    browser = house.lucia.browser()
    after = browser.post(page, follow=True).content.decode()
    assert "4 filas guardadas como borrador." in after
    kept = {each.report.revision.report_kind: each for each in ReportEntry.objects.select_related("report__revision")}
    assert kept["quantity"].quantity == Quantity.of(4)
    assert kept["ratio"].numerator == Quantity(12505000)
    assert kept["percentage"].percentage == Quantity.of(45)
    assert [each.done_on for each in kept["milestones"].milestones_done.all()] == [date(YEAR, 5, 14)]
    assert {each.report.state for each in kept.values()} == {"draft"}
    assert "done" not in kept
    assert "Cambiará" not in after, "brought back again it changes nothing"


def cell_of(book: Any, number: int, heading: str) -> tuple[int, int]:
    line, found = columns(book["Reporte"], "Clave de la fila")
    return line + number, found[heading]


def test_the_complete_are_handed_in_and_the_others_stay_drafts(house: House, followup: Followup) -> None:
    book = taken(house.lucia, house, followup)
    write(book, 1, Cantidad_o_resultado=4, Avance_cualitativo="Cuatro visitas.")
    write(book, 5, **{"¿Se_hizo?": "Sí"})
    browser, page = house.lucia.browser(), sent(house.lucia, house, followup, book)
    after = browser.post(page, {"submit": "1"}, follow=True).content.decode()
    assert report_of(followup, "1").state == "submitted"
    assert report_of(followup, "5").state == "draft"
    assert "No se envió:" in after
    assert "no cuenta qué se hizo" in after


def test_a_cell_that_cannot_be_read_refuses_its_row_alone(house: House, followup: Followup) -> None:
    book = taken(house.lucia, house, followup)
    write(book, 1, Cantidad_o_resultado="varios")
    write(book, 2, Numerador=1, Denominador=2)
    write(book, 5, **{"¿Se_hizo?": "tal vez"})
    page = sent(house.lucia, house, followup, book)
    shown = house.lucia.browser().get(page).content.decode()
    line, found = cell_of(book, 1, "Cantidad o resultado")
    assert f"<strong>{book['Reporte'].cell(line, found).coordinate}</strong>" in shown
    house.lucia.browser().post(page)
    assert [each.report_id for each in ReportEntry.objects.all()] == [report_of(followup, "2").pk]


def test_who_saved_meanwhile_is_not_overwritten(house: House, followup: Followup) -> None:
    book = taken(house.lucia, house, followup)
    write(book, 1, Cantidad_o_resultado=4)
    write(book, 2, Numerador=1)
    page = sent(house.lucia, house, followup, book)
    report = report_of(followup, "1")
    save_draft(house.leonardo.actor, report, TOLD, report.edit)
    shown = house.lucia.browser().post(page, follow=True).content.decode()
    assert ReportEntry.objects.get(report=report).quantity == TOLD.quantity
    assert ReportEntry.objects.get(report=report_of(followup, "2")).numerator == Quantity.of(1)
    assert "se cambió en Rumbo después de la descarga" in shown


def told(name: str, followup: Followup, house: House, book: Any) -> str:
    answer = house.people[name].browser().get(sent(house.people[name], house, followup, book))
    assert answer.status_code == 422
    assert "No se cambió nada" in answer.content.decode()
    return str(answer.content.decode())


def test_another_unit_another_quarter_another_version_and_a_changed_head_are_refused_with_why(
    house: House, followup: Followup
) -> None:
    julio = welcome(house, "julio", "Julio Jurídico", Role.LIAISON, "Oficina Jurídica")
    legal = version_with(house, "Plan jurídico", units=(house.units["Oficina Jurídica"].pk,))
    open_round(house, 2, legal)
    theirs = julio.browser().get(screen("workbook-file", followup, house, unit="Oficina Jurídica")).content
    assert "El libro es de otra dependencia" in told("lucia", followup, house, theirs)
    third = open_round(house, 3, followup.plan_version)
    other = taken(house.lucia, house, third)
    assert "El libro es de otro periodo" in told("lucia", followup, house, other)
    for row in other["Reporte"].iter_rows(max_col=2):
        if row[0].value == "Periodo":
            row[1].value = "II trimestre de 2024"
    assert "La identificación del libro no es la que se descargó" in told("lucia", followup, house, other)
    mine = taken(house.lucia, house, followup)
    open_round(house, 2)
    assert "El plan cambió desde que se descargó" in told("lucia", followup, house, mine)


def hide_row(book: Any) -> None:
    book["Reporte"].row_dimensions[cell_of(book, 1, "Acción")[0]].hidden = True


def hide_column(book: Any) -> None:
    book["Reporte"].column_dimensions["B"].hidden = True


def hide_sheet(book: Any) -> None:
    book["Hitos"].sheet_state = "hidden"


def lose_column(book: Any) -> None:
    book["Reporte"].cell(cell_of(book, 0, "Dificultades")[0], cell_of(book, 0, "Dificultades")[1], "Otra cosa")


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (hide_row, "Hay algo oculto"),
        (hide_column, "Hay algo oculto"),
        (hide_sheet, "Hay algo oculto"),
        (lose_column, "Falta una columna"),
    ],
)
def test_what_nobody_sees_is_never_kept(
    house: House, followup: Followup, harm: Callable[[Any], None], why: str
) -> None:
    book = taken(house.lucia, house, followup)
    harm(book)
    assert why in told("lucia", followup, house, book)


def test_what_is_no_workbook_is_told(house: House, followup: Followup) -> None:
    assert "no es un libro de reporte" in told("lucia", followup, house, b"Cantidad;Clave\n4;5\n")


def test_a_row_of_another_workbook_or_typed_by_hand_is_refused(house: House, followup: Followup) -> None:
    book, other = taken(house.lucia, house, followup), taken(house.lucia, house, open_round(house, 3))
    foreign = other["Reporte"].cell(*cell_of(other, 1, "Clave de la fila")).value
    write(book, 1, Cantidad_o_resultado=4, Clave_de_la_fila=foreign)
    write(book, 2, Numerador=3, Clave_de_la_fila="")
    key = book["Reporte"].cell(*cell_of(book, 3, "Clave de la fila")).value
    write(book, 3, Porcentaje_acumulado=3, Clave_de_la_fila=key.replace(".0.", ".1."))
    page = sent(house.lucia, house, followup, book)
    shown = house.lucia.browser().get(page).content.decode()
    assert shown.count("Rechazada") >= 3
    house.lucia.browser().post(page)
    assert not ReportEntry.objects.exists()


def test_the_workbook_is_of_who_reports_alone(house: House, followup: Followup, ester: Character) -> None:
    for name, person in (house.people | {"ester": ester}).items():
        allowed = name in ("lucia", "leonardo")
        for which in ("workbook", "workbook-file"):
            answer = person.browser().get(screen(which, followup, house))
            assert answer.status_code == (200 if allowed else 404), (name, which)
    theirs = screen("workbook", followup, house, unit="Oficina Jurídica")
    assert house.lucia.browser().get(theirs).status_code == 404


def test_nothing_is_half_kept_when_the_whole_breaks(
    house: House, followup: Followup, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = taken(house.lucia, house, followup)
    write(book, 1, Cantidad_o_resultado=4)
    write(book, 2, Numerador=1)
    page, kept = sent(house.lucia, house, followup, book), []

    def breaks(actor: Any, report: Report, answer: AnswerData, edit: int) -> Report:
        if kept:
            raise RuntimeError("the worker was killed")
        kept.append(report)
        return save_draft(actor, report, answer, edit)

    monkeypatch.setattr(module, "save_draft", breaks)
    with pytest.raises(RuntimeError):
        house.lucia.browser().post(page)
    assert not ReportEntry.objects.exists()
    assert report_of(followup, "1").state == "pending"


def test_it_costs_the_same_for_few_and_for_many(house: House) -> None:
    costs = []
    for name, count in (("Pocas", 2), ("Muchas", 40)):
        followup = open_round(house, 2 if count == 2 else 3, version_with(house, name, count))
        book = taken(house.lucia, house, followup)
        write(book, 1, Cantidad_o_resultado=1)
        page, browser = sent(house.lucia, house, followup, book), house.lucia.browser()
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(page).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]
    assert costs[0] <= OPEN_QUERIES


def test_the_action_asks_for_itself(house: House, followup: Followup) -> None:
    with pytest.raises(Refused):
        module.apply_workbook(house.pilar.actor, house.units["Oficina de Proyectos"], followup.period, ())


SHARE = {"name": "Aportes", "key": "Clave del aporte"}


@pytest.fixture
def shared_target(house: House) -> Report:
    """A target that one unit reports and to whose total the unit of Lucía adds."""
    house.people["julio"] = welcome(house, "julio", "Julio Jurídico", Role.LIAISON, "Oficina Jurídica")
    legal, projects = (house.units[name].pk for name in ("Oficina Jurídica", "Oficina de Proyectos"))
    version = version_with(house, "Plan de varias", units=(legal, projects), counting={projects: Counting.ADDS})
    before = report_of(open_round(house, 1, version), "1")
    told = ContributionData(quantity=Quantity.of(2), narrative="Dos en el primero.")
    mine = before.contributions.get()
    submit_contribution(house.lucia.actor, mine, told, mine.edit)
    return report_of(open_round(house, 2, version), "1")


def test_what_a_unit_owes_to_the_report_of_another_is_in_its_workbook(house: House, shared_target: Report) -> None:
    round_, browser = shared_target.followup, house.lucia.browser()
    owed = browser.get(reverse("web:followup-owed")).content.decode()
    assert screen("workbook", round_, house) in owed
    assert "En la hoja «Aportes» está el aporte" in browser.get(screen("workbook", round_, house)).content.decode()
    book = taken(house.lucia, house, round_)
    assert [name for name in book.sheetnames if name in ("Reporte", "Aportes")] == ["Aportes"], "and nothing else"
    line, found = columns(book["Aportes"], "Clave del aporte")
    said = [book["Aportes"].cell(line + 1, found[name]).value for name in ("Quién la reporta", "Aportado antes")]
    assert said == ["Oficina Jurídica", "2"]
    write(book, 1, **SHARE, Cantidad_o_resultado=5, Qué_hizo_su_dependencia="Cinco visitas.")
    page = sent(house.lucia, house, round_, book)
    shown = browser.get(page).content.decode()
    assert "Cambiará" in shown
    assert "Qué hizo su dependencia" in shown
    after = browser.post(page, {"submit": "1"}, follow=True).content.decode()
    assert "1 fila enviada." in after
    mine = shared_target.contributions.get()
    assert (mine.quantity, mine.narrative, bool(mine.submitted_at)) == (Quantity.of(5), "Cinco visitas.", True)
    assert browser.get(screen("workbook-file", round_, house)).status_code == 404, "nothing is owed any more"
    write(book, 1, **SHARE, Cantidad_o_resultado=6)
    again = browser.post(sent(house.lucia, house, round_, book), follow=True).content.decode()
    assert "se cambió en Rumbo después de la descarga" in again
    assert shared_target.contributions.get().quantity == Quantity.of(5)


def test_reports_and_contributions_stand_in_one_workbook(house: House, shared_target: Report) -> None:
    open_round(house, 2)
    book = taken(house.lucia, house, shared_target.followup)
    write(book, 1, Cantidad_o_resultado=4, Avance_cualitativo="Cuatro.")
    write(book, 1, **SHARE, Cantidad_o_resultado=5)
    house.lucia.browser().post(sent(house.lucia, house, shared_target.followup, book))
    assert [each.quantity for each in ReportEntry.objects.filter(report__period=shared_target.period)] == [
        Quantity.of(4)
    ]
    mine = shared_target.contributions.get()
    assert (mine.quantity, mine.submitted_at) == (Quantity.of(5), None)
    key = book["Aportes"].cell(columns(book["Aportes"], "Clave del aporte")[0] + 1, 1)
    for cell in book["Aportes"][key.row]:
        if str(cell.value).count(".") == 2:
            write(book, 2, Clave_de_la_fila=cell.value, Cantidad_o_resultado=9)
    shown = house.lucia.browser().get(sent(house.lucia, house, shared_target.followup, book)).content.decode()
    assert "La clave de esta fila ya apareció" in shown or "no es de un reporte que esta dependencia deba" in shown


def macros(book: Any) -> bytes:
    held = io.BytesIO()
    book.save(held)
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Attribute")
    return held.getvalue()


def test_a_workbook_with_macros_is_refused(house: House, followup: Followup) -> None:
    assert "El libro trae macros" in told("lucia", followup, house, macros(taken(house.lucia, house, followup)))


def test_a_formula_that_holds_no_result_or_an_error_never_erases(house: House, followup: Followup) -> None:
    report = report_of(followup, "1")
    save_draft(house.lucia.actor, report, TOLD, report.edit)
    book = taken(house.lucia, house, followup)
    write(book, 1, Cantidad_o_resultado="=2+2", Avance_cualitativo="Cuatro.")
    write(book, 2, Avance_cualitativo="#REF!")
    book["Reporte"].cell(*cell_of(book, 2, "Avance cualitativo")).data_type = "e"
    line, found = columns(book["Hitos"], "Clave del hito")
    book["Hitos"].cell(line + 1, found["Cumplido el"], "31/02/2024")
    page = sent(house.lucia, house, followup, book)
    shown = house.lucia.browser().get(page).content.decode()
    assert "La fórmula no trae resultado guardado" in shown
    assert "muestra #REF!" in shown
    assert "«31/02/2024» no se puede leer como una fecha" in shown
    house.lucia.browser().post(page)
    assert ReportEntry.objects.get().quantity == TOLD.quantity


def test_rows_that_were_taken_out_are_told_and_columns_may_be_moved(house: House, followup: Followup) -> None:
    book = taken(house.lucia, house, followup)
    write(book, 1, Cantidad_o_resultado=4)
    sheet = book["Reporte"]
    line, found = columns(sheet, "Clave de la fila")
    sheet.delete_rows(line + 2, 2)
    for row in range(line, line + 4):
        one, other = (sheet.cell(row, found[name]) for name in ("Cantidad o resultado", "Dificultades"))
        one.value, other.value = other.value, one.value
    page = sent(house.lucia, house, followup, book)
    assert "Faltan 2 filas de lo que su dependencia debe" in house.lucia.browser().get(page).content.decode()
    house.lucia.browser().post(page)
    assert ReportEntry.objects.get().quantity == Quantity.of(4)


def test_once_the_term_is_over_nothing_is_kept_and_it_is_told(house: House, followup: Followup) -> None:
    book = taken(house.lucia, house, followup)
    write(book, 1, Cantidad_o_resultado=4)
    Followup.objects.filter(pk=followup.pk).update(report_until=date(YEAR, 7, 10))
    page = sent(house.lucia, house, followup, book)
    shown = house.lucia.browser().get(page).content.decode()
    assert "El plazo venció el 10 de julio de 2024" in shown
    house.lucia.browser().post(page)
    assert not ReportEntry.objects.exists()
