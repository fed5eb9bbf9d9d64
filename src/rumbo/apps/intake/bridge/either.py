"""What was found in a received file, whatever it is."""

from rumbo.apps.intake.bridge.decided import Decided
from rumbo.apps.intake.bridge.documents import document_reading_of, is_document
from rumbo.apps.intake.bridge.reading import reading_of
from rumbo.apps.intake.models import Intake


def anything_read(intake: Intake) -> Decided:
    """The reading of a table or of a document of several parts. Raises `Unreadable`."""
    return document_reading_of(intake) if is_document(intake) else reading_of(intake)
