"""`rumbo read` as a person and as a program use it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from rumbo.faces.cli.main import app
from tests.layouts.tables import LIKE_FORMULAS, odd_workbook

ROOT = Path(__file__).parents[3]
PLAN, FOLLOWUP = ROOT / "examples" / "plan-de-accion-2024.xlsx", ROOT / "examples" / "seguimiento-2024-t2.txt"
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "read.schema.json").read_text(encoding="utf-8"))
CLEAN = "No.;Acción;Responsable;Indicador;Meta\n1;Hacer;Oficina A;Hechas;3\n"


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, ["read", *map(str, arguments)], env={"COLUMNS": "200"})


def as_json(*arguments: str | Path) -> Any:
    told = json.loads(run(*arguments, "--format", "json").stdout)
    jsonschema.validate(told, SCHEMA)
    return told


def test_tells_what_it_understood_and_what_is_wrong() -> None:
    result = run(PLAN)
    assert result.exit_code == 1
    for words in (
        "Matriz del plan de acción",
        "hoja «Matriz», celda S",
        "Por qué:",
        "Cómo seguir:",
        "No se pudo revisar",
    ):
        assert words in result.stdout


def test_json_follows_its_schema_and_holds_everything() -> None:
    told = as_json(PLAN)
    (read,) = told["documents"]
    assert len(read["lines"]) == 10
    assert read["lines"][0]["places"]["quantity"]["cell"] == "K5"
    assert read["lines"][0]["values"]["progress"] == {"state": "not_reported"}
    assert told["exit"] == 1


def test_two_files_show_their_difference() -> None:
    told = as_json(PLAN, FOLLOWUP)
    assert told["differences"][0]["before"] == FOLLOWUP.name
    steps = told["differences"][0]["steps"]
    assert {step["continuity"] for step in steps} >= {"same", "reworded", "new", "dropped"}
    (check,) = [
        c for d in told["documents"] for c in d["checks"] if c["code"] == "followup.other_version" and c["found"]
    ]
    assert check["outcome"] == "found"
    assert "cambió la redacción (por confirmar)" in run(PLAN, FOLLOWUP).stdout


def test_nothing_wrong_exits_with_zero(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(CLEAN, encoding="utf-8")
    assert run(file).exit_code == 0
    assert as_json(file)["exit"] == 0


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n0000", b"PK\x03\x04broken"])
def test_a_file_that_cannot_be_read_exits_with_two_and_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "plan.xlsx"
    file.write_bytes(content)
    result = run(file, PLAN)
    assert result.exit_code == 2
    assert "Cómo seguir:" in result.stdout
    assert "Traceback" not in result.output
    told = as_json(file, PLAN)
    assert len(told["unreadable"]) == len(told["documents"]) == 1


def test_an_unknown_table_is_an_error_of_the_document(tmp_path: Path) -> None:
    file = tmp_path / "lista.csv"
    file.write_text("Color;Forma\nrojo;redonda\n", encoding="utf-8")
    assert run(file).exit_code == 1
    assert as_json(file)["documents"][0]["layout"] == ""


def test_needs_no_django() -> None:
    code = "import sys; from rumbo.faces.cli.main import app; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_cells_that_a_file_cannot_say_are_told_at_their_address(tmp_path: Path) -> None:
    book, table = tmp_path / "plan.xlsx", tmp_path / "plan.csv"
    book.write_bytes(odd_workbook())
    table.write_text(LIKE_FORMULAS, encoding="utf-8")
    (read,) = as_json(book)["documents"]
    told = {(found["code"], found["where"]["cell"]): found["severity"] for found in read["findings"]}
    assert told["layout.statement_missing", "C3"] == "error"
    assert told["file.formula_without_value", "C3"] == told["file.formula_without_value", "F5"] == "warning"
    assert told["layout.merged_down", "B2"] == told["layout.merged_down", "D3"] == "notice"
    assert len(read["lines"]) == 4
    result = run(book)
    assert result.exit_code == 1
    assert "hoja «Plan», celda C3" in result.stdout
    assert "línea 2, columna 3" in run(table).stdout
    assert run(table).exit_code == 0


def test_json_tells_what_was_programmed_for_the_period(tmp_path: Path) -> None:
    table = tmp_path / "seguimiento.csv"
    rows = (
        "Acción;Responsable;Meta;Programado;Avance II trimestre 2024\nHacer;Oficina A;8;2,5;20%\nVer;Oficina A;1;;0\n"
    )
    table.write_text(rows, encoding="utf-8")
    (read,) = as_json(table)["documents"]
    assert [line["values"]["programmed"] for line in read["lines"]] == ["2.5", None]
    assert read["lines"][0]["places"]["programmed"]["cell"] == "2:19"


def test_what_could_not_be_checked_names_the_columns_with_their_group(tmp_path: Path) -> None:
    table = tmp_path / "plan.csv"
    table.write_text("Acción;Responsable;Indicador\nHacer;Oficina A;Hechas\n", encoding="utf-8")
    assert "(falta: la columna «PLAN DE ACCIÓN › META»)" in run(table).stdout
    english = run(table, "--language", "en").stdout
    assert "PLAN DE ACCIÓN › META" in english
    assert "columna" not in english
