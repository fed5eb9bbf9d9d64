"""Loads of results from before, and each result with its source. Nothing of a load changes: another one corrects it.

A result from before never stands where something was reported here (`actions`); the one loaded last counts.
"""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.fields import QuantityField
from rumbo.apps.people.models import EntityRow, User
from rumbo.apps.plans.models import Period, Plan, ReportKind, Target

KEPT = "what was loaded is corrected by another load"
FOR_GOOD = (Guard("UPDATE", "1 = 1", KEPT), Guard("DELETE", "1 = 1", KEPT))


@audited(guards=FOR_GOOD)
class ResultLoad(EntityRow):
    """A file of results that was accepted: of which plan, by whom, when, and why where somebody said it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="result_loads")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    loaded_by = models.CharField(max_length=200)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ("-loaded_at", "-pk")
        indexes = (models.Index(fields=["entity", "plan"], name="resultload_plan"),)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.loaded_at}"


@audited(guards=FOR_GOOD)
class EarlierResult(EntityRow):
    """What a target had achieved in a period, by `source`, a document of `source_day`. Which columns carry the value
    depends on `report_kind`; one that reports by milestones tells its percentage. `measure_unit` is that of the target
    when it was loaded: a ratio counts in it."""

    load = models.ForeignKey(ResultLoad, on_delete=models.PROTECT, related_name="results")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="earlier_results")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    report_kind = models.CharField(max_length=12, choices=ReportKind.choices)
    measure_unit = models.CharField(max_length=120, blank=True)
    quantity = QuantityField(null=True, blank=True)
    numerator = QuantityField(null=True, blank=True)
    denominator = QuantityField(null=True, blank=True)
    percentage = QuantityField(null=True, blank=True)
    done = models.BooleanField(null=True, blank=True)
    narrative = models.TextField(blank=True)
    source = models.CharField(max_length=300)
    source_day = models.DateField()

    class Meta:
        ordering = ("period__last_day", "pk")
        indexes = (models.Index(fields=["entity", "target"], name="earlierresult_target"),)
        constraints = (
            models.UniqueConstraint(fields=["load", "target", "period"], name="earlier_result_once"),
            models.CheckConstraint(condition=~models.Q(source=""), name="earlier_result_with_source"),
        )

    def __str__(self) -> str:
        return f"{self.target_id} {self.period_id}"
