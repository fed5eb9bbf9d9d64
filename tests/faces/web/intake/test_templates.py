"""The empty documents on the screen where documents are brought in."""

import io
from typing import Any

import openpyxl
from django.urls import reverse

from rumbo.layouts.drawing.templates import FORMS, template_titles
from rumbo.papers.reading import read_bytes
from tests.characters import House


def template(key: str, form: str) -> str:
    return reverse("web:intake-template", args=[key, form])


def test_every_template_is_linked_and_comes(house: House) -> None:
    browser = house.pilar.browser()
    page = browser.get(reverse("web:intake-upload")).content.decode()
    for key in template_titles():
        for form in FORMS:
            assert f'href="{template(key, form)}"' in page
            answer: Any = browser.get(template(key, form))
            assert answer.status_code == 200
            assert answer["Content-Disposition"].endswith(f'.{form}"')
            assert read_bytes(answer.content, f"plantilla.{form}")
    assert browser.get(template("inventado", "xlsx")).status_code == 404
    assert browser.get(template("strategic_plan", "pdf")).status_code == 404


def test_the_units_of_the_entity_may_be_chosen(house: House) -> None:
    answer: Any = house.pilar.browser().get(template("action_plan_matrix", "xlsx"))
    lists = openpyxl.load_workbook(io.BytesIO(answer.content))["Listas"]
    assert set(house.units) <= {cell.value for row in lists.rows for cell in row}
