"""The key steps without a mouse: sign in, bring a document, decide, propose, approve, open a period, report, accept."""

from typing import Any

from tests.journeys.keyboard import Keyboard
from tests.journeys.mancomunidad import FOLLOWUP, Mancomunidad
from tests.journeys.visitor import Visitor

NEW_YEAR = "01012024"
"""The first of January: the same keys wherever the day comes before the month and where it comes after."""


def sign_in(visitor: Visitor, email: str, password: str) -> Keyboard:
    keys = Keyboard(visitor.go("/cuenta/login/"))
    return keys.write("Correo electrónico", email).write("Contraseña", password).press("Entrar")


def test_the_key_steps_by_keyboard(arrives: Any, mancomunidad: Mancomunidad) -> None:
    with arrives() as pilar, arrives() as lucia:
        keys = sign_in(pilar, mancomunidad.planning, mancomunidad.password)
        keys.to("Ir al contenido principal").page.keyboard.press("Enter")
        assert pilar.page.evaluate("document.activeElement.id") == "contenido"
        keys.press("Documentos").press("Traer un documento").attach("Archivo", FOLLOWUP).press("Traer y leer")
        keys.press("Revisar la tabla")
        keys.fold("Dejar así").write("Razón para todos", "La modificación va al comité.").press("Dejarlos así")
        pilar.reads("Queda 1 como está, con su razón.")
        keys.press("Dependencias").press("Guardar los nombres").press("Proponer").press("Proponer", "button")
        keys.write("Clase de acto", "Acta").write("Número", "1").write("Fecha del acto", NEW_YEAR)
        keys.press("Aprobar", "button")
        pilar.reads("El documento entró completo.")
        keys.press("Seguimiento").press("Abrir un seguimiento").choose("Periodo", "III trimestre de 2024")
        keys.press("Abrir el seguimiento")
        pilar.reads("Seguimiento: III trimestre de 2024")
        report(lucia, mancomunidad)
        keys.press("Inicio").press("Revisar reportes").press("Preparar el plan de asesoría").press("Aceptar el reporte")
        pilar.reads("Reporte aceptado; sus cifras ya se actualizaron.")


def report(lucia: Visitor, mancomunidad: Mancomunidad) -> None:
    keys = sign_in(lucia, mancomunidad.liaison, mancomunidad.password)
    keys.press("Reportar el más urgente").press("Enviar a revisión")
    # The summary of what is wrong has the focus, and each line leads to its field.
    lucia.reads("Hay 2 datos por corregir")
    keys.to("Porcentaje de avance acumulado", "a").page.keyboard.press("Enter")
    lucia.page.keyboard.type("80")
    keys.write("Avance cualitativo", "Se escribió el plan.").press("Enviar a revisión")
    lucia.reads("El reporte se envió a revisión.")
