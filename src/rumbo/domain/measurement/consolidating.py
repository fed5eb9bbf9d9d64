"""Figures of many entities together, from what each of them froze and from nothing else.

Each target counts with the figure, the cap, the light and the choices that its own entity had when it closed; nothing
is measured anew. Counts, shares and means are those of a group (`grouping`), so that adding up frozen whole numbers by
an engine gives the same as the rules one by one. A mean of plans stands beside the mean of targets: they answer
different questions.

What a plan states as weights compares what stands under one of its levels and nothing else: ten-thousandths of a
percentage here, centavos there. So a target weighs among those of other plans the share that it had of the figure of
its own plan, a whole number of 10⁻¹² that is born once, as figures are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from rumbo.domain.measurement.grouping import Counts, CountShare, Group, trace_of_share
from rumbo.domain.measurement.levels import Child
from rumbo.domain.measurement.rollup import NOTHING, NodeSum, excluded_because
from rumbo.domain.measurement.rules import CONSOLIDATED
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.measurement.trace import Fact, Percent, RuleRef, Trace
from rumbo.domain.numbers import FIGURE_UNITS, figure_of
from rumbo.domain.outcomes import Computed, Outcome, Undefined


class Weighing(StrEnum):
    """What a target weighs among those of others: all the same, or its share of the figure of its plan when it closed,
    so that each plan weighs the same and shares that among its targets as it states."""

    EQUAL = "equal"
    STATED = "stated"


NOBODY = Group(Counts(), NOTHING)


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The targets of many entities under one key. `group` has their counts and the sums of their mean, `excluded` why
    targets left it (by the code of a `Reason`), `plans` the sums of the mean of their plans, each weighing the same;
    `entities` and `closings` are how many were read. `lights` are the words of the bands, by code. By stated weights
    the sums of the group are of shares (`shares_of_plan`)."""

    key: str = ""
    weighing: Weighing = Weighing.EQUAL
    group: Group = NOBODY
    excluded: Mapping[str, int] = field(default_factory=dict)
    plans: NodeSum = NOTHING
    entities: int = 0
    closings: int = 0
    lights: Mapping[str, str] = field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        """The mean of the targets."""
        return self.group.sums.outcome


def shares_of_plan(
    children: Mapping[str | None, Iterable[Child]], settings: Settings, closed: bool = True
) -> Mapping[str, int]:
    """What each target and level weighed in the figure of its plan, by uid, in 10⁻¹²: its weight over the weights that
    counted beside it, times the share of the level above. What did not count, or stands under what did not, has none.

    `children` are what stands directly under each level with its weight, and under the plan (None).
    """
    shares: dict[str, int] = {}
    below: list[tuple[str | None, Fraction]] = [(None, Fraction(1))]
    while below:
        level, share = below.pop()
        counting = [
            (uid, weight)
            for uid, weight, outcome in children.get(level, ())
            if weight is not None and excluded_because(weight, outcome, settings, closed) is None
        ]
        whole = sum(weight for _, weight in counting)
        parts = [(uid, share * Fraction(weight, whole)) for uid, weight in counting if whole]
        shares |= {uid: figure_of(part) for uid, part in parts}
        below += parts
    return shares


def trace_of_consolidated(each: Consolidated, read: str) -> Trace:
    """How the mean of many entities came about, with its shares and the mean of the plans behind it. `read` is the
    digest of the closings that were read."""
    facts: dict[str, Fact] = {
        "closings": each.closings,
        "entities": each.entities,
        "items": each.group.counts.items,
        "read": read,
    }
    left = (Trace("consolidated_excluded", {"part": n}, reason=code) for code, n in sorted(each.excluded.items()))
    counts = each.group.counts
    shares = (trace_of_share(counts.measured_share), trace_of_share(counts.met_share))
    lights = (_light(each.lights.get(code, code), counts.band_share(code)) for code in sorted(counts.by_band))
    plans = () if each.plans == NOTHING else (_mean("consolidated_plans", each.plans, {}),)
    children = (*left, *shares, *lights, *plans)
    if each.weighing is Weighing.STATED:
        return _mean("consolidated_stated", each.group.sums, facts, children, unit=FIGURE_UNITS)
    return _mean("consolidated", each.group.sums, facts, children)


def _light(word: str, share: CountShare) -> Trace:
    return replace(
        trace_of_share(share), code="consolidated_light", facts={**trace_of_share(share).facts, "band": word}
    )


def _mean(
    code: str, sums: NodeSum, facts: Mapping[str, Fact], children: tuple[Trace, ...] = (), unit: int = 1
) -> Trace:
    """A mean from its sums, whose weights are told in a unit: shares as plans, and not as their 10⁻¹²."""
    outcome = sums.outcome
    told: dict[str, Fact] = {**facts, "counted": sums.counted, "excluded": sums.excluded}
    if isinstance(outcome, Computed):
        total = Fraction(100 * sums.weighted_total, FIGURE_UNITS * unit)
        told |= {"result": Percent(outcome.figure), "total": total, "weights": Fraction(sums.weight_sum, unit)}
    return Trace(
        code=code,
        facts=told,
        formula="sum_by_weights" if isinstance(outcome, Computed) else "",
        reason=outcome.reason.value if isinstance(outcome, Undefined) else "",
        rule=RuleRef(CONSOLIDATED.id, CONSOLIDATED.edition, CONSOLIDATED.source),
        children=children,
    )
