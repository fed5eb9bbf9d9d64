"""Levels and targets of a draft change their place: under another level, before or after their siblings."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion
from rumbo.apps.versions.actions.moving import hold
from rumbo.findings import Finding, Sentences, Severity, declare, marked

INSIDE_ITSELF = declare(
    Sentences(
        code="plans.node_inside_itself",
        severity=Severity.ERROR,
        title=marked("El nivel no puede quedar dentro de sí mismo"),
        what=marked("«{name}» se movería debajo de uno de los niveles que cuelgan de él."),
        why=marked("El nivel y todo lo que tiene debajo quedarían por fuera del plan."),
        how=marked("Elija un nivel que no cuelgue de este."),
    )
)


@doorway("plans.node.move")
def move_node(
    actor: Actor, version: PlanVersion, node: NodeRevision, *, parent: NodeRevision | None = None, place: int = 0
) -> NodeRevision:
    """Puts a level with all below it under another one (None: at the top), as its `place`-th child; 0 is the last."""
    hold(version)
    rows = list(NodeRevision.objects.filter(version=version).order_by("ordinal"))
    by_key = {row.pk: row for row in rows}
    moved = by_key[node.pk]
    if parent is not None and moved.pk in _upwards(by_key, parent.pk):
        raise Refused(Finding(INSIDE_ITSELF.code, INSIDE_ITSELF.severity, facts={"name": moved.name}))
    moved.parent = parent
    siblings = [row for row in rows if row.parent_id == moved.parent_id and row.pk != moved.pk]
    siblings.insert(place - 1 if place else len(siblings), moved)
    _renumber(rows, siblings)
    moved.refresh_from_db()
    return moved


@doorway("plans.target.move")
def move_target(actor: Actor, version: PlanVersion, placement: Placement, *, by: int) -> Placement:
    """Puts a target before (`by` -1) or after (+1) its neighbour of the same level; at the end it stays."""
    hold(version)
    placed = Placement.objects.filter(version=version, node=placement.node_id, counts=placement.counts)
    after = by > 0
    beyond = placed.filter(**{"ordinal__gt" if after else "ordinal__lt": placement.ordinal})
    neighbour = beyond.order_by("ordinal" if after else "-ordinal").first()
    if neighbour is None:
        return placement
    mine, other = placement.ordinal, neighbour.ordinal
    # A place is taken once: the neighbour leaves it before the target comes.
    free = Placement.objects.filter(version=version).order_by("-ordinal").values_list("ordinal", flat=True)[0] + 1
    for row, ordinal in ((neighbour, free), (placement, other), (neighbour, mine)):
        row.ordinal = ordinal
        row.save(update_fields=["ordinal"])
    return placement


def settle_order(version: PlanVersion) -> None:
    """Numbers the levels of a draft so that each stands after what is above it and before its next sibling."""
    rows = list(NodeRevision.objects.filter(version=version).order_by("ordinal"))
    _renumber(rows, [])


def _renumber(rows: Sequence[NodeRevision], siblings: Sequence[NodeRevision]) -> None:
    """Writes order and depth; `siblings`, where given, stand in their new order."""
    below: defaultdict[int | None, list[NodeRevision]] = defaultdict(list)
    for row in rows:
        below[row.parent_id].append(row)
    if siblings:
        below[siblings[0].parent_id] = list(siblings)

    def walk(above: int | None, depth: int) -> Iterator[tuple[NodeRevision, int]]:
        for row in below[above]:
            yield row, depth
            yield from walk(row.pk, depth + 1)

    for ordinal, (row, depth) in enumerate(walk(None, 0), start=1):
        row.ordinal, row.depth = ordinal, depth
    NodeRevision.objects.bulk_update(rows, ["parent", "ordinal", "depth"], batch_size=500)


def _upwards(rows: dict[int, NodeRevision], key: int | None) -> Iterator[int]:
    while key is not None:
        yield key
        key = rows[key].parent_id
