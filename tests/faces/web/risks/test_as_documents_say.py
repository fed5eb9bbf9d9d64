"""A risk that came from a document keeps what the document says when a person saves its forms."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from rumbo.apps.risks.actions import bring_risk, choose_option, write_risk
from rumbo.apps.risks.bridge import data_of
from rumbo.apps.risks.bridge.printed import zones_otherwise
from rumbo.apps.risks.models import Assessment, Control, Treatment
from rumbo.apps.risks.queries import printed_map
from rumbo.content.risk_methods import method
from rumbo.domain.risk import MapControl, MapTreatment, RiskEntry
from tests.characters import House
from tests.risks import draft_of, process_of

SECURITY = RiskEntry(
    risk_class="Seguridad de la información",
    category="Tecnológico",
    statement="Pérdida de la confidencialidad de la base de contribuyentes",
    asset="Base de contribuyentes",
    asset_property="Confidencialidad",
    threat="Acceso no autorizado",
    vulnerability="Claves compartidas",
    probability="Media",
    impact="80%",
    inherent="Extremo",
    controls=(MapControl("Se revisan los permisos cada mes"),),
    residual_probability="Baja",
    residual_impact="Mayor",
    residual="Alto",
    option="Reducir",
    treatments=(MapTreatment("Activar doble factor"), MapTreatment("Capacitar", end=date(2024, 6, 30))),
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def row(house: House) -> Assessment:
    edition = method("dafp_2022_v6")
    assert edition is not None
    unit, draft = house.units["Oficina Jurídica"], draft_of(house)
    return bring_risk(
        house.pilar.actor,
        draft,
        SECURITY,
        code="S1",
        edition=edition,
        risk_class="information_security",
        unit=unit,
        units={},
        process=process_of(house, "Sistemas", "GS"),
    )


def screen(name: str, *args: Any) -> str:
    return reverse(f"web:risks-{name}", args=args)


def sent(page: Any) -> dict[str, Any]:
    """What a browser sends of a form that nobody touched."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False, "")}


def columns(row: Assessment) -> dict[str, Any]:
    return {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}


def test_saving_the_form_untouched_changes_nothing(house: House, row: Assessment) -> None:
    before, browser = columns(row), house.pilar.browser()
    page = browser.get(screen("edit", row.uid))
    assert "Probabilidad que dice el documento" in page.content.decode()
    assert browser.post(screen("edit", row.uid), sent(page)).status_code == 302
    row.refresh_from_db()
    assert columns(row) == before
    assert (row.history, row.impact_level, row.residual_probability, row.residual_impact) == (3, 4, 2, 4)


def test_what_a_form_does_not_ask_stays(house: House, row: Assessment) -> None:
    Assessment.objects.filter(pk=row.pk).update(reputation=2, history=3)
    row.refresh_from_db()
    told = data_of(row)
    write_risk(house.pilar.actor, row, told, unit=row.unit, process=row.process)
    assert (data_of(row), row.printed["inherent"]) == (told, "Extremo")


def test_the_sheet_shows_the_asset_and_the_words_of_the_document(house: House, row: Assessment) -> None:
    page = house.irene.browser().get(screen("risk", row.uid)).content.decode()
    for text in ("Base de contribuyentes", "Claves compartidas", "Tecnológico", "Como lo dice el documento", "80%"):
        assert text in page
    assert page.count("sin fecha") == 3


def test_a_zone_that_is_not_of_the_method_is_settled_by_a_person(house: House, row: Assessment) -> None:
    browser, address = house.pilar.browser(), screen("edit", row.uid)
    assert zones_otherwise(row) == ["inherent"]
    told = sent(browser.get(address))
    assert browser.post(address, told | {"zones_settled": "on"}).status_code == 302
    row.refresh_from_db()
    assert zones_otherwise(row) == []
    assert row.printed["probability"] == "Media"
    assert "zones_settled" not in browser.get(address).context["form"].fields


def test_words_of_a_level_that_a_person_assessed_otherwise_speak_no_more(house: House, row: Assessment) -> None:
    browser, address = house.pilar.browser(), screen("edit", row.uid)
    told = sent(browser.get(address)) | {"history": "5"}
    assert browser.post(address, told).status_code == 302
    row.refresh_from_db()
    entry = next(each for each in printed_map(row.version, as_printed=True).entries if each.code == "S1")
    assert (entry.probability, entry.impact, entry.inherent) == ("Muy alta", "80%", "Alto")


def test_parts_keep_what_their_document_left_unsaid(house: House, row: Assessment) -> None:
    browser = house.pilar.browser()
    control, (first, second) = Control.objects.get(assessment=row), Treatment.objects.filter(assessment=row)
    for address in (screen("control", row.uid, control.uid), screen("treatment", row.uid, first.uid)):
        told = sent(browser.get(address)) | {"evidence": "Acta"}
        assert browser.post(address, told).status_code == 302
    for each in (control, first):
        each.refresh_from_db()
    assert (control.evidence, control.kind, control.responsible) == ("Acta", "", "")
    assert (first.evidence, first.start, first.end) == ("Acta", None, None)
    address = screen("treatment", row.uid, second.uid)
    assert browser.post(address, sent(browser.get(address)) | {"end": ""}).status_code == 422
    assert browser.post(screen("treatment-add", row.uid), {"action": "Otra"}).status_code == 422


def test_another_edition_begins_with_the_words_of_the_document(house: House, row: Assessment) -> None:
    page = house.pilar.browser().get(f"{screen('edit', row.uid)}?valoracion=dafp_2018_v4:information_security")
    assert page.context["form"]["impact_level"].value() == "4"


def test_the_review_leads_to_the_risk_and_says_what_held(house: House, row: Assessment) -> None:
    browser = house.irene.browser()
    page = browser.get(screen("review", row.version.uid)).content.decode()
    for text in ("La zona de un riesgo no es la de su casilla", "Riesgo S1", screen("risk", row.uid), "Ir al riesgo"):
        assert text in page
    assert "Se revisó y no se encontró" in page
    assert "Riesgo de corrupción aceptado" in page
    report = browser.get(screen("review-report", row.version.uid, "html"))
    assert "Riesgo S1" in report.content.decode()
    assert browser.get(screen("review-report", row.version.uid, "exe")).status_code == 404


def test_what_the_rules_refuse_is_mended_before_proposing(house: House, row: Assessment) -> None:
    Assessment.objects.filter(pk=row.pk).update(printed={**row.printed, "inherent": "Alto", "residual": "Extremo"})
    browser, pilar = house.pilar.browser(), house.pilar.actor
    for each in Assessment.objects.filter(version=row.version).exclude(pk=row.pk):
        choose_option(pilar, each, "mitigate")
    assert "pasa de zona" in browser.post(screen("propose", row.version.uid)).content.decode()
    address = screen("edit", row.uid)
    told = sent(browser.get(address)) | {"residual_settled": "on"}
    assert browser.post(address, told).status_code == 302
    row.refresh_from_db()
    assert set(row.printed) == {"probability", "impact", "inherent"}
    assert browser.post(screen("propose", row.version.uid)).status_code == 302
