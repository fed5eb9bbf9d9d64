"""A variable that is counted in a plan, on its screens: chosen, told target by target, and left."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.indicators.models import Variable
from rumbo.apps.measurement.models import PlanCount
from rumbo.domain.numbers import Quantity
from tests.apps.measurement.quarters import answer, open_quarter
from tests.apps.measurement.test_counting import counting, variable_of
from tests.characters import House
from tests.faces.web.measurement.test_screens import text_of
from tests.faces.web.walking import MOST_QUESTIONS
from tests.indicators import YEAR

q = Quantity.of
pytestmark = pytest.mark.django_db


def test_planning_chooses_what_is_counted_and_leaves_it(house: House) -> None:
    made, browser = variable_of(house, "MET"), house.pilar.browser()
    here = reverse("web:indicators-variable", args=[made.uid])
    choosing = reverse("web:indicators-variable-counts", args=[made.uid])
    assert choosing in browser.get(here).content.decode()
    offered = browser.get(choosing).content.decode()
    level = re.search(rf'value="({house.plan.uid}:[0-9a-f-]+)">[^<]*Gestión de convenios', offered)
    assert level is not None
    assert browser.post(choosing, {"whole": level[1], "counts": "", "measure": "year"}).status_code == 422
    assert browser.post(choosing, {"whole": level[1], "counts": "met", "measure": "year"}).status_code == 302
    open_quarter(house, 1)
    told = text_of(browser.get(f"{here}?vigencia={YEAR}"))
    assert "Gestión de convenios" in told
    assert "Cuántas se cumplieron" in told
    assert "I trimestre de 2024 0" in told
    assert reverse("web:indicators-value", args=[made.uid, YEAR, 1]) not in told
    assert browser.get(reverse("web:indicators-value", args=[made.uid, YEAR, 1])).status_code == 404
    assert "Se cuenta en un plan" in text_of(browser.get(reverse("web:indicators-variables")))
    leaving = reverse("web:indicators-variable-leave", args=[made.uid])
    assert browser.post(leaving).status_code == 302
    assert not PlanCount.objects.exists()
    assert browser.get(leaving).status_code == 404


def test_a_count_leads_to_the_figures_that_it_counts(house: House) -> None:
    row, browser = counting(house), house.pilar.browser()
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=q(4))
    answer(house, followup, "2", quantity=q(1))
    met = Variable.objects.get(code="met")
    told = reverse("web:indicators-count", args=[met.uid, YEAR, 1])
    assert told in browser.get(f"{reverse('web:indicators-variable', args=[met.uid])}?vigencia={YEAR}").content.decode()
    page = browser.get(told)
    assert "Cuántas se cumplieron: 1, entre 3 metas." in text_of(page)
    for placed in house.version.placements.all():
        assert reverse("web:measurement-figure", args=[followup.uid, placed.uid, "year"]) in page.content.decode()
    sheet = f"{reverse('web:indicators-sheet', args=[row.uid])}?vigencia={YEAR}"
    assert "C = 1; M = 2" in text_of(browser.get(sheet))
    assert "Nadie: se cuenta en un plan" in text_of(browser.get(sheet))
    for here in (told, sheet, reverse("web:indicators-variable", args=[met.uid])):
        with CaptureQueriesContext(connection) as asked:
            browser.get(here)
        assert len(asked) <= MOST_QUESTIONS, here


def test_whoever_only_reads_sees_the_count_and_may_not_choose_it(house: House) -> None:
    counting(house)
    open_quarter(house, 1)
    met, reader = Variable.objects.get(code="met"), house.irene.browser()
    assert reader.get(reverse("web:indicators-count", args=[met.uid, YEAR, 1])).status_code == 200
    assert reader.get(reverse("web:indicators-count", args=[met.uid, YEAR, 2])).status_code == 404
    for name in ("web:indicators-variable-counts", "web:indicators-variable-leave"):
        assert reader.get(reverse(name, args=[met.uid])).status_code == 404
