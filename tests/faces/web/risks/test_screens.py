"""The screens of risks without script: who sees what, a map from its first risk to its act, a fixed cost of pages."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from rumbo.apps.risks.actions import (
    Happened,
    add_risk,
    approve_version,
    choose_option,
    propose_version,
    tell_materialization,
    write_control,
    write_treatment,
)
from rumbo.apps.risks.bridge import TreatmentData
from rumbo.apps.risks.models import Assessment, Control, MapVersion, Materialization, Treatment
from tests.characters import Character, House
from tests.projects import registered
from tests.risks import ACT, CORRUPTION, MANAGEMENT, PREVENTS, approved_of, draft_of, process_of, risk_of

EVERYBODY = ("pilar", "lucia", "leonardo", "irene", "diana", "andres")
EDITION = "dafp_2022_v6:management"
CONTROL = {"responsible": "La profesional", "action": "verifica los requisitos", "kind": "preventive", "way": "manual"}


def screen(name: str, *args: Any) -> str:
    return reverse(f"web:risks-{name}", args=args)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_of_the_entity_reads(house: House, name: str) -> None:
    version = approved_of(house)
    browser = house.people[name].browser()
    row = risk_of(version)
    pages = [screen("list"), *(screen(each, version.uid) for each in ("version", "heat", "review", "about", "print"))]
    pages += [screen("risk", row.uid), *(screen("file", version.uid, form) for form in ("html", "xlsx", "docx"))]
    for address in pages:
        assert browser.get(address).status_code == 200, address
    assert browser.get(screen("file", version.uid, "exe")).status_code == 404
    sheet = text(browser.get(screen("risk", row.uid)))
    assert "15 % + 15 % = 30 %; 36 % − 36 % × 30 % = 25,2 %" in sheet.replace("\N{NO-BREAK SPACE}", " ")
    assert "Editar y valorar" not in sheet


def test_unknown_and_forbidden_answer_alike(house: House, ester: Character) -> None:
    version = draft_of(house)
    row, unit = risk_of(version), house.units["Oficina Jurídica"]
    control = Control.objects.filter(assessment=row)[0]
    plan = TreatmentData("Ajustar", date(2024, 1, 1), date(2024, 2, 1))
    treatment = write_treatment(house.pilar.actor, row, plan, unit=unit)
    event = tell_materialization(house.pilar.actor, row.risk, Happened(date(2024, 1, 1), "Pasó"))
    of_version = ["version", "heat", "review", "about", "print", "propose", "approve", "return", "add"]
    of_risk = ["risk", "edit", "remove", "control-add", "option", "treatment-add", "event"]
    addresses = [screen(name, version.uid) for name in of_version] + [screen(name, row.uid) for name in of_risk]
    addresses += [screen(name, row.uid, control.uid) for name in ("control", "control-remove")]
    addresses += [screen(name, row.uid, treatment.uid) for name in ("treatment", "treatment-remove")]
    addresses += [screen("event-withdraw", row.uid, event.uid), screen("file", version.uid, "xlsx")]
    addresses += [screen("next", version.map.uid)]
    browser = ester.browser()
    for address in addresses:
        assert browser.get(address).status_code == 404, address
        assert browser.post(address).status_code in (404, 405), address
    assert "Mapa de riesgos" not in text(browser.get(screen("list")))


@pytest.mark.parametrize("name", ["irene", "diana", "andres"])
def test_who_does_not_write_is_offered_nothing(house: House, name: str) -> None:
    version = draft_of(house)
    row, browser = risk_of(version), house.people[name].browser()
    for address in (screen("add", version.uid), *(screen(each, row.uid) for each in ("edit", "control-add", "option"))):
        assert browser.get(address).status_code == 404
    sheet = text(browser.get(screen("risk", row.uid)))
    assert "Agregar un control" not in sheet
    assert ("Registrar materialización" in sheet) == (name == "irene")


def test_a_unit_is_offered_its_own_risks(house: House) -> None:
    version, browser = draft_of(house), house.lucia.browser()
    assert browser.get(screen("edit", risk_of(version).uid)).status_code == 200
    assert browser.get(screen("edit", risk_of(version, "GC-2").uid)).status_code == 404
    page = text(browser.get(screen("add", version.uid), {"valoracion": EDITION}))
    assert "Oficina de Proyectos" in page
    assert f'value="{house.units["Oficina Jurídica"].uid}"' not in page


def test_a_map_from_its_first_risk_to_its_act(house: House) -> None:
    browser, process = house.pilar.browser(), process_of(house)
    assert browser.post(screen("create"), {"name": "Mapa 2024", "fiscal_year": "2024"}).status_code == 302
    assert browser.post(screen("create"), {"name": "Mapa 2024"}).status_code == 422
    version = MapVersion.objects.get()
    assert "Clase de riesgo y metodología" in text(browser.get(screen("add", version.uid)))
    add = f"{screen('add', version.uid)}?valoracion={EDITION}"
    told = {
        "code": "R1",
        "process": str(process.uid),
        "unit": str(house.units["Oficina Jurídica"].uid),
        "impact_kind": "both",
        "immediate_cause": "La firma tardía de contratos.",
        "root_cause": "Revisión sin plazos",
        "times_a_year": "100",
        "money": "79,5",
        "reputation": "2",
    }
    wrong = browser.post(add, told | {"process": "", "immediate_cause": ""})
    assert wrong.status_code == 422
    assert "Elija un proceso" in text(wrong)
    assert "Describa el riesgo" in text(wrong)
    assert browser.post(add, told).status_code == 302
    row = Assessment.objects.get()
    assert row.statement == (
        "Posibilidad de afectación económica y reputacional por la firma tardía de contratos "
        "debido a revisión sin plazos"
    )
    assert (row.probability, row.impact) == (3, 3)
    again = browser.post(add, told)
    assert again.status_code == 422
    assert "ya hay un riesgo con el código R1" in text(again)
    assert browser.post(screen("control-add", row.uid), CONTROL | {"way": ""}).status_code == 422
    assert browser.post(screen("control-add", row.uid), CONTROL | {"documented": "yes"}).status_code == 302
    control = Control.objects.get()
    assert control.documented is True
    edited = browser.post(screen("control", row.uid, control.uid), CONTROL | {"way": "automatic"})
    assert edited.status_code == 302
    row.refresh_from_db()
    assert row.residual_probability == 2
    assert browser.post(screen("option", row.uid), {"option": "mitigate"}).status_code == 302
    plan = {"action": "Fijar plazos", "unit": told["unit"], "start": "2024-02-01", "end": "2024-01-01"}
    assert browser.post(screen("treatment-add", row.uid), plan).status_code == 422
    assert browser.post(screen("treatment-add", row.uid), plan | {"end": "2024-06-30"}).status_code == 302
    changed = plan | {"end": "2024-07-30", "evidence": "Procedimiento"}
    assert browser.post(screen("treatment", row.uid, Treatment.objects.get().uid), changed).status_code == 302
    assert browser.post(screen("propose", version.uid)).status_code == 302
    assert browser.post(screen("control-add", row.uid), CONTROL).status_code == 404
    act = {"kind": "Acta", "number": "3", "day": "2024-01-30"}
    director = house.diana.browser()
    assert director.post(screen("return", version.uid), {"reason": "Falta el riesgo de archivo"}).status_code == 302
    assert "Falta el riesgo de archivo" in text(browser.get(screen("version", version.uid)))
    browser.post(screen("propose", version.uid))
    assert director.post(screen("approve", version.uid), act).status_code == 302
    assert browser.post(screen("next", version.map.uid), {"label": "2"}).status_code == 302
    assert Assessment.objects.count() == 2


def test_another_edition_asks_other_things(house: House) -> None:
    version, browser = draft_of(house), house.pilar.browser()
    row = risk_of(version)
    choosing = text(browser.get(screen("edit", row.uid), {"valoracion": "otra"}))
    assert "Clase de riesgo y metodología" in choosing
    assert choosing.count("(rigió hasta el 30 de septiembre de 2018; para mapas hechos con ella)") == 2
    old = text(browser.get(screen("edit", row.uid), {"valoracion": "dafp_2014_v3:management"}))
    for words in ("Esta metodología ya no rige", "Metodología sin confirmar"):
        assert words in old
    address = f"{screen('edit', row.uid)}?valoracion=corruption_2022_v6:corruption"
    assert "¿Ocasionar lesiones físicas" in text(browser.get(address))
    told = {"code": "GC-1", "process": str(row.process.uid), "unit": str(row.unit.uid), "statement": "Posibilidad de…"}
    assert browser.post(address, told | {"history": "2", "answers": ["1", "16"]}).status_code == 302
    row.refresh_from_db()
    assert (row.method, row.zone, row.times_a_year) == ("corruption_2022_v6", "extreme", None)
    page = text(browser.get(screen("risk", row.uid)))
    assert "la pregunta 16 se respondió que sí" in page
    assert "¿Queda evidencia de la ejecución?" in text(browser.get(screen("control-add", row.uid)))
    assert "Aceptar" not in text(browser.get(screen("option", row.uid)))


def test_a_risk_of_a_project_that_is_kept_here_leads_to_its_sheet(house: House) -> None:
    version, browser, project = draft_of(house), house.pilar.browser(), registered(house)
    row = risk_of(version)
    kept = {"code": row.code, "unit": str(row.unit.uid), "statement": row.statement, "times_a_year": "3", "money": "7"}
    address, told = screen("edit", row.uid), kept | {"project": str(project.project.uid)}
    assert browser.post(address, told | {"process": str(row.process.uid)}).status_code == 422
    assert browser.post(address, told).status_code == 302
    row.refresh_from_db()
    assert (row.project, row.project_code, row.process) == (project.project, project.code, None)
    sheet = text(browser.get(screen("risk", row.uid)))
    assert f'href="{reverse("web:projects-sheet", args=[project.uid])}"' in sheet
    assert browser.post(address, kept | {"project_code": "BP-ajeno"}).status_code == 302
    row.refresh_from_db()
    assert (row.project, row.project_code) == (None, "BP-ajeno")


def test_a_process_and_a_project_list_their_risks_in_force(house: House, django_assert_max_num_queries: Any) -> None:
    version, browser, project = draft_of(house), house.pilar.browser(), registered(house)
    data = replace(MANAGEMENT, code="P-1", statement="Posibilidad de atraso de la obra", project_code=project.code)
    add_risk(house.system, version, data, unit=house.units["Oficina Jurídica"], project=project.project)
    page = reverse("web:projects-following", args=[project.uid])
    assert "Ningún mapa de riesgos aprobado" in text(browser.get(page))
    for each in Assessment.objects.filter(version=version):
        choose_option(house.system, each, "mitigate")
    propose_version(house.pilar.actor, version)
    approve_version(house.diana.actor, version, ACT)
    with django_assert_max_num_queries(12):
        assert "Posibilidad de atraso de la obra" in text(browser.get(page))
    process = risk_of(version).process
    assert process is not None
    shown = text(browser.get(reverse("web:processes-process", args=[process.uid])))
    assert MANAGEMENT.statement in shown
    assert "atraso de la obra" not in shown


def test_every_cell_of_the_heat_map_leads_to_its_list(house: House) -> None:
    version, browser = draft_of(house), house.pilar.browser()
    page = browser.get(screen("heat", version.uid))
    links = [part.split('"')[0] for part in page.content.decode().split('heat-number" href="')[1:]]
    assert len(links) == 4  # two risks, without and with controls
    for link in links:
        listed = text(browser.get(link.replace("&amp;", "&")))
        assert "Se ven los riesgos de una casilla" in listed
        assert listed.count('<th scope="row"') == 1
    assert text(page).count("heat-cell") == 2 * 25 + 2 * 15


def test_what_came_true_is_told_and_withdrawn(house: House) -> None:
    row, browser = risk_of(approved_of(house)), house.irene.browser()
    assert browser.post(screen("event", row.uid), {"day": "2999-01-01", "facts": "Pasó"}).status_code == 422
    assert browser.post(screen("event", row.uid), {"day": "2024-03-01", "facts": "Se firmó tarde"}).status_code == 302
    assert "Se materializó 1 vez" in text(browser.get(screen("version", row.version.uid)))
    event = Materialization.objects.get()
    withdraw = screen("event-withdraw", row.uid, event.uid)
    assert browser.post(withdraw, {"reason": "Fue otro contrato"}).status_code == 302
    assert browser.get(withdraw).status_code == 404
    assert "Se retiró: Fue otro contrato" in text(browser.get(screen("risk", row.uid)))


def test_parts_and_risks_are_taken_out_of_a_draft(house: House) -> None:
    version, browser = draft_of(house), house.pilar.browser()
    row = risk_of(version)
    for control in Control.objects.filter(assessment=row):
        assert browser.post(screen("control-remove", row.uid, control.uid)).status_code == 302
    row.refresh_from_db()
    assert row.residual_probability == row.probability
    assert browser.post(screen("remove", row.uid)).status_code == 302
    assert [each.code for each in Assessment.objects.filter(version=version)] == ["GC-2"]


def test_broken_filters_filter_nothing(house: House) -> None:
    version, browser = draft_of(house), house.pilar.browser()
    query = {"proceso": "x", "dependencia": "y", "probabilidad": "9", "impacto": "-1", "mira": "z", "pagina": "mil"}
    assert text(browser.get(screen("version", version.uid), query)).count('<th scope="row"') == 2
    assert "Ningún riesgo cumple el filtro" in text(browser.get(screen("version", version.uid), {"zona": "low"}))


@pytest.mark.parametrize("number", [4, 60])
def test_pages_cost_the_same_whatever_the_number(house: House, number: int, django_assert_max_num_queries: Any) -> None:
    version, unit = draft_of(house), house.units["Oficina Jurídica"]
    process = risk_of(version).process
    for n in range(number - 2):
        sample = (MANAGEMENT, CORRUPTION)[n % 2]
        row = add_risk(house.system, version, replace(sample, code=f"X{n}"), unit=unit, process=process)
        for _ in range(2 if number < 10 else 1):
            write_control(house.system, row, PREVENTS)
    row = risk_of(version, "X0")
    browser = house.pilar.browser()
    browser.get(reverse("web:home"))
    pages = [screen(name, version.uid) for name in ("version", "heat", "review", "about", "print")]
    for address in (screen("list"), *pages, screen("risk", row.uid), screen("file", version.uid, "xlsx")):
        with django_assert_max_num_queries(12):
            assert browser.get(address).status_code == 200
