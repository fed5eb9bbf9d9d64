"""What was answered of a document of several parts, by the paths that its values have now, and what was made of it."""

from collections.abc import Iterable
from copy import copy

from rumbo.apps.intake.models import DocumentAnswer, Intake, Outcome
from rumbo.apps.remembering import asked_once
from rumbo.layouts.outline.mending import path_of
from rumbo.layouts.outline.rows import RowChanges
from rumbo.layouts.outline.telling import pointer


def answers_to(intake: Intake, changes: RowChanges) -> dict[tuple[str, str], DocumentAnswer]:
    """The answers by question and path, as the records added and taken out leave it; those about what was taken out are
    left out."""
    rows = _answers(intake.pk)
    return {(row.question, row.path): row for row in (_shown(rows, changes) if changes else rows)}


@asked_once
def _answers(intake_id: int) -> tuple[DocumentAnswer, ...]:
    return tuple(DocumentAnswer.objects.filter(intake=intake_id).select_related("target", "unit"))


@asked_once
def outcomes_of(intake_id: int) -> tuple[Outcome, ...]:
    """The records that a document made, in the order of its lines."""
    return tuple(Outcome.objects.filter(intake=intake_id).order_by("line", "pk"))


def kept_pointer(rows: RowChanges, text: str) -> str:
    """The path by which an answer is kept; a text that is no path stays."""
    return pointer(rows.kept(path_of(text))) if text.startswith("/") else text


def _shown(rows: Iterable[DocumentAnswer], changes: RowChanges) -> Iterable[DocumentAnswer]:
    for row in map(copy, rows):
        told = {name: _shown_pointer(changes, getattr(row, name)) for name in ("path", "choice")}
        if None not in told.values():
            row.path, row.choice = str(told["path"]), str(told["choice"])
            yield row


def _shown_pointer(changes: RowChanges, text: str) -> str | None:
    if not text.startswith("/"):
        return text
    path = changes.shown(path_of(text))
    return None if path is None else pointer(path)
