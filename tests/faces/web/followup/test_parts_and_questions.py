"""The parts of the words of a report and the questions about its result, on the screens and in what is signed."""

import json
from datetime import date

import pytest
from django.urls import reverse

from rumbo.apps.followup.actions import accept_report, record_parts
from rumbo.apps.followup.bridge import signed_text
from rumbo.apps.followup.bridge.telling import dossier_reports
from rumbo.apps.followup.models import Followup, Report, ReportEntry
from rumbo.apps.followup.queries.signatures import entries_with_broken_signature
from rumbo.domain.followup.parts import USUAL, Part
from rumbo.domain.numbers import Quantity
from rumbo.faces.web.followup.answering import part_name
from tests.apps.reviewing.test_records import paid, serving
from tests.characters import YEAR, House
from tests.rounds import open_round, quarter, report_of, version_with

OWN = Part("Población atendida", "Población atendida", "Cuántas personas y de dónde.", required=True)
INSIDE = Part("Alertas", "Alertas", public=False)


@pytest.fixture
def followup(house: House) -> Followup:
    record_parts(house.andres.actor, house.entity, (*USUAL, OWN, INSIDE), valid_from=date(YEAR, 1, 1))
    return open_round(house)


def send(house: House, report: Report, **typed: object):
    report.refresh_from_db()
    known = {"edit": report.edit, "quantity": "6", "narrative": "Se hicieron seis.", "submit": "1"}
    return house.lucia.browser().post(reverse("web:followup-report", args=[report.uid]), known | typed)


def test_a_part_of_the_entity_is_asked_signed_shown_and_published(house: House, followup: Followup) -> None:
    report, box = report_of(followup, "1"), part_name(OWN.key)
    here = reverse("web:followup-report", args=[report.uid])
    page = house.lucia.browser().get(here).content.decode()
    assert page.index("Avance cualitativo") < page.index("Próximos pasos") < page.index("Cuántas personas y de dónde.")
    missing = send(house, report)
    assert missing.status_code == 422
    assert "La parte «Población atendida» está vacía." in missing.content.decode()
    told = {box: "Doce familias.", part_name("Alertas"): "Falta personal.", "next_steps": "Ir a Tunja."}
    assert send(house, report, **told).status_code == 302
    entry = ReportEntry.objects.get(report=report)
    assert entry.parts == {"Población atendida": "Doce familias.", "Alertas": "Falta personal."}
    report.refresh_from_db()
    accept_report(house.pilar.actor, report, report.edit)
    assert entries_with_broken_signature(followup) == []
    page = house.pilar.browser().get(here).content.decode()
    assert all(text in page for text in ("Doce familias.", "Falta personal.", "Ir a Tunja."))
    (out,) = dossier_reports(followup)[str(report.target.uid)]
    assert [(part.label, part.text) for part in out.parts] == [
        ("Próximos pasos", "Ir a Tunja."),
        ("Población atendida", "Doce familias."),
    ]


def test_who_asks_for_which_parts(house: House) -> None:
    here = reverse("web:people-parts")
    rows = {"parte-TOTAL_FORMS": "3", "parte-INITIAL_FORMS": "0"}
    rows |= {"parte-0-key": "narrative", "parte-0-label": "Logros", "parte-0-public": "on", "parte-1-label": "Alertas"}
    sent = rows | {"valid_from": f"{YEAR}-01-01", "reason": "Manual"}
    assert house.lucia.browser().post(here, sent).status_code == 404
    assert house.andres.browser().post(here, sent | {"parte-1-label": "logros"}).status_code == 422
    assert house.andres.browser().post(here, sent | {"parte-0-label": ""}).status_code == 422
    assert house.andres.browser().post(here, sent).status_code == 302
    report = report_of(open_round(house), "1")
    page = house.lucia.browser().get(reverse("web:followup-report", args=[report.uid])).content.decode()
    assert page.index("Logros") < page.index("Alertas")
    assert "Próximos pasos" not in page


def test_a_low_result_is_asked_about_and_the_reason_is_signed_and_shown(house: House) -> None:
    version = version_with(house, "Programado", programme={quarter(house).pk: Quantity.of(5)})
    report = report_of(open_round(house, 2, version), "1")
    here = reverse("web:followup-report", args=[report.uid])
    asked = send(house, report, quantity="1")
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "el umbral de la entidad es 50 %" in page[page.index('id="id_justification"') - 1500 :]
    assert "Se hicieron seis." in page
    told = send(house, report, quantity="1", justification="El contrato se firmó tarde.")
    assert told.status_code == 302
    entry = ReportEntry.objects.get(report=report)
    assert [each["code"] for each in entry.asked] == ["answer.result_low"]
    page = house.pilar.browser().get(here).content.decode()
    assert "Se preguntó:" in page
    assert "El contrato se firmó tarde." in page


def test_what_was_signed_before_there_were_parts_is_signed_alike(house: House) -> None:
    report = report_of(open_round(house), "1")
    entry = ReportEntry(report=report, ordinal=1, narrative="Se hicieron seis.", written_by="Lucía")
    told = json.loads(signed_text(entry, [], {}))
    assert not {"parts", "next_steps", "asked", "post"} & set(told)
    entry.next_steps, entry.parts = "Ir a Tunja.", {"Alertas": "Ninguna."}
    assert set(json.loads(signed_text(entry, [], {}))) - set(told) == {"parts", "next_steps"}


def test_progress_of_a_project_without_money_executed_is_asked_about(house: House) -> None:
    serving(house)
    paid(house, 0)
    report, lucia = report_of(open_round(house, 1), "1"), house.lucia.browser()
    here = reverse("web:followup-report", args=[report.uid])
    told = {"edit": 0, "quantity": "2", "narrative": "Dos visitas.", "submit": "1"}
    asked = lucia.post(here, told)
    assert asked.status_code == 422
    assert "obligaciones" in asked.content.decode()
    edit = asked.context["form"]["edit"].value()
    assert lucia.post(here, told | {"edit": edit, "justification": "El contrato se paga en abril."}).status_code == 302
    (question,) = (each["code"] for each in report.entries.get().asked)
    assert question.endswith("progress_without_money")
