"""The whole river on documents shaped as offices have them: from two files to a page that any citizen can read."""

from typing import Any

import pytest

from tests.journeys import river
from tests.journeys.mancomunidad import FIRST_ACT, FOLLOWUP, PLAN, Mancomunidad, found_mancomunidad


@pytest.fixture
def mancomunidad(transactional_db: None) -> Mancomunidad:
    return found_mancomunidad()


def test_the_river(arrives: Any, mancomunidad: Mancomunidad) -> None:
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        bring_the_followup(pilar)
        bring_the_plan(pilar)


def bring_the_followup(pilar):
    river.bring(pilar, FOLLOWUP)
    pilar.reads("Acciones leídas 9", "Periodo que reporta II trimestre de 2024").press("Revisar la tabla")
    pilar.reads("Una acción cancelada dentro del relato", "Dice N/A, pero el relato cuenta trabajo hecho")
    pilar.press("Abrir al público el Centro de Datos")
    pilar.type_in("AVANCE PORCENTUAL", "25%").press("Guardar las correcciones").reads("Se corrigió 1 celda.")
    pilar.press("Volver a la tabla")
    river.overrule(pilar, "Una acción cancelada dentro del relato", "La modificación va al comité de julio.")
    river.settle_names(pilar)
    river.propose(pilar)
    river.approve(pilar, "Acta", "1", FIRST_ACT)
    print(pilar.text)
    pilar.press("Ver el seguimiento")
    print(pilar.text)


def bring_the_plan(pilar):
    river.bring(pilar, PLAN)
    print(pilar.text)
    pilar.press("Cambiar el destino")
    pilar.page.get_by_label("La versión siguiente de").check()
    pilar.press("Guardar")
    pilar.press("Revisar la tabla")
    print(pilar.text)
    pilar.press("Aceptar las 8 sugerencias")
    pilar.press("Aceptar la")
    print(pilar.text)
    pilar.step("Continuidad")
    print(pilar.text)
