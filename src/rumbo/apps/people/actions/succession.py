"""Units that become others from a day: renamed, merged, split. What was done stays under the unit that did it; whoever
answers in the new one answers for what the old one left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.people.actions.units import close_unit, create_unit, move_unit, rename_unit
from rumbo.apps.people.models import Entity, Inheritance, Membership, Succession, SuccessionKind, Unit
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.findings.types import Fact
from rumbo.notation.text import clean_text, refused_characters


def _error(code: str, title: str, what: str, why: str, how: str) -> Sentences:
    return declare(Sentences(f"succession.{code}", Severity.ERROR, title, what, why, how))


NOT_YET = _error(
    "not_yet",
    marked("Ese día todavía no llega"),
    marked("El cambio rige desde el {day}, que es posterior a hoy."),
    marked("Hasta ese día la dependencia de hoy responde, y lo que haga no debe quedar a nombre de otra."),
    marked("Registre el cambio ese día o después, con la fecha desde la que rige."),
)
NO_ACT = _error(
    "act_missing",
    marked("Falta el acto que ordena el cambio"),
    marked("El cambio no dice qué acto lo ordena, o su texto no se puede guardar."),
    marked("Las dependencias existen por un acto; quien revise debe poder leerlo."),
    marked("Escriba el acto con su número y su fecha, como «Decreto 12 del 15 de enero de 2026»."),
)
NOT_IN_FORCE = _error(
    "unit_not_in_force",
    marked("La dependencia no está vigente ese día"),
    marked("«{unit}» no está vigente el {day}."),
    marked("Una dependencia que ya terminó no puede pasar lo suyo otra vez, ni recibir lo de otra."),
    marked("Elija dependencias vigentes, o una fecha en la que lo estuvieran."),
)
TOO_FEW = _error(
    "too_few",
    marked("Faltan dependencias para el cambio"),
    marked("Se fusionan al menos dos dependencias en una, y se divide una en al menos dos distintas."),
    marked("Con una sola no cambia quién responde: sería un cambio de nombre."),
    marked("Elija otra dependencia más, o use el cambio de nombre."),
)
NOBODY_SAID = _error(
    "destination_missing",
    marked("Falta decir a dónde pasa algo"),
    marked("No se dijo a qué dependencia pasa «{what}»."),
    marked("Lo que no pase a ninguna se quedaría sin quien responda."),
    marked("Elija para cada meta una de las dependencias nuevas."),
)


@dataclass(frozen=True, slots=True)
class Change:
    """Since which day a change rules, and which act orders it."""

    since: date
    act: str


@doorway("people.unit.succeed")
def begin_succession(
    actor: Actor, entity: Entity, kind: SuccessionKind, change: Change, *, reason: str = ""
) -> Succession:
    """Writes down that units become others; refuses a change without its act, or that does not rule yet."""
    act = clean_text(change.act)
    if not act or refused_characters(change.act + reason):
        raise Refused(Finding(NO_ACT.code, NO_ACT.severity))
    if change.since > timezone.localdate():
        raise _refused(NOT_YET, day=change.since.isoformat())
    # Two changes of the same units at once wait for each other here.
    Entity.objects.select_for_update().get(pk=entity.pk)
    return Succession.objects.create(
        entity=entity,
        kind=kind,
        since=change.since,
        act=act,
        reason=clean_text(reason),
        decided_by=actor.name[:200],
        at=timezone.now(),
    )


@doorway("people.unit.rename_since")
def rename_unit_since(actor: Actor, unit: Unit, name: str, change: Change, *, reason: str = "") -> Succession:
    """Another name from a day on, by an act. The unit stays the same: all it has stays with it."""
    _refuse_over(unit, change.since)
    told = begin_succession(actor, unit.entity, SuccessionKind.RENAMED, change, reason=reason)
    before = unit.name
    rename_unit(actor, unit, name, reason=change.act)
    _hand_on(told, unit, unit, called=before, answers=False)
    return told


@doorway("people.unit.merge")
def merge_people(
    actor: Actor, entity: Entity, units: Sequence[Unit], into: Unit | str, change: Change, *, reason: str = ""
) -> Unit:
    """Several units become one, new or already there, with their people and what hangs from them."""
    before = [unit for unit in units if unit != into]
    if len({unit.pk for unit in before}) < (2 if isinstance(into, str) else 1):
        raise Refused(Finding(TOO_FEW.code, TOO_FEW.severity))
    told = begin_succession(actor, entity, SuccessionKind.MERGED, change, reason=reason)
    _end(actor, before, change)
    after = _received(actor, entity, into, before[0].parent, change.since)
    for unit in before:
        _hand_on(told, unit, after, called=unit.name, answers=True)
        _move_people(unit, {}, after, change.since)
        _move_below(actor, unit, after)
    return after


@doorway("people.unit.split")
def split_people(
    actor: Actor,
    unit: Unit,
    names: Sequence[str],
    people: Mapping[int, int],
    change: Change,
    *,
    rest: int = 0,
    reason: str = "",
) -> list[Unit]:
    """A unit becomes several new ones. `people` says by membership which of `names` (from 0) it goes to; whoever is not
    in it goes to `rest`, as do processes, projects, risks and variables that the unit kept."""
    if len(set(names)) < 2:
        raise Refused(Finding(TOO_FEW.code, TOO_FEW.severity))
    told = begin_succession(actor, unit.entity, SuccessionKind.SPLIT, change, reason=reason)
    _end(actor, [unit], change)
    after = [create_unit(actor, unit.entity, name, parent=unit.parent, valid_from=change.since) for name in names]
    for place, new in enumerate(after):
        _hand_on(told, unit, new, called=unit.name, answers=place == rest)
    _move_people(unit, {key: after[place] for key, place in people.items()}, after[rest], change.since)
    _move_below(actor, unit, after[rest])
    return after


def _end(actor: Actor, units: Sequence[Unit], change: Change) -> None:
    """The day before the change is the last of a unit; its name is free from then on."""
    for unit in units:
        _refuse_over(unit, change.since)
        close_unit(actor, unit, change.since - timedelta(days=1), reason=change.act)


def _refuse_over(unit: Unit, since: date) -> None:
    seen = Unit.objects.select_for_update().get(pk=unit.pk)
    begun = seen.valid_from is None or seen.valid_from < since
    if seen.valid_to is not None or not begun:
        raise _refused(NOT_IN_FORCE, unit=seen.name, day=since.isoformat())


def _received(actor: Actor, entity: Entity, into: Unit | str, parent: Unit | None, since: date) -> Unit:
    if isinstance(into, str):
        return create_unit(actor, entity, into, parent=parent, valid_from=since)
    _refuse_over(into, since)
    return into


def _hand_on(told: Succession, before: Unit, after: Unit, *, called: str, answers: bool) -> None:
    """The new unit answers for the old one, and for all that the old one answered for."""
    Inheritance.objects.create(
        entity_id=told.entity_id, succession=told, predecessor=before, successor=after, called=called, answers=answers
    )
    if before == after:
        return
    for earlier in Inheritance.objects.filter(successor=before):
        Inheritance.objects.get_or_create(
            predecessor=earlier.predecessor,
            successor=after,
            called=earlier.called,
            defaults={
                "entity_id": told.entity_id,
                "succession": earlier.succession,
                "answers": answers and earlier.answers,
            },
        )


def _move_people(unit: Unit, places: Mapping[int, Unit], otherwise: Unit, since: date) -> None:
    """Each role in force in the unit ends the day before and goes on in the new one; nobody holds one twice."""
    held = Membership.objects.filter(unit=unit).exclude(valid_to__lt=since)
    for role in held.select_related("person").order_by("pk"):
        _move_role(role, places.get(role.pk, otherwise), since)


def _move_role(role: Membership, place: Unit, since: date) -> None:
    there = Membership.objects.filter(person=role.person, role=role.role, unit=place)
    if not there.exclude(valid_to__lt=since).exists():
        Membership.objects.create(
            entity_id=role.entity_id,
            person=role.person,
            known_as=role.known_as,
            granted_at=role.granted_at,
            role=role.role,
            unit=place,
            post=role.post,
            valid_from=max(role.valid_from, since),
            valid_to=role.valid_to,
            delegated_by=role.delegated_by,
        )
    # A role that was given after the change began never was of the old unit: it leaves no day there.
    role.valid_to = max(since - timedelta(days=1), role.valid_from)
    role.save(update_fields=["valid_to"])


def _move_below(actor: Actor, unit: Unit, after: Unit) -> None:
    for below in Unit.objects.filter(parent=unit, valid_to__isnull=True).exclude(pk=after.pk):
        move_unit(actor, below, after)


def _refused(sentences: Sentences, **facts: Fact) -> Refused:
    return Refused(Finding(sentences.code, sentences.severity, facts=facts))
