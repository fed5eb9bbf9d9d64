"""Write docs/findings: one page per code a check may answer with, from the sentences declared beside its rule.

python -m docs.build_findings
"""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import rumbo
from rumbo.findings import Sentences, Severity, declared

FOLDER = Path(__file__).resolve().parent / "findings"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
MEANING = {
    Severity.ERROR: "error: stops approval",
    Severity.WARNING: "warning: asks for a decision",
    Severity.NOTICE: "notice: only informs",
}


def declared_codes() -> dict[str, Sentences]:
    """Every declared code, after importing everything that may declare one."""
    for module in walk_packages(rumbo.__path__, "rumbo."):
        if not module.name.startswith("rumbo.config.") and ".migrations" not in module.name:
            import_module(module.name)
    return declared()


def pages() -> dict[str, str]:
    """Page by file name, the index included."""
    codes = declared_codes()
    return {"README.md": _index(codes), **{f"{code}.md": _page(found) for code, found in codes.items()}}


def _index(codes: dict[str, Sentences]) -> str:
    rows = "\n".join(f"| [{code}]({code}.md) | {found.severity} | {found.title} |" for code, found in codes.items())
    return (
        "# Findings\n\nWhat a check may say, one page per code. Written by `make pages` from the sentences that stand "
        f"beside each rule; the words are those a person reads.\n\n| code | severity | title |\n|---|---|---|\n{rows}\n"
    )


def _page(found: Sentences) -> str:
    facts = sorted(set(PLACEHOLDER.findall(found.title + found.what + found.why + found.how)))
    lines = [f"# {found.code}", f"**{found.title}** ({MEANING[found.severity]})"]
    lines += [f"- What is wrong: {found.what}", f"- Why it matters: {found.why}", f"- How to go on: {found.how}"]
    if facts:
        lines.append("Filled in from the finding: " + ", ".join(f"`{name}`" for name in facts) + ".")
    if found.source:
        lines.append(f"Source: {found.source}")
    return "\n\n".join(lines).replace("\n\n- ", "\n- ").replace("\n- ", "\n\n- ", 1) + "\n"


def main() -> None:
    """Write what changed, take away what is no longer declared."""
    FOLDER.mkdir(exist_ok=True)
    wanted = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    django.setup()
    main()
