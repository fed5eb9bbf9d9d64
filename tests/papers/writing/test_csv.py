"""csv: inert and exactly readable; tidy tables described and zipped the same each time."""

import csv
import io
import json
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from rumbo.papers.inert import inert, told
from rumbo.papers.writing.csv_file import write_csv
from rumbo.papers.writing.tidy import TidyField, TidyTable, write_package
from tests.papers.writing.documents import row, table_of


@given(st.text() | st.text("'=+-@\t\r a", max_size=5))
def test_told_is_the_inverse_of_inert_and_nothing_inert_runs(text: str) -> None:
    assert told(inert(text)) == text
    assert not inert(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text("'=+-@\"\n,;áé x1", max_size=12))
def test_a_matrix_reads_back(text: str) -> None:
    content = write_csv(table_of(row(1, text)), ("Objetivo: uno",)).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(content, newline="")))
    assert lines[0] == ["Objetivo: uno"]
    assert lines[1] == ["No.", "PLAN DE ACCIÓN 2024", "", "", "", "SEGUIMIENTO", ""]
    assert lines[2][:2] == ["", "ACCIÓN"]
    assert [told(cell) for cell in lines[3]] == [cell.text for cell in row(1, text)]


def test_a_package_describes_its_tables() -> None:
    table = TidyTable(
        "reports",
        "Reportes",
        (TidyField("target", "string", "uid"), TidyField("value_e4", "integer", "cantidad")),
        ("target",),
        (("=a", 3000), ("b", None)),
    )
    content = write_package({"name": "plan"}, (table,), {"dossier.json": b"{}"})
    assert content == write_package({"name": "plan"}, (table,), {"dossier.json": b"{}"})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["datapackage.json", "dossier.json", "reports.csv"]
        assert archive.read("reports.csv") == b"target,value_e4\r\n'=a,3000\r\nb,\r\n"
        (resource,) = json.loads(archive.read("datapackage.json"))["resources"]
    assert resource["path"] == "reports.csv"
    assert resource["bytes"] == 31
    assert [field["type"] for field in resource["schema"]["fields"]] == ["string", "integer"]
