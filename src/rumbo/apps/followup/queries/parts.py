"""Reads of the parts of a report: which ones a period asks for, and what those of earlier periods were called."""

from datetime import date

from rumbo.apps.people.models import Setting
from rumbo.apps.people.queries import setting_recorded, settings_at
from rumbo.domain.followup.parts import USUAL, Part, parts_of

KEY = "followup.parts"


def parts_history(entity_id: int) -> list[Setting]:
    """Every choice of parts that the entity has recorded, the latest first. One query."""
    return setting_recorded(entity_id, KEY)


def parts_on(entity_id: int, day: date) -> tuple[Part, ...]:
    """The parts of the reports of the periods that end on a day. One query."""
    chosen = settings_at(entity_id, day).get(KEY)
    return USUAL if chosen is None else parts_of(chosen)
