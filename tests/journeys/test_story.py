"""What the invented entity of the demonstration shows whoever opens it: its figures explained, its public page."""

from datetime import date
from typing import Any

from rumbo.faces.cli.demo_story import PASSWORD, year_of
from tests.journeys.axe import violations
from tests.journeys.touring import OVERFLOW
from tests.journeys.visitor import NARROW, WIDE

PLANNING = "planeacion@valdeluna.example"


def test_planning_sees_what_waits_and_how_the_plan_goes(arrives: Any, valdeluna: None, today: date) -> None:
    with arrives() as pilar:
        pilar.sign_in(PLANNING, PASSWORD).reads("Qué sigue", "por revisar").take("inicio-planeacion")
        pilar.door("Seguimiento")
        year = year_of(today)
        pilar.press(f"II trimestre de {year}", inside=f"Plan de Acción Institucional {year}").take("tablero")
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


def test_the_direction_goes_from_the_board_down_to_the_evidence(arrives: Any, valdeluna: None, today: date) -> None:
    with arrives() as diana:
        diana.sign_in("direccion@valdeluna.example", PASSWORD).press("Ver el tablero de dirección")
        diana.reads("Qué está atrasado y quién responde", "Iván Castellanos, Profesional universitario")
        diana.take("tablero-direccion")
        diana.page.evaluate("() => document.querySelectorAll('main details').forEach(each => each.open = true)")
        for width in (NARROW, WIDE):
            diana.page.set_viewport_size(width)
            assert diana.page.evaluate(OVERFLOW) == 0
        assert violations(diana.page) == []
        diana.choose("Dependencia", "Subdirección de Infraestructura Hídrica").press("Filtrar")
        assert "dependencia=" in diana.page.url
        sent, row = diana.page.url, diana.page.locator("main tr").filter(has_text="Reducir las pérdidas técnicas").first
        diana.follow(row.locator("td").nth(0).get_by_role("link")).reads("De dónde salen los datos", "10 %")
        evidence = diana.page.get_by_role("link", name="Informe del trimestre con sus anexos").first
        assert "repositorio.valdeluna.example" in (evidence.get_attribute("href") or "")
        diana.press("Reporte").reads("Aceptado", "Informe del trimestre con sus anexos")
        diana.page.goto(sent)
        diana.reads("Qué está atrasado y quién responde").refuses("Responder dentro del término")


def test_a_citizen_reads_what_was_published(arrives: Any, valdeluna: None, today: date) -> None:
    with arrives() as citizen:
        citizen.go("/publico/").press("Autoridad Regional").take("portal-entidad").press(
            f"Plan de acción {today.year}: seguimiento"
        )
        citizen.reads("Avance del plan", "Semáforo", "Descargas y datos abiertos").take("pagina-publica").take(
            "imagenes/publica"
        )
        citizen.press("Cómo leer estas cifras").reads("Cuando no hay cifra", "No es un cero: no se sabe.")


def test_a_project_shows_its_checks_its_schedule_and_its_way_through_the_bank(arrives: Any, valdeluna: None) -> None:
    with arrives() as pilar:
        pilar.sign_in(PLANNING, PASSWORD).door("Proyectos").reads("5 proyectos").take("proyectos")
        pilar.press("Restauración de las rondas").reads("Nada de lo revisado impide declararlo viable.").take("ficha")
        pilar.view("Cronograma").take("cronograma")
        pilar.door("Proyectos").press("Formación de veedurías").reads("Observación de la revisión", "Observada")
        pilar.view("Banco e historia").reads("sin esa cantidad no se puede declarar viable").take("banco")


def test_a_map_of_risks_tells_how_each_came_to_its_zone(arrives: Any, valdeluna: None) -> None:
    with arrives() as pilar:
        pilar.sign_in(PLANNING, PASSWORD).door("Procesos").reads("8 procesos").take("procesos")
        pilar.door("Riesgos").press("Versión 1").reads("Se materializó 1 vez").take("riesgos")
        pilar.view("Mapa de calor").take("mapa-de-calor", at="main section h2")
        pilar.view("Riesgos").press("Posibilidad de afectación económica y reputacional por acceso de terceros")
        pilar.reads("Dónde está", "Control 1, preventivo y automático").take("riesgo", at="section:has(.reckoning)")
