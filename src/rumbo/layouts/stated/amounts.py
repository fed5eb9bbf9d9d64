"""How much a sentence promises: its numbers, without those that only name something, and the one that is the target.

A number names something after "artículo" or "Ley", as a year, as a day of a month, in a code. "Las 16 agendas" are what
the target is about, and so is what comes after "en" or "para" beside another number. A percentage goes before counts;
two promises in one sentence are none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rumbo.domain.numbers import Quantity, TooPrecise
from rumbo.domain.plan.stated import Operator
from rumbo.layouts.outline.patterns import level
from rumbo.layouts.stated.operators import operator_at
from rumbo.layouts.stated.times import MONTHS
from rumbo.layouts.stated.units import unit_after
from rumbo.notation.numbers import read_number

_NUMBER = re.compile(
    r"(?P<money>\$\s?)?(?P<body>\d{1,3}(?:[.' ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
    r"(?P<scale>\s(?:mil\s+millones|millones|millon|mil)\b)?(?:\s*(?P<percent>%|por\s+cien(?:to|\b)))?"
)
_HUNDRED = re.compile(r"\b(?:el\s+)?(?:cien|ciento)\s+por\s+cien(?:to)?\b")
_NAMED = frozenset(
    (
        *("articulo", "articulos", "art", "ley", "leyes", "decreto", "decretos", "resolucion"),
        *("resoluciones", "acuerdo", "acuerdos", "numeral", "literal", "ordenanza", "circular"),
        *("sentencia", "conpes", "iso", "ntc", "ntcgp", "norma", "directiva", "capitulo", "titulo"),
        *("anexo", "version", "linea", "meta", "metas", "objetivo", "proyecto", "programa", "politica"),
        *("indicador", "fase", "etapa", "comuna", "codigo", "formato", "numero", "no", "nro", "n"),
        *("componente", "eje", "actividad", "paragrafo", "inciso", "pagina", "calle", "carrera"),
    )
)
_SCOPES = frozenset(["en", "por", "para", "con", "durante", "cada", "sobre", "segun", "dentro"])
_OF_YEARS = frozenset(["ano", "anos", "vigencia", "vigencias", "durante", "desde", "hasta"]) | frozenset(MONTHS)
_SMALL = frozenset(
    (
        *("de", "del", "en", "a", "al", "y", "e", "o", "u", "el", "la", "los", "las", "un", "una"),
        *("para", "por", "con", "se", "que", "como", "segun", "ni", "su", "sus"),
    )
)
_GROWS = re.compile(r"\b(?:pas|sub|aument|increment|llev|reduc|disminu|baj|mejor|ampli)\w*")
_WORD = re.compile(r"[a-zñ]+")
_BASELINE = re.compile(r"linea (?:de )?base\W+(?:\w+\W+){0,2}$")
_DAY = re.compile(r"\b(?:el|al|del|los|de los) dias?\s+$")
_LEGAL_TAIL = re.compile(r"\d\s*(?:,|y|e)\s*$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a sentence with what stands around it: `end` is where its unit ends; `about` tells that it says what
    the target is about ("las 16 agendas") and `scope` that it comes after "en", "para" or the like."""

    quantity: Quantity
    unit: str
    operator: Operator | None
    start: int
    end: int
    about: bool
    scope: bool


def amount_of(sentence: str) -> Amount | None:
    """The one amount that a sentence promises; None when there is none, or which one is in doubt."""
    text = level(sentence)
    found = list(_amounts(sentence, text))
    percents = [each for each in found if each.unit == "%"]
    if percents:
        return _only(percents, text)
    promised = [each for each in found if each.operator or not (each.about or each.scope)]
    return _only(promised or [each for each in found if not each.about], text)


def _only(found: Sequence[Amount], text: str) -> Amount | None:
    """The only amount of several, or the second of "de … a …" where something grows or falls; None for "entre"."""
    if len(found) == 1 or _said_twice(found, text):
        return found[0]
    if len(found) == 2:
        first, second = found
        between = text[first.start : second.start]
        if re.search(r"\bal?\s+$", between) and _GROWS.search(text[: first.start]):
            return replace(second, unit=second.unit or first.unit)
    return None


def _said_twice(found: Sequence[Amount], text: str) -> bool:
    """Whether the second of two amounts is the first again, in figures: "el cien por ciento (100 %)"."""
    if len(found) != 2 or (found[0].quantity, found[0].unit) != (found[1].quantity, found[1].unit):
        return False
    return text[found[0].end : found[1].start].strip() == "("


def _amounts(sentence: str, text: str) -> Iterator[Amount]:
    for found in _HUNDRED.finditer(text):
        operator = operator_at(text, found.start(), found.end())
        yield Amount(Quantity.of(100), "%", operator, found.start(), found.end(), False, False)
    names = False
    for found in _NUMBER.finditer(text):
        names = not found["percent"] and _names(text, found, names)
        if names or _is_elsewhere(text, found) or not _stands_alone(text, found):
            continue
        if (quantity := _quantity(found)) is not None:
            yield _amount(sentence, text, found, quantity)


def _amount(sentence: str, text: str, found: re.Match[str], quantity: Quantity) -> Amount:
    before = _WORD.findall(text[: found.start()])[-1:]
    unit, end = unit_after(sentence, text, found.end())
    if found["percent"] or found["money"]:
        unit, end = ("%" if found["percent"] else "pesos"), found.end()
    return Amount(
        quantity=quantity,
        unit=unit,
        operator=operator_at(text, found.start(), end),
        start=found.start(),
        end=end,
        about=not found["percent"] and before in (["las"], ["los"]),
        scope=bool(before) and before[0] in _SCOPES,
    )


def _quantity(found: re.Match[str]) -> Quantity | None:
    """The amount of a match; a comma before three digits could group them ("1,039"), and then nothing is certain."""
    read = read_number(f"{found['body']}{found['scale'] or ''}")
    if read is None or (read.ambiguous and "," in found["body"] and not found["percent"]):
        return None
    try:
        return Quantity.of(Decimal(read.value))
    except TooPrecise:
        return None


def _names(text: str, found: re.Match[str], before_names: bool) -> bool:
    """Whether a number names a rule, a line, a year, a step; `before_names`: whether the one before it did."""
    head = text[: found.start()]
    words = re.findall(r"[a-zñ]+|\d+", head)[-2:]
    last = words[-1:] or [""]
    if last[0] in _NAMED or (before_names and _LEGAL_TAIL.search(head)):
        return True
    return _is_year(text, found, last[0])


def _is_year(text: str, found: re.Match[str], last: str) -> bool:
    body = found["body"]
    if len(body) != 4 or not body.isdecimal() or not 1900 <= int(body) <= 2099 or found["scale"]:
        return False
    following = re.match(r"\s+([a-zñ]+)", text[found.end() :])
    return last in _OF_YEARS or following is None or following[1] in _SMALL or not following[1].endswith("s")


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """Whether a number is one by itself: no part of a code, a range of years, a word, or the number of the sentence."""
    before, after = text[: found.start()][-1:], text[found.end() :]
    if before.isalnum() or before in ("-", "/", ".", ",", "_", "–"):
        return False
    if not text[: found.start()].strip() and re.match(r"\s*[.)]\s", after):
        return False
    return not re.match(r"[\w°º]|\s*[-–/:]\s*\d", after) or bool(found["percent"])


def _is_elsewhere(text: str, found: re.Match[str]) -> bool:
    """A day of a month, "cada 3 meses", or where the target begins: its baseline."""
    after = text[found.end() :]
    if _BASELINE.search(text[: found.start()]) or _DAY.search(text[: found.start()]):
        return True
    if re.match(rf"\s+de\s+(?:{'|'.join(MONTHS)})\b", after):
        return True
    return text[: found.start()].endswith("cada ") and bool(re.match(r"\s+(?:meses|anos|semestres|trimestres)", after))
