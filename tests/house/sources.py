"""The project's own files, as the house tests read them."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "rumbo"
WAIVERS: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "tests" / "house" / "waivers.yaml").read_text())


@cache
def project_files() -> tuple[Path, ...]:
    """What git holds or would hold; without git, everything that is not plainly made by a machine."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not {".venv", "var", "__pycache__"} & set(path.parts)]
    return tuple(path for path in paths if path.is_file())


def files(folder: Path, *suffixes: str, vendored: bool = False) -> list[Path]:
    """The project's files under a folder, without what others wrote unless asked."""
    return [
        path
        for path in project_files()
        if path.is_relative_to(folder)
        and path.suffix in suffixes
        and (vendored or "vendor" not in path.parts)
        and "migrations" not in path.parts
    ]


def named(path: Path) -> str:
    """The path as a person of the project writes it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The module as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=named(path))


@dataclass(frozen=True)
class Place:
    """A node of a module."""

    path: Path
    node: ast.AST

    def __str__(self) -> str:
        return f"{named(self.path)}:{getattr(self.node, 'lineno', 0)}"


def nodes(folder: Path) -> Iterator[Place]:
    """Every node of every module under a folder."""
    for path in files(folder, ".py"):
        for node in ast.walk(tree(path)):
            yield Place(path, node)
