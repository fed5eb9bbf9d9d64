"""Every night the task worker computes again what an entity closed, and keeps what it found."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from rumbo.apps import progress
from rumbo.apps.audit.actor import Actor, system_actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.measurement.actions.record_differences import record_differences
from rumbo.apps.measurement.models import Verification
from rumbo.apps.measurement.queries.closed import closed_followups, closing_to_verify, closings_gone
from rumbo.apps.measurement.queries.differing import UNREADABLE
from rumbo.apps.measurement.queries.verifying import Told, closing_gone, in_trail, job_of, verified
from rumbo.apps.people.models import Entity
from rumbo.apps.people.queries import clock_of

SHOWN = 20
"""So many differences of a closing are kept by name; the others are counted."""


@doorway("measurement.closings.verify")
def ask_to_verify(actor: Actor, entity: Entity, *, day: date) -> None:
    """Asks the task worker to verify what the entity closed, once this transaction stands."""
    progress.wait(job_of(entity.pk))
    transaction.on_commit(lambda: verify_entity.enqueue(entity.pk, day.isoformat()))


@task()
def verify_entity(entity_id: int, day: str) -> None:
    """The task worker's part. Nothing is written until all of it is known; a second worker finds the day taken."""
    entity, actor = Entity.objects.get(pk=entity_id), system_actor("task", entity_id)
    keys = list(closed_followups(entity_id).values_list("pk", flat=True))
    found: dict[str, list[Told]] = {}
    with clock_of(entity), progress.working(job_of(entity_id)):
        for done, key in enumerate(keys):
            progress.advance("verifying", done, len(keys))
            if told := verified(key):
                _leave_in_trail(key, told)
                found[str(key)] = told
        for uid, slug in closings_gone(entity_id):
            found[uid] = [{**closing_gone(uid, slug), "followup": uid}]
        record_verification(actor, entity, day=date.fromisoformat(day), closings=len(keys), found=found.values())


@doorway("measurement.verification.record")
def record_verification(
    actor: Actor, entity: Entity, *, day: date, closings: int, found: Iterable[list[Told]]
) -> Verification:
    """Keeps what a night found, closing by closing; the day once only."""
    listed = [_closing(each) for each in found if each]
    return Verification.objects.create(
        entity=entity,
        day=day,
        at=timezone.now(),
        closings=closings,
        differing=sum(each["count"] for each in listed),
        told=listed,
    )


def _leave_in_trail(key: int, told: list[Told]) -> None:
    """What differs in a closing, in the trail of its entity; where it can be read at all."""
    try:
        followup = closing_to_verify(key)
    except UNREADABLE:
        return
    record_differences(system_actor("task", followup.entity_id), followup, reason=in_trail(told))


def _closing(told: list[Told]) -> Mapping[str, Any]:
    first = told[0]
    return {
        "followup": first["followup"],
        "plan": first["plan"],
        "period": first["period"],
        "count": len(told),
        "first": told[:SHOWN],
    }
