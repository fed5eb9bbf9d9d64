"""The units that a document of several parts names, as they were settled. Steps of the verbs."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.intake.bridge import DocumentReading
from rumbo.apps.intake.models import Intake
from rumbo.apps.intake.queries.documents import NEW, Questions, known_units, names_a_unit, unit_places
from rumbo.apps.people.actions import create_alias, create_unit
from rumbo.domain.document import Path
from rumbo.layouts.engine.folding import folded


def settled_units(actor: Actor, intake: Intake, reading: DocumentReading, questions: Questions) -> dict[Path, int]:
    """The key of the unit of each place; a name that nobody knew becomes a unit, or another name of one. A place for
    which nobody answers is left out."""
    known = known_units(intake)
    answering = {each.path: each.unit.pk for each in questions.units if each.unit is not None}
    for each in questions.units:
        if not names_a_unit(each.path) or folded(each.text) in known:
            continue
        if each.choice == NEW:
            known[folded(each.text)] = create_unit(actor, intake.entity, each.text).pk
        elif each.unit is not None:
            create_alias(actor, each.unit, each.text)
            known[folded(each.text)] = each.unit.pk
    named = {path: known[folded(text)] for path, text in unit_places(reading.content) if folded(text) in known}
    return {**named, **answering}
