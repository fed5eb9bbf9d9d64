"""An indicator sheet from its file: brought, settled, approved, its variables reported, printed and read again."""

from datetime import date
from pathlib import Path
from typing import Any

from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes
from tests.journeys import river
from tests.journeys.mancomunidad import EXAMPLES, Mancomunidad
from tests.journeys.visitor import Visitor

SHEET = EXAMPLES / "hoja-de-vida-indicador.txt"
NAME = "Cumplir el 95 % de respuestas a peticiones"
READ_BACK = ("xlsx", "docx", "html", "csv", "json")


def test_a_sheet_from_its_file_to_its_file(arrives: Any, mancomunidad: Mancomunidad, today: date) -> None:
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        river.bring(pilar, SHEET)
        pilar.step("Responder").choose("¿Qué proceso es", "Es nuevo, misional").press("Guardar las respuestas")
        pilar.step("Registrar").press("Registrar las hojas").reads("Las hojas de vida quedaron en borrador.")
        pilar.door("Indicadores").press(NAME).reads("La meta no cabe en la escala del indicador")
        pilar.press("Editar la hoja")
        pilar.page.locator("[name=target]").fill("95")
        pilar.press("Guardar la hoja").refuses("La meta no cabe en la escala").reads("mayor o igual que 95 %")
        pilar.press("Proponer").press("Proponer").press("Aprobar").press("Aprobar").reads("La hoja quedó aprobada.")
        year = today.year - 1
        report(pilar, "Peticiones respondidas", "432", year)
        report(pilar, "Peticiones que vencían", "450", year)
        pilar.door("Indicadores").press(NAME).go(f"{pilar.page.url}?vigencia={year}")
        pilar.reads("V1 = 432; V2 = 450", "96,0 %", "Cumple")
        for form in READ_BACK:
            sheet = read_document(read_bytes(taken(pilar, form), f"hoja.{form}")).content  # type: ignore[union-attr]
            assert (sheet.name[: len(NAME)], sheet.target.decimal) == (NAME, 95), form
            assert [each.result.decimal for each in sheet.measurements] == [96], form
        assert taken(pilar, "pdf").startswith(b"%PDF")


def report(visitor: Visitor, variable: str, value: str, year: int) -> None:
    """The first quarter of a variable in a year that is over."""
    visitor.door("Indicadores").press("Variables").press(variable).go(f"{visitor.page.url}?vigencia={year}")
    visitor.press("Reportar", inside="I trimestre").type_in("Valor", value).press("Reportar el valor")
    visitor.reads(value)


def taken(visitor: Visitor, form: str) -> bytes:
    """The file that the page offers in a form."""
    with visitor.page.expect_download() as arriving:
        visitor.page.locator(f"main a[href*='/archivo/{form}/']").click()
    return Path(arriving.value.path()).read_bytes()
