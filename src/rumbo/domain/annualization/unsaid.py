"""Unsaid: the document does not say how its target is counted, and nobody has said it yet. What was reached is told,
and no percentage of it. It is no rule to choose: it stands where one is missing."""

from rumbo.domain.annualization import constant
from rumbo.domain.annualization.goal import AsOf, Figures, Goal, Options, Rule, unmeasured
from rumbo.domain.outcomes import Reason
from rumbo.findings import CheckResult, marked


def measure(goal: Goal, as_of: AsOf, options: Options) -> Figures:
    """What was reached, without any percentage."""
    return unmeasured(constant.measure(goal, as_of, options), Reason.NO_RULE)


def check(goal: Goal) -> tuple[CheckResult, ...]:
    """Nothing can be asked of a programme whose way of counting is not known."""
    return ()


RULE = Rule(
    id="unsaid",
    edition="1",
    name=marked("Sin decir"),
    source=marked("Ninguna: falta que alguien diga cómo se cuenta"),
    measure=measure,
    check=check,
)
