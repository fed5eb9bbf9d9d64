"""Messages are sent by the task worker, each claimed before and told after, so that a worker may be killed anywhere."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from rumbo.apps import progress
from rumbo.apps.audit.actor import Actor, system_actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.notices.bridge import letter_of
from rumbo.apps.notices.models import Message, MessageState
from rumbo.apps.notices.queries import job_of, mail_configured, messages_ready, unsent
from rumbo.apps.people.models import Entity
from rumbo.apps.people.queries import clock_of
from rumbo.domain.calendar.windows import day_in_zone

DELAYS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240))
"""After each try that failed; the last one repeats until the day ends, when a new message tells the same."""
PERMANENT = 500
ERROR_LETTERS = 500


Ended = tuple[MessageState, str]
"""The state in which a try leaves a message, and what was said when it was not sent."""


@doorway("notices.outbox.send")
def send_messages(actor: Actor, entity: Entity, *, at_once: bool = False) -> int:
    """Asks the task worker to send what may be sent, once this transaction stands; how many those are.

    `at_once` does not wait for the next try of those that failed before.
    """
    day = day_in_zone(timezone.now(), entity.time_zone)
    if at_once:
        Message.objects.filter(entity=entity, state=MessageState.WAITING, day__lte=day).update(next_try=None)
    count = messages_ready(entity.pk, day).count()
    if count and mail_configured() and progress.interrupted(job_of(entity.pk)):
        progress.wait(job_of(entity.pk))
        transaction.on_commit(lambda: deliver_messages.enqueue(entity.pk))
    return count


@task()
def deliver_messages(entity_id: int) -> None:
    """The task worker's part: sends what is ready, and stops when the server takes nothing."""
    entity = Entity.objects.get(pk=entity_id)
    actor, day = system_actor("task", entity_id), day_in_zone(timezone.now(), entity.time_zone)
    with clock_of(entity), progress.working(job_of(entity_id)):
        left = list(messages_ready(entity_id, day))
        try:
            with get_connection() as server:
                while left:
                    progress.advance("sending", 0, len(left))
                    if _claim(actor, left[0]):
                        _settle(actor, left[0], ended=_sent(server, left[0]))
                    left.pop(0)
        except (OSError, SMTPException) as error:
            logging.getLogger(__name__).warning("the mail server takes nothing: %s", error)
            _postpone(actor, entity, left, error=_said(error))


def _sent(server: BaseEmailBackend, message: Message) -> Ended:
    """Sends one message: how it ended for its mailbox. Raises when the server takes nothing from anybody."""
    try:
        letter = letter_of(message)
    except Exception as error:
        # One that cannot be drawn does not stop those behind it.
        logging.getLogger(__name__).exception("message %s", message.uid)
        return MessageState.WAITING, _said(error)
    try:
        headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
        mail = EmailMultiAlternatives(
            letter.subject, letter.text, letter.sender, [letter.to], connection=server, headers=headers
        )
        mail.attach_alternative(letter.html, "text/html")
        mail.send()
    except SMTPSenderRefused:
        raise
    except SMTPRecipientsRefused as error:
        return _refused([code for code, _ in error.recipients.values()], error)
    except SMTPResponseException as error:
        return _refused([error.smtp_code], error)
    except ValueError as error:
        # An address or a heading that no letter can carry.
        return MessageState.FAILED, _said(error)
    return MessageState.SENT, ""


def _refused(codes: list[int], error: Exception) -> Ended:
    """For good, or only for now."""
    lasting = bool(codes) and min(codes) >= PERMANENT
    return (MessageState.FAILED if lasting else MessageState.WAITING), _said(error)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:ERROR_LETTERS]


@doorway("notices.message.claim")
def _claim(actor: Actor, message: Message) -> bool:
    """Takes a message in hand; False when somebody else has it or it no longer waits."""
    now = timezone.now()
    free = Message.objects.filter(unsent(now), pk=message.pk)
    told = {"state": MessageState.SENDING, "begun_at": now, "attempts": message.attempts + 1}
    if not free.update(**told):
        return False
    message.state, message.attempts = MessageState.SENDING, message.attempts + 1
    return True


@doorway("notices.message.settle")
def _settle(actor: Actor, message: Message, *, ended: Ended) -> None:
    """Tells how it ended."""
    now, (state, error) = timezone.now(), ended
    told = {"sent_at": now} if state == MessageState.SENT else {"next_try": _next_try(now, message.attempts)}
    mine = Message.objects.filter(pk=message.pk, state=MessageState.SENDING, attempts=message.attempts)
    mine.update(state=state, error=error, begun_at=None, **told)


@doorway("notices.message.postpone")
def _postpone(actor: Actor, entity: Entity, messages: list[Message], *, error: str) -> None:
    """What could not be sent waits for its next try, and says why. The first of them may be in hand already."""
    now = timezone.now()
    for message in messages:
        waiting = Message.objects.filter(pk=message.pk, state__in=(MessageState.WAITING, MessageState.SENDING))
        attempts = message.attempts + (message.state == MessageState.WAITING)
        told = {"attempts": attempts, "next_try": _next_try(now, attempts), "error": error}
        waiting.filter(attempts=message.attempts).update(state=MessageState.WAITING, begun_at=None, **told)


def _next_try(now: datetime, attempts: int) -> datetime:
    return now + DELAYS[min(attempts, len(DELAYS)) - 1]
