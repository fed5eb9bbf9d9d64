"""What `rumbo read` writes reaches a pipe that closes early and a terminal with few letters."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.layouts.tables import EXAMPLES

PLAN = EXAMPLES / "plan-de-accion-2024.xlsx"
CLEAN = "No.;Acción;Responsable;Indicador;Meta\n1;Hacer;Oficina A;Hechas;3\n"
BARE = [sys.executable, "-c", "from rumbo.faces.cli.main import main; main()", "read"]


@pytest.mark.parametrize("output", ["text", "json"])
def test_whoever_reads_only_the_beginning_sees_no_fault(tmp_path: Path, output: str) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(CLEAN + "".join(f"{at};Hacer {at};;Hechas;no\n" for at in range(1, 2_000)), encoding="utf-8")
    with subprocess.Popen(
        [*BARE, str(file), "--format", output], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as reading:
        assert reading.stdout
        assert reading.stderr
        assert reading.stdout.readline()
        reading.stdout.close()
        assert reading.stderr.read() == b""
    assert reading.returncode == 1


@pytest.mark.parametrize("letters", ["latin-1", "ascii"])
def test_a_terminal_with_few_letters_is_told_all_the_same(letters: str) -> None:
    env = {**os.environ, "PYTHONIOENCODING": letters}
    text = subprocess.run([*BARE, str(PLAN)], capture_output=True, env=env, check=False)
    assert (text.returncode, text.stderr) == (1, b"")
    assert b"Matriz del plan de acci" in text.stdout
    told = subprocess.run([*BARE, str(PLAN), "--format", "json"], capture_output=True, env=env, check=False)
    assert (told.returncode, told.stderr) == (1, b"")
    assert json.loads(told.stdout.decode("utf-8"))["documents"][0]["layout"]


def test_a_name_with_bytes_that_are_no_letters_is_told(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"plan-acci\xf3n.csv")
    file.write_text(CLEAN, encoding="utf-8")
    told = subprocess.run([*BARE, str(file), "--format", "json"], capture_output=True, check=False)
    assert (told.returncode, told.stderr) == (0, b"")
    assert json.loads(told.stdout)["documents"][0]["source"]["file"] == file.name
    assert subprocess.run([*BARE, str(file)], capture_output=True, check=False).stderr == b""


def test_of_many_findings_alike_the_first_are_told_and_how_many_are_left(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(CLEAN + "".join(f"{at};Hacer {at};;Hechas;no{at}\n" for at in range(2, 102)), encoding="utf-8")
    some = subprocess.run([*BARE, str(file)], capture_output=True, check=False)
    every = subprocess.run([*BARE, str(file), "--all"], capture_output=True, check=False)
    told = subprocess.run([*BARE, str(file), "--format", "json"], capture_output=True, check=False)
    assert some.returncode == every.returncode == told.returncode == 1
    assert "Y 80 hallazgos más como estos; con --all se muestran todos." in " ".join(some.stdout.decode().split())
    assert "«no50»" not in some.stdout.decode()
    assert "«no50»" in every.stdout.decode()
    assert b"--all" not in every.stdout
    (document,) = json.loads(told.stdout)["documents"]
    assert sum("no" in str(each["facts"]) for each in document["findings"]) >= 100
