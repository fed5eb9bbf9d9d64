"""The names of units that a document brings: those nobody knows, those settled, and who answers for the rest."""

from django.db.models import QuerySet

from rumbo.apps.intake.bridge import Reading
from rumbo.apps.intake.models import Intake, NameDecision
from rumbo.apps.people.models import Unit
from rumbo.domain.plan.draft import Proposal


def names_to_settle(reading: Reading) -> list[Proposal]:
    """The names of units that nobody knows and nobody has said anything about."""
    return [each for each in reading.draft.proposals if each.kind in ("unit", "unit_alias")]


def names_settled(intake: Intake) -> QuerySet[NameDecision]:
    """What a person said about names so far."""
    return NameDecision.objects.filter(intake=intake).exclude(text="").select_related("unit").order_by("text")


def unit_of_the_silent(intake: Intake) -> Unit | None:
    """The unit that a person gave to all the actions that name none."""
    said = NameDecision.objects.filter(intake=intake, text="").select_related("unit").first()
    return said.unit if said else None


def questions_of_units(intake: Intake, reading: Reading) -> int:
    """How many questions about units are open: each name, and who answers for the actions that name nobody."""
    silent = not intake.reports_only and any(not line.units for line in reading.matrix.lines)
    return len(names_to_settle(reading)) + silent
