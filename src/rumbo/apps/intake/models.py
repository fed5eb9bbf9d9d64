"""A file on its way to become a plan version or reports: what was read, what was decided, what came of it."""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.people.models import EntityRow, Unit
from rumbo.apps.plans.models import Plan, PlanVersion, Target


class IntakeState(models.TextChoices):
    """Read by the task, settled by a person, brought in in one transaction (by the task when it is large), or
    discarded with a reason."""

    READING = "reading"
    UNREADABLE = "unreadable"
    SETTLING = "settling"
    PROPOSING = "proposing"
    PROPOSED = "proposed"
    DONE = "done"
    DISCARDED = "discarded"


_CHANGED = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in ("title", "base", "declaration", "digest"))


@audited(
    guards=(
        Guard("UPDATE", _CHANGED, "a mapping is replaced by another, never changed"),
        Guard("DELETE", "1 = 1", "a mapping is retired, never removed"),
    )
)
class EntityLayout(EntityRow):
    """What an entity says of a table of its own: a layout's declaration as the text it was digested from. One is
    replaced by another edition or retired; documents read by it keep it, for they are read again."""

    title = models.CharField(max_length=300)
    base = models.CharField(max_length=60)
    declaration = models.TextField()
    digest = models.CharField(max_length=64)
    edition = models.PositiveIntegerField(default=1)
    active = models.BooleanField(default=True)
    created_by = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["entity", "title"], condition=models.Q(active=True), name="mapping_title_once"
            ),
        )
        indexes = (models.Index(fields=["entity", "active"], name="mapping_entity"),)

    def __str__(self) -> str:
        return f"{self.title} {self.edition}"


@audited()
class Intake(EntityRow):
    """One uploaded file. What the machine reads in it is never kept: it is read again from the file, and only what
    people decided stands here. `refusal` is the finding of a file that cannot be read, or of a large one that could not
    be proposed. `reports_only` brings in the reports of a follow-up for the version in force, without making another.
    `mapping` is the entity's own layout by which it is read."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="intakes")
    state = models.CharField(max_length=12, choices=IntakeState.choices, default=IntakeState.READING)
    layout = models.CharField(max_length=60, blank=True)
    mapping = models.ForeignKey(EntityLayout, on_delete=models.PROTECT, null=True, blank=True, related_name="intakes")
    refusal = models.JSONField(default=dict, blank=True)
    plan_name = models.CharField(max_length=300, blank=True)
    reports_only = models.BooleanField(default=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="intakes")
    version = models.ForeignKey(
        PlanVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="intakes",
    )
    uploaded_by = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    edit = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-uploaded_at",)
        indexes = (models.Index(fields=["entity", "state"], name="intake_entity"),)

    def __str__(self) -> str:
        return f"{self.file_id} {self.state}"


class DecisionKind(models.TextChoices):
    """What a person did about a cell or a finding; or about a record of a document of several parts: one that they
    added, one of the file that they took out, one that was added and taken out again."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    OVERRULED = "overruled"
    ADDED = "added"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"


@audited()
class CellDecision(EntityRow):
    """A person's decision on one cell of the file, or on a datum of the document (then `row` is 0).

    Of a document of several parts it is a value, and `field` its path ("/objectives/0/statement") with row 0; or a
    record added or taken out, by its path, `text` what it was called. Paths are those of the file with what was added:
    see `RowChanges`.

    A corrected or accepted text is read in place of the cell. `finding` is the code that was overruled, and `field`
    then the cell as the finding names it; `fingerprint` tells it from another one of the same code in the cell, so
    that a finding that later says something else is looked at again.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="decisions", db_index=False)
    part = models.CharField(max_length=120, blank=True)
    row = models.PositiveIntegerField(default=0)
    column = models.PositiveIntegerField(default=0)
    field = models.CharField(max_length=60)
    finding = models.CharField(max_length=80, blank=True)
    fingerprint = models.CharField(max_length=16, blank=True)
    kind = models.CharField(max_length=10, choices=DecisionKind.choices)
    text = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["intake", "part", "row", "column", "field", "finding", "fingerprint"],
                name="cell_decided_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="overruled") | ~models.Q(reason=""), name="overruled_with_reason"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["added", "removed", "withdrawn"]) | ~models.Q(reason=""),
                name="rows_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.part} {self.row}:{self.column} {self.kind}"


@audited()
class NameDecision(EntityRow):
    """A name that the entity's lists do not know: another way of writing a unit of the entity (`unit`), or of another
    name of the same document (`same_as`), or else a new unit. The empty name stands for the actions that name none."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="names", db_index=False)
    text = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    same_as = models.CharField(max_length=300, blank=True)
    decided_by = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["intake", "text"], name="name_decided_once"),)

    def __str__(self) -> str:
        return self.text


@audited()
class ReporterDecision(EntityRow):
    """Of several units that a document names together, by their names in its order, the one that reports. `key` stands
    for the names."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="reporters", db_index=False)
    key = models.CharField(max_length=64)
    units = models.JSONField()
    reports = models.CharField(max_length=300)
    decided_by = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["intake", "key"], name="reporter_decided_once"),)

    def __str__(self) -> str:
        return self.reports


class Question(models.TextChoices):
    """What a document of several parts leaves for a person to say."""

    BASIS = "basis"
    SHARED = "shared"
    SAME_TARGET = "same_target"
    UNIT = "unit"
    PROJECT = "project"
    PROCESS = "process"
    SHEET = "sheet"
    VARIABLE = "variable"
    COUNTING = "counting"
    RISK_MAP = "risk_map"
    RISK_CLASS = "risk_class"
    RISK = "risk"


@audited()
class DocumentAnswer(EntityRow):
    """A person's answer to a question about a value of a document of several parts. `path` names the value (empty for
    the whole document); `choice` is the answer: a basis, the path of the place that counts, "same" or "different" of
    `target`, "new" for a record that is made, the uid of one that stands, "nobody", or "known" beside `unit`, who
    answers for it."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="answers", db_index=False)
    question = models.CharField(max_length=12, choices=Question.choices)
    path = models.CharField(max_length=120, blank=True)
    choice = models.CharField(max_length=120, blank=True)
    target = models.ForeignKey(Target, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["intake", "question", "path"], name="answered_once"),)

    def __str__(self) -> str:
        return f"{self.question} {self.path}"


@audited()
class Continuity(EntityRow):
    """A person's answer to what a line continues, or to what became of a target that no line continues (line null)."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="continuities")
    line = models.PositiveIntegerField(null=True, blank=True)
    target = models.ForeignKey(Target, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["intake", "line", "target"], name="continuity_once"),)

    def __str__(self) -> str:
        return f"{self.line} {self.kind}"


@audited(
    guards=(
        Guard("UPDATE", "1 = 1", "provenance is never changed"),
        Guard("DELETE", "1 = 1", "provenance is never removed"),
    )
)
class Outcome(EntityRow):
    """What an intake wrote, in its one transaction: the record and the line it came from."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="outcomes")
    line = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    record_uid = models.UUIDField()

    class Meta:
        indexes = (models.Index(fields=["entity", "record_uid"], name="outcome_record"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.record_uid}"
