"""Frozen values ⇄ plain JSON values, led by the declared types; a value that the types do not foresee is refused."""

import types
import unicodedata
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from rumbo.domain.followup.states import NotApplicable, NotProgrammed, NotReported
from rumbo.domain.numbers import Quantity

STATES: dict[str, type] = {
    "not_applicable": NotApplicable,
    "not_programmed": NotProgrammed,
    "not_reported": NotReported,
}
_STATE_NAMES = {kind: name for name, kind in STATES.items()}


class NotPlain(ValueError):
    """The value has no place in a dossier, or the text is not one."""


def settled(text: str) -> str:
    """A text under the declared rule: NFC and `\\n` line ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def to_plain(value: Any) -> Any:
    """Dict, list, str, int, bool or None. A state (not reported ...) becomes {"state": name, …its fields}."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return settled(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Quantity):
        return value.units
    if is_dataclass(value):
        told = ((field, getattr(value, field.name)) for field in fields(value))
        shape = {field.name: to_plain(item) for field, item in told if not (is_later(field) and item == field.default)}
        name = _STATE_NAMES.get(type(value))
        return shape if name is None else {"state": name, **shape}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {settled(key): to_plain(item) for key, item in value.items()}
    raise NotPlain(f"{type(value).__name__}")


def from_plain(kind: Any, plain: Any) -> Any:
    """The value of a declared type that a plain value tells; raises `NotPlain`."""
    if is_state_union(kind):
        return _state_or_quantity(kind, plain)
    if get_origin(kind) in (Union, types.UnionType):
        return _optional(kind, plain)
    if get_origin(kind) is tuple:
        return tuple(from_plain(get_args(kind)[0], item) for item in _of(list, plain))
    if is_mapping(kind):
        return {key: frozen(item) for key, item in _of(dict, plain).items()}
    if kind is date:
        return _date(_of(str, plain))
    if kind is Quantity:
        return Quantity(_of(int, plain))
    if is_dataclass(kind):
        return _value(kind, _of(dict, plain))
    return _of(kind, plain)


def is_state_union(kind: Any) -> bool:
    """True for Programmed and Reported: a quantity or one of the nothings."""
    return any(member in _STATE_NAMES for member in get_args(kind))


def is_mapping(kind: Any) -> bool:
    """True for a mapping of plain values, as a trace is."""
    return get_origin(kind) is Mapping


@cache
def hints(kind: Any) -> dict[str, Any]:
    """The declared types of the fields of a dataclass."""
    declared = get_type_hints(kind)
    return {field.name: declared[field.name] for field in fields(kind)}


def frozen(plain: Any) -> Any:
    """A plain value with its lists as tuples."""
    if isinstance(plain, list | tuple):
        return tuple(frozen(item) for item in plain)
    if isinstance(plain, Mapping):
        return {key: frozen(item) for key, item in plain.items()}
    return plain


def is_later(declared: Field[Any]) -> bool:
    """Whether a field came after dossiers had been published: told only where it says something, so that those keep
    their digests and can still be read."""
    return bool(declared.metadata.get("later"))


def _value(kind: Any, plain: dict[str, Any]) -> Any:
    later = {each.name for each in fields(kind) if is_later(each)}
    if unlike := (set(plain) ^ set(hints(kind))) - (later - set(plain)):
        raise NotPlain(f"{kind.__name__}: {sorted(unlike)}")
    return kind(**{name: from_plain(hint, plain[name]) for name, hint in hints(kind).items() if name in plain})


def _state_or_quantity(kind: Any, plain: Any) -> Any:
    if not isinstance(plain, dict):
        return Quantity(_of(int, plain))
    state = STATES.get(plain.get("state", ""))
    if state not in get_args(kind):
        raise NotPlain(str(plain.get("state")))
    return _value(state, {name: item for name, item in plain.items() if name != "state"})


def _optional(kind: Any, plain: Any) -> Any:
    if plain is None:
        return None
    return from_plain(next(member for member in get_args(kind) if member is not types.NoneType), plain)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotPlain(text) from error


def _of(kind: type, plain: Any) -> Any:
    if type(plain) is not kind:
        raise NotPlain(f"{plain!r:.40}")
    return plain
