"""Projects in versions, what their sheet says, and the steps of the project bank.

A version is edited until it is declared viable; from then on it and all that hangs from it never change, of raw SQL
neither (guards). What a sheet says in words, one text after another, is kept as `Statement` by section; what it says in
numbers has columns of its own.
"""

from django.db import models

from rumbo.apps.audit.triggers import audited, kept
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.fields import MoneyField, QuantityField
from rumbo.apps.people.models import EntityRow, Unit
from rumbo.apps.plans.models import Target
from rumbo.apps.versions.models import Frozen, frozen_version, sealed

VIABLE = "what a viable project says never changes"
STEPS = "the steps of the project bank never change"


OF_VERSION = sealed(VIABLE, "version_id", "projects_projectversion", "viable_at")


class State(models.TextChoices):
    """Where a version stands in the bank; which may follow which is `rumbo.domain.project.bank`."""

    DRAFT = "draft"
    REGISTERED = "registered"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    VIABLE = "viable"
    IN_FORCE = "in_force"
    CLOSED = "closed"
    SUPERSEDED = "superseded"


@audited()
class Project(EntityRow):
    """The identity of a project through its versions."""

    def __str__(self) -> str:
        return str(self.uid)


# What viability fixes; of the rest only the state moves, and only forwards.
_FIXED = (
    *("project_id", "number", "code", "name", "unit_written", "central_problem", "magnitude", "general_objective"),
    *("control_process", "control_code", "control_version", "control_form", "approved_by"),
)
_FIXED_OR_EMPTY = ("unit_id", "fiscal_year", "first_year", "last_year", "registered_on", "printed_total", "viable_at")
_STEPS = {"viable": ("in_force", "superseded"), "in_force": ("closed", "superseded")}


@audited(
    guards=frozen_version(
        VIABLE, fixed=_FIXED, may_be_empty=_FIXED_OR_EMPTY, as_text=("periods",), day="viable_at", steps=_STEPS
    )
)
class ProjectVersion(EntityRow):
    """One edition of a project. `code` is its BPIN or the one of the entity's own bank; `unit_written` the unit as its
    document writes it; `periods` the names of the periods of its schedule; `remarks` what a return asks to mend, by
    section ("" for the whole)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    code = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=1000)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="projects")
    unit_written = models.CharField(max_length=300, blank=True)
    fiscal_year = models.PositiveIntegerField(null=True, blank=True)
    first_year = models.PositiveIntegerField(null=True, blank=True)
    last_year = models.PositiveIntegerField(null=True, blank=True)
    registered_on = models.DateField(null=True, blank=True)
    control_process = models.CharField(max_length=300, blank=True)
    control_code = models.CharField(max_length=60, blank=True)
    control_version = models.CharField(max_length=40, blank=True)
    control_form = models.CharField(max_length=300, blank=True)
    central_problem = models.TextField(blank=True)
    magnitude = models.TextField(blank=True)
    general_objective = models.TextField(blank=True)
    printed_total = MoneyField(null=True, blank=True)
    periods = models.JSONField(default=list, blank=True)
    remarks = models.JSONField(default=dict, blank=True)
    viable_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    edit = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("project", "number")
        constraints = (
            models.UniqueConstraint(fields=["project", "number"], name="project_version_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "registered", "in_review", "returned"])
                | models.Q(viable_at__isnull=False),
                name="project_viable_with_day",
            ),
            models.CheckConstraint(
                condition=models.Q(first_year__isnull=True)
                | models.Q(last_year__isnull=True)
                | models.Q(last_year__gte=models.F("first_year")),
                name="project_years_in_order",
            ),
        )
        indexes = (models.Index(fields=["entity", "state"], name="project_version_entity"),)

    def __str__(self) -> str:
        return self.name


@audited(guards=kept(STEPS))
class BankStep(EntityRow):
    """A step of a version in the bank: the state it reached, on which day, by which act, who signed it, and what was
    asked to be mended."""

    version = models.ForeignKey(ProjectVersion, on_delete=models.PROTECT, related_name="bank_steps")
    state = models.CharField(max_length=12, choices=State.choices)
    day = models.DateField()
    act_kind = models.CharField(max_length=60, blank=True)
    act_number = models.CharField(max_length=60, blank=True)
    signatory = models.CharField(max_length=200, blank=True)
    post = models.CharField(max_length=200, blank=True)
    remarks = models.JSONField(default=dict, blank=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("version", "pk")

    def __str__(self) -> str:
        return f"{self.version_id} {self.state}"


class Section(models.TextChoices):
    """The sections of a sheet that are texts one after another."""

    ANTECEDENTS = "antecedents"
    PROBLEM = "problem"
    CAUSES = "causes"
    EFFECTS = "effects"
    OBJECTIVES = "objectives"
    JUSTIFICATION = "justification"
    POPULATION = "population"
    ZONE = "zone"
    ACTIVITIES = "activities"
    ACTION_PLAN = "action_plan"
    SCHEDULE = "schedule"
    BENEFITS = "benefits"
    IMPACTS = "impacts"
    DELIVERABLES = "deliverables"
    SIGNATURES = "signatures"


@audited(guards=OF_VERSION)
class Statement(Frozen):
    """A text of a section. `label` is printed before it (a number, a name, a post); `kind` says what it is: paragraph
    or item of a narrative, direct or indirect cause (of the direct one before it), environmental impact, signed.

    `parent` is what it answers to: an objective the cause it turns positive, an activity the objective it serves, a
    line of the schedule its activity. `picture` is the file that a picture of a narrative shows, below which its text
    is the caption.
    """

    version = models.ForeignKey(ProjectVersion, on_delete=models.PROTECT, related_name="statements", db_index=False)
    section = models.CharField(max_length=14, choices=Section.choices)
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=60, blank=True)
    label = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="answers")
    picture = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("version", "section", "ordinal")
        indexes = (models.Index(fields=["version", "section", "ordinal"], name="statement_in_order"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(section__in=Section.values), name="statement_section_known"),
        )

    def __str__(self) -> str:
        return self.text[:80]


@audited(guards=OF_VERSION)
class Goal(Frozen):
    """What an activity must reach. `target` is the target of a plan that it is, once a person said so."""

    version = models.ForeignKey(ProjectVersion, on_delete=models.PROTECT, related_name="goals", db_index=False)
    activity = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="goals")
    ordinal = models.PositiveIntegerField()
    number = models.CharField(max_length=40, blank=True)
    statement = models.TextField()
    indicator = models.TextField(blank=True)
    quantity = QuantityField(null=True, blank=True)
    measure_unit = models.CharField(max_length=120, blank=True)
    plan_code = models.CharField(max_length=120, blank=True)
    evidence = models.JSONField(default=list, blank=True)
    target = models.ForeignKey(Target, on_delete=models.PROTECT, null=True, blank=True, related_name="project_goals")

    class Meta:
        ordering = ("version", "activity", "ordinal")
        indexes = (models.Index(fields=["version", "activity", "ordinal"], name="goal_in_order"),)

    def __str__(self) -> str:
        return self.statement[:80]


@audited(guards=OF_VERSION)
class Step(Frozen):
    """A sub-activity: of a goal, or of a line of the schedule, where `marks` are the periods in which it is done."""

    version = models.ForeignKey(ProjectVersion, on_delete=models.PROTECT, related_name="steps", db_index=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="steps")
    scheduled = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="steps")
    ordinal = models.PositiveIntegerField()
    number = models.CharField(max_length=40, blank=True)
    statement = models.TextField(blank=True)
    marks = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("version", "ordinal")
        indexes = (models.Index(fields=["version", "ordinal"], name="step_in_order"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(goal__isnull=True) ^ models.Q(scheduled__isnull=True),
                name="step_of_goal_or_schedule",
            ),
        )

    def __str__(self) -> str:
        return self.statement[:80]


@audited(guards=OF_VERSION)
class BudgetLine(Frozen):
    """What an activity buys and what it costs. `activity_written` is the activity as its budget writes it."""

    version = models.ForeignKey(ProjectVersion, on_delete=models.PROTECT, related_name="budget", db_index=False)
    ordinal = models.PositiveIntegerField()
    activity = models.ForeignKey(Statement, on_delete=models.SET_NULL, null=True, blank=True, related_name="budget")
    activity_number = models.CharField(max_length=40, blank=True)
    activity_written = models.TextField(blank=True)
    object = models.TextField(blank=True)
    measure_unit = models.CharField(max_length=120, blank=True)
    quantity = QuantityField(null=True, blank=True)
    value = MoneyField(null=True, blank=True)

    class Meta:
        ordering = ("version", "ordinal")
        constraints = (models.UniqueConstraint(fields=["version", "ordinal"], name="project_line_once"),)

    def __str__(self) -> str:
        return self.object[:80]


@audited(guards=OF_VERSION)
class BudgetCode(Frozen):
    """A budget line (rubro) by its codes, with the source that funds it and its first value."""

    version = models.ForeignKey(ProjectVersion, on_delete=models.PROTECT, related_name="budget_codes", db_index=False)
    ordinal = models.PositiveIntegerField()
    sector_code = models.CharField(max_length=60, blank=True)
    sector_name = models.CharField(max_length=500, blank=True)
    programme_code = models.CharField(max_length=60, blank=True)
    programme_name = models.CharField(max_length=500, blank=True)
    element_code = models.CharField(max_length=60, blank=True)
    element_name = models.CharField(max_length=500, blank=True)
    product_code = models.CharField(max_length=60, blank=True)
    product_name = models.CharField(max_length=500, blank=True)
    product_indicator_code = models.CharField(max_length=60, blank=True)
    product_indicator_name = models.CharField(max_length=500, blank=True)
    funding_source = models.CharField(max_length=300, blank=True)
    initial_value = MoneyField(null=True, blank=True)

    class Meta:
        ordering = ("version", "ordinal")
        constraints = (models.UniqueConstraint(fields=["version", "ordinal"], name="project_code_once"),)

    def __str__(self) -> str:
        return self.product_indicator_code or self.product_code or self.programme_code


@audited(guards=OF_VERSION)
class PlanRelation(Frozen):
    """Where the project hangs in a plan, level by level, each as printed; `code` is the whole way in codes."""

    version = models.ForeignKey(ProjectVersion, on_delete=models.PROTECT, related_name="relations", db_index=False)
    ordinal = models.PositiveIntegerField()
    code = models.CharField(max_length=120, blank=True)
    component = models.TextField(blank=True)
    line = models.TextField(blank=True)
    programme = models.TextField(blank=True)
    goal = models.TextField(blank=True)

    class Meta:
        ordering = ("version", "ordinal")
        constraints = (models.UniqueConstraint(fields=["version", "ordinal"], name="project_relation_once"),)

    def __str__(self) -> str:
        return self.code or self.goal[:80]
