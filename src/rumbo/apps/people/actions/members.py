"""People and their roles. Nobody is ever removed: a role has a first and a last day."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.people.models import Entity, Membership, Unit, User
from rumbo.findings import Finding, Sentences, Severity, declare, marked

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

LAST_ADMINISTRATOR = declare(
    Sentences(
        code="people.last_administrator",
        severity=Severity.ERROR,
        title=marked("Es la única persona que administra la entidad"),
        what=marked("Después del {day} nadie tendría el rol de administración en la entidad."),
        why=marked("Sin administración nadie puede invitar personas ni cambiar roles: la entidad quedaría por fuera."),
        how=marked("Asigne primero el rol de administración a otra persona, sin último día, y termine este después."),
    )
)

ROLE_DAYS = declare(
    Sentences(
        code="people.role_days",
        severity=Severity.ERROR,
        title=marked("Los días del rol están al revés"),
        what=marked("El último día ({last}) es anterior al primero ({first})."),
        why=marked("El rastro debe decir desde cuándo y hasta cuándo respondió cada persona."),
        how=marked("Escriba como último día el {first} o uno posterior."),
    )
)

ROLE_HELD = declare(
    Sentences(
        code="people.role_held",
        severity=Severity.ERROR,
        title=marked("La persona ya tiene ese rol"),
        what=marked("{person} ya tiene ese rol en el mismo lugar y sin último día."),
        why=marked("Dos veces no da más permisos, y al terminar uno el otro seguiría vigente sin que se note."),
        how=marked("Termine primero el que tiene, si quiere empezarlo de nuevo con otro cargo o en otra fecha."),
    )
)


@doorway("people.user.invite")
def invite_user(
    actor: Actor, entity: Entity, email: str, name: str, *, password: str | None = None, language: str = "es"
) -> User:
    """A person who can sign in; one already known elsewhere in the installation is the same person."""
    known = User.objects.filter(email=email.lower()).first()
    return known or User.objects.create_user(email, password, name=name, language=language)


@doorway("people.membership.grant")
def grant_membership(
    actor: Actor,
    entity: Entity,
    person: User,
    role: Role,
    *,
    since: date,
    unit: Unit | None = None,
    post: str = "",
    name: str = "",
) -> Membership:
    """A role for a person, from a day on. The entity goes on calling them as it first wrote their name."""
    if unit is None and role in (Role.LIAISON, Role.UNIT_LEAD):
        raise Refused(Finding(ROLE_NEEDS_UNIT.code, ROLE_NEEDS_UNIT.severity))
    own = Membership.objects.filter(entity=entity, person=person)
    if same := own.filter(role=role, unit=unit, valid_to__isnull=True).first():
        raise Refused(Finding(ROLE_HELD.code, ROLE_HELD.severity, facts={"person": same.name}))
    known_as = own.order_by("pk").values_list("known_as", flat=True).first() or name
    return Membership.objects.create(
        entity=entity,
        person=person,
        known_as=known_as,
        role=role,
        unit=unit,
        post=post,
        valid_from=since,
        granted_at=timezone.now(),
    )


@doorway("people.member.invite")
def invite_member(
    actor: Actor,
    entity: Entity,
    email: str,
    name: str,
    role: Role,
    *,
    since: date,
    unit: Unit | None = None,
    post: str = "",
) -> Membership:
    """A person with their first role, or neither."""
    person = invite_user(actor, entity, email, name)
    return grant_membership(actor, entity, person, role, since=since, unit=unit, post=post, name=name)


@doorway("people.membership.end")
def end_membership(actor: Actor, membership: Membership, last_day: date, *, reason: str = "") -> Membership:
    """The last day of a role; what the person did in it stays theirs."""
    if last_day < membership.valid_from:
        facts = {"first": membership.valid_from.isoformat(), "last": last_day.isoformat()}
        raise Refused(Finding(ROLE_DAYS.code, ROLE_DAYS.severity, facts=facts))
    # Two administrators who end each other's role at once would leave none: they wait for each other here.
    Entity.objects.select_for_update().get(pk=membership.entity_id)
    if membership.role == Role.ADMINISTRATOR and not _administered_after(membership, last_day):
        facts = {"day": last_day.isoformat()}
        raise Refused(Finding(LAST_ADMINISTRATOR.code, LAST_ADMINISTRATOR.severity, facts=facts))
    seen = Membership.objects.filter(pk=membership.pk, valid_to=membership.valid_to)
    if membership.valid_to is None:
        seen = Membership.objects.filter(pk=membership.pk, valid_to__isnull=True)
    if not seen.update(valid_to=last_day):
        raise somebody_was_faster()
    membership.valid_to = last_day
    return membership


def _administered_after(membership: Membership, last_day: date) -> bool:
    """Whether somebody else administers the entity, without a last day, from the day after on."""
    others = Membership.objects.filter(
        Q(valid_from__lte=last_day + timedelta(days=1)),
        entity_id=membership.entity_id,
        role=Role.ADMINISTRATOR,
        valid_to__isnull=True,
        person__is_active=True,
    )
    return others.exclude(pk=membership.pk).exists()
