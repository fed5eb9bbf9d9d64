"""What a person chooses for themselves: of what they are reminded, and the key of their calendar."""

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.notices.models import CalendarKey, Preference, new_key
from rumbo.apps.people.models import Entity
from rumbo.domain.followup.reminders import Choice


@doorway("notices.preference.choose")
def choose_reminders(actor: Actor, entity: Entity, choice: Choice) -> Preference:
    """What the actor wants to be reminded of in an entity, and how early."""
    told = {"before": choice.before, "early": choice.early, "on_day": choice.on_day}
    chosen, _ = Preference.objects.update_or_create(entity=entity, person_id=actor.user_id, defaults=told)
    return chosen


@doorway("notices.calendar.renew")
def renew_calendar(actor: Actor, entity: Entity) -> CalendarKey:
    """A new key for the calendar of the actor; the address before it opens nothing from now on."""
    told = {"key": new_key(), "made_at": timezone.now()}
    key, _ = CalendarKey.objects.update_or_create(entity=entity, person_id=actor.user_id, defaults=told)
    return key
