"""Every reminder is written here: those of a day at the clock, and those that the planning office asks for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from rumbo.apps.audit.actor import Actor, system_actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup.models import Report
from rumbo.apps.formulating.models import Part
from rumbo.apps.notices.actions import send_messages, write_messages
from rumbo.apps.notices.queries import told_on, written_until
from rumbo.apps.people.actions import record_setting
from rumbo.apps.people.models import Entity, Setting, User
from rumbo.apps.reminding.bridge import news_of
from rumbo.apps.reminding.queries import RULES, reminders_asked, reminders_of_day
from rumbo.domain.calendar.windows import day_in_zone
from rumbo.domain.followup.reminders import ReminderRules, plain_rules

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reminded:
    """Whoever was reminded by hand, of which records (by their uid), and on which day the message leaves."""

    person: User
    records: frozenset[str]
    day: date


@doorway("reminding.day.write")
def write_reminders(actor: Actor, entity: Entity, *, day: date) -> int:
    """Writes what everybody is told on a day of the entity; how many messages those are. Refused the second time."""
    since = written_until(entity.pk) or day - ONE_DAY
    told = told_on(entity.pk, day)
    news = [news_of(each, day) for each in reminders_of_day(entity.pk, day, since) if each.person.pk not in told]
    return len(write_messages(actor, entity, news, day=day, whole_day=True))


@doorway("reminding.reminder.send")
def send_reminders(actor: Actor, entity: Entity, records: Collection[Report | Part]) -> list[Reminded]:
    """Reminds whoever answers for these reports or parts of a formulation, those that are still owed, and sends it.

    A person gets one message a day: whoever had theirs today is told tomorrow, together with what falls on that day.
    """
    today = day_in_zone(timezone.now(), entity.time_zone)
    told = told_on(entity.pk, today)
    uids = {str(each.uid) for each in records}
    asked = reminders_asked(entity.pk, today, uids)
    reminded: list[Reminded] = []
    for day, due in ((today, False), (today + ONE_DAY, True)):
        chosen = [each for each in asked if (each.person.pk in told) == due]
        # The machine writes, on behalf of whoever asked.
        write_messages(system_actor(actor.origin, entity.pk), entity, [news_of(each, day) for each in chosen], day=day)
        reminded += [Reminded(each.person, frozenset(uids & each.uids), day) for each in chosen]
    send_messages(actor, entity)
    return reminded


@doorway("reminding.rules.record")
def record_rules(actor: Actor, entity: Entity, rules: ReminderRules, *, valid_from: date, reason: str = "") -> Setting:
    """When the entity reminds, from a day on."""
    value: dict[str, Any] = plain_rules(rules)
    return record_setting(actor, entity, RULES, value, valid_from=valid_from, reason=reason)
