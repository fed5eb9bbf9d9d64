"""Cells of a text that a spreadsheet would run: told where they stand, and read as the texts they are.

A csv holds no formulas, only texts; but a program that opens one runs a cell that begins with `=`, `+`, `-` or `@`. A
number is none of these, nor a dash that stands for nothing, nor the dash of a list, nor a text that its writer kept
from running with an apostrophe.
"""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Protocol

from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.blanks import meaning_of
from rumbo.notation.numbers import read_number
from rumbo.papers.reading.source import Source

declare(
    Sentences(
        "file.text_like_formula",
        Severity.WARNING,
        marked("Texto que parece una fórmula"),
        marked("La celda dice «{text}»: empieza como una fórmula y se leyó como texto; no se calculó."),
        marked("Un programa de hojas de cálculo la ejecutaría, y quien lo abra puede ver otra cosa que lo leído aquí."),
        marked("Escriba en la celda el valor que debía mostrar, o póngale un apóstrofo delante si es un texto."),
    )
)
_MAY_RUN = re.compile(r"(?:^|[\t,;|\n])[ \"]*[=+\-@]")
_RUNS = re.compile(r"[=+@]|-(?!\s)")
_ONLY_MARKS = re.compile(r"[-=+@\s]*")
_MOST_ALIKE, _LONGEST = 20, 60
Record = tuple[int, tuple[tuple[str, ...], tuple[int, ...]]]


class Records(Protocol):
    """The records of a text, each with its line, and where the cells of a line begin."""

    def records(self) -> Iterable[Record]:
        """Each record with the line it begins on."""

    def starts(self, line: int) -> tuple[int, ...]:
        """The character, from 1, at which each cell of a line begins."""


def formula_texts(source: Source, text: str, rows: Records) -> list[Finding]:
    """A finding for each cell that a spreadsheet would run, up to twenty; a line of one cell is prose, no table."""
    if not _MAY_RUN.search(text):
        return []
    places = (
        (line, at, " ".join(cell.split()))
        for line, (cells, _) in rows.records()
        if len(cells) > 1
        for at, cell in enumerate(cells)
        if would_run(cell)
    )
    return [_told(source, f"{line}:{rows.starts(line)[at]}", cell) for line, at, cell in islice(places, _MOST_ALIKE)]


def would_run(cell: str) -> bool:
    """Whether a spreadsheet that opens the cell takes it for a formula."""
    bare = cell.strip()
    if not _RUNS.match(bare) or _ONLY_MARKS.fullmatch(bare):
        return False
    return meaning_of(bare) is None and read_number(bare.removeprefix("+")) is None


def _told(source: Source, cell: str, text: str) -> Finding:
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return source.finding("file.text_like_formula", "", cell, {"text": short})
