"""What the layout of an outline declares, read from its outline.yaml: a document of headings, narrative, data with
labels, lists, repeated parts and tables. One declaration serves reading, printing and the empty template.

key, title     its name in the program and on the screen
content        the dataclass of the domain it reads into, by its full name
telling        fields (dotted) whose headings or tables tell this document from others; `needed` of them must be there
titled         patterns of its title, which counts twice; `never`: patterns of titles that other documents have
front          fields that the first lines of the document fill in this order, where no label says them
settle         a function of the layout's own for what a declaration cannot say: takes the content as read and gives it
               as it should be, by its full name
shaped         a function of the layout's own for documents of another shape: takes the raw document and gives it as the
               parts below read it, by its full name
offers         a function of the layout's own: takes a year, or None, and gives the names that a workbook of that year
               offers in the cells of columns, by field
lists          what the checks compare with, by name: a function of the layout's own that gives the names of a catalogue
about          data with a label ("Vigencia: 2024"), by field; `line` is a pattern for a value that fills several
               fields ("{first_year:year}-{last_year:year}"); `title` says which words of the title are the value
page           patterns of the page header, which fill fields ("Código: {control.code}")
words          what a place of the kind "one" may hold, and the words of a column that has a list, by name; a mapping
               has the words for each key
keys           fields (dotted) whose words are kept as the keys of such a mapping, each with the name of its words
unsaid         fields of numbers (dotted), each with the field that says in words why there is none ("N/D")
holds          a field and a layout: the document holds several of that layout, one a record of the field
ignored        lines that say nothing ("GRACIAS")
parts          the document in the order of printing

A part has a `kind`, and reads into `field` (dotted, from the record it stands in):

section        a heading over other `parts`; no field
text           running text, its paragraphs parted by a line end
passages       running text that keeps its kinds: a tuple of a dataclass with `kind`, `text` and perhaps `number`
items          a list: a tuple of texts, or of dataclasses that the patterns of `lines` fill; `lead` are words of a
               paragraph of passages that announces it and ends in a colon, as "las causas son:" does
pairs          a table of two columns, or lines "Name: value": a tuple of a dataclass whose first two fields are these
value          one value behind a heading, on its line after a colon or in the next line or lines
line           a line that a pattern recognises; its places are the fields it fills
notes          lines anywhere that begin with a label ("Fuente: …"): a tuple of texts
each           a repeated record: the places of its `heading` fill its fields and tell one record from another, so that
               a second heading with the same values goes on with the same record
table          rows of the records of `field`, by `columns`; a dotted field of a column is a level below, whose record
               begins where its columns are filled; `total`: a field for the row that is a total; `above`: patterns
               of a line above the table that fill fields of all its rows, where no column does ("Proceso: Compras")

An `each` whose heading is nothing but places ("{code:code} {name}") opens inside the part that holds it, or
`anywhere: true`; what is printed should rather have a word of its own, for a sheet shows no headings by their looks.
`heading` (printed) and `names` (other ways to write it), and the same for `line`, are patterns; `one` is how a line
is printed where its count is one. `number` is the printed
number of a section. A value with `may_lack` may be left empty without a word. `print` is always, when_used or never
(read only). `label` is printed before a text that by itself would be taken for something else.

A column has `field`, `header`, `names`, `width`, and perhaps `shapes`: patterns that take a cell apart into several
fields and put it together; columns with `print: when_apart` are printed only where no shape reads back the same, those
with `print: when_used` only where a record says something there.
`words` names a list of words, `down: true` fills empty cells from above, `key: true` columns must be there, and what is
new in them begins another record; so it does in columns with `begins: true`, which may be missing. `columns_of` takes
the columns of a table from the declaration of that key beside this one (`table.yaml`). A column
with `years: {year: field, value: field}` stands for as many columns as the document has years. One with
`labels: field` stands for every column that no other is, as the months of a schedule: where its cell is filled, its
label is an item of the column's own field, and all labels are kept in the field named; its `words` are labels that it
does not stand for, and `times` how many of them an empty document has, counted on from that of its header ("Mes 1"). A
column whose `header` is empty is the first one without a label, where none has one of its names.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

import yaml

from rumbo.domain.checks.reference import CatalogueNames
from rumbo.layouts.engine.declaration import SOURCES, Layout, declared_columns, inner_layout, layout
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline.passages import KIND_WORDS
from rumbo.layouts.outline.patterns import Pattern, pattern
from rumbo.papers.raw import RawDocument

FILE = "outline.yaml"
PLAIN_LABEL = "Texto"
Words = Mapping[str, tuple[str, ...]]


def _nothing(_year: int | None) -> Words:
    return {}


@dataclass(frozen=True, slots=True)
class Years:
    """The fields of a record of a year: which is the year and which its value."""

    year: str
    value: str


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table inside an outline."""

    field: str
    header: str
    names: tuple[str, ...] = ()
    width: int = 14
    shapes: tuple[Pattern, ...] = ()
    words: tuple[str, ...] = ()
    print: str = "always"
    down: bool = False
    key: bool = False
    begins: bool = False
    years: Years | None = None
    labels: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an outline. `owner` are the fields of the repeated records it stands in, from the outside in."""

    kind: str
    field: str = ""
    owner: tuple[str, ...] = ()
    headings: tuple[Pattern, ...] = ()
    lines: tuple[Pattern, ...] = ()
    number: str = ""
    label: str = ""
    print: str = "always"
    total: str = ""
    caption: str = ""
    has_one: bool = False
    anywhere: bool = False
    may_lack: bool = False
    lead: tuple[str, ...] = ()
    parts: tuple["Part", ...] = ()
    columns: tuple[TableColumn, ...] = ()
    layout: Layout | None = None
    above: tuple[Pattern, ...] = ()

    def walk(self) -> Iterator["Part"]:
        """This part and all below it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def named(self) -> str:
        """Its heading as printed, without places; its field where it has none."""
        return bare(self.headings[0].written) if self.headings else self.field

    @property
    def inner(self) -> tuple[str, ...]:
        """The owner of the parts inside it."""
        return (*self.owner, self.field) if self.kind == "each" else self.owner


@dataclass(frozen=True, slots=True)
class AboutField:
    """A datum with its label; `lines` take a value apart that fills several fields."""

    field: str
    header: str
    labels: tuple[Pattern, ...]
    lines: tuple[Pattern, ...]
    titles: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A declaration as the engine uses it; `root` holds its parts."""

    key: str
    title: str
    content: Any
    telling: tuple[str, ...]
    needed: int
    titled: tuple[Pattern, ...]
    never: tuple[Pattern, ...]
    front: tuple[str, ...]
    about: tuple[AboutField, ...]
    page: tuple[Pattern, ...]
    ignored: tuple[Pattern, ...]
    root: Part
    settle: Callable[[Any], Any]
    lists: Mapping[str, Callable[[], CatalogueNames]]
    keys: Mapping[str, Mapping[str, tuple[str, ...]]]
    shaped: Callable[[RawDocument], RawDocument] = field(default=lambda document: document)
    unsaid: Mapping[str, str] = field(default_factory=dict)
    holds: Mapping[str, str] = field(default_factory=dict)
    offers: Callable[[int | None], Words] = _nothing

    def walk(self) -> Iterator[Part]:
        """All parts, in order."""
        for part in self.root.parts:
            yield from part.walk()

    def offered(self, fiscal_year: int | None) -> Words:
        """The names that a workbook of a year offers, by field: of each key its first word, and those of the layout."""
        own = {field: tuple(words[0] for words in keyed.values()) for field, keyed in self.keys.items()}
        return own | dict(self.offers(fiscal_year))


@cache
def outlines() -> tuple[Outline, ...]:
    """All layouts of outlines, by key."""
    folders = (folder for folder in files(SOURCES).iterdir() if folder.is_dir() and folder.name[0] not in "_.")
    return tuple(outline(key) for key in sorted(folder.name for folder in folders if folder.joinpath(FILE).is_file()))


def is_outline(key: str) -> bool:
    """Whether a key is that of an outline."""
    return any(found.key == key for found in outlines())


@cache
def outline(key: str) -> Outline:
    """The outline of a key; KeyError when there is none."""
    source = files(SOURCES).joinpath(key, FILE)
    if not key.isidentifier() or not source.is_file():
        raise KeyError(key)
    return declared_outline(yaml.safe_load(source.read_text(encoding="utf-8")))


@cache
def words_said(key: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The words for every key of a layout that a person may meet, by dotted field: the declared ones, and the kinds of
    running text, which a document shows and never says."""
    found = outline(key)
    passages = (part for part in found.walk() if part.kind == "passages")
    return {".".join((*part.owner, part.field, "kind")): KIND_WORDS for part in passages} | dict(found.keys)


def outline_mapped(own: Layout) -> Outline:
    """The outline of a table whose columns an entity says itself, with these in place of the declared ones."""
    base = outline(own.built_in.key)
    parts = tuple(replace(part, layout=own) if part.layout is own.built_in else part for part in base.root.parts)
    return replace(base, root=replace(base.root, parts=parts))


def declared_outline(written: Mapping[str, Any]) -> Outline:
    """An outline of its declaration, wherever that is kept."""
    words = {name: _listed(said) for name, said in written.get("words", {}).items()}
    reading = _Reading(written["key"], words)
    return Outline(
        key=written["key"],
        title=written["title"],
        content=_named(written["content"]),
        telling=tuple(written["telling"]),
        needed=written["needed"],
        titled=reading.patterns(written.get("titled", ())),
        never=reading.patterns(written.get("never", ())),
        front=tuple(written.get("front", ())),
        about=tuple(reading.about(field, said) for field, said in written.get("about", {}).items()),
        page=reading.patterns(written.get("page", ())),
        ignored=reading.patterns([*written.get("ignored", ()), *reading.captions(written["parts"])]),
        root=Part("section", parts=tuple(reading.part(said, ()) for said in written["parts"])),
        settle=_named(written["settle"]) if "settle" in written else _as_read,
        lists={name: _named(said) for name, said in written.get("lists", {}).items()},
        keys={
            field: {key: tuple(map(str, said)) for key, said in written["words"][name].items()}
            for field, name in written.get("keys", {}).items()
        },
        shaped=_named(written["shaped"]) if "shaped" in written else _as_read,
        unsaid=written.get("unsaid", {}),
        holds=written.get("holds", {}),
        offers=_named(written["offers"]) if "offers" in written else _nothing,
    )


def _listed(said: Any) -> tuple[str, ...]:
    """The words of a list, or of all the keys of a mapping."""
    words = [word for listed in said.values() for word in listed] if isinstance(said, Mapping) else said
    return tuple(map(str, words))


def _named(name: str) -> Any:
    """What a full name stands for."""
    module, _, own = name.rpartition(".")
    return getattr(import_module(module), own)


def _as_read(content: Any) -> Any:
    return content


class _Reading:
    """One declaration being read."""

    def __init__(self, key: str, words: Words) -> None:
        self.key, self.words, self.tables = key, words, 0

    def patterns(self, listed: Any) -> tuple[Pattern, ...]:
        return tuple(pattern(str(text), self.words) for text in listed)

    def captions(self, parts: Any) -> Iterator[str]:
        """The captions of tables, which a printed document shows above them."""
        for said in parts:
            if "caption" in said:
                yield said["caption"]
            yield from self.captions(said.get("parts", ()))

    def about(self, field: str, said: Mapping[str, Any]) -> AboutField:
        labels = self.patterns([said["header"], *said.get("names", ())])
        lines = self.patterns([said["line"]]) if "line" in said else ()
        return AboutField(field, said["header"], labels, lines, self.patterns(said.get("title", ())))

    def part(self, said: Mapping[str, Any], owner: tuple[str, ...]) -> Part:
        kind, field = said["kind"], said.get("field", "")
        names = said.get("names", ())
        inner = (*owner, field) if kind == "each" else owner
        return Part(
            kind=kind,
            field=field,
            owner=owner,
            headings=self.patterns([said["heading"], *names]) if "heading" in said else (),
            lines=self._lines(said, names),
            number=str(said.get("number", "")),
            label=said.get("label", PLAIN_LABEL),
            print=said.get("print", "always"),
            total=said.get("total", ""),
            caption=said.get("caption", ""),
            has_one="one" in said,
            anywhere=said.get("anywhere", False),
            may_lack=said.get("may_lack", False),
            lead=tuple(folded(word) for word in said.get("lead", ())),
            parts=tuple(self.part(each, inner) for each in said.get("parts", ())),
            columns=tuple(self._column(each) for each in _columns(said)),
            layout=self._layout(said) if kind == "table" else None,
            above=self.patterns(said.get("above", ())),
        )

    def _lines(self, said: Mapping[str, Any], names: Any) -> tuple[Pattern, ...]:
        if "line" in said:
            return self.patterns([*([said["one"]] if "one" in said else []), said["line"], *names])
        return self.patterns(said.get("lines", ()))

    def _column(self, said: Mapping[str, Any]) -> TableColumn:
        return TableColumn(
            field=said["field"],
            header=str(said["header"]),
            names=tuple(map(str, said.get("names", ()))),
            width=said.get("width", 14),
            shapes=self.patterns(said.get("shapes", ())),
            words=self.words[said["words"]] if "words" in said else (),
            print=said.get("print", "always"),
            down=said.get("down", False),
            key=said.get("key", False),
            begins=said.get("begins", False),
            years=Years(**said["years"]) if "years" in said else None,
            labels=said.get("labels", ""),
            times=said.get("times", 1),
        )

    def _layout(self, said: Mapping[str, Any]) -> Layout:
        """The columns of a table as a layout of the other engine, which matches their headers."""
        if "columns_of" in said:
            return layout(said["columns_of"])
        self.tables += 1
        labelled = [each for each in said["columns"] if not {"years", "labels"} & each.keys()]
        named = ({**each, "header": each["header"] or next(iter(each.get("names", ())), "")} for each in labelled)
        columns = [each for each in named if each["header"]]
        keys = [each["field"] for each in columns if each.get("key")]
        others = [each["field"] for each in columns if not each.get("key")]
        return inner_layout(
            {
                "key": f"{self.key}.{self.tables}",
                "title": said.get("caption", ""),
                "required": keys,
                "supporting": others,
                "needed": said.get("needed", min(1, len(others))),
                "about": {},
                "groups": {},
                "fields": [{**each, "header": bare(str(each["header"])), "kind": "text"} for each in columns],
            }
        )


def _columns(said: Mapping[str, Any]) -> Any:
    """The columns of a table, its own or those that stand in a declaration of their own."""
    return declared_columns(said["columns_of"]) if "columns_of" in said else said.get("columns", ())


def bare(text: str) -> str:
    """A header without its places: "Programación {first_year}-{last_year}" is "Programación"."""
    while (start := text.find("{")) >= 0 and (end := text.find("}", start)) >= 0:
        text = text[:start] + text[end + 1 :]
    return " ".join(text.split()).strip(" -–")
