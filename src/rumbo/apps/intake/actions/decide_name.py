"""A person says what the names are that the entity's units do not know."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, doorway, not_permitted
from rumbo.apps.intake.actions.moving import settling
from rumbo.apps.intake.models import Intake, NameDecision, ReporterDecision
from rumbo.apps.people.models import Unit


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """A name is another way of writing `unit`, or of the name `same_as` of the same document, or else a new unit. The
    empty name stands for the actions that name no unit: `unit` answers for all of them, or nobody."""

    unit: Unit | None = None
    same_as: str = ""


Several = tuple[str, ...]
"""The names of units that a document names together, in its order."""
NOT_SAID: Mapping[Several, str] = {}


@doorway("intake.name.decide")
def decide_names(
    actor: Actor,
    intake: Intake,
    answers: Mapping[str, NameAnswer],
    *,
    reporters: Mapping[Several, str] = NOT_SAID,
    edit: int | None = None,
) -> int:
    """Keeps what each name is; tells of how many. A chain of names that stand for each other ends where it leads. Of
    several units named together `reporters` says which one reports; empty where that is left open."""
    if any(each.unit is not None and each.unit.entity_id != intake.entity_id for each in answers.values()):
        raise Forbidden(not_permitted())
    settling(intake, edit)
    settled = {text: _end_of_chain(text, answers) for text in answers}
    rows = [
        NameDecision(
            entity_id=intake.entity_id,
            intake=intake,
            text=text,
            unit=answer.unit,
            same_as=answer.same_as,
            decided_by=actor.name[:200],
        )
        for text, answer in settled.items()
    ]
    NameDecision.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["intake", "text"],
        update_fields=["unit", "same_as", "decided_by"],
    )
    _decide_reporters(actor, intake, reporters)
    return len(rows)


def _decide_reporters(actor: Actor, intake: Intake, reporters: Mapping[Several, str]) -> None:
    keys = {hashlib.sha256("\n".join(units).encode()).hexdigest(): units for units in reporters}
    ReporterDecision.objects.filter(intake=intake, key__in=keys).delete()
    ReporterDecision.objects.bulk_create(
        ReporterDecision(
            entity_id=intake.entity_id,
            intake=intake,
            key=key,
            units=list(units),
            reports=reporters[units],
            decided_by=actor.name[:200],
        )
        for key, units in keys.items()
        if reporters[units] in units
    )


def _end_of_chain(text: str, answers: Mapping[str, NameAnswer]) -> NameAnswer:
    """Names that stand for each other in a circle stand for nothing else: the first of them is a new unit."""
    seen, answer = {text}, answers[text]
    while answer.same_as and answer.same_as in answers and answer.same_as not in seen:
        seen.add(answer.same_as)
        further = answers[answer.same_as]
        if further.unit is None and not further.same_as:
            return answer
        answer = further
    return NameAnswer() if text and answer.same_as == text else answer
