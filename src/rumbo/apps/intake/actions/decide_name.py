"""A person says what a name is that the entity's units do not know."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.intake.actions.moving import settling
from rumbo.apps.intake.models import Intake, NameDecision
from rumbo.apps.people.models import Unit


@doorway("intake.name.decide")
def decide_name(actor: Actor, intake: Intake, text: str, *, unit: Unit | None) -> NameDecision:
    """The name is another way of writing `unit`, or, with None, a unit that will be created with the plan."""
    settling(intake)
    decision, _ = NameDecision.objects.update_or_create(
        entity_id=intake.entity_id, intake=intake, text=text, defaults={"unit": unit, "decided_by": actor.name}
    )
    return decision
