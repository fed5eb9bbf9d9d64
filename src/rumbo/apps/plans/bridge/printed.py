"""A version of a document of several parts as the content that its layout prints."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rumbo.apps.plans.bridge.held import levels_held, targets_held
from rumbo.apps.plans.bridge.institutional import PROCESS, PROJECT, institutional_of
from rumbo.apps.plans.bridge.strategic import OBJECTIVE, strategic_of
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion
from rumbo.domain.document import Path

CONTENTS: Mapping[str, Callable[[PlanVersion], Any]] = {
    "strategic_plan": strategic_of,
    "institutional_action_plan": institutional_of,
}

HOLDING = {
    ("strategic_plan", OBJECTIVE): ("objectives", "targets"),
    ("institutional_action_plan", PROJECT): ("projects", "goals"),
    ("institutional_action_plan", PROCESS): ("processes", "indicators"),
}
"""For the levels of a layout that hold targets: the fields of their records and of the targets."""


def prints(version: PlanVersion) -> bool:
    """Whether a version is printed in a layout of several parts."""
    return version.layout in CONTENTS


def content_of(version: PlanVersion) -> Any:
    """The content of a version; KeyError for one of another layout."""
    return CONTENTS[version.layout](version)


def placed_paths(version: PlanVersion) -> dict[Path, Placement]:
    """The placed targets of a version by the path that each has in its content."""
    counted: Counter[str] = Counter()
    above: dict[int, Path] = {}
    for node in levels_held(version.pk):
        if (names := HOLDING.get((version.layout, node.kind))) is not None:
            above[node.pk] = (names[0], counted[node.kind], names[1])
            counted[node.kind] += 1
    found: dict[Path, Placement] = {}
    below: Counter[int] = Counter()
    for each in targets_held(version.pk):
        if each.node_id in above:
            found[*above[each.node_id], below[each.node_id]] = each
            below[each.node_id] += 1
    return found


def places_of(rows: Sequence[Placement]) -> dict[int, list[NodeRevision]]:
    """The levels under which targets of a version stand, by the key of the target's revision; first where it counts."""
    revisions = [each.revision_id for each in rows]
    version = rows[0].version_id if rows else None
    placed = Placement.objects.filter(version=version, revision__in=revisions, node__isnull=False)
    found: defaultdict[int, list[NodeRevision]] = defaultdict(list)
    for each in placed.select_related("node").order_by("-counts", "ordinal"):
        if each.node is not None:
            found[each.revision_id].append(each.node)
    return found
