"""From children to their level: a weighted mean of figures over what can be measured, in whole numbers.

A level is the weighted mean of its children's figures, be they targets or levels, and so on upwards. Its sums are
kept, so that one report changes one row a level: the child's old contribution is taken out and the new one put in. By
law that is the same as computing the level from all its children again; whole numbers make it so.

Weights: equal is 1 each; explicit in ten-thousandths (4,000 is 40 %); by budget in centavos. Where nothing under a
level states a weight, all weigh the same. The weighted total grows past 64 bits, so a column keeps it as decimal text;
the sum of weights and the counts fit in 64 bits.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from rumbo.domain.annualization import NotReportedRule
from rumbo.domain.measurement.rules import WEIGHTED_MEAN
from rumbo.domain.measurement.settings import Settings, Weighting
from rumbo.domain.numbers import FIGURE_UNITS
from rumbo.domain.outcomes import Computed, Outcome, Reason, Undefined, born
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked
from rumbo.findings import Outcome as CheckOutcome

ROLL_UP_RULE = WEIGHTED_MEAN.id
ROLL_UP_EDITION = WEIGHTED_MEAN.edition

WEIGHT_UNITS = 10_000
NEVER_COUNT = (Reason.LEFT_OUT, Reason.COUNTS_TWICE)
"""What keeps its figure and does not count above it, whatever it weighs."""


@dataclass(frozen=True, slots=True)
class NodeSum:
    """The sums of a level: figures times weights, weights, how many children counted and how many did not."""

    weighted_total: int = 0
    weight_sum: int = 0
    counted: int = 0
    excluded: int = 0

    def replace(self, old: "NodeSum", new: "NodeSum") -> "NodeSum":
        """The sums after one child's contribution changed from `old` to `new` (`NOTHING` for a child that is not
        there)."""
        return NodeSum(
            self.weighted_total - old.weighted_total + new.weighted_total,
            self.weight_sum - old.weight_sum + new.weight_sum,
            self.counted - old.counted + new.counted,
            self.excluded - old.excluded + new.excluded,
        )

    @property
    def outcome(self) -> Outcome:
        """The figure of the level. Without any child that counts it is undefined, not zero."""
        if not self.counted:
            return Undefined(Reason.NOTHING_MEASURED)
        if not self.weight_sum:
            return Undefined(Reason.NO_WEIGHT)
        return born(Fraction(self.weighted_total, self.weight_sum * FIGURE_UNITS))

    @property
    def weighted_text(self) -> str:
        """The weighted total as its column keeps it."""
        return str(self.weighted_total)

    @classmethod
    def of_columns(cls, weighted_total: str, weight_sum: int, counted: int, excluded: int) -> Self:
        """The sums as their columns keep them."""
        return cls(int(weighted_total), weight_sum, counted, excluded)


NOTHING = NodeSum()


def weight_of(settings: Settings, explicit: int | None = None, budget: int | None = None) -> int | None:
    """What a child weighs by the stated weighting; None where it should have a weight and has none."""
    if settings.weighting is Weighting.EQUAL:
        return 1
    return explicit if settings.weighting is Weighting.EXPLICIT else budget


def contribution(weight: int | None, outcome: Outcome, settings: Settings, closed: bool = False) -> NodeSum:
    """What one child brings to its level. `excluded_because` tells why it brings nothing."""
    if weight is None or excluded_because(weight, outcome, settings, closed) is not None:
        return NodeSum(excluded=1)
    return NodeSum(counted_figure(outcome, settings) * weight, weight, 1, 0)


def excluded_because(weight: int | None, outcome: Outcome, settings: Settings, closed: bool = False) -> Reason | None:
    """Why a child does not count, or None when it does. Not reported counts as zero only at closing, by its setting."""
    if isinstance(outcome, Undefined) and outcome.reason in NEVER_COUNT:
        return outcome.reason
    if weight is None or weight < 0:
        return Reason.NO_WEIGHT
    if isinstance(outcome, Computed):
        return None
    zero = closed and settings.not_reported is NotReportedRule.ZERO_AT_CLOSING
    return None if zero and outcome.reason is Reason.NOT_REPORTED else outcome.reason


def node_sum(children: Iterable[tuple[int | None, Outcome]], settings: Settings, closed: bool = False) -> NodeSum:
    """The sums of a level from all its children, as (weight, outcome); weights are normalised over those that count."""
    total = NOTHING
    for weight, outcome in children:
        total = total.replace(NOTHING, contribution(weight, outcome, settings, closed))
    return total


def counted_figure(outcome: Outcome, settings: Settings) -> int:
    """The figure that counts: capped where a cap is set; the child keeps its raw one."""
    figure = outcome.figure if isinstance(outcome, Computed) else 0
    return figure if settings.cap is None else min(figure, settings.cap)


declare(
    Sentences(
        "measurement.weights_do_not_add_up",
        Severity.ERROR,
        marked("Los pesos no suman lo que deben"),
        marked("Los pesos de «{parent}» suman {sum} % y deben sumar {whole} %."),
        marked("Con pesos que no cierran, cada elemento pesa distinto de lo que el plan dice."),
        marked("Ajuste los pesos hasta que sumen {whole} %, o use pesos iguales."),
    )
)
declare(
    Sentences(
        "measurement.weight_missing",
        Severity.ERROR,
        marked("Falta un peso"),
        marked("{missing} de {children} elementos de «{parent}» no tienen peso."),
        marked("Un elemento sin peso no cuenta en el consolidado, aunque avance."),
        marked("Dé un peso a cada elemento (0 si no debe contar), o use pesos iguales."),
    )
)


def check_weights(parent: str, weights: Sequence[int | None]) -> tuple[CheckResult, ...]:
    """Whether the explicit weights of a level, in ten-thousandths, are all there and add up to the whole, or to a
    hundred times as much where they are written as 40 and not as 0.4."""
    stated = [weight for weight in weights if weight is not None]
    missing = len(weights) - len(stated)
    scale = 100 if any(weight > WEIGHT_UNITS for weight in stated) else 1
    facts = {"parent": parent, "sum": _percent(Fraction(sum(stated), scale)), "whole": _percent(Fraction(WEIGHT_UNITS))}
    adds_up = sum(stated) == WEIGHT_UNITS * scale or not weights
    return (
        _result(
            "measurement.weight_missing", missing, {"parent": parent, "missing": missing, "children": len(weights)}
        ),
        _result("measurement.weights_do_not_add_up", not adds_up, facts),
    )


def _result(code: str, wrong: object, facts: Mapping[str, str | int]) -> CheckResult:
    findings = (Finding(code, Severity.ERROR, facts=facts),) if wrong else ()
    return CheckResult(code, CheckOutcome.FOUND if findings else CheckOutcome.PASSED, findings)


def _percent(weight: Fraction) -> str:
    """Percentage points of ten-thousandths, four decimals at most."""
    scaled = round(weight * 100)
    whole, rest = divmod(scaled, 10_000)
    return f"{whole},{rest:04}".rstrip("0").rstrip(",") if rest else str(whole)
