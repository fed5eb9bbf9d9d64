"""How a revision moves from state to state, and how one that is being written is held."""

from typing import Any

from django.db.models import F

from rumbo.apps.audit.doorway import somebody_was_faster
from rumbo.apps.indicators.models import SheetRevision, SheetState

EDITABLE = (SheetState.DRAFT, SheetState.RETURNED)


def move(row: SheetRevision, *expected: str, **columns: Any) -> SheetRevision:
    """Moves a revision that is still in one of the states expected; refuses when it no longer is."""
    if not SheetRevision.objects.filter(pk=row.pk, state__in=expected).update(edit=F("edit") + 1, **columns):
        raise somebody_was_faster()
    row.refresh_from_db()
    return row


def hold(row: SheetRevision) -> None:
    """Keeps a revision editable until the end of the transaction; refuses when it no longer is."""
    if not SheetRevision.objects.filter(pk=row.pk, state__in=EDITABLE).update(edit=F("edit") + 1):
        raise somebody_was_faster()
