"""The trail: one line per verb, one row per changed row, seals over both. Append-only on both engines."""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited
from rumbo.apps.fields import uid_field

APPEND_ONLY = (
    Guard("UPDATE", "1 = 1", "audit rows are never changed"),
    Guard("DELETE", "1 = 1", "audit rows are never removed"),
)


@audited(rows=False, guards=APPEND_ONLY)
class VerbLine(models.Model):
    """Somebody did something: written by the doorway, in the same transaction as the deed.

    Keys are plain numbers because the trail stands below every other app and outlives what it tells of.
    """

    uid = uid_field()
    entity_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_uid = models.UUIDField(null=True)
    reason = models.TextField(blank=True)
    origin = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["entity_id", "id"], name="verbline_entity"),
            models.Index(fields=["subject_uid", "id"], name="verbline_subject"),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject_uid}"


@audited(rows=False, guards=APPEND_ONLY)
class RowChange(models.Model):
    """Before and after of one row, written by a database trigger, also for raw SQL (then without a verb line)."""

    verb_line_id = models.BigIntegerField(null=True)
    table_name = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    operation = models.CharField(max_length=6)
    before = models.TextField(null=True)
    after = models.TextField(null=True)
    at = models.CharField(max_length=40)

    class Meta:
        indexes = (
            models.Index(fields=["table_name", "row_id", "id"], name="rowchange_row"),
            models.Index(fields=["verb_line_id"], name="rowchange_verb"),
        )

    def __str__(self) -> str:
        return f"{self.operation} {self.table_name} {self.row_id}"


@audited(rows=False, guards=APPEND_ONLY)
class Seal(models.Model):
    """The digest of a run of verb lines and their rows, chained to the seal before it, per entity."""

    entity_id = models.BigIntegerField(null=True)
    first_line = models.BigIntegerField()
    last_line = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entity_id", "first_line"], name="seal_first_line"),)

    def __str__(self) -> str:
        return self.digest
