"""A plan of several years in one table, from its file to the plan: its annualization is suggested where the years say
it, and a document whose actions nobody reports says so before it is proposed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.apps.intake.actions import choose_destination, propose_document, receive_file
from rumbo.apps.intake.bridge import reading_of
from rumbo.apps.intake.models import Intake
from rumbo.apps.intake.queries.names import questions_of_units
from rumbo.apps.plans.models import PlanVersion, TargetUnit
from tests.apps.intake.test_mappings import workbook
from tests.characters import House

pytestmark = pytest.mark.django_db
ROWS: tuple[list[Any], ...] = (
    ["PLAN INDICATIVO 2024-2027"],
    ["Eje", "No. meta", "Meta de producto", "Meta cuatrienio", 2024, 2025, 2026, 2027],
    ["Eje social", 1, "Atender hogares", 10, 2, 3, 3, 2],
    ["Eje social", 2, "Mantener sedes abiertas", 4, 4, 4, 4, 4],
    ["Eje del agua", 3, "Sembrar árboles", 8, 2, 2, 2, 2],
)


def screen(name: str, intake: Intake, *more: object) -> str:
    return reverse(f"web:intake-{name}", args=[intake.uid, *more])


def test_the_years_say_the_annualization_and_a_person_accepts_it_at_once(house: House) -> None:
    intake = receive_file(house.pilar.actor, house.entity, workbook(*ROWS), "plan.xlsx")
    assert intake.layout == "strategic_plan"
    browser = house.pilar.browser()
    part = next(n for n in range(1, 6) if "Aceptar las 3 sugerencias" in _page(browser, screen("part", intake, n)))
    told = {"do": "accept-all", "code": "intake.annualization_unsaid", "edit": intake.edit}
    assert browser.post(screen("part", intake, part), told).status_code == 302
    intake.refresh_from_db()
    told = {"destination": "new", "plan_name": "Plan indicativo", "edit": intake.edit}
    assert browser.post(screen("part-propose", intake), told).status_code == 302
    version = PlanVersion.objects.latest("pk")
    targets = version.placements.select_related("revision").order_by("ordinal")
    assert [each.revision.annualization for each in targets] == ["sum", "constant", "sum"]


def _page(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def test_actions_that_nobody_reports_stand_against_proposing_and_the_way_out_is_told(house: House) -> None:
    rows = (["Acción", "Indicador", "Meta", "Inicio", "Fin"], ["Abrir sedes", "Sedes", 1, "1/02/2024", "1/12/2024"])
    intake = receive_file(house.pilar.actor, house.entity, workbook(*rows), "plan 2024.xlsx")
    page = _page(house.pilar.browser(), screen("propose", intake))
    assert "1 acciones del documento no dicen qué dependencia responde" in page
    assert screen("names", intake) in page


def test_of_several_units_in_a_row_a_person_says_which_one_reports(house: House) -> None:
    both = "Oficina Jurídica; Oficina de Proyectos"
    rows = (
        ["Acción", "Indicador", "Meta", "Inicio", "Fin", "Responsable"],
        ["Abrir sedes", "Sedes", 4, "1/02/2024", "1/12/2024", both],
        ["Cerrar sedes", "Sedes", 2, "1/02/2024", "1/12/2024", "Oficina Jurídica"],
    )
    intake = receive_file(house.pilar.actor, house.entity, workbook(*rows), "plan 2024.xlsx")
    browser, here = house.pilar.browser(), screen("names", intake)
    assert questions_of_units(intake, reading_of(intake)) == 1
    assert "¿Cuál reporta? Oficina Jurídica; Oficina de Proyectos" in _page(browser, here)
    for said, left in (("", 1), ("1", 0)):
        intake.refresh_from_db()
        assert browser.post(here, {"varias0": said, "edit": intake.edit}).status_code == 302
        assert questions_of_units(intake, reading_of(intake)) == left
    assert browser.get(here).context["form"]["varias0"].value() == "1"
    intake.refresh_from_db()
    choose_destination(house.pilar.actor, intake, plan=None, plan_name="Plan traído")
    propose_document(house.pilar.actor, intake)
    reporting = TargetUnit.objects.filter(reports=True, revision__placements__version=PlanVersion.objects.latest("pk"))
    assert [each.unit.name for each in reporting.order_by("revision")] == ["Oficina de Proyectos", "Oficina Jurídica"]
