"""How the year of a target would end, and that nothing of it can be expected yet: what is read and where it leads."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.changing.models import ChangeRequest
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.measurement.models import Figure
from rumbo.apps.measurement.queries import outlooks_in
from rumbo.domain.numbers import FIGURE_UNITS, Quantity
from rumbo.domain.outcomes import Computed
from tests.apps.measurement.quarters import answer, figures, open_quarter
from tests.characters import House
from tests.faces.web.measurement.test_nothings import version_of
from tests.faces.web.measurement.test_screens import text_of
from tests.faces.web.walking import MOST_QUESTIONS

q = Quantity.of
WHY = "El comité pidió programar cada trimestre para saber si la meta va a tiempo."


@pytest.fixture
def followup(house: House) -> Followup:
    """Two of four were done of what the first quarter owed: five of ten, at that degree."""
    found = open_quarter(house, 1, version_of(house, by_quarter=True))
    answer(house, found, "1", quantity=q(2))
    return found


def address(followup: Followup, name: str, measure: str = "year") -> str:
    placed = followup.plan_version.placements.get(revision__statement=name)
    return reverse("web:measurement-figure", args=[followup.uid, placed.uid, measure])


def test_the_projection_stands_beside_the_figure_and_has_a_page_of_its_own(house: House, followup: Followup) -> None:
    browser, kept = house.pilar.browser(), figures(followup)
    response = browser.get(address(followup, "Con avance"))
    page = text_of(response)
    assert "Cómo cerraría el año 50 % · Si lo que falta se cumple en la misma proporción" in page
    assert "no alcanzaría su meta" in page
    assert (
        address(followup, "Con avance", "projection") in browser.get(address(followup, "Con avance")).content.decode()
    )
    told = text_of(browser.get(address(followup, "Con avance", "projection")))
    assert "5 ÷ 10" in told
    assert "Así, el año cerraría sin alcanzar su meta." in told
    assert "Reporte del periodo 1 de 2024: 2" in told
    assert "Proyección al cierre del año, edición 1" in told
    assert "no se guarda" in told
    assert figures(followup) == kept


def test_without_a_report_the_projection_says_why_there_is_none(house: House, followup: Followup) -> None:
    told = text_of(house.pilar.browser().get(address(followup, "Sin contestar", "projection")))
    assert "nadie reportó: no es un cero" in told
    assert "cierra en" not in told


def test_a_plan_has_no_projection(house: House, followup: Followup) -> None:
    plan = reverse("web:measurement-plan-figure", args=[followup.uid, "projection"])
    assert house.pilar.browser().get(plan).status_code == 404


def test_a_closed_period_is_projected_as_it_was_closed(house: House, followup: Followup) -> None:
    before = {uid: each.outlook for uid, each in outlooks_in(followup).items()}
    closed = close_period(house.pilar.actor, followup)
    assert {uid: each.outlook for uid, each in outlooks_in(closed).items()} == before
    assert "Cómo cerraría el año 50 %" in text_of(house.pilar.browser().get(address(closed, "Con avance")))


def test_a_page_of_outlooks_asks_the_same_for_one_and_for_many(house: House, followup: Followup) -> None:
    uids = [str(uid) for uid in followup.plan_version.placements.values_list("uid", flat=True)]
    with CaptureQueriesContext(connection) as one:
        outlooks_in(followup, uids[:1])
    with CaptureQueriesContext(connection) as many:
        found = outlooks_in(followup, uids)
    assert len(one) == len(many)
    assert set(found) == set(uids)
    assert not outlooks_in(followup, [])


def test_a_figure_with_its_projection_asks_little(house: House, followup: Followup) -> None:
    closed = close_period(house.pilar.actor, followup)
    browser = house.pilar.browser()
    for measure in ("year", "projection"):
        browser.get(address(closed, "Con avance", measure))
        with CaptureQueriesContext(connection) as asked:
            browser.get(address(closed, "Con avance", measure))
        assert len(asked) <= MOST_QUESTIONS


def test_without_programme_by_period_it_is_a_share_of_the_year_and_may_be_programmed(house: House) -> None:
    """Nothing can be expected: the page says so and offers to ask for the programme, to whoever may."""
    found = open_quarter(house, 1, version_of(house, by_quarter=False))
    answer(house, found, "1", quantity=q(2))
    here = address(found, "Con avance")
    target = found.plan_version.placements.get(revision__statement="Con avance").revision.target.uid
    asking = reverse("web:changing-ask", args=[target, "programme"])
    lucia = house.lucia.browser()
    assert "Esta cifra es la parte del año que está hecha" in text_of(lucia.get(here))
    assert asking in lucia.get(here).content.decode()
    told = house.irene.browser().get(here)
    assert "parte del año" in text_of(told)
    assert asking not in told.content.decode()
    names = re.findall(r'name="(period_[0-9]+)"', lucia.get(asking).content.decode())
    assert len(names) == 4
    amounts = dict(zip(names, ("4", "2", "2", "2"), strict=True))
    assert lucia.post(asking, {**amounts, "reason": WHY}).status_code == 302
    asked = ChangeRequest.objects.get()
    assert "I trimestre" in asked.new_text
    assert "no programado" in asked.old_text


def test_a_projection_is_no_figure(house: House, followup: Followup) -> None:
    assert not Figure.objects.filter(measure="projection").exists()
    found = next(each for each in outlooks_in(followup).values() if each.outlook.projection.way)
    assert found.outlook.projection.outcome == Computed(FIGURE_UNITS // 2)


def test_a_page_tells_how_the_year_of_every_target_would_end(house: House, followup: Followup) -> None:
    browser = house.pilar.browser()
    here = reverse("web:measurement-outlooks", args=[followup.uid])
    assert f'href="{here}"' in browser.get(reverse("web:measurement-sheet", args=[followup.uid])).content.decode()
    page = browser.get(here)
    assert address(followup, "Con avance", "projection") in page.content.decode()
    told = text_of(page)
    assert "50 %" in told
    assert "no alcanzaría su meta" in told
    assert "sin reporte" in told
    assert "En cero" not in text_of(browser.get(f"{here}?palabras=Con avance"))
    closed = close_period(house.pilar.actor, followup)
    with CaptureQueriesContext(connection) as asked:
        browser.get(reverse("web:measurement-outlooks", args=[closed.uid]))
    assert len(asked) <= MOST_QUESTIONS


def test_a_share_of_the_year_is_marked_wherever_it_stands(house: House) -> None:
    found = open_quarter(house, 1, version_of(house, by_quarter=False))
    answer(house, found, "1", quantity=q(2))
    browser = house.pilar.browser()
    pages = ("web:measurement-sheet", "web:measurement-outlooks")
    for here in (*(reverse(name, args=[found.uid]) for name in pages), reverse("web:measurement-list"), "/"):
        assert "parte del año" in text_of(browser.get(here)), here
    plan = text_of(browser.get(reverse("web:measurement-plan-figure", args=[found.uid, "year"])))
    assert "Esta cifra es la parte del año que está hecha" in plan


def test_what_has_a_programme_is_no_share_of_the_year(house: House, followup: Followup) -> None:
    browser = house.pilar.browser()
    for here in (reverse("web:measurement-sheet", args=[followup.uid]), address(followup, "Con avance")):
        assert "parte del año" not in text_of(browser.get(here)), here


def test_a_target_tells_how_far_it_has_come_and_how_its_year_would_end(house: House, followup: Followup) -> None:
    browser = house.pilar.browser()
    placed = followup.plan_version.placements.get(revision__statement="Con avance")
    here = reverse("web:plans-target-progress", args=[placed.uid])
    target = browser.get(reverse("web:plans-target", args=[placed.uid]))
    assert f'href="{here}"' in target.content.decode()
    assert "parte del año" not in text_of(target)
    page = browser.get(here)
    told = text_of(page)
    assert "Cómo cerraría el año 50 %" in told
    assert "no alcanzaría su meta" in told
    assert "Avance frente a lo esperado 50 %" in told
    assert address(followup, "Con avance", "at_cutoff") in page.content.decode()
    close_period(house.pilar.actor, followup)
    with CaptureQueriesContext(connection) as asked:
        browser.get(here)
    assert len(asked) <= MOST_QUESTIONS


def test_a_target_without_programme_by_period_says_what_that_costs(house: House) -> None:
    placed = version_of(house, by_quarter=False).placements.get(revision__statement="Con avance")
    here = reverse("web:plans-target", args=[placed.uid])
    asking = reverse("web:changing-ask", args=[placed.revision.target.uid, "programme"])
    assert asking in house.lucia.browser().get(here).content.decode()
    told = house.irene.browser().get(here)
    assert "se lee como parte del año" in text_of(told)
    assert asking not in told.content.decode()
    assert "todavía no se ha medido" in text_of(
        house.pilar.browser().get(reverse("web:plans-target-progress", args=[placed.uid]))
    )
