"""Data about the document that stand around the table: "Objetivo: …", "Versión: 2", a title with the fiscal year."""

import re
from collections.abc import Sequence
from typing import Protocol

from rumbo.domain.plan.matrix import PeriodRef
from rumbo.findings import Sentences, Where
from rumbo.findings.types import Fact
from rumbo.layouts.engine import sentences as say
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.declaration import Layout
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.period_labels import taken_apart
from rumbo.papers.raw import RawValue

_NORM = re.compile(
    r"\b(?:ley|decreto|resoluci[oó]n|acuerdo|ordenanza|circular|directiva|conpes|acta)\b\D{0,12}\d[\d.-]*\s*"
    r"(?:del?\s+(?:\d{1,2}\s+de\s+\w+\s+del?\s+)?|[-/])\s*20\d\d",
    re.IGNORECASE,
)
"""A norm by its number and year, which is not the year of the document that names it."""
_LABELLED = re.compile(r"\s*([^:\n]{2,40}?)\s*:\s*(.*)", re.DOTALL)


OF_A_TABLE = ("unit",)
"""What each table of a document may say otherwise: it holds for the table below it."""


class Tell(Protocol):
    """How something noticed is told."""

    def __call__(self, sentences: Sentences, where: Where | None, suggestion: str | None = None, **facts: Fact) -> None:
        """Notes a finding."""


class Placed(Protocol):
    """Gives the address of the value at an index of the row."""

    def __call__(self, index: int) -> Where:
        """The address of the value at an index of the row."""


class About:
    """What was found, by name, with its place; the first value of a name stays, another one is told."""

    def __init__(self, layout: Layout) -> None:
        self.names = {name: key for key, named in layout.about.items() for name in named.names}
        self.texts: dict[str, str] = {}
        self.places: dict[str, Where] = {}
        self.title_year: int | None = None
        self.title_period: PeriodRef | None = None

    def read(self, values: Sequence[RawValue], place: Placed, alone: bool, walk: Tell) -> bool:
        """Reads a row; False when it says nothing about the document. `alone`: no table has begun above it, so that
        a label and its value may stand in two cells and a line of text may be the title."""
        cells = [(at, text_of(value)) for at, value in enumerate(values) if value is not None]
        if not alone and len(cells) > 2:
            return False
        found = False
        for position, (at, text) in enumerate(cells):
            following = cells[position + 1] if position + 1 < len(cells) else None
            found = self._cell(at, text, following, place, walk, alone) or found
        if alone and not found:
            for _, text in cells:
                self._title(text)
        return found

    def _cell(
        self, at: int, text: str, following: tuple[int, str] | None, place: Placed, walk: Tell, alone: bool
    ) -> bool:
        labelled = _LABELLED.fullmatch(text)
        key = self.names.get(folded(labelled[1] if labelled else text))
        if key is None:
            return False
        if labelled and labelled[2]:
            self._keep(key, labelled[2], place(at), walk)
            return True
        if following and (labelled or alone):
            self._keep(key, following[1], place(following[0]), walk)
            return True
        return False

    def _keep(self, key: str, text: str, where: Where, walk: Tell) -> None:
        if key in OF_A_TABLE:
            self.texts[key], self.places[key] = text, where
        before = self.texts.setdefault(key, text)
        self.places.setdefault(key, where)
        if folded(before) != folded(text):
            walk(say.ABOUT_DIFFERS, where, name=key, text=text, before=before)

    def _title(self, text: str) -> None:
        if len(text) <= 200:
            label = taken_apart(_NORM.sub(" ", text))
            self.title_year = self.title_year or label.fiscal_year
            if period_of(text)[1]:
                self.title_period = self.title_period or label.period

    @property
    def fiscal_year(self) -> int | None:
        """The fiscal year said in words ("Vigencia: 2024"), else the one of the title."""
        return taken_apart(self.texts.get("fiscal_year", "")).fiscal_year or self.title_year


def period_of(title: str) -> tuple[str, int]:
    """The kind of period and its ordinal that a title names. A month alone is as often its day of cutting off."""
    label = taken_apart(_NORM.sub(" ", title))
    if label.periodicity == "mensual" and not {"mes", "mensual"} & set(folded(title).split()):
        return "", 0
    return label.periodicity, label.ordinal
