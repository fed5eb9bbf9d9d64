"""Reads of requests to change a plan: those a person may see, those that wait, and those that made a version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from rumbo.apps.audit.actor import Actor
from rumbo.apps.calendar.models import Standing
from rumbo.apps.changing.access import ASK, reads_all
from rumbo.apps.changing.bridge import promises_of, request_digest, step_digest
from rumbo.apps.changing.models import ChangeRequest, ChangeStep, RequestState, StepKind
from rumbo.apps.plans.models import Period, Placement, PlanVersion, VersionState
from rumbo.apps.plans.queries import VersionChange
from rumbo.domain.calendar.periods import PERIODICITIES
from rumbo.domain.plan.weakening import weakening
from rumbo.findings import Finding, Sentences, Severity, declare, marked

ALTERED = declare(
    Sentences(
        "changing.request_altered",
        Severity.ERROR,
        marked("Una solicitud de cambio fue alterada"),
        marked("La solicitud {request}, su concepto o su decisión ya no dicen lo firmado: {kept} es ahora {found}."),
        marked("Lo que se pidió, se conceptuó y se decidió queda firmado; nadie puede cambiarlo después."),
        marked("Recupere la base de datos de una copia anterior y averigüe quién la modificó por fuera del sistema."),
    )
)
Weaker = Mapping[tuple[int, int], tuple[Finding, ...]]
WAITING = (RequestState.ASKED, RequestState.OPINED)


def visible_requests(actor: Actor) -> QuerySet[Any]:
    """The requests that an actor may see: all of the entity, or those of their units and their own; each with the
    number and statement of its target."""
    rows = ChangeRequest.objects.filter(entity_id=actor.entity_id or 0)
    if not reads_all(actor):
        rows = rows.filter(unit__in=actor.units_as(*ASK)) | rows.filter(asker=actor.user_id or 0)
    return told(rows)


def told(rows: QuerySet[ChangeRequest]) -> QuerySet[Any]:
    """Requests with their plan, unit and result at hand, and the number and statement of their target."""
    placed = Placement.objects.filter(version=OuterRef("version"), revision__target=OuterRef("target")).order_by("pk")
    return rows.select_related("version__plan", "unit", "result", "target", "annex", "entity").annotate(
        number=Subquery(placed.values("number")[:1]), statement=Subquery(placed.values("revision__statement")[:1])
    )


def request_by_uid(actor: Actor, uid: Any) -> Any:
    """A request that the actor may see, or None."""
    return visible_requests(actor).filter(uid=uid).first()


def steps_of(request: ChangeRequest) -> list[ChangeStep]:
    """The steps that answered a request, in their order."""
    return list(request.steps.select_related("document").order_by("at", "pk"))


def requests_to_decide(version: PlanVersion) -> list[Any]:
    """Those of the plan of a version that have their opinion and wait for the act, in the order they were asked; also
    what was asked of a version that no longer rules. Two queries."""
    rows = ChangeRequest.objects.filter(version__plan=version.plan_id, state=RequestState.OPINED)
    return list(told(rows).prefetch_related("steps").order_by("at", "pk"))


def requests_behind(version: PlanVersion) -> list[Any]:
    """The requests that made a version, each with the act that decided it (`act`), in the order they were asked. One
    query."""
    decided = ChangeStep.objects.filter(request=OuterRef("pk"), kind=StepKind.DECISION).values("act")[:1]
    return list(told(ChangeRequest.objects.filter(result=version)).annotate(act=decided).order_by("at", "pk"))


def requests_until(version: PlanVersion) -> list[Any]:
    """The requests that made a version and those before it, with their steps, in the order of the versions. Two
    queries."""
    made = ChangeRequest.objects.filter(result__plan=version.plan_id, result__number__lte=version.number)
    return list(told(made).prefetch_related("steps").order_by("result__number", "at", "pk"))


def waiting_for(version: PlanVersion) -> int:
    """How many requests of the plan of a version wait for an opinion or for the act."""
    return ChangeRequest.objects.filter(version__plan=version.plan_id, state__in=WAITING).count()


def pointed_out(request: ChangeRequest) -> tuple[Finding, ...]:
    """In what a request asks less of its target than the version it was asked of, as it was pointed out then."""
    return tuple(Finding(each["code"], Severity.WARNING, facts=each["facts"]) for each in request.weakened)


def weaker_between(before: PlanVersion, after: PlanVersion, log: Iterable[VersionChange]) -> Weaker:
    """In what each target asks less in a version than in the one before it, asked for or not, by the pair of targets of
    the lines of their change log; a target that asks no less is not there. Two queries."""
    promises = promises_of([before, after])
    old, new = promises[before.pk], promises[after.pk]
    pairs = {each.pair for each in log if each.before is not None and each.after is not None}
    told = {(was, now): weakening(old[was], new[now]) for was, now in pairs if was in old and now in new}
    return {pair: found for pair, found in told.items() if found}


@dataclass(frozen=True, slots=True)
class Broken:
    """A signature of a request, or of a step of it, whose text is no longer the one signed."""

    request: str
    kept: str
    found: str


def broken_signatures(entity_id: int) -> list[Broken]:
    """The requests of an entity, and the steps that answered them, whose text is not the one signed. Two queries."""
    found = []
    rows = ChangeRequest.objects.filter(entity_id=entity_id).select_related("version", "target", "annex", "asker")
    for each in rows.order_by("pk"):
        found.append(
            Broken(str(each.uid), each.digest, request_digest(each, str(each.asker.uid) if each.asker else ""))
        )
    steps = ChangeStep.objects.filter(entity_id=entity_id).select_related("request", "document", "signer")
    for step in steps.order_by("pk"):
        account = str(step.signer.uid) if step.signer else ""
        found.append(Broken(str(step.request.uid), step.digest, step_digest(step, account)))
    return [each for each in found if each.kept != each.found]


def altered_requests(entity_id: int) -> list[Finding]:
    """What `broken_signatures` found, in sentences: each request once."""
    rows = {each.request: each for each in broken_signatures(entity_id)}
    return [
        Finding(ALTERED.code, ALTERED.severity, facts={"request": each.request, "kept": each.kept, "found": each.found})
        for each in rows.values()
    ]


def placement_in_force(entity_id: int, target: Any) -> Placement | None:
    """Where the version in force places a target (its uid), with what asking for a change needs; None without one."""
    rows = Placement.objects.filter(entity_id=entity_id, revision__target__uid=target, counts=True)
    rows = rows.filter(version__state=VersionState.APPROVED).order_by("-version__number", "pk")
    needed = ("version__plan", "version__entity", "revision__indicator", "revision__target", "serves", "node")
    return rows.select_related(*needed).first()


def targets_standing(entity_id: int, target_id: int) -> list[Standing]:
    """What acts cancelled or suspended of a target, in the order of their days."""
    return list(Standing.objects.filter(entity_id=entity_id, target=target_id).order_by("since", "pk"))


def requests_to_opine(actor: Actor) -> QuerySet[ChangeRequest]:
    """What waits for the opinion of planning; their own are not theirs to answer."""
    rows = ChangeRequest.objects.filter(entity_id=actor.entity_id or 0, state=RequestState.ASKED)
    return rows.filter(~Q(asker=actor.user_id or 0) | Q(asker__isnull=True))


def requests_for_the_act(entity_id: int) -> QuerySet[ChangeRequest]:
    """What has its opinion and waits for what the committee decides."""
    return ChangeRequest.objects.filter(entity_id=entity_id, state=RequestState.OPINED)


def requests_opposed(actor: Actor) -> QuerySet[ChangeRequest]:
    """What an actor or their units asked, has an opinion against it, and is not decided."""
    mine = Q(unit__in=actor.units_as(*ASK)) | Q(asker=actor.user_id or 0)
    against = ChangeStep.objects.filter(request=OuterRef("pk"), kind=StepKind.OPINION, favourable=False)
    return requests_for_the_act(actor.entity_id or 0).filter(mine, Exists(against))


def versions_to_decide(entity_id: int) -> list[PlanVersion]:
    """The versions in force of whose plan some request has its opinion and waits for the act. One query."""
    waiting = ChangeRequest.objects.filter(entity_id=entity_id, state=RequestState.OPINED).values("version__plan")
    rows = PlanVersion.objects.filter(entity_id=entity_id, plan__in=waiting, state=VersionState.APPROVED)
    return list(rows.select_related("plan").order_by("plan__name"))


def version_ruling(request: ChangeRequest) -> PlanVersion | None:
    """The version in force of the plan that a request is about."""
    return PlanVersion.objects.filter(plan=request.version.plan_id, state=VersionState.APPROVED).first()


def periods_to_programme(version: PlanVersion, programmed: Iterable[int], periodicity: str) -> list[Period]:
    """The periods that a target programmes (by key) and those in which it is followed up and could programme too, in
    the order of the calendar: its own, or those of the rounds of its plan where these are longer. At most three
    queries."""
    keys, plan = list(programmed), version.plan
    followed = Period.objects.filter(followups__plan_version__plan=plan.pk).order_by("-last_day")
    own, last = PERIODICITIES.get(periodicity), followed.values_list("periodicity", flat=True).first()
    of_round = PERIODICITIES.get(last or "")
    counted = own if own and own.months and (of_round is None or own.months >= of_round.months) else of_round
    known = Period.objects.filter(pk__in=keys)
    if counted is not None:
        years = [plan.fiscal_year] if plan.fiscal_year else list(known.values_list("fiscal_year", flat=True).distinct())
        offered = Q(entity=version.entity_id, fiscal_year__in=years, periodicity=counted.code)
        known = Period.objects.filter(Q(pk__in=keys) | offered)
    return list(known.order_by("last_day", "first_day"))
