"""A sheet to fill in: its columns, what each holds, and how it is told apart from every other by its headings.

The headings stay as they are, whatever the language of the reader: they are what makes the sheet readable again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rumbo.domain.numbers import Quantity

Value = Quantity | date | str | None
Values = Mapping[str, Value]


class Holds(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Asked:
    """A column: its name, its heading, what it holds and how wide it is drawn.

    `required` cells may not be empty. `longest` is how many letters fit. `choices` are what its list offers; with
    `listed` nothing else is understood, with `many` a cell holds several, separated by semicolons. `given` columns are
    grey: they tell and are not asked. `lines` may hold line breaks.
    """

    name: str
    heading: str
    width: int = 24
    holds: Holds = Holds.TEXT
    required: bool = False
    longest: int = 300
    choices: tuple[str, ...] = ()
    listed: bool = False
    many: bool = False
    given: bool = False
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet by its name and columns; the columns in `key` make it this sheet and no other. `how` tells who fills
    it in what belongs there. A row in which nothing but the columns in `idle` stands says nothing yet."""

    sheet: str
    how: str
    asked: tuple[Asked, ...]
    key: tuple[str, ...]
    idle: tuple[str, ...] = ()

    @property
    def key_headings(self) -> tuple[str, ...]:
        """The headings without which a table is not this sheet."""
        return tuple(each.heading for each in self.asked if each.name in self.key)
