"""What the entity says of its own tables: kept, used for a document, brought in as a file, replaced and retired."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.intake.actions.moving import move
from rumbo.apps.intake.bridge import mapping_fits
from rumbo.apps.intake.models import (
    CellDecision,
    Continuity,
    EntityLayout,
    Intake,
    IntakeState,
    NameDecision,
    ReporterDecision,
)
from rumbo.apps.people.models import Entity
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.layouts.engine.mapping import MappingRefused, digest_of, mapping_text, own_layout, read_mapping

DOES_NOT_FIT = declare(
    Sentences(
        code="mapping.does_not_fit",
        severity=Severity.ERROR,
        title=marked("La correspondencia no es de esta tabla"),
        what=marked("En el documento no están las columnas que «{title}» dice."),
        why=marked("Leerlo con ella pondría los datos donde no van, o no encontraría ninguno."),
        how=marked("Diga usted qué es cada columna de este documento, o elija otra correspondencia."),
    )
)


@doorway("intake.mapping.keep")
def keep_mapping(
    actor: Actor, entity: Entity, written: Mapping[str, Any], *, intake: Intake | None = None, edit: int | None = None
) -> EntityLayout:
    """Keeps a declaration, and reads a document by it, if one is given: both or neither. The one in use of the same
    title is replaced by it as another edition; the very same one is not kept twice."""
    mapping = _kept(actor, entity, written)
    if intake is not None:
        use_mapping(actor, intake, mapping, edit=edit)
    return mapping


@doorway("intake.mapping.import")
def import_mapping(actor: Actor, entity: Entity, content: bytes) -> EntityLayout:
    """Keeps the declaration that a file brings, after checking all of it."""
    try:
        return _kept(actor, entity, read_mapping(content))
    except MappingRefused as refusal:
        raise Refused(refusal.finding) from refusal


@doorway("intake.mapping.use")
def use_mapping(actor: Actor, intake: Intake, mapping: EntityLayout, *, edit: int | None = None) -> Intake:
    """Reads a document by a mapping from now on. What was settled of it by another reading no longer holds."""
    if not mapping_fits(intake, mapping):
        raise Refused(Finding(DOES_NOT_FIT.code, DOES_NOT_FIT.severity, facts={"title": mapping.title}))
    if intake.mapping_id != mapping.pk:
        for decided in (CellDecision, NameDecision, ReporterDecision, Continuity):
            decided.objects.filter(intake=intake).delete()
    return move(intake, IntakeState.SETTLING, edit=edit, mapping=mapping, layout=mapping.base)


@doorway("intake.mapping.retire")
def retire_mapping(actor: Actor, mapping: EntityLayout) -> EntityLayout:
    """No document that comes in is read by it any more; those that were keep it."""
    _retire(mapping)
    mapping.refresh_from_db()
    return mapping


def _kept(actor: Actor, entity: Entity, written: Mapping[str, Any]) -> EntityLayout:
    text = mapping_text(written)
    try:
        own = own_layout(text)
    except MappingRefused as refusal:
        raise Refused(refusal.finding) from refusal
    before = EntityLayout.objects.filter(entity=entity, title=own.title, active=True).first()
    if before is not None:
        if before.digest == digest_of(text):
            return before
        _retire(before)
    return EntityLayout.objects.create(
        entity=entity,
        title=own.title,
        base=own.built_in.key,
        declaration=text,
        digest=digest_of(text),
        edition=before.edition + 1 if before else 1,
        created_by=actor.name[:200],
        created_at=timezone.now(),
    )


def _retire(mapping: EntityLayout) -> None:
    if not EntityLayout.objects.filter(pk=mapping.pk, active=True).update(active=False):
        raise somebody_was_faster()
