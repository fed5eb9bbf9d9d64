"""A draft version is written whole: its levels, its targets, and what continues what.

Writing again replaces what the draft held. A target that continues an earlier one without any change places the earlier
revision again, so that its reports go on measuring the very same promise.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.plans.actions.placing import discard, place_all
from rumbo.apps.plans.bridge import NarrativeData, NodeData, TargetData
from rumbo.apps.plans.models import (
    Lineage,
    LineageKind,
    NarrativeSection,
    Node,
    NodeRevision,
    Placement,
    PlanVersion,
    Target,
)
from rumbo.apps.rows import insert_objects, insert_rows
from rumbo.apps.versions.actions.moving import hold


@doorway("plans.version.write")
def write_version(
    actor: Actor,
    version: PlanVersion,
    nodes: Sequence[NodeData],
    targets: Sequence[TargetData],
    *,
    dropped: Mapping[Target, str] | None = None,
    narrative: Sequence[NarrativeData] = (),
    printed: Mapping[str, Any] | None = None,
) -> list[Placement]:
    """Writes the levels, targets and texts of a draft; `dropped` are targets that end here, each with its reason."""
    hold(version)
    _erase(version)
    levels = _write_nodes(version, nodes)
    placements = place_all(version, levels, targets)
    insert_rows(Lineage, _lineage(version, targets, placements, dropped or {}))
    NarrativeSection.objects.bulk_create(
        NarrativeSection(entity_id=version.entity_id, version=version, kind=each.kind, text=each.text, ordinal=ordinal)
        for ordinal, each in enumerate(narrative, start=1)
    )
    if printed is not None:
        version.printed = dict(printed)
        version.save(update_fields=["printed"])
    return placements


def _erase(version: PlanVersion) -> None:
    """Takes away what the draft held: nothing of it is frozen, and nothing else has looked at it."""
    placed = list(Placement.objects.filter(version=version).values_list("revision_id", flat=True))
    Lineage.objects.filter(version=version).delete()
    NarrativeSection.objects.filter(version=version).delete()
    Placement.objects.filter(version=version).delete()
    NodeRevision.objects.filter(version=version).update(parent=None)
    NodeRevision.objects.filter(version=version).delete()
    discard(placed)


def _write_nodes(version: PlanVersion, nodes: Sequence[NodeData]) -> dict[str, NodeRevision]:
    """The levels by their key: those of each depth together, under those already written."""
    identities, depths = _identities(version, nodes), _depths(nodes)
    written: dict[str, NodeRevision] = {}
    for depth in sorted(set(depths.values())):
        rows = {
            data.key: NodeRevision(
                entity_id=version.entity_id,
                version=version,
                node=identities[data.key],
                parent=written.get(data.parent),
                kind=data.kind,
                code=data.code,
                name=data.name,
                depth=depth,
                ordinal=ordinal,
                weight=data.weight,
                printed=dict(data.printed),
            )
            for ordinal, data in enumerate(nodes, start=1)
            if depths[data.key] == depth
        }
        insert_objects(rows.values())
        written |= rows
    return written


def _depths(nodes: Sequence[NodeData]) -> dict[str, int]:
    """How deep each level stands, by its key; parents come before their children."""
    depths: dict[str, int] = {}
    for data in nodes:
        depths[data.key] = depths[data.parent] + 1 if data.parent in depths else 0
    return depths


def _identities(version: PlanVersion, nodes: Sequence[NodeData]) -> dict[str, Node]:
    """The identity of each level, by its key: the one named, or a new one."""
    named = [data.node_uid for data in nodes if data.node_uid]
    known = {str(each.uid): each for each in Node.objects.filter(entity_id=version.entity_id, uid__in=named)}
    fresh = [data.key for data in nodes if not data.node_uid]
    created = insert_objects(Node(entity_id=version.entity_id) for _ in fresh)
    return {data.key: known[data.node_uid] for data in nodes if data.node_uid} | dict(zip(fresh, created, strict=True))


def _lineage(
    version: PlanVersion,
    targets: Sequence[TargetData],
    placements: Sequence[Placement],
    dropped: Mapping[Target, str],
) -> list[dict[str, Any]]:
    of_version: dict[str, Any] = {"entity_id": version.entity_id, "version_id": version.pk}
    continued = [
        of_version
        | {
            "from_target_id": origin.pk if origin else None,
            "to_target_id": placement.revision.target_id,
            "kind": data.continues.kind,
            "reason": data.continues.reason,
        }
        for data, placement in zip(targets, placements, strict=True)
        if data.again is None
        for origin in data.continues.origins
    ]
    ended = [
        of_version | {"from_target_id": target.pk, "kind": LineageKind.DROPPED, "reason": reason}
        for target, reason in dropped.items()
    ]
    return continued + ended
