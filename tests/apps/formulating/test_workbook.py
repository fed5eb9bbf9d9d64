"""The workbook of a unit: what stands comes back unchanged, what changed is told and kept, the rest is refused."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import openpyxl

from rumbo.apps.formulating.actions.apply_workbook import apply_workbook
from rumbo.apps.formulating.bridge.book import Book, book_of, compared
from rumbo.apps.formulating.queries import placements_of
from rumbo.apps.plans.bridge import target_data
from rumbo.domain.followup.contributing import Counting
from rumbo.layouts.formulation_workbook.drawing import draw_formulation
from rumbo.layouts.formulation_workbook.form import HEADINGS, columns_with
from rumbo.layouts.unit_workbook.form import KEY, Identity
from rumbo.layouts.unit_workbook.reading import ReadBook, identity_refusal, read_workbook
from rumbo.papers import writing
from rumbo.papers.reading import read_bytes
from tests.apps.formulating.test_formulation import opened, part_of
from tests.characters import House

MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def identity(book: Book) -> Identity:
    return Identity("Alcaldía", book.part.unit.name, "Formulación", "Plan", book.digest)


def taken(book: Book) -> bytes:
    return writing.render(draw_formulation(identity(book), book.rows(), book.lists.choices(), MOMENT), "xlsx")


def brought(book: Book, body: bytes) -> ReadBook:
    return read_workbook(read_bytes(body, "libro.xlsx"), columns_with(book.lists.choices()))


def filled(body: bytes, *rows: dict[str, Any]) -> bytes:
    """The workbook with other values: each row by its place below the headings."""
    book = openpyxl.load_workbook(BytesIO(body))
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if any(cell.value == KEY for cell in row))
    columns = {cell.value: cell.column for cell in header}
    for told in rows:
        at = header[0].row + told.pop("at")
        for name, value in told.items():
            sheet.cell(at, columns[HEADINGS[name]]).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_was_not_touched_changes_nothing(house: House) -> None:
    book = book_of(part_of(opened(house), "Oficina de Proyectos"))
    read = brought(book, taken(book))
    assert identity_refusal(read.identity, identity(book)) is None
    assert not read.findings
    assert [each.outcome for each in compared(book, read.rows)] == ["unchanged", "unchanged"]


def test_changes_and_new_rows_are_kept_and_a_bad_one_is_refused(house: House) -> None:
    found = opened(house)
    part = part_of(found, "Oficina de Proyectos")
    book = book_of(part)
    fresh = {
        "number": "9",
        "statement": "Hacer un tablero",
        "indicator": "Tableros hechos",
        "quantity": 4,
        "periodicity": "Trimestral",
        "report_kind": "Cantidad lograda",
        "annualization": "Suma",
        "start": "01/02/2025",
        "end": "15/12/2025",
        "programmed_2": 1,
        "programmed_4": 3,
        "funding": "Recursos propios: 1.500.000; SGP: 20",
        "contributing": "Oficina Jurídica (se suma)",
    }
    body = filled(
        taken(book),
        {"at": 1, "quantity": 14, "expected_evidence": "Informe"},
        {"at": 2, "periodicity": "Cada luna"},
        {"at": 3, **fresh},
    )
    rows = brought(book, body).rows
    results = compared(book, rows)
    assert [each.outcome for each in results] == ["changed", "refused", "changed"]
    assert [name for name, _old, _new in results[0].changes] == ["quantity", "expected_evidence"]
    assert [each.code for each in results[1].findings] == ["formulating.not_in_the_list"]
    assert [each.outcome for each in apply_workbook(house.lucia.actor, part, rows)] == ["saved", "refused", "saved"]
    part = part_of(found, "Oficina de Proyectos")
    placed = placements_of(part)
    first, _second, third = target_data(placed)
    assert str(first.quantity and first.quantity.decimal.normalize()) == "14"
    assert [(each.source, each.amount) for each in third.funding] == [("Recursos propios", 150_000_000), ("SGP", 2000)]
    assert third.units == (part.unit_id, house.units["Oficina Jurídica"].pk)
    assert third.contributing == {house.units["Oficina Jurídica"].pk: Counting.ADDS}
    amounts = sorted(each.units for each in third.programme.values() if each)
    assert amounts == [10_000, 30_000]
    # The same copy again: what it says stands already; another target in its free row might be there twice.
    again = compared(book_of(part), rows)
    assert [each.outcome for each in again] == ["unchanged", "refused", "unchanged"]
    other = brought(book, filled(body, {"at": 3, "statement": "Hacer otro tablero"})).rows
    assert [each.code for each in compared(book_of(part), other)[2].findings] == ["formulating.book_row_spent"]


def test_the_workbook_of_another_unit_is_refused(house: House) -> None:
    found = opened(house)
    mine, others = (book_of(part_of(found, name)) for name in ("Oficina de Proyectos", "Oficina Jurídica"))
    refused = identity_refusal(brought(mine, taken(others)).identity, identity(mine))
    assert refused is not None
    assert refused.code == "workbook.other_unit"
    rows = brought(others, taken(others)).rows
    assert {each.outcome for each in compared(mine, rows)} == {"refused"}


def test_periods_that_do_not_add_up_are_said_and_refuse_nothing(house: House) -> None:
    book = book_of(part_of(opened(house), "Oficina de Proyectos"))
    told = {"statement": "Hacer un tablero", "indicator": "Tableros", "quantity": 4, "periodicity": "Trimestral"}
    rows = filled(taken(book), {"at": 3, **told, "annualization": "Suma", "programmed_2": 1, "programmed_4": 2})
    (result,) = [each for each in compared(book, brought(book, rows).rows) if each.placement is None]
    assert result.outcome == "changed"
    assert [each.code for each in result.remarks] == ["annualization.periods_sum_differs"]
    assert result.remarks[0].facts["sum"] == "3"
