"""A unit asks for a change of a plan in force: what, what it says now, what it would say, and why."""

from django.utils import timezone

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import Forbidden, Refused, doorway, not_permitted
from rumbo.apps.calendar.queries import today_in
from rumbo.apps.changing.access import ASK
from rumbo.apps.changing.actions.moving import error, said
from rumbo.apps.changing.bridge import EDITABLE, ChangeData, changed, plain_value, request_digest, weakened
from rumbo.apps.changing.models import ChangeRequest, Kind, RequestState
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.followup.queries.answerable import reassigned
from rumbo.apps.people.queries import account_of, post_held
from rumbo.apps.plans.bridge import TargetData, target_data
from rumbo.apps.plans.models import Placement, PlanVersion, TargetUnit, VersionState
from rumbo.findings import Finding, marked

NOT_IN_FORCE = error(
    "version_not_in_force",
    marked("La versión ya no rige"),
    marked("Solo se piden cambios de la versión del plan que está vigente."),
    marked("Lo que se decida entra en la versión siguiente a la que rige."),
    marked("Abra la meta en la versión vigente y pida allí el cambio."),
)
NO_CHANGE = error(
    "no_change",
    marked("No se pide ningún cambio"),
    marked("El valor nuevo es igual al que la meta ya tiene, o no se dijo cuál es."),
    marked("El comité necesita saber qué cambiaría."),
    marked("Escriba el valor nuevo, o elija otra cosa que cambiar."),
)
DAYS = error(
    "days_missing",
    marked("Faltan las fechas"),
    marked("Cancelar necesita desde qué día; suspender, desde y hasta qué día, en orden."),
    marked("Desde ese día la meta deja de deber reporte; sin fecha no se sabe cuál es el último."),
    marked("Escriba las fechas."),
)
ALREADY_ASKED = error(
    "already_asked",
    marked("Ese cambio ya se pidió"),
    marked("Hay una solicitud sin decidir sobre lo mismo de esta meta."),
    marked("Dos solicitudes distintas de lo mismo dejarían al comité sin saber cuál vale."),
    marked("Retire la anterior, o espere a que se decida."),
)


@doorway("changing.request.ask")
def ask_change(
    actor: Actor,
    version: PlanVersion,
    data: ChangeData,
    *,
    placement: Placement | None = None,
    annex: StoredFile | None = None,
) -> ChangeRequest:
    """Signs what is asked. A unit asks for the targets that it answers for; planning for all of them. Nothing of the
    plan changes until the act decides."""
    # Locked, so that no version takes its place while this is asked.
    if (
        not PlanVersion.objects.select_for_update(no_key=True)
        .filter(pk=version.pk, state=VersionState.APPROVED)
        .exists()
    ):
        raise _refused(NOT_IN_FORCE)
    if (placement is None) != (data.kind == Kind.ADD) or (placement and placement.version_id != version.pk):
        raise _refused(NO_CHANGE)
    unit = _unit(actor, placement)
    _refuse_unfit(data, placement)
    target = placement.revision.target if placement else None
    same = ChangeRequest.objects.filter(target=target, field=data.field, kind=data.kind)
    if target and same.filter(state__in=(RequestState.ASKED, RequestState.OPINED)).exists():
        raise _refused(ALREADY_ASKED)
    request = ChangeRequest(
        entity_id=version.entity_id,
        version=version,
        target=target,
        kind=data.kind,
        field=data.field,
        new=plain_value(data.value),
        old_text=data.old_text,
        new_text=data.new_text,
        reason=said(data.reason),
        since=data.since,
        until=data.until,
        unit_id=unit,
        annex=annex,
        asked_by=actor.name[:200],
        asker_id=actor.user_id,
        post=post_held(actor, (*ASK, Role.PLANNING_OFFICE)),
        at=timezone.now(),
    )
    if placement is not None and data.kind in (Kind.EDIT, Kind.MOVE):
        (now,) = target_data([placement])
        if changed(now, request) == now:
            raise _refused(NO_CHANGE)
    request.weakened = [{"code": each.code, "facts": dict(each.facts)} for each in weakened(placement, request)]
    request.digest = request_digest(request, account_of(actor))
    request.save(force_insert=True)
    return request


def _unit(actor: Actor, placement: Placement | None) -> int | None:
    """The unit on whose behalf it is asked: the actor's that answers for the target; None for the planning office."""
    mine = actor.units_as(*ASK)
    if placement is not None:
        moved = reassigned([placement.revision.target_id], today_in(placement.entity_id))
        if (now := moved.get(placement.revision.target_id, 0)) in mine:
            return now
        units = TargetUnit.objects.filter(revision=placement.revision_id, unit__in=mine).order_by("-reports", "ordinal")
        asking = units.values_list("unit_id", flat=True).first()
    else:
        asking = min(mine, default=None)
    if asking is None and actor.user_id is not None and not actor.has(Role.PLANNING_OFFICE):
        raise Forbidden(not_permitted())
    return asking


def _refuse_unfit(data: ChangeData, placement: Placement | None) -> None:
    if data.kind == Kind.EDIT and (data.field not in EDITABLE or data.value == {}):
        raise _refused(NO_CHANGE)
    if data.kind == Kind.ADD and not (isinstance(data.value, TargetData) and data.value.statement and data.value.units):
        raise _refused(NO_CHANGE)
    ordered = data.since is not None and (data.until is None or data.until >= data.since)
    if data.kind == Kind.CANCEL and (not ordered or data.until is not None):
        raise _refused(DAYS)
    if data.kind == Kind.SUSPEND and (not ordered or data.until is None):
        raise _refused(DAYS)


def _refused(sentences: object) -> Refused:
    return Refused(Finding(sentences.code, sentences.severity))  # type: ignore[attr-defined]
