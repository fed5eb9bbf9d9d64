"""Whatever a dossier says was corrected, changed or cancelled stands in every paper that is drawn of it."""

import csv
import io
import re
import zipfile

import pypdfium2
import pytest

from rumbo.layouts.drawing import draw_followup, draw_plan, write_open_data
from rumbo.papers.writing import render
from tests.layouts.drawing.example import example, revised

DOSSIER = revised()
TOLD = (
    "Correcciones después del cierre",
    "9-2025",
    "Se sumó dos veces una visita.",
    "Cifra corregida el 12/08/2025; al cerrar era: 90%.",
    "Plan de Acción Institucional 2025. Cifra corregida el 12/08/2025; al cerrar era: 80%.",
    "Control de cambios",
    "La meta pasa de 20 a 18: se pide menos.",
    "La fecha de terminación pasa del 30/06/2025 al 31/12/2025.",
    "Acciones canceladas y suspendidas",
    "Terminó el convenio.",
)


def text_of(form: str) -> str:
    """What a paper says, without what a line break may fall on."""
    content = render(draw_followup(DOSSIER), form)
    if form == "pdf":
        told = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    elif form == "html":
        told = content.decode()
    else:
        parts = zipfile.ZipFile(io.BytesIO(content))
        told = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    return squeezed(re.sub("<[^>]+>", "", told))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\ufffe-]", "", text)


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "xlsx"])
def test_every_form_tells_what_was_corrected_changed_and_cancelled(form: str) -> None:
    shown = text_of(form)
    assert [each for each in TOLD if squeezed(each) not in shown] == []


def test_nothing_is_said_where_nothing_was_and_a_plan_tells_its_changes() -> None:
    plain = render(draw_followup(example()), "html").decode()
    assert not [each for each in ("Correcciones", "Control de cambios", "canceladas") if each in plain]
    assert "weakening.of_another_program" in render(draw_followup(DOSSIER), "html").decode()
    assert "Control de cambios" in render(draw_plan(DOSSIER), "html").decode()


def test_the_open_data_have_them_as_tables() -> None:
    package = zipfile.ZipFile(io.BytesIO(write_open_data(DOSSIER)))
    rows = list(csv.DictReader(io.StringIO(package.read("corrected_figures.csv").decode("utf-8-sig"))))
    assert [(row["subject"], row["before_e12"]) for row in rows] == [
        ("plan", "800000000000"),
        ("target", "900000000000"),
    ]
    (change,) = csv.DictReader(io.StringIO(package.read("changes.csv").decode("utf-8-sig")))
    assert change["weaker"].splitlines()[0] == "weakening.quantity"
    assert "standings.csv" in package.namelist()
    assert "corrections.csv" not in zipfile.ZipFile(io.BytesIO(write_open_data(example()))).namelist()
