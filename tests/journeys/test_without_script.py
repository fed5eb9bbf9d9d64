"""The same work in a browser that runs no script: bring a document, report, review."""

from typing import Any

from tests.journeys import river
from tests.journeys.mancomunidad import FIRST_ACT, FOLLOWUP, Mancomunidad


def test_bring_report_and_review_without_script(arrives: Any, mancomunidad: Mancomunidad) -> None:
    with arrives(script=False) as pilar, arrives(script=False) as lucia:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        river.bring_whole(pilar, FOLLOWUP, FIRST_ACT)
        river.open_round(pilar, "versión 1", "III trimestre de 2024")
        lucia.sign_in(mancomunidad.liaison, mancomunidad.password).reads("Debe 1 reporte")
        lucia.press("Reportar el más urgente").press("Enviar a revisión").reads("Hay 2 datos por corregir")
        lucia.type_in("Porcentaje de avance acumulado", "80").type_in("Avance cualitativo", "Se escribió el plan.")
        lucia.press("Enviar a revisión").reads("El reporte se envió a revisión.")
        pilar.go("/").press("Revisar reportes").press("Preparar el plan de asesoría")
        pilar.press("Aceptar el reporte").reads("Reporte aceptado; sus cifras ya se actualizaron.")
