"""Plans, their versions, the levels of their tree, targets and their frozen revisions, and what continues what.

A target belongs to the entity, not to a plan: a version *places* a frozen revision of it under one of its levels
(docs/decisions). Approved versions and what they place never change; guard triggers hold that, of raw SQL too.
"""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited, kept
from rumbo.apps.catalogs.models import Entry
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.fields import QuantityField
from rumbo.apps.indicators.models import Indicator
from rumbo.apps.people.models import EntityRow, Unit

APPROVED = "approved plan versions never change"


FROZEN = kept(APPROVED, once="OLD.frozen_at IS NOT NULL")


def _shut(column: str, table: str, frozen: str, row: str = "NEW") -> str:
    """SQL: whether what a row belongs to is frozen, so that nothing is added to it either."""
    return f"EXISTS (SELECT 1 FROM {table} shut WHERE shut.id = {row}.{column} AND shut.{frozen} IS NOT NULL)"  # noqa: S608


def _sealed(column: str, table: str, frozen: str) -> tuple[Guard, ...]:
    """FROZEN, and nothing joins what is frozen: neither a new row nor one moved from a draft."""
    shut = _shut(column, table, frozen)
    return (
        *FROZEN,
        Guard("INSERT", shut, APPROVED),
        Guard("UPDATE", f"NEW.{column} <> OLD.{column} AND {shut}", APPROVED),
    )


OF_VERSION = _sealed("version_id", "plans_planversion", "approved_at")
OF_REVISION = _sealed("revision_id", "plans_targetrevision", "frozen_at")


class Frozen(EntityRow):
    """A row that can be edited until its version is approved; from `frozen_at` on the database refuses changes."""

    frozen_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


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


@audited()
class Plan(EntityRow):
    """A plan through all its versions. `kind` is the key of its layout, or management_plan.

    `programme_basis` is how its growing programmes are written, the level to reach or what each year adds, where a
    person said it once for the whole plan; a revision that says it itself goes first.
    """

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=60)
    fiscal_year = models.PositiveIntegerField(null=True, blank=True)
    first_year = models.PositiveIntegerField(null=True, blank=True)
    last_year = models.PositiveIntegerField(null=True, blank=True)
    programme_basis = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ("-fiscal_year", "name")
        constraints = (models.UniqueConstraint(fields=["entity", "name"], name="plan_name_once"),)

    def __str__(self) -> str:
        return self.name


class VersionState(models.TextChoices):
    """The life of a plan version; only a draft or a returned one can be edited."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"
    SUPERSEDED = "superseded"


# What an approval fixes; of the rest only the state moves, and only from approved to superseded.
_FIXED = ("plan_id", "number", "label", "objective", "layout", "act_kind", "act_number", "approved_by")
_FIXED_OR_EMPTY = ("act_date", "in_force_from", "approved_at", "source_id")
_CHANGED = " OR ".join(
    [f"NEW.{column} <> OLD.{column}" for column in (*_FIXED, *_FIXED_OR_EMPTY)]
    + [f"(NEW.{column} IS NULL) <> (OLD.{column} IS NULL)" for column in _FIXED_OR_EMPTY]
    + ["CAST(NEW.printed AS TEXT) <> CAST(OLD.printed AS TEXT)"]
)
VERSION_GUARDS = (
    Guard(
        "UPDATE",
        f"OLD.approved_at IS NOT NULL AND ({_CHANGED} "
        "OR NOT (NEW.state = OLD.state OR (OLD.state = 'approved' AND NEW.state = 'superseded')))",
        APPROVED,
    ),
    Guard("DELETE", "OLD.approved_at IS NOT NULL", APPROVED),
)


@audited(guards=VERSION_GUARDS)
class PlanVersion(EntityRow):
    """One edition of a plan, approved by an act. `label` is the version as its document prints it; `printed` what it
    prints of no level and no target: rows of counts, kept as printed."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, choices=VersionState.choices, default=VersionState.DRAFT)
    objective = models.TextField(blank=True)
    layout = models.CharField(max_length=60, blank=True)
    act_kind = models.CharField(max_length=60, blank=True)
    act_number = models.CharField(max_length=60, blank=True)
    act_date = models.DateField(null=True, blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    return_remark = models.TextField(blank=True)
    source = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    printed = models.JSONField(default=dict, blank=True)
    edit = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("plan", "number")
        constraints = (
            models.UniqueConstraint(fields=["plan", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "proposed", "returned"]) | models.Q(approved_at__isnull=False),
                name="version_approved_with_day",
            ),
        )
        indexes = (models.Index(fields=["entity", "state"], name="version_entity"),)

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"


@audited()
class Node(EntityRow):
    """The identity of a level of the tree (an objective, a programme) through versions and plans."""

    def __str__(self) -> str:
        return str(self.uid)


@audited(guards=OF_VERSION)
class NodeRevision(Frozen):
    """A level as one version words and places it. `kind` names its level, which is data: Objetivo, Programa.

    `printed` is what its document prints of it besides, as printed (a count, a share): never a weight, never measured.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="nodes", db_index=False)
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="revisions")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=80)
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=1000)
    depth = models.PositiveIntegerField(default=0)
    ordinal = models.PositiveIntegerField()
    weight = QuantityField(null=True, blank=True)
    printed = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("version", "ordinal")
        constraints = (models.UniqueConstraint(fields=["version", "node"], name="node_once_a_version"),)

    def __str__(self) -> str:
        return self.name


@audited(guards=OF_VERSION)
class NarrativeSection(Frozen):
    """A text that a plan says before its targets: its mission, its vision, its legal basis. `kind` is the field of the
    layout that it was read into."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="narrative", db_index=False)
    kind = models.CharField(max_length=60)
    text = models.TextField()
    ordinal = models.PositiveIntegerField()

    class Meta:
        ordering = ("version", "ordinal")
        constraints = (models.UniqueConstraint(fields=["version", "ordinal"], name="narrative_ordinal_once"),)

    def __str__(self) -> str:
        return self.kind


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


@audited(guards=FROZEN)
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


@audited(guards=OF_VERSION)
class Placement(Frozen):
    """Where a version puts a revision: under which level, in which order, with which weight.

    `counts` is true in the one place where the target counts upward in this version's roll-up. `serves` is the target
    of another plan that this one contributes to. `printed` is what its document prints of it besides, as printed: what
    it calls it, its number, the code of its project.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="placements", db_index=False)
    node = models.ForeignKey(
        NodeRevision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
    )
    revision = models.ForeignKey(TargetRevision, on_delete=models.PROTECT, related_name="placements")
    number = models.CharField(max_length=20)
    ordinal = models.PositiveIntegerField()
    weight = QuantityField(null=True, blank=True)
    counts = models.BooleanField(default=True)
    serves = models.ForeignKey(
        Target,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="served_by",
    )
    printed = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("version", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["version", "ordinal"], name="placement_ordinal_once"),
            models.UniqueConstraint(
                fields=["version", "revision"],
                condition=models.Q(counts=True),
                name="placement_counts_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}"


@audited(guards=OF_REVISION)
class TargetUnit(Frozen):
    """A unit that answers for a revision; of several, one reports and the others contribute."""

    revision = models.ForeignKey(TargetRevision, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="targets")
    ordinal = models.PositiveIntegerField()
    reports = models.BooleanField(default=False)

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


class LineageKind(models.TextChoices):
    """What became of a target from one version to the next; a person confirms each."""

    SAME = "same"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    REPLACED = "replaced"
    NEW = "new"
    DROPPED = "dropped"


_LINEAGE_SHUT = _shut("version_id", "plans_planversion", "approved_at", "OLD")


@audited(
    guards=(
        Guard("UPDATE", "1 = 1", "lineage is never changed"),
        Guard("DELETE", _LINEAGE_SHUT, "lineage of approved versions is never removed"),
        Guard("INSERT", _shut("version_id", "plans_planversion", "approved_at"), APPROVED),
    )
)
class Lineage(EntityRow):
    """In `version`, `from_target` became `to_target`. A new one has no from; a dropped one has no to, and a reason."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="lineage")
    from_target = models.ForeignKey(Target, on_delete=models.PROTECT, null=True, blank=True, related_name="became")
    to_target = models.ForeignKey(
        Target,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="came_from",
    )
    kind = models.CharField(max_length=10, choices=LineageKind.choices)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(kind="dropped") | (models.Q(to_target__isnull=True) & ~models.Q(reason="")),
                name="lineage_dropped_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(from_target__isnull=False) | models.Q(to_target__isnull=False),
                name="lineage_of_something",
            ),
        )

    def __str__(self) -> str:
        return self.kind
