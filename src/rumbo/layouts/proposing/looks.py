"""What the values of a column look like: dates, money, codes, names of units … counted over its first values."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import pairwise

from rumbo.content.load import catalogue
from rumbo.findings import marked
from rumbo.layouts.engine.catalogue_index import CatalogueIndex
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.unit_names import HEADS
from rumbo.notation.blanks import meaning_of
from rumbo.notation.dates import read_date
from rumbo.notation.numbers import NumberKind, read_number
from rumbo.papers.raw import Percent, RawValue

MOST_VALUES, ENOUGH, LONG = 80, 0.6, 60
_MONEY, _SHORTEST_CODE = 100_000, 4
_ZONES = frozenset(
    ("baja", "bajo", "moderada", "moderado", "media", "medio", "alta", "alto", "extrema", "extremo", "catastrofico")
)
_SCALES = _ZONES | frozenset(
    ("rara vez", "improbable", "posible", "probable", "casi seguro", "muy baja", "muy alta", "leve", "menor", "mayor")
)
_CODE = re.compile(r"[A-Z]{0,4}\d[\dA-Z.\-]*", re.IGNORECASE)
_CATALOGUES = ("periodicities", "ods", "mipg_policies", "pnd", "associated_plans", "expense_types", "units_of_measure")


class Look(StrEnum):
    """A look that most values of a column share."""

    DATE = "date"
    PERCENT = "percent"
    BPIN = "bpin"
    ORDINAL = "ordinal"
    CODE = "code"
    YEAR = "year"
    SHARE = "share"
    MONEY = "money"
    NUMBER = "number"
    UNITS = "units"
    PERIODICITIES = "periodicities"
    ODS = "ods"
    MIPG_POLICIES = "mipg_policies"
    PND = "pnd"
    ASSOCIATED_PLANS = "associated_plans"
    EXPENSE_TYPES = "expense_types"
    UNITS_OF_MEASURE = "units_of_measure"
    ZONE = "zone"
    SCALE = "scale"
    LONG_TEXT = "long_text"
    TEXT = "text"


TOLD = {
    Look.DATE: marked("{n} de {of} valores son fechas."),
    Look.PERCENT: marked("{n} de {of} valores son porcentajes."),
    Look.SHARE: marked("{n} de {of} valores están entre 0 y 1, como una proporción."),
    Look.MONEY: marked("{n} de {of} valores parecen dinero."),
    Look.NUMBER: marked("{n} de {of} valores son números."),
    Look.ORDINAL: marked("Numera las filas una por una."),
    Look.BPIN: marked("{n} de {of} valores tienen 13 cifras, como un código BPIN."),
    Look.CODE: marked("{n} de {of} valores parecen códigos."),
    Look.YEAR: marked("{n} de {of} valores son años."),
    Look.UNITS: marked("{n} de {of} valores comienzan como el nombre de una dependencia."),
    Look.PERIODICITIES: marked("{n} de {of} valores son periodicidades."),
    Look.ODS: marked("{n} de {of} valores son Objetivos de Desarrollo Sostenible."),
    Look.MIPG_POLICIES: marked("{n} de {of} valores son políticas de gestión y desempeño."),
    Look.PND: marked("{n} de {of} valores son del Plan Nacional de Desarrollo."),
    Look.ASSOCIATED_PLANS: marked("{n} de {of} valores son planes del Decreto 612."),
    Look.EXPENSE_TYPES: marked("{n} de {of} valores son tipos de gasto."),
    Look.UNITS_OF_MEASURE: marked("{n} de {of} valores son unidades de medida."),
    Look.ZONE: marked("{n} de {of} valores son zonas de riesgo."),
    Look.SCALE: marked("{n} de {of} valores son de una escala de probabilidad o de impacto."),
    Look.LONG_TEXT: marked("{n} de {of} valores son textos largos."),
    Look.TEXT: marked("{n} de {of} valores son textos."),
}


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of a column with how many of its `filled` values have each."""

    filled: int
    counts: Counter[Look]

    def has(self, *looks: Look) -> bool:
        """Whether most values have one of the looks."""
        return self.filled > 0 and sum(self.counts[look] for look in looks) >= ENOUGH * self.filled

    @property
    def most(self) -> Look | None:
        """The most telling look that most values have: a catalogue's entries before texts."""
        return next((look for look in Look if self.has(look)), None)


def looks_of(values: Iterable[RawValue]) -> Looks:
    """The looks of the first values of a column, blank ones left out."""
    said = [value for value in values if value is not None and meaning_of(text_of(value)) is None][:MOST_VALUES]
    counts = Counter(look for value in said for look in _looks(value))
    if _numbers_rows(said):
        counts[Look.ORDINAL] = len(said)
    if counts[Look.NUMBER]:
        _tell_codes_from_money(counts, said)
    return Looks(len(said), counts)


def _tell_codes_from_money(counts: Counter[Look], values: Sequence[RawValue]) -> None:
    """Of a column of numbers: amounts are of every length, codes of one or two."""
    if _are_codes(values):
        counts[Look.CODE] = len(values)
        counts[Look.MONEY] = 0
    elif counts[Look.MONEY]:
        counts[Look.MONEY] = max(counts[Look.MONEY], counts[Look.NUMBER])
        counts[Look.CODE] = 0
    else:
        counts[Look.CODE] = 0


def _looks(value: RawValue) -> Iterable[Look]:
    match value:
        case date():
            return (Look.DATE,)
        case Percent():
            return (Look.PERCENT,)
        case bool() | None:
            return (Look.TEXT,)
        case int() | Decimal():
            return _of_number(Decimal(value), text_of(value))
        case str():
            return _of_text(value.strip())


def _of_number(number: Decimal, written: str) -> list[Look]:
    looks = [Look.NUMBER]
    whole = number == number.to_integral_value()
    if 0 <= number <= 1 and not whole:
        looks.append(Look.SHARE)
    if abs(number) >= _MONEY:
        looks.append(Look.MONEY)
    if whole and 1990 <= number <= 2060:
        looks.append(Look.YEAR)
    if len(written) == 13 and written.startswith("20") and written.isdecimal():
        looks.append(Look.BPIN)
    if _CODE.fullmatch(written) and len(written) > 1:
        looks.append(Look.CODE)
    return looks


def _of_text(text: str) -> list[Look]:
    if read := read_number(text):
        special = {NumberKind.PERCENT: Look.PERCENT, NumberKind.MONEY: Look.MONEY}.get(read.kind)
        return [special] if special else _of_number(read.value, text)
    if isinstance(read_date(text), date):
        return [Look.DATE]
    if _CODE.fullmatch(text) and sum(letter.isdigit() for letter in text) >= 2:
        return [Look.CODE]
    looks = [Look.LONG_TEXT if len(text) > LONG else Look.TEXT]
    words = folded(text)
    if words in _ZONES:
        looks.append(Look.ZONE)
    if words in _SCALES:
        looks.append(Look.SCALE)
    if words.split(" ")[0] in HEADS:
        looks.append(Look.UNITS)
    return looks + [Look(key) for key in _CATALOGUES if len(text) <= 300 and _index(key)(text)]


@cache
def _index(key: str) -> Callable[[str], bool]:
    found = catalogue(key)
    if found is None:
        return lambda text: False
    index = CatalogueIndex(found)
    return lambda text: any(index.entry(_bare(piece)) for piece in re.split(r"[\n;]", text) if piece.strip())


def _bare(piece: str) -> str:
    """A name without the number or mark before it: "O4: Educación de calidad"."""
    return re.sub(r"^\s*(?:ODS|O|POL)?\s*\d{0,2}(?:\.\d+)?\s*[.:)–-]*\s*", "", piece).strip() or piece


def _numbers_rows(values: Sequence[RawValue]) -> bool:
    """Whether the values count up by one: 1, 2, 3 …"""
    numbers = [text_of(value).strip().rstrip(".") for value in values]
    if len(numbers) < 3 or not all(number.isdecimal() and len(number) < 6 for number in numbers):
        return False
    steps = sum(1 for one, other in pairwise(numbers) if int(other) == int(one) + 1)
    return steps >= 0.8 * (len(numbers) - 1)


def _are_codes(values: Sequence[RawValue]) -> bool:
    """Whether whole numbers are codes rather than amounts: all of a few lengths, longer than a count."""
    texts = [text_of(value).strip() for value in values]
    lengths = Counter(map(len, texts))
    return min(lengths) >= _SHORTEST_CODE and sum(count for _length, count in lengths.most_common(2)) >= 0.9 * len(
        texts
    )
