"""Plans of several parts in a browser, from their file to every file they print: those shaped like the seeds, and the
seeds themselves where they stand beside the repository."""

from pathlib import Path
from typing import Any

import pytest

from rumbo.domain.plan.draft import PlanDraft
from rumbo.layouts import read_document
from rumbo.layouts.outline.rows import put
from rumbo.layouts.outline.telling import pointer
from rumbo.papers.reading import read_bytes, read_file
from tests.journeys import river
from tests.journeys.mancomunidad import EXAMPLES, FIRST_ACT, SECOND_ACT, Mancomunidad
from tests.journeys.visitor import Visitor

STRATEGIC, INSTITUTIONAL = EXAMPLES / "plan-estrategico-2024.txt", EXAMPLES / "plan-institucional-2024.txt"
CORRECTED = "Formular y poner en marcha la política como la adoptó el comité"
SAME_CONTENT = {"Excel": "xlsx", "Word": "docx", "HTML": "html", "CSV": "csv", "JSON": "json", "PDF": "pdf"}


def test_the_plans_of_several_parts_and_the_next_version(
    arrives: Any, mancomunidad: Mancomunidad, tmp_path: Path
) -> None:
    """Read, settled, approved, shown, printed in every form and read again; then a version with one target less."""
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        bring_parts(pilar, STRATEGIC, "7")
        prints_the_same(pilar, STRATEGIC, "strategic_plan")
        bring_parts(pilar, INSTITUTIONAL, "8")
        prints_the_same(pilar, INSTITUTIONAL, "institutional_action_plan")
        pilar.view("Planes integrados").reads("Actividades que anuncian", "Otro plan")
        next_version(pilar, tmp_path)


@pytest.mark.parametrize(
    ("number", "layout", "edited"),
    [
        ("002", "strategic_plan", ("objectives", 0, "targets", 0, "statement")),
        ("003", "institutional_action_plan", ("projects", 0, "goals", 1, "statement")),
    ],
)
def test_a_seed_of_several_parts(
    arrives: Any, mancomunidad: Mancomunidad, shared: Path, number: str, layout: str, edited: tuple[str | int, ...]
) -> None:
    """Read, edited, settled, approved, shown, printed in every form and read again as it was edited."""
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        path = next((shared / "seeds").glob(f"{number}_*"))
        bring_parts(pilar, path, number, edited)
        prints_the_same(pilar, path, layout, edited)


def bring_parts(visitor: Visitor, path: Path, act: str, edited: tuple[str | int, ...] = ()) -> None:
    """A plan comes in: one of its texts is corrected, the questions are answered, its act is entered."""
    river.bring(visitor, path)
    if edited:
        document = visitor.page.url.removeprefix(visitor.address)
        visitor.go(f"{document}dato/?dato={pointer(edited)}")
        visitor.type_in("Qué debe decir", CORRECTED).press("Guardar").reads("El dato quedó guardado.")
    answer(visitor)
    visitor.step("Proponer").press("Proponer").reads("El documento quedó propuesto.")
    river.approve(visitor, "Acuerdo", act, FIRST_ACT)
    visitor.press("Ver la versión").view("Documento")


def answer(visitor: Visitor) -> None:
    """What is proposed, and for all that nothing is proposed of, one answer."""
    visitor.step("Responder")
    for label, option in (
        ("Las que queden sin decir las reporta", "Subdirección de Proyectos Conjuntos"),
        ("Los que queden sin decir son", "misional"),
    ):
        if visitor.page.get_by_label(label).count():
            visitor.choose(label, option)
    visitor.press("Guardar las respuestas").reads("respuesta")


def prints_the_same(visitor: Visitor, path: Path, layout: str, edited: tuple[str | int, ...] = ()) -> None:
    """Every file of the version says what the file it came from says, but for what was corrected; a pdf agrees with the
    content it carries."""
    brought = content(path.name, read_file(path), layout)
    brought = put(brought, edited, CORRECTED) if edited else brought
    for label, form in SAME_CONTENT.items():
        assert content(f"plan.{form}", read_bytes(visitor.download(label), f"plan.{form}"), layout) == brought, form


def content(name: str, document: Any, layout: str) -> Any:
    draft = read_document(document, layout_key=layout)
    assert not isinstance(draft, PlanDraft), name
    carried = [each.code for each in draft.findings if each.code.startswith("file.attachment")]
    assert not carried, f"{name}: {carried}"
    return draft.content


def next_version(visitor: Visitor, folder: Path) -> None:
    """The same plan without one of its targets: said to be the next version, it asks only what changed."""
    text = INSTITUTIONAL.read_text(encoding="utf-8")
    gone = next(line for line in text.splitlines(keepends=True) if line.startswith("2. Poner 24 bebederos"))
    later = folder / "plan-institucional-2024-v2.txt"
    later.write_text(text.replace(gone, ""), encoding="utf-8")
    river.bring(visitor, later)
    visitor.reads("Diga si continúa un plan que ya existe").press("Decirlo")
    visitor.page.get_by_label("La versión siguiente de «Plan de Acción Institucional 2024»").check()
    visitor.press("Guardar").reads("Una versión de «Plan de Acción Institucional 2024»")
    answer(visitor)
    visitor.step("Continuidad").press("Aceptar las").reads("Acciones que ninguna continúa")
    river.drop(visitor, "bebederos", "Los pone la empresa de agua, por convenio.")
    visitor.press("Guardar todas las respuestas")
    visitor.step("Proponer").press("Proponer").reads("El documento quedó propuesto.")
    river.approve(visitor, "Acuerdo", "9", SECOND_ACT)
    visitor.press("Ver la versión").view("Qué cambió").reads("Se quitó 1", "Los pone la empresa de agua")
