"""The levels of a draft are written by hand, one at a time."""

from django.db.models import Max

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.plans.actions.move_node import move_node, settle_order
from rumbo.apps.plans.bridge import NodeData
from rumbo.apps.plans.models import Node, NodeRevision, Placement, PlanVersion
from rumbo.apps.versions.actions.moving import hold
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NODE_IN_USE = declare(
    Sentences(
        code="plans.node_in_use",
        severity=Severity.ERROR,
        title=marked("El nivel no está vacío"),
        what=marked("«{name}» todavía tiene metas u otros niveles debajo."),
        why=marked("Si se quitara, lo que cuelga de él quedaría sin lugar en el plan."),
        how=marked("Mueva o quite primero lo que tiene debajo."),
    )
)


@doorway("plans.node.write")
def write_node(
    actor: Actor,
    version: PlanVersion,
    data: NodeData,
    *,
    parent: NodeRevision | None = None,
    node: NodeRevision | None = None,
) -> NodeRevision:
    """A new level of a draft, or another wording of one that stands there (which keeps its place)."""
    hold(version)
    if node is None:
        return _add(version, data, parent)
    node.kind, node.code, node.name, node.weight = data.kind, data.code, data.name, data.weight
    node.save(update_fields=["kind", "code", "name", "weight"])
    return node


@doorway("plans.node.write")
def place_node(
    actor: Actor,
    version: PlanVersion,
    data: NodeData,
    *,
    parent: NodeRevision | None = None,
    place: int = 0,
    node: NodeRevision | None = None,
) -> NodeRevision:
    """Writes a level and puts it under another one (None: at the top), as its `place`-th child; 0 is where it stands
    already, and for a new one the last."""
    written = write_node(actor, version, data, parent=parent, node=node)
    if place or written.parent_id != (parent.pk if parent else None):
        return move_node(actor, version, written, parent=parent, place=place)
    return written


@doorway("plans.node.remove")
def remove_node(actor: Actor, version: PlanVersion, node: NodeRevision, *, reason: str = "") -> None:
    """Takes an empty level out of a draft; why it went stays in the trail."""
    hold(version)
    below = NodeRevision.objects.filter(parent=node).exists() or Placement.objects.filter(node=node).exists()
    if below:
        raise Refused(Finding(NODE_IN_USE.code, NODE_IN_USE.severity, facts={"name": node.name}))
    node.delete()


def _add(version: PlanVersion, data: NodeData, parent: NodeRevision | None) -> NodeRevision:
    last = NodeRevision.objects.filter(version=version).aggregate(last=Max("ordinal"))["last"] or 0
    added = NodeRevision.objects.create(
        entity_id=version.entity_id,
        version=version,
        node=Node.objects.create(entity_id=version.entity_id),
        parent=parent,
        kind=data.kind,
        code=data.code,
        name=data.name,
        depth=parent.depth + 1 if parent else 0,
        ordinal=last + 1,
        weight=data.weight,
    )
    settle_order(version)
    added.refresh_from_db()
    return added
