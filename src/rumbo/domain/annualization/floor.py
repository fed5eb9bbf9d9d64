"""Floor: at least so much, in every period. What one period has over the target does not make up for another.

- A period at or over the target is worth 100 %; one under it, what it reached over the target (90 of 95 is 94.7 %);
  one at zero or below, 0 %.
- Year and to date: the mean of the periods that answered (see `kept`). A target of zero has no percentage.
"""

from fractions import Fraction

from rumbo.domain.annualization.goal import AsOf, Figures, Goal, Options, Rule
from rumbo.domain.annualization.kept import check_kept, measure_kept, within_kept
from rumbo.domain.outcomes import Units
from rumbo.findings import marked


def measure(goal: Goal, as_of: AsOf, options: Options) -> Figures:
    """The figures of a goal at a cut-off, by the rule of this file."""
    return measure_kept(goal, as_of, options, _part, zero_tells=False)


def _part(level: Units, wanted: Units) -> Fraction:
    if level >= wanted:
        return Fraction(1)
    return Fraction(level, wanted) if wanted > 0 and level > 0 else Fraction(0)


RULE = Rule(
    id="floor",
    edition="1",
    name=marked("Mínimo que se mantiene"),
    source=marked("Regla del sistema para metas escritas «como mínimo»: cada periodo se mide por separado"),
    measure=measure,
    check=check_kept,
    within=within_kept,
    kept=True,
)
