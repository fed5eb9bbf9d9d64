"""Every write on entities, units, people and settings."""

from dataclasses import dataclass
from datetime import date
from re import fullmatch
from typing import Any

from stdnum.co import nit

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.people.models import Entity, Membership, Setting, Unit, UnitAlias, User
from rumbo.findings import Finding, Sentences, Severity, declare, marked

UNIT_TAKEN = declare(
    Sentences(
        code="people.unit_name_taken",
        severity=Severity.ERROR,
        title=marked("Nombre de dependencia repetido"),
        what=marked("Ya hay una dependencia vigente llamada «{name}»."),
        why=marked("Dos dependencias con el mismo nombre no se pueden distinguir en un plan."),
        how=marked("Use la dependencia que ya existe, o ciérrela con su fecha antes de crear la nueva."),
    )
)

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

ROLE_NEEDS_UNIT = declare(
    Sentences(
        code="people.role_needs_unit",
        severity=Severity.ERROR,
        title=marked("Falta la dependencia"),
        what=marked("El rol de enlace y el de jefe de dependencia se ejercen en una dependencia; no se indicó cuál."),
        why=marked("De la dependencia depende qué metas debe reportar la persona."),
        how=marked("Elija la dependencia en la que la persona ejerce el rol."),
    )
)


@dataclass(frozen=True, slots=True)
class EntityData:
    """What describes an entity and heads its documents. `signatories` are (label, name, post) in print order."""

    name: str
    short_name: str
    slug: str
    nit: str = ""
    document_process: str = ""
    document_code: str = ""
    document_version: str = ""
    signatories: tuple[tuple[str, str, str], ...] = ()
    logo_svg: str = ""

    def columns(self) -> dict[str, Any]:
        """As the columns of the row."""
        signatories = [{"label": label, "name": name, "post": post} for label, name, post in self.signatories]
        plain = {field: getattr(self, field) for field in self.__slots__ if field != "signatories"}
        return plain | {"signatories": signatories}


@doorway("people.entity.found")
def found_entity(actor: Actor, data: EntityData) -> Entity:
    """A new entity in the installation; its public address is free and its NIT, where given, is a real one."""
    _refuse_unfit_entity(data)
    return Entity.objects.create(**data.columns())


@doorway("people.entity.describe")
def describe_entity(actor: Actor, entity: Entity, data: EntityData) -> Entity:
    """New describing data for an entity."""
    for column, value in data.columns().items():
        setattr(entity, column, value)
    entity.save()
    return entity


@doorway("people.unit.create")
def create_unit(
    actor: Actor, entity: Entity, name: str, *, parent: Unit | None = None, valid_from: date | None = None
) -> Unit:
    """A new organizational unit; its name is free among those in force."""
    _refuse_taken_name(entity.pk, name)
    return Unit.objects.create(entity=entity, name=name, parent=parent, valid_from=valid_from)


@doorway("people.unit.rename")
def rename_unit(actor: Actor, unit: Unit, name: str, *, reason: str = "") -> Unit:
    """A new name; the old one stays as an alias, so that earlier documents are still understood."""
    _refuse_taken_name(unit.entity_id, name, but=unit.pk)
    UnitAlias.objects.get_or_create(entity_id=unit.entity_id, name=unit.name, defaults={"unit": unit})
    unit.name = name
    unit.save(update_fields=["name"])
    return unit


@doorway("people.unit.close")
def close_unit(actor: Actor, unit: Unit, last_day: date, *, reason: str = "") -> Unit:
    """The unit's last day. What it reported stays."""
    unit.valid_to = last_day
    unit.save(update_fields=["valid_to"])
    return unit


@doorway("people.alias.create")
def create_alias(actor: Actor, unit: Unit, name: str) -> UnitAlias:
    """Another way in which documents write the unit."""
    alias, _ = UnitAlias.objects.update_or_create(entity_id=unit.entity_id, name=name, defaults={"unit": unit})
    return alias


@doorway("people.user.invite")
def invite_user(actor: Actor, entity: Entity, email: str, name: str, *, password: str | None = None) -> User:
    """A person who can sign in; one already known elsewhere in the installation is the same person."""
    known = User.objects.filter(email=email.lower()).first()
    return known or User.objects.create_user(email, password, name=name)


@doorway("people.membership.grant")
def grant_membership(
    actor: Actor, entity: Entity, person: User, role: Role, *, since: date, unit: Unit | None = None, post: str = ""
) -> Membership:
    """A role for a person, from a day on."""
    if unit is None and role in (Role.LIAISON, Role.UNIT_LEAD):
        raise Refused(Finding(ROLE_NEEDS_UNIT.code, ROLE_NEEDS_UNIT.severity))
    return Membership.objects.create(entity=entity, person=person, role=role, unit=unit, post=post, valid_from=since)


@doorway("people.membership.end")
def end_membership(actor: Actor, membership: Membership, last_day: date, *, reason: str = "") -> Membership:
    """The last day of a role; what the person did in it stays theirs."""
    membership.valid_to = last_day
    membership.save(update_fields=["valid_to"])
    return membership


@doorway("people.setting.record")
def record_setting(
    actor: Actor, entity: Entity, key: str, value: Any, *, valid_from: date, reason: str = ""
) -> Setting:
    """The value of a setting from a day on; earlier days keep what they had."""
    setting, _ = Setting.objects.update_or_create(
        entity=entity, key=key, valid_from=valid_from, defaults={"value": value, "reason": reason}
    )
    return setting


@doorway("people.language.choose")
def choose_language(actor: Actor, person: User, language: str) -> User:
    """The language in which a person reads screens and mail."""
    person.language = language
    person.save(update_fields=["language"])
    return person


def _refuse_unfit_entity(data: EntityData) -> None:
    if not fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", data.slug) or Entity.objects.filter(slug=data.slug).exists():
        raise Refused(Finding(SLUG_TAKEN.code, SLUG_TAKEN.severity, facts={"slug": data.slug}))
    if data.nit and not nit.is_valid(data.nit):
        raise Refused(Finding(NIT_WRONG.code, NIT_WRONG.severity, facts={"nit": data.nit}))


def _refuse_taken_name(entity_id: int, name: str, but: int | None = None) -> None:
    others = Unit.objects.filter(entity_id=entity_id, name=name, valid_to__isnull=True)
    if others.exclude(pk=but or 0).exists():
        raise Refused(Finding(UNIT_TAKEN.code, UNIT_TAKEN.severity, facts={"name": name}))
