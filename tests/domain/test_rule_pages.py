"""The pages of docs/rules say what the rules and their cases say today."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_rule_pages_are_fresh() -> None:
    spec = importlib.util.spec_from_file_location("build_rules", DOCS / "build_rules.py")
    assert spec is not None
    assert spec.loader is not None
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    pages = builder.pages()
    stored = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "rules").glob("*.md")}
    assert stored == pages, "run: python docs/build_rules.py"
