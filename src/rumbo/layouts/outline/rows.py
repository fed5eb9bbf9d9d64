"""Records that a person adds to a document of several parts, and records that they take out.

Whatever is kept of a document is kept by the paths that it has as read, with every added record in its place and none
taken out: so nothing that was said moves when a record goes or comes back. What a reader sees has other numbers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from rumbo.domain.document import DocumentDraft, Path, at
from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.plan.strategic import YearQuantity
from rumbo.domain.shapes import hints, item_of, optional
from rumbo.findings import Where

TITLES = ("name", "statement", "unit", "text", "object", "goal", "post")
TITLE_ROOM = 120
ADDED = "fila agregada {number}"
"""How the place of a record is called that stands in no place of the file."""


@dataclass(frozen=True, slots=True)
class RowChanges:
    """The records added, in the order in which they were, and those taken out (of the file, or added before)."""

    added: tuple[Path, ...] = ()
    removed: frozenset[Path] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)

    def shown(self, kept: Path) -> Path | None:
        """The path that a value has for a reader; None when it was taken out."""
        found: Path = ()
        for size, step in enumerate(kept):
            if kept[: size + 1] in self.removed:
                return None
            gone = sum(1 for each in self._removed_in(kept[:size]) if isinstance(step, int) and each < step)
            found = (*found, step - gone if isinstance(step, int) else step)
        return found

    def kept(self, shown: Path) -> Path:
        """The path by which a value is kept."""
        found: Path = ()
        for step in shown:
            if isinstance(step, int):
                for each in self._removed_in(found):
                    step += each <= step
            found = (*found, step)
        return found

    def next_in(self, shown: Path, count: int) -> Path:
        """The path by which a record is kept that is added to a list of so many."""
        listed = self.kept(shown)
        return (*listed, count + len(self._removed_in(listed)))

    def _removed_in(self, listed: Path) -> list[int]:
        return sorted(int(each[-1]) for each in self.removed if each[:-1] == listed)


def with_added(draft: DocumentDraft[Any], added: Iterable[Path]) -> DocumentDraft[Any]:
    """The draft with an empty record at each of the paths; a place that the file no longer has is left out."""
    content, places = draft.content, dict(draft.places)
    for number, path in enumerate(added, start=1):
        try:
            listed = at(content, path[:-1])
        except (AttributeError, IndexError):
            continue
        content = put(content, path[:-1], (*listed, empty_record(content, path[:-1])))
        places[path] = Where(draft.source.file, draft.source.digest, cell=ADDED.format(number=number))
    return replace(draft, content=content, places=places)


def without_removed(draft: DocumentDraft[Any], rows: RowChanges) -> DocumentDraft[Any]:
    """The draft without the records taken out, and without what the reading found in them."""
    if not rows.removed:
        return draft
    places = dict(_moved(draft.places.items(), rows))
    gone = set(draft.places.values()) - set(places.values())
    announced = (replace(each, path=path) for each in draft.announced if (path := rows.shown(each.path)) is not None)
    return replace(
        draft,
        content=_drop(draft.content, (), rows.removed),
        places=places,
        written=dict(_moved(draft.written.items(), rows)),
        pictures=dict(_moved(draft.pictures.items(), rows)),
        announced=tuple(announced),
        findings=tuple(each for each in draft.findings if each.where not in gone),
    )


def empty_record(content: Any, listed: Path) -> Any:
    """What a new record of a list begins as."""
    beside = at(content, listed)
    return blank(
        item_of(optional(_hints_of(at(content, listed[:-1]))[str(listed[-1])])[0]), _like(content, listed, beside)
    )


def title_of(record: Any) -> str:
    """What a record is called: its number or code, and its name; cut short where it is long."""
    told = [getattr(record, name, "") or "" for name in ("number", "code")]
    named = next((text for name in TITLES if (text := getattr(record, name, ""))), "")
    title = " ".join(text for text in (*told, named) if isinstance(text, str) and text)
    return title if len(title) <= TITLE_ROOM else f"{title[: TITLE_ROOM - 1]}…"


def blank(kind: Any, like: Any = None) -> Any:
    """An empty record of a type, with as many years as the one it stands beside."""
    values: dict[str, Any] = {}
    for name, hint in hints(kind).items():
        inner, may_lack = optional(hint)
        if (item := item_of(inner)) is not None:
            years = getattr(like, name, ()) if item is YearQuantity else ()
            values[name] = tuple(YearQuantity(each.year) for each in years)
        elif may_lack:
            values[name] = None
        elif is_dataclass(inner) and inner not in (Quantity, Money):
            values[name] = blank(inner, getattr(like, name, None))
        else:
            values[name] = inner()
    return kind(**values)


def lists_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, tuple[Any, ...]]]:
    """The outermost lists of records of a content with their paths, the empty ones too; the amounts of the years of a
    target are none, for its plan says which years they are."""
    for name, hint in _hints_of(value).items():
        inner, _may_lack = optional(hint)
        below = getattr(value, name)
        if is_dataclass(item := item_of(inner)) and item is not YearQuantity:
            yield (*path, name), below
        elif is_dataclass(inner) and inner not in (Quantity, Money) and below is not None:
            yield from lists_in(below, (*path, name))


def lists_at(content: Any) -> dict[Path, tuple[Any, ...]]:
    """Every list of records of a content by its path, whether it holds any or none."""
    found: dict[Path, tuple[Any, ...]] = {}
    waiting = list(lists_in(content))
    while waiting:
        path, listed = waiting.pop()
        found[path] = listed
        waiting += [each for number, one in enumerate(listed) for each in lists_in(one, (*path, number))]
    return found


def _hints_of(value: Any) -> dict[str, Any]:
    kind: Any = type(value)
    return hints(kind)


def put(node: Any, path: Path, value: Any) -> Any:
    """The content with another value at a path."""
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        return tuple(put(each, tuple(rest), value) if number == step else each for number, each in enumerate(node))
    return replace(node, **{step: put(getattr(node, step), tuple(rest), value)})


def _like(content: Any, path: Path, beside: tuple[Any, ...]) -> Any:
    """The first record of a list; else of a list of the same name elsewhere in the content."""
    if beside:
        return beside[0]
    for _path, listed in lists_in(content):
        for each in listed:
            found = next((below[0] for inner, below in lists_in(each) if inner[-1] == path[-1] and below), None)
            if found is not None:
                return found
    return None


def _moved(pairs: Iterable[tuple[Path, Any]], rows: RowChanges) -> Iterator[tuple[Path, Any]]:
    for path, value in pairs:
        if (shown := rows.shown(path)) is not None:
            yield shown, value


def _drop(node: Any, path: Path, removed: frozenset[Path]) -> Any:
    if isinstance(node, tuple):
        kept = (number for number in range(len(node)) if (*path, number) not in removed)
        return tuple(_drop(node[number], (*path, number), removed) for number in kept)
    if not is_dataclass(node) or isinstance(node, Quantity | Money):
        return node
    values = {each.name: _drop(getattr(node, each.name), (*path, each.name), removed) for each in fields(node)}
    return replace(node, **values)  # type: ignore[type-var]
