"""The names of units that a document brings: those nobody knows, those settled, and who answers for the rest."""

from collections import Counter

from django.db.models import QuerySet

from rumbo.apps.intake.bridge import Reading
from rumbo.apps.intake.models import Intake, NameDecision, ReporterDecision
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


def units_together(reading: Reading) -> Counter[tuple[str, ...]]:
    """The units that a document names together, in its order, with how many actions name them so."""
    return Counter(line.units for line in reading.matrix.lines if len(line.units) > 1)


def reporters_said(intake: Intake) -> dict[tuple[str, ...], str]:
    """Of the units named together the one that a person said that reports. One query."""
    rows = ReporterDecision.objects.filter(intake=intake).values_list("units", "reports")
    return {tuple(units): reports for units, reports in rows}


def questions_of_units(intake: Intake, reading: Reading) -> int:
    """How many questions about units are open: each name, who answers for the actions that name nobody, and which of
    several reports."""
    if intake.reports_only:
        return len(names_to_settle(reading))
    silent = any(not line.units for line in reading.matrix.lines)
    together = units_together(reading)
    unsaid = together.keys() - reporters_said(intake).keys() if together else ()
    return len(names_to_settle(reading)) + silent + len(unsaid)
