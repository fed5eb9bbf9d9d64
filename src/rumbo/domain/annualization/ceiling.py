"""Ceiling: at most so much, in every period (six working days to pay). Less is better, and is worth no more than 100 %.

- A period at or under the target is worth 100 %; one over it, the target over what it was (6 days promised and 8 taken
  is 75 %). A target of zero is kept or not: nothing in between.
- Year and to date: the mean of the periods that answered (see `kept`).
"""

from fractions import Fraction

from rumbo.domain.annualization.goal import AsOf, Figures, Goal, Options, Rule
from rumbo.domain.annualization.kept import check_kept, measure_kept, within_kept
from rumbo.domain.outcomes import Units
from rumbo.findings import marked


def measure(goal: Goal, as_of: AsOf, options: Options) -> Figures:
    """The figures of a goal at a cut-off, by the rule of this file."""
    return measure_kept(goal, as_of, options, _part, zero_tells=True)


def _part(level: Units, wanted: Units) -> Fraction:
    if level <= wanted:
        return Fraction(1)
    return Fraction(wanted, level) if wanted > 0 else Fraction(0)


RULE = Rule(
    id="ceiling",
    edition="1",
    name=marked("Máximo que no se pasa"),
    source=marked("Regla del sistema para metas escritas «como máximo»: meta sobre resultado en cada periodo"),
    measure=measure,
    check=check_kept,
    within=within_kept,
    kept=True,
)
