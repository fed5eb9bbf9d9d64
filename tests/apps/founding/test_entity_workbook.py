"""The workbook of the entity: taken, filled in, compared, kept whole or not at all; brought again it does nothing."""

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from unittest.mock import patch

import pytest
from openpyxl import load_workbook

from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.founding.actions import apply_entity_workbook
from rumbo.apps.founding.queries import Comparison, compared, filled_sheets, standing_of
from rumbo.apps.people.models import Membership, Post, Unit, User
from rumbo.apps.processes.models import Process
from rumbo.layouts.entity_workbook import FORMS
from rumbo.layouts.filled_sheets.drawing import draw_sheets
from rumbo.layouts.filled_sheets.reading import ReadSheets, read_sheets
from rumbo.papers import writing
from rumbo.papers.document import Header
from rumbo.papers.reading import read_bytes
from tests.characters import House

TODAY = date(2026, 11, 21)
MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def taken(house: House) -> Any:
    sheets = filled_sheets(standing_of(house.entity, TODAY))
    document = draw_sheets("Libro", Header("Entidad"), (("Entidad", "E"),), sheets, MOMENT)
    return load_workbook(io.BytesIO(writing.render(document, "xlsx")))


def put(book: Any, sheet: str, *rows: Mapping[str, object]) -> None:
    """Writes rows below those of a sheet, by the words of its headings."""
    page = book[sheet]
    header = next(row for row in page.iter_rows() if sum(bool(cell.value) for cell in row) > 1 and _is_header(row))
    columns = {cell.value: cell.column for cell in header if cell.value}
    at = header[0].row + 1
    while any(page.cell(at, column).value for column in columns.values()):
        at += 1
    for number, row in enumerate(rows):
        for heading, value in row.items():
            page.cell(at + number, columns[heading], value)


def _is_header(row: Any) -> bool:
    headings = {asked.heading for form in FORMS for asked in form.asked}
    return sum(cell.value in headings for cell in row) > 1


def read(book: Any) -> ReadSheets:
    held = io.BytesIO()
    book.save(held)
    return read_sheets(read_bytes(held.getvalue(), "libro.xlsx"), FORMS)


def outcomes(found: Comparison) -> dict[str, int]:
    counted: dict[str, int] = {}
    for line in found.lines:
        counted[line.outcome] = counted.get(line.outcome, 0) + 1
    return counted


def codes(found: Comparison) -> set[str]:
    return {finding.code for line in found.lines for finding in line.findings}


def filled(house: House) -> Any:
    book = taken(house)
    put(book, "Dependencias",
        {"Código": "210", "Dependencia": "Grupo de Datos", "Depende de": "Dirección de TIC", "Vigente desde": TODAY},
        {"Código": "200", "Dependencia": "Dirección de TIC", "Depende de": "Secretaría General"})  # fmt: skip
    put(book, "Procesos", {"Código del proceso": "GT", "Proceso": "Gestión de TIC", "Clase de proceso": "Apoyo",
                           "Responsable": "200", "Otros nombres": "Tecnología; Sistemas"})  # fmt: skip
    put(book, "Cargos", {"Denominación del cargo": "Jefe de datos", "Dependencia del cargo": "Grupo de Datos"})
    put(book, "Personas", {"Nombre y apellidos": "Nora Nueva", "Correo institucional": "Nora@e.gov.co",
                           "Cargo que ejerce": "Jefe de datos", "Dependencia en que lo ejerce": "210",
                           "Roles": "Enlace de dependencia; Jefe de dependencia", "Idioma": "Inglés"})  # fmt: skip
    return book


def test_what_was_taken_and_not_touched_changes_nothing(house: House) -> None:
    found = compared(house.entity, read(taken(house)).rows, TODAY)
    assert set(outcomes(found)) == {"equal"}, [(line.called, line.changes, line.findings) for line in found.lines]


def test_everything_is_kept_at_once_and_a_second_time_nothing(house: House) -> None:
    rows = read(filled(house)).rows
    found = compared(house.entity, rows, TODAY)
    assert not found.refused, codes(found)
    kept = apply_entity_workbook(house.andres.actor, house.entity, rows, on=TODAY)
    assert kept.new == 5
    group = Unit.objects.get(entity=house.entity, name="Grupo de Datos")
    assert (group.code, str(group.parent), group.valid_from) == ("210", "Dirección de TIC", TODAY)
    process = Process.objects.get(entity=house.entity, code="GT")
    assert getattr(process.owner, "code", "") == "200"
    assert {alias.name for alias in process.aliases.all()} == {"Tecnología", "Sistemas"}
    nora = User.objects.get(email="nora@e.gov.co")
    assert (nora.language, kept.invited) == ("en", [nora])
    held = Membership.objects.filter(person=nora, unit=group, post="Jefe de datos")
    assert set(held.values_list("role", flat=True)) == {"liaison", "unit_lead"}
    again = compared(house.entity, rows, TODAY)
    assert set(outcomes(again)) == {"equal"}, [(line.called, line.changes) for line in again.lines if line.changes]


def test_nothing_is_kept_when_it_breaks_in_the_middle(house: House) -> None:
    rows = read(filled(house)).rows
    with patch("rumbo.apps.people.actions.grant_membership", side_effect=RuntimeError), pytest.raises(RuntimeError):
        apply_entity_workbook(house.andres.actor, house.entity, rows, on=TODAY)
    assert not Unit.objects.filter(name="Grupo de Datos").exists()
    assert not Post.objects.exists()
    assert not User.objects.filter(email="nora@e.gov.co").exists()


BROKEN = (
    ("Dependencias", ({"Dependencia": "A", "Depende de": "B"}, {"Dependencia": "B", "Depende de": "A"}),
     "founding.units_in_a_circle"),
    ("Dependencias", ({"Dependencia": "A", "Depende de": "No existe"},), "founding.unknown_unit"),
    ("Dependencias", ({"Dependencia": "A"}, {"Dependencia": "a"}), "founding.row_twice"),
    ("Dependencias", ({"Dependencia": "A; B"},), "people.unit_name_unfit"),
    ("Dependencias", ({"Dependencia": "A", "Vigente desde": "ayer"},), "sheet.not_a_day"),
    ("Dependencias", ({"Dependencia": "A", "Vigente desde": "02/01/2026", "Vigente hasta": "01/01/2026"},),
     "people.unit_days"),
    ("Dependencias", ({"Dependencia": "x" * 10_000_00},), "sheet.text_too_long"),
    ("Procesos", ({"Proceso": "P", "Clase de proceso": "Otro"},), "sheet.not_listed"),
    ("Cargos", ({"Denominación del cargo": "C", "Dependencia del cargo": "Nada"},), "founding.unknown_unit"),
    ("Personas", ({"Nombre y apellidos": "N", "Correo institucional": "sin arroba", "Roles": "Dirección"},),
     "founding.wrong_address"),
    ("Personas", ({"Nombre y apellidos": "N", "Correo institucional": "n@e.co", "Roles": "Enlace de dependencia"},),
     "people.role_needs_unit"),
    ("Personas", ({"Nombre y apellidos": "N", "Correo institucional": "n@e.co", "Roles": "Dirección",
                   "Cargo que ejerce": "Nadie lo creó"},), "founding.unknown_post"),
    ("Personas", ({"Nombre y apellidos": "N", "Correo institucional": "n@e.co", "Roles": "Dirección"},
                  {"Nombre y apellidos": "M", "Correo institucional": "N@e.co", "Roles": "Dirección"}),
     "founding.address_of_two"),
    ("Personas", ({"Correo institucional": "n@e.co", "Roles": "Dirección"},), "sheet.cell_empty"),
)  # fmt: skip


@pytest.mark.parametrize(("sheet", "rows", "code"), BROKEN, ids=[each[2] + each[0][:3] for each in BROKEN])
def test_a_row_that_cannot_be_taken_is_told_and_refuses_the_whole(
    house: House, sheet: str, rows: tuple[dict[str, object], ...], code: str
) -> None:
    book = taken(house)
    # A spreadsheet holds no more than 32 767 letters in a cell; a file made otherwise may.
    long = any(len(str(value)) > 32_000 for row in rows for value in row.values())
    put(book, sheet, *([{"Dependencia": "x" * 32_000}] if long else rows))
    read_rows = read(book).rows
    found = compared(house.entity, read_rows, TODAY)
    assert code in codes(found)
    with pytest.raises(Refused):
        apply_entity_workbook(house.andres.actor, house.entity, read_rows, on=TODAY)


def test_the_workbook_of_another_entity_and_a_wrong_nit_are_told(house: House) -> None:
    for nit, code in (("900123456-8", "founding.other_entity"), ("899999061-1", "people.nit_wrong")):
        book = taken(house)
        sheet = book["Entidad"]
        cell = next(
            cell for row in sheet.iter_rows() for cell in row if cell.value == house.entity.nit and cell.column > 2
        )
        cell.value = nit
        assert code in codes(compared(house.entity, read(book).rows, TODAY))


def test_hostile_texts_are_kept_as_texts(house: House) -> None:
    book = taken(house)
    put(book, "Dependencias", {"Dependencia": "=1+1 Oficina"}, {"Dependencia": "Ofi​cina Cero"})
    for row in book["Dependencias"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.data_type = "s"
    rows = read(book).rows
    apply_entity_workbook(house.andres.actor, house.entity, rows, on=TODAY)
    assert Unit.objects.filter(name__in=("=1+1 Oficina", "Oficina Cero")).count() == 2


def test_only_who_administers_brings_it(house: House) -> None:
    with pytest.raises(Forbidden):
        apply_entity_workbook(house.pilar.actor, house.entity, {}, on=TODAY)


def test_one_sheet_alone_as_csv(house: House) -> None:
    csv = "Código;Dependencia;Depende de;Vigente desde;Vigente hasta;Clase de dependencia\n9;Archivo;OP;;;Grupo\n"
    rows = read_sheets(read_bytes(csv.encode(), "dependencias.csv"), FORMS).rows
    found = compared(house.entity, rows, TODAY)
    assert [line.outcome for line in found.units] == ["new"], codes(found)
    assert found.units[0].refs["parent"].name == "Oficina de Proyectos"
