"""A file on its way in: what came before, how far the task worker is with it, why it could not go on."""

from rumbo.apps import progress
from rumbo.apps.intake.models import Intake, IntakeState
from rumbo.findings import Finding, Severity, Where


def job_of(intake: Intake) -> str:
    """The name under which a job on an intake tells how far it has come."""
    return f"intake-{intake.pk}"


def progress_of(intake: Intake) -> progress.Progress | None:
    """What the task worker last said of its job on an intake."""
    return progress.progress_of(job_of(intake))


def left_in_the_middle(intake: Intake) -> bool:
    """Whether nobody is any more at the job that an intake waits for."""
    at_work = intake.state in (IntakeState.READING, IntakeState.PROPOSING)
    return at_work and progress.interrupted(job_of(intake))


def refusal_of(intake: Intake) -> Finding | None:
    """Why a file cannot be read, as it was told when it came in; or why a large one could not be proposed."""
    told = intake.refusal
    if not told:
        return None
    return Finding(told["code"], Severity(told["severity"]), Where(intake.file.name), dict(told["facts"]))


def brought_before(intake: Intake) -> Intake | None:
    """The latest document of the entity that came earlier with the very same bytes and was not discarded."""
    same = Intake.objects.filter(entity_id=intake.entity_id, file__digest=intake.file.digest, pk__lt=intake.pk)
    return same.exclude(state=IntakeState.DISCARDED).select_related("file").order_by("-pk").first()
