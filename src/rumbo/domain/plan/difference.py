"""Two matrices compared row by row: what continues what. Only proposals; a person settles each of them.

A line of the later matrix continues the line of the earlier one that it resembles most, when both choose each other. A
line that one earlier line resembles nearly as much as its continuation is proposed as its split. Resemblance is a
function given from above: two texts in, 0 (nothing in common) to 100 (the same) out.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rumbo.domain.plan.matrix import Matrix, PlanLine

Similarity = Callable[[str, str], int]
CONTINUES = 62
"""From this resemblance on, a line is proposed as the continuation of another; below, as new or dropped."""
SPLITS = 72
EQUAL = 100
COMPARED = (
    *("statement", "indicator", "measure_unit", "quantity", "units", "objective", "programme", "serves"),
    *("start", "end", "periodicity", "expense_type", "funding_source", "alignments"),
)


class Continuity(StrEnum):
    """What a line of the later matrix is to the earlier one, or an earlier line to the later matrix."""

    SAME = "same"
    REWORDED = "reworded"
    SPLIT = "split"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs, with the values of before and after."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the comparison: the indices of the lines (None where there is none), the proposed continuity, how
    much the statements resemble each other (0 to 100), and the fields that changed.

    `to_settle` is True unless the statement is the same: then only the person who knows the plan can tell.
    """

    continuity: Continuity
    before: int | None
    after: int | None
    similarity: int = 0
    changes: tuple[Change, ...] = ()

    @property
    def to_settle(self) -> bool:
        """Whether a person must say if the proposal holds."""
        return self.continuity is not Continuity.SAME


def difference(before: Matrix, after: Matrix, similarity: Similarity) -> tuple[Step, ...]:
    """The comparison, in the order of the later matrix, what was dropped at the end."""
    scores = [[_alike(old, new, similarity) for old in before.lines] for new in after.lines]
    continued = _chosen(scores)
    shared = _both_have(before, after)
    steps = [_step(before, after, at, continued.get(at), scores[at], shared) for at in range(len(after.lines))]
    taken = {step.before for step in steps}
    dropped = (Step(Continuity.DROPPED, at, None) for at in range(len(before.lines)) if at not in taken)
    return (*steps, *dropped)


def _alike(old: PlanLine, new: PlanLine, similarity: Similarity) -> int:
    """The statement counts four times, the indicator once."""
    statement = similarity(old.statement, new.statement)
    if not old.indicator or not new.indicator or statement == EQUAL:
        return statement
    return (4 * statement + similarity(old.indicator, new.indicator)) // 5


def _chosen(scores: Sequence[Sequence[int]]) -> dict[int, int]:
    """Pairs (later, earlier), the most alike first, no line twice; on a tie the earlier order wins."""
    ranked = sorted(
        (-score, new, old) for new, row in enumerate(scores) for old, score in enumerate(row) if score >= CONTINUES
    )
    chosen: dict[int, int] = {}
    for _, new, old in ranked:
        if new not in chosen and old not in chosen.values():
            chosen[new] = old
    return chosen


def _step(
    before: Matrix, after: Matrix, at: int, old: int | None, scores: Sequence[int], shared: frozenset[str]
) -> Step:
    if old is None:
        nearest = max(range(len(scores)), key=lambda other: scores[other], default=None)
        if nearest is None or scores[nearest] < SPLITS:
            return Step(Continuity.NEW, None, at)
        changes = tuple(line_changes(before.lines[nearest], after.lines[at], shared))
        return Step(Continuity.SPLIT, nearest, at, scores[nearest], changes)
    changes = tuple(line_changes(before.lines[old], after.lines[at], shared))
    return Step(Continuity.SAME if scores[old] == EQUAL else Continuity.REWORDED, old, at, scores[old], changes)


def _both_have(before: Matrix, after: Matrix) -> frozenset[str]:
    """The fields that both documents tell; a follow-up without alignments does not drop them."""

    def told(matrix: Matrix) -> set[str]:
        return {name for name in COMPARED if any(getattr(line, name) for line in matrix.lines)}

    return frozenset(told(before) & told(after))


def line_changes(old: PlanLine, new: PlanLine, told: Container[str] = COMPARED) -> Iterator[Change]:
    """The fields in which a line differs from the one it continues, of those that are told."""
    for name in COMPARED:
        if name in told and getattr(old, name) != getattr(new, name):
            yield Change(name, getattr(old, name), getattr(new, name))


Answering = tuple[tuple[str, str], ...]
"""The units that answer for a target by name, each with what it does: REPORTS, or what becomes of its amount."""
REPORTS = "reports"


def answer_changes(was: Answering, now: Answering) -> Iterator[Change]:
    """That another unit reports a target, or that something else becomes of the amount of one that contributes; who
    answers alone is told among the units."""
    if set(was) != set(now) and max(len(was), len(now)) > 1:
        yield Change("answering", was, now)
