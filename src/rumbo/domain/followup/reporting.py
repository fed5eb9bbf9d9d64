"""What a unit reports about a target, as the plan says it: five kinds of report and the answer each one is.

A quantity and a ratio are amounts in the target's own unit. A percentage, milestones and done / not done tell which
part of the year's target is reached at the cut-off: a target of "1 document" is then not zero until December.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from rumbo.domain.followup.states import NotApplicable, NotReported
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Reason, Share, Undefined
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Severity, declare, marked

PERCENT_WORDS = frozenset({"%", "porcentaje", "porcentual", "por ciento"})
"""Units of measure in which a ratio is told in hundreds, and of which no sum of several means anything."""


class ReportKind(StrEnum):
    """How a target is reported; the plan says it once for each target."""

    QUANTITY = "quantity"
    RATIO = "ratio"
    PERCENTAGE = "percentage"
    MILESTONES = "milestones"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Ratio:
    """Numerator and denominator as reported, both kept. `per` is 100 for a target in percent, 1 for a plain share."""

    numerator: Quantity
    denominator: Quantity
    per: int = 100


Answer = Quantity | Ratio | Share | Undefined | NotReported | NotApplicable
"""What is known of a period. Zero, not applicable and not reported are different values and stay so; undefined is a
report that was made and whose value cannot be told (milestones without weights)."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated step of a target. `weight` is any non-negative integer; weights are normalised over all the steps."""

    key: str
    due: date
    weight: int = 1


def percentage_answer(points: Quantity) -> Share:
    """The answer of a percentage report: 25 points are a quarter of the target, reached at the cut-off."""
    return Share(points.fraction / 100)


def done_answer(done: bool) -> Share:
    """The answer of a done / not done report. Not done is a reported zero, not a missing report."""
    return Share(Fraction(int(done)))


def milestones_answer(plan: Sequence[Milestone], done: Iterable[str]) -> Share | Undefined:
    """The answer of a milestone report: the weight of the steps done over the weight of all.

    Keys that the plan does not have add nothing (`check_milestones` names them). Without any weight there is no
    answer.
    """
    keys = set(done)
    return _weighed(plan, [step for step in plan if step.key in keys])


def milestones_due(plan: Sequence[Milestone], day: date) -> Share | Undefined:
    """The part that should be reached on a day: the weight of the steps due by then over the weight of all."""
    return _weighed(plan, [step for step in plan if step.due <= day])


declare(
    Sentences(
        "followup.milestone_unknown",
        Severity.ERROR,
        marked("Hito que el plan no tiene"),
        marked("El reporte da por cumplido el hito «{key}», que no está en el plan de la meta."),
        marked("Un hito que el plan no tiene no suma avance, y quien lo reportó creería que sí."),
        marked("Elija uno de los hitos del plan, o tramite su inclusión como modificación."),
    )
)


def check_milestones(plan: Sequence[Milestone], done: Iterable[str]) -> CheckResult:
    """Whether every step reported as done is one of the plan."""
    code = "followup.milestone_unknown"
    unknown = sorted(set(done) - {step.key for step in plan})
    findings = tuple(Finding(code, Severity.ERROR, facts={"key": key}) for key in unknown)
    return CheckResult(code, Outcome.FOUND if findings else Outcome.PASSED, findings)


def _weighed(plan: Sequence[Milestone], chosen: Sequence[Milestone]) -> Share | Undefined:
    total = sum(step.weight for step in plan)
    if total <= 0:
        return Undefined(Reason.NO_MILESTONES)
    return Share(Fraction(sum(step.weight for step in chosen), total))
