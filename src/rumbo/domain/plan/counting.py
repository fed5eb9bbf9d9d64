"""How the targets that stand in sentences are counted, as far as each sentence tells: a proposal with its evidence.

"At least" and "at most" are kept in every period; an amount of things is added up; a share that is held every month or
quarter is kept in each. A share of a whole without any period ("el 100 % de las campañas") may be kept in each period
or be what the last report says: that is asked, and nothing of it is measured until somebody has said it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rumbo.domain.document import Path
from rumbo.domain.plan.stated import Operator, StatedTarget

SHARE = "%"
CHOICES = ("floor", "ceiling", "exact", "sum", "constant", "unsaid")
"""The annualization rules that a target of one sentence may follow, and the lack of one."""


class Telling(StrEnum):
    """What in a sentence speaks for the way its target is counted."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    EQUAL = "equal"
    EVERY_PERIOD = "every_period"
    AMOUNT = "amount"
    SHARE_OF_YEAR = "share_of_year"
    NOTHING = "nothing"


SPEAKS_FOR: Mapping[Telling, str] = {
    Telling.AT_MOST: "ceiling",
    Telling.AT_LEAST: "floor",
    Telling.EQUAL: "exact",
    Telling.EVERY_PERIOD: "floor",
    Telling.AMOUNT: "sum",
}
"""The rule that a sentence speaks for; what is not here is left to a person."""
ONCE_A_YEAR = ("", "anual")
_BY_OPERATOR = {
    Operator.AT_MOST: Telling.AT_MOST,
    Operator.AT_LEAST: Telling.AT_LEAST,
    Operator.EQUAL: Telling.EQUAL,
}


@dataclass(frozen=True, slots=True)
class CountingGroup:
    """The targets whose sentences speak alike: their paths in order, and the rule proposed (None: nobody can tell)."""

    telling: Telling
    paths: tuple[Path, ...]

    @property
    def proposed(self) -> str | None:
        """The rule that the sentences speak for."""
        return SPEAKS_FOR.get(self.telling)


def telling_of(stated: StatedTarget) -> Telling:
    """What a stated target says of how it is counted."""
    if stated.quantity is None:
        return Telling.NOTHING
    if stated.operator is not None:
        return _BY_OPERATOR[stated.operator]
    if stated.measure_unit != SHARE:
        return Telling.AMOUNT
    return Telling.SHARE_OF_YEAR if stated.periodicity in ONCE_A_YEAR else Telling.EVERY_PERIOD


def counting_groups(stated: Iterable[tuple[Path, StatedTarget]]) -> tuple[CountingGroup, ...]:
    """The targets grouped by what their sentences say, in a fixed order of groups."""
    found: dict[Telling, list[Path]] = {}
    for path, each in stated:
        found.setdefault(telling_of(each), []).append(path)
    return tuple(CountingGroup(telling, tuple(found[telling])) for telling in Telling if telling in found)
