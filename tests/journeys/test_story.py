"""What the invented entity of the demonstration shows whoever opens it: its figures explained, its public page."""

from datetime import date
from typing import Any

from rumbo.faces.cli.demo_story import PASSWORD, year_of

PLANNING = "planeacion@valdeluna.example"


def test_planning_sees_what_waits_and_how_the_plan_goes(arrives: Any, valdeluna: None, today: date) -> None:
    with arrives() as pilar:
        pilar.sign_in(PLANNING, PASSWORD).reads("Qué sigue", "por revisar").take("inicio-planeacion")
        pilar.door("Seguimiento").press(f"II trimestre de {year_of(today)}").take("tablero")
        pilar.door("Cifras").press(f"I trimestre de {year_of(today)}")
        pilar.reads("estas cifras ya no cambian").take("cifras-arbol", at="#metas")


def test_a_figure_explains_itself(arrives: Any, valdeluna: None, today: date) -> None:
    with arrives() as irene:
        irene.sign_in("control@valdeluna.example", PASSWORD)
        irene.door("Cifras").press(f"I trimestre de {year_of(today)}")
        row = irene.page.locator("main tr").filter(has_text="Restaurar franjas")
        irene.follow(row.locator("td").nth(0).get_by_role("link")).take("cifra")
        irene.reads("Cómo se calcula", "De dónde salen los datos", "18,5", "Aceptado por Pilar Ocampo", "Regla: Suma")
        irene.view("Avance frente a lo esperado").reads("18,5", "20").take("imagenes/cifra")


def test_a_citizen_reads_what_was_published(arrives: Any, valdeluna: None, today: date) -> None:
    with arrives() as citizen:
        citizen.go("/publico/").press("Autoridad Regional").take("portal-entidad").press(
            f"Plan de acción {today.year}: seguimiento"
        )
        citizen.reads("Avance del plan", "Semáforo", "Descargas y datos abiertos").take("pagina-publica").take(
            "imagenes/publica"
        )
        citizen.press("Cómo leer estas cifras").reads("Cuando no hay cifra", "No es un cero: no se sabe.")
