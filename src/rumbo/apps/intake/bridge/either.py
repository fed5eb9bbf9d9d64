"""What was found in a received file, whatever it is."""

from rumbo.apps.intake.bridge.decided import Decided
from rumbo.apps.intake.bridge.documents import document_reading_of, is_document
from rumbo.apps.intake.bridge.reading import reading_of
from rumbo.apps.intake.bridge.tables import is_table, table_reading_of
from rumbo.apps.intake.models import Intake


def anything_read(intake: Intake) -> Decided:
    """The reading of a plan, of a table that makes none, or of a document of several parts. Raises `Unreadable`."""
    if is_document(intake):
        return document_reading_of(intake)
    return (table_reading_of(intake) if is_table(intake) else None) or reading_of(intake)
