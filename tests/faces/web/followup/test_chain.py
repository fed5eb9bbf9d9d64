"""The chain on the screen, without script: what waits for each person, remarks field by field, and what changed."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.followup.actions import close_followup, record_chain, submit_report
from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.models import Evaluation, FieldRemark, Report
from rumbo.domain.followup.chain import CHAINS, Chain
from rumbo.domain.numbers import Quantity
from tests.characters import YEAR, Character, House
from tests.rounds import TOLD, open_round, report_of, submitted

WHOLE = CHAINS[3]


def screen(name: str, *args: object) -> str:
    return reverse(f"web:followup-{name}", args=args)


def shown(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def answer(browser: Client, report: Report, decision: str, **typed: str):
    report.refresh_from_db()
    return browser.post(screen("review", report.uid), {"edit": report.edit, "decision": decision} | typed)


@pytest.fixture
def report(house: House) -> Report:
    return chained(house, WHOLE)


def chained(house: House, chain: Chain) -> Report:
    record_chain(house.andres.actor, house.entity, chain, valid_from=date(YEAR, 1, 1))
    return submitted(house, open_round(house))


def test_each_person_finds_what_waits_for_them_and_passes_it_on(house: House, report: Report) -> None:
    leonardo, pilar, irene = (house.people[name].browser() for name in ("leonardo", "pilar", "irene"))
    home, waiting, here = reverse("web:home"), screen("awaiting"), screen("report", report.uid)
    assert "1 reporte por avalar" in shown(leonardo, home)
    assert "por revisar" not in shown(pilar, home)
    assert here in shown(leonardo, waiting)
    assert "Avalar el reporte" not in shown(pilar, here)
    assert answer(pilar, report, "accept").status_code == 422
    assert answer(leonardo, report, "endorse").url == waiting
    assert "1 reporte por revisar" in shown(pilar, home)
    assert answer(leonardo, report, "return", remark="Ya no").status_code == 404
    assert answer(pilar, report, "accept").status_code == 302
    assert "1 reporte por evaluar" in shown(irene, home)
    page = shown(irene, here)
    assert all(text in page for text in ("Avalado", "Leonardo Jefe", "huella", "Firmar la evaluación"))
    told = {"ordinal": "0", "verdict": "with_remarks", "text": "Un acta sin fecha.", "percentage": "25,5"}
    assert irene.post(screen("evaluate", report.uid), told).status_code == 302
    again = irene.post(screen("evaluate", report.uid), told)
    assert (again.status_code, "Un acta sin fecha." in again.content.decode()) == (422, True)
    assert Evaluation.objects.get().percentage == Quantity.of("25.5")
    page = shown(house.lucia.browser(), here)
    assert "Conforme con observaciones" in page
    assert "25,5" in page
    assert "Firmar la evaluación" not in page


def test_what_is_asked_stands_beside_its_field_and_what_changed_is_seen(house: House, report: Report) -> None:
    leonardo, lucia, here = house.leonardo.browser(), house.lucia.browser(), screen("report", report.uid)
    silent = answer(leonardo, report, "return", remark_narrative=" ")
    assert silent.status_code == 422
    told = {"remark_narrative": "Diga en qué municipios.", "remark_evidence": "Falta el acta."}
    assert answer(leonardo, report, "return", **told).status_code == 302
    assert FieldRemark.objects.count() == 2
    page = shown(lucia, here)
    assert "El jefe de la dependencia devolvió este reporte" in page
    before_field = page[: page.index('id="id_narrative"')]
    assert before_field.rindex("Diga en qué municipios.") > before_field.rindex('for="id_narrative"')
    report.refresh_from_db()
    mended = AnswerData(quantity=Quantity.of(3), narrative="Se hicieron tres visitas en Tunja.")
    submit_report(house.lucia.actor, report, mended, report.edit)
    page = shown(leonardo, here)
    assert "Avance cualitativo: Diga en qué municipios." in page
    changes = page[page.index("Lo que se pidió y lo que cambió") :]
    assert all(text in changes for text in ("Diga en qué municipios.", "Falta el acta.", "Compruebe los soportes"))
    assert "<ins>" in changes
    assert "<h3>Avance</h3>" not in changes[: changes.index("Su decisión")].split("<form")[0]


def test_a_lead_who_answered_is_told_why_it_is_not_theirs(house: House) -> None:
    record_chain(house.andres.actor, house.entity, WHOLE, valid_from=date(YEAR, 1, 1))
    report = report_of(open_round(house), "1")
    sent = submit_report(house.leonardo.actor, report, TOLD, report.edit)
    here = screen("report", sent.uid)
    assert "Avalar el reporte" not in shown(house.leonardo.browser(), here)
    page = shown(house.pilar.browser(), here)
    assert "Sin aval: lo diligenció el jefe" in page
    assert "<span>Sin aval</span>" in page
    assert "<span>Avala el jefe</span>" not in page
    assert "Aceptar el reporte" in page


def test_what_was_closed_without_a_report_is_evaluated_too(house: House) -> None:
    record_chain(house.andres.actor, house.entity, WHOLE, valid_from=date(YEAR, 1, 1))
    report = report_of(open_round(house), "1")
    close_followup(house.pilar.actor, report.followup)
    irene, here = house.irene.browser(), screen("report", report.uid)
    assert 'class="step step-done"' not in shown(irene, here)
    told = {"ordinal": "0", "verdict": "not_verifiable", "text": "No se reportó."}
    assert irene.post(screen("evaluate", report.uid), told).status_code == 302
    assert "No se reportó." in shown(irene, here)


def test_nobody_else_takes_a_step_nor_learns_of_it(house: House, report: Report, ester: Character) -> None:
    for name in ("lucia", "irene", "diana", "andres"):
        assert answer(house.people[name].browser(), report, "endorse").status_code == 404, name
    assert answer(ester.browser(), report, "endorse").status_code == 404
    told = {"ordinal": "0", "verdict": "confirmed", "text": "Sí"}
    for person in (house.lucia, house.leonardo, house.pilar, house.diana, house.andres, ester):
        assert person.browser().post(screen("evaluate", report.uid), told).status_code == 404
    assert house.irene.browser().post(screen("evaluate", report.uid), told).status_code == 422


def test_the_steps_are_a_setting_of_the_entity(house: House) -> None:
    here = reverse("web:people-steps")
    pilar, lucia = house.pilar.browser(), house.lucia.browser()
    assert "Reporta la dependencia → verifica la oficina de planeación" in shown(pilar, here)
    told = {"endorse": "on", "valid_from": "2024-01-01", "reason": "Resolución 12"}
    assert "Guardar los pasos" not in shown(lucia, here)
    assert lucia.post(here, told).status_code == 404
    assert pilar.post(here, told).status_code == 302
    assert "Reporta la dependencia → avala el jefe → verifica la oficina de planeación" in shown(pilar, here)
    assert here in shown(pilar, reverse("web:people-settings"))


@pytest.mark.parametrize(("name", "step"), [("leonardo", "avalar"), ("pilar", "verificar"), ("irene", "evaluar")])
def test_the_lists_cost_the_same_however_many_wait(house: House, report: Report, name: str, step: str) -> None:
    browser = house.people[name].browser()
    browser.get(screen("awaiting"))
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(f"{screen('awaiting')}?paso={step}").status_code == 200
    assert len(asked) <= 12
