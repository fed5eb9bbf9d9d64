"""Indicators: what is counted, apart from how much was promised of it."""

from django.db import models

from rumbo.apps.audit.triggers import audited
from rumbo.apps.catalogs.models import Entry
from rumbo.apps.people.models import EntityRow


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
