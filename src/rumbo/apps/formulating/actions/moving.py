"""How a part moves and how what is signed is signed. Steps of the verbs; there is no verb here."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils import timezone

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import Refused, somebody_was_faster
from rumbo.apps.formulating.bridge import digest_of, moment, places_digest
from rumbo.apps.formulating.models import Part
from rumbo.apps.formulating.queries import lock_of
from rumbo.apps.people.queries import account_of, post_held
from rumbo.apps.plans.models import Placement
from rumbo.domain.formulating.windows import DRAFTING, NOT_BEGUN, WRITABLE
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text, refused_characters

UNFIT = declare(
    Sentences(
        "formulating.text_unfit",
        Severity.ERROR,
        marked("El texto trae caracteres que no se pueden guardar"),
        marked("El texto trae caracteres invisibles que no se aceptan: {characters}."),
        marked("Suelen llegar al copiar de otro programa y dañan los archivos que se publican."),
        marked("Bórrelos y guarde de nuevo."),
    )
)


def move_part(part: Part, *expected: str, edit: int | None = None, **columns: Any) -> Part:
    """Moves a part that is still in one of these states (and as its editor saw it); refuses when it no longer is. The
    row stays locked until the end."""
    standing = Part.objects.filter(pk=part.pk, state__in=expected, formulation__finished_at__isnull=True)
    if edit is not None:
        standing = standing.filter(edit=edit)
    if not standing.update(edit=F("edit") + 1, **columns):
        raise somebody_was_faster()
    part.refresh_from_db(fields=["state", "edit", "opens_on", "until", "window_reason"])
    return part


def begin_writing(part: Part) -> None:
    """A part that its unit may write now is begun, or refused with why not."""
    fresh = Part.objects.select_related("formulation").get(pk=part.pk)
    if lock := lock_of(fresh):
        raise Refused(lock)
    move_part(part, *WRITABLE, state=DRAFTING if fresh.state == NOT_BEGUN else fresh.state)


def know(part: Part, placements: Sequence[Placement]) -> None:
    """The unit knows its targets as they stand now: what comes later is a change that others made."""
    part.known = places_digest(placements)
    Part.objects.filter(pk=part.pk).update(known=part.known)


def signature(actor: Actor, roles: tuple[Role, ...], unit_id: int | None, **told: Any) -> dict[str, Any]:
    """The columns of a signature over what is told: account, name, post, moment and digest."""
    at, post = timezone.now(), post_held(actor, roles, unit_id)
    account = account_of(actor)
    digest = digest_of(**told, account=account, name=actor.name, post=post, at=moment(at))
    return {"signer_id": actor.user_id, "signed_by": actor.name[:200], "post": post, "at": at, "digest": digest}


def said(text: str) -> str:
    """Words as they are kept."""
    if refused := refused_characters(text):
        raise Refused(Finding(UNFIT.code, UNFIT.severity, facts={"characters": ", ".join(refused)}))
    return clean_text(text)
