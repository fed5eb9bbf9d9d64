"""The levels of a version as data to write again, and those of the versions in force by name."""

from collections.abc import Sequence

from rumbo.apps.plans.bridge import NodeData
from rumbo.apps.plans.models import NodeRevision, VersionState


def node_data(nodes: Sequence[NodeRevision]) -> list[NodeData]:
    """The levels of a version as data to write again, keyed by their keys; each keeps its identity."""
    return [
        NodeData(
            key=str(node.pk),
            kind=node.kind,
            name=node.name,
            parent=str(node.parent_id or ""),
            code=node.code,
            weight=node.weight,
            node_uid=str(node.node.uid),
            printed=node.printed,
        )
        for node in nodes
    ]


def ruling_levels(entity_id: int) -> list[tuple[str, str, str]]:
    """Name of the plan, kind and name of every level of the versions in force, in their order. One query."""
    ruling = NodeRevision.objects.filter(entity_id=entity_id, version__state=VersionState.APPROVED)
    rows = ruling.order_by("version__plan__name", "version", "ordinal")
    return list(rows.values_list("version__plan__name", "kind", "name"))
