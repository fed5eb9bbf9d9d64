"""A file arrives: it is kept with its digest and read, at once when small, by the task worker when large."""

from collections.abc import Mapping
from typing import IO, Any

from django.utils import timezone
from django_tasks import task

from rumbo.apps import progress
from rumbo.apps.audit.actor import Actor, system_actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.evidence.actions import store_file
from rumbo.apps.intake.actions.moving import move, refusal_told
from rumbo.apps.intake.bridge import mapping_that_fits, opened_once, outline_of, reading_of, table_of
from rumbo.apps.intake.models import Intake, IntakeState
from rumbo.apps.intake.queries import mappings_of
from rumbo.apps.intake.queries.arriving import job_of
from rumbo.apps.people.models import Entity
from rumbo.apps.people.queries import clock_of
from rumbo.apps.plans.models import Plan
from rumbo.layouts.outline.declaration import is_outline
from rumbo.papers.raw import Unreadable

READ_AT_ONCE = 512 * 1024
PACKED_READ_AT_ONCE = 128 * 1024
PACKED = (".xlsx", ".xlsm", ".ods", ".docx", ".odt")
PDF_READ_AT_ONCE = 64 * 1024
"""Bytes: more of them take longer than a person waits for an answer. A packed file holds eight times its size, and of a
pdf every letter is placed."""


@doorway("intake.file.receive")
def receive_file(
    actor: Actor, entity: Entity, content: bytes | IO[bytes], name: str, *, plan: Plan | None = None
) -> Intake:
    """Keeps a file and begins its intake. `plan` is the one of which it is a version, or whose follow-up it is."""
    file = store_file(actor, entity, name, content)
    intake = Intake.objects.create(
        entity=entity, file=file, plan=plan, uploaded_by=actor.name[:200], uploaded_at=timezone.now()
    )
    if file.size > _read_at_once(name.lower()):
        read_by_the_worker(intake)
        return intake
    return move(intake, IntakeState.READING, **_seen(intake))


def _read_at_once(name: str) -> int:
    """How large a file may be to be read before the answer, by the ending of its name."""
    if name.endswith(".pdf"):
        return min(READ_AT_ONCE, PDF_READ_AT_ONCE)
    return min(READ_AT_ONCE, PACKED_READ_AT_ONCE) if name.endswith(PACKED) else READ_AT_ONCE


def read_by_the_worker(intake: Intake) -> None:
    """Asks the task worker to read a file, once this transaction stands."""
    progress.wait(job_of(intake))
    read_large_file.enqueue(intake.pk)


@task()
def read_large_file(intake_key: int) -> None:
    """The task worker's part, once the upload is over. It reads before its transaction begins, for on SQLite nobody
    else can save in that."""
    intake = Intake.objects.select_related("file", "entity", "plan", "mapping").get(pk=intake_key)
    if intake.state == IntakeState.READING:
        with clock_of(intake.entity), progress.working(job_of(intake)):
            progress.advance("reading")
            _tell_read(system_actor("task", intake.entity_id), intake, _seen(intake))


@doorway("intake.document.read")
def _tell_read(actor: Actor, intake: Intake, seen: Mapping[str, Any]) -> Intake:
    """What was seen stands, unless somebody discarded the file meanwhile."""
    return move(intake, IntakeState.READING, **seen)


def _seen(intake: Intake) -> dict[str, Any]:
    """The columns that say that a person can settle the file, or why it cannot be read."""
    try:
        with opened_once():
            return {"state": IntakeState.SETTLING, **_recognised(intake)}
    except Unreadable as refusal:
        return {"state": IntakeState.UNREADABLE, "refusal": refusal_told(refusal.finding)}


def _recognised(intake: Intake) -> dict[str, Any]:
    """What the file is, and by which mapping. A plan is read last: its reading lets the file go."""
    mapping = intake.mapping = mapping_that_fits(intake, mappings_of(intake.entity_id))
    if mapping and is_outline(mapping.base):
        return {"layout": mapping.base, "mapping": mapping}
    known = None if mapping else outline_of(intake)
    if known:
        return {"layout": known}
    return {"layout": (table_of(intake) or reading_of(intake).draft).recognition.layout, "mapping": mapping}
