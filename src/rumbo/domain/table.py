"""A table that was read and checked and makes no plan: the execution of a budget, a map of risks in one sheet.

Amounts are exact; what could not be read is None and told as a finding. A column that a table does not have is not
told, which is not zero.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rumbo.domain.numbers import Money
from rumbo.domain.plan.draft import Block, Recognition, Source, flattened
from rumbo.findings import CheckResult, Finding, Where

Value = str | Money | Fraction | date


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by the number its file shows, with the value of each field that it says. Percentages are in points."""

    row: int
    values: Mapping[str, Value]

    def money(self, name: str) -> Money | None:
        """The amount of a field; None when the row does not say it."""
        value = self.values.get(name)
        return value if isinstance(value, Money) else None

    def amounts(self) -> Iterator[Money]:
        """Every amount that the row says."""
        return (value for value in self.values.values() if isinstance(value, Money))

    def points(self, name: str) -> Fraction | None:
        """The percentage of a field in points; None when the row does not say it."""
        value = self.values.get(name)
        return value if isinstance(value, Fraction) else None


@dataclass(frozen=True, slots=True)
class TableDraft:
    """What a table says: its rows, the rows that sum up, what was found on reading, and the checks made. `cut_off` is
    the day up to which its figures run, where it says one."""

    source: Source
    recognition: Recognition
    block: Block
    rows: tuple[TableRow, ...]
    totals: tuple[TableRow, ...] = ()
    fiscal_year: int | None = None
    findings: tuple[Finding, ...] = ()
    checks: tuple[CheckResult, ...] = ()
    cut_off: date | None = None

    def has(self, *names: str) -> bool:
        """Whether the table has a column for each of the fields."""
        return all(name in self.block.by_field for name in names)

    def header(self, name: str) -> str:
        """The header of a field as written, without the label above it."""
        column = self.block.column_of(name)
        return column.header.rpartition(" › ")[2] if column else name

    def where(self, row: int, name: str = "") -> Where:
        """The place of a field in a row; the beginning of the row when the table has no column for it."""
        column = self.block.column_of(name) if name else None
        cell = self.block.locate(row, column.column if column else 1)
        return Where(self.source.file, self.source.digest, self.block.part, cell, column.header if column else "")

    def everything_found(self) -> tuple[Finding, ...]:
        """The findings of the reading and of the checks together."""
        return self.findings + tuple(flattened(self.checks))

    def spoken_fields(self) -> Iterator[str]:
        """The fields that have a column, in the order of the table."""
        return (column.field for column in self.block.columns if column.field)
