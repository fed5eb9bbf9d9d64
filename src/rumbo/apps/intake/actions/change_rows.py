"""A person adds a record that the document lacks, takes out one that does not belong, and gives it back."""

from collections.abc import Mapping
from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway, somebody_was_faster
from rumbo.apps.intake.actions.decide_cell import decide, fit, given_reason
from rumbo.apps.intake.actions.decide_value import fitting
from rumbo.apps.intake.actions.moving import settling
from rumbo.apps.intake.bridge import DocumentReading, document_reading_of
from rumbo.apps.intake.models import CellDecision, Continuity, DecisionKind, Intake
from rumbo.apps.intake.queries.continuing import lines_of_document
from rumbo.domain.document import Path, at
from rumbo.layouts.outline.rows import lists_at, title_of
from rumbo.layouts.outline.telling import pointer


@doorway("intake.row.add")
def add_row(
    actor: Actor, intake: Intake, listed: Path, texts: Mapping[Path, str], reason: str, *, edit: int | None = None
) -> Path:
    """Adds a record at the end of a list, with what its values say, by their path inside it. Gives where it stands."""
    why = given_reason(reason)
    settling(intake, edit)
    reading = document_reading_of(intake)
    if listed not in lists_at(reading.content):
        raise somebody_was_faster()
    count = len(at(reading.content, listed))
    record = reading.rows.next_in(listed, count)
    _change(actor, intake, record, DecisionKind.ADDED, why)
    for path, text in texts.items():
        if said := fit(text):
            fitting(intake, (*record, *path), said)
            decide(actor, intake, ("", 0, 0), pointer((*record, *path)), DecisionKind.CORRECTED, said)
    _move_lines(intake, reading)
    return (*listed, count)


@doorway("intake.row.remove")
def remove_row(actor: Actor, intake: Intake, path: Path, reason: str, *, edit: int | None = None) -> CellDecision:
    """Takes a record out, whether it stands in the file or was added. What was said of its values stays with it."""
    why = given_reason(reason)
    settling(intake, edit)
    reading = document_reading_of(intake)
    if not _is_record(reading, path):
        raise somebody_was_faster()
    kind = DecisionKind.WITHDRAWN if path in reading.added else DecisionKind.REMOVED
    decision = _change(actor, intake, reading.rows.kept(path), kind, why, title_of(at(reading.content, path)))
    _move_lines(intake, reading)
    return decision


@doorway("intake.row.restore")
def restore_row(actor: Actor, intake: Intake, uid: str, *, edit: int | None = None) -> None:
    """A record that was taken out stands again where it stood, with everything that was said of it."""
    settling(intake, edit)
    reading = document_reading_of(intake)
    decided = CellDecision.objects.filter(intake=intake, uid=uid)
    again = decided.filter(kind=DecisionKind.WITHDRAWN).update(kind=DecisionKind.ADDED, decided_by=actor.name[:200])
    if not again and not decided.filter(kind=DecisionKind.REMOVED).delete()[0]:
        raise somebody_was_faster()
    _move_lines(intake, reading)


def _change(actor: Actor, intake: Intake, path: Path, kind: str, reason: str, title: str = "") -> CellDecision:
    return decide(actor, intake, ("", 0, 0), pointer(path), kind, title, reason)


def _is_record(reading: DocumentReading, path: Path) -> bool:
    """Whether a path is that of a record of a list."""
    return bool(path) and path[:-1] in lists_at(reading.content) and _has(reading.content, path)


def _has(content: Any, path: Path) -> bool:
    try:
        at(content, path)
    except (AttributeError, IndexError, TypeError):
        return False
    return True


def _move_lines(intake: Intake, before: DocumentReading) -> None:
    """What was said of the lines of the document follows them to their new numbers."""
    spoken = list(Continuity.objects.filter(intake=intake, line__isnull=False))
    if not spoken:
        return
    after = document_reading_of(intake)
    old = [before.rows.kept(path) for path in lines_of_document(intake, before).paths]
    new = {after.rows.kept(path): line for line, path in enumerate(lines_of_document(intake, after).paths)}
    Continuity.objects.filter(pk__in=[each.pk for each in spoken]).delete()
    for each in spoken:
        each.line = new.get(old[each.line or 0])
    Continuity.objects.bulk_create(each for each in spoken if each.line is not None)
