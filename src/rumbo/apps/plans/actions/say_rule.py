"""A person says, once for a whole plan, how the targets are counted whose document does not say it."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway, somebody_was_faster
from rumbo.apps.plans.models import Plan


@doorway("plans.rule.say")
def say_rule(actor: Actor, plan: Plan, rule: str) -> Plan:
    """By the id of an annualization rule; what was answered once is not answered again."""
    if not Plan.objects.filter(pk=plan.pk, counting_rule="").update(counting_rule=rule):
        raise somebody_was_faster()
    plan.refresh_from_db()
    return plan
