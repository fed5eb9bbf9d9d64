"""How much two texts of a plan resemble each other, for the comparison of versions."""

from rapidfuzz import fuzz

from rumbo.domain.plan.difference import Step, difference
from rumbo.domain.plan.matrix import Matrix
from rumbo.layouts.engine.folding import folded


def similarity(one: str, other: str) -> int:
    """0 to 100: the words in common, in any order, with their spelling. 100 only for texts that fold alike."""
    first, second = folded(one), folded(other)
    if first == second:
        return 100
    return min(99, int(0.6 * fuzz.token_set_ratio(first, second) + 0.4 * fuzz.ratio(first, second)))


def compare(before: Matrix, after: Matrix) -> tuple[Step, ...]:
    """The row-by-row difference of two matrices."""
    return difference(before, after, similarity)
