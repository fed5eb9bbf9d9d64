"""Annualization: how reports become the figure of a year and of the years together. One file a rule, one list of them.

To add a rule: a file with a `RULE`, its line in `RULES`, and a file of cases in tests/cases/annualization.
"""

from rumbo.domain.annualization import (
    capacity,
    ceiling,
    constant,
    decreasing,
    exact,
    floor,
    flow,
    increasing,
    increasing_no_baseline,
    reduction,
    stock,
    sums,
    unsaid,
    yearly_reduction,
)
from rumbo.domain.annualization.goal import (
    FROM_START,
    AsOf,
    Basis,
    Figures,
    FromStart,
    Goal,
    LevelWithoutReport,
    NoDemand,
    NotReportedRule,
    Opening,
    Options,
    PeriodKey,
    Rule,
    YearStand,
    unmeasured,
)

RULES: tuple[Rule, ...] = (
    sums.RULE,
    constant.RULE,
    increasing.RULE,
    increasing_no_baseline.RULE,
    decreasing.RULE,
    flow.RULE,
    stock.RULE,
    capacity.RULE,
    reduction.RULE,
    yearly_reduction.RULE,
    floor.RULE,
    ceiling.RULE,
    exact.RULE,
)
UNSAID = unsaid.RULE
"""What stands where nobody has said which rule it is: no percentage comes of it."""

_BY_KEY = {rule.key: rule for rule in (*RULES, UNSAID)}
_LATEST = {rule.id: rule for rule in (*RULES, UNSAID)}


def rule_of(name: str) -> Rule:
    """A rule by its key ("sum@1", as a closed figure names it) or by its id (the latest edition). KeyError if
    unknown."""
    return _BY_KEY[name] if "@" in name else _LATEST[name]


__all__ = [
    "FROM_START",
    "RULES",
    "UNSAID",
    "AsOf",
    "Basis",
    "Figures",
    "FromStart",
    "Goal",
    "LevelWithoutReport",
    "NoDemand",
    "NotReportedRule",
    "Opening",
    "Options",
    "PeriodKey",
    "Rule",
    "YearStand",
    "rule_of",
    "unmeasured",
]
