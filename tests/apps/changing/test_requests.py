"""A change of a plan in force: asked, with an opinion, decided by the act, and what becomes of the plan."""

import html
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from rumbo.apps.audit.actor import Role
from rumbo.apps.audit.doorway import FASTER, Forbidden, Refused
from rumbo.apps.changing.actions import ask_change, give_opinion, withdraw_request
from rumbo.apps.changing.bridge import ChangeData
from rumbo.apps.changing.models import ChangeRequest, ChangeStep, Kind
from rumbo.apps.changing.queries import (
    broken_signatures,
    pointed_out,
    request_by_uid,
    requests_behind,
    requests_to_decide,
)
from rumbo.apps.followup.actions import merge_units, split_unit
from rumbo.apps.followup.models import Report
from rumbo.apps.followup.queries.answerable import answered_by
from rumbo.apps.people.actions import Change
from rumbo.apps.plans.bridge import AlignmentData, FundingData, MilestoneData, target_data
from rumbo.apps.plans.models import Placement, PlanVersion
from rumbo.apps.plans.queries import version_changes, version_in_force
from rumbo.domain.numbers import Quantity
from rumbo.faces.kit.written import written_day
from tests.apps.changing.asking import FOUND, WHY, asked, decided, opined, placed
from tests.apps.measurement.quarters import answer, open_quarter, report_of, value
from tests.characters import House, welcome


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def test_an_approved_edit_is_the_next_version_and_reports_stay(house: House) -> None:
    report = answer(house, open_quarter(house, 1), "1", quantity=Quantity.of(4))
    request = opined(house, asked(house))
    assert [each.code for each in pointed_out(request)][:1] == ["weakening.quantity"]
    assert [each.pk for each in requests_to_decide(house.version)] == [request.pk]
    after = decided(house, request)
    assert after is not None
    assert version_in_force(house.version.plan) == after
    changes = [each for each in version_changes(house.version, after) if each.changes]
    assert [(each.changes[0].field, each.changes[0].after) for each in changes] == [("quantity", Quantity.of(1))]
    assert [each.pk for each in requests_behind(after)] == [request.pk]
    now = Placement.objects.get(version=after, number="1")
    assert Report.objects.get(pk=report.pk).target_id == now.revision.target_id
    assert [each.kind for each in request.steps.order_by("pk")] == ["opinion", "decision"]
    assert not broken_signatures(house.entity.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        ChangeStep.objects.update(favourable=False)
    with pytest.raises(DatabaseError), transaction.atomic():
        ChangeRequest.objects.update(reason="otra")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("milestones", (MilestoneData("Convenio firmado", date(2024, 6, 30), Quantity.of(100)),)),
        ("funding", (FundingData("Recursos propios", 1_250_000_000), FundingData("SGR", 0))),
        ("alignments", (AlignmentData("ods", "Ciudades sostenibles", None, "11"),)),
        ("periodicity", "semiannual"),
        ("funding_source", "Inversión"),
    ],
)
def test_what_stands_in_rows_changes_too_and_back(house: House, field: str, value: Any) -> None:
    (before,) = target_data([placed(house)])
    after = decided(house, opined(house, asked(house, field=field, value=value)))
    assert after is not None
    rows = Placement.objects.select_related("revision__target", "revision__indicator", "serves")
    (now,) = target_data([rows.get(version=after, number="1")])
    assert getattr(now, field) == value
    assert now.units == before.units
    assert not broken_signatures(house.entity.pk)


def test_a_milestone_put_off_is_pointed_out(house: House) -> None:
    steps = (MilestoneData("Convenio firmado", date(2024, 6, 30), Quantity.of(100)),)
    after = decided(house, opined(house, asked(house, field="milestones", value=steps)))
    assert after is not None
    later = replace(steps[0], due=date(2024, 11, 30))
    rows = Placement.objects.select_related("revision__target", "revision__indicator", "serves", "version")
    data = ChangeData(kind=Kind.EDIT, reason=WHY, field="milestones", value=(later,))
    request = ask_change(house.lucia.actor, after, data, placement=rows.get(version=after, number="1"))
    assert "weakening.milestone" in [each.code for each in pointed_out(request)]


def test_a_cancelled_target_owes_no_more_and_says_so(house: House) -> None:
    first, second = open_quarter(house, 1), open_quarter(house, 2)
    day = first.period.last_day + timedelta(days=1)
    request = opined(house, asked(house, Kind.CANCEL, since=day))
    decided(house, request)
    assert report_of(first, "1").state == "pending", "what was due before its day is still owed"
    assert report_of(second, "1").state == "released"
    screen = reverse("web:followup-report", args=[report_of(second, "1").uid])
    shown = " ".join(house.lucia.browser().get(screen).content.decode().split())
    assert f"La meta se canceló desde el {written_day(day)} por" in shown
    assert f"Motivo de la decisión: {WHY}" in html.unescape(shown)
    assert "no debía reporte" in shown
    assert "Pasos del reporte" not in shown, "nothing of it is done, and nothing is to be done"
    assert value(second, "1") == "cancelled"
    third = open_quarter(house, 3, version_in_force(house.version.plan))
    assert not Report.objects.filter(followup=third, target=request.target).exists()
    assert value(third, "1") == "cancelled"


def test_a_suspended_target_owes_nothing_within_its_days(house: House) -> None:
    first, second, third = (open_quarter(house, ordinal) for ordinal in (1, 2, 3))
    days = {"since": second.period.first_day, "until": second.period.last_day}
    decided(house, opined(house, asked(house, Kind.SUSPEND, **days)))
    assert [report_of(each, "1").state for each in (first, second, third)] == ["pending", "released", "pending"]
    assert value(second, "1") == "suspended"
    assert value(third, "1") != "suspended"


def test_what_is_denied_changes_nothing_and_says_why(house: House) -> None:
    request = opined(house, asked(house))
    assert decided(house, request, approved=False) is None
    request.refresh_from_db()
    assert request.state == "denied"
    assert version_in_force(house.version.plan) == house.version


def test_nobody_decides_their_own_and_a_unit_asks_for_its_own_only(house: House) -> None:
    data = ChangeData(kind=Kind.EDIT, reason=WHY, field="quantity", value=Quantity.of(1))
    mine = ask_change(house.pilar.actor, house.version, data, placement=placed(house))
    with pytest.raises(Refused) as refused:
        give_opinion(house.pilar.actor, mine, mine.edit, favourable=True, text=FOUND)
    assert code(refused) == "changing.own_request"
    with pytest.raises(Forbidden):
        give_opinion(house.lucia.actor, mine, mine.edit, favourable=True, text=FOUND)
    with pytest.raises(Forbidden):
        ask_change(house.irene.actor, house.version, data, placement=placed(house))
    with pytest.raises(Refused) as refused:
        asked(house)
    assert code(refused) == "changing.already_asked"


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        (Kind.EDIT, {"reason": " "}, "changing.reason_missing"),
        (Kind.EDIT, {"field": "uid", "value": "x"}, "changing.no_change"),
        (Kind.CANCEL, {}, "changing.days_missing"),
        (Kind.SUSPEND, {"since": date(2024, 4, 1)}, "changing.days_missing"),
    ],
)
def test_what_cannot_be_asked_says_why(house: House, kind: Kind, more: dict[str, Any], expected: str) -> None:
    told = {"kind": kind, "reason": WHY, "field": "quantity" if kind == Kind.EDIT else "", "value": None} | more
    with pytest.raises(Refused) as refused:
        ask_change(house.lucia.actor, house.version, ChangeData(**told), placement=placed(house))
    assert code(refused) == expected


def test_two_at_once_are_told_and_nothing_is_half_done(house: House) -> None:
    request = asked(house)
    stale = ChangeRequest.objects.get(pk=request.pk)
    other = asked(house, field="measure_unit", value="Visitas")
    opined(house, request)
    with pytest.raises(Refused) as refused:
        give_opinion(house.pilar.actor, stale, stale.edit, favourable=False, text=FOUND)
    assert code(refused) == FASTER.code
    versions = PlanVersion.objects.count()
    with pytest.raises(Refused) as refused:
        decided(house, request, other)
    assert code(refused) == FASTER.code, "one of them has no opinion yet"
    assert PlanVersion.objects.count() == versions
    for each in (request, other):
        each.refresh_from_db()
    withdraw_request(house.lucia.actor, other, other.edit)
    decided(house, request)
    with pytest.raises(Refused) as refused:
        decided(house, request)
    assert code(refused) == "changing.version_not_in_force"


def test_who_takes_the_place_of_a_unit_has_its_requests_and_asks_for_its_targets(house: House) -> None:
    """Merged, whoever answers now sees and takes back what was asked; split, who goes on with a target asks."""
    projects, legal = house.units["Oficina de Proyectos"], house.units["Oficina Jurídica"]
    jaime = welcome(house, "jaime", "Jaime Jurídico", Role.LIAISON, legal.name)
    request = asked(house)
    assert request_by_uid(jaime.actor, request.uid) is None
    since = date.today() - timedelta(days=2)
    both = merge_units(house.pilar.actor, house.entity, [projects, legal], "Las dos", Change(since, "Decreto 4"))
    assert request_by_uid(jaime.actor, request.uid) == request
    withdraw_request(jaime.actor, request, request.edit)
    asked(house)
    since += timedelta(days=1)
    targets = {key: int(key == placed(house).revision.target_id) for key in answered_by(both, since)}
    people = {each.pk: int(each.person_id == jaime.user.pk) for each in both.memberships.all()}
    split_unit(house.pilar.actor, both, ["A", "B"], Change(since, "Decreto 5"), targets=targets, people=people)
    data = ChangeData(kind=Kind.EDIT, reason=WHY, field="statement", value="Realizar once seguimientos")
    mine = ask_change(jaime.actor, house.version, data, placement=placed(house))
    assert mine.unit is not None
    assert mine.unit.name == "B"
