"""Money as ratios of sums, never means of ratios: a project of a million weighs a million times one of a peso.

Each ratio has a name that says what is divided by what, for "payments" are told of the commitments in one city and of
the appropriation in another. A row that lacks one of both amounts leaves both sums and is told; it is no zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rumbo.domain.measurement.rules import RATIO_OF_SUMS
from rumbo.domain.measurement.trace import Percent, RuleRef, Trace
from rumbo.domain.numbers import Money
from rumbo.domain.outcomes import Computed, Outcome, Reason, Undefined, born

CENTAVOS = 100


class Amount(StrEnum):
    """The amounts of an execution that ratios are made of."""

    DEFINITIVE = "definitive"
    COMMITMENTS = "commitments"
    OBLIGATIONS = "obligations"
    PAYMENTS = "payments"
    EXECUTED = "executed"


class Spent(StrEnum):
    """A ratio by its name: what, of what."""

    COMMITTED_OF_DEFINITIVE = "committed_of_definitive"
    OBLIGATED_OF_DEFINITIVE = "obligated_of_definitive"
    PAID_OF_DEFINITIVE = "paid_of_definitive"
    PAID_OF_COMMITTED = "paid_of_committed"
    EXECUTED_OF_DEFINITIVE = "executed_of_definitive"


MADE_OF: Mapping[Spent, tuple[Amount, Amount]] = {
    Spent.COMMITTED_OF_DEFINITIVE: (Amount.COMMITMENTS, Amount.DEFINITIVE),
    Spent.OBLIGATED_OF_DEFINITIVE: (Amount.OBLIGATIONS, Amount.DEFINITIVE),
    Spent.PAID_OF_DEFINITIVE: (Amount.PAYMENTS, Amount.DEFINITIVE),
    Spent.PAID_OF_COMMITTED: (Amount.PAYMENTS, Amount.COMMITMENTS),
    Spent.EXECUTED_OF_DEFINITIVE: (Amount.EXECUTED, Amount.DEFINITIVE),
}
"""What stands above and below the line of each ratio."""

Row = Mapping[Amount, Money | None]


@dataclass(frozen=True, slots=True)
class MoneyRatio:
    """A ratio with its two sums, of how many rows they are, and how many lacked one of both amounts."""

    which: Spent
    above: Money
    below: Money
    counted: int
    excluded: int

    @property
    def outcome(self) -> Outcome:
        """The ratio. Of nothing, and of a sum of zero, there is none."""
        if not self.counted:
            return Undefined(Reason.NOTHING_MEASURED)
        if not self.below.centavos:
            return Undefined(Reason.ZERO_DENOMINATOR)
        return born(Fraction(self.above.centavos, self.below.centavos))


def ratio_of_sums(rows: Iterable[Row], which: Spent) -> MoneyRatio:
    """One ratio over the rows of an execution: the sum of what is above, by the sum of what is below."""
    upper, lower = MADE_OF[which]
    above = below = counted = excluded = 0
    for row in rows:
        over, under = row.get(upper), row.get(lower)
        if over is None or under is None:
            excluded += 1
            continue
        above, below, counted = above + over.centavos, below + under.centavos, counted + 1
    return MoneyRatio(which, Money(above), Money(below), counted, excluded)


def trace_of_ratio(ratio: MoneyRatio) -> Trace:
    """The trace of a ratio: both sums in pesos, of how many rows they are, and how many lacked an amount."""
    outcome = ratio.outcome
    sums = {"above": Fraction(ratio.above.centavos, CENTAVOS), "below": Fraction(ratio.below.centavos, CENTAVOS)}
    result = {"result": Percent(outcome.figure)} if isinstance(outcome, Computed) else {}
    return Trace(
        code=ratio.which.value,
        facts={**sums, "counted": ratio.counted, "excluded": ratio.excluded, **result},
        formula="ratio_of_sums",
        reason=outcome.reason.value if isinstance(outcome, Undefined) else "",
        marks=tuple(mark.value for mark in outcome.marks),
        rule=RuleRef(RATIO_OF_SUMS.id, RATIO_OF_SUMS.edition, RATIO_OF_SUMS.source),
    )
