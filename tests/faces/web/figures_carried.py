"""The figures that files carry away and programs read, held to what every figure of a page promises.

A percentage of a workbook leads to its explanation: by the cell itself, by the addresses of its row, or by the annex
that tells its exact integer. A PDF prints no percentage that its annex does not tell, or somebody wrote.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from rumbo.domain.measurement import from_plain, holds
from rumbo.domain.numbers import shown_points
from tests.faces.web.figures import percents

EXACT, OF_WHAT = "Valor exacto", "De qué es"
ANNEX = "Cómoseobtuvocadacifra"
INTEGER = re.compile(r"(?<![\w.,])\d{10,13}(?![\w.,])")
BESIDE_A_WORD = re.compile(r"\d[\d.,]*\s?%")
ADDRESS = re.compile(r"https?://\S+")

Explained = Callable[[str], str]
"""From the address of an explanation, the integer that it tells once its trace computes it; else what is wrong."""


def points(figure: int) -> Decimal:
    """A figure as a workbook shows it: a ratio."""
    return shown_points(figure).scaleb(-2).normalize()


def workbook_faults(data: bytes, explained: Explained, known: Iterable[int] = ()) -> list[str]:
    """The percentages of a workbook that nothing explains, or otherwise than they stand there. `known` are figures that
    are explained elsewhere: those from before a correction."""
    book = load_workbook(io.BytesIO(data))
    annex = [each for sheet in book for each in _annex(sheet)]
    earlier = {points(each) for each in known}
    unled = [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if not annex and isinstance(cell.value, str) and BESIDE_A_WORD.match(cell.value) and not cell.hyperlink
    ]
    return unled + [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if "%" in (cell.number_format or "") and isinstance(cell.value, int | float)
        if Decimal(str(cell.value)).normalize() not in _told(cell, row, annex, explained) | earlier
    ]


def annex_of(data: bytes) -> list[tuple[str, int]]:
    """The lines of the annex of a workbook: what each figure is of, and its exact integer."""
    return [each for sheet in load_workbook(io.BytesIO(data)) for each in _annex(sheet)]


def _told(cell: Any, row: Iterable[Any], annex: list[tuple[str, int]], explained: Explained) -> set[Decimal]:
    """What the explanations of a cell tell: of its own where it leads to one."""
    texts = [str(each.value) for each in row if each.value is not None]
    if cell.hyperlink:
        addresses = [cell.hyperlink.target + (f"#{cell.hyperlink.location}" if cell.hyperlink.location else "")]
    else:
        addresses = [address for text in texts for address in ADDRESS.findall(text)]
    told = [explained(_here(each)) for each in addresses]
    values = [int(each) for each in told if each.lstrip("-").isdigit()]
    if not addresses:
        values = [value for name, value in annex if name in texts]
    return {points(each) for each in values}


def _here(address: str) -> str:
    there = urlsplit(address)
    return f"{there.path}?{there.query}" if there.query else there.path


def _annex(sheet: Any) -> Iterator[tuple[str, int]]:
    at: dict[str, int] = {}
    for row in sheet.iter_rows(values_only=True):
        if EXACT in row:
            at = {name: row.index(name) for name in (EXACT, OF_WHAT)}
        elif at and row[at[EXACT]]:
            yield str(row[at[OF_WHAT]]), int(row[at[EXACT]])


def pdf_faults(data: bytes, figures: set[int], earlier: Iterable[int], written: Iterable[str]) -> list[str]:
    """The percentages of a publication as PDF that its annex does not tell, and the integers of the annex that are none
    of its figures, or are missing. `written` are texts of people, which may tell percentages of their own."""
    body, _annexed, annex = text_of_pdf(data).partition(ANNEX)
    integers = {int(each) for each in INTEGER.findall(_apart(data))}
    wrong = [f"{each} is no figure of it" for each in integers - figures]
    wrong += [f"{each} is not in the annex" for each in figures if str(each) not in annex]
    for text in sorted({_tight(each) for each in written if "%" in each}, key=len, reverse=True):
        body = body.replace(text, "|")
    shown = {format(shown_points(each).normalize(), "f").replace(".", ",") + "%" for each in (*figures, *earlier)}
    loose = {each for each in re.findall(r"\d[\d.,]*%", body) if not any(each.endswith(one) for one in shown)}
    return wrong + [f"{each} is explained nowhere" for each in sorted(loose)]


def text_of_pdf(data: bytes) -> str:
    """What a PDF says, without blanks and without the breaks of words."""
    return _tight(_pages(data))


def _apart(data: bytes) -> str:
    """What the annex of a PDF says, with its blanks."""
    return " ".join(_pages(data).split()).partition("Cómo se obtuvo cada cifra")[2]


def _pages(data: bytes) -> str:
    document = PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def _tight(text: str) -> str:
    return re.sub(r"[\s\ufffe\xad]", "", text)


def figures_in(plain: Any) -> Iterator[dict[str, Any]]:
    """Every figure of an answer of the API, wherever it stands outside of a trace."""
    if isinstance(plain, list):
        for each in plain:
            yield from figures_in(each)
    elif isinstance(plain, dict):
        if {"value", "written", "explanation"} <= plain.keys():
            yield plain
        for key, each in plain.items():
            if key != "trace":
                yield from figures_in(each)


def answer_fault(browser: Client, figure: dict[str, Any]) -> str:
    """Why a figure of an answer is not explained; empty where its trace computes it again."""
    if not figure["explanation"]:
        return f"{figure['written']} leads nowhere"
    answer: Any = browser.get(figure["explanation"])
    if answer.status_code != 200:
        return f"{figure['explanation']} answers {answer.status_code}"
    told = answer.json()
    if told["figure"]["value"] != figure["value"]:
        return f"{figure['explanation']} tells {told['figure']['value']}, not {figure['value']}"
    if not told["trace"] or not holds(from_plain(told["trace"])):
        return f"{figure['explanation']} does not compute what it tells"
    return "" if percents(told["figure"]["written"]) == percents(figure["written"]) else f"{figure['written']} differs"


def screen_of(explanation: str) -> str:
    """The page that explains what an address of the API inside explains."""
    way = re.sub(r"^/api/v1/entities/[^/]+/followups/", "/cifras/", explanation)
    way = re.sub(r"/figures/([^/]+)/projection/$", r"/\1/projection/", way)
    way = way.replace("/figures/", "/").replace("/groups/", "/por/").replace("/money/", "/dinero/")
    return way.replace("?now=true", "?conocido=hoy")
