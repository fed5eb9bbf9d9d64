"""A target read out of a Spanish sentence: how much, how it is held, of what, how often, in which months.

Only what the sentence says: where it says nothing, or two things, the field stays empty and a person is asked.
"""

from functools import lru_cache

from rumbo.domain.plan.stated import NOTHING_STATED, StatedTarget
from rumbo.layouts.stated.amounts import amount_of
from rumbo.layouts.stated.times import months_of, periodicity_of


@lru_cache(maxsize=4096)
def stated_target(sentence: str) -> StatedTarget:
    """The target that a sentence states; `NOTHING_STATED` when it states none, or more than one."""
    amount = amount_of(sentence)
    if amount is None:
        return NOTHING_STATED
    first, last = months_of(sentence)
    return StatedTarget(
        quantity=amount.quantity,
        operator=amount.operator,
        measure_unit=amount.unit,
        periodicity=periodicity_of(sentence, amount.end, amount.unit == "%"),
        first_month=first,
        last_month=last,
    )


__all__ = ["stated_target"]
