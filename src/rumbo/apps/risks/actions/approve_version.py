"""A proposal is approved by an act: it rules from now on and never changes again."""

from datetime import date

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.risks.actions.propose_version import refuse_incomplete
from rumbo.apps.risks.models import Assessment, Control, MapVersion, Treatment
from rumbo.apps.versions.actions.adopting import Act, adopt


@doorway("risks.version.approve")
def approve_version(actor: Actor, version: MapVersion, act: Act, *, in_force_from: date | None = None) -> MapVersion:
    """Freezes a proposal with everything in it, and supersedes the version that ruled before."""
    refuse_incomplete(version)
    siblings = MapVersion.objects.filter(map_id=version.map_id)
    now = adopt(actor, version, siblings, act, in_force_from=in_force_from)
    for model in (Control, Treatment):
        model.objects.filter(assessment__version=version).update(frozen_at=now)
    Assessment.objects.filter(version=version).update(frozen_at=now)
    return version
