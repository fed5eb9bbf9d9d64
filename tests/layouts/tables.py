"""Tables and files made in memory for the tests of layouts."""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import xlsxwriter

from rumbo.domain.numbers import Quantity
from rumbo.layouts import PrintedTable
from rumbo.notation.dates import print_date
from rumbo.papers.raw import RawDocument, RawRow, RawTable, RawValue

EXAMPLES = Path(__file__).parents[2] / "examples"
# A csv with cells that a spreadsheet would run, and with others that only look alike.
LIKE_FORMULAS = (
    "No.;Acción;Responsable;Indicador;Meta\n"
    "1;=CONCATENAR(A1);Oficina A;+cmd|x;-5\n"
    "2;-A1+B1;@SUMA(A1);- con viñeta;+3\n"
    "3;'=Así se llama;Oficina A;-;7\n"
)
# A workbook with a merged objective, a merged unit, an action that is a formula nobody calculated, and a target that
# is a formula with its result.
ODD_ROWS = (
    ("No.", "OBJETIVO ESTRATÉGICO", "Acción", "Responsable", "Indicador", "Meta", "Fecha fin"),
    (1, "Servir", "Abrir sedes", "Oficina A", "Sedes abiertas", 3, "31/12/2024"),
    (2, None, '=A3&" sin calcular"', "Oficina B", "Visitas", 4, "31/12/2024"),
    (3, None, "Dotar sedes", None, "Sedes dotadas", "=2+3", "31/12/2024"),
    (4, None, "Medir", "Oficina C", "Mediciones", "=1+1", "31/12/2024"),
)
ODD_MERGES = ("B2:B5", "D3:D4")


def odd_workbook() -> bytes:
    return written_workbook(ODD_ROWS, ODD_MERGES, {"F4": 5})


def sheet(*rows: Sequence[RawValue], part: str = "Hoja1") -> RawTable:
    return RawTable(part, "sheet", [RawRow(at, tuple(row)) for at, row in enumerate(rows, 1)])


def document(*tables: RawTable) -> RawDocument:
    return RawDocument("prueba.xlsx", "0" * 64, 1, "application/test", list(tables))


def text_of(cell: object) -> str:
    if isinstance(cell, Quantity):
        return f"{cell.decimal.normalize():f}".replace(".", ",")
    return "" if cell is None else cell if isinstance(cell, str) else print_date(cell)  # type: ignore[arg-type]


def grid(table: PrintedTable) -> list[list[object]]:
    """The rows of a printed table as a plain writer would lay them out."""
    width = len(table.columns)
    rows: list[list[object]] = [[f"{name}: {text}"] + [None] * (width - 1) for name, text in table.about]
    for headers in table.header_rows:
        row: list[object] = [None] * width
        for header in headers:
            row[header.column - 1] = header.text
        rows.append(row)
    return rows + [list(row) for row in table.rows]


def as_csv(table: PrintedTable) -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows([[text_of(cell) for cell in row] for row in grid(table)])
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(table: PrintedTable) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "d/mm/yyyy"})
    worksheet = book.add_worksheet("Matriz")
    percent = book.add_format({"num_format": "0.########%"})
    for at, row in enumerate(grid(table)):
        for column, cell in enumerate(row):
            if isinstance(cell, Quantity) and table.columns[column].kind == "percent":
                worksheet.write_number(at, column, float(cell.decimal / 100), percent)
            elif isinstance(cell, Quantity):
                worksheet.write_number(at, column, float(cell.decimal))
            elif isinstance(cell, str):
                worksheet.write_string(at, column, cell)
            elif cell is not None:
                worksheet.write(at, column, cell)
    book.close()
    return file.getvalue()


def written_workbook(
    rows: Sequence[Sequence[object]], merges: Sequence[str] = (), results: Mapping[str, int] | None = None
) -> bytes:
    """A workbook as a program writes it that calculates nothing: texts that begin with "=" are formulas, without a
    result but for those of `results`."""
    book = openpyxl.Workbook()
    worksheet = book.active
    worksheet.title = "Plan"
    for row in rows:
        worksheet.append(row)
    for area in merges:
        worksheet.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    return _with_results(file.getvalue(), results or {})


def _with_results(data: bytes, results: Mapping[str, int]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(file, "w") as made:
        for name in given.namelist():
            content = given.read(name).decode() if name.endswith("sheet1.xml") else given.read(name)
            for cell, result in results.items() if isinstance(content, str) else ():
                pattern = rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v\s*/>|(<c r="{cell}"[^>]*><f>[^<]*</f>)<v></v>'
                content, times = re.subn(pattern, lambda m, r=result: f"{m[1] or m[2]}<v>{r}</v>", content)
                assert times == 1, cell
            made.writestr(name, content)
    return file.getvalue()
