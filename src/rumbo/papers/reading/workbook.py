"""Workbooks of Excel: values by calamine, all else by one walk over the XML, each finding at its cell."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import refused_characters
from rumbo.papers.raw import RawDocument, RawRow, RawTable
from rumbo.papers.reading.archive import Archive
from rumbo.papers.reading.extent import check_extent
from rumbo.papers.reading.parts import Part, parts_of
from rumbo.papers.reading.places import column_letters
from rumbo.papers.reading.shared_texts import check_shared_texts
from rumbo.papers.reading.sheet_facts import SheetFacts
from rumbo.papers.reading.sheet_walk import facts_of
from rumbo.papers.reading.source import Source
from rumbo.papers.reading.styles import percent_styles
from rumbo.papers.reading.values import sheet_rows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
_MOST_ALIKE = 20

declare(
    Sentences(
        "file.formulas",
        Severity.NOTICE,
        marked("La hoja trae fórmulas"),
        marked("La hoja «{part}» trae {count} fórmulas; la primera está en {cell}."),
        marked("Se leyó el último resultado guardado; si el libro no se recalculó al guardarlo, puede estar viejo."),
        marked("Abra el libro, espere a que calcule, guárdelo y vuelva a cargarlo si cambió alguna cifra."),
    )
)
declare(
    Sentences(
        "file.formula_without_value",
        Severity.WARNING,
        marked("Fórmula sin resultado"),
        marked("La fórmula no trae resultado guardado; la celda se lee como vacía."),
        marked("Las fórmulas no se ejecutan aquí: solo vale el resultado que el libro guardó."),
        marked("Abra el libro en Excel o LibreOffice, guárdelo y vuelva a cargarlo, o escriba el valor."),
    )
)
declare(
    Sentences(
        "file.cell_error",
        Severity.WARNING,
        marked("Celda con error de cálculo"),
        marked("La celda {cell} muestra {text} en lugar de un valor."),
        marked("Un error de cálculo no es un dato: no se sabe qué cifra debía ir ahí."),
        marked("Corrija la fórmula o escriba el valor."),
    )
)
declare(
    Sentences(
        "file.macros",
        Severity.WARNING,
        marked("El libro trae macros"),
        marked("«{file}» trae macros; no se ejecutaron ni se conservan como parte del plan."),
        marked("Una macro puede cambiar las cifras según quién abra el libro."),
        marked("Compruebe que las cifras leídas son las que quiere y, si puede, guarde el libro sin macros (.xlsx)."),
    )
)
declare(
    Sentences(
        "file.external_links",
        Severity.WARNING,
        marked("El libro toma datos de otros archivos"),
        marked("«{file}» tiene vínculos a {count} archivos externos; no se abrieron."),
        marked("Las cifras que vienen de otro archivo pueden estar desactualizadas."),
        marked("En «Datos › Editar vínculos» actualícelos o rómpalos, guarde el libro y vuelva a cargarlo."),
    )
)
declare(
    Sentences(
        "file.hidden_sheet",
        Severity.NOTICE,
        marked("Hoja oculta"),
        marked("La hoja «{part}» está oculta y no se leyó como parte del plan."),
        marked("Lo que no se ve no lo revisó quien aprueba el documento."),
        marked("Si hace parte del plan, muéstrela en el libro, guárdelo y vuelva a cargarlo."),
    )
)
declare(
    Sentences(
        "file.hidden_rows_or_columns",
        Severity.NOTICE,
        marked("Filas o columnas ocultas"),
        marked("En la hoja «{part}» hay partes ocultas desde {cell} (filas: {rows}; columnas: {columns})."),
        marked("Su contenido se leyó, pero quien mira la hoja no lo ve."),
        marked("Muéstrelas y revise si hacen parte del plan; borre las que sobren."),
    )
)


@dataclass(slots=True)
class SheetRows:
    """The rows of a sheet of calamine; each walk starts anew."""

    sheet: Any
    facts: SheetFacts

    def __iter__(self) -> Iterator[RawRow]:
        return sheet_rows(self.sheet, self.facts)


def read_xlsx(source: Source, archive: Archive) -> RawDocument:
    """Reads a workbook whose archive has been opened. Raises `Unreadable`."""
    parts = parts_of(archive)
    for name in archive.entries.keys() - {part.path for part in parts}:
        archive.inspect(name)
    percents = percent_styles(archive, "xl/styles.xml")
    facts = {part.name: facts_of(archive, part.path, percents) for part in parts}
    cells: dict[str, int] = {}
    for part in parts:
        rows, columns = facts[part.name].last_row, facts[part.name].last_column
        check_extent(source, part.name, rows, columns)
        cells[part.path] = rows * columns
    check_shared_texts(archive, cells)
    book = _book(source)
    document = RawDocument(source.name, source.digest, len(source.data), XLSX, [], _book_findings(archive))
    for part in parts:
        _add_sheet(document, source, book, part, facts[part.name])
    if archive.odd_letters:
        document.findings += control_characters(source, document.tables)
    return document


def read_xls(source: Source) -> RawDocument:
    """Reads a workbook of the form before 2007, of which only values and merged areas can be seen."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    book = _book(source)
    document = RawDocument(source.name, source.digest, len(source.data), XLS, [])
    document.findings.append(source.finding("file.old_format"))
    for meta in book.sheets_metadata:
        part, facts = Part(meta.name, "", meta.visible != SheetVisibleEnum.Visible), SheetFacts()
        if meta.typ == SheetTypeEnum.WorkSheet:
            _add_sheet(document, source, book, part, facts)
    document.findings += control_characters(source, document.tables)
    return document


declare(
    Sentences(
        "file.old_format",
        Severity.NOTICE,
        marked("Libro en el formato anterior a 2007"),
        marked("«{file}» está en el formato .xls, del que no se ven los porcentajes ni lo que está oculto."),
        marked("Un 25 % puede leerse como 0,25."),
        marked("Revise los porcentajes, o guarde el libro como .xlsx y vuelva a cargarlo."),
    )
)


def _book(source: Source) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(source.data))
    except PasswordError as error:
        raise source.refusal("file.password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise source.refusal("file.damaged") from error


def _add_sheet(document: RawDocument, source: Source, book: Any, part: Part, facts: SheetFacts) -> None:
    from python_calamine import CalamineError

    try:
        sheet = book.get_sheet_by_name(part.name)
    except (CalamineError, OSError, ValueError) as error:
        raise source.refusal("file.damaged") from error
    if not part.path:
        facts.last_row, facts.last_column = sheet.total_height, sheet.total_width
        for (row, column), (last_row, last_column) in sheet.merged_cell_ranges or ():
            facts.see_merge(f"{column_letters(column + 1)}{row + 1}:{column_letters(last_column + 1)}{last_row + 1}")
        check_extent(source, part.name, facts.last_row, facts.last_column)
    document.tables.append(table_of(part.name, SheetRows(sheet, facts), facts, hidden=part.hidden))
    document.findings += sheet_findings(source, part.name, facts, hidden=part.hidden)


def table_of(name: str, rows: Any, facts: SheetFacts, *, hidden: bool) -> RawTable:
    """A sheet as a raw table."""
    merges = tuple(sorted(facts.merges, key=lambda merge: (merge.first_row, merge.first_column)))
    return RawTable(name, "sheet", rows, merges, hidden, frozenset(facts.hidden_rows), frozenset(facts.hidden_columns))


def sheet_findings(source: Source, name: str, facts: SheetFacts, *, hidden: bool) -> list[Finding]:
    """What is to be said of a sheet; of a hidden one only that it is hidden."""
    if hidden:
        return [source.finding("file.hidden_sheet", name)]
    found = []
    if facts.formulas:
        cell = facts.first_formula
        found.append(source.finding("file.formulas", name, cell, facts={"count": facts.formulas}))
    for cell in facts.uncomputed:
        found.append(source.finding("file.formula_without_value", name, cell))
    errors = [(f"{column_letters(at)}{row}", text) for row, cells in facts.errors.items() for at, text in cells.items()]
    for cell, text in errors[:_MOST_ALIKE]:
        found.append(source.finding("file.cell_error", name, cell, facts={"text": text}))
    if facts.hidden_rows or facts.hidden_columns:
        found.append(_hidden_finding(source, name, facts))
    return found


def _hidden_finding(source: Source, name: str, facts: SheetFacts) -> Finding:
    cell = f"{column_letters(min(facts.hidden_columns, default=1))}{min(facts.hidden_rows, default=1)}"
    counts = {"rows": len(facts.hidden_rows), "columns": len(facts.hidden_columns)}
    return source.finding("file.hidden_rows_or_columns", name, cell, facts=counts)


def control_characters(source: Source, tables: list[RawTable]) -> list[Finding]:
    """A finding for each cell with characters that no entry accepts, up to twenty."""
    found: list[Finding] = []
    for table in tables:
        if table.hidden or not isinstance(table.rows, SheetRows):
            continue
        left = (table.rows.sheet.start or (0, 0))[1] + 1
        for number, values in enumerate(table.rows.sheet.iter_rows(), 1):
            for column, value in enumerate(values, left):
                if isinstance(value, str) and (refused := refused_characters(value)):
                    cell = f"{column_letters(column)}{number}"
                    facts = {"characters": ", ".join(refused)}
                    found.append(source.finding("file.control_characters", table.part, cell, facts=facts))
                    if len(found) == _MOST_ALIKE:
                        return found
    return found


def _book_findings(archive: Archive) -> list[Finding]:
    names = [name.lower() for name in archive.entries]
    source, found = archive.source, []
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        found.append(source.finding("file.macros"))
    links = [name for name in names if name.startswith("xl/externallinks/") and name.endswith(".xml")]
    if links:
        found.append(source.finding("file.external_links", facts={"count": len(links)}))
    return found
