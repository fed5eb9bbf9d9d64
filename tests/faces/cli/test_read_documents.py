"""`rumbo read` of a document of several parts: told as its layout prints it, and as json that follows its schemas."""

import json
from pathlib import Path
from typing import Any

import jsonschema
from typer.testing import CliRunner

from docs.build_contents_schema import text
from rumbo.faces.cli.main import app

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "plan-estrategico-2024.txt"
SCHEMAS = ROOT / "docs" / "schemas"


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, ["read", *map(str, arguments)], env={"COLUMNS": "160"})


def test_tells_the_parts_the_findings_and_what_passed() -> None:
    result = run(EXAMPLE)
    assert result.exit_code == 0, "warnings and notices are no errors"
    for words in (
        "Plan estratégico institucional (partes reconocidas: 5; seguridad 100 de 100)",
        "Agencia de Caminos Verdes de Puerto Lindo",
        "Objetivo 4",
        "Indicador sectorial 251 Puentes de madera",
        "Tabla deshecha en renglones",
        "«Objetivo 6» anuncia 2 y se encontraron 1.",
        "No se pudo revisar",
    ):
        assert words in result.stdout, words


def test_says_what_a_check_that_passed_compared(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(EXAMPLE.read_text("utf-8").replace("2 indicadores", "1 indicador"), encoding="utf-8")
    assert "anunciados" not in run(file).stdout
    file.write_text("Plan estratégico\n\nObjetivo 1\n\nA.\n\n1 indicador\n\nMeta\tAnualización\nB\tSuma\n")
    assert "(anunciados 1, encontrados 1)" in run(file).stdout


def test_json_follows_its_schemas() -> None:
    told = json.loads(run(EXAMPLE, "--format", "json").stdout)
    jsonschema.validate(told, json.loads((SCHEMAS / "read.schema.json").read_text("utf-8")))
    (read,) = told["documents"]
    contents = json.loads((SCHEMAS / "contents.schema.json").read_text("utf-8"))
    jsonschema.validate({read["layout"]: read["content"]}, contents)
    assert read["places"]["/objectives/3/targets/0/term"]["cell"] == "139:1"
    assert read["content"]["objectives"][2]["targets"][1]["term"] == "18500"
    assert read["kept"][0]["text"].startswith("AGENCIA DE")


def test_a_matrix_and_a_document_of_parts_are_read_together() -> None:
    told = json.loads(run(EXAMPLE, ROOT / "examples" / "plan-de-accion-2024.xlsx", "--format", "json").stdout)
    assert [each["layout"] for each in told["documents"]] == ["strategic_plan", "action_plan_matrix"]
    assert told["differences"] == []


def test_the_documented_shape_of_contents_is_the_shape() -> None:
    written = (SCHEMAS / "contents.schema.json").read_text("utf-8")
    assert written == text(), "run `make pages`"
