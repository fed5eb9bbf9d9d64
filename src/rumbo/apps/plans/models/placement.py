"""Where a version puts a target, and what became of each target from one version to the next."""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited
from rumbo.apps.fields import QuantityField
from rumbo.apps.people.models import EntityRow
from rumbo.apps.plans.models.target import Target, TargetRevision
from rumbo.apps.plans.models.tree import NodeRevision
from rumbo.apps.plans.models.version import APPROVED, OF_VERSION, PlanVersion
from rumbo.apps.versions.models import Frozen, shut

_VERSION = ("version_id", "plans_planversion", "approved_at")
COUNTS_ONCE = "a target counts in one place of its version"
_COUNTS_ALREADY = (
    "NEW.counts AND EXISTS (SELECT 1 FROM plans_targetrevision mine"
    " JOIN plans_targetrevision same ON same.target_id = mine.target_id"
    " JOIN plans_placement there ON there.revision_id = same.id"
    " WHERE mine.id = NEW.revision_id AND there.version_id = NEW.version_id AND there.counts{besides})"
)


@audited(
    guards=(
        *OF_VERSION,
        Guard("INSERT", _COUNTS_ALREADY.format(besides=""), COUNTS_ONCE),
        Guard("UPDATE", _COUNTS_ALREADY.format(besides=" AND there.id <> NEW.id"), COUNTS_ONCE),
    )
)
class Placement(Frozen):
    """Where a version puts a revision: under which level, in which order, with which weight.

    `counts` is true in the one place where the target counts upward in this version's roll-up, whatever its revision:
    a guard of the database holds it. `serves` is the target
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


class LineageKind(models.TextChoices):
    """What became of a target from one version to the next; a person confirms each."""

    SAME = "same"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    REPLACED = "replaced"
    NEW = "new"
    DROPPED = "dropped"


@audited(
    guards=(
        Guard("UPDATE", "1 = 1", "lineage is never changed"),
        Guard("DELETE", shut(*_VERSION, row="OLD"), "lineage of approved versions is never removed"),
        Guard("INSERT", shut(*_VERSION), APPROVED),
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
