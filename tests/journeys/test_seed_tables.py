"""The matrices of the seeds in a browser, where they stand beside the repository: from their file to every file they
are published in, and those read again."""

from pathlib import Path
from typing import Any

from rumbo.domain.plan.draft import PlanDraft
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes
from tests.journeys import river
from tests.journeys.mancomunidad import FIRST_ACT, SECOND_ACT, Mancomunidad
from tests.journeys.visitor import Visitor

OBSERVATORY = "Poner en marcha el Observatorio Regional, por etapas"
FORMS = {"XLSX": "xlsx", "DOCX": "docx", "HTML": "html", "PDF": "pdf"}


def test_the_followup_and_then_the_plan(arrives: Any, mancomunidad: Mancomunidad, shared: Path) -> None:
    followup, plan = (next((shared / "seeds").glob(f"{number}_*")) for number in ("001", "000"))
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        river.bring(pilar, followup)
        pilar.press("Revisar la tabla")
        correct(pilar, "Poner en marcha el Observatorio")
        river.overrule(pilar, "Una acción cancelada dentro del relato", "La modificación va al comité de julio.")
        river.settle_names(pilar)
        river.propose(pilar)
        river.approve(pilar, "Acta", "1", FIRST_ACT)
        pilar.press("Ver el seguimiento").reads("Aceptados 9")
        publish(pilar, "versión 1", 9)
        river.bring(pilar, plan)
        river.continue_plan(pilar, "La versión siguiente de «")
        pilar.press("Revisar la tabla").press("Aceptar las 4 sugerencias").press("Aceptar las 18 sugerencias")
        correct(pilar, "Generar conocimiento")
        settle(pilar)
        river.propose(pilar)
        river.approve(pilar, "Acta", "2", SECOND_ACT)
        pilar.press("Ver la versión").reads("10 metas").view("Qué cambió").reads("Se desprende de otra 3", "Se quitó 1")
        publish(pilar, "versión 2", 10)


def settle(visitor: Visitor) -> None:
    """What each action continues, as its office would say; nobody is asked about the units, which are known by now."""
    visitor.step("Continuidad")
    for line, earlier in ((1, 1), (2, 2), (3, 3), (7, 6), (8, 7), (9, 8), (10, 9)):
        river.settle(visitor, line, "Es la misma, redactada de nuevo", f"{earlier}. ")
    for line in (4, 5, 6):
        river.settle(visitor, line, "Se desprende de una anterior que se dividió", "5. ")
    river.drop(visitor, "Realizar el Taller", "El comité decidió no hacerlo.")
    visitor.press("Guardar todas las respuestas").reads("Quedaron 11 respuestas.")


def correct(visitor: Visitor, action: str) -> None:
    """One text of the file is not what the plan is to say."""
    visitor.press(action).type_in("ACCIÓN", OBSERVATORY).press("Guardar las correcciones")
    visitor.reads("Se corrigió 1 celda.").press("Volver a la tabla")


def publish(visitor: Visitor, what: str, count: int) -> None:
    """In every form, and each says as many actions as the plan has, the corrected one among them."""
    visitor.door("Publicaciones").press("Preparar una publicación").choose("Qué se publica", what)
    visitor.type_in("Por qué se reemplaza la anterior", "El comité adoptó otra versión.").press(
        "Preparar y revisar"
    ).reads("Cómo quedará").press("Publicar")
    visitor.type_in("Cargo de quien aprueba", "Directora general").press("Publicar").reads("Publicada")
    for label, form in FORMS.items():
        draft = read_document(read_bytes(visitor.download(label), f"plan.{form}"))
        assert isinstance(draft, PlanDraft), form
        lines = draft.matrix.lines
        assert (len(lines), lines[0].statement) == (count, OBSERVATORY), form
