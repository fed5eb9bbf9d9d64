"""Reads of messages, of what people chose, and of whose calendar a key opens."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from rumbo.apps import progress
from rumbo.apps.notices.bridge import choice_of, sections_of
from rumbo.apps.notices.models import CalendarKey, Message, MessageState, Preference, WrittenDay
from rumbo.apps.people.models import Entity, Membership
from rumbo.domain.calendar.windows import day_in_zone
from rumbo.domain.followup.reminders import Choice

LEASE = timedelta(minutes=10)
"""No letter takes that long: whoever had it in hand was killed, and it is sent again under the same identity."""


def mail_configured() -> bool:
    """Whether messages leave this machine; otherwise they are read on the screen only."""
    return str(settings.EMAIL_BACKEND).rsplit(".", 2)[-2] not in ("console", "dummy")


def unsent(now: datetime) -> Q:
    """Messages that nobody has sent and nobody has in hand."""
    return Q(state=MessageState.WAITING) | Q(state=MessageState.SENDING, begun_at__lt=now - LEASE)


def messages_ready(entity_id: int, day: date, now: datetime | None = None) -> QuerySet[Message]:
    """What may be sent now, the oldest first: of a day, and of the one before it, because a new day's messages are not
    written at midnight. Earlier ones are no news any more."""
    moment = now or timezone.now()
    rows = Message.objects.filter(unsent(moment), entity_id=entity_id, day__range=(day - timedelta(days=1), day))
    rows = rows.filter(Q(next_try__isnull=True) | Q(next_try__lte=moment))
    return _named(rows).select_related("entity").order_by("day", "pk")


def anything_to_send(entity: Entity) -> bool:
    """Whether something may be sent now, and nobody was asked to."""
    if not mail_configured() or not progress.interrupted(job_of(entity.pk)):
        return False
    return messages_ready(entity.pk, day_in_zone(timezone.now(), entity.time_zone)).exists()


def job_of(entity_id: int) -> str:
    """Under what name the task worker tells how far it has come with the messages of an entity."""
    return f"notices-{entity_id}"


def messages_of(entity_id: int, state: str = "", person_id: int | None = None) -> QuerySet[Message]:
    """The messages of an entity, or of one person in it, the latest first."""
    rows = _named(Message.objects.filter(entity_id=entity_id))
    rows = rows.filter(state=state) if state else rows
    return rows.filter(person=person_id) if person_id is not None else rows


def message_by_uid(uid: Any) -> Message | None:
    """A message with its person and its entity, or None: whoever asks says for whom it may be."""
    return _named(Message.objects.filter(uid=uid)).select_related("entity").first()


def _named(rows: QuerySet[Message]) -> QuerySet[Message]:
    """Messages with the name that their entity gives their person at hand (`called`)."""
    own = Membership.objects.filter(entity=OuterRef("entity"), person=OuterRef("person")).exclude(known_as="")
    called = Coalesce(Subquery(own.order_by("pk").values("known_as")[:1]), F("person__name"))
    return rows.select_related("person").annotate(called=called)


def message_counts(entity_id: int) -> dict[str, int]:
    """How many messages of an entity are in each state. One query."""
    rows = Message.objects.filter(entity_id=entity_id).order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def written_until(entity_id: int) -> date | None:
    """The last day whose messages were written."""
    return WrittenDay.objects.filter(entity_id=entity_id).order_by("-day").values_list("day", flat=True).first()


def oldest_refused() -> tuple[int, datetime | None]:
    """How many messages of the installation the server of mail refused to take, and since when the first waits."""
    refused = Message.objects.filter(state=MessageState.WAITING, attempts__gt=0)
    told = refused.aggregate(count=Count("pk"), first=Min("written_at"))
    return told["count"], told["first"]


def told_on(entity_id: int, day: date) -> set[int]:
    """The people who have had their message of a day, or were refused by their mailbox: another is not written."""
    done = (MessageState.SENT, MessageState.SENDING, MessageState.FAILED)
    return set(Message.objects.filter(entity_id=entity_id, day=day, state__in=done).values_list("person_id", flat=True))


def lines_waiting(entity_id: int) -> dict[int, dict[str, str]]:
    """By person the uids, each with its kind, of which messages tell that could not be sent yet. One query; nothing
    where messages are read on the screen only."""
    waiting: dict[int, dict[str, str]] = {}
    rows = Message.objects.filter(unsent(timezone.now()), entity_id=entity_id)
    for message in rows if mail_configured() else ():
        lines = {line.uid: line.kind for section in sections_of(message) for line in section.lines}
        waiting.setdefault(message.person_id, {}).update(lines)
    return waiting


def choices_in(entity_id: int) -> dict[int, Choice]:
    """What each person chose in an entity; absent who chose nothing. One query."""
    return {row.person_id: choice_of(row) for row in Preference.objects.filter(entity_id=entity_id)}


def choice_in(entity_id: int, person_id: int) -> Choice:
    """What one person chose in an entity."""
    return choice_of(Preference.objects.filter(entity_id=entity_id, person=person_id).first())


def calendar_key_of(entity_id: int, person_id: int) -> CalendarKey | None:
    """The key of a person's calendar, once they asked for one."""
    return CalendarKey.objects.filter(entity_id=entity_id, person=person_id).first()


def calendar_behind(key: str) -> CalendarKey | None:
    """Whose calendar a key opens, with the person and the entity; None for a key that is nobody's any more."""
    return CalendarKey.objects.select_related("person", "entity").filter(key=key).first()
