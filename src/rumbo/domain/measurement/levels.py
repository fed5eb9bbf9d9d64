"""A whole plan rolled up: targets under levels of any depth, and the plan above them all.

- A level is the weighted mean of what stands directly under it (`rollup`); so on up to the plan, whose key is None.
- A target counts upward in one place. Under other levels it is shown with its figure and weighs nothing there, so that
  a plan that lists 14 targets and means 13 counts 13.
- A version of before that was held may let a target count in two places. Nobody said in which it weighs, and the two
  would weigh twice, so it keeps its figure and counts in none until a version says.
- A level may be left out: it keeps its own figure and does not count above it, as the risks of an institutional plan
  where the entity measures projects, process indicators and the integrated plan only.
- Where nothing under a level states a weight (none has money, nobody wrote any), all of it weighs the same.
- Beside its figure a level tells of how many targets it was made: listed, counted, measured.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rumbo.domain.measurement.rollup import (
    ROLL_UP_EDITION,
    NodeSum,
    contribution,
    node_sum,
    weight_of,
)
from rumbo.domain.measurement.rules import FIRST_MEAN
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.outcomes import Computed, Outcome, Reason, Undefined

LEFT_OUT = Undefined(Reason.LEFT_OUT)
COUNTS_TWICE = Undefined(Reason.COUNTS_TWICE)
"""What a target or a level is above it, where it does not count although it may have a figure."""
Child = tuple[str, int | None, Outcome]
"""Uid, weight and outcome of what stands directly under a level."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a plan. `weight` is explicit, in ten-thousandths; `budget` in centavos, None for what is below it."""

    uid: str
    parent: str | None = None
    weight: int | None = None
    budget: int | None = None
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A target under a level (None: under the plan itself), with one of its percentages. `counts` in one place only."""

    uid: str
    target: str
    level: str | None
    outcome: Outcome
    weight: int | None = None
    budget: int | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Reach:
    """How many targets are listed at a level and below it, how many of them count, and how many of those have a
    figure."""

    listed: int = 0
    counted: int = 0
    measured: int = 0

    def __add__(self, other: "Reach") -> "Reach":
        return Reach(self.listed + other.listed, self.counted + other.counted, self.measured + other.measured)


@dataclass(frozen=True, slots=True)
class LevelFigure:
    """A level with its sums, what stands directly under it with its weight, what is only shown there, and its reach."""

    sums: NodeSum
    children: tuple[Child, ...]
    shown: tuple[str, ...]
    reach: Reach

    @property
    def outcome(self) -> Outcome:
        """The figure of the level."""
        return self.sums.outcome


def roll_up_plan(
    levels: Iterable[Level],
    placed: Iterable[Placed],
    settings: Settings,
    closed: bool = False,
    edition: str = ROLL_UP_EDITION,
) -> Mapping[str | None, LevelFigure]:
    """Every level of a plan by its uid, and the plan itself by None, by an edition of the weighted mean. The first
    edition counted a target wherever its version let it count.

    Raises ValueError for a level under itself or under none that is there.
    """
    placed = list(placed)
    twice = frozenset[str]() if edition == FIRST_MEAN else _counting_twice(placed)
    known = {level.uid: level for level in levels}
    children: defaultdict[str | None, list[Child]] = defaultdict(list)
    shown: defaultdict[str | None, list[str]] = defaultdict(list)
    reach: defaultdict[str | None, Reach] = defaultdict(Reach)
    money: defaultdict[str | None, list[int]] = defaultdict(list)
    for each in placed:
        counts = each.counts and each.target not in twice
        reach[each.level] += Reach(1, int(counts), int(counts and isinstance(each.outcome, Computed)))
        if not each.counts:
            shown[each.level].append(each.uid)
            continue
        if not counts:
            children[each.level].append((each.uid, None, COUNTS_TWICE))
            continue
        children[each.level].append((each.uid, weight_of(settings, each.weight, each.budget), each.outcome))
        if each.budget is not None:
            money[each.level].append(each.budget)
    found: dict[str | None, LevelFigure] = {}
    for level in [*_deepest_first(known), None]:
        under = tuple(children[level]) if edition == FIRST_MEAN else shared(children[level])
        sums = node_sum(((weight, outcome) for _, weight, outcome in under), settings, closed)
        found[level] = LevelFigure(sums, under, tuple(shown[level]), reach[level])
        if level is None:
            break
        here = known[level]
        budget = here.budget if here.budget is not None else sum(money[level]) if money[level] else None
        outcome = LEFT_OUT if here.left_out else sums.outcome
        children[here.parent].append((level, weight_of(settings, here.weight, budget), outcome))
        reach[here.parent] += Reach(reach[level].listed) if here.left_out else reach[level]
        if budget is not None and not here.left_out:
            money[here.parent].append(budget)
    return found


@dataclass(frozen=True, slots=True)
class Above:
    """A level above a child as it is kept: its sums, and what it weighs itself in the level above it."""

    sums: NodeSum
    weight: int | None = None
    left_out: bool = False


def carry_up(
    above: Iterable[Above], weight: int | None, old: Outcome, new: Outcome, settings: Settings
) -> tuple[NodeSum, ...]:
    """The sums of the levels above a child (the lowest first, the plan last) after its outcome changed, however many
    other children there are. Above a level that is left out nothing changes, and nothing is given."""
    changed: list[NodeSum] = []
    for level in above:
        total = level.sums.replace(contribution(weight, old, settings), contribution(weight, new, settings))
        changed.append(total)
        if level.left_out:
            break
        weight, old, new = level.weight, level.sums.outcome, total.outcome
    return tuple(changed)


def shared(children: Iterable[Child]) -> tuple[Child, ...]:
    """What stands under a level with its weights: the same for each where none states any. What is left out is not
    asked."""
    listed = tuple(children)
    if any(weight is not None and outcome != LEFT_OUT for _, weight, outcome in listed):
        return listed
    return tuple((uid, None if outcome == COUNTS_TWICE else 1, outcome) for uid, _, outcome in listed)


def _counting_twice(placed: Iterable[Placed]) -> frozenset[str]:
    """The targets that a version lets count in more than one place."""
    places = Counter(each.target for each in placed if each.counts)
    return frozenset(target for target, number in places.items() if number > 1)


def _deepest_first(levels: Mapping[str, Level]) -> list[str]:
    depths: dict[str, int] = {}
    for uid in levels:
        path: list[str] = []
        at: str | None = uid
        while at is not None and at not in depths:
            if at in path or at not in levels:
                raise ValueError(f"a level under itself or under none that is there: {at}")
            path.append(at)
            at = levels[at].parent
        below = depths[at] if at is not None else 0
        for place, each in enumerate(reversed(path), 1):
            depths[each] = below + place
    return sorted(depths, key=lambda uid: -depths[uid])
