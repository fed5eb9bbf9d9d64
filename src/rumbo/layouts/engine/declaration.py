"""What a layout declares, read from its layout.yaml. One declaration serves reading, printing and the empty template.

key, title     its name in the program and on the screen
extends        another layout whose words it inherits; lists and mappings given here replace the inherited ones
required       fields without which a table is not this layout (`also_enough`: other sets that will do)
supporting     fields of which at least `needed` must be there too
about          data about the document ("Objetivo: …"), by name, with header and other names
groups         labels above the headers, with header to print and other names in use
fields         the columns in the order of printing. `field` is a field of `PlanLine`, `serves.…`, `programmed` and
               `achieved` (what was promised and done in the period followed up) or the key of a list of alignments;
               `kind` is text, quantity, date, units, alignment, programmed, achieved or progress; `names` are
               synonyms of the header; `catalogue` names the list its values come from; `numbered` says how its
               entries show their number ("list": a mere list number); `otherwise` is the field that takes a value
               which belongs to that field's catalogue, where the table has no column for it; `of_period` is the field
               that the same header means when it names a period ("META II TRIMESTRE"); `in_period` are names that it
               has only under a period ("Ejec"); `print` is always, when_used or
               when_apart (used, or needed to tell its values from those of the column that may take them)
printed        when given: the fields that every file shows; the others are shown when a line holds them

A `table.yaml` declares in the same words a table that is read and checked and makes no plan (a budget's execution); its
kinds are also code, bpin, money, percent, number, scale and zone. What an entity says of its own tables is declared so
too (`mapping.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from rumbo.layouts.engine.folding import folded

SOURCES = "rumbo.layouts"
MATRIX, TABLE = "layout.yaml", "table.yaml"
KEPT = "kept"
"""The kind of a column that an entity keeps without reading it into a field."""
_INNER: dict[str, "Layout"] = {}


@dataclass(frozen=True, slots=True)
class Named:
    """A label: how it is printed, and every folded name under which it is recognised."""

    header: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a layout. `width` is in characters of a sheet."""

    field: str
    label: Named
    kind: str
    group: str = ""
    width: int = 12
    catalogue: str = ""
    numbered: str = ""
    otherwise: str = ""
    of_period: str = ""
    print: str = "always"
    in_period: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Levels:
    """Rows of levels among the lines: the column whose marks tell them, the column that names them, which field of the
    lines below each mark fills (empty: passed by), and the folded marks of lines themselves."""

    marks: frozenset[str]
    text: frozenset[str]
    fills: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A declaration as the engine uses it. `base` is the layout of which an entity's own is made, None for the others;
    `depth` the rows of its header (0: any); `plan` whether its lines are those of a plan."""

    key: str
    title: str
    required: tuple[frozenset[str], ...]
    supporting: frozenset[str]
    needed: int
    about: Mapping[str, Named]
    groups: Mapping[str, Named]
    fields: tuple[Field, ...]
    base: "Layout | None" = None
    depth: int = 0
    levels: Levels | None = None

    @property
    def own(self) -> bool:
        """Whether an entity declared it for a table of its own."""
        return self.base is not None

    @property
    def built_in(self) -> "Layout":
        """The layout that a document of this one is kept and printed in."""
        return self.base or self

    @property
    def plan(self) -> bool:
        """Whether its lines are actions of a plan."""
        return any(found.field == "quantity" for found in self.built_in.fields)

    def field(self, name: str) -> Field:
        """The column of a field; StopIteration becomes KeyError for a name the layout does not have."""
        for found in self.fields:
            if found.field == name:
                return found
        raise KeyError(name)

    @property
    def catalogues(self) -> Mapping[str, str]:
        """The catalogue of each field that has one."""
        return {found.field: found.catalogue for found in self.fields if found.catalogue}


@cache
def layouts() -> tuple[Layout, ...]:
    """All layouts, those that ask for more before those that ask for less."""
    return tuple(sorted(map(layout, _declared(MATRIX)), key=lambda found: -max(map(len, found.required))))


@cache
def tables() -> tuple[Layout, ...]:
    """The tables that are read and checked and make no plan."""
    return tuple(map(layout, _declared(TABLE)))


def _declared(name: str) -> list[str]:
    folders = (folder for folder in files(SOURCES).iterdir() if folder.is_dir() and folder.name[0] not in "_.")
    return sorted(folder.name for folder in folders if folder.joinpath(name).is_file())


@cache
def layout(key: str) -> Layout:
    """The layout of a key; KeyError when there is none."""
    return _INNER[key] if key in _INNER else declared_layout(_written(key))


def inner_layout(written: Mapping[str, Any]) -> Layout:
    """The columns of a table inside another document, known by their key from now on."""
    found = declared_layout(written)
    _INNER[found.key] = found
    return found


def declared_layout(written: Mapping[str, Any]) -> Layout:
    """A layout of its declaration, wherever that is kept."""
    required = [written["required"], *written.get("also_enough", ())]
    fields = tuple(_field(words) for words in written["fields"])
    if printed := written.get("printed"):
        fields = tuple(_shown(found, found.field in printed) for found in fields)
    return Layout(
        key=written["key"],
        title=written["title"],
        required=tuple(frozenset(names) for names in required),
        supporting=frozenset(written["supporting"]),
        needed=written["needed"],
        about={name: _named(words) for name, words in written["about"].items()},
        groups={name: _named(words) for name, words in written["groups"].items()},
        fields=fields,
    )


def declared_columns(key: str) -> list[dict[str, Any]]:
    """The columns of a table as its declaration writes them, for the document that has it."""
    columns: list[dict[str, Any]] = _written(key)["fields"]
    return columns


def _written(key: str) -> dict[str, Any]:
    sources = [files(SOURCES).joinpath(key, name) for name in (MATRIX, TABLE)] if key.isidentifier() else []
    source = next((found for found in sources if found.is_file()), None)
    if source is None:
        raise KeyError(key)
    own: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return {**_written(own["extends"]), **own} if "extends" in own else own


def _named(words: Mapping[str, Any]) -> Named:
    header = str(words["header"])
    bare = header.replace("{fiscal_year}", "").replace("{period}", "")
    return Named(header, frozenset(folded(str(name)) for name in (bare, *words.get("names", ()))))


def _field(words: Mapping[str, Any]) -> Field:
    own = {name: words[name] for name in Field.__dataclass_fields__ if name in words}
    own["in_period"] = frozenset(folded(str(name)) for name in words.get("in_period", ()))
    return Field(**own, label=_named(words))


def _shown(found: Field, always: bool) -> Field:
    if found.print == "when_apart":
        return found
    return replace(found, print="always" if always else "when_used")
