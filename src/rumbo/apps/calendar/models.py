"""Exceptions to the terms of a period. The windows themselves are dated settings of the entity, and days of a round."""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited
from rumbo.apps.people.models import EntityRow, Unit
from rumbo.apps.plans.models import Period, Target

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
