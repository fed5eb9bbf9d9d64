"""Messages, the days on which they were written, what people chose, and the keys of their calendars."""

from secrets import token_urlsafe

from django.db import models

from rumbo.apps.audit.triggers import audited, kept
from rumbo.apps.people.models import EntityRow, User

SENT = "what was sent is never changed"
WRITTEN = "a day whose messages were written is never taken back"


class MessageState(models.TextChoices):
    """The way of a message. Sending: a worker has it in hand. Replaced: before it could be sent a later one told the
    same, or there was nothing left to tell."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    REPLACED = "replaced"


@audited(rows=False, guards=kept(SENT, once="OLD.state = 'sent'"))
class Message(EntityRow):
    """What a person is told on a day: one at most in an entity, in their language.

    `sections` is [{"heading", "lines": [{"kind", "uid", "title", "note"}]}], see `bridge.Section`. It waits until
    `next_try` where a try has failed; `error` says why the last one did.
    """

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=200)
    sections = models.JSONField()
    state = models.CharField(max_length=8, choices=MessageState.choices, default=MessageState.WAITING)
    written_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("-day", "-pk")
        indexes = (models.Index(fields=["entity", "state"], name="message_entity"),)
        constraints = (models.UniqueConstraint(fields=["entity", "person", "day"], name="message_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.subject}"


@audited(guards=kept(WRITTEN))
class WrittenDay(EntityRow):
    """A day of the entity whose messages were written: whoever comes again that day has nothing left to write."""

    day = models.DateField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entity", "day"], name="written_day_once"),)

    def __str__(self) -> str:
        return str(self.day)


@audited()
class Preference(EntityRow):
    """What a person wants to be told in an entity, see `domain.followup.reminders.Choice`."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    before = models.BooleanField(default=True)
    early = models.PositiveIntegerField(null=True, blank=True)
    on_day = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entity", "person"], name="preference_once"),)

    def __str__(self) -> str:
        return f"{self.person_id}"


def new_key() -> str:
    """A word that nobody guesses."""
    return token_urlsafe(32)


@audited(rows=False)
class CalendarKey(EntityRow):
    """The secret in the address of a person's calendar. Its rows are not kept in the trail, where others read."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=64, unique=True, default=new_key)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entity", "person"], name="calendar_key_once"),)

    def __str__(self) -> str:
        return f"{self.person_id}"
