"""What an annualization rule computes from and gives: the goal with its programme and answers, the cut-off, the
figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from rumbo.domain.followup.reporting import Answer
from rumbo.domain.followup.states import Programmed
from rumbo.domain.numbers import FIGURE_UNITS, Quantity
from rumbo.domain.outcomes import Amount, Outcome, Reason, Undefined
from rumbo.findings import CheckResult


class Basis(StrEnum):
    """How the yearly programme of an increasing goal is written: the level to reach, or what the year adds."""

    CUMULATIVE = "cumulative"
    INCREMENT = "increment"


@dataclass(frozen=True, slots=True)
class Opening:
    """What stood before the first followed period: achieved so far (flow types) or level reached (level types)."""

    value: Quantity
    source: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class FromStart:
    """The goal begins with its first followed period, so nothing stands before it. Said by a person, never assumed."""


FROM_START = FromStart()

PeriodKey = tuple[int, int]

NOT_BY_TYPE = Undefined(Reason.NOT_BY_TYPE)


@dataclass(frozen=True, slots=True)
class Goal:
    """A target over its years. Amounts are quantities of the target's unit; periods are keyed (year, ordinal).

    `programme` holds the yearly targets, a year that is absent is not programmed. `period_programme` is optional: a
    level for level types, an amount for flow types and for the increment basis. `answers` holds what was reported; an
    explicit `NotReported` is a period that was due and that nobody answered. `due_share` is the part of the year that
    dated milestones promise by the cut-off. `term` is the first and last year of the goal; checks of the programme
    need it.
    """

    target: Quantity | None = None
    baseline: Quantity | None = None
    opening: Opening | FromStart | None = None
    basis: Basis = Basis.CUMULATIVE
    programme: Mapping[int, Programmed] = field(default_factory=dict)
    period_programme: Mapping[PeriodKey, Programmed] = field(default_factory=dict)
    answers: Mapping[PeriodKey, Answer] = field(default_factory=dict)
    due_share: Fraction | None = None
    term: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class AsOf:
    """Up to where: the year and the ordinal of the last period that has ended (0: none of this year has).

    `final` when that period is the last of the year that the target owes; `closed` when its follow-up is closed.
    """

    year: int
    ordinal: int
    final: bool = False
    closed: bool = False


class NotReportedRule(StrEnum):
    """What a programmed period or target without report counts for. Never zero before it closes."""

    EXCLUDED = "excluded"
    ZERO_AT_CLOSING = "zero_at_closing"


class LevelWithoutReport(StrEnum):
    """A level type other than increasing with no report in the year: no value, or 0 % from the opening of the
    period."""

    NONE = "none"
    ZERO = "zero"


class NoDemand(StrEnum):
    """A ratio of 0 of 0, nothing was asked for: it does not apply, or everything asked for was answered."""

    NOT_APPLICABLE = "not_applicable"
    MET = "met"


@dataclass(frozen=True, slots=True)
class Options:
    """The choices a rule leaves open. `cap` (a figure, None for none) acts only where years are averaged."""

    cap: int | None = FIGURE_UNITS
    not_reported: NotReportedRule = NotReportedRule.EXCLUDED
    level_without_report: LevelWithoutReport = LevelWithoutReport.NONE
    carry_increasing: bool = True
    no_demand: NoDemand = NoDemand.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class YearStand:
    """Where one year stands: what was reached, from where, to where, and which part of the way that is."""

    year: int
    value: Amount
    start: Amount
    wanted: Amount
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Figures:
    """All that a rule says of a goal at a cut-off.

    `value` what the year reached; `year` its percentage of the year's target; `to_date` of all that was due in the
    years so far; `term` of the multi-year target; `expected` the part of the year that was due at the cut-off;
    `at_cutoff` what was reached against what was due; `compliance` the mean of the elapsed years, where the type has
    one.
    """

    value: Amount
    year: Outcome
    to_date: Outcome
    term: Outcome
    expected: Outcome
    at_cutoff: Outcome
    compliance: Outcome = NOT_BY_TYPE
    years: tuple[YearStand, ...] = field(default=(), compare=False)


def unmeasured(figures: Figures, reason: Reason) -> Figures:
    """The figures without any percentage, for one reason; what was reached stays."""
    nothing = Undefined(reason)
    return replace(
        figures, year=nothing, to_date=nothing, term=nothing, expected=nothing, at_cutoff=nothing, compliance=nothing
    )


def _nothing(goal: Goal, year: int) -> tuple[CheckResult, ...]:
    """Nothing can be asked of periods whose way of counting is not known."""
    return ()


@dataclass(frozen=True, slots=True)
class Rule:
    """An annualization rule: its id, its edition (a corrected rule is a new edition beside the old), its functions.

    `within` asks the same of the periods of one year. `name` is the Spanish source text. `source` names where the
    formula comes from. One that `asks_basis` measures nothing before a person said how the programme is written. What
    is `kept` is wanted whole in every period, so that reaching it in one finishes nothing.
    """

    id: str
    edition: str
    name: str
    source: str
    measure: Callable[[Goal, AsOf, Options], Figures]
    check: Callable[[Goal], tuple[CheckResult, ...]]
    additive: bool = False
    needs_baseline: bool = False
    asks_basis: bool = False
    kept: bool = False
    within: Callable[[Goal, int], tuple[CheckResult, ...]] = _nothing

    @property
    def key(self) -> str:
        """The id with its edition, as figures keep it: "sum@1"."""
        return f"{self.id}@{self.edition}"
