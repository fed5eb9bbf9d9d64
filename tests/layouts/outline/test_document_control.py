"""The control of a document, in the header of its pages or in a table at the head of its body, says the same."""

from html import escape

import pytest

from rumbo.domain.document import DocumentDraft
from rumbo.domain.project.sheet import DocumentControl
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes
from tests.layouts.tables import EXAMPLES
from tests.papers.word_files import cell, docx, paragraph, table

SAID = DocumentControl("Direccionamiento estratégico", "DIE-FO-013", "2", "Registro de proyectos")
BESIDE = (
    ("Proceso: Direccionamiento estratégico", "Código: DIE-FO-013"),
    ("Formato: Registro de proyectos", "Versión: 2"),
)
LABELLED = (
    ("PROCESO", "Direccionamiento estratégico", "CÓDIGO", "DIE-FO-013"),
    ("FORMATO", "Registro de proyectos", "VERSIÓN", "2"),
)


def body() -> list[str]:
    lines = (EXAMPLES / "ficha-de-proyecto-2024.txt").read_text(encoding="utf-8").split("\n")
    first = next(at for at, line in enumerate(lines) if "Fecha de registro" in line)
    return [line for line in lines[first:] if line.strip() and "\t" not in line]


def as_docx(rows: tuple[tuple[str, ...], ...]) -> bytes:
    cells = [[cell(escape(text)) for text in row] for row in rows]
    return docx(table(*cells) + "".join(paragraph(escape(line)) for line in body()))


def as_html(rows: tuple[tuple[str, ...], ...]) -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    lines = "".join(f"<p>{escape(line)}</p>" for line in body())
    return f"<html><meta charset=utf-8><table>{cells}</table>{lines}</html>".encode()


def as_markdown(rows: tuple[tuple[str, ...], ...]) -> bytes:
    first, *others = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n\n".join(["\n".join([first, "|" + " --- |" * len(rows[0]), *others]), *body()]).encode()


WRITERS = {"docx": as_docx, "html": as_html, "md": as_markdown}


@pytest.mark.parametrize("rows", [BESIDE, LABELLED], ids=["in one cell", "label and value"])
@pytest.mark.parametrize("form", WRITERS)
def test_a_control_in_the_body_is_read(form: str, rows: tuple[tuple[str, ...], ...]) -> None:
    with_it, without = WRITERS[form](rows), WRITERS[form]((("", ""), ("", "")))
    draft = read_document(read_bytes(with_it, f"ficha.{form}"), layout_key="project_sheet")
    plain = read_document(read_bytes(without, f"ficha.{form}"), layout_key="project_sheet")
    assert isinstance(draft, DocumentDraft)
    assert isinstance(plain, DocumentDraft)
    assert draft.content.control == SAID
    assert draft.where(("control", "code")).cell
    assert sorted(found.code for found in draft.findings) == sorted(found.code for found in plain.findings)
