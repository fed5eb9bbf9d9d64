"""Every code a check may answer with has its sentences and its page, and no other code is ever said."""

import ast
import re

from docs.build_findings import declared_codes, pages
from tests.house.sources import ROOT, SRC, nodes

PLACEHOLDER = re.compile(r"\{([^}]*)\}")


def test_every_code_says_what_why_and_how() -> None:
    for code, sentences in declared_codes().items():
        assert re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)+", code), code
        for text in (sentences.title, sentences.what, sentences.why, sentences.how):
            assert text.strip(), f"{code} lacks a sentence"
            assert all(name.isidentifier() for name in PLACEHOLDER.findall(text)), f"{code}: placeholders are named"


def test_no_finding_has_a_code_that_nobody_declared() -> None:
    declared = declared_codes()
    said = {
        place.node.args[0].value: str(place)
        for floor in sorted(SRC.iterdir())
        if floor.name != "faces"  # which show findings and find nothing; the kit's gallery shows invented ones
        for place in nodes(floor)
        if isinstance(place.node, ast.Call)
        and ast.unparse(place.node.func).split(".")[-1] in {"Finding", "CheckResult"}
        and place.node.args
        and isinstance(place.node.args[0], ast.Constant)
    }
    assert not {code: where for code, where in said.items() if code not in declared}


def test_every_code_has_its_page_and_the_pages_are_fresh() -> None:
    folder = ROOT / "docs" / "findings"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert written == pages(), "run `make pages`"
