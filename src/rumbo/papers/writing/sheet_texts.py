"""Texts in the cells of a sheet: at most 32,767 characters (UTF-16 units) each; what is cut is told."""

from rumbo.findings import Finding, Sentences, Severity, Where, declare, marked
from rumbo.papers.document import Document, Table

LIMIT = 32_767
MARK = " […]"

CUT = declare(
    Sentences(
        code="file.text_cut_in_sheet",
        severity=Severity.WARNING,
        title=marked("Un texto no cabe en una celda de Excel"),
        what=marked("El texto tiene {length} caracteres y una celda admite {limit}; el xlsx lo corta y marca."),
        why=marked("Excel no admite textos más largos en una celda; el xlsx no se podría volver a leer igual."),
        how=marked("Use el json, el csv o el pdf para el texto completo, o resúmalo y deje el detalle en un soporte."),
    )
)


def fitted(text: str) -> str:
    """The text, cut with a visible mark when a cell does not hold it."""
    if length(text) <= LIMIT:
        return text
    room = LIMIT - len(MARK)
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + MARK


def length(text: str) -> int:
    """Characters as a spreadsheet counts them."""
    return len(text) if len(text) * 2 <= LIMIT else len(text.encode("utf-16-le")) // 2


def xlsx_findings(document: Document) -> tuple[Finding, ...]:
    """One finding for each table cell whose text the workbook cuts: its sheet, its row of the table and its column."""
    return tuple(
        Finding(
            CUT.code,
            CUT.severity,
            Where(part=section.sheet, header=table.heading_of(index)),
            {"length": length(cell.text), "limit": LIMIT, "row": number},
        )
        for section in document.sections
        for table in section.blocks
        if isinstance(table, Table)
        for number, row in enumerate(table.rows, 1)
        for index, cell in enumerate(row)
        if length(cell.text) > LIMIT
    )
