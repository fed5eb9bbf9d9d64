"""The quantities of a document of several parts whose marks leave them in doubt, judged field by field."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from rumbo.domain.numbers import Quantity
from rumbo.findings import Finding
from rumbo.layouts.engine.doubtful import MOST_TOLD, WrittenNumber, doubtful
from rumbo.layouts.outline.tree import Tree
from rumbo.layouts.outline.values import Path
from rumbo.notation.numbers import read_number


def doubtful_values(tree: Tree) -> Iterator[Finding]:
    """What is told of the quantities that were read out of texts; the column of a value is its field in every record
    of its list."""
    columns: dict[tuple[str, ...], list[WrittenNumber]] = defaultdict(list)
    beside = _by_record(tree)
    for path, text in tree.written.items():
        value, read = tree.get(path), read_number(text)
        # A cell that holds a number is in no doubt: its text is the program's, not a person's.
        if isinstance(value, Quantity) and read is not None and value.decimal == read.value:
            where = tree.places.get(path)
            field = tuple(step for step in path if isinstance(step, str))
            others = tuple(each for other, each in beside[_record(tree, path)] if other != path)
            columns[field].append(WrittenNumber(text, where, where.header if where else "", others))
    for column in columns.values():
        yield from islice(doubtful(column), MOST_TOLD)


def _by_record(tree: Tree) -> dict[Path, list[tuple[Path, str]]]:
    """What each record says, numbers as written and texts."""
    said: dict[Path, list[tuple[Path, str]]] = defaultdict(list)
    for path, text in tree.written.items():
        said[_record(tree, path)].append((path, text))
    for own in list(said):
        said[own] += [((*own, name), each) for name, each in (tree.get(own) or {}).items() if isinstance(each, str)]
    return said


def _record(tree: Tree, path: Path) -> Path:
    """The innermost record around a value that says something in words; the years of a target say nothing."""
    for end in range(len(path) - 1, 0, -1):
        if isinstance(path[end - 1], int) and any(isinstance(each, str) for each in _values(tree, path[:end])):
            return path[:end]
    return ()


def _values(tree: Tree, path: Path) -> list[object]:
    record = tree.get(path)
    return list(record.values()) if isinstance(record, dict) else []
