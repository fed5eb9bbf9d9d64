"""`rumbo read` of a strategic plan and a plan of action: the targets that both show, told and as json."""

import json
from pathlib import Path
from typing import Any

import jsonschema
from typer.testing import CliRunner

from rumbo.faces.cli.main import app

ROOT = Path(__file__).parents[3]
STRATEGIC, ACTION = (ROOT / "examples" / f"plan-{name}-2024.txt" for name in ("estrategico", "institucional"))
SCHEMAS = ROOT / "docs" / "schemas"


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, ["read", *map(str, arguments)], env={"COLUMNS": "160"})


def test_tells_one_target_in_two_documents_with_why_and_what_differs() -> None:
    result = run(ACTION, STRATEGIC)
    assert result.exit_code == 0
    for words in (
        "Una meta, varios documentos: plan-estrategico-2024.txt y plan-institucional-2024.txt",
        "Es la misma: mismo proyecto y mismo número",
        "Puede ser la misma (por confirmar): casi las mismas palabras",
        "Meta proyecto 03, proy. 4410: Concertar la ruta",
        "4410 · 3: Concertar 100 por ciento de la ruta",
        "Distinto, tipo de anualización: «Creciente sin línea base» y «Creciente».",
        "La misma meta con dos tipos de anualización",
    ):
        assert words in result.stdout, words


def test_json_follows_its_schemas() -> None:
    told = json.loads(run(STRATEGIC, ACTION, "--format", "json").stdout)
    jsonschema.validate(told, json.loads((SCHEMAS / "read.schema.json").read_text("utf-8")))
    contents = json.loads((SCHEMAS / "contents.schema.json").read_text("utf-8"))
    for read in told["documents"]:
        jsonschema.validate({read["layout"]: read["content"]}, contents)
    sure = [each for each in told["across"][0]["targets"] if each["sure"]]
    assert [(each["before"]["path"], each["after"]["path"]) for each in sure] == [
        ("/objectives/0/targets/1", "/projects/0/goals/2")
    ]
    assert sure[0]["differences"] == [
        {"field": "annualization", "before": "Creciente sin línea base", "after": "Creciente"}
    ]


def test_a_plan_of_action_alone_tells_what_its_sentences_promise() -> None:
    result = run(ACTION)
    for words in (
        "Plan de acción institucional (partes reconocidas: 8; seguridad 100 de 100)",
        "Lo que las frases prometen",
        "máximo 8 días hábiles",
        "mínimo 90 %",
        "octubre a diciembre",
        "Trimestral",
        "sin leer",
        "Los indicadores listados no son los anunciados (anunciados 13, encontrados 13)",
    ):
        assert words in result.stdout, words
    assert json.loads(run(ACTION, "--format", "json").stdout)["across"] == []
