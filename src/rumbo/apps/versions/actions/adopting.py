"""A proposal is adopted by an act: it rules from now on, never changes again, and supersedes what ruled before."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused
from rumbo.apps.versions.actions.moving import move
from rumbo.apps.versions.models import Adopted, VersionState
from rumbo.findings import Finding, Sentences, Severity, declare, marked

V = TypeVar("V", bound=Adopted)

ACT_MISSING = declare(
    Sentences(
        code="versions.act_missing",
        severity=Severity.ERROR,
        title=marked("Falta el acto que aprueba"),
        what=marked("Para aprobar la versión se necesita la clase del acto, su número y su fecha."),
        why=marked("La versión rige por el acto que la adopta; sin él no se sabe desde cuándo ni quién la aprobó."),
        how=marked("Escriba el acta o la resolución, su número y su fecha."),
        source="Decreto 1083 de 2015, art. 2.2.22.3.8",
    )
)

ACT_IN_FUTURE = declare(
    Sentences(
        code="versions.act_in_future",
        severity=Severity.ERROR,
        title=marked("El acto tiene fecha futura"),
        what=marked("El acto está fechado el {day}, que todavía no ha llegado."),
        why=marked("Nada puede regir por un acto que aún no existe."),
        how=marked("Revise la fecha del acto."),
    )
)


@dataclass(frozen=True, slots=True)
class Act:
    """The administrative act that adopts a version: its kind (acta, resolución), number and date."""

    kind: str
    number: str
    day: date


def adopt(actor: Actor, version: V, siblings: QuerySet[V], act: Act, *, in_force_from: date | None = None) -> datetime:
    """Approves a proposal; of its `siblings`, the one that ruled is superseded. Returns the moment, to freeze the rest.

    Siblings are locked first, so that of two proposals approved at once only the later one rules. The proposal is moved
    before anything that hangs from it: of two who approve it at once, the second is told before touching what the first
    froze.
    """
    now = timezone.now()
    refuse_unfit(act, timezone.localdate(now))
    list(siblings.select_for_update().order_by("pk").values_list("pk"))
    siblings.filter(state=VersionState.APPROVED).update(state=VersionState.SUPERSEDED)
    move(
        version,
        VersionState.PROPOSED,
        state=VersionState.APPROVED,
        act_kind=act.kind,
        act_number=act.number,
        act_date=act.day,
        in_force_from=in_force_from or act.day,
        approved_at=now,
        approved_by=actor.name,
    )
    return now


def refuse_unfit(act: Act, today: date) -> None:
    """An act without its kind or number, or of a day to come, adopts nothing."""
    if not act.kind.strip() or not act.number.strip():
        raise Refused(Finding(ACT_MISSING.code, ACT_MISSING.severity))
    if act.day > today:
        raise Refused(Finding(ACT_IN_FUTURE.code, ACT_IN_FUTURE.severity, facts={"day": act.day.isoformat()}))
