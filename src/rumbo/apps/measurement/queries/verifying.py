"""What verification tells of each closing, as plain values, to the command line and to whoever is told of a night."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from rumbo.apps import progress
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.models import Verification
from rumbo.apps.measurement.queries.closed import closed_followups, closing_to_verify, named_closing
from rumbo.apps.measurement.queries.differing import UNREADABLE, Difference
from rumbo.apps.measurement.queries.verification import differences
from rumbo.apps.people.models import Entity
from rumbo.apps.people.queries import clock_of
from rumbo.domain.calendar.windows import day_in_zone

Told = dict[str, str]
"""A difference: entity, plan, period ("2024 quarterly 1"), what, subject, measure, stored and found; followup is the
uid of the closing, empty where nothing is left of it."""


def verified(key: int) -> list[Told]:
    """What differs in one closed follow-up; that it cannot be read, where it cannot."""
    try:
        followup = closing_to_verify(key)
        with clock_of(followup.entity):
            found = differences(followup)
    except UNREADABLE as error:
        return [_named("unreadable", *named_closing(key), found=str(error))]
    return [_told(followup, each) for each in found]


def closing_gone(uid: str, entity: str) -> Told:
    """A closing that the trail remembers and of which nothing is left."""
    return _named("gone", entity, uid)


def job_of(entity_id: int) -> str:
    """Under what name the task worker tells how far it has come with verifying an entity."""
    return f"verifying-{entity_id}"


def day_to_verify(entity: Entity) -> date | None:
    """The day of the entity, where something is closed that was not verified on it and nobody is at it; else None. Two
    queries."""
    day = day_in_zone(timezone.now(), entity.time_zone)
    if Verification.objects.filter(entity=entity, day__gte=day).exists() or not progress.interrupted(job_of(entity.pk)):
        return None
    return day if closed_followups(entity.pk).exists() else None


def last_verification(entity_id: int) -> Verification | None:
    """The last night's."""
    return Verification.objects.filter(entity_id=entity_id).order_by("-day").first()


def in_trail(told: Iterable[Told]) -> str:
    """Differences in one line for the trail: the first ten."""
    listed = list(told)
    named = "; ".join(f"{each['what']} {each['measure']} {each['subject'][:60]}".strip() for each in listed[:10])
    return f"{len(listed)}: {named}"


def _named(what: str, entity: str, plan: str, found: str = "") -> Told:
    shape = {"period": "", "what": what, "subject": "", "measure": "", "stored": "", "found": found, "followup": ""}
    return {"entity": entity, "plan": plan, **shape}


def _told(followup: Followup, each: Difference) -> Told:
    return {
        "entity": followup.entity.slug,
        "plan": followup.plan_version.plan.name,
        "period": f"{followup.period.fiscal_year} {followup.period.periodicity} {followup.period.ordinal}",
        "what": each.what,
        "subject": each.subject,
        "measure": each.measure,
        "stored": each.stored,
        "found": each.found,
        "followup": str(followup.uid),
    }
