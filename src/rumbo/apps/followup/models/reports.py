"""Follow-up rounds, reports, what they answered, their evidence and their review.

A report is unique by target and period and names the revision it measures. What was answered is kept entry by entry: a
return and a correction are new entries, the earlier ones stay. Once closed the database refuses changes.
"""

from django.db import models
from django.utils import timezone

from rumbo.apps.audit.triggers import Guard, audited, kept
from rumbo.apps.evidence.models import Evidence
from rumbo.apps.fields import QuantityField
from rumbo.apps.people.models import EntityRow, Unit, User
from rumbo.apps.plans.models import Milestone, Period, PlanVersion, Target, TargetRevision

CLOSED = "closed periods never change"
SIGNED = "a submitted answer never changes"
LATE = "what was late stays late"
ACCEPTED = "what was accepted at closing is corrected, never taken away"
GIVEN = "a reopening is given once and ends once"
_REOPENED = (
    "NEW.state = 'returned' AND NEW.reopened_until IS NOT NULL AND EXISTS (SELECT 1 FROM followup_reopening given "
    "WHERE given.report_id = OLD.id AND given.ended_at IS NULL) AND NEW.revision_id = OLD.revision_id "
    "AND NEW.followup_id = OLD.followup_id AND NEW.target_id = OLD.target_id AND NEW.period_id = OLD.period_id"
)


class FollowupState(models.TextChoices):
    """A round is open until planning closes it."""

    OPEN = "open"
    CLOSED = "closed"


@audited(guards=kept(CLOSED, once="OLD.state = 'closed'"))
class Followup(EntityRow):
    """The follow-up of one plan in one period: it measures one version, from opening to closing.

    It is reported from `opens_on` to `report_until`, reviewed to `review_until` and closes on `close_on`; each last day
    lasts until midnight where the entity is, and a day that nobody set locks nothing.
    """

    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="followups")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="followups")
    state = models.CharField(max_length=8, choices=FollowupState.choices, default=FollowupState.OPEN)
    opens_on = models.DateField(null=True, blank=True)
    report_until = models.DateField(null=True, blank=True)
    review_until = models.DateField(null=True, blank=True)
    close_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-period__last_day",)
        indexes = (models.Index(fields=["entity", "state"], name="followup_entity"),)
        constraints = (models.UniqueConstraint(fields=["plan_version", "period"], name="followup_once"),)

    def __str__(self) -> str:
        return f"{self.plan_version_id} {self.period_id}"


class ReportState(models.TextChoices):
    """The way of a report. Pending: nobody has answered yet. Endorsed: the lead of the unit stands behind the answer,
    where the entity's chain asks for it. Released: no longer owed, for its target was cancelled or suspended."""

    PENDING = "pending"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ENDORSED = "endorsed"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CLOSED = "closed"
    RELEASED = "released"


@audited(
    guards=(
        Guard("UPDATE", f"OLD.state = 'closed' AND NOT ({_REOPENED})", CLOSED),
        Guard("DELETE", "OLD.state = 'closed' OR OLD.reopened_until IS NOT NULL", CLOSED),
        Guard("UPDATE", "OLD.closed_accepted AND NOT NEW.closed_accepted", ACCEPTED),
        Guard("UPDATE", "OLD.late AND NOT NEW.late", LATE),
    )
)
class Report(EntityRow):
    """What a unit owes for a target in a period. `edit` rises with each change, so that nobody overwrites another.

    `late` says that it was signed after its term once, and is never taken away.

    `closed_accepted` says whether a closed report had been accepted; one closed without acceptance is not reported.
    `reopened_until` is the moment to which a report of a closed round is open to be corrected; what was accepted goes
    on counting until a correction of it is.
    """

    followup = models.ForeignKey(Followup, on_delete=models.PROTECT, related_name="reports", db_index=False)
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="reports")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reports", db_index=False)
    revision = models.ForeignKey(TargetRevision, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.PENDING)
    closed_accepted = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    reopened_until = models.DateTimeField(null=True, blank=True)
    edit = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["target", "period"], name="report_once"),)
        indexes = (
            models.Index(fields=["entity", "state"], name="report_state"),
            models.Index(fields=["entity", "unit", "state"], name="report_unit"),
            # All that boards and lists of rounds count: they never look at the rows.
            models.Index(fields=["followup", "state", "closed_accepted", "unit"], name="report_followup"),
        )

    def __str__(self) -> str:
        return f"{self.target_id} {self.period_id} {self.state}"

    @property
    def reopening_over(self) -> bool:
        """Whether it was open to be corrected until a moment that came, though nobody locked it again yet."""
        return self.reopened_until is not None and self.reopened_until <= timezone.now()

    @property
    def state_now(self) -> str:
        """The state by the clock: what its moment closed is closed, before the task that locks it passes."""
        return ReportState.CLOSED if self.reopening_over else self.state


class Ending(models.TextChoices):
    """How a reopening ended: with a correction that was accepted, by itself at its moment, or taken back."""

    CORRECTED = "corrected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@audited(
    guards=(
        Guard("UPDATE", "OLD.ended_at IS NOT NULL OR NEW.ends_at <> OLD.ends_at OR NEW.digest <> OLD.digest", GIVEN),
        Guard("DELETE", "1 = 1", GIVEN),
    )
)
class Reopening(EntityRow):
    """One report of a closed round is open until a moment, so that its unit corrects it by the same chain."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="reopenings")
    ordinal = models.PositiveIntegerField()
    reason = models.TextField()
    act = models.CharField(max_length=200, blank=True)
    ends_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    opener = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    ended_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("report", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["report", "ordinal"], name="reopening_ordinal_once"),
            models.UniqueConstraint(fields=["report"], condition=models.Q(ended_at__isnull=True), name="reopened_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="reopening_with_reason"),
        )

    def __str__(self) -> str:
        return f"{self.report_id} {self.ordinal}"


class Answer(models.TextChoices):
    """Whether an entry brings a value or says with a reason that the period does not apply."""

    VALUE = "value"
    NOT_APPLICABLE = "not_applicable"


@audited(guards=kept(SIGNED, once="OLD.submitted_at IS NOT NULL"))
class ReportEntry(EntityRow):
    """One answer to a report: editable while a draft, kept for ever once submitted.

    Which columns carry the value depends on the revision's report kind: `quantity`; `numerator` and `denominator`;
    `percentage` (percentage points); the milestones done; or `done`. `justification` answers what was asked about the
    value, kept in `asked` (code and facts of each finding). `author` signs it, with the post held then, and may not
    endorse or accept it. `parts` are the texts of the parts that the entity defined for itself, by their name; the
    digest covers them. Where other units told something `counted` tells of what the number is made: what the unit did
    itself, and what each other told. `due_on` is the last day of the term it was signed under, None without one.
    `reopening` is the one under which it corrects what was closed.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="entries")
    reopening = models.ForeignKey(Reopening, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    ordinal = models.PositiveIntegerField()
    answer = models.CharField(max_length=14, choices=Answer.choices, default=Answer.VALUE)
    quantity = QuantityField(null=True, blank=True)
    numerator = QuantityField(null=True, blank=True)
    denominator = QuantityField(null=True, blank=True)
    percentage = QuantityField(null=True, blank=True)
    done = models.BooleanField(null=True, blank=True)
    not_applicable_reason = models.TextField(blank=True)
    narrative = models.TextField(blank=True)
    difficulties = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    parts = models.JSONField(default=dict, blank=True)
    justification = models.TextField(blank=True)
    asked = models.JSONField(default=list, blank=True)
    counted = models.JSONField(default=list, blank=True)
    origin = models.JSONField(default=dict, blank=True)
    written_by = models.CharField(max_length=200)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=200, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("report", "ordinal")
        constraints = (models.UniqueConstraint(fields=["report", "ordinal"], name="entry_ordinal_once"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.ordinal}"


@audited()
class MilestoneDone(EntityRow):
    """A milestone that an entry says is done, with the day it was."""

    entry = models.ForeignKey(ReportEntry, on_delete=models.PROTECT, related_name="milestones_done")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry", "milestone"], name="milestone_done_once"),)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.milestone_id}"


@audited()
class ReportEvidence(EntityRow):
    """Evidence attached to a report; the same evidence may serve several. `meets` is what the plan expects and this
    shows, in the plan's own words. `unit` is the one that contributed it, where another reports. `reopening` is the
    one under which it came: a correction takes nothing away."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="evidence")
    reopening = models.ForeignKey(Reopening, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meets = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "evidence"], name="report_evidence_once"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.evidence_id}"
