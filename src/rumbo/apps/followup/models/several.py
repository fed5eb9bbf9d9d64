"""Targets for which several units answer: what each contributes, and who reports them from a day on."""

from django.db import models

from rumbo.apps.audit.triggers import audited, kept
from rumbo.apps.fields import QuantityField
from rumbo.apps.followup.models.reports import SIGNED, Report
from rumbo.apps.people.models import EntityRow, Unit, User
from rumbo.apps.plans.models import Counting, Target


@audited(guards=kept(SIGNED, once="OLD.submitted_at IS NOT NULL"))
class Contribution(EntityRow):
    """What another responsible unit did for a target that one unit reports. It is told to who reports, and shown.

    The first of a unit is made with the report: while nobody signed it, the unit has not told. What is told again is
    another row, the latest signed counts. `counting` is what the plan says of its amount; the value of the period is
    that of the signed report, which names what was added, so that nothing counts twice.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="contributions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    ordinal = models.PositiveIntegerField()
    counting = models.CharField(max_length=8, choices=Counting.choices, default=Counting.INFORMS)
    edit = models.PositiveIntegerField(default=0)
    quantity = QuantityField(null=True, blank=True)
    numerator = QuantityField(null=True, blank=True)
    denominator = QuantityField(null=True, blank=True)
    narrative = models.TextField(blank=True)
    written_by = models.CharField(max_length=200)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=200, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("report", "unit", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["report", "unit", "ordinal"], name="contribution_once"),
            models.UniqueConstraint(
                fields=["report", "unit"], condition=models.Q(submitted_at__isnull=True), name="contribution_open_once"
            ),
        )
        indexes = (models.Index(fields=["entity", "unit", "submitted_at"], name="contribution_owed"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.unit_id} {self.ordinal}"


@audited(guards=kept("a reassignment is never changed, never removed"))
class Reassignment(EntityRow):
    """From a day on another unit reports a target than the plan says; the latest that has begun holds."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="reassignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    reason = models.TextField()
    decided_by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("since", "pk")
        indexes = (models.Index(fields=["entity", "target"], name="reassignment_target"),)
        constraints = (models.CheckConstraint(condition=~models.Q(reason=""), name="reassignment_with_reason"),)

    def __str__(self) -> str:
        return f"{self.target_id} {self.unit_id} {self.since}"
