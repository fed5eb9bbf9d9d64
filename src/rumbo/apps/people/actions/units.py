"""Organizational units: their names, their place in the tree, and the days of their validity."""

from datetime import date
from re import search

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.people.models import Entity, Unit, UnitAlias
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

UNIT_NAME_UNFIT = declare(
    Sentences(
        code="people.unit_name_unfit",
        severity=Severity.ERROR,
        title=marked("Nombre de dependencia que no se puede escribir en un plan"),
        what=marked("El nombre «{name}» está vacío, pasa de {limit} letras, o tiene punto y coma o saltos de línea."),
        why=marked("El punto y coma separa las dependencias de una celda: con él, un nombre se leería como dos."),
        how=marked("Escriba el nombre en una sola línea y sin punto y coma."),
    )
)

ALIAS_TAKEN = declare(
    Sentences(
        code="people.alias_taken",
        severity=Severity.ERROR,
        title=marked("Ese nombre ya es de otra dependencia"),
        what=marked("«{name}» ya es un nombre de la dependencia «{unit}»."),
        why=marked("Si un nombre fuera de dos dependencias, al leer un documento no se sabría de cuál habla."),
        how=marked("Escriba otro nombre, o revise cuál de las dos dependencias se llama así."),
    )
)

UNIT_BELOW_ITSELF = declare(
    Sentences(
        code="people.unit_below_itself",
        severity=Severity.ERROR,
        title=marked("Una dependencia no puede depender de sí misma"),
        what=marked("«{parent}» es la misma «{name}» o está por debajo de ella."),
        why=marked("El árbol de la entidad se cerraría sobre sí mismo y no tendría comienzo."),
        how=marked("Elija como superior una dependencia que no cuelgue de esta."),
    )
)

UNIT_DAYS = declare(
    Sentences(
        code="people.unit_days",
        severity=Severity.ERROR,
        title=marked("Los días de la dependencia están al revés"),
        what=marked("El último día ({last}) es anterior al primero ({first})."),
        why=marked("Los documentos de cada año se leen con las dependencias que existían entonces."),
        how=marked("Escriba como último día el {first} o uno posterior."),
    )
)

CODE_TAKEN = declare(
    Sentences(
        code="people.unit_code_taken",
        severity=Severity.ERROR,
        title=marked("Código de dependencia repetido"),
        what=marked("El código «{code}» ya es de la dependencia «{unit}», que sigue vigente."),
        why=marked("El código identifica a la dependencia en los documentos; repetido, ya no identifica a ninguna."),
        how=marked("Escriba otro código, o déjelo vacío si la dependencia no tiene."),
    )
)

NAME_LIMIT = 300
CODE_LIMIT, KIND_LIMIT = 20, 60


@doorway("people.unit.create")
def create_unit(
    actor: Actor,
    entity: Entity,
    name: str,
    *,
    parent: Unit | None = None,
    valid_from: date | None = None,
    code: str = "",
    kind: str = "",
) -> Unit:
    """A new organizational unit; its name and its code are free among those in force."""
    _refuse_unfit_name(name)
    _refuse_taken_name(entity.pk, name)
    _refuse_taken_code(entity.pk, code)
    return Unit.objects.create(
        entity=entity, name=name, parent=parent, valid_from=valid_from, code=code[:CODE_LIMIT], kind=kind[:KIND_LIMIT]
    )


@doorway("people.unit.describe")
def describe_unit(
    actor: Actor, unit: Unit, *, code: str, kind: str, valid_from: date | None, valid_to: date | None
) -> Unit:
    """The code of a unit, what the entity calls its kind, and the days of its validity."""
    if valid_from is not None and valid_to is not None:
        _refuse_days(valid_from, valid_to)
    if valid_to is None:
        _refuse_taken_name(unit.entity_id, unit.name, but=unit.pk)
        _refuse_taken_code(unit.entity_id, code, but=unit.pk)
    unit.code, unit.kind = code[:CODE_LIMIT], kind[:KIND_LIMIT]
    unit.valid_from, unit.valid_to = valid_from, valid_to
    unit.save(update_fields=["code", "kind", "valid_from", "valid_to"])
    return unit


@doorway("people.unit.rename")
def rename_unit(actor: Actor, unit: Unit, name: str, *, reason: str = "") -> Unit:
    """A new name; the old one stays as an alias, so that earlier documents are still understood."""
    _refuse_unfit_name(name)
    _refuse_taken_name(unit.entity_id, name, but=unit.pk)
    _refuse_taken_alias(unit, name)
    UnitAlias.objects.get_or_create(entity_id=unit.entity_id, name=unit.name, defaults={"unit": unit})
    unit.name = name
    unit.save(update_fields=["name"])
    return unit


@doorway("people.unit.move")
def move_unit(actor: Actor, unit: Unit, parent: Unit | None, *, reason: str = "") -> Unit:
    """Hangs the unit below another, or from the top."""
    above = parent
    while above is not None:
        if above.pk == unit.pk:
            facts = {"name": unit.name, "parent": parent.name if parent else ""}
            raise Refused(Finding(UNIT_BELOW_ITSELF.code, UNIT_BELOW_ITSELF.severity, facts=facts))
        above = above.parent
    unit.parent = parent
    unit.save(update_fields=["parent"])
    return unit


@doorway("people.unit.close")
def close_unit(actor: Actor, unit: Unit, last_day: date, *, reason: str = "") -> Unit:
    """The unit's last day. What it reported stays."""
    if unit.valid_from is not None:
        _refuse_days(unit.valid_from, last_day)
    unit.valid_to = last_day
    unit.save(update_fields=["valid_to"])
    return unit


@doorway("people.alias.create")
def create_alias(actor: Actor, unit: Unit, name: str) -> UnitAlias:
    """Another way in which documents write the unit; a name is of one unit only."""
    _refuse_unfit_name(name)
    _refuse_taken_alias(unit, name)
    others = Unit.objects.filter(entity_id=unit.entity_id, name=name, valid_to__isnull=True).exclude(pk=unit.pk)
    if (other := others.first()) is not None:
        raise _alias_taken(name, other)
    alias, _ = UnitAlias.objects.get_or_create(entity_id=unit.entity_id, name=name, defaults={"unit": unit})
    return alias


def _refuse_unfit_name(name: str) -> None:
    if not name.strip() or len(name) > NAME_LIMIT or search(r"[;\x00-\x1f\x7f\x85\u2028\u2029]", name):
        facts: dict[str, str | int] = {"name": name, "limit": NAME_LIMIT}
        raise Refused(Finding(UNIT_NAME_UNFIT.code, UNIT_NAME_UNFIT.severity, facts=facts))


def _refuse_days(first: date, last: date) -> None:
    if last < first:
        facts = {"first": first.isoformat(), "last": last.isoformat()}
        raise Refused(Finding(UNIT_DAYS.code, UNIT_DAYS.severity, facts=facts))


def _refuse_taken_code(entity_id: int, code: str, but: int = 0) -> None:
    others = Unit.objects.filter(entity_id=entity_id, code=code, valid_to__isnull=True).exclude(pk=but)
    if code and (other := others.first()) is not None:
        raise Refused(Finding(CODE_TAKEN.code, CODE_TAKEN.severity, facts={"code": code, "unit": other.name}))


def _refuse_taken_name(entity_id: int, name: str, but: int | None = None) -> None:
    others = Unit.objects.filter(entity_id=entity_id, name=name, valid_to__isnull=True)
    if others.exclude(pk=but or 0).exists():
        raise Refused(Finding(UNIT_TAKEN.code, UNIT_TAKEN.severity, facts={"name": name}))


def _refuse_taken_alias(unit: Unit, name: str) -> None:
    others = UnitAlias.objects.filter(entity_id=unit.entity_id, name=name).exclude(unit=unit).select_related("unit")
    if (other := others.first()) is not None:
        raise _alias_taken(name, other.unit)


def _alias_taken(name: str, unit: Unit) -> Refused:
    return Refused(Finding(ALIAS_TAKEN.code, ALIAS_TAKEN.severity, facts={"name": name, "unit": unit.name}))
