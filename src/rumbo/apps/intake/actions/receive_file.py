"""A file arrives: it is kept with its digest and read, at once when small, by the task worker when large."""

from django.utils import timezone
from django_tasks import task

from rumbo.apps.audit.actor import Actor, system_actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.evidence.actions import store_file
from rumbo.apps.intake.bridge import reading_of
from rumbo.apps.intake.models import Intake, IntakeState
from rumbo.apps.people.models import Entity
from rumbo.apps.plans.models import Plan
from rumbo.papers.raw import Unreadable

READ_AT_ONCE = 512 * 1024


@doorway("intake.file.receive")
def receive_file(actor: Actor, entity: Entity, data: bytes, name: str, *, plan: Plan | None = None) -> Intake:
    """Keeps a file and begins its intake. `plan` is the one of which it is a version, or whose follow-up it is."""
    intake = Intake.objects.create(
        entity=entity,
        file=store_file(actor, entity, name, data),
        plan=plan,
        uploaded_by=actor.name,
        uploaded_at=timezone.now(),
    )
    if len(data) <= READ_AT_ONCE:
        return _read(intake)
    read_large_file.enqueue(intake.pk)
    return intake


def read_received(intake: Intake) -> Intake:
    """Reads what was received and tells whether a person can settle it."""
    return _read(intake)


@task()
def read_large_file(intake_key: int) -> None:
    """The task worker's part: reads a large file once its upload is over."""
    intake = Intake.objects.select_related("file", "entity").get(pk=intake_key)
    _read_later(system_actor("task", intake.entity_id), intake)


@doorway("intake.document.read")
def _read_later(actor: Actor, intake: Intake) -> Intake:
    return _read(intake)


def _read(intake: Intake) -> Intake:
    try:
        reading = reading_of(intake)
    except Unreadable as refusal:
        finding = refusal.finding
        intake.refusal = {"code": finding.code, "severity": finding.severity.value, "facts": dict(finding.facts)}
        intake.state = IntakeState.UNREADABLE
    else:
        intake.layout = reading.draft.recognition.layout
        intake.state = IntakeState.SETTLING
    intake.save()
    return intake
