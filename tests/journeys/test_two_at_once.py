"""Two people at the same thing: nothing is overwritten, and whoever comes second is told."""

from typing import Any

import pytest

from tests.characters import PASSWORD, House
from tests.journeys import river
from tests.journeys.mancomunidad import FOLLOWUP, Mancomunidad
from tests.journeys.visitor import Visitor
from tests.rounds import open_round, report_of, submitted


@pytest.fixture
def report_address(served_house: House) -> str:
    """Where the report of the first target is."""
    return f"/seguimiento/reportes/{report_of(open_round(served_house), '1').uid}/"


def test_two_liaisons_write_the_same_report(arrives: Any, served_house: House, report_address: str) -> None:
    with arrives() as lucia, arrives() as leonardo:
        for visitor, person in ((lucia, served_house.lucia), (leonardo, served_house.leonardo)):
            visitor.sign_in(person.user.email, PASSWORD).go(report_address)
        write(lucia, "3", "Lo que escribió Lucía.").reads("El borrador quedó guardado.")
        write(leonardo, "4", "Lo que escribió Leonardo.").reads("Alguien guardó antes que usted")
        leonardo.reads("Lucía Enlace", "Lo que escribió Lucía.")
        assert leonardo.page.get_by_label("Avance cualitativo").input_value() == "Lo que escribió Leonardo."
        lucia.go(report_address)
        assert lucia.page.get_by_label("Cantidad lograda").input_value() == "3"


def write(visitor: Visitor, quantity: str, words: str) -> Visitor:
    visitor.type_in("Cantidad lograda", quantity).type_in("Avance cualitativo", words)
    return visitor.press("Guardar borrador")


def test_one_returns_what_another_accepted(arrives: Any, served_house: House) -> None:
    followup = open_round(served_house)
    address = f"/seguimiento/reportes/{submitted(served_house, followup).uid}/"
    with arrives() as first, arrives() as second:
        for visitor in (first, second):
            visitor.sign_in(served_house.pilar.user.email, PASSWORD).go(address)
        first.press("Aceptar el reporte").reads("Reporte aceptado")
        second.type_in("Observación general", "Falta el acta.").press("Devolver con la observación")
        second.reads("Aceptado", "Falta el acta.")
        assert report_of(followup, "1").state == "accepted"


def test_two_settle_the_same_document(arrives: Any, mancomunidad: Mancomunidad) -> None:
    with arrives() as first, arrives() as second:
        for visitor in (first, second):
            visitor.sign_in(mancomunidad.planning, mancomunidad.password)
        river.bring(first, FOLLOWUP)
        first.press("Revisar la tabla")
        second.go(first.page.url)
        river.overrule(first, "Una acción cancelada dentro del relato", "La modificación va al comité de julio.")
        river.overrule(second, "Columnas de presupuesto sin dinero", "El presupuesto va en otro documento.")
        second.reads("Alguien guardó antes").refuses("Queda 1 como está")
