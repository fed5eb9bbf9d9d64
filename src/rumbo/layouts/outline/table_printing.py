"""Records into the rows of a table, so that the rows read back as the same records.

A record with records below it takes a row for each of these; its own cells stand in the first row only. A column stands
apart where no shape would put its cell together and take it apart alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from rumbo.domain.document import at
from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.shapes import hints, item_of
from rumbo.layouts.outline.declaration import Part, TableColumn, Words, bare
from rumbo.layouts.outline.patterns import Pattern
from rumbo.layouts.outline.records import Level, level_of, shapes_beside, taken_by
from rumbo.layouts.outline.values import Path, print_value, steps, type_at
from rumbo.papers.document import Cell, Choices, Column, Kind, Table

KINDS = {Quantity: Kind.NUMBER, Money: Kind.MONEY, int: Kind.NUMBER, date: Kind.DATE}
MARK = "X"
NOTHING: Words = {}


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A declared column as printed once: for a year, for a label, or as it is."""

    column: TableColumn
    header: str
    year: int | None = None
    label: str = ""


def print_table(part: Part, content: Any, base: Path, offers: Words = NOTHING) -> Table | None:
    """The table of a part of a record; None where it has no records. `offers` are names to choose from, by the field of
    the content."""
    kind = type_at(type(content), (*base, *steps(part.field)))
    item = item_of(kind)
    rows = [row for record in at(content, (*base, *steps(part.field))) for row in _rows(record, item, part)]
    total = at(content, (*base, *steps(part.total))) if part.total else None
    if not rows and total is None:
        return None
    columns = _columns(part, content, base, item, rows)
    beside = {each.column.field for each in columns}
    body = [tuple(_cell(each, item, row, beside) for each in columns) for row in rows]
    if total is not None:
        body.append(_total(columns, total))
    return Table(
        caption=part.caption,
        columns=tuple(drawn_column(each.column, part, item, offers) for each in columns),
        header=(tuple(Cell(each.header) for each in columns),),
        rows=tuple(body),
    )


def drawn_column(column: TableColumn, part: Part, item: Any, offers: Words = NOTHING) -> Column:
    """How a column of the records of a type is drawn: its width, what it holds, and the words that it offers."""
    words = column.words or offers.get(".".join((*part.owner, part.field, column.field)), ())
    return Column(column.width, kind_of(_type(column, item)), offered((MARK,) if column.labels else words))


def offered(words: Sequence[str]) -> Choices | None:
    """The words as choices, where there are any."""
    return Choices(tuple(words)) if words else None


def kind_of(shape: Any) -> Kind:
    """What a cell with a value of a type holds."""
    return KINDS.get(shape, Kind.TEXT)


def put_together(record: Any, patterns: Sequence[Pattern], field: str) -> str | None:
    """A record as the first pattern says it that reads back the same; None where none does."""
    fields = {name for pattern in patterns for name in pattern.places}
    used = {name: text for name in fields if (text := print_value(at(record, steps(name))))}
    if not used:
        return ""
    for pattern in patterns:
        if set(pattern.places) == set(used):
            text = pattern.filled(used)
            if taken_by(patterns, text, field) == used:
                return text
    return None


Row = Mapping[Level, Any]
"""The record of each level that a row prints; a level that stands in a row above is not there."""


def _rows(record: Any, item: Any, part: Part) -> list[Row]:
    levels = {level_of(item, column.field) for column in part.columns} - {()}
    return _side_by_side(record, (), sorted(levels, key=lambda each: (len(each), each)))


def _side_by_side(record: Any, level: Level, levels: Sequence[Level]) -> list[Row]:
    """The rows of a record: those of the records below it, one kind of them beside another; at least one."""
    inside = [each for each in levels if len(each) > len(level) and each[: len(level)] == level]
    nearest = [each for each in inside if not any(each != other and each[: len(other)] == other for other in inside)]
    beside = [
        [row for inner in at(record, each[len(level) :]) for row in _side_by_side(inner, each, inside)]
        for each in nearest
    ]
    rows: list[Row] = [
        {key: value for row in together for key, value in row.items()}
        for together in zip_longest(*beside, fillvalue={})
    ]
    return [{level: record, **(rows[0] if rows else {})}, *rows[1:]]


def _columns(part: Part, content: Any, base: Path, item: Any, rows: Sequence[Row]) -> list[PrintedColumn]:
    """The columns to print: one for each year or label of the document; those apart only where no shape will do."""
    apart = any(_composed(column, item, row) is None for row in rows for column in part.columns if column.shapes)
    columns: list[PrintedColumn] = []
    for column in part.columns:
        if column.years:
            years = _years(column, part, content)
            columns += [PrintedColumn(column, column.header.replace("{year}", str(year)), year) for year in years]
        elif column.labels:
            labels = at(content, (*base, *steps(column.labels)))
            columns += [PrintedColumn(column, label, label=label) for label in labels]
        elif column.print == "when_used" and not any(_says(column, item, row) for row in rows):
            continue
        elif column.print != "when_apart" or apart:
            columns.append(PrintedColumn(column, _header(column, content)))
    return columns


def _says(column: TableColumn, item: Any, row: Row) -> bool:
    level = level_of(item, column.field)
    return level in row and at(row[level], steps(column.field)[len(level) :]) not in (None, "", ())


def _years(column: TableColumn, part: Part, content: Any) -> list[int]:
    """The years that any table of the part has."""
    owners: list[Any] = [content]
    for name in (*part.owner, part.field):
        owners = [each for owner in owners for each in at(owner, steps(name))]
    listed = (each for record in owners for each in at(record, steps(column.field)))
    return sorted({getattr(each, column.years.year) for each in listed}) if column.years else []


def _header(column: TableColumn, content: Any) -> str:
    if "{" not in column.header:
        return column.header
    places = {name: getattr(content, name, None) for name in _places(column.header)}
    return bare(column.header) if None in places.values() else column.header.format(**places)


def _cell(printed: PrintedColumn, item: Any, row: Row, beside: set[str]) -> Cell:
    column = printed.column
    level = level_of(item, column.field)
    if level not in row:
        return Cell()
    record, field = row[level], steps(column.field)[len(level) :]
    value = at(record, field)
    if printed.year is not None and column.years:
        found = [each for each in value if getattr(each, column.years.year) == printed.year]
        return _value_cell(getattr(found[0], column.years.value)) if found else Cell()
    if printed.label:
        return Cell(MARK if printed.label in value else "")
    if isinstance(value, tuple):
        return Cell("\n".join(_item(each, column) for each in value))
    if is_dataclass(value) and not isinstance(value, Quantity | Money):
        return Cell(_item(value, column))
    if column.shapes and len(shapes_beside(column, level, beside)) == len(column.shapes):
        return Cell(put_together(record, column.shapes, ".".join(field)) or "")
    return _value_cell(value)


def _composed(column: TableColumn, item: Any, row: Row) -> str | None:
    """The cell of a column whose shapes fill several fields of its record; None when no shape reads back the same."""
    level = level_of(item, column.field)
    if level not in row:
        return ""
    field = steps(column.field)[len(level) :]
    if not isinstance(at(row[level], field), str):
        return ""
    return put_together(row[level], column.shapes, ".".join(field))


def _item(value: Any, column: TableColumn) -> str:
    """An item of a list in a cell, or a record of one cell, as a shape says it."""
    if not is_dataclass(value):
        return print_value(value)
    shape: Any = type(value)
    texts = [name for name, hint in hints(shape).items() if hint is str]
    told = put_together(value, column.shapes, texts[-1])
    return told if told is not None else " ".join(filter(None, (print_value(getattr(value, name)) for name in texts)))


def _total(columns: Sequence[PrintedColumn], total: Any) -> tuple[Cell, ...]:
    """The row of a total: a record like the rows, or one value in the last column."""
    if is_dataclass(total) and not isinstance(total, Quantity | Money):
        cells = [_value_cell(at(total, steps(each.column.field))) for each in columns]
        return (cells[0] if cells[0].text else Cell("TOTAL"), *cells[1:])
    return (Cell("TOTAL"), *(Cell() for _ in columns[2:]), _value_cell(total))


def _value_cell(value: Any) -> Cell:
    match value:
        case Quantity():
            return Cell(print_value(value), value.decimal)
        case Money():
            return Cell(print_value(value), Decimal(value.centavos).scaleb(-2))
        case date():
            return Cell(print_value(value), value)
        case _:
            return Cell(print_value(value))


def _type(column: TableColumn, item: Any) -> Any:
    field = type_at(item, steps(column.field))
    return type_at(item_of(field), (column.years.value,)) if column.years else field


def _places(header: str) -> list[str]:
    return [piece.split("}")[0] for piece in header.split("{")[1:]]
