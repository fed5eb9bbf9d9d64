"""What the steps of the chain answer to a report, signed, and what internal control writes beside it."""

from django.db import models

from rumbo.apps.audit.triggers import audited, kept
from rumbo.apps.fields import QuantityField
from rumbo.apps.followup.models.reports import Report, ReportEntry
from rumbo.apps.people.models import EntityRow, User


class Step(models.TextChoices):
    """The steps of the chain that answer to an entry: the lead endorses, planning verifies."""

    ENDORSE = "endorse"
    VERIFY = "verify"


class Decision(models.TextChoices):
    """What a step answers to a submitted report: it passes, or it goes back."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


@audited(guards=kept("a review is never changed, never removed"))
class Review(EntityRow):
    """What a step of the chain answers to one entry: it passes, or goes back with a remark of the whole or of a field.

    Signed: who, with which post, when, and the digest of the text signed (the entry's digest, the step, the decision,
    the remarks). The database refuses any change.
    """

    entry = models.ForeignKey(ReportEntry, on_delete=models.PROTECT, related_name="reviews")
    step = models.CharField(max_length=8, choices=Step.choices, default=Step.VERIFY)
    decision = models.CharField(max_length=8, choices=Decision.choices)
    remark = models.TextField(blank=True)
    reviewed_by = models.CharField(max_length=200)
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return self.decision


@audited(guards=kept("a remark is never changed, never removed"))
class FieldRemark(EntityRow):
    """What a review asks of one field of an entry: a column (`quantity`, `narrative`…), `parts.<key>` or `evidence`."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="field_remarks")
    field = models.CharField(max_length=80)
    remark = models.TextField()

    class Meta:
        ordering = ("review", "pk")
        constraints = (models.UniqueConstraint(fields=["review", "field"], name="field_remark_once"),)

    def __str__(self) -> str:
        return self.field


class Verdict(models.TextChoices):
    """What internal control says of a report: it agrees, agrees with remarks, does not agree, or cannot tell."""

    CONFIRMED = "confirmed"
    WITH_REMARKS = "with_remarks"
    NOT_CONFIRMED = "not_confirmed"
    NOT_VERIFIABLE = "not_verifiable"


@audited(guards=kept("an evaluation is never changed, never removed"))
class Evaluation(EntityRow):
    """Internal control's own evaluation of a report, beside the unit's; the latest counts, the earlier ones stay.

    `percentage` (percentage points) is the progress that internal control found, when it found another. It never enters
    a figure of the plan.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="evaluations")
    ordinal = models.PositiveIntegerField()
    verdict = models.CharField(max_length=14, choices=Verdict.choices)
    percentage = QuantityField(null=True, blank=True)
    text = models.TextField()
    evaluated_by = models.CharField(max_length=200)
    evaluator = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("report", "ordinal")
        constraints = (models.UniqueConstraint(fields=["report", "ordinal"], name="evaluation_ordinal_once"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.ordinal}"
