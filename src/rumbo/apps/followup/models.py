"""Follow-up rounds, reports, what they answered, their evidence and their review.

A report is unique by target and period and names the revision it measures. What was answered is kept entry by entry: a
return and a correction are new entries, the earlier ones stay. Once closed the database refuses changes.
"""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited, kept
from rumbo.apps.evidence.models import Evidence
from rumbo.apps.fields import QuantityField
from rumbo.apps.people.models import EntityRow, Unit, User
from rumbo.apps.plans.models import (
    Milestone,
    Period,
    PlanVersion,
    Target,
    TargetRevision,
)

CLOSED = "closed periods never change"
SIGNED = "a submitted answer never changes"


class FollowupState(models.TextChoices):
    """A round is open until planning closes it."""

    OPEN = "open"
    CLOSED = "closed"


@audited(guards=kept(CLOSED, once="OLD.state = 'closed'"))
class Followup(EntityRow):
    """The follow-up of one plan in one period: it measures one version, from opening to closing."""

    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="followups")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="followups")
    state = models.CharField(max_length=8, choices=FollowupState.choices, default=FollowupState.OPEN)
    report_until = models.DateField(null=True, blank=True)
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
    """The way of a report. Pending: nobody has answered yet."""

    PENDING = "pending"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CLOSED = "closed"


@audited(guards=kept(CLOSED, once="OLD.state = 'closed'"))
class Report(EntityRow):
    """What a unit owes for a target in a period. `edit` rises with each change, so that nobody overwrites another.

    `closed_accepted` says whether a closed report had been accepted; one closed without acceptance is not reported.
    """

    followup = models.ForeignKey(Followup, on_delete=models.PROTECT, related_name="reports", db_index=False)
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="reports")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reports", db_index=False)
    revision = models.ForeignKey(TargetRevision, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.PENDING)
    closed_accepted = models.BooleanField(default=False)
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


class Answer(models.TextChoices):
    """Whether an entry brings a value or says with a reason that the period does not apply."""

    VALUE = "value"
    NOT_APPLICABLE = "not_applicable"


@audited(guards=kept(SIGNED, once="OLD.submitted_at IS NOT NULL"))
class ReportEntry(EntityRow):
    """One answer to a report: editable while a draft, kept for ever once submitted.

    Which columns carry the value depends on the revision's report kind: `quantity`; `numerator` and `denominator`;
    `percentage` (percentage points); the milestones done; or `done`. `justification` answers what a warning asked about
    the value. `author` signs it and may not accept it.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="entries")
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
    justification = models.TextField(blank=True)
    origin = models.JSONField(default=dict, blank=True)
    written_by = models.CharField(max_length=200)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
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
    """Evidence attached to a report; the same evidence may serve several."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="evidence")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="reports")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "evidence"], name="report_evidence_once"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.evidence_id}"


class Decision(models.TextChoices):
    """What planning answers to a submitted report."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


@audited(
    guards=(
        Guard("UPDATE", "1 = 1", "a review is never changed"),
        Guard("DELETE", "1 = 1", "a review is never removed"),
    )
)
class Review(EntityRow):
    """Planning's answer to one entry: accepted, or returned with a remark."""

    entry = models.ForeignKey(ReportEntry, on_delete=models.PROTECT, related_name="reviews")
    decision = models.CharField(max_length=8, choices=Decision.choices)
    remark = models.TextField(blank=True)
    reviewed_by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(decision="accepted") | ~models.Q(remark=""),
                name="review_returned_with_remark",
            ),
        )

    def __str__(self) -> str:
        return self.decision
