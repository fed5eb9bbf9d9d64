"""Plans and their versions. Approved versions and what they place never change; guards hold that, of raw SQL too."""

from django.db import models

from rumbo.apps.audit.triggers import audited
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.people.models import EntityRow
from rumbo.apps.versions.models import ADOPTION, ADOPTION_DAYS, Adopted, frozen_version, sealed

APPROVED = "approved plan versions never change"
OF_VERSION = sealed(APPROVED, "version_id", "plans_planversion", "approved_at")


@audited()
class Plan(EntityRow):
    """A plan through all its versions. `kind` is the key of its layout, or management_plan.

    `programme_basis` is how its growing programmes are written, the level to reach or what each year adds, where a
    person said it once for the whole plan; a revision that says it itself goes first. `counting_rule` is the rule by
    which the targets are counted whose document does not say it, once somebody said it.
    """

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=60)
    fiscal_year = models.PositiveIntegerField(null=True, blank=True)
    first_year = models.PositiveIntegerField(null=True, blank=True)
    last_year = models.PositiveIntegerField(null=True, blank=True)
    programme_basis = models.CharField(max_length=12, blank=True)
    counting_rule = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ("-fiscal_year", "name")
        constraints = (models.UniqueConstraint(fields=["entity", "name"], name="plan_name_once"),)

    def __str__(self) -> str:
        return self.name


@audited(
    guards=frozen_version(
        APPROVED,
        fixed=("plan_id", "objective", "layout", *ADOPTION),
        may_be_empty=("source_id", *ADOPTION_DAYS),
        as_text=("printed",),
    )
)
class PlanVersion(Adopted):
    """One edition of a plan. `printed` is what its document prints of no level and no target: rows of counts, kept as
    printed. One `in_formulation` is written by the units too, and approved by the act of its formulation."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    objective = models.TextField(blank=True)
    layout = models.CharField(max_length=60, blank=True)
    source = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    printed = models.JSONField(default=dict, blank=True)
    in_formulation = models.BooleanField(default=False)

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
