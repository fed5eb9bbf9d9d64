"""Contents of documents as plain data for json, read back by their declared types, and their JSON Schema.

Quantities are decimal texts ("0.3"), money is pesos as a decimal text ("20149000000"), days are ISO texts, one of a
list of words is the word. Every field is written, so that what is read back needs no defaults.
"""

import inspect
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from rumbo.domain.numbers import Money, Quantity, TooPrecise

Shape = TypeVar("Shape")
DECIMAL = {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"}
DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


class Misshapen(ValueError):
    """Plain data that is not of the declared type."""


def as_plain(value: Any) -> Any:
    """Dict, list, str, int, bool or None."""
    match value:
        case Quantity():
            return f"{value.decimal.normalize():f}"
        case Money():
            return f"{Decimal(value.centavos).scaleb(-2).normalize():f}"
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case tuple():
            return [as_plain(item) for item in value]
    if is_dataclass(value):
        return {each.name: as_plain(getattr(value, each.name)) for each in fields(value)}
    return value


def from_plain(kind: type[Shape], plain: Any) -> Shape:
    """The content that plain data tells; raises `Misshapen`."""
    value: Shape = _read(kind, plain)
    return value


def optional(kind: Any) -> tuple[Any, bool]:
    """The type inside `X | None`, and whether None is allowed."""
    if get_origin(kind) in (Union, types.UnionType):
        members = get_args(kind)
        return next(member for member in members if member is not types.NoneType), types.NoneType in members
    return kind, False


def item_of(kind: Any) -> Any:
    """The type of the items of `tuple[X, ...]`, None for a type that is no tuple."""
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def is_word(kind: Any) -> bool:
    """Whether a type is one of a list of words."""
    return isinstance(kind, type) and issubclass(kind, StrEnum)


@cache
def hints(kind: Any) -> dict[str, Any]:
    """The declared types of the fields of a dataclass, in their order."""
    declared = get_type_hints(kind)
    return {each.name: declared[each.name] for each in fields(kind)}


def schema_of(kind: Any, shapes: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a type; the dataclasses it meets are described in `shapes`, by name."""
    inner, may_lack = optional(kind)
    if may_lack:
        return {"oneOf": [{"type": "null"}, schema_of(inner, shapes)]}
    if item := item_of(inner):
        return {"type": "array", "items": schema_of(item, shapes)}
    if inner in (Quantity, Money):
        return DECIMAL
    if inner is date:
        return DAY
    if is_word(inner):
        return {"enum": [each.value for each in inner]}
    if not is_dataclass(inner):
        return {"type": {str: "string", int: "integer", bool: "boolean"}[inner]}
    shape: Any = inner
    name = _name_of(shape)
    if name not in shapes:
        shapes[name] = {}
        properties = {each: schema_of(hint, shapes) for each, hint in hints(shape).items()}
        told = " ".join(inspect.cleandoc(shape.__doc__ or "").split())
        shapes[name] |= {"description": told, "type": "object", "additionalProperties": False}
        shapes[name] |= {"required": list(properties), "properties": properties}
    return {"$ref": f"#/$defs/{name}"}


def _name_of(kind: Any) -> str:
    return str(kind.__name__)


def _read(kind: Any, plain: Any) -> Any:
    inner, may_lack = optional(kind)
    if plain is None and may_lack:
        return None
    if item := item_of(inner):
        return tuple(_read(item, each) for each in _of(list, plain))
    if inner is Quantity or inner is Money:
        return _amount(inner, _of(str, plain))
    if inner is date:
        return _day(_of(str, plain))
    if is_word(inner):
        return _word(inner, _of(str, plain))
    if not is_dataclass(inner):
        return _of(inner, plain)
    shape: Any = inner
    known = hints(shape)
    lacking = known.keys() - _of(dict, plain).keys()
    if plain.keys() - known.keys() or lacking - _with_default(shape):
        raise Misshapen(f"{_name_of(shape)}: {sorted(plain.keys() ^ known.keys())}")
    return shape(**{name: _read(known[name], each) for name, each in plain.items()})


def _with_default(shape: Any) -> set[str]:
    """The fields that need not be told: what was written before one of them was added is read all the same."""
    return {each.name for each in fields(shape) if each.default is not MISSING or each.default_factory is not MISSING}


def _amount(kind: Any, text: str) -> Any:
    try:
        number = Decimal(text)
        centavos = number.scaleb(2)
        if kind is Money and centavos == centavos.to_integral_value():
            return Money(int(centavos))
        return Quantity.of(number) if kind is Quantity else _refuse(text)
    except (InvalidOperation, TooPrecise, ValueError, OverflowError) as error:
        raise Misshapen(text) from error


def _refuse(text: str) -> Any:
    raise Misshapen(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Misshapen(text) from error


def _word(kind: Any, text: str) -> Any:
    try:
        return kind(text)
    except ValueError as error:
        raise Misshapen(text) from error


def _of(kind: type, plain: Any) -> Any:
    if type(plain) is not kind:
        raise Misshapen(f"{plain!r:.40}")
    return plain
