"""Numbers as people in Colombia write them, read exactly and printed so that they read back the same.

The rule (es-CO): the dot groups thousands and the comma begins the decimals. Written otherwise they still read, by
what stands in them: of two different marks the last begins the decimals; a mark met twice groups; a single dot groups
only before exactly three digits ("1.500" is fifteen hundred, "0.25", "40.0" and "0.250" have decimals). A single mark
before three digits could mean either, and is told as `ambiguous`. Apostrophes and spaces group. `language="en"` swaps
the roles of dot and comma.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from fractions import Fraction

from rumbo.notation.scales import SCALES

_EXACT = Context(prec=400)
_LONGEST = 120
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True)).replace(" ", r"\s+")
_WRITTEN = re.compile(
    rf"(?P<before>[-+−–]?\s*)(?P<money>(?:US)?\$|COP\s*\$?)?\s*(?P<sign>[-−–]?)\s*"
    rf"(?P<body>[0-9][0-9.,'’´ ]*|[.,][0-9]+)"
    rf"\s*(?P<scale>{_SCALE})?\.?\s*(?P<unit>%|por\s*ciento|(?:de\s+)?pesos|COP|m/?cte\.?)?\s*(?P<after>[-−]?)",
    re.IGNORECASE,
)
_SCALED = re.compile(rf"\d\s*(?:{_SCALE})", re.IGNORECASE)
_MARKS = re.compile(r"[^0-9.,]")
_APART = re.compile("['’´ ]")
_GROUPED_APART = re.compile(r"[0-9]{1,3}(?:['’´ .][0-9]{3})+(?:[.,][0-9]+)?")
_SWAPPED = str.maketrans(".,", ",.")


class NumberKind(StrEnum):
    """What the marks around a number say it is."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number as read: a percentage in points ("25%" is 25), money in whole pesos with its scale applied ("$20.149
    millones" is 20149000000). `ambiguous` tells that its one mark could group or begin the decimals."""

    value: Decimal
    kind: NumberKind
    ambiguous: bool = False


def read_number(text: str, language: str = "es") -> ReadNumber | None:
    """The number that a whole text writes, with its kind; None when the text is no number."""
    text = text.replace("\xa0", " ").strip()
    inside = _inside_brackets(text)
    found = _WRITTEN.fullmatch(inside or text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    body = found["body"].rstrip()
    body = body.translate(_SWAPPED) if language == "en" else body
    read = _read_apart(body) if _APART.search(body) else _read_body(body)
    if read is None:
        return None
    value, ambiguous = read
    value *= SCALES[" ".join(found["scale"].lower().split())] if found["scale"] else 1
    negative = inside is not None or any(found[sign].strip() not in ("", "+") for sign in ("before", "sign", "after"))
    return ReadNumber(-value if negative and value else value, _kind(found), ambiguous)


def marks_of(text: str) -> tuple[str, str]:
    """The marks that a number shows beyond doubt, the one that groups and the one that begins its decimals: "1.234,5"
    shows (".", ","), "0.30" ("", "."); each empty where it shows none."""
    read = read_number(text)
    if read is None or read.ambiguous:
        return "", ""
    body = _MARKS.sub("", text.replace("\xa0", " ")).strip(".,")
    dots, commas = body.count("."), body.count(",")
    last = max(".,", key=body.rfind)
    if dots and commas:
        return ("," if last == "." else "."), last
    if dots + commas == 1:
        return "", last
    return (last, "") if dots + commas else ("", "")


def parse_number(text: str, language: str = "es") -> Decimal | None:
    """The number that a whole text writes, a percentage in points; None when it is no number."""
    read = read_number(text, language)
    return read.value if read else None


def parse_money(text: str, language: str = "es") -> int | None:
    """An amount of money in centavos; None when the text is none, is a percentage, or has parts of a centavo. Nobody
    writes thousandths of a peso: a mark that could mean either groups ("150,000" of a sheet in English)."""
    read = read_number(text, language)
    if read is None or read.kind is NumberKind.PERCENT:
        return None
    thousandths = read.ambiguous and read.value.as_tuple().exponent == -3 and not _SCALED.search(text)
    centavos = read.value.scaleb(5 if thousandths else 2, _EXACT)
    return int(centavos) if centavos == centavos.to_integral_value(context=_EXACT) else None


def print_number(
    value: int | Decimal, language: str = "es", decimals: int | None = None, rounding: str = ROUND_HALF_EVEN
) -> str:
    """A number with grouped thousands: 23.669.955,5 (es), 23,669,955.5 (en). Without `decimals` it is exact and bare
    of closing zeros; with them it is rounded so."""
    number = Decimal(value)
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), rounding, _EXACT)
    digits = f"{number:f}"
    if decimals is None and "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    whole, _, rest = digits.lstrip("-").partition(".")
    sign = "-" if number < 0 and any(digit in "123456789" for digit in digits) else ""
    english = f"{int(whole):,}" + (f".{rest}" if rest else "")
    return sign + (english if language == "en" else english.translate(_SWAPPED))


def print_percent(ratio: Decimal | Fraction, language: str = "es", decimals: int | None = None) -> str:
    """A ratio as a percentage: 0.255 is "25,5%". A fraction without an end needs `decimals`."""
    points = Fraction(ratio) * 100
    if decimals is None:
        exact = _EXACT.divide(Decimal(points.numerator), Decimal(points.denominator))
        if Fraction(exact) != points:
            raise ValueError("a fraction without an end needs a number of decimals")
        return f"{print_number(exact, language)}%"
    rounded = Decimal(round(points * 10**decimals)).scaleb(-decimals, _EXACT)
    return f"{print_number(rounded, language, decimals)}%"


def print_money(centavos: int, language: str = "es") -> str:
    """An amount in pesos: $20.149.000.000, and $1.234,50 where there are centavos."""
    pesos = Decimal(abs(centavos)).scaleb(-2, _EXACT)
    return f"{'-' if centavos < 0 else ''}${print_number(pesos, language, 2 if centavos % 100 else 0)}"


def _inside_brackets(text: str) -> str | None:
    """What stands between the brackets of an accountant's negative: ($1.200) or $(1.200)."""
    found = re.fullmatch(r"(\$?)\s*\(([^()]+)\)\s*(%?)", text)
    return f"{found[1]}{found[2]}{found[3]}" if found else None


def _kind(found: re.Match[str]) -> NumberKind:
    unit = (found["unit"] or "").lower()
    if unit == "%" or unit.startswith("por"):
        return NumberKind.PERCENT
    return NumberKind.MONEY if found["money"] or unit else NumberKind.NUMBER


def _read_apart(body: str) -> tuple[Decimal, bool] | None:
    """The value of digits that apostrophes or spaces group, perhaps mixed with dots: 1'234.567 or 20'149.000,5."""
    if not _GROUPED_APART.fullmatch(body):
        return None
    grouped = _APART.sub(".", body)
    whole, mark, rest = grouped.rpartition("." if "," not in grouped else ",")
    if mark == "." and len(rest) == 3:
        return _grouped(grouped, ".")
    return _with_decimals(f"{whole},{rest}", ".", ",")


def _read_body(body: str) -> tuple[Decimal, bool] | None:
    """The value of digits with dots and commas, and whether it could be another; None when the marks make no sense."""
    dots, commas = body.count("."), body.count(",")
    if dots and commas:
        last = max(".,", key=body.rfind)
        other = "," if last == "." else "."
        return _with_decimals(body, other, last) if body.count(last) == 1 else None
    mark = "." if dots else ","
    if dots + commas > 1:
        return _grouped(body, mark)
    whole, _, rest = body.partition(mark)
    may_group = len(rest) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    if may_group and mark == ".":
        return Decimal(whole + rest), True
    return _decimal(whole, rest), may_group


def _grouped(body: str, mark: str) -> tuple[Decimal, bool] | None:
    first, *others = body.split(mark)
    if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in others):
        return None
    return Decimal(body.replace(mark, "")), False


def _with_decimals(body: str, group: str, mark: str) -> tuple[Decimal, bool] | None:
    whole, _, rest = body.partition(mark)
    grouped = _grouped(whole, group)
    return (_decimal(str(grouped[0]), rest), False) if grouped else None


def _decimal(whole: str, rest: str) -> Decimal:
    return Decimal(f"{whole or 0}.{rest}" if rest else whole)
