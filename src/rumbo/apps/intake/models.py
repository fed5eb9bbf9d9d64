"""A file on its way to become a plan version or reports: what was read, what was decided, what came of it."""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.people.models import EntityRow
from rumbo.apps.plans.models import Plan, PlanVersion, Target


class IntakeState(models.TextChoices):
    """Read by the task, settled by a person, brought in in one transaction, or discarded with a reason."""

    READING = "reading"
    UNREADABLE = "unreadable"
    SETTLING = "settling"
    PROPOSED = "proposed"
    DONE = "done"
    DISCARDED = "discarded"


@audited()
class Intake(EntityRow):
    """One uploaded file. `draft` is what the machine read, by the published schema; decisions stand beside it."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="intakes")
    state = models.CharField(max_length=12, choices=IntakeState.choices, default=IntakeState.READING)
    layout = models.CharField(max_length=60, blank=True)
    draft = models.JSONField(default=dict, blank=True)
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
    """What a person did about a cell or a finding."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    OVERRULED = "overruled"


@audited()
class CellDecision(EntityRow):
    """A person's decision on one field of one line (or of the whole document: line 0) of the draft.

    `finding` is the code it answers; `text` the corrected text; `reason` is asked when a finding is overruled.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="decisions")
    line = models.PositiveIntegerField()
    field = models.CharField(max_length=60)
    finding = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=10, choices=DecisionKind.choices)
    text = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["intake", "line", "field", "finding"], name="cell_decided_once"),
            models.CheckConstraint(
                condition=~models.Q(kind="overruled") | ~models.Q(reason=""),
                name="overruled_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.line} {self.field} {self.kind}"


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
