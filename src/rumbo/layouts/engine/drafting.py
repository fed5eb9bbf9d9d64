"""From the walked rows to the draft: cells become the fields of lines, names become entries, news become proposals."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

from rumbo.content.load import Catalogue, catalogue
from rumbo.domain.checks.progress import says_parts
from rumbo.domain.followup.states import NOT_PROGRAMMED, Programmed
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.draft import Proposal
from rumbo.domain.plan.matrix import Matrix, PeriodRef, PlanLine, ServedTarget
from rumbo.layouts.engine import sentences as say
from rumbo.layouts.engine.catalogue_index import CatalogueIndex
from rumbo.layouts.engine.cells import (
    Memo,
    date_of,
    number_words,
    programmed_of,
    progress_of,
    quantity_of,
    rounded_of,
    text_of,
)
from rumbo.layouts.engine.declaration import Field, Layout
from rumbo.layouts.engine.entries import entries_of
from rumbo.layouts.engine.headers import FOLLOWED, Mapped, year_beside
from rumbo.layouts.engine.proportions import are_proportions, as_percentage, as_said, says_percentage
from rumbo.layouts.engine.unit_names import UnitNames, near_equal
from rumbo.layouts.engine.walking import Walk
from rumbo.papers.raw import RawValue

Name = TypeVar("Name")
Amount = TypeVar("Amount", Programmed, Quantity | None)
_SLOTS = {found.name: at for at, found in enumerate(fields(PlanLine))}
_DEFAULTS = [found.default for found in fields(PlanLine)]
_DEFAULTS[:2] = ["", ""]
_SERVES, _ALIGNMENTS = _SLOTS["serves"], _SLOTS["alignments"]
OF_PERIOD = ("programmed", "achieved")
"""The kinds that tell of the period and are no field of a line."""
Readers = Mapping[str, Memo]
Build = Callable[[tuple[RawValue, ...]], PlanLine]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before reading. `units`: the entity's names of units and their aliases, each with the official
    name; `catalogues`: editions to use instead of those of the fiscal year, by key; `layouts`: what the entity says of
    its own tables, asked before every other layout."""

    units: Mapping[str, str] = field(default_factory=dict)
    catalogues: Mapping[str, Catalogue] = field(default_factory=dict)
    layouts: tuple[Layout, ...] = ()
    unit: str = ""
    """Who answers for the actions of which the document does not say it."""


class Drafting:
    """One document being made into a draft: its catalogues, its names of units, its readers."""

    def __init__(self, walk: Walk, known: Known) -> None:
        self.walk, self.known = walk, known
        first = walk.headers[0].best
        self.fiscal_year = first.fiscal_year or walk.about.fiscal_year
        self.period = first.period or walk.about.title_period
        if self.fiscal_year is None:
            self.fiscal_year = self.period.fiscal_year if self.period else year_beside(walk.headers[0].cells)
        if self.period is None and self.fiscal_year and first.span[1]:
            self.period = PeriodRef(self.fiscal_year, *first.span)
        self.indices = indices(walk.layout, self.fiscal_year, known)
        self.names = UnitNames(known.units, self._unit_cells())
        self.rounded: dict[str, tuple[RawValue, Quantity]] = {}
        self.readers: Readers = {found.field: self._reader(found) for found in walk.layout.fields}

    def matrix(self) -> Matrix:
        """The lines and the data about the document."""
        about = self.walk.about
        builds = [self._build(header.best) for header in self.walk.headers]
        lines = self._answered(tuple([builds[origin.block](origin.values) for origin in self.walk.origins]))  # type: ignore[arg-type]
        return Matrix(
            kind=self.walk.layout.built_in.key,
            objective=about.texts.get("objective", ""),
            version=about.texts.get("version", ""),
            fiscal_year=self.fiscal_year,
            period=self.period,
            lines=lines,
            programmed=self._of_period("programmed", self._promised),
            achieved=self._of_period("achieved", self._done),
        )

    def _answered(self, lines: tuple[PlanLine, ...]) -> tuple[PlanLine, ...]:
        """The lines with who answers for them: where the table has no column for it, the unit that the document names
        above it; else, of those that name none, the one that a person said."""
        said = self.known.unit
        without = {at for at, each in enumerate(self.walk.headers) if "units" not in each.best.columns}
        above = {at: told for at, told in self.walk.units_above.items() if at in without and not said}
        counts = Counter(origin.block for origin in self.walk.origins)
        for at, (unit, where) in above.items():
            self.walk.tell(say.UNIT_OF_ALL, where, unit=unit, count=counts[at])
        followed = any(name in each.best.columns for each in self.walk.headers for name in FOLLOWED)
        if not said and not followed and len(without) == len(self.walk.headers) and not above:
            self.walk.tell(say.NO_UNITS, None)
        if not said and not above:
            return lines
        named = {at: unit for at, (unit, _where) in above.items()} or dict.fromkeys(counts, said)
        units = {at: self.names.split(unit) for at, unit in named.items()}
        return tuple(
            line if line.units or origin.block not in units else replace(line, units=units[origin.block])
            for line, origin in zip(lines, self.walk.origins, strict=True)
        )

    def _of_period(self, name: str, read: Callable[[RawValue], Amount]) -> tuple[Amount | None, ...]:
        """What is told of the period, line by line, where the document tells it of any. An empty cell says nothing."""
        cells = [header.best.columns.get(name) for header in self.walk.headers]
        if not any(cells):
            return ()
        told = ((cells[origin.block], origin.values) for origin in self.walk.origins)
        values = (values[cell.column - 1] if cell else None for cell, values in told)
        return tuple([None if value is None or value == "" else read(value) for value in values])  # type: ignore[arg-type]

    def _promised(self, value: RawValue) -> Programmed:
        """What cannot be read is found apart."""
        read = self.readers["programmed"][value]
        return read if isinstance(read, Quantity) else NOT_PROGRAMMED

    def _done(self, value: RawValue) -> Quantity | None:
        read = self.readers["achieved"][value]
        return read if isinstance(read, Quantity) else None

    def _unit_cells(self) -> Iterator[str]:
        for number, header in enumerate(self.walk.headers):
            if cell := header.best.columns.get("units"):
                at = cell.column - 1
                cells = {origin.values[at] for origin in self.walk.origins if origin.block == number}
                yield from sorted(text_of(value) for value in cells if isinstance(value, str))

    def _reader(self, found: Field) -> Memo:
        match found.kind:
            case "achieved":
                return Memo(lambda value: quantity_of(value) or self._rounded(found.field, value))
            case "quantity":
                return Memo(quantity_of)
            case "date":
                return Memo(date_of)
            case "programmed":
                return Memo(lambda value: programmed_of(value) or self._rounded(found.field, value))
            case "progress":
                told = self._told(found.field)
                return Memo(lambda value: self._progress(told(value)))
            case "units":
                return Memo(lambda value: self.names.split(text_of(value)) if value is not None else ())
            case "alignment":
                index = self.indices.get(found.catalogue)
                claims = found.numbered not in ("", "list")
                return Memo(lambda value: entries_of(text_of(value), index, found.field, claims) if value else ())
            case _:
                return Memo(text_of)

    def _progress(self, value: RawValue) -> object:
        return progress_of(value) or self._rounded("progress", value) or _DEFAULTS[_SLOTS["progress"]]

    def _rounded(self, name: str, value: RawValue) -> Quantity | None:
        """A number finer than a quantity can be, rounded; told once for its column."""
        read = rounded_of(value)
        if read is not None:
            self.rounded.setdefault(name, (value, read))
        return read

    def tell_rounded(self) -> None:
        """Tells of each column that was rounded, with one of its values."""
        for name, (value, read) in self.rounded.items():
            header = next(cell.written for each in self.walk.headers if (cell := each.best.columns.get(name)))
            self.walk.tell(
                say.ROUNDED, None, header=header, written=text_of(value), read=number_words(read.decimal.normalize())
            )

    def _told(self, name: str) -> Callable[[RawValue], RawValue]:
        """How the cells of a column are taken: as parts of one where they are percentages without their sign.

        Under a header that says no percentage a 1 may be the one thing that was promised."""
        cells = [header.best.columns.get(name) for header in self.walk.headers]
        if any(cell and says_parts(cell.written) for cell in cells):
            return as_said
        header = next((cell.written for cell in cells if cell and says_percentage(cell.written)), "")
        told = ((cells[origin.block], origin.values) for origin in self.walk.origins)
        if not header or not are_proportions(values[cell.column - 1] for cell, values in told if cell):  # type: ignore[misc]
            return lambda value: value
        self.walk.tell(say.PROPORTIONS, None, header=header)
        return as_percentage

    def _build(self, header: Mapped) -> Build:
        """A function that makes a line of the values of a row, for one order of columns."""
        plain, serves, aligned = [], [], []
        for found in self.walk.layout.fields:
            if found.kind not in OF_PERIOD and (cell := header.columns.get(found.field)):
                step = (cell.column - 1, self.readers[found.field])
                if found.kind == "alignment":
                    aligned.append(step)
                elif found.field.startswith("serves."):
                    serves.append((found.field.removeprefix("serves."), *step))
                elif found.otherwise and found.otherwise not in header.columns:
                    plain += [(_SLOTS[name], step[0], reader) for name, reader in self._shared(found)]
                else:
                    plain.append((_SLOTS[found.field], *step))

        def build(values: tuple[RawValue, ...]) -> PlanLine:
            cells = _DEFAULTS.copy()
            for slot, at, reader in plain:
                if values[at] is not None:
                    cells[slot] = reader[values[at]]
            if serves:
                cells[_SERVES] = _served({name: reader[values[at]] for name, at, reader in serves})
            if aligned:
                cells[_ALIGNMENTS] = tuple([entry for at, reader in aligned for entry in reader[values[at]]])  # type: ignore[attr-defined]
            return PlanLine(*cells)  # type: ignore[arg-type]

        return build

    def _shared(self, found: Field) -> list[tuple[str, Memo]]:
        """The two readers of a column whose values belong partly to another field."""
        index = self.indices[self.walk.layout.field(found.otherwise).catalogue]

        def own(value: RawValue) -> str:
            return "" if index.entry(text_of(value)) else text_of(value)

        def other(value: RawValue) -> str:
            return text_of(value) if index.entry(text_of(value)) else ""

        return [(found.field, Memo(own)), (found.otherwise, Memo(other))]

    def proposals(self, matrix: Matrix) -> tuple[Proposal, ...]:
        """What a person settles: units nobody knew, names that may be aliases, entries that no catalogue has."""
        return (*self._unit_proposals(matrix), *self._entry_proposals(matrix))

    def _unit_proposals(self, matrix: Matrix) -> Iterator[Proposal]:
        used = _users((at, name) for at, line in enumerate(matrix.lines) for name in line.units)
        aliases = dict(near_equal(Counter({name: len(lines) for name, lines in used.items()})))
        for name, lines in used.items():
            if self.names.official(name):
                continue
            kind = "unit_alias" if name in aliases else "unit"
            yield Proposal(kind, name, aliases.get(name, ""), "", lines)

    def _entry_proposals(self, matrix: Matrix) -> Iterator[Proposal]:
        unknown = _users(
            (at, (entry.catalogue, entry.name))
            for at, line in enumerate(matrix.lines)
            for entry in line.alignments
            if not entry.code
        )
        for (key, name), lines in unknown.items():
            index = self.indices.get(self.walk.layout.field(key).catalogue)
            near = index.near(name) if index else None
            yield Proposal("catalogue_entry", name, near.name if near else "", key, lines)


def indices(layout: Layout, fiscal_year: int | None, known: Known = Known()) -> dict[str, CatalogueIndex]:
    """The catalogues of a layout for a fiscal year, ready to be asked; one that no edition covers is left out."""
    found = {key: known.catalogues.get(key) or catalogue(key, fiscal_year) for key in layout.catalogues.values()}
    return {key: CatalogueIndex(edition) for key, edition in found.items() if edition}


def _served(read: Mapping[str, object]) -> ServedTarget | None:
    indicator, unit, quantity = read.get("indicator", ""), read.get("measure_unit", ""), read.get("quantity")
    if not indicator and not unit and quantity is None:
        return None
    return ServedTarget(str(indicator), str(unit), quantity if isinstance(quantity, Quantity) else None)


def _users(pairs: Iterator[tuple[int, Name]]) -> dict[Name, tuple[int, ...]]:
    users: dict[Name, list[int]] = {}
    for at, name in pairs:
        users.setdefault(name, []).append(at)
    return {name: tuple(lines) for name, lines in users.items()}
