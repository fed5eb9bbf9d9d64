"""Targets (metas) and their revisions: what is promised, by whom, when, and what it serves.

A target belongs to the entity, not to a plan (docs/decisions/0010): a version places a frozen revision of it.
"""

from django.db import models

from rumbo.apps.audit.triggers import audited
from rumbo.apps.catalogs.models import Entry
from rumbo.apps.fields import MoneyField, QuantityField
from rumbo.apps.indicators.models import Indicator
from rumbo.apps.people.models import EntityRow, Unit
from rumbo.apps.plans.models.version import APPROVED
from rumbo.apps.versions.models import Frozen, frozen_rows, sealed
from rumbo.domain.followup import contributing

OF_REVISION = sealed(APPROVED, "revision_id", "plans_targetrevision", "frozen_at")


@audited()
class Period(EntityRow):
    """A stretch of a fiscal year for which something is programmed or reported."""

    fiscal_year = models.PositiveIntegerField()
    periodicity = models.CharField(max_length=20)
    ordinal = models.PositiveIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ("fiscal_year", "periodicity", "ordinal")
        constraints = (
            models.UniqueConstraint(
                fields=["entity", "fiscal_year", "periodicity", "ordinal"],
                name="period_once",
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="period_days_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.periodicity} {self.ordinal}"


class ReportKind(models.TextChoices):
    """What a target asks of who reports it."""

    QUANTITY = "quantity"
    RATIO = "ratio"
    PERCENTAGE = "percentage"
    MILESTONES = "milestones"
    DONE = "done"


@audited()
class Target(EntityRow):
    """The identity of a target (meta) through its revisions, versions and plans."""

    def __str__(self) -> str:
        return str(self.uid)


@audited(guards=frozen_rows(APPROVED))
class TargetRevision(Frozen):
    """A target as it was promised: frozen once a version that places it is approved.

    `origin` is the Where of each field in the file it came from: {"file": digest, "fields": {"statement": {"part",
    "cell", "header", "text"}}}.
    """

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="revisions")
    statement = models.TextField()
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="revisions")
    measure_unit = models.CharField(max_length=120, blank=True)
    quantity = QuantityField(null=True, blank=True)
    report_kind = models.CharField(max_length=12, choices=ReportKind.choices, default=ReportKind.QUANTITY)
    annualization = models.CharField(max_length=30, default="sum")
    programme_basis = models.CharField(max_length=12, blank=True)
    baseline = QuantityField(null=True, blank=True)
    opening_value = QuantityField(null=True, blank=True)
    opening_source = models.CharField(max_length=300, blank=True)
    opening_day = models.DateField(null=True, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    periodicity = models.CharField(max_length=20, blank=True)
    expense_type = models.CharField(max_length=120, blank=True)
    funding_source = models.CharField(max_length=300, blank=True)
    expected_evidence = models.TextField(blank=True)
    origin = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = (models.Index(fields=["entity", "target"], name="revision_entity"),)

    def __str__(self) -> str:
        return self.statement[:80]


class Counting(models.TextChoices):
    """What becomes of the amount of a unit that does not report: as the domain says it."""

    ADDS = contributing.Counting.ADDS.value
    PART = contributing.Counting.PART.value
    INFORMS = contributing.Counting.INFORMS.value


@audited(guards=OF_REVISION)
class TargetUnit(Frozen):
    """A unit that answers for a revision; of several, one reports and the others contribute.

    `counting` is what becomes of the amount of one that contributes; it says nothing of the one that reports.
    """

    revision = models.ForeignKey(TargetRevision, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="targets")
    ordinal = models.PositiveIntegerField()
    reports = models.BooleanField(default=False)
    counting = models.CharField(max_length=8, choices=Counting.choices, default=Counting.INFORMS)

    class Meta:
        ordering = ("revision", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["revision", "unit"], name="target_unit_once"),
            models.UniqueConstraint(
                fields=["revision"],
                condition=models.Q(reports=True),
                name="one_unit_reports",
            ),
        )

    def __str__(self) -> str:
        return f"{self.revision_id} {self.unit_id}"


@audited(guards=OF_REVISION)
class TargetAlignment(Frozen):
    """A link (articulación) of a revision to an entry of a catalogue edition, with the text as it was written."""

    revision = models.ForeignKey(TargetRevision, on_delete=models.PROTECT, related_name="alignments")
    catalogue_key = models.CharField(max_length=60)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    as_written = models.CharField(max_length=500)
    number = models.CharField(max_length=20, blank=True)
    ordinal = models.PositiveIntegerField()

    class Meta:
        ordering = ("revision", "ordinal")

    def __str__(self) -> str:
        return self.as_written


@audited(guards=OF_REVISION)
class ProgrammeEntry(Frozen):
    """What a revision programmes for a period: a quantity (zero too), or not programmed (null)."""

    revision = models.ForeignKey(TargetRevision, on_delete=models.PROTECT, related_name="programme")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    quantity = QuantityField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["revision", "period"], name="programme_once"),)

    def __str__(self) -> str:
        return f"{self.revision_id} {self.period_id}"


@audited(guards=OF_REVISION)
class TargetFunding(Frozen):
    """What a revision will cost by source of funding: the source as it is called, and centavos."""

    revision = models.ForeignKey(TargetRevision, on_delete=models.PROTECT, related_name="funding")
    ordinal = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    amount = MoneyField()

    class Meta:
        ordering = ("revision", "ordinal")
        constraints = (models.UniqueConstraint(fields=["revision", "ordinal"], name="target_funding_once"),)

    def __str__(self) -> str:
        return self.source


@audited(guards=OF_REVISION)
class Milestone(Frozen):
    """A dated step (hito) of a revision reported by milestones, with its weight among them."""

    revision = models.ForeignKey(TargetRevision, on_delete=models.PROTECT, related_name="milestones")
    ordinal = models.PositiveIntegerField()
    title = models.CharField(max_length=500)
    due = models.DateField()
    weight = QuantityField()

    class Meta:
        ordering = ("revision", "ordinal")
        constraints = (models.UniqueConstraint(fields=["revision", "ordinal"], name="milestone_once"),)

    def __str__(self) -> str:
        return self.title


@audited()
class MeasuredBy(EntityRow):
    """The indicator whose sheet measures a target, where that is another than the one the target prints: the sheet
    was there before the plan, or two plans word the same indicator differently."""

    target = models.OneToOneField(Target, on_delete=models.PROTECT, related_name="measured_by")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measures_targets")

    def __str__(self) -> str:
        return f"{self.target_id} {self.indicator_id}"
