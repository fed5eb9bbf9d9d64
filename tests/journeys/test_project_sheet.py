"""A registration sheet in a browser: brought, answered, registered, shown, returned, mended, viable, printed, read."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rumbo.domain.document import DocumentDraft, leaves
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.domain.shapes import from_plain
from rumbo.layouts import read_document
from rumbo.layouts.attached import same
from rumbo.papers.reading import read_bytes, read_file
from tests.journeys import river
from tests.journeys.keyboard import Keyboard
from tests.journeys.mancomunidad import EXAMPLES, UNIT, Mancomunidad
from tests.journeys.test_records import edit, fill, forms_below, keep
from tests.journeys.touring import faults_of
from tests.journeys.visitor import WIDE, Visitor

SHEET = EXAMPLES / "ficha-de-proyecto-2024.txt"
FORMS = {"Word": "docx", "Excel": "xlsx", "HTML": "html", "CSV": "csv", "PDF": "pdf"}
GOALS = 'a[href*="/proyectos/metas/"]:not([href$="/quitar/"])'
SLIP = re.compile(r"Propuesta: (\$[\d.]+)")


def test_a_sheet_from_its_file_to_its_files(arrives: Any, mancomunidad: Mancomunidad) -> None:
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        register(pilar)
        is_shown_whole(pilar)
        pages_around_are_sound(pilar)
        accept_the_tree(pilar)
        pilar.view("Ficha").press("Enviar a revisión").press("Enviar a revisión")
        pilar.press("Declarar viable").reads("Todavía no se puede", "no dice cuánto se promete", "suman")
        give_back(pilar.press("Volver a la ficha"))
        mend(pilar)
        pilar.press("Enviar a revisión").press("Enviar a revisión")
        declare(pilar, "21").reads("El proyecto es viable y nada de él puede cambiar.")
        pilar.press("Poner en ejecución")
        sign(pilar, "22").press("Poner en ejecución").reads("El proyecto está en ejecución.")
        pilar.view("Banco e historia").reads("Concepto 21", "Concepto 22", "Diana Fuentes", "Devuelto")
        reads_back(pilar.view("Ficha"))
        differs(pilar)


def register(visitor: Visitor) -> None:
    """From the file to the bank, with the one question that it leaves."""
    river.bring(visitor, SHEET)
    visitor.reads("Sus partes", "Hallazgos por revisar")
    unit = visitor.step("Responder").reads("Quién responde").page.locator("main select").first
    unit.select_option(unit.locator("option").filter(has_text=UNIT).first.get_attribute("value"))
    visitor.press("Guardar las respuestas")
    visitor.step("Registrar").reads("Quedan errores por resolver").press("Ir a resolverlo")
    parts = [urlsplit(str(each.get_attribute("href"))).path for each in visitor.page.locator("main nav a").all()]
    for part in parts:
        while stays(visitor.go(part), "El banco lo devuelve si hace falta."):
            pass
    visitor.step("Registrar").press("Registrar el proyecto").reads("El documento entró completo")
    visitor.press("Ver el proyecto").reads("Registrado")


def stays(visitor: Visitor, reason: str) -> bool:
    """The first finding of a part stays as it is written, for a reason; False when none is left."""
    folded = visitor.page.locator("main details:not(:has(details)):visible").filter(has_text="Dejar así")
    if not folded.count():
        return False
    folded.first.locator("summary").click()
    folded.first.get_by_label("Razón").fill(reason)
    visitor.follow(folded.first.get_by_role("button", name="Dejar así"))
    return True


def is_shown_whole(visitor: Visitor) -> None:
    """Every noun of the sheet is on the page: what a reader of the file would look for."""
    draft = read_document(read_file(SHEET))
    assert isinstance(draft, DocumentDraft)
    sheet = draft.content
    goals = [goal for activity in sheet.activities for goal in activity.goals]
    told = (
        *(sheet.control.code, sheet.control.process, sheet.general_objective, sheet.name),
        *(each.text for each in (*sheet.antecedents, *sheet.problem, *sheet.justification)),
        *(each.text for each in (*sheet.population, *sheet.zone, *sheet.benefits)),
        *(each.statement for each in (*sheet.causes, *sheet.objectives, *sheet.activities, *sheet.impacts)),
        *(text for goal in goals for text in (goal.statement, goal.indicator, goal.plan_code, *goal.evidence)),
        *(step.statement for goal in goals for step in goal.steps),
        *(each.goal for each in sheet.development_plan),
        *(each.value for each in sheet.action_plan),
        *(each.object for each in sheet.budget),
        *(text for code in sheet.budget_codes for text in (code.product.name, code.product_indicator.code)),
        *sheet.deliverables,
        *(each.name for each in sheet.signatures),
    )
    shown = visitor.text.casefold()
    missing = [text for text in told if " ".join(text.split()).casefold() not in shown]
    assert not missing, missing
    visitor.view("Cronograma").reads("ninguna está marcada en un periodo")
    shown = visitor.text
    steps = [step.statement for activity in sheet.schedule.activities for step in activity.steps]
    assert all(" ".join(step.split()) in shown for step in steps)


def pages_around_are_sound(visitor: Visitor) -> None:
    """The views of the project and the forms that they lead to, filled with what a real sheet says."""
    faults = []
    for view in ("Ficha", "Árboles", "Seguimiento", "Cronograma"):
        visitor.page.set_viewport_size(WIDE)
        faults += faults_of(visitor.view(view), view)
    visitor.page.set_viewport_size(WIDE)
    faults += forms_below(visitor.view("Ficha"), "/proyectos/")
    assert not faults, "\n".join(faults)


def accept_the_tree(visitor: Visitor) -> None:
    """By keyboard: what the words of the sheet propose for its tree."""
    visitor.view("Árboles").reads("Lo que la ficha propone", "Se parece a la causa", "Dificultad")
    Keyboard(visitor).press("Aceptar lo marcado", "button")
    visitor.reads("Los árboles quedaron como los aceptó.", "Resuelve la causa:").refuses("Lo que la ficha propone")
    visitor.take("arboles")


def sign(visitor: Visitor, number: str) -> Visitor:
    """The act of a step."""
    visitor.type_in("Clase de acto", "Concepto").type_in("Número", number)
    return visitor.type_in("Quién firma", "Diana Fuentes").type_in("Cargo", "Directora")


def declare(visitor: Visitor, number: str) -> Visitor:
    """Declares it viable."""
    return sign(visitor.press("Declarar viable"), number).press("Declarar viable")


def give_back(visitor: Visitor) -> None:
    """With what to mend, at its section."""
    visitor.press("Devolver")
    visitor.page.get_by_label("Actividades y metas").fill("Diga cuánto promete cada meta.")
    visitor.press("Devolver").reads("El proyecto fue devuelto", "Diga cuánto promete cada meta.")


def mend(visitor: Visitor) -> None:
    """Every goal gets its number, the line of the budget the digit proposed for it, the schedule its marks."""
    for at in range(visitor.page.locator(GOALS).count()):
        visitor.follow(visitor.page.locator(GOALS).nth(at))
        visitor.page.get_by_label("Cantidad").fill(str(at + 3))
        visitor.type_in("Unidad de medida", "Número")
        keep(visitor).reads("Quedó guardado.")
    proposed = SLIP.search(visitor.text)
    assert proposed
    edit(visitor, "presupuesto")
    fill(visitor, {"Valor parcial": proposed[1]}, row=3)
    visitor.view("Cronograma")
    line = visitor.page.locator('main a[href*="/cronograma/"]').last
    visitor.follow(line)
    visitor.page.locator('input[type="checkbox"]').first.check()
    keep(visitor).reads("Quedó guardado.")
    assert visitor.page.locator("main svg[role=img]").count(), "with a mark there is something to draw"
    visitor.view("Ficha").reads("Nada de lo revisado impide declararlo viable.")


def printed(visitor: Visitor, name: str) -> bytes:
    """The file of a form that the sheet offers."""
    with visitor.page.expect_download() as arriving:
        visitor.page.locator("aside").get_by_role("link", name=name, exact=True).click()
    return Path(arriving.value.path()).read_bytes()


def reads_back(visitor: Visitor) -> None:
    """What every file says is what the data say; of a pdf within its tolerance, its pages alone."""
    sheet = from_plain(ProjectSheet, json.loads(printed(visitor, "JSON"))["content"])
    assert sheet.activities[0].goals[0].quantity is not None
    for name, form in FORMS.items():
        draft = read_document(read_bytes(printed(visitor, name), f"ficha.{form}"))
        assert isinstance(draft, DocumentDraft), form
        if form != "pdf":
            assert draft.content == sheet, form
            continue
        there, here = dict(leaves(sheet)), dict(leaves(draft.content))
        assert there.keys() == here.keys()
        texts = [path for path, said in there.items() if isinstance(said, str)]
        assert [path for path in texts if not same(here[path], there[path])] == []
        assert {path: here[path] for path in here if path not in texts} == {
            path: there[path] for path in there if path not in texts
        }


def differs(visitor: Visitor) -> None:
    """A new version says what changed in it."""
    visitor.press("Empezar una versión nueva").press("Empezar una versión nueva")
    edit(visitor, "entregables")
    fill(visitor, {"Texto": "Balance público de lo hecho"})
    visitor.view("Qué cambió").reads("De la versión 1 a la versión 2.", "Balance público de lo hecho").take("cambios")
