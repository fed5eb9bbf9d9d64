"""The links between our documents lead somewhere."""

import re
from pathlib import Path

from tests.house.sources import ROOT, named, project_files

LINK = re.compile(r"(?<!\\)\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)|<img[^>]+src=\"([^\"]+)\"")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)


def test_every_link_leads_somewhere() -> None:
    dead = [
        f"{named(path)} -> {target}"
        for path in project_files()
        if path.suffix == ".md" and "vendor" not in path.parts and path.is_relative_to(ROOT)
        for target in _targets(path)
        if not _alive(path, target)
    ]
    assert not dead


def _targets(path: Path) -> list[str]:
    text = CODE.sub("", path.read_text(encoding="utf-8"))
    found = (first or second for first, second in LINK.findall(text))
    return [target for target in found if not re.match(r"[a-z]+:", target)]


def _alive(path: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    page = (path.parent / name) if name else path
    if not page.exists():
        return False
    return not anchor or page.suffix != ".md" or anchor in _anchors(page)


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+\s+(.+?)\s*$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
