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


def settle(visitor: Visitor, line: int, kind: str, earlier: str = "", reason: str = "") -> None:
    """What a line of the document continues; `earlier` begins with the number of the action meant."""
    row = visitor.page.locator(f"#l{line}")
    row.get_by_label("Qué es").select_option(label=kind)
    option = row.get_by_label("Acción anterior").locator("option").filter(has_text=earlier or "Ninguna").first
    row.get_by_label("Acción anterior").select_option(option.get_attribute("value"))
    if reason:
        row.get_by_label("Razón").fill(reason)


def drop(visitor: Visitor, action: str, reason: str) -> None:
    """Why an action that ruled is not in the document any more."""
    visitor.within(action).get_by_label("Por qué se retira").fill(reason)


def continue_plan(visitor: Visitor, destination: str) -> None:
    """The document at hand is the next version of a plan that rules."""
    visitor.press("Cambiar el destino").page.get_by_label(destination).check()
    visitor.press("Guardar").reads("El destino del documento quedó guardado.")


def open_round(visitor: Visitor, version: str, period: str) -> None:
    """A period of a plan is opened; each unit gets what it owes."""
    visitor.door("Seguimiento").press("Abrir un seguimiento").choose("Plan", version).choose("Periodo", period)
    visitor.take("abrir").press("Abrir el seguimiento").reads(f"Seguimiento: {period}")


def bring_whole(visitor: Visitor, file: Path, act: date) -> None:
    """From the file of the follow-up to the version it makes, with nothing but what has to be decided."""
    bring(visitor, file)
    visitor.press("Revisar la tabla")
    overrule(visitor, "Una acción cancelada dentro del relato", "La modificación va al comité de julio.")
    settle_names(visitor)
    propose(visitor)
    approve(visitor, "Acta", "1", act)
