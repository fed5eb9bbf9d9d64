"""Integrated plans: listed by unit, composed of activities that are registered once and shown in several."""

from typing import Any

import pytest
from django.urls import reverse

from rumbo.apps.plans.actions import continue_version, create_plan, draft_version, write_node
from rumbo.apps.plans.bridge import NodeData
from rumbo.apps.plans.bridge.institutional import COMPONENT, INTEGRATED, OWNER, institutional_of
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion
from tests.apps.intake.test_institutional import approved
from tests.characters import Character, House


@pytest.fixture
def draft(house: House) -> PlanVersion:
    """The next version, by hand, of a plan of action that came from a file."""
    version = approved(house).version
    assert version is not None
    return continue_version(house.pilar.actor, version)


def address(draft: PlanVersion, name: str = "", node: Any = None) -> str:
    return reverse(f"web:plans-integrated{name}", args=[draft.uid, *([node.uid] if node else [])])


def plans_in(draft: PlanVersion) -> list[NodeRevision]:
    return list(NodeRevision.objects.filter(version=draft, kind=INTEGRATED).order_by("ordinal"))


def test_they_stand_under_their_unit_and_say_which_of_the_list_they_are(house: House, draft: PlanVersion) -> None:
    page = house.pilar.browser().get(address(draft))
    plans = [row for _owner, listed in page.context["rows"] for row in listed]
    assert len(plans) == len(plans_in(draft)) > 1
    assert {bool(name) for _row, name in plans} == {True, False}
    assert all(row.announced and row.registered == 0 for row, _name in plans)
    assert "Otro plan" in page.content.decode()


def test_an_activity_in_two_plans_is_one_record_shown_in_both(house: House, draft: PlanVersion) -> None:
    browser = house.pilar.browser()
    first, second, *_ = plans_in(draft)
    goal = Placement.objects.filter(version=draft).order_by("ordinal").first()
    assert goal is not None
    for node in (first, second):
        assert browser.post(address(draft, "-show", node), {"action": str(goal.uid)}).status_code == 302
    again = browser.post(address(draft, "-show", first), {"action": str(goal.uid)})
    assert again.status_code == 422
    placed = Placement.objects.filter(version=draft, revision=goal.revision_id)
    assert sorted(each.counts for each in placed) == [False, False, True]
    page = browser.get(address(draft, "-plan", first)).content.decode()
    assert second.name in page
    assert "Se muestra también" in page


def test_only_a_draft_takes_activities_and_only_of_the_planning_office(house: House, draft: PlanVersion) -> None:
    (node, *_) = plans_in(draft)
    goal = Placement.objects.filter(version=draft).first()
    assert goal is not None
    for name, person in house.people.items():
        if name != "pilar":
            answer = person.browser().post(address(draft, "-show", node), {"action": str(goal.uid)})
            assert answer.status_code == 404


def test_their_pages_ask_the_database_a_fixed_number_of_times(
    house: House, draft: PlanVersion, django_assert_max_num_queries: Any
) -> None:
    browser = house.pilar.browser()
    with django_assert_max_num_queries(12):
        browser.get(address(draft))
    with django_assert_max_num_queries(12):
        browser.get(address(draft, "-plan", plans_in(draft)[0]))


def test_what_is_changed_and_added_by_hand_is_what_it_prints(house: House, draft: PlanVersion) -> None:
    actor = house.pilar.actor
    (first, *_) = plans_in(draft)
    data = NodeData(key="", kind=INTEGRATED, name="Plan de Otra Cosa", code=first.code)
    write_node(actor, draft, data, node=first)
    write_node(actor, draft, NodeData(key="", kind=COMPONENT, name="Un componente más", code="5"))
    write_node(actor, draft, NodeData(key="", kind="Objetivo estratégico", name="Un objetivo más", code="9"))
    content = institutional_of(draft)
    assert content.integrated_plans[0].plans[0].name == "Plan de Otra Cosa"
    assert (content.components[-1].number, content.components[-1].name) == ("5", "Un componente más")
    assert (content.objectives[-1].number, content.objectives[-1].statement) == ("9", "Un objetivo más")


def test_a_plan_by_hand_brings_plans_in_and_prints_them(house: House, ester: Character) -> None:
    plan = create_plan(house.pilar.actor, house.entity, "Plan 2030", "action_plan_matrix")
    version = draft_version(house.pilar.actor, plan)
    browser, adding = house.pilar.browser(), reverse("web:plans-integrated-add", args=[version.uid])
    assert address(version) in browser.get(reverse("web:plans-version", args=[version.uid])).content.decode()
    told = {"unit": str(house.units["Oficina Jurídica"].uid)}
    for name in ("Plan Institucional de Capacitación", "Plan de riego"):
        assert browser.post(adding, told | {"name": name}).status_code == 302
    assert browser.post(adding, {"name": "Sin dependencia"}).status_code == 422
    assert [each.parent.name for each in plans_in(version) if each.parent] == ["Oficina Jurídica"] * 2
    assert [bool(each.code) for each in plans_in(version)] == [True, False]
    assert NodeRevision.objects.filter(version=version, kind=OWNER).count() == 1
    listed = browser.get(reverse("web:plans-integrated-print", args=[version.uid, "csv"]) + "?buscar=riego")
    assert "Plan de riego" in listed.content.decode()
    assert "Capacitación" not in listed.content.decode()
    assert house.irene.browser().get(adding).status_code == 404
    assert ester.browser().get(address(version)).status_code == 404


def test_after_approval_the_home_page_leads_to_the_sheets_of_its_indicators(house: House) -> None:
    version = approved(house).version
    assert version is not None
    sheets = reverse("web:plans-sheets", args=[version.uid])
    assert sheets in house.pilar.browser().get(reverse("web:home")).content.decode()
    assert house.pilar.browser().post(sheets).status_code == 302
    assert sheets not in house.pilar.browser().get(reverse("web:home")).content.decode()
