"""A unit asks to cancel from what its report says; planning gives its opinion, the act decides: no more is owed."""

from typing import Any

from tests.characters import PASSWORD, House
from tests.journeys.axe import violations
from tests.journeys.touring import OVERFLOW
from tests.journeys.visitor import NARROW, WIDE, Visitor
from tests.rounds import open_round, report_of


def test_from_the_finding_to_a_board_that_owes_no_more(arrives: Any, served_house: House) -> None:
    house = served_house
    followup = open_round(house)
    here = f"/seguimiento/reportes/{report_of(followup, '1').uid}/"
    with arrives() as lucia, arrives() as pilar:
        lucia.sign_in(house.people["lucia"].user.email, PASSWORD)
        pilar.sign_in(house.people["pilar"].user.email, PASSWORD)
        lucia.go(here).type_in("Avance cualitativo", "Se decidió no realizar la actividad por falta de convenio.")
        lucia.press("Guardar borrador").reads("Una acción cancelada dentro del relato")
        lucia.press("Pedir la cancelación de la meta")
        assert "por falta de convenio" in lucia.page.get_by_label("Justificación").input_value()
        fits(lucia).press("Firmar y pedir el cambio").reads("Espera concepto")
        pilar.go("/cambios/").press("Cancelar la meta")
        pilar.page.get_by_label("Favorable", exact=True).check()
        pilar.type_in("Razones del concepto", "El convenio terminó; está documentado.")
        pilar.press("Firmar el concepto").reads("Espera decisión")
        pilar.press("Registrar el acto").type_in("Número", "12").type_in("Fecha del acto", "2024-02-01")
        pilar.page.get_by_label("Decisión").select_option("yes")
        fits(pilar).press("Registrar el acto").reads("Solicitudes que dieron lugar a esta versión")
        lucia.go(here).reads("Ya no se debe")


def fits(visitor: Visitor) -> Visitor:
    """The page fits a desk and a hand, and says nothing wrong to whoever only hears it."""
    visitor.page.set_viewport_size(NARROW)
    assert visitor.page.evaluate(OVERFLOW) <= 0, visitor.page.url
    visitor.page.set_viewport_size(WIDE)
    assert not violations(visitor.page), visitor.page.url
    return visitor
