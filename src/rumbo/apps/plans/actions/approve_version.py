"""A proposal is approved by an act: it rules from now on and never changes again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.plans.actions.moving import move
from rumbo.apps.plans.actions.propose_version import refuse_incomplete
from rumbo.apps.plans.models import (
    Milestone,
    NarrativeSection,
    NodeRevision,
    Placement,
    PlanVersion,
    ProgrammeEntry,
    TargetAlignment,
    TargetRevision,
    TargetUnit,
    VersionState,
)
from rumbo.findings import Finding, Sentences, Severity, declare, marked

ACT_MISSING = declare(
    Sentences(
        code="plans.act_missing",
        severity=Severity.ERROR,
        title=marked("Falta el acto que aprueba"),
        what=marked("Para aprobar la versión se necesita la clase del acto, su número y su fecha."),
        why=marked("El plan rige por el acto que lo adopta; sin él nadie puede saber desde cuándo ni quién lo aprobó."),
        how=marked("Escriba el acta o la resolución, su número y su fecha."),
        source="Decreto 1083 de 2015, art. 2.2.22.3.8",
    )
)

ACT_IN_FUTURE = declare(
    Sentences(
        code="plans.act_in_future",
        severity=Severity.ERROR,
        title=marked("El acto tiene fecha futura"),
        what=marked("El acto está fechado el {day}, que todavía no ha llegado."),
        why=marked("Un plan no puede regir por un acto que aún no existe."),
        how=marked("Revise la fecha del acto."),
    )
)


@dataclass(frozen=True, slots=True)
class Act:
    """The administrative act that adopts a version: its kind (acta, resolución), number and date."""

    kind: str
    number: str
    day: date


@doorway("plans.version.approve")
def approve_version(actor: Actor, version: PlanVersion, act: Act, *, in_force_from: date | None = None) -> PlanVersion:
    """Freezes a proposal with everything it places, and supersedes the version that ruled before."""
    now = timezone.now()
    _refuse_bad_act(act, timezone.localdate(now))
    refuse_incomplete(version)
    earlier = PlanVersion.objects.filter(plan_id=version.plan_id, state=VersionState.APPROVED)
    earlier.update(state=VersionState.SUPERSEDED)
    # The state first: of two who approve at once, the second is told before touching what the first froze.
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
    _freeze(version, now)
    return version


def _refuse_bad_act(act: Act, today: date) -> None:
    if not act.kind.strip() or not act.number.strip():
        raise Refused(Finding(ACT_MISSING.code, ACT_MISSING.severity))
    if act.day > today:
        raise Refused(Finding(ACT_IN_FUTURE.code, ACT_IN_FUTURE.severity, facts={"day": act.day.isoformat()}))


def _freeze(version: PlanVersion, now: datetime) -> None:
    """Sets the day from which the database refuses changes; revisions shared with an earlier version have it."""
    revisions = TargetRevision.objects.filter(placements__version=version)
    children = {"revision__in": revisions.values("pk"), "frozen_at__isnull": True}
    for model in (TargetUnit, TargetAlignment, ProgrammeEntry, Milestone):
        model.objects.filter(**children).update(frozen_at=now)
    fresh = list(revisions.filter(frozen_at__isnull=True).values_list("pk", flat=True))
    TargetRevision.objects.filter(pk__in=fresh).update(frozen_at=now)
    Placement.objects.filter(version=version).update(frozen_at=now)
    NodeRevision.objects.filter(version=version).update(frozen_at=now)
    NarrativeSection.objects.filter(version=version).update(frozen_at=now)
