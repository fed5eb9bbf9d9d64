"""The way out: a matrix becomes a neutral table that reads back as the same matrix, in the layout of its document.

Several units are separated by "; " and numbered entries stand each on a line of its own. Where the reader would cut a
name in two, the cell closes with ";": what semicolons separate is then final. What no cell can hold, and is refused
where names are entered: a semicolon or a line end inside the name of a unit or of a catalogue entry.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, repeat

from rumbo.domain.followup.states import NotApplicable, NotProgrammed, NotReported
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.matrix import Alignment, Matrix, PlanLine
from rumbo.layouts.engine.catalogue_index import CatalogueIndex
from rumbo.layouts.engine.declaration import Field, Layout, layout
from rumbo.layouts.engine.drafting import OF_PERIOD, indices
from rumbo.layouts.engine.period_labels import worded
from rumbo.layouts.engine.unit_names import UnitNames

Cell = str | Quantity | date | None
NOT_PROGRAMMED_PRINTED = "No programado"
"""What a matrix says of a period in which nothing is expected: a word of the form, read back in any language."""
KINDS = dict.fromkeys(("quantity", "programmed", "achieved"), "quantity") | {"date": "date", "progress": "percent"}


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column: its field, its header, what its cells are ("text", "quantity", "date", or "percent", a quantity in
    percentage points), its width in characters, and the names that whoever fills it may choose from (`many`: several
    in a cell)."""

    field: str
    header: str
    kind: str
    width: int
    choices: tuple[str, ...] = ()
    many: bool = False


@dataclass(frozen=True, slots=True)
class PrintedHeader:
    """A header cell: where it begins (column from 1) and how many columns and rows it covers."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A matrix as a table: the data about the document, a header of two rows, columns, and rows of domain values."""

    layout: str
    title: str
    about: tuple[tuple[str, str], ...]
    header_rows: tuple[tuple[PrintedHeader, ...], ...]
    columns: tuple[PrintedColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]


def print_matrix(matrix: Matrix, layout_key: str = "") -> PrintedTable:
    """The table of a matrix in its own layout, or in another one; KeyError when there is no such layout."""
    found = layout(layout_key or matrix.kind)
    apart = _needs_apart(matrix, found)
    shown = [column for column in found.fields if _is_shown(column, matrix, apart)]
    units = _unit_cells(matrix.lines)
    return PrintedTable(
        layout=found.key,
        title=found.title,
        about=_about(matrix, found),
        header_rows=_header_rows(shown, matrix, found),
        columns=_columns(shown, matrix, found, tuple(dict.fromkeys(chain.from_iterable(units)))),
        rows=tuple(
            tuple(_cell(column, line, of_period, units) for column in shown)
            for line, *of_period in zip(
                matrix.lines, matrix.programmed or repeat(None), matrix.achieved or repeat(None), strict=False
            )
        ),
    )


def print_template(layout_key: str, fiscal_year: int | None = None, units: Sequence[str] = ()) -> PrintedTable:
    """The empty table of a layout, to be filled by hand: every column, and no rows. `units` are the names of the units
    that may be chosen from."""
    found = layout(layout_key)
    matrix = Matrix(found.key, fiscal_year=fiscal_year)
    shown = [column for column in found.fields if column.print in ("always", "when_apart")]
    columns = _columns(shown, matrix, found, tuple(units))
    about = tuple((named.header, "") for name, named in found.about.items() if name in ("objective", "version"))
    return PrintedTable(found.key, found.title, about, _header_rows(shown, matrix, found), columns, ())


def _columns(
    shown: Sequence[Field], matrix: Matrix, found: Layout, units: tuple[str, ...]
) -> tuple[PrintedColumn, ...]:
    """The columns as printed, with the entries of the catalogue that each takes its values from, or the units."""
    known = indices(found, matrix.fiscal_year)
    return tuple(
        PrintedColumn(
            column.field,
            _label(column, matrix),
            KINDS.get(column.kind, "text"),
            column.width,
            units if column.kind == "units" else _choices(column, known.get(column.catalogue)),
            column.kind in ("units", "alignment"),
        )
        for column in shown
    )


def _choices(column: Field, index: CatalogueIndex | None) -> tuple[str, ...]:
    entries = index.catalogue.entries if index else ()
    if column.kind != "alignment" or "{" not in column.numbered:
        return tuple(entry.name for entry in entries)
    return tuple(column.numbered.format(number=entry.code, name=entry.name) for entry in entries)


def _about(matrix: Matrix, found: Layout) -> tuple[tuple[str, str], ...]:
    texts = {"objective": matrix.objective, "version": matrix.version}
    return tuple((found.about[name].header, text) for name, text in texts.items() if text)


def _is_shown(column: Field, matrix: Matrix, apart: bool) -> bool:
    if column.print == "when_apart":
        return apart
    if column.kind in OF_PERIOD:
        return bool(matrix.programmed if column.kind == "programmed" else matrix.achieved)
    if column.otherwise and apart:
        return any(_value(column, line) for line in matrix.lines)
    if column.print == "always" or (column.group == "followup" and matrix.period):
        return True
    return any(_value(column, line) for line in matrix.lines)


def _needs_apart(matrix: Matrix, found: Layout) -> bool:
    """Whether types of expense need a column of their own: there are some, or a source that reads like one."""
    index = indices(found, matrix.fiscal_year).get("expense_types")

    def is_type(text: str) -> bool:
        return bool(index and index.entry(text))

    return any(line.expense_type or is_type(line.funding_source) for line in matrix.lines)


def _label(column: Field, matrix: Matrix) -> str:
    return _filled(column.label.header, matrix)


def _filled(header: str, matrix: Matrix) -> str:
    period = worded(matrix.period) if matrix.period else ""
    year = "" if matrix.fiscal_year is None else str(matrix.fiscal_year)
    return " ".join(header.replace("{fiscal_year}", year).replace("{period}", period).split())


def _header_rows(shown: Sequence[Field], matrix: Matrix, found: Layout) -> tuple[tuple[PrintedHeader, ...], ...]:
    """Groups above, headers below; a column without a group covers both rows."""
    upper: list[PrintedHeader] = []
    lower: list[PrintedHeader] = []
    group = ""
    for at, column in enumerate(shown, 1):
        if not column.group:
            upper.append(PrintedHeader(_label(column, matrix), at, rows=2))
        else:
            lower.append(PrintedHeader(_label(column, matrix), at))
            if column.group == group:
                last = upper.pop()
                upper.append(PrintedHeader(last.text, last.column, last.columns + 1))
            else:
                upper.append(PrintedHeader(_filled(found.groups[column.group].header, matrix), at))
        group = column.group
    return (tuple(upper), tuple(lower))


def _cell(column: Field, line: PlanLine, of_period: Sequence[object], units: dict[tuple[str, ...], str]) -> Cell:
    if column.kind in OF_PERIOD:
        told = of_period[OF_PERIOD.index(column.kind)]
        return told if told is None or isinstance(told, Quantity) else NOT_PROGRAMMED_PRINTED
    value = _value(column, line)
    if not value:
        return value if isinstance(value, Quantity) else None
    match column.kind:
        case "units":
            return units[line.units]
        case "alignment":
            return "\n".join(_entry(column, entry, at) for at, entry in enumerate(_entries(column, line), 1))
        case _:
            return value if isinstance(value, str | Quantity | date) else None


def _value(column: Field, line: PlanLine) -> object:
    """The value of a field of a line."""
    if column.kind == "alignment":
        return _entries(column, line)
    if column.field.startswith("serves."):
        return getattr(line.serves, column.field.removeprefix("serves.")) if line.serves else None
    if column.kind == "progress":
        return _progress(line)
    return getattr(line, column.field)


def _progress(line: PlanLine) -> Cell:
    match line.progress:
        case NotReported():
            return None
        case NotProgrammed():
            return NOT_PROGRAMMED_PRINTED
        case NotApplicable(reason=reason):
            return f"N/A: {reason}" if reason else "N/A"
        case _:
            return line.progress


def _entries(column: Field, line: PlanLine) -> tuple[Alignment, ...]:
    return tuple(entry for entry in line.alignments if entry.catalogue == column.field)


def _entry(column: Field, entry: Alignment, at: int) -> str:
    if column.numbered == "list":
        return f"{at}. {entry.name}"
    if not entry.number:
        return entry.name
    if not entry.name:
        return column.numbered.split("{number}")[0] + entry.number
    return column.numbered.format(number=entry.number, name=entry.name)


def _unit_cells(lines: Iterable[PlanLine]) -> dict[tuple[str, ...], str]:
    """The cell of each combination of units, closed with ";" where a reader of all the cells would cut it otherwise."""
    cells = {line.units: "; ".join(line.units) for line in lines if line.units}
    while True:
        names = UnitNames({}, cells.values())
        unlike = [units for units, cell in cells.items() if not cell.endswith(";") and names.split(cell) != units]
        if not unlike:
            return cells
        cells.update({units: f"{cells[units]};" for units in unlike})
