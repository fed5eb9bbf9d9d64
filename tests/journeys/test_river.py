"""The whole river on documents shaped as offices have them: from two files to a page that any citizen can read."""

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2

from tests.journeys import river
from tests.journeys.mancomunidad import FIRST_ACT, FOLLOWUP, PLAN, SECOND_ACT, UNIT, Mancomunidad
from tests.journeys.visitor import Visitor

BECAS = 'Preparar la convocatoria de becas "Talento Rural 2.0"'
OTHERS = "Segunda convocatoria, con otras becas."
REMARK = "Adjunte los términos de la convocatoria."


def test_the_river(arrives: Any, mancomunidad: Mancomunidad, tmp_path: Path) -> None:
    terms = tmp_path / "términos de la convocatoria.pdf"
    terms.write_bytes(b"%PDF-1.4\nterminos de la convocatoria\n")
    with arrives() as pilar, arrives() as lucia, arrives() as citizen:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password).reads("Qué sigue")
        bring_the_followup(pilar)
        bring_the_plan(pilar)
        river.open_round(pilar, "versión 2", "III trimestre de 2024")
        pilar.reads("Por reportar 10 de 10")
        lucia.sign_in(mancomunidad.liaison, mancomunidad.password)
        report(lucia)
        send_back(pilar)
        mend(lucia, terms)
        accept(pilar)
        explain(pilar)
        close(pilar)
        publish(pilar)
        read_as_citizen(citizen)


def bring_the_followup(pilar: Visitor) -> None:
    """It has no plan before it: it makes version 1, and its nine reports."""
    pilar.door("Documentos").press("Traer un documento").take("traer")
    river.bring(pilar, FOLLOWUP)
    pilar.reads("Acciones leídas 9", "Periodo que reporta II trimestre de 2024").take("leido")
    pilar.press("Revisar la tabla")
    pilar.reads("Una acción cancelada dentro del relato", "Dice N/A, pero el relato cuenta trabajo hecho")
    pilar.press("Abrir al público el Centro de Datos").take("linea")
    pilar.type_in("AVANCE PORCENTUAL", "25%").press("Guardar las correcciones").reads("Se corrigió 1 celda.")
    pilar.press("Volver a la tabla")
    river.overrule(pilar, "Una acción cancelada dentro del relato", "La modificación va al comité de julio.")
    pilar.reads("Queda 1 como está, con su razón.").view("Dependencias").take("dependencias")
    river.settle_names(pilar)
    river.propose(pilar)
    pilar.take("aprobar")
    river.approve(pilar, "Acta", "1", FIRST_ACT)
    pilar.reads("Es la versión 1 de «Plan de acción 2024».").press("Ver el seguimiento").reads("Aceptados 9")


def bring_the_plan(pilar: Visitor) -> None:
    """It becomes version 2: suggestions are accepted, and each action says which one it continues."""
    river.bring(pilar, PLAN)
    river.continue_plan(pilar, "La versión siguiente de «Plan de acción 2024»")
    pilar.press("Revisar la tabla").take("hallazgos")
    pilar.choose("Mostrar", "Solo líneas con errores").press("Filtrar").unfold("4 hallazgos en la fila 8")
    pilar.reads("Aceptar la sugerencia", "Dejar así, con una razón").take(
        "imagenes/lectura", at="text=La tabla como se"
    )
    pilar.press("Aceptar las 4 sugerencias").reads("Se cambiaron 4 celdas.")
    pilar.press("Aceptar las 18 sugerencias")
    pilar.step("Continuidad").reads("Parecido: 86 de 100", "Acciones que ninguna continúa").take("continuidad")
    river.settle(pilar, 1, "Es la misma, redactada de nuevo", "1. Abrir al público")
    river.settle(
        pilar, 2, "Reemplaza a una anterior", "2. Abrir convocatoria", "Segunda convocatoria, con otras becas."
    )
    for line in (4, 5, 6):
        river.settle(pilar, line, "Se desprende de una anterior que se dividió", "5. Acompañar a los alcaldes")
    river.settle(pilar, 7, "Es la misma, redactada de nuevo", "6. Preparar el plan de capacidades")
    river.settle(pilar, 8, "Es la misma, redactada de nuevo", "7. Proponer una estrategia")
    river.drop(pilar, "Organizar el encuentro", "El comité de julio la retiró por falta de presupuesto.")
    pilar.press("Guardar todas las respuestas").reads("Quedaron 11 respuestas.")
    river.propose(pilar)
    river.approve(pilar, "Acta", "2", SECOND_ACT)
    pilar.reads("Es la versión 2 de «Plan de acción 2024».").press("Ver la versión").reads("10 metas").take("version")
    pilar.view("Qué cambió").take("cambios")
    pilar.reads("Se desprende de otra 3", "Se quitó 1", f"Motivo: {OTHERS}")


def report(lucia: Visitor) -> None:
    """The liaison sees what her unit owes and nothing else, and sends a report without evidence."""
    lucia.reads("Debe 2 reportes").take("inicio-enlace")
    lucia.door("Mis reportes").reads(BECAS, "Preparar el plan de asesoría técnica")
    units = lucia.page.locator("td[data-label=Dependencia]").all_inner_texts()
    assert set(units) == {UNIT}
    lucia.press("Preparar la convocatoria")
    lucia.type_in("Porcentaje de avance acumulado", "60").type_in("Avance cualitativo", "Se escribieron los términos.")
    lucia.take("reportar").press("Enviar a revisión").reads("El reporte se envió a revisión.")


def send_back(pilar: Visitor) -> None:
    pilar.go("/").reads("1 reporte por revisar").press("Revisar reportes").press("Preparar la convocatoria")
    pilar.press("Devolver con la observación").reads("Hay un dato por corregir")
    pilar.type_in("Observación general", REMARK).press("Devolver con la observación")
    pilar.reads("Reporte devuelto con sus observaciones.")


def mend(lucia: Visitor, terms: Path) -> None:
    """What planning asked for is attached, with the date the document bears."""
    lucia.go("/").press("Reportar el más urgente").reads("devolvió este reporte", REMARK)
    lucia.type_in("Porcentaje de avance acumulado", "62,5").attach("Archivos", terms)
    lucia.press("Guardar borrador").reads("Escriba la fecha del soporte.")
    lucia.attach("Archivos", terms).type_in("Fecha de estos archivos", "2024-09-20").press("Enviar a revisión")
    lucia.reads("El reporte se envió a revisión.", "términos de la convocatoria.pdf")


def accept(pilar: Visitor) -> None:
    pilar.door("Seguimiento").press("III trimestre de 2024").press(BECAS)
    pilar.reads("62,5 %", "términos de la convocatoria.pdf", "20/09/2024")
    pilar.take("revisar-reporte", at="text=Lo que reporta la dependencia")
    pilar.press("Aceptar el reporte").reads("Reporte aceptado; sus cifras ya se actualizaron.", "Aceptados 1")


def explain(pilar: Visitor) -> None:
    """The figure says where it comes from: the rule, the report, its evidence, who accepted it."""
    pilar.door("Cifras").press("III trimestre de 2024")
    row = pilar.page.locator("main tr").filter(has_text=BECAS)
    pilar.follow(row.get_by_role("link", name="62,5"))
    pilar.reads("Avance del año 2024: 62,5 %.", "Cómo se calcula", "Versión del plan: 2", "Regla: Suma, edición 1.")
    pilar.reads("62,5 % de la meta. Aceptado por Pilar Ocampo", "Soporte: términos de la convocatoria.pdf")


def close(pilar: Visitor) -> None:
    """What nobody reported is closed as not reported, which is not zero."""
    pilar.door("Seguimiento").press("III trimestre de 2024").press("Cerrar el seguimiento")
    pilar.take("cerrar", at=".callout")
    pilar.reads("9 reportes se cierran como no reportados.").press("Cerrar el seguimiento")
    pilar.reads("El seguimiento quedó cerrado.", "Cerrados sin reporte 9")


def publish(pilar: Visitor) -> None:
    pilar.door("Publicaciones").press("Preparar una publicación").choose("Qué se publica", "III trimestre")
    pilar.press("Preparar y revisar").reads("Cómo quedará").take("preparar-publicacion")
    pilar.press("Publicar").type_in("Cargo de quien aprueba", "Directora general").take("publicar")
    pilar.press("Publicar").reads("Publicada", "Aprobada por Directora general").take("publicada")


def read_as_citizen(citizen: Visitor) -> None:
    """Without login: finds it, reads the figures, and takes the files home."""
    citizen.go("/publico/").press("Mancomunidad del Valle").press("Plan de acción 2024: seguimiento")
    citizen.reads("Avance del plan", "Asistencia a municipios socios", "62,5 %", "sin reporte: 9")
    book = openpyxl.load_workbook(BytesIO(citizen.download("XLSX")))
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert BECAS in cells
    paper = pypdfium2.PdfDocument(citizen.download("PDF"))
    told = " ".join(" ".join(page.get_textpage().get_text_range() for page in paper).split())
    assert "Talento Rural 2.0" in told
    assert "62,5" in told
    paper.close()
