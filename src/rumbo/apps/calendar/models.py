"""Exceptions to the terms of a period, and from when a target asks for nothing. The windows themselves are dated
settings of the entity, and days of a round."""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited
from rumbo.apps.people.models import EntityRow, Unit
from rumbo.apps.plans.models import Period, PlanVersion, Target

GIVEN = "an exception that was given is withdrawn, never changed"
_REWORDED = (
    "OLD.withdrawn_at IS NOT NULL OR NEW.report_until <> OLD.report_until OR NEW.reason <> OLD.reason "
    "OR NEW.period_id <> OLD.period_id OR COALESCE(NEW.unit_id, 0) <> COALESCE(OLD.unit_id, 0) "
    "OR COALESCE(NEW.target_id, 0) <> COALESCE(OLD.target_id, 0) OR NEW.given_by <> OLD.given_by "
    "OR NEW.given_at <> OLD.given_at"
)


@audited(guards=(Guard("UPDATE", _REWORDED, GIVEN), Guard("DELETE", "1 = 1", GIVEN)))
class ReportingException(EntityRow):
    """More time to report a period, for one unit or for one target, until a day and for a reason."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="exceptions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, null=True, blank=True, related_name="exceptions")
    report_until = models.DateField()
    reason = models.TextField()
    given_by = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-given_at",)
        indexes = (models.Index(fields=["entity", "period"], name="exception_entity"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True, target__isnull=False)
                | models.Q(unit__isnull=False, target__isnull=True),
                name="exception_of_unit_or_target",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="exception_with_reason"),
        )

    def __str__(self) -> str:
        return f"{self.period_id} {self.report_until}"


class StandingKind(models.TextChoices):
    """Why a target asks for nothing: it will not be done, or not for a while."""

    CANCELLED = "cancelled"
    SUSPENDED = "suspended"


@audited(
    guards=(
        Guard("UPDATE", "1 = 1", "what an act cancelled or suspended is never changed"),
        Guard("DELETE", "1 = 1", "what an act cancelled or suspended is never removed"),
    )
)
class Standing(EntityRow):
    """From a day on a target asks for nothing, by an act: for good when cancelled, until a day when suspended.

    `version` is the one that adopted it, `act` the act as it is cited. What was reported stays.
    """

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="standings")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="standings")
    kind = models.CharField(max_length=10, choices=StandingKind.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.TextField()
    act = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("since", "pk")
        indexes = (models.Index(fields=["entity", "target"], name="standing_target"),)
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="standing_with_reason"),
            models.CheckConstraint(
                condition=models.Q(kind="cancelled", until__isnull=True)
                | models.Q(kind="suspended", until__gte=models.F("since")),
                name="standing_days_of_its_kind",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.target_id} {self.since}"
