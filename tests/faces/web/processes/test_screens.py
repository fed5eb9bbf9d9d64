"""The screens of processes without script: who sees what, what returns to its field, a fixed number of queries."""

from typing import Any

import pytest
from django.urls import reverse

from rumbo.apps.processes.actions import ProcessData, create_process, create_process_alias
from rumbo.apps.processes.models import Process
from tests.characters import Character, House

KEEPERS = {"pilar", "andres"}
FORM = {"name": "Gestión Jurídica", "kind": "support", "code": "GJ", "objective": "Defender a la entidad"}


def screen(name: str, *args: Any) -> str:
    return reverse(f"web:processes-{name}", args=args)


def process_of(house: House, name: str = "Gestión Contractual", code: str = "GC") -> Process:
    data = ProcessData(name, "support", code)
    return create_process(house.pilar.actor, house.entity, data, owner=house.units["Oficina Jurídica"])


def test_everybody_reads_and_planning_keeps(house: House, ester: Character) -> None:
    process = process_of(house)
    alias = create_process_alias(house.pilar.actor, process, "Contratación")
    read = [screen("list"), screen("process", process.uid)]
    kept = [screen("new"), *(screen(name, process.uid) for name in ("edit", "alias", "close"))]
    kept.append(screen("alias-remove", alias.uid))
    for name, person in house.people.items():
        browser = person.browser()
        assert {browser.get(address).status_code for address in read} == {200}
        expected = 200 if name in KEEPERS else 404
        assert {browser.get(address).status_code for address in kept} == {expected}, name
    stranger = ester.browser()
    for address in (*read[1:], *kept[1:]):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, FORM).status_code in (404, 405)
    assert "Gestión Contractual" not in stranger.get(screen("list")).content.decode()


def test_a_process_from_its_form_to_its_last_day(house: House) -> None:
    browser = house.pilar.browser()
    unit = house.units["Oficina Jurídica"]
    assert browser.post(screen("new"), FORM | {"owner": str(unit.uid)}).status_code == 302
    process = Process.objects.get(name="Gestión Jurídica")
    assert process.owner == unit
    again = browser.post(screen("new"), FORM)
    assert again.status_code == 422
    assert "ya es un nombre del proceso" in again.content.decode()
    assert browser.post(screen("edit", process.uid), FORM | {"name": "Defensa Jurídica"}).status_code == 302
    assert browser.post(screen("alias", process.uid), {"name": "Jurídica"}).status_code == 302
    page = browser.get(screen("process", process.uid)).content.decode()
    assert "Defensa Jurídica" in page
    assert "Registró otra forma de escribir un proceso" in page
    assert browser.post(screen("close", process.uid), {"last_day": "2024-12-31"}).status_code == 302
    assert "Defensa Jurídica" not in browser.get(screen("list")).content.decode()
    assert "Defensa Jurídica" in browser.get(screen("list"), {"cerrados": "1"}).content.decode()


def test_the_list_narrows(house: House) -> None:
    create_process_alias(house.pilar.actor, process_of(house), "Contratación")
    process_of(house, "Direccionamiento", "DE")
    browser = house.lucia.browser()
    for query, found in (
        ({"buscar": "contrata"}, "Gestión Contractual"),
        ({"buscar": "de"}, "Direccionamiento"),
        ({"tipo": "support", "dependencia": "no es un uid", "pagina": "mil"}, "Gestión Contractual"),
    ):
        assert found in browser.get(screen("list"), query).content.decode()
    assert "Ningún proceso cumple el filtro" in browser.get(screen("list"), {"tipo": "mission"}).content.decode()


@pytest.mark.parametrize("number", [3, 60])
def test_a_page_costs_the_same(house: House, number: int, django_assert_max_num_queries: Any) -> None:
    for n in range(number):
        create_process_alias(house.system, process_of(house, f"Proceso {n}", f"P{n}"), f"Otro {n}")
    browser = house.pilar.browser()
    browser.get(reverse("web:home"))
    with django_assert_max_num_queries(10):
        assert browser.get(screen("list")).content.decode().count('<th scope="row"') == min(number, 50)
