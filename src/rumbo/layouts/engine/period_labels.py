"""Years and periods that stand inside header labels: "PLAN DE ACCIÓN 2024", "SEGUIMIENTO II TRIMESTRE 2024"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rumbo.domain.plan.matrix import PeriodRef
from rumbo.layouts.engine.folding import folded

_SPANS = {
    "mes": "mensual",
    "bimestre": "bimestral",
    "trimestre": "trimestral",
    "cuatrimestre": "cuatrimestral",
    "semestre": "semestral",
}
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = {numeral: number for number, numeral in enumerate(_NUMERALS, 1)}
_ORDINALS = {"primer": 1, "primero": 1, "segundo": 2, "tercer": 3, "tercero": 3, "cuarto": 4, "quinto": 5, "sexto": 6}
_FIGURES = re.compile(r"(\d{1,2})(?:er|ro|do|to|o)?")
_SPAN_WORDS = "|".join(sorted(_SPANS, key=len, reverse=True))
_ORDINAL_WORD = r"(?:[ivx]{1,4}|\d{1,2}(?:er|ro|do|to|o)?|" + "|".join(_ORDINALS) + ")"
_PERIOD = re.compile(
    rf"\b(?:(?P<before>{_ORDINAL_WORD}) (?P<span>{_SPAN_WORDS})|(?P<span2>{_SPAN_WORDS}) (?P<after>{_ORDINAL_WORD}))\b"
)
_YEARLY = re.compile(r"\b(?:(?<=seguimiento )|(?<=avance )|periodo )anual\b")
_RANGE = re.compile(r"\b20\d\d (?:a )?20\d\d\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_LOOSE = re.compile(r"^(?:(?:de|del|al|a|la|vigencia|ano) )+|(?: (?:de|del|al|a|la|vigencia|ano))+$")
NAMES = {span: noun for noun, span in _SPANS.items()}


@dataclass(frozen=True, slots=True)
class Label:
    """A header label taken apart: its words folded and without the period, and the year and period it names."""

    words: str
    fiscal_year: int | None = None
    periodicity: str = ""
    ordinal: int = 0

    @property
    def period(self) -> PeriodRef | None:
        """The period, when the label names a year too."""
        if self.fiscal_year is None or not self.ordinal:
            return None
        return PeriodRef(self.fiscal_year, self.periodicity, self.ordinal)


@lru_cache(maxsize=4096)
def taken_apart(text: str) -> Label:
    """The words, the year and the period of a header label. A span of years ("2024-2027") names no year."""
    words = _RANGE.sub(" ", folded(text))
    periodicity, ordinal = "", 0
    if found := _PERIOD.search(words):
        periodicity = _SPANS[found["span"] or found["span2"]]
        ordinal = _ordinal(found["before"] or found["after"])
        words = words[: found.start()] + words[found.end() :]
    elif found := _YEARLY.search(words):
        periodicity, ordinal = "anual", 1
        words = words[: found.start()] + words[found.end() :]
    years = _YEAR.findall(words)
    words = " ".join(_YEAR.sub(" ", words).split())
    return Label(_LOOSE.sub("", words).strip(), int(years[0]) if len(set(years)) == 1 else None, periodicity, ordinal)


def without_year(text: str) -> str:
    """The folded words of a label without its years, its period among them."""
    return " ".join(_YEAR.sub(" ", _RANGE.sub(" ", folded(text))).split())


def _ordinal(word: str) -> int:
    if figures := _FIGURES.fullmatch(word):
        return int(figures[1])
    return _ROMAN.get(word) or _ORDINALS.get(word, 0)


def worded(period: PeriodRef) -> str:
    """The period as a header says it: "II TRIMESTRE 2024"."""
    if period.periodicity not in NAMES:
        return f"PERIODO {period.periodicity.upper()} {period.fiscal_year}"
    return f"{_NUMERALS[period.ordinal - 1].upper()} {NAMES[period.periodicity].upper()} {period.fiscal_year}"
