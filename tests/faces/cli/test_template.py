"""`rumbo template`: the empty documents at the terminal."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from rumbo.faces.cli.main import app
from rumbo.layouts.drawing.templates import template_titles


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["template", *arguments])
    return result.exit_code, result.output


def test_without_a_layout_they_are_listed() -> None:
    code, told = run()
    assert code == 0
    assert all(key in told for key in template_titles())


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_a_file_is_written_in_the_form_of_its_ending(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"plan.{ending}"
    code, told = run("action_plan_matrix", "-o", str(file), "--year", "2026")
    assert code == 0
    assert file.name in told.replace("\n", "")
    assert file.read_bytes().startswith(b"PK")


def test_what_there_is_not_is_said(tmp_path: Path) -> None:
    assert run("inventado")[0] == 2
    code, told = run("action_plan_matrix", "-o", str(tmp_path / "plan.pdf"))
    assert code == 2
    assert ".docx" in told
    assert not list(tmp_path.iterdir())
