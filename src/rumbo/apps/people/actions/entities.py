"""Entities: founding one, and what describes it and heads its documents."""

from dataclasses import dataclass, replace
from datetime import date
from re import fullmatch
from typing import Any
from zoneinfo import available_timezones

from stdnum.co import nit

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.people.actions.drawing import safe_logo
from rumbo.apps.people.models import Entity
from rumbo.findings import Finding, Sentences, Severity, declare, marked

SLUG_TAKEN = declare(
    Sentences(
        code="people.slug_taken",
        severity=Severity.ERROR,
        title=marked("Dirección pública ocupada"),
        what=marked("Ya hay una entidad con la dirección «{slug}», o la dirección tiene signos que no se admiten."),
        why=marked("De la dirección cuelgan las publicaciones de la entidad, que no deben moverse nunca."),
        how=marked("Elija otra con letras sin tilde, números y guiones."),
    )
)

NIT_WRONG = declare(
    Sentences(
        code="people.nit_wrong",
        severity=Severity.ERROR,
        title=marked("NIT con dígito de verificación errado"),
        what=marked("El NIT «{nit}» no cuadra con su dígito de verificación."),
        why=marked("El NIT identifica a la entidad en los datos abiertos; errado, la confunde con otra."),
        how=marked("Cópielo del RUT, con el guion y el dígito de verificación."),
    )
)


@dataclass(frozen=True, slots=True)
class EntityData:
    """What describes an entity and heads its documents. `signatories` are (label, name, post) in print order. The logo
    is the drawing that stands, or the bytes of a file with another: SVG, PNG or JPEG."""

    name: str
    short_name: str
    slug: str
    nit: str = ""
    document_process: str = ""
    document_code: str = ""
    document_version: str = ""
    document_date: date | None = None
    signatories: tuple[tuple[str, str, str], ...] = ()
    logo_svg: str | bytes = ""

    def columns(self) -> dict[str, Any]:
        """As the columns of the row."""
        signatories = [{"label": label, "name": name, "post": post} for label, name, post in self.signatories]
        plain = {field: getattr(self, field) for field in self.__slots__ if field != "signatories"}
        return plain | {"signatories": signatories}


@doorway("people.entity.found")
def found_entity(actor: Actor, data: EntityData) -> Entity:
    """A new entity in the installation; its public address is free, its NIT a real one, its logo a safe drawing."""
    return Entity.objects.create(**_fit(data).columns())


@doorway("people.entity.describe")
def describe_entity(actor: Actor, entity: Entity, data: EntityData) -> Entity:
    """New describing data for an entity, under the same rules as when it was founded."""
    for column, value in _fit(data, but=entity).columns().items():
        setattr(entity, column, value)
    entity.save()
    return entity


@doorway("people.entity.set_zone")
def set_zone(actor: Actor, entity: Entity, zone: str) -> Entity:
    """Another time zone, by its name in the IANA list: from now on the last day of every term ends at its midnight.
    What was handed in stays in time or late, as it was."""
    if zone not in available_timezones():
        raise ValueError(f"no time zone: {zone!r}")
    entity.time_zone = zone
    entity.save(update_fields=["time_zone"])
    return entity


def _fit(data: EntityData, but: Entity | None = None) -> EntityData:
    """The data with its logo made safe; refused when the address or the NIT cannot be."""
    others = Entity.objects.filter(slug=data.slug).exclude(pk=but.pk if but else 0)
    if not fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", data.slug) or others.exists():
        raise Refused(Finding(SLUG_TAKEN.code, SLUG_TAKEN.severity, facts={"slug": data.slug}))
    if data.nit and not nit.is_valid(data.nit):
        raise Refused(Finding(NIT_WRONG.code, NIT_WRONG.severity, facts={"nit": data.nit}))
    if but is not None and data.logo_svg == but.logo_svg:
        return data
    return replace(data, logo_svg=safe_logo(data.logo_svg))
