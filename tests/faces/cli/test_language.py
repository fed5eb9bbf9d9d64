"""The command line speaks the language it is asked for, without Django."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from rumbo.faces.cli.main import app

EXAMPLES = Path(__file__).parents[3] / "examples"
PLAN, FOLLOWUP = EXAMPLES / "plan-de-accion-2024.xlsx", EXAMPLES / "seguimiento-2024-t2.txt"
IN_SPANISH = ("Dónde:", "Por qué:", "Cómo seguir:", "Comprobaciones", "Vigencia", "trimestre", "(por confirmar)")
IN_ENGLISH = ("Where:", "Why:", "How to go on:", "Checks", "Fiscal year", "II quarter of 2024", "(to be confirmed)")


def read(*arguments: str | Path, **env: str) -> Any:
    return CliRunner().invoke(app, ["read", *map(str, arguments)], env={"COLUMNS": "200", **env})


@pytest.mark.parametrize(
    ("asked", "terminal", "said", "not_said"),
    [
        ((), "C.UTF-8", IN_SPANISH, IN_ENGLISH),
        ((), "de_DE.UTF-8", IN_SPANISH, IN_ENGLISH),
        ((), "en_GB.UTF-8", IN_ENGLISH, IN_SPANISH),
        (("--language", "en"), "es_CO.UTF-8", IN_ENGLISH, IN_SPANISH),
        (("--language", "es"), "en_US.UTF-8", IN_SPANISH, IN_ENGLISH),
    ],
)
def test_says_what_it_was_asked_in(
    asked: tuple[str, ...], terminal: str, said: tuple[str, ...], not_said: tuple[str, ...]
) -> None:
    told = read(PLAN, FOLLOWUP, *asked, LANG=terminal)
    assert told.exit_code == 1
    for words in said:
        assert words in told.stdout
    for words in not_said:
        assert words not in told.stdout


def test_an_unknown_language_is_refused() -> None:
    assert read(PLAN, "--language", "fr").exit_code == 2


def test_the_json_speaks_it_too_and_the_codes_stay() -> None:
    spanish, english = (json.loads(read(PLAN, "--format", "json", "--language", code).stdout) for code in ("es", "en"))
    assert spanish["documents"][0]["lines"] == english["documents"][0]["lines"]
    for before, after in zip(spanish["documents"][0]["findings"], english["documents"][0]["findings"], strict=True):
        assert (before["code"], before["where"]) == (after["code"], after["where"])
        assert before["why"] != after["why"]


@pytest.mark.parametrize(("language", "words"), [("C.UTF-8", "Lee documentos"), ("en_US.UTF-8", "Reads documents")])
def test_the_help_speaks_that_of_the_terminal(language: str, words: str) -> None:
    env = {**os.environ, "LANG": language, "COLUMNS": "200", "NO_COLOR": "1"}
    code = "from rumbo.faces.cli.main import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, env=env, check=True)
    assert words in done.stdout
