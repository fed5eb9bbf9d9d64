"""How the growing programmes of a plan are written, as far as the plan itself tells: a proposal with its evidence.

A year of a growing target may be the level to reach or what the year adds. Several years that add up to the amount of
all of them are what each adds; years that never fall and end at that amount are levels. A single last year under the
amount is what it adds, or a level at which the plan does not reach its own target; one that equals it is a level, or
all that was left to add. Which of them holds a person says, once for the whole plan.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rumbo.domain.annualization import RULES, Basis, Rule
from rumbo.domain.plan.strategic import TermTarget

Fold = Callable[[str], str]


class Sign(StrEnum):
    """What the programme of one target speaks for."""

    ADDS_UP = "adds_up"
    RISES_TO = "rises_to"
    LAST_UNDER = "last_under"
    LAST_EQUALS = "last_equals"


SPEAKS_FOR: Mapping[Sign, Basis] = {
    Sign.ADDS_UP: Basis.INCREMENT,
    Sign.RISES_TO: Basis.CUMULATIVE,
    Sign.LAST_UNDER: Basis.INCREMENT,
    Sign.LAST_EQUALS: Basis.CUMULATIVE,
}
DECIDING = (Sign.ADDS_UP, Sign.RISES_TO)


@dataclass(frozen=True, slots=True)
class BasisQuestion:
    """How many growing targets there are, which signs they give (each with how often, and one of its targets), and the
    basis that is proposed; None where the signs speak against each other or say nothing."""

    targets: int
    signs: tuple[tuple[Sign, int, TermTarget], ...]
    proposed: Basis | None


def rule_named(written: str, fold: Fold) -> Rule | None:
    """The annualization rule that a document means by a word; None for a word that is none."""
    return next((rule for rule in RULES if fold(rule.name) == fold(written)), None)


def rule_told(target: TermTarget) -> Rule | None:
    """The annualization that a programme of several years speaks for by itself: years that add up to the amount of all
    of them are a sum, years that are all that amount are kept constant. None where the years tell neither, as where
    they rise to it."""
    amounts = [each.quantity.units for each in target.years if each.quantity is not None]
    if target.term is None or len(amounts) < 2 or not target.term.units:
        return None
    wanted = target.term.units
    adds, stays = sum(amounts) == wanted, set(amounts) == {wanted}
    kind = "sum" if adds else "constant" if stays else ""
    return next((rule for rule in RULES if rule.id == kind), None)


def basis_question(targets: Iterable[TermTarget], last_year: int | None, fold: Fold) -> BasisQuestion | None:
    """The question with its evidence; None where no target grows."""
    growing = [each for each in targets if (rule := rule_named(each.annualization, fold)) and rule.asks_basis]
    if not growing:
        return None
    counted: Counter[Sign] = Counter()
    examples: dict[Sign, TermTarget] = {}
    for each in growing:
        if (sign := _sign(each, last_year)) is not None:
            counted[sign] += 1
            examples.setdefault(sign, each)
    signs = tuple((sign, counted[sign], examples[sign]) for sign in Sign if sign in counted)
    return BasisQuestion(len(growing), signs, _proposed(counted))


def _sign(target: TermTarget, last_year: int | None) -> Sign | None:
    years = sorted((each.year, each.quantity) for each in target.years if each.quantity is not None)
    amounts = [amount for _, amount in years]
    if target.term is None or not amounts:
        return None
    if len(amounts) > 1:
        if sum(each.units for each in amounts) == target.term.units:
            return Sign.ADDS_UP
        rises = all(before <= after for before, after in pairwise(amounts))
        return Sign.RISES_TO if rises and amounts[-1] == target.term else None
    if years[0][0] != last_year or amounts[0] > target.term:
        return None
    return Sign.LAST_EQUALS if amounts[0] == target.term else Sign.LAST_UNDER


def _proposed(counted: Counter[Sign]) -> Basis | None:
    """What decides goes first; of a single year, one that would miss its own target weighs more than one that fits."""
    spoken = {SPEAKS_FOR[sign] for sign in DECIDING if sign in counted}
    if spoken:
        return spoken.pop() if len(spoken) == 1 else None
    if Sign.LAST_UNDER in counted:
        return Basis.INCREMENT
    return Basis.CUMULATIVE if Sign.LAST_EQUALS in counted else None
