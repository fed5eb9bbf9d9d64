"""Who answers for what: the unit that reports each target, and the targets for which nobody does. A fixed number of
queries, however many targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from rumbo.apps.followup.access import REPORT
from rumbo.apps.followup.models import FollowupState, Reassignment, Report
from rumbo.apps.followup.queries import OWED
from rumbo.apps.people.models import Unit
from rumbo.apps.people.queries import heir, heirs_on, memberships_in_force
from rumbo.apps.plans.models import Placement, Target, TargetUnit
from rumbo.apps.plans.queries import versions_in_force


class Lacking(StrEnum):
    """Why nobody answers for a target: no unit reports it, the unit is no longer (or not yet) valid, or nobody in it is
    a liaison or a lead who can sign in."""

    NO_UNIT = "no_unit"
    UNIT_ENDED = "unit_ended"
    NO_PERSON = "no_person"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A target for which nobody answers: what it is, in which plan, of which unit (None without one), and why."""

    target_uid: str
    number: str
    statement: str
    plan: str
    unit: Unit | None
    lacking: Lacking


def reassigned(targets: Sequence[int], day: date) -> dict[int, int]:
    """By target, the unit that reports it on a day where another was said than the plan's. One query."""
    rows = Reassignment.objects.filter(target__in=targets, since__lte=day).order_by("since", "pk")
    return dict(rows.values_list("target_id", "unit_id"))


def reporting_units(revisions: Mapping[int, int], entity_id: int, day: date) -> dict[int, int]:
    """By target, the unit that is asked for its report of a period that ends on a day: the one it was reassigned to, or
    the one that its revision (by target) names, or who answers for that one since it became another. Three queries."""
    planned = TargetUnit.objects.filter(revision__in=revisions.values(), reports=True)
    named, heirs = dict(planned.values_list("revision_id", "unit_id")), heirs_on(entity_id, day)
    found = {target: named[revision] for target, revision in revisions.items() if revision in named}
    return {target: heirs.get(unit, unit) for target, unit in found.items()} | reassigned(list(revisions), day)


def unanswered(entity_id: int, day: date) -> list[Unanswered]:
    """The targets of the versions in force for which nobody answers on a day, in the order of the plans. A target with
    an open report is of the unit that owes it. Two queries."""
    held = memberships_in_force(day).filter(unit=OuterRef("pk"), role__in=[role.value for role in REPORT])
    held = held.filter(person__is_active=True)
    units = Unit.objects.filter(entity_id=entity_id).annotate(staffed=Exists(held), heir=heir(day)).in_bulk()
    found: dict[str, Unanswered] = {}
    told = ("revision__target__uid", "number", "revision__statement", "version__plan__name")
    for owing, owed_by, moved, planned, uid, *named in _placed(entity_id, day).values_list(*WHO, *told):
        unit = units.get(owed_by if owing else moved or planned)
        if unit is not None and not owing and not moved:
            unit = units.get(unit.heir, unit)
        if lacking := _lacking(unit, day):
            number, statement, plan = named
            found.setdefault(str(uid), Unanswered(str(uid), number or "", statement, plan, unit, lacking))
    return list(found.values())


WHO = ("owing", "owed_by", "moved", "planned")


def _placed(entity_id: int, day: date) -> QuerySet[Placement]:
    """The targets of the versions in force, each with the unit of its open report, if any, the unit it was reassigned
    to, and the one that the plan says."""
    target, revision = OuterRef("revision__target"), OuterRef("revision")
    owed = Report.objects.filter(target=target, state__in=OWED, followup__state=FollowupState.OPEN)
    last = owed.order_by("-period__last_day")
    moved = Reassignment.objects.filter(target=target, since__lte=day).order_by("-since", "-pk")
    planned = TargetUnit.objects.filter(revision=revision, reports=True)
    rows = Placement.objects.filter(version__in=versions_in_force(entity_id).values("pk").order_by(), counts=True)
    return rows.annotate(
        owing=Exists(owed),
        owed_by=Subquery(last.values("unit_id")[:1]),
        moved=Subquery(moved.values("unit_id")[:1]),
        planned=Subquery(planned.values("unit_id")[:1]),
    ).order_by("version", "ordinal")


def _lacking(unit: Any, day: date) -> Lacking | None:
    if unit is None:
        return Lacking.NO_UNIT
    begun, over = unit.valid_from is None or unit.valid_from <= day, unit.valid_to is not None and unit.valid_to < day
    if not begun or over:
        return Lacking.UNIT_ENDED
    return None if unit.staffed else Lacking.NO_PERSON


def target_by_uid(entity_id: int, uid: str) -> Target | None:
    """A target of the entity, or None."""
    return Target.objects.filter(entity_id=entity_id, uid=uid).first()


def answered_by(unit: Unit, day: date) -> dict[int, str]:
    """By target, the statement of each that a unit answers for on a day: of the versions in force, and whatever it owes
    in a round that is open. Three queries."""
    heirs = heirs_on(unit.entity_id, day)
    rows = _placed(unit.entity_id, day).values_list("revision__target_id", "revision__statement", *WHO)
    found = {
        target: statement
        for target, statement, owing, owed_by, moved, planned in rows
        if unit.pk in ((owed_by if owing else None), moved or heirs.get(planned, planned))
    }
    open_ones = Report.objects.filter(unit=unit, followup__state=FollowupState.OPEN)
    return found | dict(open_ones.values_list("target_id", "revision__statement"))
