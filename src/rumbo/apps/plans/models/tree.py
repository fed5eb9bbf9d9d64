"""The levels of the tree of a plan, and the texts that it says before its targets."""

from django.db import models

from rumbo.apps.audit.triggers import audited
from rumbo.apps.fields import QuantityField
from rumbo.apps.people.models import EntityRow
from rumbo.apps.plans.models.version import OF_VERSION, PlanVersion
from rumbo.apps.versions.models import Frozen


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
