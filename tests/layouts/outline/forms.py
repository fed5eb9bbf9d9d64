"""A content of several parts written in each form that is read back, with nothing but what a reader of it sees."""

import csv
import io
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from rumbo.layouts import print_outline
from rumbo.layouts.carried import content_json
from rumbo.papers.document import Document, Header, Section
from rumbo.papers.inert import told
from rumbo.papers.writing import render
from rumbo.papers.writing.csv_file import write_csv_blocks
from tests.layouts.stripped import stripped
from tests.papers.workbooks import ods

FORMS = ("csv", "json", "xlsx", "ods", "docx", "html")


def written(content: Any, key: str, form: str) -> bytes:
    """The file of a content in its layout; an ods as an office program saves the csv that it opened."""
    if form == "json":
        return content_json(content, key)
    blocks = print_outline(content, key)
    if form in ("csv", "ods"):
        flat = write_csv_blocks(blocks)
        return flat if form == "csv" else _as_ods(flat)
    section = Section("Documento de prueba", "Hoja", blocks)
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    document = Document("Documento", "es-CO", Header("Entidad de prueba"), moment, (section,))
    return stripped(render(document, form), form)


def _as_ods(flat: bytes) -> bytes:
    rows = csv.reader(io.StringIO(flat.decode("utf-8-sig"), newline=""))
    drawn = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    return ods(f'<table:table table:name="Hoja">{drawn}</table:table>')


def _cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in told(text).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
