"""Dossiers for tests: any dossier that the types allow, and one believable example."""

import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from typing import Any, Union, get_args, get_origin

from hypothesis import strategies as st

from rumbo.domain.dossier import SCHEMA_EDITION, Dossier
from rumbo.domain.dossier.plain import hints, settled
from rumbo.domain.numbers import Quantity

texts = st.text(max_size=12).map(settled)
plains = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=4,
)


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a declared type."""
    members = get_args(kind)
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of(*(any_of(member) for member in members))
    if get_origin(kind) is tuple:
        return st.lists(any_of(members[0]), max_size=2).map(tuple)
    if get_origin(kind) is Mapping:
        return st.dictionaries(texts, plains, max_size=2)
    simple = {
        str: texts,
        int: st.integers(),
        types.NoneType: st.none(),
        date: st.dates(),
    }
    if kind is Quantity:
        return st.builds(Quantity, st.integers())
    if is_dataclass(kind):
        return st.builds(
            kind,
            **{name: any_of(hint) for name, hint in hints(kind).items() if name != "schema"},
        )
    return simple[kind]


def dossiers() -> st.SearchStrategy[Dossier]:
    """Any dossier of the present edition."""
    return any_of(Dossier).filter(lambda dossier: dossier.schema == SCHEMA_EDITION)
