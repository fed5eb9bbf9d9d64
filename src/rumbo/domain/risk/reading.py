"""What the words of a printed map mean by an edition of a method: levels, zones, classes, options, kinds of control.

A document says a level as its name ("Probable"), its number ("4", "4 - Probable", "Probable (4)") or a percentage that
falls in it ("80 %", "0,8", "25,2 %"). Gender, case, accents and the words around ("Zona de riesgo alta") make no
difference. What an edition does not know is None, and never guessed.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Protocol, TypeVar

from rumbo.domain.risk.assessing import Control, Exposure
from rumbo.domain.risk.map import MapControl, RiskEntry, RiskMap
from rumbo.domain.risk.method import Level, Method, RiskClass, Zone, level_at, level_of

_FILLERS = frozenset(
    (
        *("zona", "de", "del", "riesgo", "riesgos", "nivel", "severidad", "inherente", "residual"),
        *("probabilidad", "impacto", "y", "e", "o", "la", "el"),
    )
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


class Named(Protocol):
    """Something that an edition names, perhaps in several ways."""

    @property
    def name(self) -> str:
        """Its name as printed."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its other names in documents."""


N = TypeVar("N", bound=Named)


def named(parts: Iterable[N], text: str) -> N | None:
    """The part that a text names, alone or among words that say nothing."""
    said = _stems(text)
    if not said:
        return None
    return next((each for each in parts if said in map(_stems, (each.name, *each.names))), None)


def level_said(levels: tuple[Level, ...], text: str) -> Level | None:
    """The level that a text says by name, number or percentage."""
    words = re.sub(r"[\d.,%()\-–]+", " ", text)
    if found := named(levels, words) or named(levels, text):
        return found
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1 or _stems(words):
        return None
    value = Fraction(numbers[0].replace(",", "."))
    share = value / 100 if "%" in text else value
    if "%" in text or share < 1:
        # What controls leave is rarely the percentage of a level: 36 % is of the level that goes up to 40 %.
        banded = 0 < share <= 1 and all(each.percent is not None for each in levels)
        return level_at(levels, share) if banded else None
    return level_of(levels, int(value)) if value.denominator == 1 else None


def zone_said(method: Method, text: str) -> Zone | None:
    """The zone that a text says."""
    return named(method.zones, re.sub(r"[\d.,%()]+", " ", text))


def class_said(methods: Iterable[Method], text: str) -> RiskClass | None:
    """The class of risk that a text says in any edition."""
    return next((found for each in methods if (found := named(each.classes, text))), None)


def edition_said(methods: Iterable[Method], text: str, risk_class: str) -> Method | None:
    """The edition that a text names for a class of risk, by its key, its whole name or its number; None for several."""
    knowing = [each for each in methods if each.risk_class(risk_class)]
    said = _stems(text)
    whole = next((each for each in knowing if text == each.key or said == _stems(each.name)), None)
    numbered = [each for each in knowing if said and said == _stems(each.edition)]
    return whole or (numbered[0] if len(numbered) == 1 else None)


def proposed_edition(methods: Sequence[Method], printed: RiskMap, entries: Sequence[RiskEntry]) -> Method | None:
    """The edition that reads most of what some risks print; of several, the one whose own words they are, then one that
    ruled in the year of the map, then the one on whose map their zones are those that they print; then the newest."""
    year = printed.fiscal_year

    def rank(method: Method) -> tuple[int, int, bool, int, int]:
        ruled = year is None or (
            method.valid_from.year <= year and (method.valid_to is None or year <= method.valid_to.year)
        )
        read = sum(readable(method, each) for each in entries)
        own = sum(_own_words(method, each) for each in entries)
        agreeing = sum(zone == cell for each in entries for zone, cell in zones_and_cells(method, each))
        return read, own, ruled, agreeing, method.valid_from.toordinal()

    return max(methods, key=rank, default=None)


def zones_and_cells(method: Method, entry: RiskEntry) -> list[tuple[Zone, Zone]]:
    """The zones that a risk prints, inherent and residual, each with that of the cell whose levels it prints."""
    sides = (
        (entry.probability, entry.impact, entry.inherent),
        (entry.residual_probability, entry.residual_impact, entry.residual),
    )
    found = []
    for words in sides:
        probability = level_said(method.probability.levels, words[0])
        impact = level_said(method.impact.levels, words[1])
        zone = zone_said(method, words[2])
        if probability and impact and zone:
            found.append((zone, method.zone(probability.number, impact.number)))
    return found


def _own_words(method: Method, entry: RiskEntry) -> int:
    """How many of the levels that a risk prints are said as the edition itself says them."""
    levels = (*method.probability.levels, *method.impact.levels)
    own = {_stems(each.name) for each in levels}
    said = (entry.probability, entry.impact, entry.residual_probability, entry.residual_impact)
    return sum(_stems(re.sub(r"[\d.,%()\-–]+", " ", text)) in own for text in said if text)


def readable(method: Method, entry: RiskEntry) -> int:
    """How many of the levels and zones that a risk prints an edition can read."""
    probability = (entry.probability, entry.residual_probability)
    impact = (entry.impact, entry.residual_impact)
    read: list[object] = [level_said(method.probability.levels, text) for text in probability if text]
    read += [level_said(method.impact.levels, text) for text in impact if text]
    read += [zone_said(method, text) for text in (entry.inherent, entry.residual) if text]
    return sum(each is not None for each in read) - sum(each is None for each in read)


def exposure_said(method: Method, entry: RiskEntry) -> Exposure:
    """What a printed risk tells that its edition looks at."""
    probability = level_said(method.probability.levels, entry.probability)
    impact = level_said(method.impact.levels, entry.impact)
    left = level_said(method.probability.levels, entry.residual_probability)
    graver = level_said(method.impact.levels, entry.residual_impact)
    reputation = level_said(method.impact.levels, entry.reputation)
    answers = frozenset(int(number) for number in re.findall(r"\d+", entry.answers))
    known = {question.number for question in method.impact.questions}
    return Exposure(
        times_a_year=entry.times_a_year,
        history=probability.number if probability else None,
        money=entry.money.fraction if entry.money is not None else None,
        reputation=reputation.number if reputation else None,
        answers=answers & known or None,
        impact_level=impact.number if impact else None,
        residual=(left.number, graver.number) if left and graver else None,
    )


def control_said(method: Method, control: MapControl) -> Control:
    """A printed control as its edition weighs it; kind and way are empty where it does not know them."""
    kind, way = named(method.controls.kinds, control.kind), named(method.controls.ways, control.way)
    rating = named(method.controls.ratings, control.execution)
    return Control(
        kind=kind.code if kind else "",
        way=way.code if way else "",
        design=dict(_answers(method, control.design)),
        execution=rating.code if rating else "",
    )


def _answers(method: Method, said: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in said:
        question, _, answer = line.rpartition(": ")
        asked = next((each for each in method.controls.design if _stems(each.name) == _stems(question)), None)
        found = named(asked.answers, answer) if asked else None
        if asked and found:
            yield asked.code, found.code


@lru_cache(maxsize=8192)
def _stems(text: str) -> tuple[str, ...]:
    """The words of a text without accents and gender; what says nothing is left out unless nothing else is there."""
    bare = "".join(each for each in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(each))
    words = re.findall(r"\w+", bare)
    telling = [word for word in words if word not in _FILLERS] or words
    return tuple(re.sub(r"(?<=..)[oa]s?$", "", word) for word in telling)
