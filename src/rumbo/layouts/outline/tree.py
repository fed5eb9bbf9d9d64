"""The content of a document while it is being read: values by path, with the place and the text of each."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from itertools import pairwise
from typing import Any

from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.shapes import hints, item_of, optional
from rumbo.findings import Where
from rumbo.layouts.outline.values import Path, read_value, steps, type_at
from rumbo.papers.raw import RawValue


class Tree:
    """Values of a content type, set one by one in any order, and built into the frozen content at the end."""

    def __init__(self, kind: Any) -> None:
        self.kind = kind
        self.root: dict[str, Any] = {}
        self.places: dict[Path, Where] = {}
        self.written: dict[Path, str] = {}
        self.pictures: dict[Path, str] = {}
        """The digest of the picture that a passage shows, empty where its bytes were not kept."""

    def get(self, path: Path) -> Any:
        """The value at a path, None when nothing was set there."""
        node: Any = self.root
        for step in path:
            if isinstance(step, int):
                node = node[step] if isinstance(node, list) and step < len(node) else None
            else:
                node = node.get(step) if isinstance(node, dict) else None
        return node

    def set(self, base: Path, field: str, value: RawValue, where: Where) -> bool:
        """Reads a text or cell into a field below a path; False when it could not be read as its type."""
        path = (*base, *steps(field))
        kind = type_at(self.kind, path)
        read = read_value(kind, value)
        self.places.setdefault(path, where)
        if kind is not str:
            self.written.setdefault(path, str(value))
        if read is None:
            return False
        self._put(path, read)
        return True

    def join(self, base: Path, field: str, text: str, where: Where, between: str = "\n") -> None:
        """Adds a text to the text of a field."""
        path = (*base, *steps(field))
        before = self.get(path)
        self.places.setdefault(path, where)
        self._put(path, f"{before}{between}{text}" if before else text)

    def append(self, base: Path, field: str, where: Where, value: Any = None) -> Path:
        """Adds an item to a tuple field: a record to be filled, or a value; gives its path."""
        path = (*base, *steps(field))
        listed = self.get(path)
        if listed is None:
            listed = []
            self._put(path, listed)
        listed.append({} if value is None else value)
        self.places.setdefault(path, where)
        own = (*path, len(listed) - 1)
        self.places.setdefault(own, where)
        return own

    def rewrite(self, path: Path, text: str) -> None:
        """Puts a longer text where a text was."""
        self._put(path, text)

    def count(self, base: Path, field: str) -> int:
        """How many items a tuple field holds."""
        return len(self.get((*base, *steps(field))) or ())

    def _put(self, path: Path, value: Any) -> None:
        node: Any = self.root
        for step, following in pairwise(path):
            if isinstance(step, int):
                node = node[step]
            else:
                node = node.setdefault(step, [] if isinstance(following, int) else {})
        node[path[-1]] = value

    def content(self) -> Any:
        """The frozen content."""
        return _built(self.kind, self.root)


def _built(kind: Any, node: Any) -> Any:
    inner, may_lack = optional(kind)
    if node is None and may_lack:
        return None
    if item := item_of(inner):
        return tuple(_built(item, each) for each in node or ())
    if is_dataclass(inner) and inner not in (Quantity, Money):
        values: Mapping[str, Any] = node or {}
        shape: Any = inner
        return shape(**{name: _built(hint, values.get(name)) for name, hint in hints(shape).items()})
    if node is None:
        return "" if inner is str else inner()
    return node
