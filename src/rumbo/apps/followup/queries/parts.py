"""Reads of the parts of a report: which ones a period asks for, and what those of earlier periods were called."""

from datetime import date

from django.db.models import QuerySet

from rumbo.apps.people.models import Setting
from rumbo.domain.followup.parts import USUAL, Part, parts_of

KEY = "followup.parts"


def parts_history(entity_id: int) -> QuerySet[Setting]:
    """Every choice of parts that the entity has recorded, the latest first."""
    return Setting.objects.filter(entity_id=entity_id, key=KEY).order_by("-valid_from", "-pk")


def parts_on(entity_id: int, day: date) -> tuple[Part, ...]:
    """The parts of the reports of the periods that end on a day. One query."""
    chosen = parts_history(entity_id).filter(valid_from__lte=day).values_list("value", flat=True).first()
    return USUAL if chosen is None else parts_of(chosen)
