"""A person says how the growing programmes of a plan are written, and what was waiting for it is measured."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.measurement.actions.writing import held, write_open
from rumbo.apps.plans import actions as plans
from rumbo.apps.plans.models import Plan
from rumbo.domain.annualization import Basis


@doorway("measurement.basis.say")
def say_basis(actor: Actor, plan: Plan, basis: Basis) -> Plan:
    """Once for the whole plan; the figures of its open follow-ups are made anew."""
    told = plans.say_basis(actor, plan, basis)
    for followup in held(Followup.objects.filter(plan_version__plan=plan, state=FollowupState.OPEN)):
        write_open(followup)
    return told
