"""Messages are written, one at most for each person and day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway, somebody_was_faster
from rumbo.apps.notices.bridge import News, kept_sections
from rumbo.apps.notices.models import Message, MessageState, WrittenDay
from rumbo.apps.notices.queries import unsent
from rumbo.apps.people.models import Entity

REWRITTEN = (MessageState.WAITING, MessageState.REPLACED)


@doorway("notices.message.write")
def write_messages(
    actor: Actor, entity: Entity, news: Sequence[News], *, day: date, whole_day: bool = False
) -> list[Message]:
    """Writes what people are told on a day; what still waits for them that day tells this instead.

    `whole_day`: this is everything that there is to tell up to that day. It is said once a day (refused the second
    time), and what was not sent before is replaced by it.
    """
    if whole_day:
        _begin_day(entity, day)
        stale = Message.objects.filter(unsent(timezone.now()), entity=entity, day__lte=day)
        told = [each.person.pk for each in news]
        stale.exclude(day=day, person__in=told).update(state=MessageState.REPLACED)
    return _write(entity, news, day)


def _begin_day(entity: Entity, day: date) -> None:
    try:
        with transaction.atomic():
            WrittenDay.objects.create(entity=entity, day=day, written_at=timezone.now())
    except IntegrityError as error:
        raise somebody_was_faster() from error


def _write(entity: Entity, news: Sequence[News], day: date) -> list[Message]:
    """The messages as they wait now; whoever was sent theirs meanwhile gets no second one."""
    there = {each.person_id: each for each in Message.objects.filter(entity=entity, day=day)}
    written, new = [], []
    for each in news:
        message = there.get(each.person.pk)
        if message is None:
            new.append(Message(entity=entity, person=each.person, day=day, **_columns(each)))
        elif Message.objects.filter(pk=message.pk, state__in=REWRITTEN).update(**_columns(each)):
            written.append(message)
    return [*written, *Message.objects.bulk_create(new, batch_size=500)]


def _columns(news: News) -> dict[str, Any]:
    return {
        "language": news.person.language,
        "subject": news.subject[:200],
        "sections": kept_sections(news.sections),
        "state": MessageState.WAITING,
        "written_at": timezone.now(),
        "next_try": None,
    }
