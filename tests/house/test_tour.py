"""What the tour and the recipes name still stands where they say."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.house.sources import ROOT, named, tree

LINK = re.compile(r"\[`[^`]+`\]\(([^)#]*src/[^)#]+)\)")
NAME = re.compile(r"`([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)(?:\([^`]*\))?`")
PAGES = (ROOT / "docs" / "tour.md", *sorted((ROOT / "docs" / "add").glob("*.md")))
# Words of declarations and of Python, which no module of ours defines.
WORDS = {"int", "gettext", "marked", "required", "supporting", "names", "fields", "extends", "kind", "key", "catalogue"}
WORDS |= {"examples", "verified", "corroborated", "unverified", "about.yaml", "entries.csv"}


@cache
def names_in(path: Path) -> frozenset[str]:
    """What a module or a folder of modules defines; a module counts by its own name too."""
    modules = [path] if path.suffix == ".py" else list(path.rglob("*.py")) if path.is_dir() else []
    return frozenset().union(*map(_defined, modules)) if modules else frozenset()


def _defined(path: Path) -> set[str]:
    found = {path.stem}
    for node in ast.walk(tree(path)):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                found.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
    return found


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_name_is_defined_in_a_file_that_its_page_links_to(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    linked = [(page.parent / target).resolve() for target in LINK.findall(text)]
    assert linked
    assert [str(path) for path in linked if not path.exists()] == []
    known = frozenset().union(*map(names_in, linked))
    said = {name for name in NAME.findall(LINK.sub(" ", text)) if name not in WORDS}
    assert {name for name in said if not known.issuperset(name.split("."))} == set()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_name_of_a_link_is_defined_in_its_file(page: Path) -> None:
    for name, target in re.findall(r"\[`([A-Za-z_]\w*)`\]\(([^)]+\.py)\)", page.read_text(encoding="utf-8")):
        assert name in names_in((page.parent / target).resolve()), f"{name} is not in {target}"
