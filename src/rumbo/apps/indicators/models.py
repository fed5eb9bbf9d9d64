"""Indicators: what is counted, their sheets in revisions, and the variables that are reported for them.

A variable belongs to the entity and to the unit that reports it: entered once a period, used by every indicator that
needs it. What was reported is never changed; a correction is another row. An approved sheet never changes.
"""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited, kept
from rumbo.apps.catalogs.models import Entry
from rumbo.apps.fields import QuantityField
from rumbo.apps.people.models import EntityRow, Unit
from rumbo.apps.processes.models import Process
from rumbo.apps.versions.models import Reviewed, shut

APPROVED = "approved sheets of indicators never change"
REPORTED = "what was reported is corrected by another row"
CLOSED = "a closed result is corrected by another row"


@audited()
class Indicator(EntityRow):
    """What a target counts. One indicator may serve several targets."""

    name = models.CharField(max_length=1000)
    measure_unit = models.CharField(max_length=120, blank=True)
    measure_unit_entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("name",)
        indexes = (models.Index(fields=["entity", "name"], name="indicator_entity"),)

    def __str__(self) -> str:
        return self.name


class SheetState(models.TextChoices):
    """The life of a revision; only a draft or a returned one can be edited. The last one approved is in force."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"


@audited(guards=kept(APPROVED, once="OLD.approved_at IS NOT NULL"))
class SheetRevision(Reviewed):
    """The sheet of an indicator as one revision words it; the columns say what `IndicatorSheet` says by those names.

    `yearly` is [[year, ten-thousandths or null], …]; `ranges` is [[name, lower, upper], …] in ten-thousandths or null.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="sheets", db_index=False)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=SheetState.choices, default=SheetState.DRAFT)
    process = models.ForeignKey(Process, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="indicator_sheets")
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=1000)
    served_objective = models.TextField(blank=True)
    plan = models.CharField(max_length=300, blank=True)
    objective = models.TextField(blank=True)
    description = models.TextField(blank=True)
    value_chain = models.CharField(max_length=20, blank=True)
    performance = models.CharField(max_length=30, blank=True)
    formula = models.TextField(blank=True)
    measure_unit = models.CharField(max_length=120, blank=True)
    decimals = models.PositiveSmallIntegerField(null=True, blank=True)
    periodicity = models.CharField(max_length=20, blank=True)
    analysis_periodicity = models.CharField(max_length=20, blank=True)
    source = models.TextField(blank=True)
    method = models.TextField(blank=True)
    lag_days = models.PositiveIntegerField(null=True, blank=True)
    coverage = models.TextField(blank=True)
    baseline = QuantityField(null=True, blank=True)
    baseline_unknown = models.CharField(max_length=120, blank=True)
    baseline_year = models.PositiveIntegerField(null=True, blank=True)
    baseline_source = models.TextField(blank=True)
    tendency = models.CharField(max_length=20, blank=True)
    annualization = models.CharField(max_length=40, blank=True)
    operator = models.CharField(max_length=12, blank=True)
    target = QuantityField(null=True, blank=True)
    yearly = models.JSONField(default=list, blank=True)
    ranges = models.JSONField(default=list, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    measures = models.CharField(max_length=300, blank=True)
    analyses = models.CharField(max_length=300, blank=True)
    uses = models.CharField(max_length=300, blank=True)
    change = models.TextField(blank=True)

    class Meta:
        ordering = ("indicator", "number")
        constraints = (
            models.UniqueConstraint(fields=["indicator", "number"], name="sheet_number_once"),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(approved_at__isnull=False),
                name="sheet_approved_with_day",
            ),
        )
        indexes = (models.Index(fields=["entity", "state"], name="sheet_entity"),)

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()


@audited()
class Variable(EntityRow):
    """A quantity that formulas use. `unit` reports it once a period of `periodicity`; `gathering` says what its values
    of several periods make: their sum, or the last of them."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=500)
    measure_unit = models.CharField(max_length=120, blank=True)
    source = models.TextField(blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="variables")
    periodicity = models.CharField(max_length=20)
    gathering = models.CharField(max_length=8, default="sum")

    class Meta:
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(fields=["entity", "code"], name="variable_code_once"),
            models.CheckConstraint(condition=models.Q(gathering__in=["sum", "last"]), name="variable_gathering_known"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


_SHEET = ("revision_id", "indicators_sheetrevision", "approved_at")


@audited(
    guards=(
        Guard("INSERT", shut(*_SHEET), APPROVED),
        Guard("UPDATE", f"{shut(*_SHEET)} OR {shut(*_SHEET, row='OLD')}", APPROVED),
        Guard("DELETE", shut(*_SHEET, row="OLD"), APPROVED),
    )
)
class SheetVariable(EntityRow):
    """A variable as a sheet uses it: `symbol` is what the formula calls it."""

    revision = models.ForeignKey(SheetRevision, on_delete=models.PROTECT, related_name="variables", db_index=False)
    variable = models.ForeignKey(Variable, on_delete=models.PROTECT, related_name="uses")
    symbol = models.CharField(max_length=40)
    ordinal = models.PositiveIntegerField()

    class Meta:
        ordering = ("revision", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["revision", "symbol"], name="sheet_symbol_once"),
            models.UniqueConstraint(fields=["revision", "variable"], name="sheet_variable_once"),
        )

    def __str__(self) -> str:
        return self.symbol


@audited(guards=kept(REPORTED))
class VariableValue(EntityRow):
    """What was reported of a variable in one period of its periodicity. The row with the highest number counts."""

    variable = models.ForeignKey(Variable, on_delete=models.PROTECT, related_name="values", db_index=False)
    fiscal_year = models.PositiveIntegerField()
    ordinal = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    quantity = QuantityField()
    note = models.TextField(blank=True)
    reported_by = models.CharField(max_length=200)
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ("variable", "fiscal_year", "ordinal", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["variable", "fiscal_year", "ordinal", "number"], name="variable_value_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.variable_id} {self.fiscal_year}/{self.ordinal}"


@audited()
class Analysis(EntityRow):
    """What is said of the result of an indicator in a period of its sheet, and what it asks for."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="analyses", db_index=False)
    fiscal_year = models.PositiveIntegerField()
    ordinal = models.PositiveIntegerField()
    text = models.TextField()
    action = models.CharField(max_length=12, blank=True)
    written_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("indicator", "fiscal_year", "ordinal")
        verbose_name_plural = "analyses"
        constraints = (
            models.UniqueConstraint(fields=["indicator", "fiscal_year", "ordinal"], name="analysis_once_a_period"),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.fiscal_year}/{self.ordinal}"


@audited(guards=kept(CLOSED))
class ClosedResult(EntityRow):
    """The result of an indicator in a period as it stood when the period was closed, whatever is corrected later. The
    row with the highest number counts; each after the first says why. Exact numbers are texts, "1/3"."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="closed", db_index=False)
    revision = models.ForeignKey(SheetRevision, on_delete=models.PROTECT, related_name="closed")
    fiscal_year = models.PositiveIntegerField()
    ordinal = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    value = models.CharField(max_length=500)
    numerator = models.CharField(max_length=500, blank=True)
    denominator = models.CharField(max_length=500, blank=True)
    values = models.JSONField()
    reason = models.TextField(blank=True)
    closed_by = models.CharField(max_length=200)
    closed_at = models.DateTimeField()

    class Meta:
        ordering = ("indicator", "fiscal_year", "ordinal", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["indicator", "fiscal_year", "ordinal", "number"], name="closed_result_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.fiscal_year}/{self.ordinal}"


class PrintedState(models.TextChoices):
    """What a person said of a result that a file prints."""

    OFFERED = "offered"
    KEPT = "kept"
    DISCARDED = "discarded"


@audited()
class PrintedResult(EntityRow):
    """A result from before, as a file prints it: `period` in its words, and `source` its name. It was not reported here
    and nothing is measured with it; it is offered until somebody keeps or discards it, and shown as what it is."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="printed", db_index=False)
    ordinal = models.PositiveIntegerField()
    period = models.CharField(max_length=300)
    numerator = QuantityField(null=True, blank=True)
    denominator = QuantityField(null=True, blank=True)
    result = QuantityField(null=True, blank=True)
    analysis = models.TextField(blank=True)
    source = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=PrintedState.choices, default=PrintedState.OFFERED)
    settled_by = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("indicator", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["indicator", "ordinal"], name="printed_result_once"),
            models.CheckConstraint(
                condition=models.Q(state="offered") | models.Q(settled_at__isnull=False),
                name="printed_settled_with_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period}"
