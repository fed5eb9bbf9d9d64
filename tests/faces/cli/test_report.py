"""`rumbo read … --report`: the report of a review in every form, and what several documents say together."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from rumbo.faces.cli.main import app
from rumbo.papers.raw import RawTable
from rumbo.papers.reading import read_bytes

EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = [
    EXAMPLES / name
    for name in (
        *("plan-de-accion-2024.csv", "seguimiento-2024-t2.csv", "plan-estrategico-2024.txt"),
        *("plan-institucional-2024.txt", "ficha-de-proyecto-2024.txt"),
    )
]


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, ["read", *map(str, arguments)], env={"COLUMNS": "160"})


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "html"])
def test_the_report_tells_each_document_and_what_they_say_together(tmp_path: Path, form: str) -> None:
    target = tmp_path / f"informe.{form}"
    assert run(*FILES, "--report", target).exit_code == 1
    read = read_bytes(target.read_bytes(), target.name)
    said = "\n".join(
        text
        for piece in [*read.tables, *(piece for piece in read.flow if not isinstance(piece, RawTable))]
        for text in _texts(piece)
    )
    told = " ".join(said.split())
    for words in ("Resumen", "No se pudo revisar", "Hace falta: ", "Ley 2195 de 2022", *(file.name for file in FILES)):
        assert words in told, words


def _texts(piece: Any) -> list[str]:
    if isinstance(piece, RawTable):
        return [str(value) for row in piece.rows for value in row.values if value is not None]
    return [f"{getattr(piece, 'number', '')} {getattr(piece, 'text', '')}"]


def test_a_follow_up_among_many_files_is_held_against_its_plan_and_no_other() -> None:
    told = json.loads(run(*FILES, "--format", "json").stdout)
    assert [(each["before"], each["after"]) for each in told["differences"]] == [
        ("seguimiento-2024-t2.csv", "plan-de-accion-2024.csv")
    ]
    assert [(each["before"], each["after"]) for each in told["across"]] == [
        ("plan-estrategico-2024.txt", "plan-institucional-2024.txt")
    ]
    assert told["projects"] == []


def test_a_form_that_is_not_written_is_refused_with_a_sentence(tmp_path: Path) -> None:
    result = run(FILES[0], "--report", tmp_path / "informe.odt")
    assert result.exit_code == 2
    assert not list(tmp_path.iterdir())
