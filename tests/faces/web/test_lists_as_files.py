"""The lists of records are given as files, narrowed as their page is."""

import json

import pytest

from rumbo.apps.processes.actions import ProcessData, create_process
from tests.characters import Character, House
from tests.indicators import approved_of

FORMS = ("pdf", "docx", "xlsx", "html", "csv", "json")


@pytest.mark.parametrize("kind", ["procesos", "indicadores"])
def test_a_list_is_given_in_every_form_and_narrowed(house: House, ester: Character, kind: str) -> None:
    create_process(house.pilar.actor, house.entity, ProcessData("Gestión del agua", "mission", "GA"))
    approved_of(house)
    browser = house.lucia.browser()
    page = browser.get(f"/{kind}/").content.decode()
    for form in FORMS:
        assert f"/{kind}/lista.{form}" in page
        assert browser.get(f"/{kind}/lista.{form}").status_code == 200
    lines = browser.get(f"/{kind}/lista.csv").content.decode("utf-8-sig").splitlines()
    assert all(line.strip(",") for line in (lines[0], lines[-1]))
    assert json.loads(browser.get(f"/{kind}/lista.json").content)
    assert json.loads(browser.get(f"/{kind}/lista.json?buscar=nadasellamaasi").content) == []
    assert json.loads(ester.browser().get(f"/{kind}/lista.json").content) == []
    assert browser.get(f"/{kind}/lista.exe").status_code == 404
