"""The contracts of pyproject.toml hold; the domain stays with the standard library and without float or clock."""

import ast
import subprocess
import sys

from tests.house.sources import ROOT, SRC, Place, nodes

FORBIDDEN_IN_DOMAIN = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "timezone.now"}
OUTSIDE_WORLD = {"asyncio", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "socket",
                 "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib"}  # fmt: skip


def test_every_contract_between_floors_is_kept() -> None:
    lint = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert lint.returncode == 0, lint.stdout + lint.stderr
    assert "0 broken" in lint.stdout


def test_the_domain_imports_the_standard_library_only() -> None:
    allowed = sys.stdlib_module_names - OUTSIDE_WORLD
    strangers = [
        f"{place}: {name}"
        for place in nodes(SRC / "domain")
        for name in _imported(place)
        if name.split(".")[0] not in allowed and not name.startswith(("rumbo.domain", "rumbo.findings"))
    ]
    assert not strangers


def test_the_domain_has_no_float() -> None:
    floats = [
        str(place)
        for place in nodes(SRC / "domain")
        if (isinstance(place.node, ast.Constant) and isinstance(place.node.value, float))
        or (isinstance(place.node, ast.Name) and place.node.id == "float")
    ]
    assert not floats


def test_the_domain_has_no_clock() -> None:
    clocks = [
        str(place)
        for place in nodes(SRC / "domain")
        if isinstance(place.node, ast.Attribute) and ast.unparse(place.node) in FORBIDDEN_IN_DOMAIN
    ]
    assert not clocks


def _imported(place: Place) -> list[str]:
    if isinstance(place.node, ast.Import):
        return [alias.name for alias in place.node.names]
    if isinstance(place.node, ast.ImportFrom):
        return [place.node.module or "."]
    return []
