"""Official lists with their editions, as rows: what plans align with."""

from django.db import models

from rumbo.apps.audit.triggers import audited
from rumbo.apps.fields import uid_field
from rumbo.apps.people.models import Entity


@audited()
class Catalogue(models.Model):
    """One edition of one list: shared by the whole installation, or an entity's own."""

    uid = uid_field()
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=60)
    edition = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    source = models.TextField()
    confidence = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("title", "edition")
        constraints = (
            models.UniqueConstraint(
                fields=["key", "edition"],
                condition=models.Q(entity__isnull=True),
                name="catalogue_edition_shared",
            ),
            models.UniqueConstraint(
                fields=["entity", "key", "edition"],
                condition=models.Q(entity__isnull=False),
                name="catalogue_edition_of_entity",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})"


@audited()
class Entry(models.Model):
    """One line of a catalogue: its code is text and keeps its leading zeros."""

    uid = uid_field()
    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="entries", db_index=False)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=500)
    aliases = models.JSONField(default=list, blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("ordinal", "code")
        constraints = (models.UniqueConstraint(fields=["catalogue", "code"], name="entry_code_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
