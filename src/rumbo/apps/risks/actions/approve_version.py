"""A proposal is approved by an act: it rules from now on and never changes again."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.risks.actions.moving import move
from rumbo.apps.risks.actions.propose_version import refuse_incomplete
from rumbo.apps.risks.models import Assessment, Control, MapVersion, Treatment, VersionState
from rumbo.findings import Finding, Sentences, Severity, declare, marked

ACT_UNFIT = declare(
    Sentences(
        code="risks.act_unfit",
        severity=Severity.ERROR,
        title=marked("El acto que aprueba no está completo"),
        what=marked("Se necesitan la clase del acto, su número y una fecha que ya haya llegado; se escribió {day}."),
        why=marked("El mapa rige por el acto que lo adopta; sin él no se sabe desde cuándo ni quién lo aprobó."),
        how=marked("Escriba el acta del comité o la resolución, su número y su fecha."),
    )
)


@dataclass(frozen=True, slots=True)
class Act:
    """The administrative act that adopts a version: its kind (acta, resolución), number and date."""

    kind: str
    number: str
    day: date


@doorway("risks.version.approve")
def approve_version(actor: Actor, version: MapVersion, act: Act, *, in_force_from: date | None = None) -> MapVersion:
    """Freezes a proposal with everything in it, and supersedes the version that ruled before."""
    now = timezone.now()
    if not act.kind.strip() or not act.number.strip() or act.day > timezone.localdate(now):
        raise Refused(Finding(ACT_UNFIT.code, ACT_UNFIT.severity, facts={"day": act.day.isoformat()}))
    refuse_incomplete(version)
    earlier = MapVersion.objects.filter(map_id=version.map_id, state=VersionState.APPROVED)
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
    for model in (Control, Treatment):
        model.objects.filter(assessment__version=version).update(frozen_at=now)
    Assessment.objects.filter(version=version).update(frozen_at=now)
    return version
