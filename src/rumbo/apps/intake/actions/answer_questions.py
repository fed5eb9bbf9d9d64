"""A person answers what a document of several parts does not say by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, doorway, not_permitted
from rumbo.apps.intake.actions.moving import settling
from rumbo.apps.intake.bridge import row_changes_of
from rumbo.apps.intake.models import DocumentAnswer, Intake
from rumbo.apps.intake.queries.answers import kept_pointer
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.models import Target


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: the question, the path of what it is about, and what was chosen (see `DocumentAnswer`)."""

    question: str
    path: str = ""
    choice: str = ""
    target: Target | None = None
    unit: Unit | None = None


@doorway("intake.question.answer")
def answer_questions(
    actor: Actor, intake: Intake, answers: Sequence[Answered], *, edit: int | None = None
) -> list[DocumentAnswer]:
    """Keeps the answers, each in place of what was answered before: all or none."""
    for row in (row for each in answers for row in (each.target, each.unit)):
        if row is not None and row.entity_id != intake.entity_id:
            raise Forbidden(not_permitted())
    settling(intake, edit)
    rows = row_changes_of(intake)
    return [
        DocumentAnswer.objects.update_or_create(
            entity_id=intake.entity_id,
            intake=intake,
            question=each.question,
            path=kept_pointer(rows, each.path),
            defaults={
                "choice": kept_pointer(rows, each.choice),
                "target": each.target,
                "unit": each.unit,
                "decided_by": actor.name[:200],
            },
        )[0]
        for each in answers
    ]
