"""How a version moves from state to state: a conditional update from the state expected, or somebody was faster."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import F, Max, Model, QuerySet

from rumbo.apps.audit.doorway import Refused, somebody_was_faster
from rumbo.apps.versions.models import EDITABLE, Reviewed, VersionState
from rumbo.findings import Finding, Sentences, Severity, declare, marked

V = TypeVar("V", bound=Model)
R = TypeVar("R", bound=Reviewed)

NO_REMARK = declare(
    Sentences(
        code="versions.return_without_remark",
        severity=Severity.ERROR,
        title=marked("Devolución sin observación"),
        what=marked("No se dijo qué hay que corregir."),
        why=marked("Quien lo recibe no sabría qué cambiar, y volvería igual."),
        how=marked("Escriba al menos una observación."),
    )
)


def move(version: V, *expected: str, **columns: Any) -> V:
    """Moves a version that is still in one of the states expected; refuses when it no longer is."""
    standing = type(version)._default_manager.filter(pk=version.pk, state__in=expected)
    if not standing.update(edit=F("edit") + 1, **columns):
        raise somebody_was_faster()
    version.refresh_from_db()
    return version


def hold(version: Model, edit: int | None = None, *, states: Sequence[str] = EDITABLE, **columns: Any) -> None:
    """Keeps a version editable until the end of the transaction and writes columns of it, or refuses.

    With the count of changes that somebody saw, also when there were others since.
    """
    held = type(version)._default_manager.filter(pk=version.pk, state__in=states)
    if edit is not None:
        held = held.filter(edit=edit)
    if not held.update(edit=F("edit") + 1, **columns):
        raise somebody_was_faster()


def next_number(owner: Model, versions: QuerySet[V]) -> int:
    """The number of the next version of an owner, which is locked: of two who begin one at once, the second waits."""
    type(owner)._default_manager.select_for_update().get(pk=owner.pk)
    last: int | None = versions.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def put_forward(version: R) -> R:
    """A draft, or what was mended after a return, becomes a proposal."""
    return move(version, *EDITABLE, state=VersionState.PROPOSED)


def send_back(version: R, remark: str) -> R:
    """A proposal goes back to who wrote it, with what should change."""
    if not remark.strip():
        raise Refused(without_remark())
    return move(version, VersionState.PROPOSED, state=VersionState.RETURNED, return_remark=remark)


def without_remark() -> Finding:
    """The finding of a return that says nothing."""
    return Finding(NO_REMARK.code, NO_REMARK.severity)
