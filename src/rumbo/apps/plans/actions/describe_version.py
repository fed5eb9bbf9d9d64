"""A draft says of itself what its document says."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.plans.models import PlanVersion
from rumbo.apps.versions.actions.moving import hold


@doorway("plans.version.write")
def describe_version(actor: Actor, version: PlanVersion, *, label: str, objective: str, layout: str) -> PlanVersion:
    """Sets the label, the objective and the layout of a version that can still be edited."""
    hold(version)
    version.label, version.objective, version.layout = label or str(version.number), objective, layout
    version.save(update_fields=["label", "objective", "layout"])
    return version
