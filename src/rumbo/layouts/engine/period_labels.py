"""Years and periods that stand inside header labels: "PLAN DE ACCIÓN 2024", "SEGUIMIENTO II TRIMESTRE 2024", and in
short "I Trim", "T1", "Ene-Mar" or "Enero"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rumbo.domain.plan.matrix import PeriodRef
from rumbo.layouts.engine.folding import folded
from rumbo.notation.dates import MONTHS

_SPANS = {
    "mes": "mensual",
    "bimestre": "bimestral",
    "bim": "bimestral",
    "trimestre": "trimestral",
    "trim": "trimestral",
    "cuatrimestre": "cuatrimestral",
    "cuatrim": "cuatrimestral",
    "semestre": "semestral",
    "sem": "semestral",
}
_MONTHS = {name: at for at, month in enumerate(MONTHS["es"], 1) for name in (month, month[:3])} | {"sept": 9}
_LONG = {2: "bimestral", 3: "trimestral", 4: "cuatrimestral", 6: "semestral"}
"""The periods that so many months are, where they begin with one."""
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = {numeral: number for number, numeral in enumerate(_NUMERALS, 1)}
_ORDINALS = {"primer": 1, "primero": 1, "segundo": 2, "tercer": 3, "tercero": 3, "cuarto": 4, "quinto": 5, "sexto": 6}
_FIGURES = re.compile(r"(\d{1,2})(?:er|ro|do|to|o)?")
_SPAN_WORDS = "|".join(sorted(_SPANS, key=len, reverse=True))
_ORDINAL_WORD = r"(?:[ivx]{1,4}|\d{1,2}(?:er|ro|do|to|o)?|" + "|".join(_ORDINALS) + ")"
_PERIOD = re.compile(
    rf"\b(?:(?P<before>{_ORDINAL_WORD}) (?P<span>{_SPAN_WORDS})|(?P<span2>{_SPAN_WORDS}) (?P<after>{_ORDINAL_WORD}))\b"
)
_SHORT = re.compile(
    r"\b(?:[tq](?P<figure>[1-4])|(?P<figure2>[1-4])[tq]|s(?P<half>[12])|t (?P<roman>[1-4]|i{1,3}|iv))\b"
)
"""T1, 1T, Q1, S1, T-II; "TI" is no quarter but technology."""
_MONTH_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_FROM_TO = re.compile(rf"\b(?P<first>{_MONTH_NAMES})(?: a| al)? (?P<last>{_MONTH_NAMES})\b")
_MONTH = re.compile(rf"^(?P<before>(?:\D* )??)(?:(?:mes )?de )?(?P<month>{_MONTH_NAMES})(?= |$)")
_UNTIL = re.compile(r"\b(?:corte|hasta|desde|a|al|dia)\b")
"""What makes of a month a day or a limit: "con corte a septiembre" is no report of that month."""
_YEARLY = re.compile(r"\b(?:(?<=seguimiento )|(?<=avance )|periodo )anual\b")
_RANGE = re.compile(r"\b20\d\d (?:a )?20\d\d\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_LOOSE = re.compile(r"^(?:(?:de|del|al|a|la|vigencia|ano) )+|(?: (?:de|del|al|a|la|vigencia|ano))+$")
NAMES = {span: noun for noun, span in reversed(_SPANS.items())}
"""The whole word of each kind of period, which stands before its short one."""


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
    if (found := _PERIOD.search(words)) and not _is_week(found):
        periodicity = _SPANS[found["span"] or found["span2"]]
        ordinal = _ordinal(found["before"] or found["after"])
        words = words[: found.start()] + words[found.end() :]
    elif found := _YEARLY.search(words):
        periodicity, ordinal = "anual", 1
        words = words[: found.start()] + words[found.end() :]
    else:
        periodicity, ordinal, words = _in_short(words)
    years = _YEAR.findall(words)
    words = " ".join(_YEAR.sub(" ", words).split())
    return Label(_LOOSE.sub("", words).strip(), int(years[0]) if len(set(years)) == 1 else None, periodicity, ordinal)


def _is_week(found: "re.Match[str]") -> bool:
    """Whether "Sem 3" counts weeks: a year has two semesters."""
    return "sem" in (found["span"], found["span2"]) and _ordinal(found["before"] or found["after"]) > 2


def _in_short(words: str) -> tuple[str, int, str]:
    """The period that a label names by a letter or by its months, and the label without it."""
    found = _SHORT.search(words) or _FROM_TO.search(words) or _MONTH.search(words)
    if found is None:
        return "", 0, words
    said = found.groupdict()
    rest = words[: found.start()] + (said.get("before") or "") + words[found.end() :]
    if half := said.get("half"):
        return "semestral", int(half), rest
    if quarter := said.get("figure") or said.get("figure2") or said.get("roman"):
        return "trimestral", _ordinal(quarter), rest
    if month := said.get("month"):
        return ("", 0, words) if _UNTIL.search(said["before"]) else ("mensual", _MONTHS[month], rest)
    first, last = _MONTHS[said["first"]], _MONTHS[said["last"]]
    months = last - first + 1
    return (_LONG[months], last // months, rest) if months in _LONG and not last % months else ("", 0, words)


def without_year(text: str) -> str:
    """The folded words of a label without its years, its period among them."""
    return " ".join(_YEAR.sub(" ", _RANGE.sub(" ", folded(text))).split())


def _ordinal(word: str) -> int:
    if figures := _FIGURES.fullmatch(word):
        return int(figures[1])
    return _ROMAN.get(word) or _ORDINALS.get(word, 0)


def worded(period: PeriodRef) -> str:
    """The period as a header says it: "II TRIMESTRE 2024", "FEBRERO 2024"."""
    if period.periodicity == "mensual":
        return f"{MONTHS['es'][period.ordinal - 1].upper()} {period.fiscal_year}"
    if period.periodicity not in NAMES:
        return f"PERIODO {period.periodicity.upper()} {period.fiscal_year}"
    return f"{_NUMERALS[period.ordinal - 1].upper()} {NAMES[period.periodicity].upper()} {period.fiscal_year}"
