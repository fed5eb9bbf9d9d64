"""Units renamed, merged and split: nothing owed is lost or doubled, what was closed stays, and who answers follows."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from rumbo.apps.audit.actor import Role
from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.calendar.actions import give_exception
from rumbo.apps.calendar.models import ReportingException
from rumbo.apps.calendar.queries import term_of
from rumbo.apps.followup.actions import close_followup, merge_units, open_followup, split_unit
from rumbo.apps.followup.models import Contribution, FollowupState, Report
from rumbo.apps.followup.queries import visible_reports
from rumbo.apps.followup.queries.answerable import answered_by, unanswered
from rumbo.apps.people.actions import Change, grant_membership, rename_unit_since
from rumbo.apps.people.models import Inheritance, Membership, Unit
from rumbo.apps.people.queries import former_names, successions_of, units_of
from rumbo.domain.calendar.windows import Windows
from tests.characters import House
from tests.rounds import open_round, quarter, report_of, submitted, version_with

pytestmark = pytest.mark.django_db
SINCE = date(2024, 5, 1)
ACT = Change(SINCE, "Decreto 12 del 30 de abril de 2024")
PROJECTS, LEGAL = "Oficina de Proyectos", "Oficina Jurídica"
LATER = date(2024, 8, 1)


def owed(house: House) -> dict[tuple[int, int], str]:
    """Every report of the house with who owes it: by target and period there is one."""
    rows = Report.objects.filter(entity=house.entity).values_list("target_id", "period_id", "unit__name")
    return {(target, period): unit or "" for target, period, unit in rows}


def merged(house: House, into: Unit | str = "Subdirección de Gestión") -> Unit:
    return merge_units(house.pilar.actor, house.entity, [house.units[PROJECTS], house.units[LEGAL]], into, ACT)


def role_of(house: House, unit: str, role: Role = Role.LIAISON) -> Membership:
    return Membership.objects.get(entity=house.entity, unit=house.units[unit], role=role)


def test_what_is_open_passes_on_and_what_is_closed_stays(house: House) -> None:
    first = open_round(house, 1)
    close_followup(house.pilar.actor, first)
    second = open_round(house, 2)
    sent = submitted(house, second)
    before = owed(house)
    after = merged(house)
    assert owed(house).keys() == before.keys(), "no report is lost, and none is made"
    closed = Report.objects.filter(followup=first).values_list("unit__name", flat=True)
    assert set(closed) == {PROJECTS, LEGAL}
    assert set(Report.objects.filter(followup=second).values_list("unit", flat=True)) == {after.pk}
    sent.refresh_from_db()
    assert sent.entries.get().written_by == house.lucia.actor.name, "whoever signed, signed"
    third = open_round(house, 3)
    assert set(Report.objects.filter(followup=third).values_list("unit", flat=True)) == {after.pk}
    assert unanswered(house.entity.pk, timezone.localdate()) == []


def test_people_follow_and_answer_for_what_the_old_unit_left(house: House) -> None:
    closed = open_round(house, 1)
    close_followup(house.pilar.actor, closed)
    after = merged(house)
    lucia = house.lucia.actor
    old = {house.units[PROJECTS].pk, house.units[LEGAL].pk}
    assert lucia.units_as(Role.LIAISON) == {after.pk} | old
    assert set(visible_reports(lucia)) == set(Report.objects.filter(entity=house.entity))
    assert role_of(house, PROJECTS).valid_to == SINCE - timedelta(days=1)
    assert Membership.objects.get(unit=after, person=house.lucia.user).valid_from == SINCE
    assert [unit.name for unit in units_of(house.entity.pk, SINCE)] == ["Secretaría General", after.name]
    assert former_names(house.entity.pk) == {after.pk: (PROJECTS, LEGAL)}


def test_more_time_goes_on_with_each_target_that_had_it(house: House) -> None:
    days = Windows(SINCE, date(2024, 7, 15), date(2024, 7, 22), date(2024, 7, 29))
    second = open_followup(house.pilar.actor, house.version, quarter(house), windows=days)
    until, one_more = timezone.localdate() + timedelta(days=3), timezone.localdate() + timedelta(days=5)
    give = {"period": second.period, "reason": "Paro"}
    given = give_exception(house.pilar.actor, unit=house.units[PROJECTS], report_until=until, **give)
    give_exception(house.pilar.actor, target=report_of(second, "2").target, report_until=one_more, **give)
    merged(house)
    terms = {number: term_of(report_of(second, number)).report_until for number in ("1", "2", "3")}
    assert terms == {"1": until, "2": one_more, "3": until}
    passed = ReportingException.objects.filter(target=report_of(second, "1").target).get()
    assert (passed.reason, passed.given_by, passed.given_at) == (given.reason, given.given_by, given.given_at)


def test_what_is_planned_under_the_old_unit_is_asked_of_its_heir(house: House) -> None:
    """What was formulated, or loaded, while it still was there and rules afterwards."""
    after = merged(house)
    again = merge_units(house.pilar.actor, house.entity, [after], house.units["Secretaría General"], Change(LATER, "X"))
    version = version_with(house, "Otro", count=2, units=(house.units[LEGAL].pk, house.units[PROJECTS].pk))
    assert unanswered(house.entity.pk, timezone.localdate()) == []
    for ordinal, unit in ((1, house.units[LEGAL]), (2, after), (4, again)):
        asked = open_round(house, ordinal, version)
        assert set(Report.objects.filter(followup=asked).values_list("unit", flat=True)) == {unit.pk}
        others = Contribution.objects.filter(report__followup=asked).values_list("unit", flat=True)
        assert set(others) == ({house.units[PROJECTS].pk} if ordinal == 1 else set()), "nobody contributes to their own"


def test_who_was_in_both_is_there_once(house: House) -> None:
    grant_membership(
        house.system, house.entity, house.lucia.user, Role.LIAISON, since=date(2021, 1, 1), unit=house.units[LEGAL]
    )
    after = merged(house)
    assert Membership.objects.filter(person=house.lucia.user, unit=after).count() == 1


def test_one_may_take_in_another(house: House) -> None:
    second = open_round(house, 2)
    after = merge_units(house.pilar.actor, house.entity, [house.units[LEGAL]], house.units[PROJECTS], ACT)
    assert set(Report.objects.filter(followup=second).values_list("unit", flat=True)) == {after.pk}
    assert after == house.units[PROJECTS]
    assert after.valid_to is None


def test_a_unit_is_split_by_target_and_by_person(house: House) -> None:
    second = open_round(house, 2)
    before, unit = owed(house), house.units[PROJECTS]
    keys = sorted(answered_by(unit, SINCE))
    people = {role_of(house, PROJECTS).pk: 0, role_of(house, PROJECTS, Role.UNIT_LEAD).pk: 1}
    one, other = split_unit(
        house.pilar.actor,
        unit,
        ["Proyectos", "Peticiones"],
        ACT,
        targets={keys[0]: 0, keys[1]: 1},
        people=people,
        rest=1,
    )
    assert owed(house).keys() == before.keys()
    assert report_of(second, "1").unit == one
    assert report_of(second, "3").unit == other
    assert report_of(second, "2").unit == house.units[LEGAL]
    assert house.lucia.actor.units_as(Role.LIAISON) == {one.pk}
    assert house.leonardo.actor.units_as(Role.UNIT_LEAD) == {other.pk, unit.pk}, "the rest goes with one of them only"
    assert answered_by(unit, SINCE) == {}


def test_a_change_is_undone_by_another_one(house: House) -> None:
    second = open_round(house, 2)
    after = merged(house)
    roles = Membership.objects.filter(unit=after)
    keys = answered_by(after, timezone.localdate())
    back = Change(timezone.localdate(), "Decreto 40 de 2024")
    split_unit(
        house.pilar.actor,
        after,
        ["Proyectos", "Jurídica"],
        back,
        targets=dict.fromkeys(keys, 0),
        people={role.pk: 0 for role in roles},
    )
    assert {unit.name for unit in Unit.objects.filter(reports__followup=second)} == {"Proyectos"}
    assert former_names(house.entity.pk)[Unit.objects.get(name="Proyectos").pk] == (PROJECTS, LEGAL, after.name)
    assert [told.kind for told in successions_of(after)] == ["split", "merged"]
    assert Inheritance.objects.filter(successor__name="Jurídica", answers=True).count() == 0


def test_a_name_changes_from_a_day_and_all_stays(house: House) -> None:
    second = open_round(house, 2)
    unit = house.units[PROJECTS]
    rename_unit_since(house.pilar.actor, unit, "Oficina de Obras", ACT, reason="Nueva estructura")
    assert report_of(second, "1").unit.name == "Oficina de Obras"
    assert former_names(house.entity.pk) == {unit.pk: (PROJECTS,)}
    assert house.lucia.actor.units_as(Role.LIAISON) == {unit.pk}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Change(SINCE, " "), "succession.act_missing"),
        (Change(date(2999, 1, 1), "Decreto 1"), "succession.not_yet"),
        (Change(date(2019, 1, 1), "Decreto 1"), "succession.unit_not_in_force"),
    ],
)
def test_a_change_without_act_or_day_is_refused_whole(house: House, change: Change, code: str) -> None:
    open_round(house, 2)
    before = owed(house)
    with pytest.raises(Refused) as refused, transaction.atomic():
        merge_units(house.pilar.actor, house.entity, [house.units[PROJECTS], house.units[LEGAL]], "Una", change)
    assert refused.value.findings[0].code == code
    assert owed(house) == before
    assert not Unit.objects.filter(name="Una").exists()


def test_nothing_is_left_without_a_place_and_the_old_unit_not_used_again(house: House) -> None:
    unit = house.units[PROJECTS]
    with pytest.raises(Refused) as refused, transaction.atomic():
        split_unit(house.pilar.actor, unit, ["A", "B"], ACT, targets={}, people={})
    assert refused.value.findings[0].code == "succession.destination_missing"
    with pytest.raises(Refused) as refused, transaction.atomic():
        merge_units(house.pilar.actor, house.entity, [unit], "Sola", ACT)
    assert refused.value.findings[0].code == "succession.too_few"
    merged(house)
    with pytest.raises(Refused) as refused, transaction.atomic():
        merged(house, "Otra")
    assert refused.value.findings[0].code == "succession.unit_not_in_force"


def test_it_is_for_planning_and_the_administrator_and_never_rewritten(house: House, other_house: House) -> None:
    for who in (house.lucia, house.leonardo, house.irene, house.diana, other_house.pilar):
        with pytest.raises(Forbidden), transaction.atomic():
            merge_units(who.actor, house.entity, [house.units[PROJECTS], house.units[LEGAL]], "Una", ACT)
    merged(house)
    with pytest.raises(DatabaseError), transaction.atomic():
        Inheritance.objects.update(called="Otra")
    assert not Report.objects.filter(followup__state=FollowupState.OPEN, unit=house.units[LEGAL]).exists()
