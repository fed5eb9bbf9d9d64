"""The sheet of a follow-up: the plan, its levels and its targets with their figures, a page at a time.

Three queries and the settings, whatever the number of targets, filters and page.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import Case, Count, QuerySet, Subquery, When

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge import band_lit, is_left_out, settings_on
from rumbo.apps.measurement.models import COUNTS_TWICE, Figure, Measure
from rumbo.apps.measurement.queries.narrowing import EVERYTHING, PAGE, SheetFilter, placements_narrowed, placements_page
from rumbo.apps.plans.bridge.counting import counting_twice
from rumbo.apps.plans.models import Placement
from rumbo.domain.measurement.bands import Band
from rumbo.domain.measurement.kept import outcome_kept
from rumbo.domain.measurement.levels import Reach
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.outcomes import Computed, Outcome, Reason
from rumbo.findings import Finding

SHOWN = (Measure.YEAR, Measure.EXPECTED, Measure.AT_CUTOFF, Measure.TO_DATE)
"""The measures in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a target, a level or the plan stands: its outcomes by measure, the band of its light, the figure of the
    year in the period before, and how many children a level counts and leaves out. `share` is the part that a level is
    of all the weights that counted beside it, None where it does not count; `left_out` whether nobody measures it."""

    kind: str
    uid: str
    name: str
    number: str = ""
    depth: int = 0
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    band: Band | None = None
    before: int | None = None
    unit: str = ""
    counts: bool = True
    counted: int = 0
    excluded: int = 0
    share: Fraction | None = None
    left_out: bool = False
    level_kind: str = ""

    def value(self, measure: str) -> int | None:
        """One of its figures, None when undefined."""
        outcome = self.outcomes.get(measure)
        return outcome.figure if isinstance(outcome, Computed) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a sheet: the plan, then levels and targets as a tree. `total` counts the targets of all pages;
    `levels` are all levels of the plan, to choose from; `missing` counts the targets of the plan without light, by the
    reason, of all `targets` of it; `before` is (year, periodicity, ordinal) of what is compared
    with, None for a first period; `twice` what was found of targets that do not count since they would twice."""

    followup: Followup
    settings: Settings
    plan: Standing
    rows: tuple[Standing, ...]
    levels: tuple[Standing, ...]
    total: int
    missing: Mapping[str, int]
    targets: int
    reach: Reach
    before: tuple[int, str, int] | None
    twice: tuple[Finding, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether nothing can be expected of any target, for the plan has no programme by period."""
        return self.targets > 0 and self.missing == {Reason.NO_PERIOD_PROGRAMME.value: self.targets}


def sheet_of(followup: Followup, narrow: SheetFilter = EVERYTHING, page: int = 1, size: int | None = PAGE) -> Sheet:
    """A page of the figures of a follow-up, in the order of the plan; `size` None gives all of it in one."""
    settings = settings_on(followup.entity_id, followup.period.last_day)
    placed = list(placements_page(placements_narrowed(followup, narrow, settings), page, size))
    kept = _Kept.of(followup, placed if size else None, {*SHOWN, settings.bands_on.value})
    missing, reach, twice = _without_light(followup, settings)
    levels = {key: _level(row, kept, settings) for key, row in sorted(kept.nodes.items(), key=_in_order)}
    total = placed[0].total if placed else 0
    rows = [*_tree(placed, levels, kept, settings)]
    if narrow == EVERYTHING and (size is None or page * size >= total):
        rows += _beside(rows, [*levels.values()], whole=size is None or total <= size)
    return Sheet(
        followup=followup,
        settings=settings,
        plan=_standing("plan", "", followup.plan_version.plan.name, kept, ("plan", 0), settings),
        rows=tuple(rows),
        levels=tuple(levels.values()),
        total=total,
        missing=missing,
        targets=reach.listed,
        reach=reach,
        before=kept.before,
        twice=counting_twice(followup.plan_version_id) if twice else (),
    )


def _without_light(followup: Followup, settings: Settings) -> tuple[dict[str, int], Reach, bool]:
    """How many targets of the plan have no light, by the reason, the commonest first; how many the plan lists, count
    and have a figure of the year; and whether any does not count since it would twice."""
    lit = settings.bands_on.value
    figures = Figure.objects.filter(followup=followup, placement__isnull=False, measure__in={lit, Measure.YEAR.value})
    figures = figures.annotate(twice=Case(When(weight=COUNTS_TWICE, then=True), default=False))
    rows = figures.order_by().values_list("measure", "undefined", "placement__counts", "twice").annotate(n=Count("pk"))
    missing: Counter[str] = Counter()
    reach, any_twice = Reach(), False
    for measure, reason, placed, twice, number in rows:
        counts, any_twice = placed and not twice, any_twice or twice
        if measure == lit and reason:
            missing[reason] += number
        if measure == Measure.YEAR:
            reach += Reach(number, number * counts, number * (counts and not reason))
    return dict(sorted(missing.items(), key=lambda each: (-each[1], each[0]))), reach, any_twice


COLUMNS = (
    "followup_id",
    "placement_id",
    "placement__revision__target_id",
    "node_id",
    "node__node_id",
    "node__parent_id",
    "node__uid",
    "node__kind",
    "node__name",
    "node__code",
    "node__depth",
    "node__ordinal",
    "measure",
    "value",
    "undefined",
    "marks",
    "counted",
    "excluded",
    "weight",
    "weight_sum",
    "node__printed__measured",
    "followup__period__fiscal_year",
    "followup__period__periodicity",
    "followup__period__ordinal",
)
Row = dict[str, Any]
Key = tuple[str, int]


@dataclass
class _Kept:
    """The figures of a page as they were read: by what they are of, those of the period before, and the levels."""

    outcomes: defaultdict[Key, dict[str, Outcome]] = field(default_factory=lambda: defaultdict(dict))
    children: dict[Key, tuple[int, int]] = field(default_factory=dict)
    weights: dict[Key, tuple[int | None, int]] = field(default_factory=dict)
    years_before: dict[Key, int | None] = field(default_factory=dict)
    nodes: dict[int, Row] = field(default_factory=dict)
    before: tuple[int, str, int] | None = None

    @classmethod
    def of(cls, followup: Followup, placed: list[Any] | None, measures: set[str]) -> "_Kept":
        kept = cls()
        for values in _figures(followup, placed, measures):
            row = dict(zip(COLUMNS, values, strict=True))
            if row["followup_id"] == followup.pk:
                kept._add(row)
            else:
                kept._add_before(row)
        return kept

    def _add(self, row: Row) -> None:
        key = _key(row, row["placement_id"], row["node_id"])
        self.outcomes[key][row["measure"]] = outcome_kept(row["value"], row["undefined"], row["marks"])
        if row["measure"] == Measure.YEAR:
            self.children[key] = (row["counted"], row["excluded"])
            self.weights[key] = (row["weight"], row["weight_sum"])
        if row["node_id"]:
            self.nodes[row["node_id"]] = row

    def share(self, key: Key, above: Key) -> Fraction | None:
        """The part that the weight of a child is of all that counted beside it; None where it does not count."""
        weight, total = self.weights.get(key, (None, 0))[0], self.weights.get(above, (None, 0))[1]
        counts = isinstance(self.outcomes.get(key, {}).get(Measure.YEAR), Computed)
        return Fraction(weight, total) if counts and weight is not None and weight > 0 and total else None

    def _add_before(self, row: Row) -> None:
        period = ("fiscal_year", "periodicity", "ordinal")
        year, periodicity, ordinal = (row[f"followup__period__{name}"] for name in period)
        self.before = (year, periodicity, ordinal)
        identity = _key(row, row["placement__revision__target_id"], row["node__node_id"])
        self.years_before[identity] = row["value"]


def _figures(followup: Followup, placed: list[Any] | None, measures: set[str]) -> Iterable[tuple[Any, ...]]:
    """The figures of some targets (None: of all), of every level and the plan, and of the year before: one query."""
    plan = followup.plan_version.plan_id
    earlier = Followup.objects.filter(entity_id=followup.entity_id, plan_version__plan=plan)
    earlier = earlier.filter(period__last_day__lt=followup.period.last_day).order_by("-period__last_day", "-pk")
    before = Figure.objects.filter(followup=Subquery(earlier.values("pk")[:1]), measure=Measure.YEAR)
    now = Figure.objects.filter(followup=followup, measure__in=measures)
    if placed is None:
        targets, targets_before = now.filter(placement__isnull=False), before.filter(placement__isnull=False)
    else:
        # The keys alone: beside them, "not null" would make SQLite walk all the figures of the follow-up.
        same = Placement.objects.filter(revision__target__in=[each.revision.target_id for each in placed])
        targets = now.filter(placement__in=[each.pk for each in placed])
        targets_before = before.filter(placement__in=same)
    # Levels and plan apart: each has an index of its own.
    parts = (targets, *_above(now), *_above(before), targets_before)
    first, *others = (part.order_by().values_list(*COLUMNS) for part in parts)
    return first.union(*others, all=True)


def _above(figures: QuerySet[Figure]) -> tuple[QuerySet[Figure], QuerySet[Figure]]:
    """The figures of the levels, and those of the plan."""
    return figures.filter(node__isnull=False), figures.filter(node__isnull=True, placement__isnull=True)


def _key(row: Row, target: int | None, node: int | None) -> Key:
    if row["placement_id"]:
        return "target", target or 0
    return ("level", node or 0) if row["node_id"] else ("plan", 0)


def _in_order(item: tuple[int, Row]) -> int:
    return int(item[1]["node__ordinal"])


def _tree(placed: Iterable[Any], levels: Mapping[int, Standing], kept: _Kept, settings: Settings) -> Iterator[Standing]:
    """The targets of a page, each under its levels; a level is told once a page, before its first target."""
    told: set[int] = set()
    for each in placed:
        for level in _path(each.node_id, kept.nodes):
            if level not in told:
                told.add(level)
                yield levels[level]
        yield _target(each, kept, settings)


def _beside(rows: Sequence[Standing], levels: Sequence[Standing], whole: bool) -> list[Standing]:
    """The levels at the top of the plan of the same kind as those that were told, which have no target: a component
    that is not measured, or whose targets are not registered yet. Of the last of several pages, those that come after
    the last one told: what comes before may stand on an earlier page."""
    told = [each for each in rows if each.kind == "level" and each.depth == 0]
    kinds, uids = {each.level_kind for each in told}, {each.uid for each in told}
    last = max((at for at, each in enumerate(levels) if each.uid in uids), default=len(levels))
    found = levels if whole else levels[last:]
    return [each for each in found if each.depth == 0 and each.level_kind in kinds and each.uid not in uids]


def _path(node: int | None, nodes: Mapping[int, Row]) -> list[int]:
    """The levels above a target, from the top down."""
    path: list[int] = []
    while node is not None and node in nodes:
        path.append(node)
        node = nodes[node]["node__parent_id"]
    return path[::-1]


def _target(placed: Any, kept: _Kept, settings: Settings) -> Standing:
    above = kept.nodes.get(placed.node_id)
    return _standing(
        "target",
        str(placed.uid),
        placed.revision.statement,
        kept,
        ("target", placed.pk),
        settings,
        number=placed.number,
        depth=above["node__depth"] + 1 if above else 0,
        unit=placed.unit_name or "",
        counts=placed.counts,
        before=kept.years_before.get(("target", placed.revision.target_id)),
    )


def _level(row: Row, kept: _Kept, settings: Settings) -> Standing:
    return _standing(
        "level",
        str(row["node__uid"]),
        row["node__name"],
        kept,
        ("level", row["node_id"]),
        settings,
        number=row["node__code"] or row["node__kind"],
        depth=row["node__depth"],
        share=kept.share(("level", row["node_id"]), _above_of(row)),
        left_out=is_left_out(
            settings, row["node__kind"], row["node__name"], {"measured": row["node__printed__measured"]}
        ),
        level_kind=row["node__kind"],
        before=kept.years_before.get(("level", row["node__node_id"])),
    )


def _above_of(row: Row) -> Key:
    return ("level", row["node__parent_id"]) if row["node__parent_id"] else ("plan", 0)


def _standing(kind: str, uid: str, name: str, kept: _Kept, key: Key, settings: Settings, **more: Any) -> Standing:
    outcomes = kept.outcomes.get(key, {})
    counted, excluded = kept.children.get(key, (0, 0))
    if kind == "plan":
        more["before"] = kept.years_before.get(key)
    band = band_lit(outcomes, settings)
    return Standing(kind, uid, name, outcomes=outcomes, band=band, counted=counted, excluded=excluded, **more)
