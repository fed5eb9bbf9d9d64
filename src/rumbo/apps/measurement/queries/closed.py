"""Which closings there are to verify: those that their rows tell, and those that only the trail remembers."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from rumbo.apps.audit.models import VerbLine
from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.people.models import Entity

CLOSING = "followup.followup.close"
NEEDED = ("entity", "plan_version__plan", "plan_version__entity", "period")
"""What verifying a follow-up needs of it."""


def closed_followups(entity_id: int | None = None) -> QuerySet[Followup]:
    """What verification recomputes: every follow-up that was closed, of one entity or of all.

    The trail remembers a closing that somebody took away from the row, so that nothing escapes by being reopened.
    """
    remembered = _remembered(entity_id).values("subject_uid")
    found = _of(entity_id, Followup.objects.filter(Q(state=FollowupState.CLOSED) | Q(uid__in=remembered)))
    return found.select_related(*NEEDED).order_by("entity_id", "pk")


def _remembered(entity_id: int | None) -> QuerySet[VerbLine]:
    """What the trail tells of closings. A line is of the entity of its follow-up, so that of one entity nothing of the
    others is read."""
    return _of(entity_id, VerbLine.objects.filter(verb=CLOSING))


def _of(entity_id: int | None, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows if entity_id is None else rows.filter(entity_id=entity_id)


def closing_to_verify(key: int) -> Followup:
    """A follow-up by its key with what verifying it needs. Raises what reading rows that no action wrote may raise."""
    return Followup.objects.select_related(*NEEDED).get(pk=key)


def named_closing(key: int) -> tuple[str, str]:
    """Slug of the entity and name of the plan of a follow-up, asked of nothing else of its rows."""
    entity, plan = Followup.objects.values_list("entity__slug", "plan_version__plan__name").get(pk=key)
    return entity, plan


def closings_gone(entity_id: int | None = None) -> list[tuple[str, str]]:
    """The closings that the trail of one entity, or of all, remembers and of which no follow-up is left: uid, and slug
    of the entity."""
    left = _of(entity_id, Followup.objects.all()).values("uid")
    lines = _remembered(entity_id).exclude(subject_uid__in=left).order_by("subject_uid")
    slug = Subquery(Entity.objects.filter(pk=OuterRef("entity_id")).values("slug"))
    return [(str(uid), of or "") for uid, of in lines.values_list("subject_uid", slug).distinct()]
