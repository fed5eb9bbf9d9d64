"""Decreasing: a report tells the level reached, counted down from a baseline; less is better.

- Year and to date: (baseline - level) / (baseline - year's target). Multi-year: the same with the multi-year target.
- The baseline is mandatory. A level worse than the baseline gives a negative percentage, kept and marked; it never
  shows as progress, as dividing the report by the target would.
- A level better than the target gives more than 100 %, kept as it is.
- Where the target equals the baseline there is no percentage; reaching it is marked as met. A target above the
  baseline is refused, for a higher level would look like progress.
- A year without report has no value; a setting may count it as 0 %.
"""

from rumbo.domain.annualization.checks import (
    below_baseline,
    has_baseline,
    inside_term,
    last_is_target,
    never_rises,
    no_gap,
)
from rumbo.domain.annualization.goal import AsOf, Figures, Goal, Options, Rule
from rumbo.domain.annualization.levels import measure_level
from rumbo.domain.annualization.within_year import check_year
from rumbo.domain.annualization.years import Family, Shape, Start
from rumbo.findings import CheckResult, marked

SHAPE = Shape(Family.LEVEL, Start.BASELINE, rising=False, based=True)


def measure(goal: Goal, as_of: AsOf, options: Options) -> Figures:
    """The figures of a goal at a cut-off, by the rule of this file."""
    return measure_level(goal, as_of, options, SHAPE, SHAPE)


def check(goal: Goal) -> tuple[CheckResult, ...]:
    """Whether the programme is one that this rule can measure."""
    baseline = has_baseline(goal), below_baseline(goal)
    return (inside_term(goal), no_gap(goal), *baseline, last_is_target(goal), never_rises(goal))


def within(goal: Goal, year: int) -> tuple[CheckResult, ...]:
    """Whether the periods of a year are programmed for what the year promises."""
    return check_year(goal, year, SHAPE)


RULE = Rule(
    id="decreasing",
    edition="1",
    name=marked("Decreciente"),
    source=marked("Definición distrital de anualización: «la línea base es necesaria y afecta el porcentaje»"),
    measure=measure,
    check=check,
    within=within,
    needs_baseline=True,
)
