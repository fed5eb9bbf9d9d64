"""How a request moves and is signed: a conditional update from the state and edit expected, or somebody was faster."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import Refused, somebody_was_faster
from rumbo.apps.changing.bridge import step_digest
from rumbo.apps.changing.models import ChangeRequest, ChangeStep, StepKind
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.people.queries import account_of, post_held
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text, refused_characters


def error(code: str, title: str, what: str, why: str, how: str) -> Sentences:
    """The sentences of a refusal of this subject."""
    return declare(Sentences(f"changing.{code}", Severity.ERROR, title, what, why, how))


NO_REASON = error(
    "reason_missing",
    marked("Falta la justificación"),
    marked("No se dijo por qué, o el texto trae caracteres que no se pueden guardar."),
    marked("Toda modificación del plan se decide y se publica con su justificación."),
    marked("Escriba en una o dos frases qué lo hace necesario."),
)
OWN_REQUEST = error(
    "own_request",
    marked("Es su propia solicitud"),
    marked("Usted pidió este cambio, por eso no puede dar el concepto ni registrar la decisión."),
    marked("Quien pide cambiar lo que prometió y quien lo decide son personas distintas."),
    marked("Pida a otra persona de la oficina de planeación que lo haga."),
)


def move(request: ChangeRequest, expected_edit: int, *expected: str, **columns: Any) -> ChangeRequest:
    """Moves a request that is still as the person saw it; the row stays locked."""
    as_seen = ChangeRequest.objects.filter(pk=request.pk, edit=expected_edit, state__in=expected)
    if not as_seen.update(edit=F("edit") + 1, **columns):
        raise somebody_was_faster()
    request.refresh_from_db()
    return request


def refuse_own(actor: Actor, request: ChangeRequest) -> None:
    """Nobody decides what they asked for; the installation itself is nobody."""
    if actor.user_id is not None and actor.user_id == request.asker_id:
        raise Refused(Finding(OWN_REQUEST.code, OWN_REQUEST.severity))


def said(text: str, *, needed: bool = True) -> str:
    """Words as they are kept."""
    clean = clean_text(text)
    if refused_characters(text) or (needed and not clean):
        raise Refused(Finding(NO_REASON.code, NO_REASON.severity))
    return clean


def sign_step(
    actor: Actor,
    request: ChangeRequest,
    kind: StepKind,
    favourable: bool,
    text: str,
    *,
    act: str = "",
    document: StoredFile | None = None,
) -> ChangeStep:
    """Writes and signs what answers a request."""
    step = ChangeStep(
        entity_id=request.entity_id,
        request=request,
        kind=kind,
        favourable=favourable,
        text=text,
        act=act,
        document=document,
        signed_by=actor.name[:200],
        signer_id=actor.user_id,
        post=post_held(actor, (Role.PLANNING_OFFICE,)),
        at=timezone.now(),
    )
    step.digest = step_digest(step, account_of(actor))
    step.save(force_insert=True)
    return step
