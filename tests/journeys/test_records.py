"""What is written here and not brought in: a project from nothing until it is viable, and a risk with its controls."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from rumbo.faces.cli.demo_story import PASSWORD, year_of
from tests.journeys import river
from tests.journeys.keyboard import Keyboard
from tests.journeys.mancomunidad import EXAMPLES, Mancomunidad
from tests.journeys.touring import LINKS, faults_of, kind_of, reached
from tests.journeys.visitor import WIDE, Visitor

STRATEGIC = EXAMPLES / "plan-estrategico-2024.txt"
PLANNING = "planeacion@valdeluna.example"
NAME = "Red de piezómetros para vigilar el agua subterránea de Valdeluna"
PERIODS = ("Mes 1", "Mes 2", "Mes 3")
TOLD_BY_THE_UNIT = {
    "causas": {"Texto": "Nadie mide el nivel de los acuíferos"},
    "objetivos": {"Texto": "Medir el nivel cada mes", "Causa que resuelve": "Nadie mide el nivel de los acuíferos"},
    "actividades": {"Número": "1", "Texto": "Instalar piezómetros", "Objetivo al que sirve": "Medir el nivel cada mes"},
    "entregables": {"Texto": "Lecturas del nivel de cada piezómetro"},
}


def test_a_project_from_nothing_until_it_is_viable(arrives: Any, valdeluna: None, today: date) -> None:
    with arrives() as pilar:
        pilar.sign_in(PLANNING, PASSWORD).door("Proyectos")
        name_it(Keyboard(pilar), year_of(today))
        pilar.reads("El proyecto quedó en borrador.", "Sin escribir.")
        for section, told in TOLD_BY_THE_UNIT.items():
            edit(pilar, section)
            fill(pilar, told)
        promise(pilar)
        pay(pilar)
        schedule(pilar)
        decide(pilar, "Registrar en el banco")
        decide(pilar, "Enviar a revisión").refuses("Agregar una meta")
        pilar.press("Devolver").reads("verá cada observación en su sección")
        pilar.page.get_by_label("Presupuesto").fill("Falta el transporte de los equipos.")
        pilar.press("Devolver").reads("El proyecto fue devuelto", "Falta el transporte de los equipos.", "Observada")
        pay(pilar, transport=True)
        decide(pilar, "Enviar a revisión").press("Declarar viable")
        pilar.type_in("Clase de acto", "Concepto").type_in("Número", "14").type_in("Quién firma", "Pilar Ocampo")
        pilar.press("Declarar viable").reads("El proyecto es viable y nada de él puede cambiar.", "$36.000.000")
        assert not pilar.page.get_by_role("link", name=re.compile("^Editar")).count()
        pilar.view("Banco e historia").reads("Concepto 14", "Falta el transporte de los equipos.", "Pilar Ocampo")


def test_what_does_not_add_up_stands_beside_it_and_is_not_declared_viable(arrives: Any, valdeluna: None) -> None:
    with arrives() as pilar:
        pilar.sign_in(PLANNING, PASSWORD).door("Proyectos").press("Formación de veedurías")
        pilar.reads("El proyecto fue devuelto", "no dice cuánto se promete", "Hay 1 error que impide")
        edit(pilar, "presupuesto").type_in("Total escrito", "84.300.000")
        keep(pilar).reads("Hay 2 errores que impiden", "suman $84.800.000", "Propuesta: $84.800.000")
        pilar.take("presupuesto", at="#presupuesto")
        decide(pilar, "Enviar a revisión").press("Declarar viable").refuses("Clase de acto")
        pilar.reads("Todavía no se puede declarar viable", "suman $84.800.000", "no dice cuánto")
        pilar.press("Ir a «Presupuesto»")
        assert urlsplit(pilar.page.url).fragment == "presupuesto"


def test_a_risk_by_keyboard_with_two_controls_moves_in_the_heat_map(arrives: Any, valdeluna: None) -> None:
    with arrives() as pilar:
        pilar.sign_in(PLANNING, PASSWORD).door("Riesgos").press("Versión 2")
        keys = Keyboard(pilar).press("Agregar un riesgo").press("Continuar")
        keys.choose("Proceso", "IH").choose("Dependencia que responde", "Subdirección de Infraestructura")
        keys.choose("Qué afectaría", "Económica").write("Causa inmediata", "Bombas que se detienen en la noche.")
        keys.write("Causa raíz", "repuestos que no se compran a tiempo")
        keys.write("Veces al año", "365").write("Afectación económica", "120").press("Registrar el riesgo")
        pilar.reads("Posibilidad de afectación económica por bombas que se detienen en la noche debido a repuestos")
        pilar.reads("Inherente: Alto Residual: Alto")
        control(pilar, "El operador", "revisa las bombas en cada turno", "Preventivo", "Manual")
        control(pilar, "La aseguradora", "repone la bomba dañada", "Correctivo", "Automático")
        pilar.reads("Inherente: Alto Residual: Moderado")
        pilar.follow(pilar.page.get_by_role("link", name="versión 2")).view("Mapa de calor")
        assert pressed_by_cell(pilar, "Riesgo inherente", "Media", "Mayor").text.count("bombas que se detienen") == 1
        pilar.page.go_back()
        pressed_by_cell(pilar, "Riesgo residual", "Baja", "Moderado").reads("bombas que se detienen")
        pilar.reads("Residual, con controles: probabilidad Baja e impacto Moderado")


def test_every_form_of_projects_and_risks_is_sound(arrives: Any, valdeluna: None) -> None:
    """The tours visit one page of a kind, which may be one that nobody can write any more."""
    with arrives() as pilar:
        pilar.sign_in(PLANNING, PASSWORD).door("Proyectos").press("Formación de veedurías")
        faults = forms_below(pilar, "/proyectos/")
        pilar.view("Cronograma")
        faults += forms_below(pilar, "/proyectos/")
        pilar.door("Riesgos").press("Versión 2").press("Posibilidad de afectación económica por pagos dobles")
        faults += forms_below(pilar, "/riesgos/")
    assert not faults, "\n".join(faults)


def forms_below(visitor: Visitor, subject: str) -> list[str]:
    """What is wrong with the pages of a subject that the page at hand links to, one of each kind; and back."""
    here = urlsplit(visitor.page.url).path
    found = (reached(visitor, link) for link in visitor.page.evaluate(LINKS))
    # What is taken away as a file is no page.
    kinds = {kind_of(path): path for path in found if path.startswith(subject) and "/imprimir/" not in path}
    faults = [fault for path in kinds.values() for fault in faults_of(visitor.go(path), path)]
    visitor.page.set_viewport_size(WIDE)
    visitor.go(here)
    return faults


def name_it(keys: Keyboard, year: int) -> None:
    """The form of a new project, without a mouse."""
    keys.press("Crear un proyecto").write("Nombre del proyecto", NAME).write("Código", f"BP-{year}-090")
    keys.choose("Dependencia responsable", "Oficina Asesora").press("Guardar", "button")


def edit(visitor: Visitor, anchor: str) -> Visitor:
    """Goes to the form of a section, by the link beside its heading."""
    return visitor.follow(visitor.page.locator(f"#{anchor} h2").get_by_role("link"))


def fill(visitor: Visitor, told: dict[str, str], row: int = 1) -> None:
    """The fields of a row, and keeps them."""
    place = visitor.page.locator(f"#fila-{row}")
    for label, text in told.items():
        field = place.get_by_label(label, exact=True)
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(field.locator("option").filter(has_text=text).first.get_attribute("value"))
        else:
            field.fill(text)
    keep(visitor).reads("Quedó guardado.")


def keep(visitor: Visitor) -> Visitor:
    """Presses what keeps the form, below its rows."""
    return visitor.follow(visitor.page.locator(".form-actions").get_by_role("button"))


def promise(visitor: Visitor) -> None:
    """A goal of the activity, with its steps and the evidence that is expected."""
    visitor.press("Agregar una meta").type_in("Meta", "Instalar piezómetros en los acuíferos")
    visitor.type_in("Indicador", "Piezómetros instalados").page.get_by_label("Cantidad").fill("12")
    visitor.type_in("Unidad de medida", "Piezómetros").type_in("Evidencias esperadas", "Lecturas del nivel")
    fill(visitor, {"Número": "1", "Subactividad": "Perforar los pozos"})


def pay(visitor: Visitor, *, transport: bool = False) -> None:
    """What the activity buys; the total is what its lines add up to."""
    edit(visitor, "presupuesto")
    if transport:
        visitor.type_in("Total escrito", "36.000.000").press("Agregar: gasto")
        fill(visitor, {"Actividad": "Instalar", "Objeto": "Transporte", "Valor parcial": "2.000.000"}, row=2)
        return
    visitor.type_in("Total escrito", "34.000.000")
    fill(visitor, {"Actividad": "Instalar", "Objeto": "Piezómetros", "Cantidad": "12", "Valor parcial": "$34.000.000"})


def schedule(visitor: Visitor) -> None:
    """Three months, the activities brought, and those in which each step is done."""
    visitor.view("Cronograma").press("Periodos").type_in("Periodos", "\n".join(PERIODS)).press("Guardar")
    visitor.press("Traer las actividades que faltan").reads("Perforar los pozos").press("Instalar piezómetros")
    for period in PERIODS[1:]:
        visitor.page.get_by_label(period).first.check()
    keep(visitor).reads("Quedó guardado.")
    assert visitor.page.locator("main svg[role=img]").count()
    visitor.view("Ficha")


def decide(visitor: Visitor, verb: str) -> Visitor:
    """A decision of the bank: asked, and confirmed."""
    return visitor.press(verb).press(verb)


def control(visitor: Visitor, who: str, what: str, kind: str, way: str) -> None:
    """A control of the risk at hand."""
    visitor.press("Agregar un control").type_in("Responsable", who).type_in("Acción", what)
    visitor.choose("Tipo", kind).choose("Implementación", way).press("Agregar el control")
    visitor.reads("El control quedó registrado y el riesgo se valoró de nuevo.")


def pressed_by_cell(visitor: Visitor, stand: str, probability: str, impact: str) -> Visitor:
    """The risks of a cell, in the map of the newest method, after its number was pressed."""
    table = visitor.page.locator("table.heat").filter(has_text=stand).first
    columns = [each.strip() for each in table.locator("thead th").all_inner_texts()]
    cells = table.locator("tr").filter(has=visitor.page.get_by_role("rowheader", name=probability, exact=True))
    return visitor.follow(cells.locator("td").nth(columns.index(impact) - 1).get_by_role("link"))


def test_the_parts_of_a_document_are_shown_with_what_it_does_not_say(arrives: Any, mancomunidad: Mancomunidad) -> None:
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        river.bring(pilar, STRATEGIC)
        pilar.reads("Sus partes", "Lo que se entendió").take("partes")
        pilar.step("Revisar").view("Objetivos").take("parte")
        pilar.step("Responder").reads("Propuesta, por confirmar").take("preguntas")
