"""A file arrives: it is kept with its digest and read, at once when small, by the task worker when large."""

from typing import IO

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
from rumbo.apps.plans.models import Plan
from rumbo.layouts.outline.declaration import is_outline
from rumbo.papers.raw import Unreadable

READ_AT_ONCE = 512 * 1024


@doorway("intake.file.receive")
def receive_file(
    actor: Actor, entity: Entity, content: bytes | IO[bytes], name: str, *, plan: Plan | None = None
) -> Intake:
    """Keeps a file and begins its intake. `plan` is the one of which it is a version, or whose follow-up it is."""
    file = store_file(actor, entity, name, content)
    intake = Intake.objects.create(
        entity=entity, file=file, plan=plan, uploaded_by=actor.name[:200], uploaded_at=timezone.now()
    )
    if file.size > READ_AT_ONCE:
        read_by_the_worker(intake)
        return intake
    return _read(intake)


def read_by_the_worker(intake: Intake) -> None:
    """Asks the task worker to read a file, once this transaction stands."""
    progress.wait(job_of(intake))
    read_large_file.enqueue(intake.pk)


@task()
def read_large_file(intake_key: int) -> None:
    """The task worker's part: reads a large file once its upload is over."""
    intake = Intake.objects.select_related("file", "entity", "plan", "mapping").get(pk=intake_key)
    if intake.state == IntakeState.READING:
        with progress.working(job_of(intake)):
            progress.advance("reading")
            _read_later(system_actor("task", intake.entity_id), intake)


@doorway("intake.document.read")
def _read_later(actor: Actor, intake: Intake) -> Intake:
    return _read(intake)


def _read(intake: Intake) -> Intake:
    """Tells whether a person can settle the file, or why it cannot be read; unless somebody discarded it meanwhile."""
    try:
        with opened_once():
            return _recognised(intake)
    except Unreadable as refusal:
        told = refusal_told(refusal.finding)
        return move(intake, IntakeState.READING, state=IntakeState.UNREADABLE, refusal=told)


def _recognised(intake: Intake) -> Intake:
    """What the file is, and that a person can settle it now. A plan is read last: its reading lets the file go."""
    intake.mapping = mapping_that_fits(intake, mappings_of(intake.entity_id))
    known = None if intake.mapping else outline_of(intake)
    if intake.mapping and is_outline(intake.mapping.base):
        base, mapping = intake.mapping.base, intake.mapping
        return move(intake, IntakeState.READING, state=IntakeState.SETTLING, layout=base, mapping=mapping)
    if known:
        return move(intake, IntakeState.READING, state=IntakeState.SETTLING, layout=known)
    layout = (table_of(intake) or reading_of(intake).draft).recognition.layout
    return move(intake, IntakeState.READING, state=IntakeState.SETTLING, layout=layout, mapping=intake.mapping)
