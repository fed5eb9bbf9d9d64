"""Rows of a table into records: cells taken apart, cells merged down filled, records of several levels in one row."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.shapes import hints, item_of, optional
from rumbo.findings import Where
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline import sentences as say
from rumbo.layouts.outline.broken_tables import Cell
from rumbo.layouts.outline.declaration import TableColumn
from rumbo.layouts.outline.listed_cells import listed, spread
from rumbo.layouts.outline.patterns import Pattern
from rumbo.layouts.outline.table_headers import ColumnAt, TableHeader
from rumbo.layouts.outline.values import Path, print_value, steps, type_at
from rumbo.notation.blanks import meaning_of
from rumbo.papers.raw import RawValue

if TYPE_CHECKING:
    from rumbo.layouts.outline.reading import Reader

Level = tuple[str, ...]
Said = tuple[RawValue, Where]
ENDS = (".", ":", ";", "!", "?")
NO_MARKS = ("no", "0", "false", "falso")


def is_word(value: RawValue) -> bool:
    """Whether a cell says something in letters and no figures."""
    return isinstance(value, str) and not any(map(str.isdigit, value))


class Records:
    """The records of one table. `base` is the record that owns the table."""

    def __init__(self, reader: "Reader", base: Path) -> None:
        self.reader, self.tree, self.base = reader, reader.tree, base
        self.current: dict[Level, Path] = {}
        self.beside: set[str] = set()
        self.above: dict[int, tuple[RawValue, Where]] = {}

    def total(self, header: TableHeader, cells: Sequence[Cell]) -> None:
        """Reads a row of totals into the field that is for it: a record like the rows, or the last number."""
        path = (*self.base, *steps(header.part.total))
        kind = type_at(self.tree.kind, path)
        last, value, where = next((each for each in reversed(cells) if not is_word(each[1])), cells[-1])
        if is_dataclass(kind) and kind not in (Quantity, Money):
            for number, each, at in cells:
                self._set(path, header.columns[number].column.field, header.columns[number], each, at)
        elif not self.tree.set(self.base, header.part.total, value, where):
            self._tell(self.base, header.part.total, header.columns[last], value, where)

    def labels(self, header: TableHeader, where: Where) -> None:
        """Keeps the labels of the columns that stand for any label."""
        for at in header.columns:
            if at.column.labels and at.label not in (self.tree.get((*self.base, *steps(at.column.labels))) or ()):
                self.tree.append(self.base, at.column.labels, where, at.label)

    def kinds(self, header: TableHeader) -> list[Any]:
        """The types of the columns of a header, that of the value for a column of a year."""
        return [self._kind(header, at) for at in header.columns]

    def row(self, header: TableHeader, cells: Sequence[Cell]) -> None:
        """Reads a row, or the rows that it stands for where a cell lists several records."""
        lists = self._lists(header, cells)
        for each in spread(cells, lists) if lists else [cells]:
            self._row(header, each)

    def _lists(self, header: TableHeader, cells: Sequence[Cell]) -> list[tuple[int, list[int]]]:
        """The columns of this row that list several records below that of the row, with those of the same record."""
        found = []
        for number, value, where in cells:
            at = header.columns[number]
            level = self._level(header, at)
            if level and at.column.begins and (several := listed(text_of(value))):
                same = [
                    n for n, each in enumerate(header.columns) if n != number and self._level(header, each) == level
                ]
                found.append((number, same))
                self.reader.tell(say.CELL_LISTS, where, column=at.header, count=len(several), text=several[0][:120])
        return found

    def _row(self, header: TableHeader, cells: Sequence[Cell]) -> None:
        """Reads a row: at each level a new record, or more of the one that is open."""
        if not cells:
            return
        said = self._in_place(header, {number: (value, where) for number, value, where in cells})
        self.beside = {at.column.field for at in header.columns}
        for number, at in enumerate(header.columns):
            if number in said:
                self.above[number] = said[number]
            elif at.column.down and number in self.above:
                said[number] = self.above[number]
        levels = sorted({self._level(header, at) for at in header.columns}, key=lambda level: (len(level), level))
        for level in levels:
            numbers = [n for n, at in enumerate(header.columns) if self._level(header, at) == level and n in said]
            own = [(header.columns[n], *said[n]) for n in numbers]
            if not own:
                continue
            beside = any(len(each) == len(level) and each != level for each in levels)
            named = all(at.column.key and at.column.down for at, _, _ in own)
            begins = self._begins(header, level, own, deeper=level != levels[-1] or beside or named)
            if begins:
                self._append(header, level, own[0][2])
            elif level == levels[-1] and len(said) == len(own):
                told = " · ".join(" ".join(text_of(value).split()) for _, value, _ in own)
                self.reader.tell(say.ROW_CONTINUED, own[0][2], text=told[:120])
            for at, value, where in own:
                if not begins and self._said_already(level, at, value):
                    continue
                self._cell(self.current[level], level, at, value, where, begins)

    def _begins(
        self, header: TableHeader, level: Level, own: Sequence[tuple[ColumnAt, RawValue, Where]], deeper: bool
    ) -> bool:
        if level not in self.current:
            return True
        keyed = [at for at in header.columns if _tells(at.column) and self._level(header, at) == level]
        keys = [(at, value) for at, value, _ in own if _tells(at.column)]
        if deeper:
            return not all(self._repeats(level, at, value) for at, value in keys)
        return bool(keys) or not keyed or not self._continues(header, own)

    def _continues(self, header: TableHeader, own: Sequence[tuple[ColumnAt, RawValue, Where]]) -> bool:
        """Whether a row without its key only goes on with texts of the row above, as where a page ended."""
        kinds = {id(at): self._kind(header, at) for at, _, _ in own}
        return all(kinds[id(at)] is str or item_of(kinds[id(at)]) for at, _, _ in own)

    def _repeats(self, level: Level, at: ColumnAt, value: RawValue) -> bool:
        """Whether a cell names the record that is open: with its number, and with its signs but a closing stop."""
        taken = taken_by(at.column.shapes, text_of(value), ".".join(_inside(at, level)))
        names = {*taken, *(name for shape in shapes_beside(at.column, level, self.beside) for name in shape.places)}
        told = {name: self.tree.get((*self.current[level], *steps(name))) for name in names}
        return all(_alike(print_value(said), taken.get(name, "")) for name, said in told.items())

    def _said_already(self, level: Level, at: ColumnAt, value: RawValue) -> bool:
        """Whether a row that goes on repeats what its record says, as where merged cells were filled."""
        if at.column.labels or at.column.years:
            return False
        path, text = self.current[level], text_of(value)
        taken = taken_by(at.column.shapes, text, ".".join(_inside(at, level)))
        told = {name: self.tree.get((*path, *steps(name))) for name in taken}
        if any(isinstance(said, tuple | list) for said in told.values()):
            known = {folded(str(each)) for said in told.values() for each in said or ()}
            return {folded(each) for each in text.split("\n")} <= known
        return all(folded(print_value(told[name])) == folded(said) for name, said in taken.items())

    def _append(self, header: TableHeader, level: Level, where: Where) -> None:
        if not level:
            path = self.tree.append(self.base, header.part.field, where)
            self.current = {(): path}
            self.reader.said_above.fill(header.part, where.part, path, self.beside)
            return
        outer = next((level[:size] for size in range(len(level) - 1, -1, -1) if level[:size] in self.current), None)
        if outer is None:
            self._append(header, (), where)
            outer = ()
        self.current = {each: path for each, path in self.current.items() if len(each) < len(level)}
        self.current[level] = self.tree.append(self.current[outer], ".".join(level[len(outer) :]), where)

    def _cell(self, path: Path, level: Level, at: ColumnAt, value: RawValue, where: Where, begins: bool) -> None:
        field = ".".join(_inside(at, level))
        kind = type_at(self.tree.kind, (*path, *steps(field)))
        if at.column.labels:
            if is_mark(text_of(value)):
                self.tree.append(path, field, where, at.label)
        elif at.column.years and at.year is not None:
            own = self.tree.append(path, field, where)
            self.tree.set(own, at.column.years.year, at.year, where)
            self._set(own, at.column.years.value, at, value, where)
        elif item := item_of(kind):
            first, *rest = text_of(value).split("\n")
            if begins or not self._goes_on(path, field, at, item, first):
                rest = [first, *rest]
            for line in rest:
                self._item(path, field, item, at, line, where)
        elif is_dataclass(kind) and kind not in (Quantity, Money):
            self._shaped((*path, *steps(field)), _texts(kind)[-1], at, text_of(value), where)
        elif kind is str and not begins:
            self.tree.join(path, field, text_of(value), where, " ")
        elif at.column.shapes:
            shapes = shapes_beside(at.column, level, self.beside)
            self._shaped(path, field, at, text_of(value), where, shapes)
        else:
            self._set(path, field, at, value, where)

    def _goes_on(self, path: Path, field: str, at: ColumnAt, item: Any, line: str) -> bool:
        """Joins a line to the last item of a list where a page ended in the middle of its sentence."""
        last = (*path, *steps(field), self.tree.count(path, field) - 1)
        inner = (_texts(item)[-1],) if is_dataclass(item) else ()
        before = self.tree.get((*last, *inner)) if last[-1] != -1 else None
        told = taken_by(at.column.shapes, line, "")
        if not isinstance(before, str) or len(told) > 1 or not line[:1].islower() or before.rstrip()[-1:] in ENDS:
            return False
        self.tree.rewrite((*last, *inner), f"{before} {line}")
        return True

    def _in_place(self, header: TableHeader, said: dict[int, Said]) -> dict[int, Said]:
        """The cells of a row; a step that slid to the left, into the column of what it belongs to, is put back. It is
        known by counting on from the step above, where what stands in that column has no numbers of its own."""
        number, (value, where) = next(iter(said.items()))
        levels = {at: self._level(header, at) for at in header.columns}
        level = levels[header.columns[number]]
        inner = next(
            (n for n, at in enumerate(header.columns) if len(levels[at]) > len(level) and at.column.shapes), None
        )
        above = self.above.get(number)
        if len(said) > 1 or inner is None or above is None:
            return said
        shapes = header.columns[inner].column.shapes
        last = self.current.get(levels[header.columns[inner]])
        counted = taken_by(shapes, text_of(value), "").get("number", "")
        before = str(self.tree.get((*last, "number")) or "") if last else ""
        if "number" in taken_by(shapes, text_of(above[0]), "") or not _follows(before, counted):
            return said
        self.reader.tell(say.CELL_SHIFTED, where, text=text_of(value)[:120], column=header.columns[inner].header)
        return {inner: (value, where)}

    def _item(self, path: Path, field: str, item: Any, at: ColumnAt, line: str, where: Where) -> None:
        if not is_dataclass(item):
            self.tree.append(path, field, where, line)
            return
        own = self.tree.append(path, field, where)
        self._shaped(own, _texts(item)[-1], at, line, where)

    def _shaped(
        self, path: Path, field: str, at: ColumnAt, text: str, where: Where, shapes: Iterable[Pattern] | None = None
    ) -> None:
        """Takes a cell apart by the first shape that fits; a cell that none fits is one text."""
        ways = at.column.shapes if shapes is None else shapes
        for name, value in taken_by(ways, text, field).items():
            if not self.tree.set(path, name, value, where):
                self._tell(path, name, at, value, where)

    def _set(self, path: Path, field: str, at: ColumnAt, value: RawValue, where: Where) -> None:
        if not self.tree.set(path, field, value, where):
            self._tell(path, field, at, value, where)

    def _tell(self, path: Path, field: str, at: ColumnAt, value: RawValue, where: Where) -> None:
        text = text_of(value)
        if meaning_of(text) is None:
            wanted = say.WANTED.get(type_at(self.tree.kind, (*path, *steps(field))).__name__, "")
            self.reader.tell(say.VALUE_UNREADABLE, where, heading=at.header, text=text[:120], wanted=wanted)

    def _kind(self, header: TableHeader, at: ColumnAt) -> Any:
        item = type_at(self.tree.kind, (*self.base, *steps(header.part.field)))
        path: Path = ()
        for step in steps(at.column.field):
            path = (*path, step)
        kind = type_at(item_of(item) or item, path)
        return type_at(item_of(kind), (at.column.years.value,)) if at.column.years else kind

    def _level(self, header: TableHeader, at: ColumnAt) -> Level:
        return level_of(type_at(self.tree.kind, (*self.base, *steps(header.part.field))), at.column.field)


def is_mark(text: str) -> bool:
    """Whether what stands in the column of a period marks it: anything but a way to say no."""
    return meaning_of(text) is None and folded(text) not in NO_MARKS


def _tells(column: TableColumn) -> bool:
    """Whether what is new in a column begins another record."""
    return column.key or column.begins


def _alike(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()).rstrip(" .;:") == " ".join(other.casefold().split()).rstrip(" .;:")


def _follows(before: str, number: str) -> bool:
    return before.isdecimal() and number.isdecimal() and int(number) == int(before) + 1


def level_of(kind: Any, field: str) -> Level:
    """The fields of records that a dotted field stands below: ("targets",) for "targets.statement"."""
    names = steps(field)
    level: Level = ()
    for size, name in enumerate(names[:-1], 1):
        kind, _ = optional(hints(item_of(kind) or kind)[name])
        if item_of(kind):
            level = names[:size]
    return level


def shapes_beside(column: TableColumn, level: Level, beside: Collection[str]) -> tuple[Pattern, ...]:
    """The shapes of a column that fill no field which has a column of its own in the same table."""
    own = set(beside) - {column.field}
    return tuple(shape for shape in column.shapes if not any(".".join((*level, name)) in own for name in shape.places))


def taken_by(shapes: Iterable[Pattern], text: str, field: str) -> dict[str, str]:
    """The fields that the first fitting shape takes from a text; the text as one field where none fits."""
    for shape in shapes:
        if taken := shape.take(text):
            return dict(taken.values)
    return {field: text}


def _inside(at: ColumnAt, level: Level) -> tuple[str, ...]:
    return steps(at.column.field)[len(level) :]


def _texts(kind: Any) -> list[str]:
    """The fields of a dataclass that are texts."""
    return [name for name, hint in hints(kind).items() if hint is str]
