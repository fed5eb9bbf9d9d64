"""The registration sheet of a project that was settled is registered in the project bank. Steps of the verbs."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.intake.actions.units_of_documents import settled_units
from rumbo.apps.intake.bridge import DocumentReading
from rumbo.apps.intake.models import Intake, Outcome
from rumbo.apps.intake.queries.documents import questions_of
from rumbo.apps.intake.queries.one_target import SAME
from rumbo.apps.people.models import Unit
from rumbo.apps.projects.actions import register_project
from rumbo.apps.projects.models import ProjectVersion
from rumbo.domain.project.sheet import ProjectSheet


def register_sheet(actor: Actor, intake: Intake, reading: DocumentReading) -> ProjectVersion:
    """The project as its sheet says it: a new one, or the next version of one that stands, as was settled."""
    sheet: ProjectSheet = reading.content
    questions = questions_of(intake, reading)
    key = settled_units(actor, intake, reading, questions).get(("unit",))
    unit = Unit.objects.filter(entity_id=intake.entity_id, pk=key).first() if key else None
    project = next((each.standing.project for each in questions.projects if each.choice == SAME), None)
    version = register_project(actor, intake.entity, sheet, unit=unit, project=project, pictures=reading.draft.pictures)
    Outcome.objects.create(entity_id=intake.entity_id, intake=intake, line=0, kind="project", record_uid=version.uid)
    return version
