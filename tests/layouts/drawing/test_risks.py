"""A map of risks drawn: the same words in a sheet and on a page, read back as the same map, and no risk made up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from rumbo.domain.risk import AnnouncedRow, ClassCount, MapControl, MapTreatment, RiskEntry, RiskMap
from rumbo.layouts import read_document
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.risks import Issuer, draw_risk_map
from rumbo.papers.document import Document
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing import render

MOMENT = datetime(2024, 1, 30, tzinfo=UTC)
ENTRY = RiskEntry(
    code="GC-1",
    method="Versión 6",
    risk_class="Gestión",
    statement="=Posibilidad de firmar tarde",
    process="Gestión contractual",
    unit="Oficina Jurídica",
    times_a_year=100,
    probability="Media",
    impact="Moderado",
    inherent="Moderado",
    controls=(
        MapControl("verifica los requisitos", "La profesional", kind="Preventivo", way="Manual"),
        MapControl("compara los contratos", "El jefe", kind="Detectivo", way="Manual"),
    ),
    residual_probability="Baja",
    residual_impact="Moderado",
    residual="Moderado",
    option="Reducir (mitigar)",
    treatments=(MapTreatment("Fijar plazos", "Oficina Jurídica", date(2024, 2, 1), date(2024, 6, 30), "Acta"),),
)
COUNTED = (AnnouncedRow("Contratación", (ClassCount("Gestión", 8),)),)
PRINTED = RiskMap("Mapa de riesgos", "Alcaldía de Prueba", 2024, "1", (ENTRY,), COUNTED, 8)


def drawn(manner: Manner | None = None) -> Document:
    issuer = Issuer("Alcaldía de Prueba", "Acta 3", date(2024, 1, 30))
    return draw_risk_map(PRINTED, issuer, MOMENT, *([manner] if manner else []))


def rows_of(book: Any, sheet: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_a_sheet_holds_the_map_with_a_row_for_each_control_and_no_formula() -> None:
    book = load_workbook(BytesIO(render(drawn(), "xlsx")))
    rows = rows_of(book, "Riesgos")
    at = next(number for number, row in enumerate(rows) if "GC-1" in row)
    assert rows[at][:5] == ["GC-1", "Gestión contractual", "Oficina Jurídica", "Gestión", "Versión 6"]
    assert {"=Posibilidad de firmar tarde", "verifica los requisitos", "Fijar plazos"} <= set(rows[at])
    assert "compara los contratos" in rows[at + 1]
    assert rows[at + 1][0] is None
    assert all(cell.data_type != "f" for line in book["Riesgos"].iter_rows() for cell in line)


def test_what_is_printed_is_read_back() -> None:
    for form in ("xlsx", "html"):
        read = read_document(read_bytes(render(drawn(), form), f"mapa.{form}"))
        assert read.recognition.layout == "risk_map"
        assert not read.kept  # type: ignore[union-attr]
        assert read.content == PRINTED  # type: ignore[union-attr]


def test_a_page_says_what_was_announced_and_what_is_listed() -> None:
    page = render(drawn(), "html").decode()
    assert "anuncia 8 riesgos; aquí están los que se registraron: 1." in page
    assert "Acta 3, 30 de enero de 2024" in page
    assert page.count("GC-1") == 1
    assert render(drawn(), "html") == render(drawn(), "html")


def test_a_risk_of_an_unknown_edition_is_still_printed() -> None:
    old = replace(PRINTED, entries=(replace(ENTRY, method="Versión 1998", controls=()),))
    page = render(draw_risk_map(old, Issuer("Alcaldía de Prueba"), MOMENT), "html").decode()
    assert "Versión 1998" in page
