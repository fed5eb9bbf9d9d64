"""Units that become others pass on what they owe: every report that is open, and who reports each target from then on.

What was closed stays under the unit that reported it. A report is moved and never made anew: nothing is owed twice.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import F
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.calendar.models import ReportingException
from rumbo.apps.followup.actions.contribute import pass_on_contributions
from rumbo.apps.followup.models import FollowupState, Reassignment, Report
from rumbo.apps.followup.queries.answerable import answered_by
from rumbo.apps.people.actions.succession import NOBODY_SAID, Change, merge_people, split_people
from rumbo.apps.people.models import Entity, Unit
from rumbo.findings import Finding


@doorway("followup.unit.merge")
def merge_units(
    actor: Actor, entity: Entity, units: Sequence[Unit], into: Unit | str, change: Change, *, reason: str = ""
) -> Unit:
    """Several units become one, new (by its name) or already there, which answers for all of theirs from a day on."""
    owed = {unit.pk: answered_by(unit, timezone.localdate()) for unit in units}
    after = merge_people(actor, entity, units, into, change, reason=reason)
    for unit in units:
        if unit != after:
            _pass_on(actor, unit, dict.fromkeys(owed[unit.pk], after), after, change)
    return after


@doorway("followup.unit.split")
def split_unit(
    actor: Actor,
    unit: Unit,
    names: Sequence[str],
    change: Change,
    *,
    targets: Mapping[int, int],
    people: Mapping[int, int],
    rest: int = 0,
    reason: str = "",
) -> list[Unit]:
    """A unit becomes several new ones, by their names. `targets` says by the key of each target that it answers for
    which of them (from 0) goes on, `people` by that of each role; `rest` is who goes on with everything else."""
    owed = answered_by(unit, timezone.localdate())
    after = split_people(actor, unit, names, people, change, rest=rest, reason=reason)
    if left := [key for key in owed if key not in targets]:
        raise Refused(Finding(NOBODY_SAID.code, NOBODY_SAID.severity, facts={"what": owed[left[0]]}))
    _pass_on(actor, unit, {key: after[targets[key]] for key in owed}, after[rest], change)
    return after


def _pass_on(actor: Actor, unit: Unit, places: Mapping[int, Unit], rest: Unit, change: Change) -> None:
    """Each target goes to its place, and whatever report of the unit is open with it, late ones and sent ones too."""
    Reassignment.objects.bulk_create(
        Reassignment(
            entity_id=unit.entity_id,
            target_id=target,
            unit=place,
            since=change.since,
            reason=change.act,
            decided_by=actor.name[:200],
            at=timezone.now(),
        )
        for target, place in places.items()
    )
    open_ones = Report.objects.filter(unit=unit, followup__state=FollowupState.OPEN)
    _pass_on_exceptions(unit, open_ones.values_list("period_id", "target_id"))
    for place, targets in _by_place(places):
        open_ones.filter(target__in=targets).update(unit=place, edit=F("edit") + 1)
    open_ones.update(unit=rest, edit=F("edit") + 1)
    pass_on_contributions(unit, places, rest)


def _pass_on_exceptions(unit: Unit, owed: Iterable[tuple[int, int]]) -> None:
    """More time that a unit was given goes on, as it was given, with each target that it owes: (period, target)."""
    among = sorted(owed)
    given = ReportingException.objects.filter(unit=unit, withdrawn_at__isnull=True)
    ReportingException.objects.bulk_create(
        ReportingException(
            entity_id=each.entity_id,
            period_id=each.period_id,
            target_id=target,
            report_until=each.report_until,
            reason=each.reason,
            given_by=each.given_by,
            given_at=each.given_at,
        )
        for each in given
        for period, target in among
        if period == each.period_id
    )


def _by_place(places: Mapping[int, Unit]) -> Iterable[tuple[Unit, list[int]]]:
    units = {place.pk: place for place in places.values()}
    return [(unit, [key for key, place in places.items() if place.pk == unit.pk]) for unit in units.values()]
