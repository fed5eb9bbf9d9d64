"""A map of risks from a file: settled, brought in as a draft that goes on, and its next edition paired by a person."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.intake.actions import (
    Answered,
    answer_questions,
    correct_values,
    keep_mapping,
    overrule_findings,
    propose_document,
    receive_file,
)
from rumbo.apps.intake.bridge import document_reading_of
from rumbo.apps.intake.models import Intake
from rumbo.apps.intake.queries.documents import questions_of
from rumbo.apps.intake.queries.risks import left_out, reasons_left_out
from rumbo.apps.processes.models import Process
from rumbo.apps.risks.actions import approve_version, overrule_finding, propose_version
from rumbo.apps.risks.models import Assessment, MapVersion, RiskMap
from rumbo.apps.risks.queries import left_behind
from rumbo.apps.versions.actions.adopting import Act
from rumbo.apps.versions.models import VersionState
from rumbo.layouts.outline.telling import pointer
from tests.characters import House

pytestmark = pytest.mark.django_db
MAP = """MAPA DE RIESGOS DE GESTIÓN 2023;;;;;;;;;;;;
IDENTIFICACIÓN DEL RIESGO;;;;RIESGO INHERENTE;;;CONTROLES;;RIESGO RESIDUAL;;;TRATAMIENTO
No.;Proceso;Riesgo;Causas;Probabilidad;Impacto;Zona;Descripción del control;Tipo;Probabilidad;Impacto;Zona;Tratamiento
1;Gestión documental;Perder actas;No hay lista;Media;Moderado;Moderado;Se mira;Preventivo;Baja;Moderado;Moderado;Reducir
;;;Espacio húmedo;;;;El jefe revisa;Detectivo;;;;
2;;Demora en respuestas;Poco personal;80%;Mayor;Alto;;;80%;Mayor;Alto;Aceptar
"""


def settled(house: House, text: str, name: str = "mapa.csv", **said: Any) -> Intake:
    """A received map whose questions are answered by what is proposed, else by what is given for the question."""
    pilar = house.pilar.actor
    intake = receive_file(pilar, house.entity, text.encode(), name)
    for _ in range(2):
        for each in questions_of(intake, document_reading_of(intake)).risks:
            unit = house.units["Oficina Jurídica"] if each.question == "unit" else None
            choice = each.proposed or said.get(each.question) or {"unit": "known", "process": "support"}[each.question]
            answer_questions(pilar, intake, [Answered(each.question, pointer(each.path), choice, unit=unit)])
    return intake


def brought(house: House, intake: Intake) -> MapVersion:
    propose_document(house.pilar.actor, intake)
    return MapVersion.objects.latest("pk")


def test_a_map_becomes_a_draft_that_can_be_approved(house: House) -> None:
    intake = settled(house, MAP)
    assert intake.layout == "risk_map"
    version = brought(house, intake)
    assert (version.state, version.map.name) == (VersionState.DRAFT, "MAPA DE RIESGOS DE GESTIÓN 2023")
    first, second = Assessment.objects.filter(version=version).order_by("ordinal")
    assert (first.method, first.probability, first.impact, first.zone) == ("dafp_2022_v6", 3, 3, "moderate")
    assert (first.residual_probability, first.residual_zone) == (2, "moderate")
    assert (first.immediate_cause, first.option) == ("No hay lista\nEspacio húmedo", "mitigate")
    assert [each.kind for each in first.controls.order_by("ordinal")] == ["preventive", "detective"]
    assert (second.process, second.probability, second.option) == (first.process, 4, "accept")
    assert Process.objects.get().name == "Gestión documental"
    propose_version(house.pilar.actor, version)


def test_a_value_is_mended_before_it_comes_in(house: House) -> None:
    intake = settled(house, MAP)
    correct_values(house.pilar.actor, intake, {("entries", 1, "probability"): "Media"})
    version = brought(house, intake)
    assert Assessment.objects.get(version=version, code="2").probability == 3


def test_the_next_edition_goes_on_with_the_risks_that_a_person_says_are_the_same(house: House) -> None:
    version = brought(house, settled(house, MAP))
    propose_version(house.pilar.actor, version)
    approve_version(house.diana.actor, version, Act("Acta", "1", date(2024, 1, 2)))
    uid = str(RiskMap.objects.get().uid)
    later = brought(
        house, settled(house, MAP.replace("2023", "2024").replace("80%", "Media"), "otro.csv", risk_map=uid)
    )
    assert later.map_id == version.map_id
    pairs = [
        list(Assessment.objects.filter(version=each).order_by("ordinal").values_list("risk", flat=True))
        for each in (version, later)
    ]
    assert pairs[0] == pairs[1]


def test_one_pass_asks_everything_and_what_is_left_out_is_settled_with_a_reason(house: House) -> None:
    version = brought(house, settled(house, MAP))
    propose_version(house.pilar.actor, version)
    approve_version(house.diana.actor, version, Act("Acta", "1", date(2024, 1, 2)))
    shorter = "\n".join(MAP.replace("2023", "2024").splitlines()[:-1])
    intake = receive_file(house.pilar.actor, house.entity, shorter.encode(), "otro.csv")
    asked = questions_of(intake, document_reading_of(intake)).risks
    # The map is proposed by its name without the year, and its risks are paired at once.
    assert asked[0].proposed == str(version.map.uid)
    left = [each for each in asked if left_out(each)]
    assert [each.standing.code for each in left if each.standing] == ["2"]
    with pytest.raises(Refused):
        propose_document(house.pilar.actor, intake)
    again = settled(house, shorter, "otra vez.csv", risk="removed")
    later = brought(house, again)
    (row,) = left_behind(later)
    assert reasons_left_out(house.entity.pk, later.uid) == {str(row.risk.uid): "removed"}
    page = house.irene.browser().get(reverse("web:risks-about", args=[later.uid])).content.decode()
    assert "ya no puede pasar" in page
    assert "Demora en respuestas" in page


def test_a_table_of_headings_of_its_own_comes_in_by_what_the_entity_said_of_it(house: House) -> None:
    headings = {
        "Qué puede salir mal": "statement",
        "Sector": "process",
        "Por qué pasa": "causes",
        "Qué tan fácil": "probability",
        "Qué tan duro": "impact",
        "Color": "inherent",
        "Qué hacemos": "controls.action",
    }
    declared = {
        "format": "rumbo/mapping/1",
        "title": "Nuestros riesgos",
        "extends": "risk_map",
        "depth": 1,
        "fields": [{"header": header, "field": field} for header, field in headings.items()],
    }
    keep_mapping(house.pilar.actor, house.entity, declared)
    line = "Caída del puente;Vías;Lluvias;Probable;Mayor;Alto;Se revisa cada mes"
    intake = settled(house, f"{';'.join(headings)}\n{line}\n")
    assert (intake.layout, intake.mapping is not None) == ("risk_map", True)
    correct_values(house.pilar.actor, intake, {("entries", 0, "impact"): "Moderado"})
    row = Assessment.objects.get(version=brought(house, intake))
    assert (row.statement, row.probability, row.impact) == ("Caída del puente", 4, 3)
    assert row.controls.get().action == "Se revisa cada mes"


ABOVE = MAP.replace("Poco personal;80%;Mayor;Alto", "Poco personal;80%;Mayor;Moderado")


def left_as_it_is(house: House, code: str) -> MapVersion:
    """A map in which an error stays with a reason."""
    intake = settled(house, ABOVE)
    assert code in {each.code for each in document_reading_of(intake).open_errors()}
    overrule_findings(house.pilar.actor, intake, code=code, reason="Así lo aprobó el comité.")
    return brought(house, intake)


def test_what_was_left_as_it_is_in_the_document_does_not_stand_against_proposing_the_map(house: House) -> None:
    version = left_as_it_is(house, "risk.residual_above_inherent")
    (left,) = Assessment.objects.get(version=version, code="2").overruled
    assert (left["reason"], left["by"]) == ("Así lo aprobó el comité.", house.pilar.actor.name)
    page = house.pilar.browser().get(reverse("web:risks-review", args=[version.uid])).content.decode()
    assert "Queda así, con su razón" in page
    propose_version(house.pilar.actor, version)


def test_a_draft_offers_the_way_out_of_an_error_and_asks_again_when_the_risk_says_something_else(house: House) -> None:
    version = left_as_it_is(house, "risk.residual_above_inherent")
    row = Assessment.objects.get(version=version, code="2")
    Assessment.objects.filter(pk=row.pk).update(printed=row.printed | {"residual": "Extremo"})
    pilar = house.pilar.browser()
    propose = reverse("web:risks-propose", args=[version.uid])
    way_out = reverse("web:risks-leave", args=[row.uid, "risk.residual_above_inherent"])
    assert way_out in pilar.get(propose).content.decode()
    assert way_out in pilar.get(reverse("web:risks-risk", args=[row.uid])).content.decode()
    assert pilar.post(way_out, {"reason": " "}).status_code == 422
    assert house.irene.browser().get(way_out).status_code == 404
    assert pilar.post(way_out, {"reason": "El comité lo sabe."}).status_code == 302
    assert "Todavía no se puede proponer" not in pilar.get(propose).content.decode()
    with pytest.raises(Refused):
        overrule_finding(house.pilar.actor, row, code="risk.residual_above_inherent", reason="Otra vez.")
    back = reverse("web:risks-take-back", args=[row.uid, "risk.residual_above_inherent"])
    assert back in pilar.get(reverse("web:risks-risk", args=[row.uid])).content.decode()
    report = pilar.get(reverse("web:risks-review-report", args=[version.uid, "html"])).content.decode()
    assert "El comité lo sabe." in report
    assert house.irene.browser().get(back).status_code == 404
    assert pilar.post(back).status_code == 302
    assert pilar.get(back).status_code == 404
    assert "Todavía no se puede proponer" in pilar.get(propose).content.decode()
    assert pilar.post(way_out, {"reason": "El comité lo sabe."}).status_code == 302
    propose_version(house.pilar.actor, version)
