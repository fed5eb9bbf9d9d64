"""Reads of indicators."""

from django.db.models import QuerySet

from rumbo.apps.indicators.models import Indicator


def indicators_of(entity_id: int, words: str = "") -> QuerySet[Indicator]:
    """The indicators of an entity, by name."""
    found = Indicator.objects.filter(entity_id=entity_id).order_by("name")
    return found.filter(name__icontains=words) if words else found


def measure_units_used(entity_id: int) -> list[str]:
    """The units of measure that the entity has written so far."""
    used = Indicator.objects.filter(entity_id=entity_id).exclude(measure_unit="")
    return sorted(used.values_list("measure_unit", flat=True).distinct())
