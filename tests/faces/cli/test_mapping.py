"""An unknown table at the terminal: what it probably is, the file that says so, and reading by that file."""

import json
from pathlib import Path
from typing import Any

import yaml
from typer.testing import CliRunner

from rumbo.faces.cli.main import app

PLAN = (
    "Quién responde;Qué se va a hacer (actividad);Nombre del indicador;Meta prevista\nOficina A;Abrir sedes;Sedes;3\n"
)
BUDGET = "Rubro;Apropiación definitiva;Compromisos;Pagos\n2.1;100;50;20\n2.2;200;60;90\n"
UNKNOWN = "Rubro;Apropiación definitiva aprobada;Compromisos que hay;Pagos hechos\n2.1;100;50;20\n2.2;200;60;90\n"
NOBODY = "Quién;Qué;Cuánto;Con qué\nOficina A;Abrir sedes;3;Sedes\n"


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "200"})


def written(folder: Path, text: str, name: str = "tabla.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def mapped(folder: Path, file: Path, **changes: str) -> Path:
    """The mapping proposed for a file, with other fields for some of its headers."""
    proposed = yaml.safe_load(run("map", file).stdout)
    for words in proposed["fields"]:
        words["field"] = changes.get(words["header"], words["field"])
    return written(folder, yaml.safe_dump(proposed, allow_unicode=True), "tabla.yaml")


def test_a_table_that_follows_no_layout_is_told_what_it_probably_is(tmp_path: Path) -> None:
    told = run("read", written(tmp_path, UNKNOWN))
    assert told.exit_code == 1
    for words in ("La tabla no se reconoció", "Parece: Ejecución presupuestal", "APROPIACIÓN DEFINITIVA", "rumbo map"):
        assert words in told.stdout


def test_the_proposal_is_a_file_that_reads_the_table(tmp_path: Path) -> None:
    file = written(tmp_path, PLAN)
    mapping = mapped(tmp_path, file)
    told = json.loads(run("read", "--mapping", mapping, "--format", "json", file).stdout)
    (document,) = told["documents"]
    assert document["lines"][0]["values"]["statement"] == "Abrir sedes"
    assert document["layout"] == "action_plan_matrix"


def test_what_was_corrected_in_the_file_holds(tmp_path: Path) -> None:
    file = written(tmp_path, NOBODY)
    extends = run("map", "--kind", "action_plan_matrix", file).stdout
    proposed = yaml.safe_load(extends)
    for words, field in zip(proposed["fields"], ("units", "statement", "quantity", "indicator"), strict=True):
        words["field"] = field
    mapping = written(tmp_path, yaml.safe_dump(proposed, allow_unicode=True), "mia.yaml")
    assert "Abrir sedes" in run("read", "--mapping", mapping, file).stdout


def test_a_budget_is_told_with_what_does_not_add_up(tmp_path: Path) -> None:
    file = written(tmp_path, BUDGET)
    mapping = mapped(tmp_path, file)
    told = run("read", "--mapping", mapping, file)
    assert told.exit_code == 1
    assert "«Pagos» ($90) supera a «Compromisos» ($60)." in told.stdout
    data = json.loads(run("read", "--mapping", mapping, "--format", "json", file).stdout)
    assert data["schema"] == "rumbo/table/1"
    assert data["tables"][0]["rows"][1]["values"]["payments"] == "90"
    assert data["exit"] == 1


def test_a_file_that_says_nothing_usable_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, BUDGET)
    for content in ("a: &x [1]\nb: *x", "[]", "format: rumbo/mapping/1"):
        assert run("read", "--mapping", written(tmp_path, content, "mala.yaml"), file).exit_code == 2
    assert run("read", "--mapping", tmp_path / "no-hay.yaml", file).exit_code == 2
    other = written(tmp_path, "Nombre;Cargo\nAna;Jefa\n", "otra.csv")
    assert run("read", "--mapping", mapped(tmp_path, file), other).exit_code == 2
    assert run("map", written(tmp_path, "1;2\n3;4\n", "sin.csv")).exit_code == 1


def test_the_proposals_stand_in_the_json_with_their_evidence_and_a_mapping_that_reads(tmp_path: Path) -> None:
    file = written(tmp_path, "Rubro;Apropiación definitiva aprobada;;Pagos hechos\n2.1;100;50;20\n2.2;200;60;90\n")
    told = json.loads(run("read", "--format", "json", file).stdout)
    ((table,),) = [each["tables"] for each in told["proposals"]]
    assert table["kinds"][0]["layout"] == "budget_execution"
    bare = table["columns"][2]
    assert bare["header"] == "columna C"
    assert bare["choices"][0]["evidence"][-1].startswith("No tiene encabezado")
    mapping = written(tmp_path, json.dumps(table["mapping"]), "propuesta.json")
    read = json.loads(run("read", "--mapping", mapping, "--format", "json", file).stdout)
    assert read["schema"] == "rumbo/table/1"
    assert [row["values"][bare["field"]] for row in read["tables"][0]["rows"]] == ["50", "60"]


def test_an_execution_as_json_is_the_schema_of_tables_and_comes_in_again(tmp_path: Path) -> None:
    file = written(tmp_path, BUDGET)
    mapping = mapped(tmp_path, file)
    told = run("read", "--mapping", mapping, "--format", "json", file).stdout
    again = json.loads(run("read", "--format", "json", written(tmp_path, told, "tabla.json")).stdout)
    (document,) = again["documents"]
    assert document["layout"] == "budget_execution"
    assert document["rows"][1]["values"]["payments"] == "90"


def test_a_hostile_mapping_ends_with_its_reason_and_no_trace(tmp_path: Path) -> None:
    file = written(tmp_path, BUDGET)
    for text in ("a: &x\n  b: *x\n", "[" * 5000, "extends: ../../etc/passwd\nformat: rumbo/mapping/1\n", ""):
        told = run("read", "--mapping", written(tmp_path, text, "mala.yaml"), file)
        assert told.exit_code == 2
        assert "Traceback" not in told.output
        assert "La correspondencia no se entiende" in told.output
    missing = run("read", "--mapping", tmp_path / "no-hay.yaml", file)
    assert missing.exit_code == 2
