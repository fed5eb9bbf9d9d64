"""The targets of a follow-up from another side, from the figures that are kept of it.

A fixed number of queries, however many targets: the settings, the figures, what corrected them, and what the axis
itself asks for. A closed follow-up is grouped from its frozen figures, with the choices of its last day, in the groups
that its closing kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge import outcome_of, settings_on
from rumbo.apps.measurement.models import CorrectedFigure, Figure, Measure
from rumbo.apps.measurement.queries.axes import OF_PROJECT, UNIT, sides_of
from rumbo.apps.measurement.queries.sides import Axis, Key, PlacedTarget
from rumbo.apps.remembering import asked_once, brought_along
from rumbo.domain.measurement.bands import Band, band_of
from rumbo.domain.measurement.grouping import Group, Item, grouped, trace_of_mean, trace_of_share
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.measurement.trace import Trace
from rumbo.domain.outcomes import Outcome

WHOLE, WITHOUT = "~todas", "~sin"
"""The words in an address of all the targets, and of those without a key; no key of an axis has such a sign."""
MEAN, MEASURED, MET, IN_BAND = "mean", "measured", "met", "band-"
"""What is told of a group: its mean, the share measured, the share met, and the share in a band, by its code."""


@dataclass(frozen=True, slots=True)
class GroupedTarget:
    """A target in its groups: its uid where it is placed, its outcome, and the band of its light."""

    uid: str
    number: str
    statement: str
    outcome: Outcome
    lit: Outcome
    band: Band | None = None
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupTold:
    """The targets under one key: their counts and mean by the measure asked for, and their counts by the percentage
    that the lights act on. `corrected` is the mean since the closing was corrected, where that is another."""

    key: Key
    group: Group
    lights: Group
    targets: tuple[GroupedTarget, ...]
    corrected: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Groups:
    """The targets of a follow-up by the keys of one axis, in the order of the axis. `whole` is of all of them, each
    once, `without` of those that have no key, `several` how many stand in more than one group. `correction` is the
    ordinal of the correction since which it is told, 0 for the closing itself; `latest` that of the last one. `kept`
    says that the groups and their words are those that the closing kept, and not those that are registered today."""

    followup: Followup
    axis: Axis
    measure: str
    settings: Settings
    groups: tuple[GroupTold, ...]
    whole: GroupTold
    without: GroupTold
    several: int
    correction: int = 0
    latest: int = 0
    kept: bool = False

    def of(self, key: str) -> GroupTold | None:
        """One group by the word of its key in an address."""
        return next((each for each in chain(self.groups, (self.whole, self.without)) if each.key.key == key), None)


@dataclass(frozen=True, slots=True)
class ExplainedGroup:
    """A number of a group with its trace. `counts` are the outcomes that were counted, by target, in their order: of
    the measure asked for, or of the percentage that the lights act on."""

    groups: Groups
    told: GroupTold
    what: str
    measure: str
    outcome: Outcome
    trace: Trace
    band: Band | None = None
    names: Mapping[str, str] = field(default_factory=dict)


def axes_of(followup: Followup) -> tuple[Axis, ...]:
    """The axes of the plan of a follow-up, those that it has nothing for too. Six queries at most."""
    return sides_of(followup).axes


def axes_with_money(followup: Followup, besides: str = "") -> tuple[Axis, ...]:
    """The axes by which money is asked about: levels, units that report, projects; and another one where it is."""
    sides = sides_of(followup)
    wanted = dict.fromkeys((*sides.level_keys, UNIT, OF_PROJECT, besides))
    return tuple(axis for key in wanted if (axis := sides.axis(key)) is not None)


def groups_of(followup: Followup, axis: str, measure: str = Measure.YEAR, correction: int = 0) -> Groups | None:
    """The targets of a follow-up by one axis, as it was closed or as it is since a `correction` by its ordinal; None
    for an axis that the plan does not have or no measure."""
    sides = sides_of(followup)
    found = sides.axis(axis) if measure in Measure.values else None
    if found is None:
        return None
    settings = settings_on(followup.entity_id, followup.period.last_day)
    kept = _kept(followup, needed_measures(measure, settings))
    corrected = _corrected(followup)
    asked = {key: each for key, each in corrected.items() if key <= correction}
    targets = tuple(
        _grouped(each, found, {**kept[each.placement_id], **_since(asked, each)}, str(measure), settings)
        for each in sides.targets
        if each.placement_id in kept
    )
    since = {} if asked else {each.uid: _since(corrected, each).get(measure) for each in sides.targets}
    told = _groups(followup, found, str(measure), settings, targets, {uid: now for uid, now in since.items() if now})
    return replace(told, correction=max(asked, default=0), latest=max(corrected, default=0), kept=sides.closed)


def needed_measures(measure: str, settings: Settings) -> frozenset[str]:
    """What is read of each target: the measure asked for, and the percentage that the lights act on."""
    return frozenset((str(measure), settings.bands_on.value))


def explained_group(
    followup: Followup, axis: str, key: str, what: str, measure: str = Measure.YEAR, correction: int = 0
) -> ExplainedGroup | None:
    """A number of a group (`MEAN`, `MEASURED`, `MET` or `IN_BAND` with the code of a band), explained; None when there
    is none."""
    found = groups_of(followup, axis, measure, correction)
    told = found.of(key) if found is not None else None
    if found is None or told is None:
        return None
    names = {each.uid: f"{each.number}. {each.statement}" for each in told.targets}
    items = [Item(each.uid, each.outcome) for each in told.targets]
    counts, settings = told.group.counts, found.settings
    if what == MEAN:
        trace = trace_of_mean(items, settings)
        return ExplainedGroup(found, told, what, measure, told.group.sums.outcome, trace, names=names)
    shares = {MEASURED: counts.measured_share, MET: counts.met_share}
    if what in shares:
        trace = trace_of_share(shares[what], items, settings)
        return ExplainedGroup(found, told, what, measure, shares[what].outcome, trace, names=names)
    band = next((each for each in settings.bands if what == f"{IN_BAND}{each.code}"), None)
    if band is None:
        return None
    share = told.lights.counts.band_share(band.code)
    trace = trace_of_share(share, [Item(each.uid, each.lit) for each in told.targets], settings)
    return ExplainedGroup(found, told, what, settings.bands_on.value, share.outcome, trace, band, names)


def _groups(
    followup: Followup,
    axis: Axis,
    measure: str,
    settings: Settings,
    targets: Sequence[GroupedTarget],
    since: Mapping[str, Outcome],
) -> Groups:
    counted = grouped(_items(targets), settings)
    lights = grouped(_items(targets, lit=True), settings)
    corrected = grouped(_items(targets, since=since), settings) if since else None
    under: defaultdict[str, list[GroupedTarget]] = defaultdict(list)
    for each in targets:
        for key in each.keys:
            under[key.key].append(each)

    def told(key: Key, group: Group, lit: Group, inside: Iterable[GroupedTarget], now: Group | None) -> GroupTold:
        mean = now.sums.outcome if now is not None and now.sums != group.sums else None
        return GroupTold(key, group, lit, tuple(inside), mean)

    keys = sorted({key.key: key for each in targets for key in each.keys}.values(), key=lambda key: key.place)
    groups = (
        told(key, counted.groups[key.key], lights.groups[key.key], under[key.key],
             corrected.groups[key.key] if corrected else None)
        for key in keys
    )  # fmt: skip
    bare = [each for each in targets if not each.keys]
    return Groups(
        followup,
        axis,
        measure,
        settings,
        groups=tuple(groups),
        whole=told(Key(WHOLE, ""), counted.whole, lights.whole, targets, corrected.whole if corrected else None),
        without=told(Key(WITHOUT, ""), counted.without, lights.without, bare, corrected.without if corrected else None),
        several=counted.several,
    )


def _grouped(
    placed: PlacedTarget, axis: Axis, outcomes: Mapping[str, Outcome], measure: str, settings: Settings
) -> GroupedTarget:
    lit = outcomes[settings.bands_on.value]
    keys = axis.keys.get(placed.revision_id, ())
    band = band_of(settings.bands, lit)
    return GroupedTarget(placed.uid, placed.number, placed.statement, outcomes[measure], lit, band, keys)


def _items(targets: Iterable[GroupedTarget], *, lit: bool = False, since: Mapping[str, Outcome] = {}) -> list[Item]:
    """The targets as they are grouped: by the measure asked for or by the light, or with what corrections left."""
    return [
        Item(each.uid, each.lit if lit else since.get(each.uid, each.outcome), tuple(key.key for key in each.keys))
        for each in targets
    ]


Outcomes = Mapping[int, Mapping[str, Outcome]]
"""Outcomes of targets, by the key of their placement and by measure."""


def figures_brought(
    followup: Followup, measures: frozenset[str], kept: Outcomes, corrected: Mapping[int, Outcomes]
) -> None:
    """Another question brought the figures of the targets of a follow-up, with what each correction left, by its
    ordinal: they are not asked for again."""
    brought_along(_kept, kept, followup, measures)
    brought_along(_corrected, corrected, followup)


@asked_once
def _kept(followup: Followup, measures: frozenset[str]) -> Outcomes:
    """The outcomes kept of the targets of a follow-up."""
    found: dict[int, dict[str, Outcome]] = {}
    for row in kept_figures(followup, measures):
        if row.placement_id is not None:
            found.setdefault(row.placement_id, {})[row.measure] = outcome_of(row)
    return found


@asked_once
def kept_figures(followup: Followup, measures: frozenset[str]) -> tuple[Figure, ...]:
    """Some figures of the targets, the levels and the plan of a follow-up, a level with its uid. One query."""
    rows = Figure.objects.filter(followup=followup, measure__in=measures).select_related("node")
    return tuple(rows.only("placement_id", "node__uid", "measure", "value", "undefined", "marks"))


@asked_once
def _corrected(followup: Followup) -> Mapping[int, Outcomes]:
    """What corrections wrote beside the targets of a closing, by their ordinal; nothing is asked of what is open."""
    if followup.closed_at is None:
        return {}
    rows = CorrectedFigure.objects.filter(correction__followup=followup, figure__placement__isnull=False)
    found: dict[int, dict[int, dict[str, Outcome]]] = {}
    for row in rows.select_related("figure", "correction").order_by("correction__ordinal").defer("trace"):
        under = found.setdefault(row.correction.ordinal, {}).setdefault(row.figure.placement_id or 0, {})
        under[row.figure.measure] = outcome_of(row)
    return found


def _since(corrected: Mapping[int, Outcomes], placed: PlacedTarget) -> dict[str, Outcome]:
    """What a target is since some corrections, the last of each of its figures."""
    found: dict[str, Outcome] = {}
    for ordinal in sorted(corrected):
        found |= corrected[ordinal].get(placed.placement_id, {})
    return found
