"""A strategic plan in a browser: brought, corrected, its questions answered, approved with its act, read again."""

from pathlib import Path
from typing import Any

import pytest

from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes
from tests.journeys import river
from tests.journeys.mancomunidad import FIRST_ACT, Mancomunidad
from tests.journeys.touring import tour

PLAN = Path(__file__).resolve().parents[2] / "examples" / "plan-estrategico-2024.txt"
ACTION = PLAN.with_name("plan-institucional-2024.txt")


@pytest.mark.parametrize("script", [True, False])
def test_a_strategic_plan_from_its_file_to_its_file(arrives: Any, mancomunidad: Mancomunidad, script: bool) -> None:
    with arrives(script=script) as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        river.bring(pilar, PLAN)
        pilar.reads("Plan estratégico institucional", "Hallazgos por revisar")
        pilar.step("Revisar").view("Objetivos")
        pilar.page.get_by_role("link", name="Corregir Indicadores que anuncia").last.click()
        pilar.type_in("Qué debe decir", "1").press("Guardar").reads("El dato quedó guardado.")
        pilar.step("Responder").reads("¿Cómo está escrita la programación")
        pilar.press("Guardar las respuestas").reads("Quedaron 2 respuestas.")
        pilar.step("Proponer").type_in("Nombre del plan nuevo", "Plan de los caminos")
        pilar.press("Proponer").reads("El documento quedó propuesto.")
        river.approve(pilar, "Acuerdo", "7", FIRST_ACT)
        pilar.press("Ver la versión").view("Documento").reads("sombra, agua y compañía", "suma en otro lugar")
        draft = read_document(read_bytes(pilar.download("XLSX"), "plan.xlsx"), layout_key="strategic_plan")
        assert draft.content.objectives[5].announced_indicators == 1  # type: ignore[union-attr]


def test_a_plan_of_action_from_its_file_to_its_file(arrives: Any, mancomunidad: Mancomunidad) -> None:
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        river.bring(pilar, ACTION)
        pilar.reads("Plan de acción institucional", "Hallazgos por revisar")
        pilar.step("Responder").reads("Quién responde", "Los procesos", "Cómo se cuentan los indicadores")
        pilar.page.get_by_role("button", name="sin duda").last.click()
        pilar.reads("Quedaron")
        pilar.choose("Las que queden sin decir las reporta", "Subdirección")
        pilar.page.get_by_label("Los que queden sin decir son").select_option(label="Es nuevo, misional")
        pilar.press("Guardar las respuestas").reads("Quedaron", "Respondidas")


def test_every_page_of_a_document_of_parts(arrives: Any, mancomunidad: Mancomunidad) -> None:
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        river.bring(pilar, PLAN)
        address = pilar.page.url.removeprefix(pilar.address)
        faults = list(tour(pilar, address, within=address))
    assert not faults, "\n".join(faults)
