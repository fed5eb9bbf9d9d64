"""The same targets looked at from another side: by objective, process, unit, project, plan, policy, ODS or PND.

It is no second data entry and no other roll-up: the figures are those of the targets, counted under each key. What has
several keys stands in several groups and is one target in the whole, so groups may add up to more than there is; what
has none stands in a group of its own. Shares name what they are shares of.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from rumbo.domain.measurement.bands import band_of
from rumbo.domain.measurement.rollup import NodeSum, counted_figure, node_sum
from rumbo.domain.measurement.rules import GROUPED
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.measurement.trace import Excluded, Fact, Input, Percent, RuleRef, Source, Trace, Weighed
from rumbo.domain.numbers import FIGURE_UNITS
from rumbo.domain.outcomes import Computed, Mark, Outcome, Reason, Undefined, born


@dataclass(frozen=True, slots=True)
class Item:
    """A target as it is grouped: one of its percentages, and the keys it has on one axis (none, one or several)."""

    target: str
    outcome: Outcome
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many targets there are, and what is known of them. `by_band` has the measured ones by the code of their band,
    `by_reason` the others by why they have no figure."""

    items: int = 0
    measured: int = 0
    met: int = 0
    by_band: Mapping[str, int] = field(default_factory=dict)
    by_reason: Mapping[str, int] = field(default_factory=dict)

    @property
    def measured_share(self) -> "CountShare":
        """The measured ones of all."""
        return CountShare("share_measured", self.measured, self.items)

    @property
    def met_share(self) -> "CountShare":
        """The fulfilled ones of those that were measured; never of all, for what is not known is not unfulfilled."""
        return CountShare("share_met", self.met, self.measured)

    def band_share(self, code: str) -> "CountShare":
        """The ones in a band of those that have the percentage that the light acts on."""
        return CountShare("share_in_band", self.by_band.get(code, 0), self.measured, code)


@dataclass(frozen=True, slots=True)
class CountShare:
    """A part of a whole, both counts of targets. `code` is that of its sentence, which names the whole; `band` the code
    of the band, for a share in one."""

    code: str
    part: int
    whole: int
    band: str = ""

    @property
    def outcome(self) -> Outcome:
        """The share; of nothing there is none."""
        return born(Fraction(self.part, self.whole)) if self.whole else Undefined(Reason.NOTHING_MEASURED)


@dataclass(frozen=True, slots=True)
class Group:
    """The targets under one key, with their simple mean."""

    counts: Counts
    sums: NodeSum


@dataclass(frozen=True, slots=True)
class Grouping:
    """Targets by the keys of one axis. `whole` is of all of them, each once; `several` stand in more than one group,
    `without` are those that have no key."""

    groups: Mapping[str, Group]
    whole: Group
    without: Group
    several: int


def grouped(items: Iterable[Item], settings: Settings) -> Grouping:
    """The targets by their keys. Raises ValueError for a target that is given twice."""
    listed = list(items)
    if len({each.target for each in listed}) < len(listed):
        raise ValueError("a target is given twice")
    under: defaultdict[str, list[Item]] = defaultdict(list)
    for each in listed:
        for key in dict.fromkeys(each.keys):
            under[key].append(each)
    return Grouping(
        groups={key: _group(under[key], settings) for key in sorted(under)},
        whole=_group(listed, settings),
        without=_group([each for each in listed if not each.keys], settings),
        several=sum(len(set(each.keys)) > 1 for each in listed),
    )


def counts_of(items: Iterable[Item], settings: Settings) -> Counts:
    """What is known of some targets."""
    bands: defaultdict[str, int] = defaultdict(int)
    reasons: defaultdict[str, int] = defaultdict(int)
    listed = list(items)
    for each in listed:
        if isinstance(each.outcome, Undefined):
            reasons[each.outcome.reason.value] += 1
        elif (band := band_of(settings.bands, each.outcome)) is not None:
            bands[band.code] += 1
    measured = len(listed) - sum(reasons.values())
    return Counts(len(listed), measured, sum(is_met(each.outcome) for each in listed), dict(bands), dict(reasons))


def is_met(outcome: Outcome) -> bool:
    """Whether a target with a figure reached all of it."""
    return isinstance(outcome, Computed) and outcome.figure >= FIGURE_UNITS and Mark.BELOW_START not in outcome.marks


COUNT_VARIABLES = ("items", "measured", "met")
"""The counts that the indicator of another plan may take as its variables."""


def count_variables(counts: Counts) -> Mapping[str, Fraction]:
    """The variables of an indicator that counts how a plan is carried out, taken from that plan and typed by nobody."""
    return {name: Fraction(getattr(counts, name)) for name in COUNT_VARIABLES}


def trace_of_share(share: CountShare, items: Iterable[Item] = (), settings: Settings | None = None) -> Trace:
    """The trace of a share: the part and the whole that it is of. With the targets that were counted, and the settings
    that have the bands, each is told with its figure, whether it is in the part, or why it has none."""
    outcome = share.outcome
    facts: dict[str, Fact] = {"part": share.part, "whole": share.whole}
    if isinstance(outcome, Computed):
        facts["result"] = Percent(outcome.figure)
    reason = outcome.reason.value if isinstance(outcome, Undefined) else ""
    listed = list(items)
    inputs = tuple(_told(each, share, settings) for each in listed if isinstance(each.outcome, Computed))
    return Trace(share.code, facts, "part", reason, inputs=inputs, rule=_RULE, excluded=_excluded(listed))


def trace_of_mean(items: Iterable[Item], settings: Settings) -> Trace:
    """The trace of the simple mean of a group: what each of its targets counted with, and which did not and why."""
    listed = list(items)
    total = node_sum(((1, each.outcome) for each in listed), settings)
    outcome = total.outcome
    facts: dict[str, Fact] = {"counted": total.counted, "children": len(listed), "total": Percent(total.weighted_total)}
    if isinstance(outcome, Computed):
        facts["result"] = Percent(outcome.figure)
    if settings.cap is not None:
        facts["cap"] = Percent(settings.cap)
    weights = tuple(
        Weighed(each.target, 1, each.outcome.figure, counted_figure(each.outcome, settings))
        for each in listed
        if isinstance(each.outcome, Computed)
    )
    reason = outcome.reason.value if isinstance(outcome, Undefined) else ""
    formula = "simple_mean" if total.counted else ""
    return Trace("group_mean", facts, formula, reason, rule=_RULE, weights=weights, excluded=_excluded(listed))


_RULE = RuleRef(GROUPED.id, GROUPED.edition, GROUPED.source)


def _told(item: Item, share: CountShare, settings: Settings | None) -> Input:
    """A measured target of a share, in its part or beside it."""
    label = "in_part" if _in_part(item, share, settings) else "beside_part"
    figure = item.outcome.figure if isinstance(item.outcome, Computed) else 0
    return Input(label, {"figure": Percent(figure)}, Source(item.target))


def _in_part(item: Item, share: CountShare, settings: Settings | None) -> bool:
    if share.code == "share_met":
        return is_met(item.outcome)
    if share.code == "share_in_band" and settings is not None:
        band = band_of(settings.bands, item.outcome)
        return band is not None and band.code == share.band
    return True


def _excluded(items: Iterable[Item]) -> tuple[Excluded, ...]:
    return tuple(
        Excluded(each.target, each.outcome.reason.value) for each in items if isinstance(each.outcome, Undefined)
    )


def _group(items: list[Item], settings: Settings) -> Group:
    return Group(counts_of(items, settings), node_sum(((1, each.outcome) for each in items), settings))
