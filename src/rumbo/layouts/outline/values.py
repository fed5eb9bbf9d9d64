"""A value of a content and its text, both ways, by the declared type of the field."""

from datetime import date
from decimal import Decimal
from typing import Any

from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.shapes import hints, item_of, optional
from rumbo.layouts.engine.cells import date_of, quantity_of, text_of
from rumbo.notation.counts import count_in_words
from rumbo.notation.dates import print_date
from rumbo.notation.numbers import parse_money, parse_number, print_money, print_number
from rumbo.papers.raw import Percent, RawValue

Path = tuple[str | int, ...]


def steps(field: str) -> tuple[str, ...]:
    """The names of a dotted field."""
    return tuple(field.split("."))


def type_at(kind: Any, path: Path) -> Any:
    """The type at a path of a content, without its `| None`; KeyError for a field it does not have."""
    for step in path:
        kind = item_of(kind) or kind if isinstance(step, int) else hints(item_of(kind) or kind)[step]
        kind, _ = optional(kind)
    return kind


def read_value(kind: Any, value: RawValue) -> Any:
    """What a text or cell means for a type; None when it cannot be read as one."""
    if kind is Quantity:
        return quantity_of(value)
    if kind is date:
        return date_of(value)
    if kind is Money:
        return _money(value)
    if kind is int:
        return _whole(value)
    return text_of(value)


def print_value(value: object) -> str:
    """A value as it is printed; empty for None."""
    match value:
        case None:
            return ""
        case Quantity():
            return print_number(value.decimal)
        case Money():
            return print_money(value.centavos)
        case date():
            return print_date(value)
        case _:
            return str(value)


def _money(value: RawValue) -> Money | None:
    match value:
        case bool() | None | date() | Percent():
            return None
        case int() | Decimal():
            centavos = Decimal(value).scaleb(2)
            return Money(int(centavos)) if centavos == centavos.to_integral_value() else None
        case str():
            amount = parse_money(value)
            return None if amount is None else Money(amount)


def _whole(value: RawValue) -> int | None:
    number = value
    if isinstance(value, str):
        said = count_in_words(value)
        number = parse_number(value) if said is None else said
    if isinstance(number, bool) or not isinstance(number, int | Decimal) or number != int(number):
        return None
    return int(number)
