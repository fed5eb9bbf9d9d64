"""A document of several parts as its reader sees it: section by section, each value with what was found beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from rumbo.apps.intake.bridge import DocumentReading
from rumbo.domain.document import Path, at, leaves
from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.plan.strategic import YearQuantity
from rumbo.faces.web.intake.documents.words import called
from rumbo.faces.web.intake.rows import FindingRow, finding_row, gravest, stops
from rumbo.findings import Finding, Severity, sentences_of
from rumbo.layouts.outline.rows import TITLES, lists_in, title_of
from rumbo.layouts.outline.telling import pointer


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value: its path, what it is called, what it says, where it stood, and what was found in it."""

    path: str
    label: str
    text: str
    place: str
    tone: str
    findings: tuple[FindingRow, ...]
    mended: Any
    heads: bool = False

    @property
    def open(self) -> list[FindingRow]:
        """What nobody has overruled."""
        return [each for each in self.findings if each.decision is None]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A record of a table: its path, its name, its values (None where it has no such value), and who added it."""

    path: str
    title: str
    cells: list[ValueRow | None]
    added: Any


@dataclass(frozen=True, slots=True)
class Table:
    """Records whose values stand side by side: the path of their list, the labels of the columns, and the rows."""

    caption: str
    path: str
    columns: list[str]
    rows: list[TableRow]


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its title, its path, who added it, its values, and the records below it as tables or as records again;
    `empty` are its lists that have none."""

    title: str
    path: str
    anchor: str
    added: Any
    values: list[ValueRow]
    tables: list[Table]
    below: list[tuple[str, str, list["Record"]]]
    empty: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document: its number as an address, its name, its records by path, and how much was found in it.
    The first has no records: it is what the document says of itself."""

    number: int
    title: str
    path: Path
    count: int
    found: int


def part_with_errors(reading: DocumentReading, sections: list[Section]) -> int:
    """The number of the part where the first error that nobody settled is mended; the first of all when none is."""
    paths = [reading.path_of(each) for each in reading.open_errors()]
    first = paths[0] if paths else ()
    return next((each.number for each in sections if each.path and first[: len(each.path)] == each.path), 1)


def sections_of(reading: DocumentReading) -> list[Section]:
    """The parts of a document, those without anything left out."""
    listed = [(path, value) for path, value in _lists(reading.content, ()) if value]
    own = [path for path, _value in leaves(reading.content) if not any(path[: len(p)] == p for p, _v in listed)]
    told = [Section(1, _("Datos y textos"), (), len(own), _found(reading, (), [path for path, _v in listed]))]
    for number, (path, value) in enumerate(listed, start=2):
        told.append(Section(number, called(path), path, len(value), _found(reading, path, [])))
    return told


def about_values(reading: DocumentReading) -> list[ValueRow]:
    """What a document says of itself: its data, its texts, its counts."""
    listed = [path for path, value in _lists(reading.content, ()) if value]
    paths = [path for path, _value in leaves(reading.content) if not any(path[: len(p)] == p for p in listed)]
    return [value_row(reading, path) for path in paths]


def records_in(reading: DocumentReading, section: Section, indices: range | list[int]) -> list[Record]:
    """Some records of a section, whole."""
    values = at(reading.content, section.path)
    return [_record(reading, (*section.path, index), values[index]) for index in indices]


def record_in(reading: DocumentReading, path: Path) -> Record:
    """One record, whole."""
    return _record(reading, path, at(reading.content, path))


def empty_lists(value: Any, path: Path = ()) -> list[tuple[str, str]]:
    """The lists of a content that have no record: what each is called, and its path."""
    return [(called(below), pointer(below)) for below, listed in lists_in(value, path) if not listed]


def part_of(reading: DocumentReading, path: Path) -> int:
    """The number of the part in which a value stands."""
    return next(each.number for each in reversed(sections_of(reading)) if path[: len(each.path)] == each.path)


def value_row(reading: DocumentReading, path: Path) -> ValueRow:
    """A value with what was found in it."""
    where = reading.draft.places.get(path)
    rows = tuple(finding_row(reading, each) for each in reading.by_path.get(path, ()))
    return ValueRow(
        path=pointer(path),
        label=_label(reading, path),
        text=reading.text_at(path),
        place=" · ".join(part for part in (where.part, where.cell) if part) if where else "",
        tone=gravest(rows),
        findings=rows,
        mended=reading.mended.get(path),
    )


@dataclass(frozen=True, slots=True)
class Stopping:
    """The open errors of one code: what they stand in the way of, how many, and the part with the first of them, 0 for
    one of the document as a whole."""

    title: str
    stops: str
    count: int
    part: int


def stopping(reading: DocumentReading) -> list[Stopping]:
    """The open errors by code, those first that stand in the way of registering."""
    found: dict[str, list[tuple[Path, Finding]]] = {}
    for path, findings in reading.by_path.items():
        for each in findings:
            if each.severity == Severity.ERROR and reading.decision_on(each) is None:
                found.setdefault(each.code, []).append((path, each))
    told = [
        Stopping(
            _(sentences_of(code).title),
            stops(reading, those[0][1]),
            len(those),
            part_of(reading, those[0][0]) if those[0][0] else 0,
        )
        for code, those in found.items()
    ]
    return sorted(told, key=lambda each: each.stops == "approving")


def of_document(reading: DocumentReading) -> list[FindingRow]:
    """What was found that speaks of no value."""
    return [finding_row(reading, each) for each in reading.by_path.get((), ())]


def _label(reading: DocumentReading, path: Path) -> str:
    """A value of a year is called by its year."""
    holder = at(reading.content, path[:-1]) if path else None
    return str(holder.year) if isinstance(holder, YearQuantity) else called(path)


def _lists(value: Any, path: Path) -> Iterator[tuple[Path, tuple[Any, ...]]]:
    """The outermost tuples of records of a content, empty ones too."""
    for each in fields(value):
        inner = getattr(value, each.name)
        if isinstance(inner, tuple) and inner and is_dataclass(inner[0]):
            yield (*path, each.name), inner
        elif is_dataclass(inner) and not isinstance(inner, Quantity | Money):
            yield from _lists(inner, (*path, each.name))


def _found(reading: DocumentReading, path: Path, without: list[Path]) -> int:
    """How many open findings speak of values below a path."""
    return sum(
        1
        for where, findings in reading.by_path.items()
        if where and where[: len(path)] == path and not any(where[: len(each)] == each for each in without)
        for each in findings
        if reading.decision_on(each) is None
    )


def _record(reading: DocumentReading, path: Path, value: Any) -> Record:
    lists = list(_lists(value, path))
    flat = [(below, listed) for below, listed in lists if not isinstance(listed[0], YearQuantity)]
    tables = [_table(reading, below, listed) for below, listed in flat if not _nests(listed)]
    nested = [(below, listed) for below, listed in flat if _nests(listed)]
    return Record(
        title=title_of(value),
        path=pointer(path),
        added=reading.added.get(path),
        anchor=pointer(path).strip("/").replace("/", "-"),
        values=[value_row(reading, each) for each in _own(value, path, [below for below, _v in flat])],
        tables=tables,
        below=[
            (
                called(below),
                pointer(below),
                [_record(reading, (*below, number), each) for number, each in enumerate(listed)],
            )
            for below, listed in nested
        ],
        empty=empty_lists(value, path),
    )


def _own(value: Any, path: Path, without: list[Path]) -> list[Path]:
    """The values of a record that are of no record below it; the year of a yearly amount is its label."""
    return [
        each
        for each, _value in leaves(value, path)
        if not any(each[: len(below)] == below for below in without) and not (len(each) > 2 and each[-1] == "year")
    ]


def _table(reading: DocumentReading, path: Path, listed: tuple[Any, ...]) -> Table:
    rows = [
        [value_row(reading, each) for each in _own(value, (*path, number), [])] for number, value in enumerate(listed)
    ]
    columns = list(dict.fromkeys(cell.label for row in rows for cell in row))
    by_label = [{cell.label: cell for cell in _headed(row)} for row in rows]
    cells = [[row.get(label) for label in columns] for row in by_label]
    return Table(
        caption=called(path),
        path=pointer(path),
        columns=columns,
        rows=[
            TableRow(pointer((*path, at)), title_of(value), cells[at], reading.added.get((*path, at)))
            for at, value in enumerate(listed)
        ],
    )


def _headed(row: list[ValueRow]) -> list[ValueRow]:
    """The row with the cell that heads it: what names the record, else the first."""
    heading = next((cell for cell in row if cell.path.rpartition("/")[2] in TITLES), row[0] if row else None)
    return [replace(cell, heads=cell is heading) for cell in row]


def _nests(listed: tuple[Any, ...]) -> bool:
    """Whether records hold records of their own, but for the amounts of their years."""
    inner = (listed for each in listed for _path, listed in _lists(each, ()))
    return any(not isinstance(below[0], YearQuantity) for below in inner)
