"""The processes of an entity with the days of their validity, and the other names that documents give them."""

from django.db import models

from rumbo.apps.audit.triggers import audited
from rumbo.apps.people.models import EntityRow, Unit


class ProcessKind(models.TextChoices):
    """The place of a process in the map of processes of its entity."""

    STRATEGIC = "strategic"
    MISSION = "mission"
    SUPPORT = "support"
    EVALUATION = "evaluation"


@audited()
class Process(EntityRow):
    """What the entity does, of which risks and indicators are kept. `owner` is the unit that answers for it."""

    code = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=ProcessKind.choices)
    objective = models.TextField(blank=True)
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="processes")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("code", "name")
        indexes = (models.Index(fields=["entity", "code"], name="process_entity"),)
        constraints = (
            models.UniqueConstraint(
                fields=["entity", "name"],
                condition=models.Q(valid_to__isnull=True),
                name="process_name_in_force",
            ),
            models.UniqueConstraint(
                fields=["entity", "code"],
                condition=models.Q(valid_to__isnull=True) & ~models.Q(code=""),
                name="process_code_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="process_days_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["strategic", "mission", "support", "evaluation"]),
                name="process_kind_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()


@audited()
class ProcessAlias(EntityRow):
    """Another way in which documents write the name of a process; a name is of one process only."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=300)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=["entity", "name"], name="process_alias_once"),)

    def __str__(self) -> str:
        return self.name
