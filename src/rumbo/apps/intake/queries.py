"""Reads of what came in and how it stands."""

from dataclasses import dataclass

from django.db.models import QuerySet

from rumbo.apps.intake.bridge import Reading
from rumbo.apps.intake.models import Continuity, Intake, IntakeState, Outcome
from rumbo.apps.plans.models import Placement, PlanVersion, Target
from rumbo.apps.plans.queries import version_in_force

OPEN = (IntakeState.READING, IntakeState.SETTLING, IntakeState.PROPOSED)


def intakes_of(entity_id: int) -> QuerySet[Intake]:
    """Everything that came in, the latest first, with its file and what became of it."""
    return Intake.objects.filter(entity_id=entity_id).select_related("file", "plan", "version__plan")


def intakes_to_settle(entity_id: int) -> QuerySet[Intake]:
    """What waits for the planning office."""
    return intakes_of(entity_id).filter(state__in=OPEN)


def intake_by_uid(entity_id: int, uid: str) -> Intake | None:
    """One received document of the entity, or None."""
    return intakes_of(entity_id).select_related("entity", "file", "plan", "version__plan").filter(uid=uid).first()


def outcomes_of(intake: Intake) -> QuerySet[Outcome]:
    """What an intake wrote, line by line."""
    return Outcome.objects.filter(intake=intake).order_by("line", "kind")


@dataclass(frozen=True, slots=True)
class EarlierTarget:
    """A target of the version before, as a person recognises it when settling what continues what."""

    target: Target
    number: str
    statement: str
    indicator: str


def version_before(intake: Intake) -> PlanVersion | None:
    """The version in force of the plan that the document continues; None for the first of its plan."""
    return version_in_force(intake.plan) if intake.plan is not None else None


def earlier_targets(intake: Intake) -> list[EarlierTarget]:
    """The targets that the document may continue, in the order of their plan."""
    before = version_before(intake)
    if before is None:
        return []
    placed = Placement.objects.filter(version=before).select_related("revision__target", "revision__indicator")
    return [
        EarlierTarget(p.revision.target, p.number, p.revision.statement, p.revision.indicator.name)
        for p in placed.order_by("ordinal")
    ]


def continuity_of(intake: Intake) -> QuerySet[Continuity]:
    """What a person settled so far."""
    return Continuity.objects.filter(intake=intake).select_related("target").order_by("line", "pk")


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What still has to be decided: the lines without answer and the earlier targets nobody spoke for."""

    lines: tuple[int, ...]
    targets: tuple[EarlierTarget, ...]

    def __bool__(self) -> bool:
        return bool(self.lines or self.targets)


def unsettled_continuity(intake: Intake, reading: Reading) -> Unsettled:
    """Nothing for the first version of a plan; else every line and every earlier target wants an answer."""
    earlier = earlier_targets(intake)
    if not earlier:
        return Unsettled((), ())
    settled = list(continuity_of(intake))
    spoken_lines = {each.line for each in settled if each.line is not None}
    spoken_targets = {each.target_id for each in settled if each.target_id is not None}
    lines = tuple(index for index in range(len(reading.matrix.lines)) if index not in spoken_lines)
    return Unsettled(lines, tuple(each for each in earlier if each.target.pk not in spoken_targets))
