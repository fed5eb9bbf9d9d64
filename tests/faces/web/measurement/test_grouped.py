"""The same targets from other sides, as their pages show them: every number leads to how it came about."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.measurement.actions import close_period
from tests.apps.measurement.test_groups import reported
from tests.characters import House
from tests.faces.web.measurement.test_screens import text_of
from tests.faces.web.walking import MOST_QUESTIONS


def address(followup: object, *more: str) -> str:
    names = {1: "groups", 2: "group", 3: "group-number"}
    return reverse(f"web:measurement-{names[len(more)]}", args=[followup.uid, *more])  # type: ignore[attr-defined]


def test_a_number_of_a_group_leads_down_to_the_figure_of_each_target(house: House) -> None:
    followup, browser = reported(house), house.pilar.browser()
    page = browser.get(address(followup, "unit"))
    told = text_of(page)
    assert "De esto el plan no dice nada: Plan Nacional de Desarrollo, Proceso" not in told
    assert "De esto el plan no dice nada:" in told
    assert "3 de 5" in told
    assert "Oficina Jurídica" in told
    mean = address(followup, "unit", "~todas", "mean")
    assert mean in page.content.decode()
    explained = browser.get(mean)
    assert "Metas que contaron: 3 de 5" in text_of(explained)
    assert "180 % ÷ 3 = 60 %" in text_of(explained)
    assert "Conteo por grupos, edición 1" in text_of(explained)
    placed = followup.plan_version.placements.get(number="4")
    figure = reverse("web:measurement-figure", args=[followup.uid, placed.uid, "year"])
    assert figure in explained.content.decode()
    assert figure in browser.get(address(followup, "unit", "~todas")).content.decode()


def test_every_number_of_every_axis_is_explained(house: House) -> None:
    followup, browser = reported(house), house.pilar.browser()
    axes = re.findall(r'href="(/cifras/[^"]+/por/[^"/]+/)"', browser.get(address(followup, "unit")).content.decode())
    assert len(set(axes)) >= 9
    seen = set()
    for axis in sorted(set(axes)):
        page = browser.get(axis).content.decode()
        seen |= set(re.findall(r'href="(/cifras/[^"]+/por/[^"]+)"', page))
    assert len(seen) > 40
    for each in sorted(seen)[::3]:
        assert browser.get(each.replace("&amp;", "&")).status_code == 200, each


def test_what_is_looked_at_stands_in_the_address_and_a_closing_is_told_from_its_figures(house: House) -> None:
    followup, browser = reported(house), house.pilar.browser()
    page = browser.get(address(followup, "unit") + "?medida=to_date")
    assert address(followup, "unit", "~todas", "mean") + "?medida=to_date" in page.content.decode()
    assert "Avance acumulado a la fecha" in text_of(page)
    closed = close_period(house.pilar.actor, followup)
    assert "se cuentan las cifras que se guardaron al cerrar" in text_of(browser.get(address(closed, "unit")))


def test_the_table_is_taken_away(house: House) -> None:
    followup, browser = reported(house), house.pilar.browser()
    found = browser.get(address(followup, "unit") + "tabla.csv").content.decode("utf-8-sig")
    assert "Oficina Jurídica" in found
    assert "50%" in found
    assert address(followup, "unit", "~todas", "mean") in found
    assert browser.get(address(followup, "unit") + "tabla.xlsx").content[:2] == b"PK"
    assert browser.get(address(followup, "unit") + "tabla.exe").status_code == 404


def test_of_another_entity_or_unknown_there_is_nothing(house: House, other_house: House) -> None:
    followup = reported(house)
    assert other_house.pilar.browser().get(address(followup, "unit")).status_code == 404
    browser = house.pilar.browser()
    for more in (("capitulo",), ("unit", "x"), ("unit", "~todas", "promedio"), ("unit", "~todas", "band-x")):
        assert browser.get(address(followup, *more)).status_code == 404


def test_the_pages_ask_little(house: House) -> None:
    closed, browser = close_period(house.pilar.actor, reported(house)), house.pilar.browser()
    for more in (("project",), ("decreto_612_plans", "~todas"), ("process", "~todas", "mean")):
        browser.get(address(closed, *more))
        with CaptureQueriesContext(connection) as queries:
            browser.get(address(closed, *more))
        assert len(queries) <= MOST_QUESTIONS, [each["sql"] for each in queries.captured_queries]
