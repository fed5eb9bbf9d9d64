"""The steps of the river, each a person doing one thing on the screen; journeys put them together."""

from datetime import date
from pathlib import Path

from tests.journeys.visitor import Visitor


def bring(visitor: Visitor, file: Path) -> None:
    """A file is chosen, received and read."""
    visitor.door("Documentos").press("Traer un documento").attach("Archivo", file).press("Traer y leer")


def overrule(visitor: Visitor, finding: str, reason: str) -> None:
    """All findings of a kind stay, for one reason."""
    row = visitor.page.locator("main tr").filter(has_text=finding).first
    row.locator("summary").click()
    row.get_by_label("Razón para todos").fill(reason)
    visitor.follow(row.get_by_role("button", name="Dejarlos así"))


def settle_names(visitor: Visitor) -> None:
    """What the names of units are, as the machine proposes."""
    visitor.view("Dependencias").press("Guardar los nombres").reads("Los nombres quedaron resueltos.")


def propose(visitor: Visitor) -> None:
    """What was settled is written, and waits for its act."""
    visitor.step("Proponer").press("Proponer").reads("El documento quedó propuesto.")


def approve(visitor: Visitor, kind: str, number: str, day: date) -> None:
    """With the act that adopts it."""
    visitor.type_in("Clase de acto", kind).type_in("Número", number).type_in("Fecha del acto", day.isoformat())
    visitor.press("Aprobar").reads("El documento entró completo.")
