"""The same numbers in every form of one dossier: xlsx, html, the text of the pdf, the csv of the matrix, json."""

import csv
import io
import json
import zipfile
from decimal import Decimal

import pikepdf
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from rumbo.domain.dossier import from_json, to_json
from rumbo.layouts.drawing import Manner, dossier_attachment, draw_followup, write_open_data
from rumbo.papers.writing import render
from tests.layouts.drawing.example import LOGO, example

DOSSIER = example(24)
DOCUMENT = draw_followup(DOSSIER, Manner(logo=LOGO))


def shown(value: int) -> Decimal:
    """A figure of 10⁻¹² in percentage points with two decimals."""
    return round(Decimal(value).scaleb(-10), 2)


def spoken(points: Decimal) -> str:
    return f"{points.normalize():f}%".replace(".", ",")


FIGURES = [shown(value) for target in DOSSIER.targets if (value := target.figures.year.value) is not None]


def package() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(write_open_data(DOSSIER)))


def test_html_and_pdf_print_every_figure() -> None:
    page = render(DOCUMENT, "html").decode()
    pages = pypdfium2.PdfDocument(render(DOCUMENT, "pdf"))
    text = "\n".join(it.get_textpage().get_text_range() for it in pages)
    assert len(FIGURES) > 10
    for points in FIGURES:
        assert f">{spoken(points)}<" in page
        assert spoken(points) in text


def test_word_prints_every_figure() -> None:
    with zipfile.ZipFile(io.BytesIO(render(DOCUMENT, "docx"))) as parts:
        text = parts.read("word/document.xml").decode()
    assert all(f">{spoken(points)}<" in text for points in FIGURES)


def test_the_sheet_holds_them_as_numbers() -> None:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(render(DOCUMENT, "xlsx"))).get_sheet_by_name("Matriz").to_python()
    header = next(number for number, line in enumerate(sheet) if "AVANCE CUALITATIVO" in line)
    column = sheet[header].index("II TRIMESTRE 2025 AVANCE PORCENTUAL")
    held = [line[column] for line in sheet[header + 1 :] if isinstance(line[column], float)]
    assert [Decimal(str(value)) * 100 for value in held] == FIGURES


def test_the_csv_of_the_matrix_prints_them() -> None:
    lines = list(csv.reader(io.StringIO(package().read("matrix.csv").decode("utf-8-sig"), newline="")))
    header = next(line for line in lines if "AVANCE CUALITATIVO" in line)
    column = header.index("II TRIMESTRE 2025 AVANCE PORCENTUAL")
    assert [line[column] for line in lines if len(line) > column and line[column].endswith("%")] == [
        *map(spoken, FIGURES)
    ]


def test_tidy_figures_and_json_are_the_very_integers() -> None:
    with package() as files:
        rows = list(csv.DictReader(io.StringIO(files.read("figures.csv").decode(), newline="")))
        assert from_json(files.read("dossier.json")) == DOSSIER
        described = json.loads(files.read("datapackage.json"))
    born = [row["value_e12"] for row in rows if (row["subject"], row["figure"]) == ("target", "year")]
    assert [shown(int(value)) for value in born if value] == FIGURES
    assert [row["undefined"] for row in rows if row["subject"] == "target" and not row["value_e12"]]
    assert {resource["path"] for resource in described["resources"]} >= {"targets.csv", "reports.csv", "figures.csv"}


def test_the_pdf_carries_the_dossier() -> None:
    content = render(DOCUMENT, "pdf", (dossier_attachment(DOSSIER),))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.attachments["dossier.json"].get_file().read_bytes() == to_json(DOSSIER)


@pytest.mark.parametrize("form", ["pdf", "xlsx", "docx", "html"])
def test_each_form_is_the_same_each_time(form: str) -> None:
    again = draw_followup(example(24), Manner(logo=LOGO))
    assert render(again, form) == render(DOCUMENT, form)
