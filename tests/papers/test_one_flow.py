"""The same form as a text, a Word document, a web page or a pdf tells the same flow of blocks and tables."""

from collections.abc import Callable
from html import escape

import pytest

from rumbo.papers.raw import RawBlock, RawDocument
from rumbo.papers.reading import read_bytes
from tests.papers.pdf_files import text_pdf
from tests.papers.word_files import cell, docx, paragraph, table

LINES = (
    "5. Condiciones actuales",
    "5.1. Antecedentes",
    "La provincia hizo en 2023 un inventario de sus vías, que mostró 412 km sin mantenimiento.",
    "a) Faltan equipos.",
    "b) Falta personal.",
    "Imagen 1: Estado de las vías",
    "Fuente: inventario provincial, 2023.",
    "6.5. Actividades",
)
ROWS = (("Actividad", "Meta", "Evidencia"), ("Reparar vías", "40 km", "Informe\nFotos"), ("", "3 puentes", "Acta"))
END = "7.Relación con el plan"


def as_text() -> bytes:
    rows = "\n".join("\t".join(each.replace("\n", "<br>") for each in row) for row in ROWS)
    return "\n\n".join((*LINES, rows, END)).encode()


def as_docx() -> bytes:
    cells = [[cell("".join(paragraph(line) for line in each.split("\n"))) for each in row] for row in ROWS]
    return docx("".join(map(paragraph, LINES)) + table(*cells) + paragraph(END))


def as_html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{each.replace(chr(10), '<br>')}" for each in row) for row in ROWS)
    lines = "".join(f"<p>{escape(line)}</p>" for line in LINES)
    return f"<html><meta charset=utf-8>{lines}<table>{rows}</table><p>{END}".encode()


def as_pdf() -> bytes:
    quoted = [f'#"{line}"' for line in LINES]
    cells = ", ".join('"' + each.replace("\n", "\\n") + '"' for row in ROWS for each in row)
    body = "\n\n".join((*quoted, f"#table(columns: 3, {cells})", f'#"{END}"'))
    return text_pdf(f"#set page(width: 400pt, height: 600pt)\n{body}")


def told(document: RawDocument) -> list[object]:
    found: list[object] = []
    for block in document.flow:
        if isinstance(block, RawBlock):
            found.append((block.kind.value, block.number, block.text))
        else:
            rows = [tuple(row.values) for row in block]
            width = max(map(len, rows))
            found.append([row + (None,) * (width - len(row)) for row in rows])
    return found


def test_a_text_tells_its_flow() -> None:
    assert told(read_bytes(as_text(), "ficha.txt")) == [
        ("heading", "5.", "Condiciones actuales"),
        ("heading", "5.1.", "Antecedentes"),
        ("paragraph", "", LINES[2]),
        ("item", "a)", "Faltan equipos."),
        ("item", "b)", "Falta personal."),
        ("picture", "", "Imagen 1: Estado de las vías"),
        ("note", "", "Fuente: inventario provincial, 2023."),
        ("heading", "6.5.", "Actividades"),
        [ROWS[0], ROWS[1], (None, *ROWS[2][1:])],
        ("heading", "7.", "Relación con el plan"),
    ]


@pytest.mark.parametrize("made", [as_docx, as_html])
def test_word_and_html_tell_the_same(made: Callable[[], bytes]) -> None:
    assert told(read_bytes(made(), "ficha")) == told(read_bytes(as_text(), "ficha"))


def test_a_pdf_tells_the_same_but_for_line_ends_within_a_cell() -> None:
    wanted = str(told(read_bytes(as_text(), "ficha"))).replace("\\n", " ")
    assert str(told(read_bytes(as_pdf(), "ficha"))) == wanted
