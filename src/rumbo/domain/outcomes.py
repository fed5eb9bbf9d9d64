"""What comes of computing a percentage: a figure, or nothing with the reason why. Never a zero that stands for nothing.

An outcome keeps its ground, the very numbers it was computed from, so that a later trace cannot tell another story.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from rumbo.domain.numbers import figure_of

Units = int | Fraction
"""An amount in ten-thousandths of its unit of measure; a fraction where a division made it."""

LARGEST_FIGURE = 2**63 - 1
"""A figure is stored in a 64-bit column: 922 million percent. Beyond it the scale is wrong and there is no figure."""


class Reason(StrEnum):
    """Why there is no figure. The sentence of each is in `rumbo.domain.measurement.sentences`."""

    NOT_PROGRAMMED = "not_programmed"
    ZERO_TARGET = "zero_target"
    NO_TARGET = "no_target"
    NO_BASELINE = "no_baseline"
    NO_BASIS = "no_basis"
    NO_RULE = "no_rule"
    TARGET_AT_START = "target_at_start"
    AGAINST_TREND = "against_trend"
    NO_OPENING = "no_opening"
    NO_PREVIOUS_LEVEL = "no_previous_level"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"
    NOT_DUE = "not_due"
    PERIOD_NOT_PROGRAMMED = "period_not_programmed"
    NO_PERIOD_PROGRAMME = "no_period_programme"
    ZERO_DENOMINATOR = "zero_denominator"
    NO_MILESTONES = "no_milestones"
    OUT_OF_RANGE = "out_of_range"
    NOTHING_MEASURED = "nothing_measured"
    NO_WEIGHT = "no_weight"
    NOT_BY_TYPE = "not_by_type"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"
    LEFT_OUT = "left_out"
    COUNTS_ELSEWHERE = "counts_elsewhere"
    COUNTS_TWICE = "counts_twice"
    UNREADABLE = "unreadable"


class Mark(StrEnum):
    """What a reader must know beside a figure (or beside its absence)."""

    OVER = "over"
    BELOW_START = "below_start"
    MET = "met"
    CARRIED = "carried"
    INCOMPLETE = "incomplete"
    COUNTED_AS_ZERO = "counted_as_zero"
    REPORT_WITHOUT_PROGRAMME = "report_without_programme"
    NO_DEMAND = "no_demand"


@dataclass(frozen=True, slots=True)
class Course:
    """How far from `start` to `wanted` one stands at `level`, in units: (level - start) / (wanted - start)."""

    level: Units
    start: Units
    wanted: Units


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the year's target that is reached at the cut-off, told directly: 1/4 is a quarter of it."""

    part: Fraction


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of the percentages of years: the sum of `terms` (each capped at `cap`, a figure) divided by `divisor`."""

    terms: tuple[tuple[int, int], ...]
    divisor: int
    cap: int | None


@dataclass(frozen=True, slots=True)
class MeanOfPeriods:
    """A mean of how far each period of a year kept its target: `terms` are (ordinal, figure), none over 100 %."""

    terms: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A percentage that comes of no division: the zero of what nobody reported, where a setting says so, or the whole
    that is expected of what is kept all the time. `why` is the code of its formula."""

    part: Fraction
    why: str


COUNTED_AS_ZERO = Given(Fraction(0), "counted_as_zero")
KEPT_WHOLE = Given(Fraction(1), "kept_whole")

Ground = Course | Share | Mean | MeanOfPeriods | Given | None


@dataclass(frozen=True, slots=True)
class Computed:
    """A percentage as a figure: an integer of 10⁻¹², 10¹² is 100 %. Raw: neither capped above nor floored below."""

    figure: int
    marks: tuple[Mark, ...] = ()
    ground: Ground = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Undefined:
    """No percentage, and why. With the mark `MET` the target was reached although no percentage can tell it."""

    reason: Reason
    marks: tuple[Mark, ...] = ()
    ground: Ground = field(default=None, compare=False)


Outcome = Computed | Undefined


@dataclass(frozen=True, slots=True)
class Known:
    """An amount that is known, in units of ten-thousandths."""

    units: Units
    marks: tuple[Mark, ...] = ()


Amount = Known | Undefined


def born(ratio: Fraction, marks: tuple[Mark, ...] = (), ground: Ground = None) -> Outcome:
    """The outcome of an exact ratio: its figure, with the marks that its size calls for."""
    figure = figure_of(ratio)
    if abs(figure) > LARGEST_FIGURE:
        return Undefined(Reason.OUT_OF_RANGE, marks, ground)
    if ratio > 1:
        marks = (*marks, Mark.OVER)
    elif ratio < 0:
        marks = (*marks, Mark.BELOW_START)
    return Computed(figure, marks, ground)
