"""The committee's act decides the requests: those approved become the next version, in force by the same act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.calendar.actions import stand_target
from rumbo.apps.changing.actions.ask_change import NOT_IN_FORCE
from rumbo.apps.changing.actions.moving import error, move, refuse_own, said, sign_step
from rumbo.apps.changing.bridge import changed, value_of
from rumbo.apps.changing.models import ChangeRequest, Kind, RequestState, StepKind
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.followup.actions import release_reports
from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.measurement.actions.writing import held, write_open
from rumbo.apps.plans.actions import Act, approve_version, continue_version, place_target, propose_version
from rumbo.apps.plans.bridge import Continues, TargetData, target_data
from rumbo.apps.plans.models import LineageKind, NodeRevision, Placement, PlanVersion, VersionState
from rumbo.apps.versions.actions.adopting import refuse_unfit
from rumbo.findings import Finding, marked
from rumbo.notation.dates import print_long_date

NONE_CHOSEN = error(
    "nothing_decided",
    marked("No se decidió ninguna solicitud"),
    marked("El acto no aprueba ni niega ninguna de las solicitudes que tienen concepto."),
    marked("El acto se registra con lo que decidió de cada una."),
    marked("Diga de al menos una solicitud si se aprueba o se niega."),
)
UNFINISHED = error(
    "another_version_underway",
    marked("Hay otra versión del plan sin terminar"),
    marked("La versión {label} está en borrador o propuesta; se hizo sobre lo que rige hoy."),
    marked("Si se aprueba después, desharía sin decirlo los cambios de este acto."),
    marked("Apruebe o termine primero esa versión, y registre después el acto."),
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What the act decided of a request, with its words; `edit` is that of the request that the person had in view."""

    approved: bool
    text: str = ""
    edit: int = 0


@doorway("changing.version.decide")
def decide_changes(
    actor: Actor,
    version: PlanVersion,
    decisions: Mapping[ChangeRequest, Decided],
    act: Act,
    *,
    document: StoredFile | None = None,
    in_force_from: date | None = None,
) -> PlanVersion | None:
    """Signs the decision of each request and, where any is approved, makes and adopts the next version with them all;
    None where all are denied. Either all of it stands or nothing.

    A cancelled target stays in the plan, told as cancelled, and owes nothing since its day; a suspended one within its
    days. Reports already made stay with their target.
    """
    if not decisions:
        raise Refused(Finding(NONE_CHOSEN.code, NONE_CHOSEN.severity))
    refuse_unfit(act, timezone.localdate())
    _hold_in_force(version)
    cited = f"{act.kind} {act.number}, {print_long_date(act.day, 'es')}"
    for request, decided in decisions.items():
        refuse_own(actor, request)
        state = RequestState.APPROVED if decided.approved else RequestState.DENIED
        if request.version.plan_id != version.plan_id:
            raise somebody_was_faster()
        words = said(decided.text, needed=not decided.approved)
        move(request, decided.edit, RequestState.OPINED, state=state)
        sign_step(actor, request, StepKind.DECISION, decided.approved, words, act=cited, document=document)
    approved = [request for request, decided in decisions.items() if decided.approved]
    if not approved:
        return None
    after = _next_version(actor, version, approved, act, in_force_from)
    ChangeRequest.objects.filter(pk__in=[each.pk for each in approved]).update(result=after)
    _stand(actor, after, approved, cited)
    return after


def _hold_in_force(version: PlanVersion) -> None:
    """Of two acts entered at once, the second finds that the version it was decided on no longer rules."""
    siblings = list(PlanVersion.objects.select_for_update(no_key=True).filter(plan=version.plan_id).order_by("pk"))
    if not any(each.pk == version.pk and each.state == VersionState.APPROVED for each in siblings):
        raise Refused(Finding(NOT_IN_FORCE.code, NOT_IN_FORCE.severity))
    underway = [each for each in siblings if each.number > version.number and each.approved_at is None]
    if underway:
        facts = {"label": underway[-1].label}
        raise Refused(Finding(UNFINISHED.code, UNFINISHED.severity, facts=facts))


def _next_version(
    actor: Actor, version: PlanVersion, approved: Sequence[ChangeRequest], act: Act, in_force_from: date | None
) -> PlanVersion:
    draft = continue_version(actor, version)
    for request in approved:
        if request.kind in (Kind.EDIT, Kind.MOVE):
            _rewrite(actor, draft, request)
        elif request.kind == Kind.ADD:
            _add(actor, draft, request)
    propose_version(actor, draft)
    return approve_version(actor, draft, act, in_force_from=in_force_from)


def _rewrite(actor: Actor, draft: PlanVersion, request: ChangeRequest) -> None:
    placed = Placement.objects.filter(version=draft, revision__target=request.target_id, counts=True)
    placement = placed.select_related("revision__indicator", "revision__target", "serves").first()
    if placement is None:
        raise somebody_was_faster()
    (data,) = target_data([placement])
    after = changed(data, request)
    if request.kind == Kind.MOVE:
        after = replace(after, node=_level(draft, after.node))
    place_target(actor, draft, after, placement=placement)


def _add(actor: Actor, draft: PlanVersion, request: ChangeRequest) -> None:
    data = value_of(request)
    if not isinstance(data, TargetData):
        raise somebody_was_faster()
    reason = Continues(LineageKind.NEW, reason=request.reason)
    place_target(actor, draft, replace(data, node=_level(draft, data.node), continues=reason))


def _level(draft: PlanVersion, key: str) -> str:
    """The key in the draft of a level of the version before; empty where it named none."""
    before = NodeRevision.objects.filter(pk=key).values("node") if key else NodeRevision.objects.none().values("node")
    found = NodeRevision.objects.filter(version=draft, node__in=before).values_list("pk", flat=True).first()
    return str(found or "")


def _stand(actor: Actor, after: PlanVersion, approved: Sequence[ChangeRequest], cited: str) -> None:
    """What was cancelled or suspended asks for nothing from its day: its reports are released, and figures follow."""
    ended = [request for request in approved if request.kind in (Kind.CANCEL, Kind.SUSPEND)]
    for request in ended:
        if request.target is None or request.since is None:
            raise somebody_was_faster()
        since, until = request.since, request.until
        kind = "cancelled" if request.kind == Kind.CANCEL else "suspended"
        stand_target(
            actor, request.target, after, kind=kind, reason=request.reason, act=cited, since=since, until=until
        )
        release_reports(actor, request.target, since=since, until=until)
    if ended:
        placing = Placement.objects.filter(revision__target__in=[each.target_id for each in ended]).values("version")
        for followup in held(Followup.objects.filter(state=FollowupState.OPEN, plan_version__in=placing)):
            write_open(followup)
