"""A plan gets its next version, as a draft."""

from django.db.models import Max

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.plans.models import Plan, PlanVersion


@doorway("plans.version.draft")
def draft_version(
    actor: Actor,
    plan: Plan,
    *,
    label: str = "",
    objective: str = "",
    layout: str = "",
    source: StoredFile | None = None,
) -> PlanVersion:
    """The next version of a plan. `label` is the version as its document prints it, which need not be our number."""
    last = PlanVersion.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
    return PlanVersion.objects.create(
        entity_id=plan.entity_id,
        plan=plan,
        number=last + 1,
        label=label or str(last + 1),
        objective=objective,
        layout=layout or plan.kind,
        source=source,
    )
