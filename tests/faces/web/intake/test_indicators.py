"""Sheets of indicators come in by clicks, without script: a table and a form, to drafts that people go on with."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.indicators.actions import offer_results
from rumbo.apps.indicators.models import PrintedResult, SheetRevision, Variable
from rumbo.apps.intake.models import Intake
from rumbo.domain.indicators import SheetMeasurement
from tests.apps.intake.test_indicators import ROWS, workbook
from tests.characters import House
from tests.faces.web.intake.test_documents import initial_answers
from tests.faces.web.intake.test_screens import EXAMPLES, post, screen, sent

pytestmark = pytest.mark.django_db


def test_a_table_of_indicators_by_clicks(house: House) -> None:
    browser = house.pilar.browser()
    assert sent(browser, workbook(*ROWS), "bateria.xlsx").status_code == 302
    intake = Intake.objects.get()
    for name, *more in (("document",), ("part", 2), ("part-checks",)):
        assert browser.get(screen(name, intake.uid, *more)).status_code == 200
    asked = browser.get(screen("questions", intake.uid))
    assert "La usan 2 hojas del documento." in asked.content.decode()
    answers = initial_answers(asked)
    assert answers["unit0"] == "new"
    answers |= {"process0": "mission", "process1": "support"}
    assert post(browser, intake, "questions", answers).status_code == 302
    page = browser.get(screen("part-propose", intake.uid)).content.decode()
    assert "Registrar las hojas de vida" in page
    assert post(browser, intake, "part-propose", {}).status_code == 302
    done = browser.get(screen("document", intake.uid)).content.decode()
    for row in SheetRevision.objects.all():
        assert reverse("web:indicators-sheet", args=[row.uid]) in done
        assert browser.get(reverse("web:indicators-sheet", args=[row.uid])).status_code == 200
    assert (SheetRevision.objects.count(), Variable.objects.count()) == (3, 2)


def test_what_comes_again_shows_what_changes(house: House) -> None:
    browser = house.pilar.browser()
    for target in (95, 98):
        sent(browser, workbook((*ROWS[0][:7], target, ROWS[0][8])), f"bateria-{target}.xlsx")
        intake = Intake.objects.order_by("-pk").first()
        assert intake is not None
        answers = initial_answers(browser.get(screen("questions", intake.uid)))
        post(browser, intake, "questions", answers | ({"process0": "mission"} if target == 95 else {}))
        if target == 98:
            told = browser.get(screen("questions", intake.uid)).content.decode()
            assert "La entidad ya tiene la hoja de «Respuestas a tiempo»" in told
            assert "tiene el mismo nombre; la reporta Oficina de Proyectos (Trimestral)." in told
        assert post(browser, intake, "part-propose", {}).status_code == 302
    # The first is still a draft: what comes is written over it, and its history keeps both.
    row = SheetRevision.objects.get()
    assert row.target is not None
    assert row.target.decimal == 98


def test_a_form_comes_in_and_the_pages_ask_a_fixed_number_of_times(house: House) -> None:
    browser = house.pilar.browser()
    one = (EXAMPLES / "hoja-de-vida-indicador.txt").read_bytes()
    counts = []
    for times in (1, 3):
        sent(browser, b"\n\n".join([one.replace(b"AC-02", b"AC-0%d" % n) for n in range(times)]), f"{times}.txt")
        intake = Intake.objects.order_by("-pk").first()
        assert intake is not None
        browser.get(screen("questions", intake.uid))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(screen("questions", intake.uid)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_results_that_a_file_prints_are_offered_and_a_person_keeps_them(house: House) -> None:
    browser = house.pilar.browser()
    sent(browser, (EXAMPLES / "hoja-de-vida-indicador.txt").read_bytes(), "hoja.txt")
    intake = Intake.objects.get()
    answers = initial_answers(browser.get(screen("questions", intake.uid)))
    post(browser, intake, "questions", answers | {"process0": "mission"})
    assert post(browser, intake, "part-propose", {}).status_code == 302
    offered = list(PrintedResult.objects.all())
    assert len(offered) > 1
    row = SheetRevision.objects.get()
    page, settle = (reverse(f"web:indicators-{name}", args=[row.uid]) for name in ("sheet", "printed"))
    told = browser.get(page).content.decode()
    assert "Por decidir" in told
    assert "hoja.txt" in told
    assert house.leonardo.browser().get(settle).status_code in (403, 404)
    assert browser.post(settle, {"kept": [str(offered[0].uid)]}).status_code == 302
    states = {each.pk: each.state for each in PrintedResult.objects.all()}
    assert [states.pop(offered[0].pk), *set(states.values())] == ["kept", "discarded"]
    told = browser.get(page).content.decode()
    assert f"Lo conservó {house.pilar.actor.name}" in told
    assert "Por decidir" not in told
    assert browser.get(settle).status_code == 404
    # What the file said once is not asked again.
    last = offered[1]
    again = SheetMeasurement(last.period, last.numerator, last.denominator, last.result)
    assert offer_results(house.pilar.actor, row, [again], "otra.txt") == []


def test_the_template_can_be_downloaded(house: House) -> None:
    page = house.pilar.browser().get(reverse("web:intake-upload")).content.decode()
    for key in ("indicator_sheet", "indicator_sheets"):
        assert reverse("web:intake-template", args=[key, "xlsx"]) in page
