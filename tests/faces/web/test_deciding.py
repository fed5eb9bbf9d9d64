"""What is decided on plans, maps of risks, sheets and projects is asked in one way: in time, with its reasons, once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from rumbo.apps.indicators.actions import propose_sheet
from rumbo.apps.plans.actions import continue_version, propose_version
from rumbo.apps.projects.actions import send_to_review
from rumbo.apps.risks.actions import choose_option
from rumbo.apps.risks.actions import propose_version as propose_map
from tests import indicators, projects, risks
from tests.characters import Character, House

pytestmark = pytest.mark.django_db
ACT = {"kind": "Acta", "number": "9", "day": "2024-03-01"}
BANK_ACT = {"act_kind": "Concepto", "act_number": "12", "signatory": "Pilar", "post": "Jefe", "day": "2024-02-01"}


def proposed_plan(house: House) -> Any:
    return propose_version(house.pilar.actor, continue_version(house.pilar.actor, house.version))


def proposed_map(house: House) -> Any:
    version = risks.draft_of(house)
    for code in ("GC-1", "GC-2"):
        choose_option(house.pilar.actor, risks.risk_of(version, code), "mitigate")
    return propose_map(house.pilar.actor, version)


def proposed_sheet(house: House) -> Any:
    return propose_sheet(house.pilar.actor, indicators.draft_of(house))


def reviewed_project(house: House) -> Any:
    return send_to_review(house.pilar.actor, projects.registered(house))


def named(name: str) -> Callable[[Any], str]:
    return lambda row: reverse(f"web:{name}", args=[row.uid])


def decided(slug: str) -> Callable[[Any], str]:
    return lambda row: reverse("web:projects-decide", args=[row.uid, slug])


# How it is made; where it is approved, with what; where it is returned, with what and with nothing; its state after.
KINDS = {
    "plan": (proposed_plan, named("plans-approve"), ACT, named("plans-return"), {"reason": "Falta."}, "approved"),
    "map": (proposed_map, named("risks-approve"), ACT, named("risks-return"), {"reason": "Falta."}, "approved"),
    "sheet": (
        proposed_sheet, named("indicators-approve"), {}, named("indicators-return"), {"reason": "Falta."}, "approved",
    ),
    "project": (
        reviewed_project, decided("declarar-viable"), BANK_ACT, decided("devolver"), {"general": "Falta."}, "viable",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_who_comes_too_late_is_told_and_nothing_happens(house: House, ester: Character, kind: str) -> None:
    make, approve, act, give_back, remark, after = KINDS[kind]
    row, first, second = make(house), house.pilar.browser(), house.pilar.browser()
    assert (second.get(approve(row)).status_code, second.get(give_back(row)).status_code) == (200, 200)
    assert ester.browser().get(approve(row)).status_code == 404
    assert house.lucia.browser().get(approve(row)).status_code == 404
    assert first.post(approve(row), act).status_code == 302
    for address, told in ((approve(row), act), (give_back(row), remark)):
        answer = second.post(address, told, follow=True)
        assert [code for _address, code in answer.redirect_chain] == [302]
        assert [message.level_tag for message in answer.context["messages"]] == ["info"]
    row.refresh_from_db()
    assert row.state == after
    assert house.lucia.browser().get(approve(row)).status_code == 404, "who may not is not told how it stands"


@pytest.mark.parametrize("kind", KINDS)
def test_a_return_says_what_to_mend(house: House, kind: str) -> None:
    make, _approve, _act, give_back, remark, _after = KINDS[kind]
    row, browser = make(house), house.pilar.browser()
    empty = browser.post(give_back(row), dict.fromkeys(remark, "  "))
    assert empty.status_code == 422
    assert empty.context["form"].errors
    row.refresh_from_db()
    assert row.state in ("proposed", "in_review")
    assert browser.post(give_back(row), remark).status_code == 302
    row.refresh_from_db()
    assert row.state == "returned"


@pytest.mark.parametrize("kind", ["plan", "map", "project"])
def test_a_wrong_act_is_told_beside_its_field_and_keeps_what_was_typed(house: House, kind: str) -> None:
    make, approve, act, _return, _remark, _after = KINDS[kind]
    row = make(house)
    answer = house.pilar.browser().post(approve(row), act | {"day": "2999-01-01"})
    assert answer.status_code == 422
    assert "day" in answer.context["form"].errors
    assert 'value="Acta"' in answer.content.decode() or 'value="Concepto"' in answer.content.decode()


@pytest.mark.parametrize("kind", ["plan", "map"])
def test_an_act_of_another_century_is_asked_again(house: House, kind: str) -> None:
    make, approve, act, _return, _remark, _after = KINDS[kind]
    row = make(house)
    answer = house.pilar.browser().post(approve(row), act | {"day": "0205-02-02"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["day"])
