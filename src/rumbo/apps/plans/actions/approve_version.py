"""A proposal is approved by an act: it rules from now on and never changes again."""

from datetime import date, datetime

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.plans.actions.placing import HANGING
from rumbo.apps.plans.actions.propose_version import refuse_incomplete
from rumbo.apps.plans.models import NarrativeSection, NodeRevision, Placement, PlanVersion, TargetRevision
from rumbo.apps.versions.actions.adopting import Act, adopt


@doorway("plans.version.approve")
def approve_version(actor: Actor, version: PlanVersion, act: Act, *, in_force_from: date | None = None) -> PlanVersion:
    """Freezes a proposal with everything it places, and supersedes the version that ruled before."""
    refuse_incomplete(version)
    siblings = PlanVersion.objects.filter(plan_id=version.plan_id)
    _freeze(version, adopt(actor, version, siblings, act, in_force_from=in_force_from))
    return version


def _freeze(version: PlanVersion, now: datetime) -> None:
    """Sets the day from which the database refuses changes; revisions shared with an earlier version have it."""
    revisions = TargetRevision.objects.filter(placements__version=version)
    children = {"revision__in": revisions.values("pk"), "frozen_at__isnull": True}
    for model in HANGING:
        model.objects.filter(**children).update(frozen_at=now)
    fresh = list(revisions.filter(frozen_at__isnull=True).values_list("pk", flat=True))
    TargetRevision.objects.filter(pk__in=fresh).update(frozen_at=now)
    Placement.objects.filter(version=version).update(frozen_at=now)
    NodeRevision.objects.filter(version=version).update(frozen_at=now)
    NarrativeSection.objects.filter(version=version).update(frozen_at=now)
