"""The JSON Schema (2020-12) of the dossier, drawn from the declared types so that it cannot lag behind them.

`docs/schemas/dossier.schema.json` is what `python -m rumbo.domain.dossier.schema` prints; a test holds them equal.
"""

import inspect
import json
import sys
import types
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Union, get_args, get_origin

from rumbo.domain.dossier.plain import STATES, hints, is_later, is_mapping, is_state_union
from rumbo.domain.dossier.values import SCHEMA_EDITION, Dossier
from rumbo.domain.numbers import Quantity

QUANTITY = {
    "type": "integer",
    "description": "ten-thousandths of the unit of measure: 3000 is 0.30",
}
DAY = {"type": "string", "format": "date"}
PLAIN = {
    "description": "a trace: texts, integers and nests of them",
    "anyOf": [
        {"type": ["string", "integer", "boolean", "null"]},
        {"type": "array", "items": {"$ref": "#/$defs/Plain"}},
        {"type": "object", "additionalProperties": {"$ref": "#/$defs/Plain"}},
    ],
}


def schema() -> dict[str, Any]:
    """The schema as plain values."""
    shapes: dict[str, Any] = {"Plain": PLAIN}
    _shape(Dossier, shapes)
    root = shapes.pop("Dossier")
    root["properties"]["schema"] = {"const": SCHEMA_EDITION}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rumbo dossier",
        **root,
        "$defs": dict(sorted(shapes.items())),
    }


def _shape(kind: Any, shapes: dict[str, Any]) -> dict[str, Any]:
    """A reference to the shape of a dataclass, described on first meeting."""
    if kind.__name__ not in shapes:
        shapes[kind.__name__] = {}
        properties = {name: _of(hint, shapes) for name, hint in hints(kind).items()}
        later = {each.name for each in fields(kind) if is_later(each)}
        state = next((name for name, member in STATES.items() if member is kind), None)
        if state:
            properties = {"state": {"const": state}, **properties}
        shapes[kind.__name__].update(
            type="object",
            description=" ".join(inspect.cleandoc(kind.__doc__ or "").split()),
            properties=properties,
            required=[name for name in properties if name not in later],
            additionalProperties=False,
        )
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _of(kind: Any, shapes: dict[str, Any]) -> dict[str, Any]:
    members = get_args(kind)
    if is_state_union(kind):
        return {"anyOf": [_of(member, shapes) for member in members]}
    if get_origin(kind) in (Union, types.UnionType):
        inner = next(member for member in members if member is not types.NoneType)
        return {"anyOf": [_of(inner, shapes), {"type": "null"}]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of(members[0], shapes)}
    if is_mapping(kind):
        return {"type": "object", "additionalProperties": {"$ref": "#/$defs/Plain"}}
    if kind is Quantity:
        return QUANTITY
    if kind is date:
        return DAY
    if is_dataclass(kind):
        return _shape(kind, shapes)
    return {"type": {str: "string", int: "integer"}[kind]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n")
