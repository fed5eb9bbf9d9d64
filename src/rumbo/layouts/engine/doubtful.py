"""Numbers whose one mark could group or begin the decimals ("1,039"), judged by the column in which they stand.

The rule of the language decides first: the dot groups, the comma begins the decimals. A comma before three digits is
told all the same where nothing else in the column has decimals with a comma; a dot, where the column has decimals with
a dot. A number that the text of its own row repeats ("Realizar 1039 procesos", 1.039) is settled by it. A decimal with
a dot in a column whose dots group is told too, for one of the two is a slip.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import islice

from rumbo.domain.plan.draft import Block, LineOrigin
from rumbo.findings import Finding, Sentences, Severity, Where, declare, marked
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.walking import Walk
from rumbo.notation.numbers import NumberKind, ReadNumber, marks_of, parse_number, print_number, read_number
from rumbo.papers.raw import RawDocument

TWO_READINGS = declare(
    Sentences(
        "layout.number_two_readings",
        Severity.WARNING,
        marked("Número que se puede leer de dos maneras"),
        marked("«{written}», en «{header}», se leyó {read}; también podría ser {other}."),
        marked("Un solo signo ante tres cifras puede separar miles o decimales, y la diferencia es de mil veces."),
        marked("Confírmelo con quien llenó la celda y escriba los miles sin signo y los decimales con coma."),
    )
)
MARKS_MIXED = declare(
    Sentences(
        "layout.decimal_point",
        Severity.WARNING,
        marked("El punto separa miles y también decimales"),
        marked("En «{header}» el punto de «{written}» se leyó como decimal ({read}) y el de «{grouped}» separa miles."),
        marked("Con los dos usos en una columna, quien la lea puede tomar una cifra por otra."),
        marked("Escriba los decimales con coma: {suggestion}."),
    )
)
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
NEAR = 30
"""How many times larger or smaller than its neighbours a reading may be and still be likely."""


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number as a text wrote it. `beside`: the other texts of its row, in which the same amount may stand."""

    text: str
    where: Where | None = None
    header: str = ""
    beside: tuple[str, ...] = ()


MOST_TOLD = 200
"""Of one column; a table in another convention would tell one a row."""
NUMBERS = ("quantity", "programmed", "achieved", "progress")


def doubtful_numbers(walk: Walk) -> Iterator[Finding]:
    """What is told of the columns of numbers of a table that was walked."""
    kinds = {found.field: found.kind for found in walk.layout.fields}
    for number, block in enumerate(walk.blocks):
        lines = [origin for origin in walk.origins if origin.block == number]
        for read in block.columns:
            if kinds.get(read.field) in NUMBERS:
                place = partial(_place, walk.document, block, read.column, read.header)
                column = _column(lines, read.column - 1, read.header, place)
                yield from islice(doubtful(column, kinds[read.field] == "progress"), MOST_TOLD)


def _column(lines: Iterable[LineOrigin], at: int, header: str, place: Callable[[int], Where]) -> list[WrittenNumber]:
    """The texts of a column that have a mark; a cell that holds a number is in no doubt."""
    told = []
    for line in lines:
        text = line.values[at] if at < len(line.values) else None
        if isinstance(text, str) and ("." in text or "," in text) and read_number(text) is not None:
            beside = tuple(text_of(each) for other, each in enumerate(line.values) if other != at and each is not None)  # type: ignore[arg-type]
            told.append(WrittenNumber(text.strip(), place(line.row), header, beside))
    return told


def _place(document: RawDocument, block: Block, column: int, header: str, row: int) -> Where:
    return Where(document.name, document.digest, block.part, block.locate(row, column), header)


def doubtful(column: Sequence[WrittenNumber], percentages: bool = False) -> Iterator[Finding]:
    """What is told of the numbers of one column; `percentages`: its values are percentages, never of thousands."""
    shown = {each.text: marks_of(each.text) for each in column}
    groups, decimals = ({marks[at] for marks in shown.values()} - {""} for at in (0, 1))
    grouped = next((text for text, marks in shown.items() if marks[0] == "."), "")
    for each in column:
        read = read_number(each.text)
        if read is None:
            continue
        if read.ambiguous:
            if _is_open(each.text, read, groups, decimals, percentages) and (found := _told(each, read, column)):
                yield found
        elif grouped and shown[each.text] == ("", "."):
            written = print_number(read.value)
            facts = {"written": each.text[:40], "header": each.header, "read": written, "grouped": grouped[:40]}
            yield Finding(MARKS_MIXED.code, MARKS_MIXED.severity, each.where, facts, written)


def _is_open(text: str, read: ReadNumber, groups: set[str], decimals: set[str], percentages: bool) -> bool:
    """Whether the column leaves the number in doubt."""
    of_percentage = percentages or read.kind is NumberKind.PERCENT
    if "," in text:
        return not of_percentage and "," not in decimals
    return of_percentage or ("." in decimals and "." not in groups)


def _told(each: WrittenNumber, read: ReadNumber, column: Sequence[WrittenNumber]) -> Finding | None:
    """The finding, with the reading that the row or the column speaks for; None where the row repeats what was read."""
    other = read.value / 1000 if "." in each.text else read.value * 1000
    said = {number for text in each.beside for number in _figures(text)}
    if read.value in said and other not in said:
        return None
    near = [number for text in each.beside if (number := parse_number(text)) is not None]
    near += [] if near else [number for one in column if one is not each for number in _figures(one.text)]
    likely = other if other in said else _likely(read.value, other, near)
    facts = {"written": each.text[:40], "header": each.header, "read": print_number(read.value)}
    facts["other"] = print_number(other)
    suggestion = None if likely is None else _beyond_doubt(likely)
    return Finding(TWO_READINGS.code, TWO_READINGS.severity, each.where, facts, suggestion)


def _likely(read: Decimal, other: Decimal, near: Iterable[Decimal]) -> Decimal | None:
    """The one of two readings that is of the size of its neighbours, else the whole one among whole neighbours; None
    where they speak for neither."""
    near = sorted(abs(number) for number in near if number)
    if not near:
        return None
    middle = near[len(near) // 2]
    of_size = [one for one in (read, other) if middle / NEAR <= abs(one) <= middle * NEAR]
    if not of_size and all(number % 1 == 0 for number in near):
        of_size = [one for one in (read, other) if one % 1 == 0]
    return of_size[0] if len(of_size) == 1 else None


def _figures(text: str) -> Iterator[Decimal]:
    """The numbers that stand in a text and can be read one way only."""
    for written in _FIGURE.findall(text):
        if (read := read_number(written)) is not None and not read.ambiguous:
            yield read.value


def _beyond_doubt(value: Decimal) -> str:
    """A number written so that it reads one way only: without groups, and never with three decimals."""
    whole = value == value.to_integral_value()
    return f"{value:.0f}" if whole else f"{value:f}0".replace(".", ",")
