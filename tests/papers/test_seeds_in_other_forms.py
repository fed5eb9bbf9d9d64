"""The seeds, set as a web page and as a Word document, tell the flow that their text tells."""

from html import escape
from pathlib import Path

import pytest

from rumbo.papers.raw import Piece, RawBlock, RawDocument, RawTable
from rumbo.papers.reading import read_bytes, read_file
from tests.papers.word_files import cell, docx, paragraph, table

SEEDS = ("002", "003", "004")
Told = list[tuple[str, str, str] | list[tuple[object, ...]]]


def rows_of(found: RawTable) -> list[tuple[object, ...]]:
    rows = [row.values for row in found]
    width = max(map(len, rows))
    return [(*row, *[None] * (width - len(row))) for row in rows]


def told(document: RawDocument) -> Told:
    """The flow without what repeats on the pages, which a text cannot keep apart everywhere."""
    found: Told = []
    for block in document.flow:
        if isinstance(block, RawTable):
            found.append(rows_of(block))
        elif block.kind not in (Piece.PAGE_HEADER, Piece.PAGE_FOOTER):
            found.append((block.kind.value, block.number, block.text))
    return found


def as_page(document: RawDocument) -> bytes:
    written = ""
    for block in document.flow:
        if isinstance(block, RawTable):
            rows = ("".join(f"<td>{shown(each)}</td>" for each in row) for row in rows_of(block))
            written += "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
        elif block.kind not in (Piece.PAGE_HEADER, Piece.PAGE_FOOTER):
            tag = f"h{block.level}" if block.kind is Piece.HEADING else "li" if block.kind is Piece.ITEM else "p"
            text = f"<{tag}>{escape(said(block))}</{tag}>"
            written += f"<ul style='list-style: none'>{text}</ul>" if tag == "li" else text
    return f"<html><meta charset=utf-8>{written}</html>".encode()


def as_word(document: RawDocument) -> bytes:
    written = ""
    for block in document.flow:
        if isinstance(block, RawTable):
            rows = [[cell("".join(paragraph(escape(line)) for line in shown(each).split("<br>"))) for each in row]
                    for row in rows_of(block)]  # fmt: skip
            written += table(*rows)
        elif block.kind not in (Piece.PAGE_HEADER, Piece.PAGE_FOOTER):
            level = '<w:outlineLvl w:val="0"/>' if block.kind is Piece.HEADING else ""
            listed = '<w:numPr><w:numId w:val="2"/></w:numPr>' if block.kind is Piece.ITEM and not block.number else ""
            written += paragraph(escape(said(block)), level + listed)
    return docx(written)


def said(block: RawBlock) -> str:
    return f"{block.number} {block.text}".strip()


def shown(value: object) -> str:
    return "<br>".join(escape(line) for line in str(value or "").split("\n"))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("form", [as_page, as_word])
def test_a_seed_tells_the_same_in_every_form(shared: Path, seed: str, form: object) -> None:
    text = read_file(next((shared / "seeds").glob(f"{seed}_*")))
    assert callable(form)
    read = told(read_bytes(form(text), "ficha"))
    for ours, theirs in zip(read, told(text), strict=False):
        assert ours == theirs
    assert len(read) == len(told(text))
