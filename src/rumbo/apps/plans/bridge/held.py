"""What a version holds, as its page reads it: its levels, its targets and their years, each asked once a page."""

from collections import defaultdict
from collections.abc import Mapping

from rumbo.apps.plans.models import NodeRevision, Placement, ProgrammeEntry
from rumbo.apps.remembering import asked_once
from rumbo.domain.numbers import Quantity


@asked_once
def levels_held(version_id: int) -> tuple[NodeRevision, ...]:
    """The levels of a version in its order, each with the one above and its identity. One query."""
    rows = NodeRevision.objects.filter(version=version_id).select_related("parent", "node")
    return tuple(rows.order_by("ordinal"))


@asked_once
def targets_held(version_id: int) -> tuple[Placement, ...]:
    """The placed targets of a version in its order, each with its revision, its target and its level. One query."""
    rows = Placement.objects.filter(version=version_id).select_related("revision__target", "version__plan", "node")
    return tuple(rows.order_by("ordinal"))


@asked_once
def years_held(version_id: int) -> Mapping[int, Mapping[int, Quantity | None]]:
    """What each revision that a version places programmes for each year, in the order of the years. One query."""
    entries = ProgrammeEntry.objects.filter(revision__placements__version=version_id, period__periodicity="annual")
    columns = ("revision_id", "period__fiscal_year", "quantity")
    found: defaultdict[int, dict[int, Quantity | None]] = defaultdict(dict)
    for revision, year, quantity in entries.order_by("period__fiscal_year").values_list(*columns).distinct():
        found[revision][year] = quantity
    return dict(found)
