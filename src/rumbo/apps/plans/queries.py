"""Reads of plans: a fixed number of queries, however many targets."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from rumbo.apps.plans.models import (
    Lineage,
    NodeRevision,
    Period,
    Placement,
    Plan,
    PlanVersion,
    Target,
    TargetAlignment,
    TargetRevision,
    TargetUnit,
    VersionState,
)


def plans_of(entity_id: int) -> QuerySet[Plan]:
    """The plans of an entity, each with its versions at hand."""
    versions = PlanVersion.objects.order_by("-number").annotate(targets=Count("placements"))
    return Plan.objects.filter(entity_id=entity_id).prefetch_related(Prefetch("versions", queryset=versions))


def plan_by_uid(entity_id: int, uid: str) -> Plan | None:
    """A plan of the entity, or None."""
    return Plan.objects.filter(entity_id=entity_id, uid=uid).first()


def version_by_uid(entity_id: int, uid: str) -> PlanVersion | None:
    """A version of the entity with its plan, or None."""
    return PlanVersion.objects.select_related("plan", "source", "entity").filter(entity_id=entity_id, uid=uid).first()


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


@dataclass(frozen=True, slots=True)
class TargetFilter:
    """What a list of targets is narrowed by."""

    words: str = ""
    unit_uid: str = ""
    node_uid: str = ""


def placements_of(version: PlanVersion, narrow: TargetFilter = TargetFilter()) -> QuerySet[Placement]:
    """The targets a version places, in its order, with everything a list shows of them.

    Four queries whatever the number: the placements, their units, their alignments, and the levels by join.
    """
    units = TargetUnit.objects.select_related("unit").order_by("ordinal")
    alignments = TargetAlignment.objects.select_related("entry").order_by("ordinal")
    found = (
        Placement.objects.filter(version=version)
        .select_related("revision__indicator", "revision__target", "node__parent", "serves")
        .prefetch_related(
            Prefetch("revision__units", queryset=units), Prefetch("revision__alignments", queryset=alignments)
        )
        .order_by("ordinal")
    )
    if narrow.words:
        words = Q(revision__statement__icontains=narrow.words) | Q(revision__indicator__name__icontains=narrow.words)
        found = found.filter(words | Q(number=narrow.words))
    if narrow.unit_uid:
        found = found.filter(revision__units__unit__uid=narrow.unit_uid)
    if narrow.node_uid:
        found = found.filter(Q(node__uid=narrow.node_uid) | Q(node__parent__uid=narrow.node_uid))
    return found


def placement_by_uid(entity_id: int, uid: str) -> Placement | None:
    """One placed target of the entity with its version and revision, or None."""
    return (
        Placement.objects.select_related("version__plan", "revision__indicator", "revision__target", "node__parent")
        .filter(entity_id=entity_id, uid=uid)
        .first()
    )


def nodes_of(version: PlanVersion) -> QuerySet[NodeRevision]:
    """The levels of a version, in its order, each with the one above."""
    return NodeRevision.objects.filter(version=version).select_related("parent", "node").order_by("ordinal")


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
