"""The guide says what the screens say: every text it quotes is a text of the interface, and every picture is used."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

from tests.house.sources import ROOT, SRC

GUIDE = ROOT / "docs" / "guia"
QUOTED = re.compile(r"«([^»]+)»")
HOLE = re.compile(r"%\(\w+\)s|\{\w+\}")
ENOUGH = 12
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)


def test_every_text_the_guide_quotes_is_on_a_screen() -> None:
    shown = _texts()
    patterns = [re.compile(".+".join(map(re.escape, HOLE.split(text)))) for text in shown if _tells_with_holes(text)]
    unknown = {
        f"{page.name}: «{quoted}»"
        for page in sorted(GUIDE.glob("*.md"))
        for quoted in _quoted(page)
        if quoted not in shown and not any(pattern.fullmatch(quoted) for pattern in patterns)
    }
    assert not unknown


def test_every_picture_of_the_guide_is_used() -> None:
    used = {name for page in GUIDE.glob("*.md") for name in re.findall(r"\(imagenes/([^)]+)\)", _read(page))}
    assert {path.name for path in (GUIDE / "imagenes").iterdir()} == used


def _tells_with_holes(text: str) -> bool:
    """Whether a text with holes still says enough to be known by: not «{plan}, {period}», which is like any other."""
    return bool(HOLE.search(text)) and len(re.findall(r"\w", HOLE.sub("", text))) >= ENOUGH


def _texts() -> set[str]:
    """Every text that may stand on a screen, as its source says it."""
    with (SRC / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        messages = [message.id for message in read_po(file) if message.id]
    return {text for each in messages for text in ([each] if isinstance(each, str) else each)}


def _quoted(page: Path) -> set[str]:
    """What stands in angular quotes; a quote may run over the end of a line."""
    return {" ".join(text.split()) for text in QUOTED.findall(CODE.sub("", _read(page)))}


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8")
