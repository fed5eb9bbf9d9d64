"""The way out: a content becomes blocks of a document that read back as the same content.

What stands between the rows of a declaration is drawn in its order. A text that by itself would be taken for a heading
or a datum is printed behind its label; a cell is put together by a shape only where that reads back the same, else the
fields stand in columns of their own.

The rule for texts that this needs: a text has no blank lines, no text alone in a row of a table is a heading of the
layout, and records that a heading names have names of their own.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from rumbo.domain.document import Path, at
from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.shapes import item_of
from rumbo.layouts.outline.declaration import AboutField, Outline, Part, TableColumn, bare, outline
from rumbo.layouts.outline.headings import Headings
from rumbo.layouts.outline.patterns import Pattern
from rumbo.layouts.outline.records import shapes_beside, taken_by
from rumbo.layouts.outline.values import print_value, steps, type_at
from rumbo.papers.document import Block, Cell, Column, Fact, Facts, Heading, Kind, Listing, Paragraph, Table, Tone

KINDS = {Quantity: Kind.NUMBER, Money: Kind.NUMBER, int: Kind.NUMBER, date: Kind.DATE}
TONES = {"note": Tone.NOTE, "source": Tone.NOTE}


def print_outline(content: Any, layout_key: str) -> tuple[Block, ...]:
    """The blocks of a content in its layout; KeyError when there is no such layout."""
    return tuple(_Printing(content, outline(layout_key)).blocks())


def print_outline_template(layout_key: str) -> tuple[Block, ...]:
    """The blocks of an empty document of a layout, to be filled by hand: every heading, label and table."""
    return tuple(_Template(outline(layout_key)).blocks())


class _Printing:
    """One content being printed."""

    def __init__(self, content: Any, layout: Outline) -> None:
        self.content, self.layout = content, layout
        self.headings = Headings(layout)

    def blocks(self) -> Iterator[Block]:
        facts = [fact for named in self.layout.about if (fact := self._fact(named))]
        if facts:
            yield Facts(tuple(facts))
        for part in self.layout.root.parts:
            yield from self.part(part, (), 1)

    def part(self, part: Part, base: Path, level: int) -> Iterator[Block]:
        """The blocks of a part of a record."""
        if part.print == "never":
            return
        match part.kind:
            case "section":
                inner = [block for each in part.parts for block in self.part(each, base, level + 1)]
                yield from self._headed(part, level, inner)
            case "each":
                yield from self._records(part, base, level)
            case "table":
                yield from self._table(part, base)
            case "line":
                yield from self._line(part, base)
            case _:
                value = self._value(part, base)
                if value:
                    yield from self._headed(part, level, list(self._said(part, value)), value)

    def _value(self, part: Part, base: Path) -> Any:
        return at(self.content, (*base, *steps(part.field)))

    def _headed(self, part: Part, level: int, inner: Sequence[Block], value: Any = None) -> Iterator[Block]:
        """Blocks below their heading; nothing where there are none."""
        if not inner:
            return
        if part.headings and part.kind not in ("value",):
            yield Heading(_numbered(part, self._filled(part.headings[0], ())), level)
        yield from inner

    def _said(self, part: Part, value: Any) -> Iterator[Block]:
        match part.kind:
            case "text":
                yield from (Paragraph(self._guarded(line, part)) for line in value.split("\n"))
            case "passages":
                yield from (self._passage(each, part) for each in value)
            case "items":
                yield Listing(tuple(self._item(each, part) for each in value))
            case "notes":
                yield from (Paragraph(f"{part.lines[0].written}: {text}", Tone.NOTE) for text in value)
            case "value":
                yield Facts((Fact(_numbered(part, part.headings[0].written), print_value(value)),))

    def _guarded(self, text: str, part: Part) -> str:
        if text.startswith(f"{part.label}: ") or self.headings.is_known(text):
            return f"{part.label}: {text}"
        return text

    def _passage(self, passage: Any, part: Part) -> Block:
        number = getattr(passage, "number", "")
        text = f"{number} {passage.text}".strip()
        if passage.kind == "item":
            return Listing((text,), marked=not number)
        return Paragraph(self._guarded(text, part), TONES.get(passage.kind, Tone.PLAIN))

    def _item(self, item: Any, part: Part) -> str:
        return str(item) if isinstance(item, str) else self._put_together(item, part.lines)

    def _put_together(self, record: Any, patterns: Iterable[Pattern]) -> str:
        """A record as the first pattern says it that reads back the same; the first of all where none does."""
        ways = list(patterns)
        fields = {name for pattern in ways for name in pattern.places}
        said = {name: print_value(at(record, steps(name))) for name in fields}
        used = {name: text for name, text in said.items() if text}
        for pattern in ways:
            if set(pattern.places) == set(used):
                text = pattern.filled(used)
                if taken_by(ways, text, "") == used:
                    return text
        return ways[0].filled(said) if ways else ""

    def _records(self, part: Part, base: Path, level: int) -> Iterator[Block]:
        first = next(each for each in self.layout.walk() if (each.kind, each.field) == ("each", part.field)) is part
        for number in range(len(self._value(part, base))):
            own = (*base, *steps(part.field), number)
            inner = [block for each in part.parts for block in self.part(each, own, level + 1)]
            if inner or first:
                yield Heading(self._filled(part.headings[0], own), level)
                yield from inner

    def _filled(self, pattern: Pattern, base: Path) -> str:
        return pattern.filled({name: print_value(at(self.content, (*base, *steps(name)))) for name in pattern.places})

    def _line(self, part: Part, base: Path) -> Iterator[Block]:
        values = {name: at(self.content, (*base, *steps(name))) for name in part.lines[0].places}
        if any(value in (None, "") for value in values.values()):
            return
        one = part.has_one and 1 not in values.values()
        yield Paragraph(self._filled(part.lines[1 if one else 0], base))

    def _fact(self, named: AboutField) -> Fact | None:
        """A datum about the document. One that the title could be taken for is said even where it is empty."""
        if named.lines:
            values = {name: getattr(self.content, name) for name in named.lines[0].places}
            text = self._filled(named.lines[0], ()) if None not in values.values() else ""
        else:
            text = print_value(getattr(self.content, named.field))
        owed = named.titles or named.field in self.layout.front
        return Fact(named.header, text) if text or owed else None

    # Tables

    def _table(self, part: Part, base: Path) -> Iterator[Block]:
        records = self._value(part, base)
        if not records:
            return
        kind = item_of(_kind(self.layout.content, base, part.field))
        rows = [row for record in records for row in _rows(record, part, kind)]
        columns = self._columns(part, rows)
        yield _drawn(part, columns, rows, [self._header(column, year) for column, year in columns], kind)

    def _columns(self, part: Part, rows: Sequence["_Row"]) -> list[tuple[TableColumn, int | None]]:
        """The columns to print, one for each year of the document; those apart only where no shape will do."""
        shaped = [column for column in part.columns if column.shapes]
        apart = any(row.composed(column) is None for row in rows for column in shaped)
        columns: list[tuple[TableColumn, int | None]] = []
        for column in part.columns:
            if column.years:
                columns += [(column, year) for year in self._years(column, part)]
            elif column.print != "when_apart" or apart:
                columns.append((column, None))
        return columns

    def _years(self, column: TableColumn, part: Part) -> list[int]:
        """The years that any table of the part has."""
        if not column.years:
            return []
        listed = (each for record in _all_records(self.content, part) for each in getattr(record, column.field))
        return sorted({getattr(each, column.years.year) for each in listed})

    def _header(self, column: TableColumn, year: int | None) -> str:
        if "{" not in column.header:
            return column.header
        if year is not None:
            return column.header.replace("{year}", str(year))
        places = {name: getattr(self.content, name, None) for name in _places(column.header)}
        if None in places.values():
            return bare(column.header)
        return column.header.format(**places)


class _Template(_Printing):
    """The empty document: every part, with nothing under it."""

    def __init__(self, layout: Outline) -> None:
        super().__init__(None, layout)

    def blocks(self) -> Iterator[Block]:
        yield Facts(tuple(Fact(named.header, "") for named in self.layout.about))
        for part in self.layout.root.parts:
            yield from self.part(part, (), 1)

    def part(self, part: Part, base: Path, level: int) -> Iterator[Block]:
        if part.print == "never" or part.kind in ("line", "notes"):
            return
        if part.kind == "table":
            columns = [(column, None) for column in part.columns if column.print != "when_apart"]
            heads = [bare(column.header) or column.header for column, _ in columns]
            yield Table(part.caption, tuple(Column(c.width) for c, _ in columns), (tuple(map(Cell, heads)),))
        elif part.kind == "value":
            yield Facts((Fact(_numbered(part, part.headings[0].written), ""),))
        elif part.headings:
            named = "1" if part.kind == "each" else ""
            places = dict.fromkeys(part.headings[0].places, named)
            yield Heading(_numbered(part, part.headings[0].filled(places)), level)
        for each in part.parts:
            yield from self.part(each, base, level + 1)


class _Row:
    """One row of a table to print: the records of each level, of which those above may already be printed."""

    def __init__(self, record: Any, part: Part) -> None:
        self.record, self.part = record, part

    def composed(self, column: TableColumn) -> str | None:
        """The cell of a column with shapes, put together; None when no shape reads back the same."""
        fields = {name for shape in column.shapes for name in shape.places}
        used = {name: text for name in fields if (text := print_value(at(self.record, steps(name))))}
        if not used:
            return ""
        for shape in column.shapes:
            if set(shape.places) == set(used):
                text = shape.filled(used)
                if taken_by(column.shapes, text, column.field) == used:
                    return text
        return None

    def cell(self, column: TableColumn, year: int | None, beside: Sequence[TableColumn]) -> Cell:
        if year is not None and column.years:
            found = [each for each in getattr(self.record, column.field) if getattr(each, column.years.year) == year]
            return _cell(getattr(found[0], column.years.value)) if found else Cell()
        if column.shapes and len(shapes_beside(column, [each.field for each in beside])) == len(column.shapes):
            return Cell(self.composed(column) or "")
        return _cell(at(self.record, steps(column.field)))


def _rows(record: Any, part: Part, kind: Any) -> Iterator[_Row]:
    yield _Row(record, part)


def _drawn(
    part: Part,
    columns: Sequence[tuple[TableColumn, int | None]],
    rows: Sequence[_Row],
    heads: Sequence[str],
    kind: Any,
) -> Table:
    beside = [column for column, _ in columns]
    return Table(
        caption=part.caption,
        columns=tuple(Column(column.width, _column_kind(column, kind)) for column, _ in columns),
        header=(tuple(Cell(head) for head in heads),),
        rows=tuple(tuple(row.cell(column, year, beside) for column, year in columns) for row in rows),
    )


def _column_kind(column: TableColumn, kind: Any) -> Kind:
    field = type_at(kind, steps(column.field))
    if column.years:
        field = type_at(item_of(field), (column.years.value,))
    return KINDS.get(field, Kind.TEXT)


def _cell(value: Any) -> Cell:
    match value:
        case Quantity():
            return Cell(print_value(value), value.decimal)
        case date():
            return Cell(print_value(value), value)
        case tuple():
            return Cell("\n".join(print_value(each) for each in value))
        case _:
            return Cell(print_value(value))


def _all_records(content: Any, part: Part) -> Iterator[Any]:
    """Every record of the tables of a part, wherever its owners stand."""
    owners: list[Any] = [content]
    for name in part.owner:
        owners = [each for owner in owners for each in at(owner, steps(name))]
    yield from (record for owner in owners for record in at(owner, steps(part.field)))


def _kind(content: Any, base: Path, field: str) -> Any:
    return type_at(content, (*base, *steps(field)))


def _numbered(part: Part, heading: str) -> str:
    return f"{part.number} {heading}".strip()


def _places(header: str) -> list[str]:
    return [piece.split("}")[0] for piece in header.split("{")[1:]]
