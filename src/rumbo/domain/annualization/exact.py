"""Exact: just so much, in every period. More and less are told alike.

- A period at the target is worth 100 %; any other, the smaller of both over the larger. A target of zero is kept or
  not: nothing in between.
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
    if level == wanted:
        return Fraction(1)
    return Fraction(min(level, wanted), max(level, wanted)) if min(level, wanted) > 0 else Fraction(0)


RULE = Rule(
    id="exact",
    edition="1",
    name=marked("Valor exacto que se mantiene"),
    source=marked("Regla del sistema para metas escritas «igual a»: el menor sobre el mayor en cada periodo"),
    measure=measure,
    check=check_kept,
    within=within_kept,
    kept=True,
)
