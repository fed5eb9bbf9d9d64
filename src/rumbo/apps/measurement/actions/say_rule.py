"""A person says how the targets of a plan are counted whose document does not say it, and they are measured."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.measurement.actions.writing import held, write_open
from rumbo.apps.plans import actions as plans
from rumbo.apps.plans.models import Plan


@doorway("measurement.rule.say")
def say_rule(actor: Actor, plan: Plan, rule: str) -> Plan:
    """Once for the whole plan, by the id of a rule; the figures of its open follow-ups are made anew."""
    told = plans.say_rule(actor, plan, rule)
    for followup in held(Followup.objects.filter(plan_version__plan=plan, state=FollowupState.OPEN)):
        write_open(followup)
    return told
