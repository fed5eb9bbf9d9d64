"""Tables: header rows that return on each page, rows that do not part, cells that span, columns of a fixed width."""

from collections.abc import Iterator

from rumbo.papers.document import Cell, Kind, Table
from rumbo.papers.writing.docx.markup import attribute, linked, paragraph, run
from rumbo.papers.writing.fitting import column_widths, letter_size

STYLES = {
    Kind.TEXT: "Celda",
    Kind.CODE: "Celda",
    Kind.NUMBER: "CeldaNumero",
    Kind.MONEY: "CeldaNumero",
    Kind.PERCENT: "CeldaNumero",
    Kind.DATE: "CeldaFecha",
}
HEAD_LOOKS = '<w:shd w:val="clear" w:color="auto" w:fill="E9F0FB"/><w:vAlign w:val="center"/>'
HEAD_ROW, ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "<w:trPr><w:cantSplit/></w:trPr>"


def table(drawn: Table, room: int, width_mm: int) -> str:
    """A table as wide as `room` (twips) on paper of a width, without its caption, which stands above it."""
    needed = column_widths(drawn, width_mm)
    size = f'<w:sz w:val="{max(10, round(letter_size(needed, width_mm) * 2))}"/>'
    widths = [room * each // sum(needed) for each in needed]
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    told = f"<w:tblCaption w:val={attribute(drawn.caption)}/>" if drawn.caption else ""
    heads = int(drawn.row_heading)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Matriz"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{0x420 + 0x80 * heads:04X}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{heads}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{told}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_header_rows(drawn, widths, size))}"
        f"{''.join(_rows(drawn, widths, size))}</w:tbl>"
    )


def _header_rows(drawn: Table, widths: list[int], size: str) -> Iterator[str]:
    """The header rows; a place that a cell of a row above covers goes on with it."""
    going: dict[int, tuple[Cell, int]] = {}
    for depth, placed in enumerate(drawn.header_places()):
        begins = dict(placed)
        column, cells = 0, []
        while column < len(widths):
            above, last = going.get(column, (Cell(), -1))
            cell = begins.get(column, Cell()) if depth > last else above
            restart = depth > last
            if restart and cell.rows > 1:
                going[column] = (cell, depth + cell.rows - 1)
            width = sum(widths[column : column + cell.columns])
            cells.append(_head(cell, width, size, restart))
            column += cell.columns
        yield f"<w:tr>{HEAD_ROW}{''.join(cells)}</w:tr>"


def _head(cell: Cell, width: int, size: str, restart: bool) -> str:
    across = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    down = "" if cell.rows == 1 else '<w:vMerge w:val="restart"/>' if restart else "<w:vMerge/>"
    text = run(cell.text, size) if restart else ""
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{down}{HEAD_LOOKS}</w:tcPr>'
    return f"<w:tc>{properties}{paragraph(text, 'CeldaTitulo')}</w:tc>"


def _rows(drawn: Table, widths: list[int], size: str) -> Iterator[str]:
    """The rows. What repeats in a column is put together once."""
    openings = []
    for column, width in zip(drawn.columns, widths, strict=True):
        whole = "" if column.kind is Kind.TEXT else "<w:noWrap/>"
        style = f'<w:pPr><w:pStyle w:val="{STYLES[column.kind]}"/></w:pPr>'
        openings.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{whole}</w:tcPr><w:p>{style}')
    for cells in drawn.rows:
        inside = "".join(
            f"{opening}{linked(run(cell.text, size), cell.way)}</w:p></w:tc>"
            for opening, cell in zip(openings, cells, strict=True)
        )
        yield f"<w:tr>{ROW}{inside}</w:tr>"
