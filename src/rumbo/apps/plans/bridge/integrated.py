"""Integrated plans as rows: the levels of a plan of action that bring other plans in, and the actions shown in them."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from rumbo.apps.plans.bridge.institutional import INTEGRATED, OWNER
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion, TargetUnit, VersionState


@dataclass(frozen=True, slots=True)
class IntegratedRow:
    """A plan brought into a plan of action: its level, what it announces, how many activities are registered in it."""

    node: NodeRevision
    announced: int | None
    registered: int


def integrated_by_owner(version: PlanVersion) -> list[tuple[NodeRevision, list[IntegratedRow]]]:
    """The integrated plans of a version under the unit that answers for each, in its order. Two queries."""
    counted = Counter(Placement.objects.filter(version=version).values_list("node_id", flat=True))
    owners: dict[int, tuple[NodeRevision, list[IntegratedRow]]] = {}
    for node in NodeRevision.objects.filter(version=version).order_by("ordinal"):
        if node.kind == OWNER:
            owners[node.pk] = (node, [])
        elif node.kind == INTEGRATED and node.parent_id in owners:
            told = node.printed.get("announced_activities")
            owners[node.parent_id][1].append(IntegratedRow(node, int(told) if told else None, counted[node.pk]))
    return list(owners.values())


def integrates(version: PlanVersion) -> bool:
    """Whether a version brings any plan in; one that tells it costs no query."""
    told: bool | None = getattr(version, "integrating", None)
    if told is not None:
        return told
    return NodeRevision.objects.filter(version=version, kind=INTEGRATED).exists()


def actions_of_integrated(version: PlanVersion) -> QuerySet[Placement]:
    """The activities of every integrated plan of a version, each with its plan, the unit of that and its own units."""
    return _with_units(Placement.objects.filter(version=version, node__kind=INTEGRATED)).order_by(
        "node__ordinal", "ordinal"
    )


def placed_under(node: NodeRevision) -> QuerySet[Placement]:
    """The targets that stand directly under a level, in its order, with their units."""
    return _with_units(Placement.objects.filter(node=node)).order_by("ordinal")


def _with_units(placed: QuerySet[Placement]) -> QuerySet[Placement]:
    units = TargetUnit.objects.select_related("unit").order_by("ordinal")
    return placed.select_related("revision", "node__parent").prefetch_related(
        Prefetch("revision__units", queryset=units)
    )


def placed_besides(node: NodeRevision) -> dict[int, list[Placement]]:
    """Where else the targets of a level stand: in the same version or in force in another, by the key of the target."""
    mine = Placement.objects.filter(node=node).values("revision__target")
    here = Q(version=node.version_id) | Q(version__state=VersionState.APPROVED)
    others = Placement.objects.filter(here, revision__target__in=mine).exclude(node=node)
    found: defaultdict[int, list[Placement]] = defaultdict(list)
    for each in others.exclude(~Q(version=node.version_id), version__plan=node.version.plan_id).select_related(
        "version__plan", "revision", "node"
    ):
        found[each.revision.target_id].append(each)
    return found


def placements_to_show(version: PlanVersion, words: str = "") -> QuerySet[Placement]:
    """The registered targets that a level of a draft may show too: its own and those in force, each where it counts."""
    ruling = PlanVersion.objects.filter(entity_id=version.entity_id, state=VersionState.APPROVED)
    here = Q(version=version) | Q(version__in=ruling.exclude(plan=version.plan_id))
    found = Placement.objects.filter(here, counts=True, entity_id=version.entity_id)
    if words:
        found = found.filter(Q(revision__statement__icontains=words) | Q(number=words))
    return found.select_related("revision__target", "revision__indicator", "version__plan", "serves").order_by(
        "version__plan__name", "ordinal"
    )
