"""Reads of plans: a fixed number of queries, however many targets."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from rumbo.apps.plans.bridge import lines_and_answering
from rumbo.apps.plans.bridge.detail import TargetDetail as TargetDetail
from rumbo.apps.plans.bridge.detail import target_detail as target_detail
from rumbo.apps.plans.bridge.held import levels_held, targets_held, years_held
from rumbo.apps.plans.bridge.institutional import INTEGRATED
from rumbo.apps.plans.bridge.levels import ruling_levels as ruling_levels
from rumbo.apps.plans.bridge.reviewing import review_of as review_of
from rumbo.apps.plans.models import (
    Lineage,
    LineageKind,
    Milestone,
    NarrativeSection,
    NodeRevision,
    Period,
    Placement,
    Plan,
    PlanVersion,
    ProgrammeEntry,
    Target,
    TargetFunding,
    TargetRevision,
    TargetUnit,
    VersionState,
)
from rumbo.apps.remembering import asked_once
from rumbo.domain.annualization import RULES, UNSAID
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.difference import Change, answer_changes, line_changes
from rumbo.domain.plan.matrix import PlanLine


def plans_of(entity_id: int) -> QuerySet[Plan]:
    """The plans of an entity, each with its versions at hand."""
    versions = PlanVersion.objects.order_by("-number").annotate(
        targets=Count("placements", filter=Q(placements__counts=True))
    )
    return Plan.objects.filter(entity_id=entity_id).prefetch_related(Prefetch("versions", queryset=versions))


def plan_by_uid(entity_id: int, uid: str) -> Plan | None:
    """A plan of the entity, or None."""
    return Plan.objects.filter(entity_id=entity_id, uid=uid).first()


def version_by_uid(entity_id: int, uid: str) -> PlanVersion | None:
    """A version of the entity with its plan and whether it brings other plans in, or None."""
    brought = NodeRevision.objects.filter(version=OuterRef("pk"), kind=INTEGRATED)
    found = PlanVersion.objects.select_related("plan", "source", "entity").annotate(integrating=Exists(brought))
    return found.filter(entity_id=entity_id, uid=uid).first()


def version_in_force(plan: Plan, on: date | None = None) -> PlanVersion | None:
    """The approved version that rules; with a day, the one that ruled on it."""
    approved = plan.versions.filter(approved_at__isnull=False)
    if on is None:
        return approved.filter(state=VersionState.APPROVED).order_by("-number").first()
    return approved.filter(Q(in_force_from__lte=on) | Q(in_force_from__isnull=True)).order_by("-number").first()


def versions_in_force(entity_id: int) -> QuerySet[PlanVersion]:
    """The approved versions of an entity, one a plan."""
    return (
        PlanVersion.objects.filter(entity_id=entity_id, state=VersionState.APPROVED)
        .select_related("plan")
        .order_by("-plan__fiscal_year", "plan__name")
    )


def versions_awaiting_approval(entity_id: int) -> QuerySet[PlanVersion]:
    """Versions proposed and not yet approved."""
    return PlanVersion.objects.filter(entity_id=entity_id, state=VersionState.PROPOSED).select_related("plan")


def versions_to_finish(entity_id: int) -> QuerySet[PlanVersion]:
    """Drafts, and proposals that came back: the returned first. What is in formulation has a board of its own."""
    states = [VersionState.DRAFT, VersionState.RETURNED]
    unfinished = PlanVersion.objects.filter(entity_id=entity_id, state__in=states, in_formulation=False)
    return unfinished.select_related("plan").order_by("-state", "-pk")


@dataclass(frozen=True, slots=True)
class TargetFilter:
    """What a list of targets is narrowed by."""

    words: str = ""
    unit_uid: str = ""
    node_uid: str = ""


def matrix_rows(version: PlanVersion, narrow: TargetFilter = TargetFilter()) -> QuerySet[Placement]:
    """The targets of a version as its matrix shows them, in its order and each once, where it counts: two queries a
    page, however many.

    Narrowed by a level, what hangs below it is shown too, also what counts in another place.
    """
    units = TargetUnit.objects.select_related("unit").order_by("ordinal")
    found = (
        Placement.objects.filter(version=version, counts=True)
        .select_related("revision__indicator", "node")
        .prefetch_related(Prefetch("revision__units", queryset=units))
        .order_by("ordinal")
    )
    if narrow.words:
        words = Q(revision__statement__icontains=narrow.words) | Q(revision__indicator__name__icontains=narrow.words)
        found = found.filter(words | Q(number=narrow.words))
    if narrow.unit_uid:
        found = found.filter(revision__units__unit__uid=narrow.unit_uid)
    if narrow.node_uid:
        below = Placement.objects.filter(version=version, node__in=levels_below(version.pk, narrow.node_uid))
        found = found.filter(revision__in=below.values("revision"))
    return found


@asked_once
def programme_of(revision_id: int) -> tuple[ProgrammeEntry, ...]:
    """What a revision programmes, each with its period, in the order of the calendar. One query."""
    rows = ProgrammeEntry.objects.filter(revision=revision_id).select_related("period")
    return tuple(rows.order_by("period__last_day", "period__first_day"))


def placement_by_uid(entity_id: int, uid: str) -> Placement | None:
    """One placed target of the entity with its version and revision, or None. It tells whether it has milestones,
    money, days on which it stands still and results from before, so that what is seldom there is only asked for where
    it is."""
    revision, stopped = OuterRef("revision"), Target.objects.filter(standings__isnull=False)
    loaded = Target.objects.filter(earlier_results__isnull=False)
    told = {
        "stepped": Exists(Milestone.objects.filter(revision=revision)),
        "funded": Exists(TargetFunding.objects.filter(revision=revision)),
        "stopped": Exists(stopped.filter(pk=OuterRef("revision__target"))),
        "loaded": Exists(loaded.filter(pk=OuterRef("revision__target"))),
    }
    needed = ("version__plan", "version__source", "revision__indicator", "revision__target", "node")
    found = Placement.objects.select_related(*needed).annotate(**told)
    return found.filter(entity_id=entity_id, uid=uid).first()


def nodes_of(version: PlanVersion) -> QuerySet[NodeRevision]:
    """The levels of a version, in its order, each with the one above."""
    return NodeRevision.objects.filter(version=version).select_related("parent", "node").order_by("ordinal")


_UPWARDS = """
WITH RECURSIVE upwards(id, parent_id) AS (
    SELECT id, parent_id FROM plans_noderevision WHERE id = %s
    UNION
    SELECT above.id, above.parent_id FROM plans_noderevision above JOIN upwards ON above.id = upwards.parent_id
)
SELECT level.* FROM plans_noderevision level JOIN upwards ON upwards.id = level.id ORDER BY level.depth DESC
"""


def levels_above(node_id: int | None) -> list[NodeRevision]:
    """A level and those above it, from the lowest up. One query, however deep the tree and however many its levels."""
    return list(NodeRevision.objects.raw(_UPWARDS, [node_id])) if node_id else []


_DOWNWARDS = """
WITH RECURSIVE downwards(id) AS (
    SELECT id FROM plans_noderevision WHERE version_id = %s AND uid = %s
    UNION
    SELECT below.id FROM plans_noderevision below JOIN downwards ON below.parent_id = downwards.id
)
SELECT id FROM downwards
"""


def levels_below(version_id: int, uid: str) -> RawSQL:
    """The keys of a level of a version and of all below it, as part of another query. An unknown uid gives none."""
    key = NodeRevision._meta.get_field("uid").get_db_prep_value(uid, connection)
    return RawSQL(_DOWNWARDS, [version_id, key])  # noqa: S611


def lineage_into(version: PlanVersion) -> QuerySet[Lineage]:
    """What a person settled about what this version continues."""
    return Lineage.objects.filter(version=version).select_related("from_target", "to_target").order_by("pk")


def lineage_of_revision(revision: TargetRevision) -> QuerySet[Lineage]:
    """Where a target came from and what became of it."""
    about = Q(from_target=revision.target_id) | Q(to_target=revision.target_id)
    return Lineage.objects.filter(about).select_related("version__plan").order_by("pk")


def periods_of(entity_id: int, fiscal_year: int, periodicity: str) -> QuerySet[Period]:
    """The periods of a fiscal year, in order."""
    return Period.objects.filter(entity_id=entity_id, fiscal_year=fiscal_year, periodicity=periodicity)


def known_nodes(entity_id: int) -> dict[tuple[str, str], str]:
    """The levels of an entity by kind and name, with the uid of their identity; the latest wording wins."""
    rows = NodeRevision.objects.filter(entity_id=entity_id).order_by("pk").values_list("kind", "name", "node__uid")
    return {(kind, name): str(uid) for kind, name, uid in rows}


def latest_targets(plan: Plan) -> dict[str, Target]:
    """The targets of the newest version of a plan, by the name of their indicator."""
    version = plan.versions.order_by("-number").first()
    if version is None:
        return {}
    placed = Placement.objects.filter(version=version).select_related("revision__target", "revision__indicator")
    return {placement.revision.indicator.name: placement.revision.target for placement in placed}


def targets_by_ordinal(version: PlanVersion) -> list[Target]:
    """The targets a version places, in its order."""
    placed = Placement.objects.filter(version=version).select_related("revision__target").order_by("ordinal")
    return [placement.revision.target for placement in placed]


def versions_of(plan: Plan) -> QuerySet[PlanVersion]:
    """All the versions of a plan, the newest first."""
    return plan.versions.order_by("-number")


def node_by_uid(version: PlanVersion, uid: UUID) -> NodeRevision | None:
    """A level of a version, or None."""
    return NodeRevision.objects.select_related("parent", "node").filter(version=version, uid=uid).first()


def placements_by_uid(version: PlanVersion, uids: Sequence[str]) -> dict[str, Placement]:
    """Placed targets of a version by uid, with what settling them needs; unknown uids are left out."""
    placed = Placement.objects.filter(version=version, uid__in=uids).order_by("ordinal")
    return {str(p.uid): p for p in placed.select_related("revision__indicator", "revision__target", "serves")}


def targets_by_node(version: PlanVersion) -> Counter[int | None]:
    """How many targets each level of a version holds directly, by its key."""
    return Counter(Placement.objects.filter(version=version).values_list("node_id", flat=True))


def sections_of(version: PlanVersion) -> QuerySet[NarrativeSection]:
    """The texts that a version says before its targets, in its order."""
    return NarrativeSection.objects.filter(version=version).order_by("ordinal")


def section_by_uid(version: PlanVersion, uid: UUID) -> NarrativeSection | None:
    """A text of a version, or None."""
    return sections_of(version).filter(uid=uid).first()


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A step in the life of a target: the version that settled it, how, why, and the statements of both ends."""

    version: PlanVersion
    kind: str
    reason: str
    before: str
    after: str


def life_of_target(target_id: int) -> list[Ancestor]:
    """Where a target came from and what became of it, in the order in which versions were begun, in one query."""
    about = Q(from_target=target_id) | Q(to_target=target_id)
    lines = Lineage.objects.filter(about).select_related("version__plan").order_by("version_id", "pk")
    said = {
        name: Subquery(TargetRevision.objects.filter(target=OuterRef(end)).order_by("-pk").values("statement")[:1])
        for name, end in (("before", "from_target"), ("after", "to_target"))
    }
    told: QuerySet[Any] = lines.annotate(**said)
    return [Ancestor(row.version, row.kind, row.reason, row.before or "", row.after or "") for row in told]


@dataclass(frozen=True, slots=True)
class VersionChange:
    """A line of the change log between two versions: how people settled it, and the fields that differ. `pair` are the
    targets of both, by their keys."""

    kind: LineageKind
    reason: str
    before: PlanLine | None
    after: PlanLine | None
    changes: tuple[Change, ...] = ()
    pair: tuple[int, int] = (0, 0)


def version_changes(before: PlanVersion, after: PlanVersion) -> list[VersionChange]:
    """What became of every target from one version of a plan to a later one, in the order of the later, drops last.

    What people settled rules, hop by hop when there are versions in between; resemblance is not asked.
    """
    lines, answering = lines_and_answering([before, after])
    old, new = dict(lines[before.pk]), dict(lines[after.pk])
    hops = _hops(before, after)
    changes, continued = list[VersionChange](), set[int | None]()
    for target, line in new.items():
        for kind, origin, reason in _traced(target, hops):
            earlier = old.get(origin or 0)
            continued.add(origin)
            if earlier is None:
                changes.append(VersionChange(LineageKind.NEW, reason, None, line))
            else:
                was, now = answering.get((before.pk, origin or 0), ()), answering.get((after.pk, target), ())
                differing = (*line_changes(earlier, line), *answer_changes(was, now))
                changes.append(VersionChange(kind, reason, earlier, line, differing, (origin or 0, target)))
    dropped = (row for hop in hops for row in hop.get(None, ()) if row.kind == LineageKind.DROPPED)
    reasons = {row.from_target_id: row.reason for row in dropped}
    gone = (target for target in old if target not in continued)
    return changes + [VersionChange(LineageKind.DROPPED, reasons.get(key, ""), old[key], None) for key in gone]


Hop = Mapping[int | None, Sequence[Lineage]]
"""What was settled in one version, by the target it came to; what was dropped came to none."""


def _hops(before: PlanVersion, after: PlanVersion) -> list[Hop]:
    """What was settled in each version after the first and up to the second, the latest first."""
    numbers = {"version__number__gt": before.number, "version__number__lte": after.number}
    settled: dict[int, defaultdict[int | None, list[Lineage]]] = {}
    for row in Lineage.objects.filter(version__plan=after.plan_id, **numbers).order_by("-version__number", "pk"):
        settled.setdefault(row.version_id, defaultdict(list))[row.to_target_id].append(row)
    return list(settled.values())


Way = tuple[LineageKind, int | None, str]


def _traced(target: int, hops: Sequence[Hop]) -> list[Way]:
    """A target of the later version followed back: how it changed on the way, which one it was, and why. One that
    merges several was each of them."""
    ways: list[Way] = [(LineageKind.SAME, target, "")]
    for hop in hops:
        ways = [further for way in ways for further in _back(way, hop)]
    return list(dict.fromkeys(ways))


def _back(way: Way, hop: Hop) -> list[Way]:
    """A way followed back through one version."""
    kind, origin, reason = way
    rows = hop.get(origin, ()) if origin is not None else ()
    return [_through(kind, reason, row) for row in rows] or [way]


def _through(kind: LineageKind, reason: str, row: Lineage) -> Way:
    if row.from_target_id is None:
        return LineageKind.NEW, None, row.reason
    if row.kind == LineageKind.SAME:
        return kind, row.from_target_id, reason
    return LineageKind(row.kind), row.from_target_id, row.reason or reason


@dataclass(frozen=True, slots=True)
class PlacedYears:
    """A placed target with what it programmes for each year."""

    placement: Placement
    years: Mapping[int, Quantity | None]


def placed_by_level(version: PlanVersion) -> list[tuple[NodeRevision | None, list[PlacedYears]]]:
    """The levels of a version with the targets under each, in its order; those of no level last. Three queries."""
    years = years_held(version.pk)
    below: defaultdict[int | None, list[PlacedYears]] = defaultdict(list)
    for each in targets_held(version.pk):
        below[each.node_id].append(PlacedYears(each, years.get(each.revision_id, {})))
    found: list[tuple[NodeRevision | None, list[PlacedYears]]] = [
        (node, below[node.pk]) for node in levels_held(version.pk)
    ]
    return [*found, (None, below[None])] if below[None] else found


def placed_elsewhere(version: PlanVersion) -> dict[int, list[Placement]]:
    """Where else the targets of a version stand: in the versions in force of other plans, by the key of the target."""
    mine = Placement.objects.filter(version=version).values("revision__target")
    others = Placement.objects.filter(version__state=VersionState.APPROVED, counts=True, revision__target__in=mine)
    found: defaultdict[int, list[Placement]] = defaultdict(list)
    for each in others.exclude(version__plan=version.plan_id).select_related("version__plan", "revision"):
        found[each.revision.target_id].append(each)
    return found


def asks_rule(version: PlanVersion) -> int:
    """How many targets of a version wait for somebody to say how they are counted."""
    if version.plan.counting_rule:
        return 0
    waiting = TargetRevision.objects.filter(annualization=UNSAID.id, placements__version=version)
    return waiting.distinct().count()


def asks_basis(version: PlanVersion) -> int:
    """How many targets of a version wait for somebody to say how growing programmes are written."""
    if version.plan.programme_basis:
        return 0
    rules = [rule.id for rule in RULES if rule.asks_basis]
    waiting = TargetRevision.objects.filter(annualization__in=rules, programme_basis="", placements__version=version)
    return waiting.distinct().count()
