"""A draft version is written whole: its levels, its targets, and what continues what.

Writing again replaces what the draft held. A target that continues an earlier one without any change places the earlier
revision again, so that its reports go on measuring the very same promise.
"""

from collections.abc import Mapping, Sequence

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.plans.actions.moving import hold
from rumbo.apps.plans.actions.placing import discard, place
from rumbo.apps.plans.bridge import NodeData, TargetData
from rumbo.apps.plans.models import (
    Lineage,
    LineageKind,
    Node,
    NodeRevision,
    Placement,
    PlanVersion,
    Target,
)


@doorway("plans.version.write")
def write_version(
    actor: Actor,
    version: PlanVersion,
    nodes: Sequence[NodeData],
    targets: Sequence[TargetData],
    *,
    dropped: Mapping[Target, str] | None = None,
) -> list[Placement]:
    """Writes the levels and targets of a draft; `dropped` are targets that end here, each with its reason."""
    hold(version)
    _erase(version)
    levels = _write_nodes(version, nodes)
    placements = [place(version, levels, target, ordinal) for ordinal, target in enumerate(targets, start=1)]
    Lineage.objects.bulk_create(_lineage(version, targets, placements, dropped or {}))
    return placements


def _erase(version: PlanVersion) -> None:
    """Takes away what the draft held: nothing of it is frozen, and nothing else has looked at it."""
    placed = list(Placement.objects.filter(version=version).values_list("revision_id", flat=True))
    Lineage.objects.filter(version=version).delete()
    Placement.objects.filter(version=version).delete()
    NodeRevision.objects.filter(version=version).update(parent=None)
    NodeRevision.objects.filter(version=version).delete()
    discard(placed)


def _write_nodes(version: PlanVersion, nodes: Sequence[NodeData]) -> dict[str, NodeRevision]:
    written: dict[str, NodeRevision] = {}
    for ordinal, data in enumerate(nodes, start=1):
        parent = written.get(data.parent)
        written[data.key] = NodeRevision.objects.create(
            entity_id=version.entity_id,
            version=version,
            node=_node(version, data),
            parent=parent,
            kind=data.kind,
            code=data.code,
            name=data.name,
            depth=parent.depth + 1 if parent else 0,
            ordinal=ordinal,
            weight=data.weight,
        )
    return written


def _node(version: PlanVersion, data: NodeData) -> Node:
    """The identity of a level: the one named, or a new one."""
    if data.node_uid:
        return Node.objects.get(entity_id=version.entity_id, uid=data.node_uid)
    return Node.objects.create(entity_id=version.entity_id)


def _lineage(
    version: PlanVersion,
    targets: Sequence[TargetData],
    placements: Sequence[Placement],
    dropped: Mapping[Target, str],
) -> list[Lineage]:
    continued = [
        Lineage(
            entity_id=version.entity_id,
            version=version,
            from_target=data.continues.target,
            to_target_id=placement.revision.target_id,
            kind=data.continues.kind,
            reason=data.continues.reason,
        )
        for data, placement in zip(targets, placements, strict=True)
    ]
    ended = [
        Lineage(
            entity_id=version.entity_id, version=version, from_target=target, kind=LineageKind.DROPPED, reason=reason
        )
        for target, reason in dropped.items()
    ]
    return continued + ended
