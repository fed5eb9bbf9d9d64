"""A person says, once for a whole plan, how its growing programmes are written."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway, somebody_was_faster
from rumbo.apps.plans.models import Plan
from rumbo.domain.annualization import Basis


@doorway("plans.basis.say")
def say_basis(actor: Actor, plan: Plan, basis: Basis) -> Plan:
    """Each year is the level to reach, or what the year adds; what was answered once is not answered again."""
    if not Plan.objects.filter(pk=plan.pk, programme_basis="").update(programme_basis=basis.value):
        raise somebody_was_faster()
    plan.refresh_from_db()
    return plan
