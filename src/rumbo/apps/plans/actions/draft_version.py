"""A plan gets its next version, as a draft."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.plans.models import Plan, PlanVersion
from rumbo.apps.versions.actions.moving import next_number


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
    number = next_number(plan, PlanVersion.objects.filter(plan=plan))
    return PlanVersion.objects.create(
        entity_id=plan.entity_id,
        plan=plan,
        number=number,
        label=label or str(number),
        objective=objective,
        layout=layout or plan.kind,
        source=source,
    )
