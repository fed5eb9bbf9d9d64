"""Write docs/checks.md: the rules of a plan by their number, the codes that speak for each, where they stand, where
they are asked and which cases show them.

python -m docs.build_checks
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from docs.build_findings import declared_codes

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "checks.md"
SRC, CASES = ROOT / "src" / "rumbo", ROOT / "tests" / "cases"
RULES: Mapping[str, dict[str, Any]] = yaml.safe_load((ROOT / "docs" / "checks.yaml").read_text(encoding="utf-8"))
"""Each rule in a few words, and its codes: whole, or how they begin."""
WHERE = (
    (
        "domain/checks/documents/across",
        "several documents together (`rumbo read a b`, on the screen of documents); records in force side by side",
    ),
    ("domain/checks/documents/risks", "drafts of risk maps; live maps; before they are proposed and approved"),
    ("domain/checks/documents/", "drafts of strategic and institutional plans; their live versions"),
    ("domain/checks/execution", "drafts of a budget execution"),
    ("domain/checks/spending", "live projects and live versions of plans, beside the execution; before publishing"),
    ("domain/checks/rounds", "open rounds of follow-up"),
    ("domain/checks/processes", "live processes"),
    ("domain/checks/registered", "plans of action in force against the records of the entity"),
    ("domain/checks/published", "before publishing"),
    ("domain/checks/changed", "two versions read together; a live version against the one before; before publishing"),
    ("domain/checks/norms", "every draft; live records of every kind; before publishing"),
    ("domain/checks/", "drafts of plans and follow-ups; live versions; before publishing"),
    ("domain/project/", "drafts of project sheets; live projects; before they are declared viable"),
    ("domain/indicators/", "drafts of indicator sheets; live sheets"),
    ("domain/risk/", "drafts of risk maps; live maps"),
    ("domain/annualization/", "drafts of strategic plans; live versions; before publishing"),
    ("domain/measurement/rollup", "live versions; before publishing"),
    ("domain/measurement/", "a report that was handed in; rounds; before their follow-up is published"),
    ("domain/followup/", "a report, when it is handed in"),
    ("apps/", "the action itself, which refuses"),
)
"""Where the rules of a folder are asked; the first that fits."""


def codes_of(rule: str) -> list[str]:
    """The declared codes of a rule."""
    return [code for code in declared_codes() if code.startswith(tuple(RULES[rule]["codes"]))]


def homes() -> dict[str, str]:
    """The file that declares each code, below src/rumbo."""
    found: dict[str, str] = {}
    for path in sorted(SRC.rglob("*.py")):
        for code in re.findall(r'Sentences\(\s*(?:code=)?"([a-z0-9_.]+)"', path.read_text(encoding="utf-8")):
            found[code] = path.relative_to(SRC).as_posix()
    return found


def shown() -> dict[str, set[str]]:
    """The files of cases that name each code."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(CASES.rglob("*.yaml")):
        name = path.relative_to(ROOT / "tests").as_posix()
        for code in set(re.findall(r"\b[a-z]+\.[a-z_]+\b", path.read_text(encoding="utf-8"))):
            found[code].add(name)
    return found


def _rows() -> Iterator[str]:
    files, cases, codes = homes(), shown(), declared_codes()
    for rule, told in RULES.items():
        for code in codes_of(rule):
            home = files.get(code, "")
            where = next((text for start, text in WHERE if home.startswith(start)), "")
            named = sorted(cases.get(code, ()))
            severity = codes[code].severity.value
            page = f"[{code}](findings/{code}.md)"
            yield f"| {rule} {told['says']} | {page} | {severity} | `{home}` | {where} | {', '.join(named)} |"


def page() -> str:
    """The page, which a test keeps true."""
    return (
        "# The rules of a plan\n\nEach rule by its number, the codes that speak for it, its file, where it "
        "is asked and the cases that show it. Written by `make pages` from the code; nothing here is kept by hand.\n\n"
        "| rule | code | severity | file below src/rumbo | where it is asked | cases below tests |\n"
        "|---|---|---|---|---|---|\n" + "\n".join(_rows()) + "\n"
    )


def cases_by_outcome() -> dict[str, dict[str, Any]]:
    """The cases of the files whose entries are finds, passes and not_made, by code."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for path in sorted(CASES.rglob("*.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        for code, case in told.items() if isinstance(told, dict) else ():
            if isinstance(case, dict) and {"finds", "passes"} & case.keys():
                for kind in ("finds", "passes", "not_made"):
                    found[code].setdefault(kind, []).extend(case.get(kind, ()))
    return found


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    django.setup()
    main()
