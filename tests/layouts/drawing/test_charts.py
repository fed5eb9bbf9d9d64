"""Charts: one value, one drawing, one table; nothing is rounded but the place of a point."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pytest

from rumbo.faces.kit.gallery_charts import charts
from rumbo.layouts.drawing import SPANISH
from rumbo.layouts.drawing.charts import (
    Bar,
    Bars,
    Chart,
    Lines,
    Look,
    Point,
    Series,
    alt_of,
    chart_document,
    svg_of,
    table_of,
)
from rumbo.papers.raw import Percent
from rumbo.papers.writing import render
from rumbo.papers.writing.raster import image_of

CHARTS = {each.key: each for each in charts()}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=list(CHARTS))
def test_a_chart_is_drawn_told_and_printed(chart: Chart) -> None:
    picture = ElementTree.fromstring(svg_of(chart, SPANISH))
    assert picture.get("role") == "img"
    assert picture.findtext("{http://www.w3.org/2000/svg}title") == alt_of(chart, SPANISH)
    assert "no reportado" in alt_of(chart, SPANISH) or chart.key == "objetivos"
    assert b"style" not in svg_of(chart, SPANISH)
    assert image_of(svg_of(chart, SPANISH)).startswith(b"\x89PNG")


@pytest.mark.parametrize("key", ["objetivos", "tendencia", "dinero"])
def test_a_telephone_is_shown_the_same_chart_in_its_width(key: str) -> None:
    wide, narrow = (ElementTree.fromstring(svg_of(CHARTS[key], SPANISH, each)) for each in (False, True))
    assert int(narrow.get("width", "")) <= 320 < int(wide.get("width", ""))
    title = "{http://www.w3.org/2000/svg}title"
    assert narrow.findtext(title) == wide.findtext(title)


def test_the_table_has_the_exact_figures_and_the_words_of_the_nothings() -> None:
    table = table_of(CHARTS["tendencia"], SPANISH)
    assert [cell.text for cell in table.header[0]] == ["Periodo", "Planeado", "Alcanzado", "Proyección"]
    assert [cell.text for cell in table.rows[1]] == ["II trimestre", "40%", "no reportado", ""]
    assert table.rows[0][2].value == Percent(Decimal("0.1200"))


def test_a_tree_is_told_by_its_depth() -> None:
    table = table_of(CHARTS["arbol"], SPANISH)
    assert [row[0].text for row in table.rows] == [
        "Plan de acción 2024",
        "    Cuidar la cuenca media",
        "        1. Realizar diez jornadas",
        "    Abrir los datos",
    ]


def test_a_large_chart_says_in_words_only_its_first_rows() -> None:
    rows = tuple(Bar(f"Meta {number}", Point(0)) for number in range(200))
    said = alt_of(Bars("x", "Metas", "Meta", rows), SPANISH)
    assert "Meta 23" in said
    assert "Meta 24" not in said
    assert "Otras filas, en la tabla: 176." in said


def test_what_people_wrote_is_escaped() -> None:
    series = (Series("<b>&", Look.ACTUAL, (Point(0),)),)
    assert ElementTree.fromstring(svg_of(Lines("x", '"<', "P", ("<i>",), series), SPANISH)) is not None


def test_a_chart_is_a_document_of_its_own() -> None:
    document = chart_document(CHARTS["mapa"], "Entidad", datetime(2026, 1, 1, tzinfo=UTC), SPANISH)
    sheet = openpyxl.load_workbook(BytesIO(render(document, "xlsx"))).active
    said = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert "92% Satisfactorio" in said
    assert render(document, "pdf").startswith(b"%PDF")
