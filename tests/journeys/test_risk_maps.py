"""A risk map from its file: brought, its questions answered, edited, approved, drawn, printed and read again."""

from pathlib import Path
from typing import Any

from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes
from tests.journeys import river
from tests.journeys.mancomunidad import EXAMPLES, FIRST_ACT, UNIT, Mancomunidad
from tests.journeys.touring import faults_of
from tests.journeys.visitor import Visitor

MAP = EXAMPLES / "mapa-de-riesgos-2024.csv"
REASON = "Así lo aprobó el comité."
ABOVE = "El riesgo residual es mayor que el inherente"
READ_BACK = ("xlsx", "docx", "html", "csv", "json")
ZONES = [("Moderado", "Moderado"), ("Alto", "Alto"), ("Alto", "Alto")]
"""Inherent and residual, as the method reads them from the levels of the example."""


def test_a_risk_map_from_its_file_to_its_files(arrives: Any, mancomunidad: Mancomunidad) -> None:
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        river.bring(pilar, MAP)
        answer(pilar)
        leave_as_it_is(pilar)
        pilar.step("Registrar").refuses("hojas de vida").press("Registrar el mapa")
        pilar.reads("El mapa quedó en borrador, con sus riesgos.").press("Ver el mapa").reads("3 riesgos", "Borrador")
        version = pilar.page.url
        mend(pilar)
        pilar.go(version).press("Proponer").press("Proponer").reads("Propuesta")
        pilar.press("Aprobar").type_in("Clase de acto", "Acta").type_in("Número", "1")
        pilar.type_in("Fecha del acto", FIRST_ACT.isoformat()).press("Aprobar").reads(
            "La versión quedó aprobada y rige."
        )
        pilar.view("Mapa de calor").reads("Riesgo inherente, sin controles", "Riesgos de corrupción, versión 6 (2022)")
        pilar.page.locator("main td a").first.click()
        pilar.reads("Se ven los riesgos de una casilla", "respuestas fuera de término")
        pilar.go(version).view("Revisión").reads("Queda así, con su razón", REASON)
        paths = [pilar.page.url.removeprefix(pilar.address)]
        pilar.go(version).view("Sobre la versión")
        for form in READ_BACK:
            found = read_document(read_bytes(taken(pilar, form), f"mapa.{form}")).content  # type: ignore[union-attr]
            assert [(each.inherent, each.residual) for each in found.entries] == ZONES, form
        assert taken(pilar, "pdf").startswith(b"%PDF")
        faults = [fault for path in paths for fault in faults_of(pilar.go(path), path)]
    assert not faults, "\n".join(faults)


def answer(visitor: Visitor) -> None:
    """Both processes are new and of support, and the unit of the entity answers for them."""
    visitor.step("Responder")
    for name in ("Gestión documental", "Contratación"):
        visitor.choose(f"¿De qué proceso son los riesgos de «{name}»", "de apoyo")
        asked = visitor.page.locator("fieldset").filter(has_text=f"responde por los riesgos de «{name}»")
        asked.get_by_label(UNIT).check()
    visitor.press("Guardar las respuestas").reads("6 de 6 respondidas")


def leave_as_it_is(visitor: Visitor) -> None:
    """The error of the document stays, with a reason; the page of what is left leads to it."""
    visitor.step("Registrar").reads("Quedan errores por resolver").press("Ir a resolverlo").reads(ABOVE)
    card = visitor.page.locator("main article").filter(has_text=ABOVE).last
    card.locator("summary").first.click()
    card.get_by_label("Razón").fill(REASON)
    visitor.follow(card.get_by_role("button", name="Dejar así"))


def mend(visitor: Visitor) -> None:
    """What stands against proposing the draft is told with its way out; a risk of corruption is not accepted."""
    visitor.press("Proponer").reads("Todavía no se puede proponer", "Un riesgo de esta clase no se acepta").refuses(
        ABOVE
    )
    visitor.press("Ir al riesgo").press("Cambiar la decisión").page.get_by_label("Reducir").first.check()
    visitor.press("Guardar").reads("El tratamiento quedó decidido.")
    visitor.press("Editar y valorar").type_in("Consecuencias", "Sanciones e investigaciones").press("Guardar")
    visitor.reads("Sanciones e investigaciones")


def taken(visitor: Visitor, form: str) -> bytes:
    """The file that the page offers in a form."""
    with visitor.page.expect_download() as arriving:
        visitor.page.locator(f"main a[href*='/archivo/{form}/']").click()
    return Path(arriving.value.path()).read_bytes()
