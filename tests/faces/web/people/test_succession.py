"""The screens on which units become others, filled in, and the names of before beside those of now."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from rumbo.apps.followup.actions import close_followup
from rumbo.apps.followup.models import Report
from rumbo.apps.followup.queries.answerable import answered_by
from rumbo.apps.people.models import Membership, Unit
from tests.characters import House
from tests.rounds import open_round, report_of

pytestmark = pytest.mark.django_db
SINCE = "2024-05-01"
ACT = {"since": SINCE, "act": "Decreto 12 de 2024", "reason": "Reforma"}
PROJECTS, LEGAL = "Oficina de Proyectos", "Oficina Jurídica"


def screen(name: str, *args: object) -> str:
    return reverse(f"web:{name}", args=args)


def ticked(house: House) -> dict[str, Any]:
    return ACT | {
        "units": [str(house.units[name].uid) for name in (PROJECTS, LEGAL)],
        "name": "Oficina Única",
        "into": "",
    }


def test_units_are_merged_on_their_screen_and_pass_on_what_they_owe(house: House) -> None:
    first = open_round(house, 1)
    close_followup(house.pilar.actor, first)
    second = open_round(house, 2)
    browser = house.pilar.browser()
    answer = browser.post(screen("people-units-merge"), ticked(house), follow=True)
    page = answer.content.decode()
    assert "quedaron fusionadas" in page
    assert f"antes: {PROJECTS}; {LEGAL}" in page
    after = Unit.objects.get(name="Oficina Única")
    assert set(Report.objects.filter(followup=second).values_list("unit", flat=True)) == {after.pk}
    named = f"Oficina Única (antes: {PROJECTS}; {LEGAL})"
    for address in (
        screen("followup-report", report_of(second, "1").uid),
        screen("followup-round", second.uid),
        screen("followup-board") + "?vigencia=2024",
    ):
        assert named in browser.get(address).content.decode(), address
    assert PROJECTS in browser.get(screen("followup-report", report_of(first, "1").uid)).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "solo una"),
        ({"act": ""}, "obligatorio"),
        ({"units": []}, "obligatorio"),
        ({"since": "2019-01-01"}, "no"),
        ({"name": "Secretaría General"}, "Secretaría General"),
    ],
)
def test_what_is_wrong_with_a_merger_is_said_and_nothing_is_kept(
    house: House, changed: dict[str, Any], said: str
) -> None:
    answer = house.pilar.browser().post(screen("people-units-merge"), ticked(house) | changed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Unit.objects.filter(name="Oficina Única").exists()
    assert not Unit.objects.filter(valid_to__isnull=False).exists()


def test_a_unit_is_split_in_two_steps(house: House) -> None:
    open_round(house)
    unit, browser = house.units[PROJECTS], house.andres.browser()
    address = screen("people-unit-split", unit.uid)
    assert browser.get(address, {"nombres": "Una sola"}).status_code == 422
    names = "Grupo de Planes\nGrupo de Convenios"
    page = browser.get(address, {"nombres": names}).content.decode()
    targets = answered_by(unit, date.today())
    held = Membership.objects.filter(unit=unit)
    places = {f"meta{key}": "1" for key in targets} | {f"rol{each.pk}": "0" for each in held}
    assert all(f'name="{field}"' in page for field in places)
    sent = ACT | places | {"rest": "0"}
    lacking = browser.post(f"{address}?nombres={names}", {name: sent[name] for name in sent if name != "rest"})
    assert lacking.status_code == 422
    done = browser.post(f"{address}?{'nombres=Grupo+de+Planes%0AGrupo+de+Convenios'}", sent, follow=True)
    assert "quedó dividida" in done.content.decode()
    after = Unit.objects.get(name="Grupo de Convenios")
    assert set(Report.objects.filter(target__in=targets).values_list("unit", flat=True)) == {after.pk}
    assert Membership.objects.filter(unit__name="Grupo de Planes", person=house.lucia.user).exists()


def test_a_unit_is_renamed_from_a_day(house: House) -> None:
    unit, browser = house.units[PROJECTS], house.pilar.browser()
    answer = browser.post(screen("people-unit-rename", unit.uid), ACT | {"name": "Oficina de Inversión"}, follow=True)
    assert answer.status_code == 200
    assert Unit.objects.get(pk=unit.pk).name == "Oficina de Inversión"
    assert f"antes: {PROJECTS}" in browser.get(screen("people-units")).content.decode()
