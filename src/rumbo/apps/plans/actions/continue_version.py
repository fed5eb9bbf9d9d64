"""The next version begins as a copy of the one in force: everything continues until somebody changes it."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.plans.actions.draft_version import draft_version
from rumbo.apps.plans.actions.write_version import write_version
from rumbo.apps.plans.bridge import NarrativeData, target_data
from rumbo.apps.plans.bridge.levels import node_data
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion


@doorway("plans.version.continue")
def continue_version(actor: Actor, version: PlanVersion, *, label: str = "") -> PlanVersion:
    """A draft that places the same revisions under the same levels as the version given."""
    draft = draft_version(actor, version.plan, label=label, objective=version.objective, layout=version.layout)
    nodes = NodeRevision.objects.filter(version=version).select_related("node").order_by("ordinal")
    placed = Placement.objects.filter(version=version).order_by("ordinal")
    placements = list(placed.select_related("revision__indicator", "revision__target", "serves"))
    targets = target_data(placements)
    narrative = [NarrativeData(each.kind, each.text) for each in version.narrative.order_by("ordinal")]
    write_version(actor, draft, node_data(list(nodes)), targets, narrative=narrative, printed=version.printed)
    return draft
