"""A project and the list of projects as files: in every format, and what reads back is the live record."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from rumbo.apps.projects import queries
from rumbo.apps.projects.actions import register_project
from rumbo.apps.projects.models import ProjectVersion
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes
from tests.characters import House

FORMS = ("pdf", "docx", "xlsx", "html", "csv", "json")
BEGINS = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "html": b"<!", "csv": b"", "json": b""}


@pytest.fixture
def version(house: House, shared: Path) -> ProjectVersion:
    file = next((shared / "seeds").glob("004*"))
    sheet = read_document(read_bytes(file.read_bytes(), file.name)).content
    return register_project(house.pilar.actor, house.entity, sheet, unit=house.units["Secretaría General"])


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv", "json", "html"])
def test_the_file_of_the_live_record_reads_back_as_the_record(house: House, version: ProjectVersion, form: str) -> None:
    answer = house.pilar.browser().get(f"/proyectos/{version.uid}/imprimir/{form}/")
    assert answer.status_code == 200
    assert f".{form}" in answer["Content-Disposition"]
    again = read_document(read_bytes(answer.content, f"p.{form}")).content
    assert again == queries.sheet(version)


@pytest.mark.parametrize("form", FORMS)
def test_the_list_is_given_as_it_is_narrowed(house: House, version: ProjectVersion, form: str) -> None:
    browser = house.pilar.browser()
    page = browser.get("/proyectos/").content.decode()
    assert f"/proyectos/lista.{form}" in page
    answer = browser.get(f"/proyectos/lista.{form}")
    assert answer.status_code == 200
    assert answer.content.startswith(BEGINS[form])
    none = browser.get(f"/proyectos/lista.{form}?buscar=nadasellamaasi")
    if form in ("csv", "json", "html", "xlsx"):
        assert version.name in shown(answer.content, form)
        assert version.name not in shown(none.content, form)
    assert browser.get("/proyectos/lista.exe").status_code == 404


def shown(body: bytes, form: str) -> str:
    if form == "xlsx":
        return ZipFile(BytesIO(body)).read("xl/worksheets/sheet1.xml").decode()
    return body.decode("utf-8", "replace")
