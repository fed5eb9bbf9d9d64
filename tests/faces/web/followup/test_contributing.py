"""A unit contributes on its own short page; the report shows it with the sum, and what was signed says all it is of."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from rumbo.apps.audit.actor import Role
from rumbo.apps.calendar.models import ReportingException
from rumbo.apps.followup.actions import submit_report
from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.models import Report, ReportEntry
from rumbo.apps.followup.queries.workbook import book_of
from rumbo.domain.followup.contributing import Counting
from rumbo.domain.numbers import Quantity
from rumbo.faces.web.followup.book_words import rows_of
from tests.characters import House, welcome
from tests.rounds import open_round, report_of, version_with

LEGAL, PROJECTS = "Oficina Jurídica", "Oficina de Proyectos"


@pytest.fixture
def report(house: House) -> Report:
    house.people["julio"] = welcome(house, "julio", "Julio Jurídico", Role.LIAISON, LEGAL)
    keys = [house.units[name].pk for name in (PROJECTS, LEGAL)]
    told = {"units": tuple(keys), "counting": {keys[1]: Counting.ADDS}, "quantity": Quantity.of(40)}
    version = version_with(house, "Plan de varias", **told)
    return report_of(open_round(house, version=version), "1")


def page(house: House, report: Report) -> str:
    return reverse("web:followup-contribute", args=[report.contributions.earliest("ordinal").uid])


def test_what_a_unit_contributes_is_added_once_and_seen_by_who_reports(house: House, report: Report) -> None:
    julio, lucia, here = house.julio.browser(), house.lucia.browser(), page(house, report)
    home = julio.get(reverse("web:home")).content.decode()
    assert "Debe 1 aporte" in home
    assert here in julio.get(f"{reverse('web:followup-owed')}?ver=aportes").content.decode()
    told: dict[str, Any] = {"edit": 0, "quantity": "4", "narrative": "Cuatro talleres en la vereda."}
    assert julio.post(here, told | {"narrative": "", "submit": "1"}).status_code == 422
    edit = julio.get(here).context["form"]["edit"].value()
    assert julio.post(here, told | {"edit": edit, "submit": "1"}).status_code == 302
    shown = lucia.get(reverse("web:followup-report", args=[report.uid])).content.decode()
    assert "Cuatro talleres en la vereda." in shown
    assert "A lo que usted escriba se suman:" in shown
    assert lucia.get(here).context["form"] is None


def test_the_report_is_signed_with_the_sum_that_was_seen(house: House, report: Report) -> None:
    julio, lucia, here = house.julio.browser(), house.lucia.browser(), page(house, report)
    screen = reverse("web:followup-report", args=[report.uid])
    stale = lucia.get(screen).context["contributions_seen"]
    julio.post(here, {"edit": 0, "quantity": "4", "narrative": "Cuatro.", "submit": "1"})
    told = {"edit": 0, "quantity": "10", "narrative": "Diez.", "submit": "1", "seen": stale}
    refused = lucia.post(screen, told)
    assert refused.status_code == 422
    assert "Otra dependencia dijo algo nuevo" not in refused.content.decode()
    assert "el total ya no es el mismo" in refused.content.decode()
    assert "= <strong>14</strong>" in refused.content.decode()
    edit, seen = refused.context["form"]["edit"].value(), refused.context["contributions_seen"]
    assert lucia.post(screen, told | {"edit": edit, "seen": seen}).status_code == 302
    assert ReportEntry.objects.get(report=report).quantity == Quantity.of(14)
    after = house.pilar.browser().get(screen).content.decode()
    assert "lo hecho por la que reporta" in after
    assert "Se suma a lo de quien reporta" in after
    assert julio.get(here).context["lock"] is not None


def test_who_comes_after_the_signing_reads_what_happened_and_their_own_words(house: House, report: Report) -> None:
    julio, here = house.julio.browser(), page(house, report)
    submit_report(
        house.lucia.actor, report, AnswerData(quantity=Quantity.of(10), narrative="Diez.", justification="Sin ella."), 0
    )
    answer = julio.post(here, {"edit": 0, "quantity": "4", "narrative": "Cuatro talleres.", "submit": "1"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "«Oficina de Proyectos» firmó y envió el reporte de esta meta el" in shown
    assert "pida a la oficina de planeación que devuelva el reporte" in shown
    assert "Cuatro talleres." in shown
    assert "Alguien guardó antes" not in shown


def test_planning_gives_more_time_to_who_contributes(house: House, report: Report) -> None:
    pilar, screen = house.pilar.browser(), f"{reverse('web:calendar-give')}?reporte={report.uid}"
    assert f"Todo lo que debe {LEGAL} en el periodo" in pilar.get(screen).content.decode()
    unit = house.units[LEGAL]
    told = {"scope": str(unit.uid), "report_until": date(2100, 1, 31), "reason": "Comisión de servicios."}
    assert pilar.post(screen, told).status_code == 302
    assert ReportingException.objects.get().unit == unit


def test_nobody_else_finds_the_page(house: House, report: Report, ester: Any) -> None:
    here = page(house, report)
    assert ester.browser().get(here).status_code == 404
    assert house.pilar.browser().get(here).context["form"] is None
    assert house.pilar.browser().post(here, {"edit": 0}).status_code == 404
    assert house.lucia.browser().post(here, {"edit": 0, "narrative": "x"}).status_code == 404


def test_the_workbook_of_who_reports_shows_what_others_add_and_asks_only_for_its_own(
    house: House, report: Report
) -> None:
    house.julio.browser().post(page(house, report), {"edit": 0, "quantity": "4", "narrative": "Cuatro.", "submit": "1"})
    book = book_of(house.lucia.actor, report.unit, report.period)
    (row,) = rows_of(book)
    assert "Oficina Jurídica: 4 (se suma a lo de quien reporta)" in row.given
    submit_report(house.lucia.actor, report, AnswerData(quantity=Quantity.of(10), narrative="Diez."), report.edit)
    standing = book_of(house.lucia.actor, report.unit, report.period).rows[0].standing
    assert standing.quantity == Quantity.of(10)
