"""Next year's plan on the screen: opened by cloning, written, returned by field, mended, approved, in force."""

from datetime import date
from typing import Any

from tests.characters import YEAR, House
from tests.journeys.test_chain import come_in, fits
from tests.journeys.visitor import Visitor

NAME = f"Plan de acción {YEAR + 1}"


def test_from_the_clone_to_the_act(arrives: Any, served_house: House) -> None:
    house = served_house
    with arrives() as pilar, arrives() as lucia:
        come_in(house, pilar=pilar, lucia=lucia)
        opened(pilar)
        lucia.go("/formulacion/").press(NAME).reads("Realizar diez seguimientos")
        for number in ("1", "3"):
            edited(lucia, number, "Informe firmado")
        fits(lucia).press("Enviar a planeación").press("Firmar y enviar").reads("quedó enviada y firmada")
        pilar.go("/formulacion/").press(NAME).press("Revisar").unfold("Observaciones a esta meta")
        pilar.page.get_by_label("Qué dato: meta 1, observación 1").select_option("Soporte que se espera")
        pilar.type_in("Qué hay que corregir: meta 1, observación 1", "Diga quién lo firma")
        fits(pilar).press("Devolver con observaciones").reads("Devuelta")
        lucia.go("/formulacion/").press(NAME).reads("Diga quién lo firma")
        edited(lucia, "1", "Informe firmado por la jefa")
        lucia.press("Enviar a planeación").press("Firmar y enviar")
        pilar.go("/formulacion/").press(NAME).press("Revisar").reads(
            "Diga quién lo firma", "Informe firmado por la jefa"
        )
        pilar.press("Recibir la formulación").reads("Listo para el comité")
        fits(pilar).press("Registrar el acto").type_in("Clase de acto", "Acta de comité").type_in("Número", "12")
        pilar.type_in("Fecha del acto", date.today().isoformat()).press("Registrar el acto")
        pilar.reads("Todo el plan está aprobado y rige", "Acta de comité 12")


def opened(pilar: Visitor) -> None:
    """What the project office reports is cloned, and only it writes."""
    pilar.go("/formulacion/").press("Abrir una formulación").press("Clonar")
    pilar.page.get_by_label("Pasa la meta 2").uncheck()
    pilar.page.get_by_label("Oficina Jurídica").uncheck()
    pilar.type_in("Nombre del plan", NAME).press("Abrir la formulación").reads("Sin empezar")


def edited(lucia: Visitor, number: str, evidence: str) -> None:
    """A target says which evidence is expected."""
    lucia.press(f"Editar {number}").type_in("Soporte que se espera", evidence).press("Guardar la meta")
