"""The sheet of an indicator (hoja de vida, ficha técnica) as a value: what is measured, how, by whom, and against what.

A layout reads into it, a live indicator is printed from it; two sheets say the same when they are equal here. Codes
are keys of ours and names are texts of the document.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rumbo.domain.numbers import Quantity
from rumbo.domain.project.sheet import DocumentControl

AT_LEAST, AT_MOST, EXACTLY = "at_least", "at_most", "exactly"
OPERATORS = (AT_LEAST, AT_MOST, EXACTLY)
VALUE_CHAIN = ("input", "process", "product", "outcome", "impact")
PERFORMANCE = ("effectiveness", "efficiency", "overall_effectiveness", "economy", "quality")
TENDENCIES = ("increasing", "decreasing", "maintain")


@dataclass(frozen=True, slots=True)
class Variable:
    """A quantity that the formula uses under its code; whoever is responsible reports it once for every indicator."""

    code: str
    name: str = ""
    measure_unit: str = ""
    source: str = ""
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class YearTarget:
    """What must be reached in one year."""

    year: int
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """A named range of results, from its lower limit, which belongs to it, up to the upper one, which does not."""

    name: str
    lower: Quantity | None = None
    upper: Quantity | None = None


@dataclass(frozen=True, slots=True)
class SheetMeasurement:
    """What a sheet shows of one period. `result` as printed, in the unit of the indicator."""

    period: str
    numerator: Quantity | None = None
    denominator: Quantity | None = None
    result: Quantity | None = None
    analysis: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the change control of the sheet."""

    version: str
    day: date | None = None
    what: str = ""


NO_CONTROL = DocumentControl()


@dataclass(frozen=True, slots=True)
class IndicatorSheet:
    """One indicator. `baseline_unknown` says in words why there is no baseline ("N/D"); empty where it is a number.

    `value_chain` is one of VALUE_CHAIN, `performance` of PERFORMANCE, `tendency` of TENDENCIES, `operator` of
    OPERATORS; the periodicities are codes of the calendar, `annualization` the code of a rule; each may be empty.
    """

    control: DocumentControl = NO_CONTROL
    code: str = ""
    name: str = ""
    version: str = ""
    process: str = ""
    unit: str = ""
    served_objective: str = ""
    plan: str = ""
    objective: str = ""
    description: str = ""
    value_chain: str = ""
    performance: str = ""
    formula: str = ""
    variables: tuple[Variable, ...] = ()
    measure_unit: str = ""
    decimals: int | None = None
    periodicity: str = ""
    analysis_periodicity: str = ""
    source: str = ""
    method: str = ""
    lag_days: int | None = None
    coverage: str = ""
    baseline: Quantity | None = None
    baseline_unknown: str = ""
    baseline_year: int | None = None
    baseline_source: str = ""
    tendency: str = ""
    annualization: str = ""
    operator: str = ""
    target: Quantity | None = None
    yearly: tuple[YearTarget, ...] = ()
    ranges: tuple[Range, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    measures: str = ""
    analyses: str = ""
    uses: str = ""
    measurements: tuple[SheetMeasurement, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorSheets:
    """The sheets of one document: one a worksheet, one a section, or one a row."""

    sheets: tuple[IndicatorSheet, ...] = ()


def sheets_in(content: object) -> Iterator[tuple[tuple[str | int, ...], IndicatorSheet]]:
    """The sheets of a document of one or of many, each by its path; none of any other document."""
    if isinstance(content, IndicatorSheet):
        yield (), content
    elif isinstance(content, IndicatorSheets):
        yield from ((("sheets", at), each) for at, each in enumerate(content.sheets))
