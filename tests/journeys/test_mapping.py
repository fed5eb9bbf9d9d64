"""A table that Rumbo never saw, with shuffled headings on the eleventh row: a person says once what its columns are."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.journeys import river
from tests.journeys.keyboard import Keyboard
from tests.journeys.mancomunidad import Mancomunidad
from tests.journeys.touring import faults_of, tour
from tests.journeys.visitor import Visitor

HEADERS = {
    "units": "Quién responde",
    "statement": "Qué se va a hacer",
    "indicator": "Se comprueba con",
    "measure_unit": "En qué se cuenta",
    "quantity": "Cuánto se espera",
    "start": "Arranca",
    "end": "Termina",
    "periodicity": "Cada cuánto se mira",
}
COMMITMENTS = (
    ("Oficina de Planeación", "Publicar los datos abiertos", "Conjuntos publicados", "Número", 12),
    ("Oficina Jurídica", "Ordenar el archivo de conceptos", "Metros ordenados", "Número", 30),
    ("Oficina de Planeación", "Revisar el mapa de procesos", "Procesos revisados", "Número", 9),
)
ACT = date(2025, 1, 30)


def board(path: Path, year: int) -> Path:
    """A workbook of commitments whose columns stand in another order every time it is written."""
    order = list(HEADERS)
    random.Random(7).shuffle(order)
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Tablero")
        page.write_string(0, 0, f"TABLERO DE COMPROMISOS {year}")
        page.write_row(10, 0, [HEADERS[field] for field in order])
        for at, (unit, statement, indicator, measure, quantity) in enumerate(COMMITMENTS, 11):
            days = {"start": f"1/02/{year}", "end": f"30/11/{year}", "periodicity": "Trimestral"}
            line = {"units": unit, "statement": statement, "indicator": indicator, "measure_unit": measure}
            page.write_row(at, 0, [(line | days | {"quantity": quantity})[field] for field in order])
    return path


def test_a_table_nobody_knows_is_said_once_and_read_by_itself_from_then_on(
    arrives: Any, mancomunidad: Mancomunidad, tmp_path: Path
) -> None:
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        river.bring(pilar, board(tmp_path / "tablero-2025.xlsx", 2025))
        pilar.reads("Diga qué es cada columna").press("Ver la propuesta")
        pilar.reads("Qué documento parece", "fila 11", "Publicar los datos abiertos").take("columnas")
        say_the_columns(pilar)
        pilar.reads("quedó guardada, y el documento se leyó con ella", "Acciones leídas 3")
        river.settle_names(pilar.press("Revisar la tabla"))
        river.propose(pilar)
        river.approve(pilar, "Acta", "1", ACT)
        pilar.reads("Es la versión 1").press("Ver la versión").reads("3 metas", "Ordenar el archivo de conceptos")
        river.bring(pilar, board(tmp_path / "tablero-2026.xlsx", 2026))
        pilar.reads("Tablero de compromisos", "Acciones leídas 3", "Vigencia 2026").refuses("Diga qué es cada columna")
        pilar.door("Documentos").press("Correspondencias").reads("Tablero de compromisos").take("correspondencias")


def say_the_columns(pilar: Visitor) -> None:
    """What was proposed wrong, or not at all, is corrected with the table in view."""
    pilar.unfold("No es esa clase de documento").choose("Clase de documento", "Matriz del plan de acción")
    pilar.press("Proponer de nuevo")
    for field, header in HEADERS.items():
        select = pilar.page.locator("thead th").filter(has_text=header).locator("select")
        select.select_option(field)
    pilar.page.get_by_label("Nombre de la correspondencia").fill("Tablero de compromisos")
    pilar.press("Guardar y leer con esta correspondencia")


EXECUTION = {
    "account": "Código de gasto",
    "account_name": "",
    "definitive": "Lo apropiado hoy",
    "commitments": "Lo comprometido hoy",
    "obligations": "Lo obligado hoy",
    "payments": "Lo girado hoy",
}
SPENT = (
    ("2.1", "Sueldos", 300, 200, 150, 140),
    ("2.3", "Parques", 700, 400, 250, 210),
)


def spending(path: Path) -> tuple[Path, list[str]]:
    """An execution with headings of its own in another order, one of its columns without any."""
    order = list(EXECUTION)
    random.Random(5).shuffle(order)
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Gastos")
        page.write_string(0, 0, "EJECUCIÓN PRESUPUESTAL A 30 DE JUNIO DE 2025")
        page.write_row(4, 0, [EXECUTION[field] for field in order])
        for at, line in enumerate(SPENT, 5):
            told = dict(zip(EXECUTION, line, strict=True))
            page.write_row(at, 0, [told[field] for field in order])
    return path, order


def test_an_execution_with_headings_of_its_own_is_mapped_recorded_shown_printed_and_read_again(
    arrives: Any, mancomunidad: Mancomunidad, tmp_path: Path
) -> None:
    file, order = spending(tmp_path / "gastos.xlsx")
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        river.bring(pilar, file)
        pilar.reads("Diga qué es cada columna").press("Ver la propuesta")
        pilar.unfold("No es esa clase de documento").choose("Clase de documento", "Ejecución presupuestal")
        pilar.press("Proponer de nuevo").reads(f"columna {'ABCDEF'[order.index('account_name')]}")
        for at, field in enumerate(order, 1):
            pilar.page.locator(f"select[name=c{at}]").select_option(field)
        pilar.page.get_by_label("Nombre de la correspondencia").fill("Gastos de la tesorería")
        pilar.press("Guardar y leer con esta correspondencia").reads("Todavía no está guardada", "30 de junio de 2025")
        pilar.take("ejecucion-leida").press("Guardar la ejecución")
        pilar.reads("Parques", "$700", "$1.000").take("ejecucion")
        printed = tmp_path / "impresa.pdf"
        printed.write_bytes(pilar.download("PDF"))
        river.bring(pilar, printed)
        pilar.reads("Todavía no está guardada", "Sueldos", "$210").refuses("difiere del expediente")
        faults = [fault for page in ("/presupuesto/", pilar.page.url) for fault in faults_at(pilar, page)]
    assert not faults, "\n".join(faults)


def test_an_execution_is_recorded_by_keyboard(arrives: Any, mancomunidad: Mancomunidad, tmp_path: Path) -> None:
    file = tmp_path / "gastos.csv"
    lines = ["EJECUCIÓN A 30 DE JUNIO DE 2025", "Rubro;Apropiación definitiva;Compromisos;Pagos", "2.1;300;200;140"]
    file.write_text("\n".join(lines), encoding="utf-8")
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        keys = Keyboard(pilar).fold("Más").press("Presupuesto").press("Traer una ejecución")
        keys.attach("Archivo", file).press("Traer y leer").press("Guardar la ejecución")
        pilar.reads("La ejecución quedó guardada con su fecha de corte.", "$140")
        keys.press("Ver las revisiones")
        pilar.reads("Se ejecutó más de lo que había")


def faults_at(visitor: Visitor, page: str) -> list[str]:
    """What is wrong with a page and those that it links to."""
    path = page.removeprefix(visitor.address)
    return list(tour(visitor, path, within=path)) if path == "/presupuesto/" else faults_of(visitor.go(path), path)
