"""The way out: a content becomes blocks of a document that read back as the same content.

What stands in a declaration is drawn in its order. A text that by itself would be taken for a heading or a datum is
printed behind its label.

The rule for texts that this needs: a text has no blank lines; an item of a list is one line; the number that opens an
item is its number and no part of its text (`numbered_item`, asked by reader and forms alike); no text alone in a row of
a table is a heading of the layout; records that a heading names have names of their own, whatever their signs, and
records that a row names differ in more than a closing stop.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from types import MappingProxyType
from typing import Any

from rumbo.domain.document import Path, at
from rumbo.layouts.outline.declaration import AboutField, Outline, Part, TableColumn, bare, outline
from rumbo.layouts.outline.headings import Headings
from rumbo.layouts.outline.keys import with_words
from rumbo.layouts.outline.passages import WORDS, photograph, spoken, understood
from rumbo.layouts.outline.patterns import Pattern
from rumbo.layouts.outline.table_printing import drawn_column, kind_of, offered, print_table, put_together
from rumbo.layouts.outline.tables import PAIR_HEADER
from rumbo.layouts.outline.values import print_value, steps, type_at
from rumbo.papers.document import Block, Cell, Column, Fact, Facts, Heading, Listing, Paragraph, Table, Tone
from rumbo.papers.reading.settling import STARRED
from rumbo.papers.reading.text_blocks import classified

TONES = {"note": Tone.NOTE, "source": Tone.NOTE}
PAIR_COLUMNS = (Column(24), Column(60))
WRITTEN = ("text", "passages", "items")
"""The kinds of parts that are written freely: an empty document has room for them."""


def print_outline(
    content: Any, layout_key: str, pictures: Mapping[Path, bytes] = MappingProxyType({})
) -> tuple[Block, ...]:
    """The blocks of a content in its layout, with the pictures (PNG or JPEG) that its passages show; KeyError when
    there is no such layout."""
    return print_declared(content, outline(layout_key), pictures)


def print_declared(
    content: Any, layout: Outline, pictures: Mapping[Path, bytes] = MappingProxyType({})
) -> tuple[Block, ...]:
    """The blocks of a content in a layout, wherever that is kept."""
    return tuple(_joined(_Printing(with_words(content, layout.keys), layout, pictures).blocks()))


def print_outline_template(layout_key: str, fiscal_year: int | None = None) -> tuple[Block, ...]:
    """The blocks of an empty document of a layout, to be filled by hand: every heading, label and table; the columns
    of a year say the one that is given."""
    return tuple(_joined(_Template(outline(layout_key), fiscal_year).blocks()))


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Data that follow one another as one list of data, and items as one list."""
    held: Facts | Listing | None = None
    for block in blocks:
        if isinstance(held, Facts) and isinstance(block, Facts):
            held = Facts(held.items + block.items)
        elif isinstance(held, Listing) and isinstance(block, Listing) and held.marked == block.marked:
            held = Listing(held.items + block.items, held.marked)
        else:
            if held:
                yield held
            held = block if isinstance(block, Facts | Listing) else None
            if held is None:
                yield block
    if held:
        yield held


class _Printing:
    """One content being printed."""

    def __init__(self, content: Any, layout: Outline, pictures: Mapping[Path, bytes] = MappingProxyType({})) -> None:
        self.content, self.layout, self.pictures = content, layout, pictures
        self.headings = Headings(layout)
        self.offers = layout.offered(getattr(content, "fiscal_year", None))

    def blocks(self) -> Iterator[Block]:
        """Everything, from top to bottom."""
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
                yield from self._headed(part, base, level, inner)
            case "each":
                yield from self._records(part, base, level)
            case "table":
                if table := print_table(part, self.content, base, self.offers):
                    yield table
            case "line":
                yield from self._line(part, base)
            case _:
                if (value := self._value(part, base)) not in (None, "", ()):
                    yield from self._headed(part, base, level, list(self._said(part, value, base)))

    def _value(self, part: Part, base: Path) -> Any:
        return at(self.content, (*base, *steps(part.field)))

    def _headed(self, part: Part, base: Path, level: int, inner: Sequence[Block]) -> Iterator[Block]:
        """Blocks below their heading; nothing where there are none."""
        if inner and part.headings and part.kind != "value":
            yield Heading(_numbered(part, self._heading(part, base)), level)
        yield from inner

    def _heading(self, part: Part, base: Path) -> str:
        """The heading of a part with its places filled; without them where one has nothing to say."""
        pattern = part.headings[0]
        said = [name != "_" and at(self.content, (*base, *steps(name))) not in (None, "") for name in pattern.places]
        return self._filled(pattern, base) if all(said) else bare(pattern.written)

    def _said(self, part: Part, value: Any, base: Path) -> Iterator[Block]:
        match part.kind:
            case "text":
                yield from (Paragraph(self._guarded(line, part)) for line in value.split("\n"))
            case "passages":
                for number, (each, after) in enumerate(zip(value, (*value[1:], None), strict=True)):
                    shown = self.pictures.get((*base, *steps(part.field), number), b"")
                    leads = after is not None and after.kind == "item"
                    yield photograph(shown, each) if shown else self._passage(each, part, leads)
            case "items":
                yield Listing(tuple(self._item(each, part) for each in value))
            case "pairs":
                rows = tuple(tuple(Cell(print_value(cell)) for cell in astuple(each)[:2]) for each in value)
                yield Table("", PAIR_COLUMNS, (tuple(map(Cell, PAIR_HEADER)),), rows)
            case "notes":
                yield from (Paragraph(f"{part.lines[0].written}: {text}", Tone.NOTE) for text in value)
            case "value":
                yield Facts((Fact(_numbered(part, self._heading(part, base)), print_value(value)),))

    def _guarded(self, text: str, part: Part) -> str:
        looks, _ = understood(classified(text)[0], text)
        looks = "note" if STARRED.match(text) else looks
        if text.startswith(f"{part.label}: ") or looks != "paragraph" or self.headings.is_known(text):
            return f"{part.label}: {text}"
        return text

    def _plain(self, text: str, part: Part) -> str:
        """An item, which only must not be taken for a heading or a datum."""
        known = text.startswith(f"{part.label}: ") or self.headings.is_known(text)
        return f"{part.label}: {text}" if known else text

    def _passage(self, passage: Any, part: Part, leads: bool) -> Block:
        """A passage; `leads`: an item follows it, which might be taken for one of a list that it announces."""
        number = getattr(passage, "number", "")
        if passage.kind == "item":
            return Listing((f"{number} {self._plain(passage.text, part)}".strip(),), marked=not number)
        text = f"{number} {passage.text}".strip()
        if passage.kind in WORDS:
            return Paragraph(spoken(passage.kind, text), TONES.get(passage.kind, Tone.PLAIN))
        if (leads and self.headings.led_by(text, part)) or classified(text)[1]:
            return Paragraph(f"{part.label}: {text}")
        return Paragraph(self._guarded(text, part))

    def _item(self, item: Any, part: Part) -> str:
        if isinstance(item, str):
            return self._plain(item, part)
        if text := put_together(item, part.lines, ""):
            return text
        said = {name: print_value(at(item, steps(name))) for way in part.lines for name in way.places}
        # The first way that leaves no gap, where none reads back the same.
        return next((way for way in part.lines if all(map(said.get, way.places))), part.lines[0]).filled(said)

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
        """A line in the first of its ways whose fields all say something."""
        ways = part.lines
        if part.has_one:
            one, many, *others = ways
            ways = (one, *others) if self._is_one(one, base) else (many, *others)
        for pattern in ways:
            values = [at(self.content, (*base, *steps(name))) for name in pattern.places if name != "_"]
            if "_" not in pattern.places and all(value not in (None, "") for value in values):
                yield Paragraph(self._filled(pattern, base))
                return

    def _is_one(self, pattern: Pattern, base: Path) -> bool:
        return any(at(self.content, (*base, *steps(name))) == 1 for name in pattern.places)

    def _fact(self, named: AboutField) -> Fact | None:
        """A datum about the document. One that the title could be taken for is said even where it is empty."""
        if named.lines:
            values = [getattr(self.content, name) for name in named.lines[0].places]
            text = "" if None in values else self._filled(named.lines[0], ())
        else:
            text = print_value(at(self.content, steps(named.field)))
        owed = named.titles or named.field in self.layout.front
        return Fact(named.header, text) if text or owed else None


class _Template(_Printing):
    """The empty document: every part, with nothing under it."""

    def __init__(self, layout: Outline, fiscal_year: int | None) -> None:
        super().__init__(None, layout)
        self.fiscal_year = fiscal_year
        self.offers = layout.offered(fiscal_year)

    def _head(self, column: TableColumn) -> Cell:
        if column.years and self.fiscal_year:
            return Cell(column.header.replace("{year}", str(self.fiscal_year)))
        return Cell(bare(column.header) or column.header)

    def blocks(self) -> Iterator[Block]:
        if self.layout.about:
            about = self.layout.about
            yield Facts(
                tuple(
                    Fact(each.header, "") if each.lines else self._blank(each.header, (each.field,)) for each in about
                )
            )
        for part in self.layout.root.parts:
            yield from self.part(part, (), 1)

    def _blank(self, name: str, fields: tuple[str, ...]) -> Fact:
        """A datum to be filled in."""
        path = tuple(step for each in fields for step in steps(each))
        return Fact(name, "", kind_of(type_at(self.layout.content, path)), offered(self.offers.get(".".join(path), ())))

    def part(self, part: Part, base: Path, level: int) -> Iterator[Block]:
        if part.print != "always" or part.kind in ("line", "notes"):
            return
        if part.kind == "table":
            shown = [each for column in part.columns if column.print != "when_apart" for each in _counted_on(column)]
            heads = tuple(map(self._head, shown))
            path: Path = sum(((*steps(name), 0) for name in (*part.owner, part.field)), ())
            item = type_at(self.layout.content, tuple(path))
            yield Table(
                part.caption, tuple(drawn_column(column, part, item, self.offers) for column in shown), (heads,)
            )
        elif part.kind == "value":
            yield Facts((self._blank(_numbered(part, bare(part.headings[0].written)), (*part.owner, part.field)),))
        elif part.headings:
            places = dict.fromkeys(part.headings[0].places, "1" if part.kind == "each" else "")
            yield Heading(_numbered(part, part.headings[0].filled(places)), level)
        if part.kind == "pairs":
            yield Table("", PAIR_COLUMNS, (tuple(map(Cell, PAIR_HEADER)),))
        elif part.kind in WRITTEN:
            yield Paragraph("")
        for each in part.parts:
            yield from self.part(each, base, level + 1)


def _counted_on(column: TableColumn) -> list[TableColumn]:
    """A column as often as an empty document has it: "Mes 1", "Mes 2" and on."""
    word, _, first = column.header.rpartition(" ")
    if column.times == 1:
        return [column]
    return [replace(column, header=f"{word} {int(first) + at}") for at in range(column.times)]


def _numbered(part: Part, heading: str) -> str:
    return f"{part.number} {heading}".strip()
