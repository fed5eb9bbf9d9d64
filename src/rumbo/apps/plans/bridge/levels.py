"""The levels of a version as data to write again."""

from collections.abc import Sequence

from rumbo.apps.plans.bridge import NodeData
from rumbo.apps.plans.models import NodeRevision


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
