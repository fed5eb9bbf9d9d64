"""The execution of the budget as finance tells it: one record for each day of cut, and its lines as they were printed.

Nothing of it is ever changed. A later cut is another record; what finance corrects of the same cut is the next version
beside the one before; one brought by mistake is withdrawn, with a reason, and stays. Amounts are centavos; an amount
that a line does not say is null, which is not zero, and a column that the table does not have is not in `columns`.
"""

from django.db import models

from rumbo.apps.audit.triggers import audited, kept
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.fields import MoneyField
from rumbo.apps.people.models import EntityRow
from rumbo.apps.projects.models import Project

RECORDED = "the execution of a budget is never changed: what is corrected is another version"


@audited(guards=kept(RECORDED))
class Execution(EntityRow):
    """An execution by its name and the day up to which it runs, through its versions."""

    name = models.CharField(max_length=300)
    fiscal_year = models.PositiveIntegerField()
    cut_off = models.DateField()

    class Meta:
        ordering = ("-cut_off", "name")
        constraints = (models.UniqueConstraint(fields=["entity", "name", "cut_off"], name="execution_cut_once"),)

    def __str__(self) -> str:
        return f"{self.name} {self.cut_off}"


@audited(guards=kept(RECORDED))
class ExecutionVersion(EntityRow):
    """An execution as one file told it. `columns` is [[field, header as written, column from 1], …]; `part` the sheet
    and `places` the kind of its addresses, so that each figure can be found again; `digest` is that of its content."""

    execution = models.ForeignKey(Execution, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    layout_title = models.CharField(max_length=300, blank=True)
    part = models.CharField(max_length=300, blank=True)
    places = models.CharField(max_length=10, blank=True)
    header_row = models.PositiveIntegerField(default=0)
    columns = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("execution", "-number")
        indexes = (models.Index(fields=["entity"], name="execution_version_entity"),)
        constraints = (models.UniqueConstraint(fields=["execution", "number"], name="execution_version_once"),)

    def __str__(self) -> str:
        return f"{self.execution_id} {self.number}"


@audited(guards=kept(RECORDED))
class Withdrawal(EntityRow):
    """A version that was brought by mistake: why, who and when."""

    version = models.OneToOneField(ExecutionVersion, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    withdrawn_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason


class LineKind(models.TextChoices):
    """What a row of an execution is: a line of its own, one that sums up those below it, or a printed total."""

    LINE = "line"
    LEVEL = "level"
    TOTAL = "total"


@audited(rows=False, guards=kept(RECORDED))
class ExecutionLine(EntityRow):
    """A row of an execution: its number in the file, its codes and names, and its amounts. `depth` is how many levels
    stand above it; `others` what else it says, by field: texts, and percentages in points as fractions."""

    version = models.ForeignKey(ExecutionVersion, on_delete=models.PROTECT, related_name="lines", db_index=False)
    ordinal = models.PositiveIntegerField()
    row = models.PositiveIntegerField()
    kind = models.CharField(max_length=5, choices=LineKind.choices, default=LineKind.LINE)
    depth = models.PositiveSmallIntegerField(default=0)
    unit_code = models.TextField(blank=True)
    unit = models.TextField(blank=True)
    account = models.TextField(blank=True)
    account_name = models.TextField(blank=True)
    bpin = models.TextField(blank=True)
    project_code = models.TextField(blank=True)
    project = models.TextField(blank=True)
    fund_code = models.TextField(blank=True)
    fund = models.TextField(blank=True)
    initial = MoneyField(null=True, blank=True)
    additions = MoneyField(null=True, blank=True)
    reductions = MoneyField(null=True, blank=True)
    credits = MoneyField(null=True, blank=True)
    counter_credits = MoneyField(null=True, blank=True)
    deferrals = MoneyField(null=True, blank=True)
    releases = MoneyField(null=True, blank=True)
    modifications = MoneyField(null=True, blank=True)
    modifications_month = MoneyField(null=True, blank=True)
    blocked = MoneyField(null=True, blank=True)
    definitive = MoneyField(null=True, blank=True)
    certificates = MoneyField(null=True, blank=True)
    commitments_month = MoneyField(null=True, blank=True)
    commitments = MoneyField(null=True, blank=True)
    obligations_month = MoneyField(null=True, blank=True)
    obligations = MoneyField(null=True, blank=True)
    payment_orders = MoneyField(null=True, blank=True)
    payments_month = MoneyField(null=True, blank=True)
    payments = MoneyField(null=True, blank=True)
    executed = MoneyField(null=True, blank=True)
    certificate_balance = MoneyField(null=True, blank=True)
    available = MoneyField(null=True, blank=True)
    others = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("version", "ordinal")
        constraints = (models.UniqueConstraint(fields=["version", "ordinal"], name="execution_line_once"),)

    def __str__(self) -> str:
        return f"{self.account} {self.account_name}".strip()


class CodeKind(models.TextChoices):
    """Which code of a line names the project."""

    BPIN = "bpin"
    PROJECT_CODE = "project_code"


@audited()
class Pairing(EntityRow):
    """What a person said of a project's code in the budget: which project it is, or (project null) none of these."""

    kind = models.CharField(max_length=12, choices=CodeKind.choices)
    code = models.CharField(max_length=120)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, blank=True, related_name="pairings")
    settled_by = models.CharField(max_length=200)
    settled_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entity", "kind", "code"], name="pairing_code_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
