"""The figures of a publication, which explains itself in each of its forms: an annex, or the trace of each, tells its
exact integer and how it came about. What it prints is one of those, or one from before a correction, or was written."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from csv import DictReader
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from rumbo.domain.dossier import Dossier, figure_in, from_json, trace_in
from rumbo.domain.measurement import holds, told_by
from rumbo.domain.numbers import shown_points
from rumbo.domain.outcomes import Computed
from rumbo.notation.numbers import print_number
from tests.faces.web.figures import PERCENT, Figures, percents, tight
from tests.faces.web.figures_carried import PDF, pieces_of

MEASURES = ("year", "to_date", "term", "expected", "at_cutoff")
EXACT, OF_WHAT = "Valor exacto", "De qué es"
ANNEX = "Cómo se obtuvo cada cifra"
INTEGER = re.compile(r"(?<![\w.,])\d{10,13}(?![\w.,])")


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication says: its figures by subject and name, those from before a correction, and the texts of
    people, which may tell percentages of their own."""

    figures: dict[tuple[str, str], int]
    earlier: frozenset[int]
    written: Iterable[str]

    @property
    def exact(self) -> set[int]:
        """The integers of its figures."""
        return set(self.figures.values())


def figures_of(data: bytes) -> tuple[dict[tuple[str, str], int], list[str]]:
    """The figures of a dossier by subject and name, each computed again from its trace; and those that are not."""
    dossier: Dossier = from_json(data)
    told, wrong = {}, []
    for subject in (*dossier.levels, *dossier.targets):
        for measure in MEASURES:
            figure, trace = figure_in(subject, measure), trace_in(subject, measure)
            if figure is None or figure.value is None:
                continue
            told[subject.uid, measure] = figure.value
            said = told_by(trace) if trace is not None and holds(trace) else None
            if not isinstance(said, Computed) or said.figure != figure.value:
                wrong.append(f"{measure} of {subject.uid}: {figure.value}, and its trace {said}")
    return told, wrong


def workbook_faults(data: bytes, known: Published) -> list[str]:
    """The percentages of a workbook that its annex does not tell of what stands in their row, and the figures that the
    annex lacks or has besides."""
    book = load_workbook(io.BytesIO(data))
    annex = [each for sheet in book for each in _annex(sheet)]
    earlier = {_ratio(each) for each in known.earlier}
    wrong = [f"{each} is in the annex or in the figures alone" for each in {value for _n, value in annex} ^ known.exact]
    for sheet in book:
        for row in sheet.iter_rows():
            texts = {str(each.value) for each in row if each.value is not None}
            told = {_ratio(value) for name, value in annex if name in texts} | earlier
            wrong += [
                f"{sheet.title}!{cell.coordinate} {cell.value}"
                for cell in row
                if "%" in (cell.number_format or "") and isinstance(cell.value, int | float)
                if Decimal(str(cell.value)).normalize() not in told
            ]
    return wrong


def paper_faults(kind: str, data: bytes, known: Published) -> list[str]:
    """The percentages of a PDF or a Word file that its annex does not tell, or somebody wrote, and the integers of the
    annex that are none of its figures, or are missing."""
    said = _pages(data) if kind == PDF else "\n".join(each.text for each in pieces_of(kind, data))
    body, _annexed, annex = tight(said).partition(tight(ANNEX))
    apart = INTEGER.findall(" ".join(said.split()).partition(ANNEX)[2])
    wrong = [f"{each} is no figure of it" for each in {int(each) for each in apart} - known.exact]
    wrong += [f"{each} is not in the annex" for each in known.exact if str(each) not in annex]
    for text in sorted({tight(each) for each in known.written if "%" in each}, key=len, reverse=True):
        body = body.replace(text, "|")
    shown = {_printed(each) for each in known.exact | known.earlier}
    loose = {each for each in re.findall(r"\d[\d.,]*%", body) if not any(each.endswith(one) for one in shown)}
    return wrong + [f"{each} is explained nowhere" for each in sorted(loose)]


def page_faults(data: bytes, known: Published) -> list[str]:
    """The figures of a page to keep that are none of the publication, and the percentages alone that are none."""
    shown = Figures(data.decode())
    wrong = [f"{each.text} is no figure of it" for each in shown.seen if each.value not in known.exact | known.earlier]
    printed = {_printed(each) for each in known.exact | known.earlier}
    alone = [text for text in shown.loose if not PERCENT.sub("", text).strip()]
    return wrong + [f"{text} is explained nowhere" for text in alone if not percents(text) <= printed]


def package_faults(data: bytes, known: Published) -> list[str]:
    """The figures of the open data that are not those of the publication, by subject and name."""
    package = zipfile.ZipFile(io.BytesIO(data))
    told = {
        (row["uid"], row["figure"]): int(row["value_e12"]) for row in _rows(package, "figures.csv") if row["value_e12"]
    }
    wrong = [f"{key}: {told.get(key)}, not {known.figures.get(key)}" for key in told.keys() | known.figures.keys()
             if told.get(key) != known.figures.get(key)]  # fmt: skip
    numbers = {int(row[name]) for row in _rows(package, "corrected_figures.csv") for name in CORRECTED if row[name]}
    return wrong + [f"{each} was corrected and is no figure of it" for each in numbers - known.exact - known.earlier]


def _pages(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(data))


CORRECTED = ("before_e12", "after_e12")


def _rows(package: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    if name in package.namelist():
        yield from DictReader(io.StringIO(package.read(name).decode("utf-8-sig")))


def _annex(sheet: Any) -> Iterator[tuple[str, int]]:
    at: dict[str, int] = {}
    for row in sheet.iter_rows(values_only=True):
        if EXACT in row:
            at = {name: row.index(name) for name in (EXACT, OF_WHAT)}
        elif at and row[at[EXACT]]:
            yield str(row[at[OF_WHAT]]), int(row[at[EXACT]])


def _ratio(figure: int) -> Decimal:
    """A figure as a workbook shows it."""
    return shown_points(figure).scaleb(-2).normalize()


def _printed(figure: int) -> str:
    """A figure as a publication prints it."""
    return f"{print_number(shown_points(figure), 'es')}%"
