"""A map of risks drawn: the same words in a sheet and on a page, in the language asked for, and no risk made up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from rumbo.domain.risk import AnnouncedRow, Exposure, MapControl, MapTreatment, RiskEntry, RiskMap
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.risks import Issuer, draw_risk_map
from rumbo.papers.document import Document
from rumbo.papers.writing import render

MOMENT = datetime(2024, 1, 30, tzinfo=UTC)
ENTRY = RiskEntry(
    code="GC-1",
    method="dafp_2022_v6",
    risk_class="management",
    statement="=Posibilidad de firmar tarde",
    process="Gestión contractual",
    unit="Oficina Jurídica",
    exposure=Exposure(100, money=Fraction(80)),
    probability=3,
    impact=3,
    inherent="moderate",
    controls=(MapControl("verifica los requisitos", "preventive", "manual", "La profesional"),),
    residual_probability=2,
    residual_impact=3,
    residual="moderate",
    option="mitigate",
    treatments=(MapTreatment("Fijar plazos", "Oficina Jurídica", date(2024, 2, 1), date(2024, 6, 30), "Acta"),),
)
PRINTED = RiskMap("Mapa de riesgos", 2024, "1", (ENTRY,), (AnnouncedRow("Contratación", {"management": 8}),), 8)


def drawn(manner: Manner | None = None) -> Document:
    issuer = Issuer("Entidad", "Acta 3", date(2024, 1, 30))
    return draw_risk_map(PRINTED, issuer, MOMENT, *([manner] if manner else []))


def rows_of(book: Any, sheet: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_a_sheet_holds_the_map_its_plan_and_no_formula() -> None:
    book = load_workbook(BytesIO(render(drawn(), "xlsx")))
    assert {"Riesgos", "Tratamiento"} <= set(book.sheetnames)
    row = next(row for row in rows_of(book, "Riesgos") if "GC-1" in row)
    assert row[:5] == ["GC-1", "Gestión contractual", "Oficina Jurídica", "Gestión", "=Posibilidad de firmar tarde"]
    assert "1. La profesional verifica los requisitos (Preventivo, manual)" in row
    assert row[11:16] == ["Baja", "Moderado", "Moderado", "Reducir (mitigar)", "Versión 6"]
    assert all(cell.data_type != "f" for line in book["Riesgos"].iter_rows() for cell in line)
    plan = next(row for row in rows_of(book, "Tratamiento") if "GC-1" in row)
    assert plan[3] == datetime(2024, 2, 1)


def test_a_page_says_what_was_announced_and_what_is_listed() -> None:
    page = render(drawn(), "html").decode()
    assert "anuncia 8 riesgos; aquí están los que se registraron: 1." in page
    assert "Acta 3, 30 de enero de 2024" in page
    assert page.count("GC-1") == 2
    assert render(drawn(), "html") == render(drawn(), "html")


def test_the_words_of_the_method_follow_the_language() -> None:
    spoken = Manner("en", lambda text: {"Baja": "Low", "Preventivo": "Preventive"}.get(text, text))
    page = render(drawn(spoken), "html").decode()
    assert "Low" in page
    assert "(Preventive, manual)" in page


def test_a_risk_of_an_unknown_edition_is_still_printed() -> None:
    old = replace(PRINTED, entries=(replace(ENTRY, method="own_1998", controls=()),))
    page = render(draw_risk_map(old, Issuer("Entidad"), MOMENT), "html").decode()
    assert "own_1998" in page
