"""Lists that Word numbers itself: bullets, and items whose printed numbers follow one another."""

import re
from collections.abc import Sequence

BULLETS = 1
FORMS = {"1.": ("decimal", "%1."), "1)": ("decimal", "%1)"), "a.": ("lowerLetter", "%1."), "a)": ("lowerLetter", "%1)")}
_ITEM = re.compile(r"(\d{1,3}|[a-z])([.)]) (?=\S)(.*)", re.DOTALL)
_LEVEL = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="425" w:hanging="283"/></w:pPr></w:lvl>'
)


class Lists:
    """The lists of one document; each counted one is a numbering of its own, so that it begins where it begins."""

    def __init__(self) -> None:
        self._counted: list[tuple[str, int]] = []

    def counted(self, items: Sequence[str]) -> tuple[int, tuple[str, ...]] | None:
        """The numbering of items that carry numbers in sequence, and the items without them; None for others."""
        found = [_ITEM.fullmatch(item) for item in items]
        taken = [each for each in found if each]
        if not taken or len(taken) < len(found):
            return None
        first = taken[0]
        form = f"{'1' if first[1].isdigit() else 'a'}{first[2]}"
        start = _count(first[1])
        expected = [f"{_written(start + at, form)}{form[1]}" for at in range(len(taken))]
        if [f"{each[1]}{each[2]}" for each in taken] != expected or any(
            each[3].startswith(mark) for each, mark in zip(taken, expected, strict=True)
        ):
            return None
        self._counted.append((form, start))
        return BULLETS + len(self._counted), tuple(each[3] for each in taken)

    def part(self, opening: str) -> str:
        """numbering.xml, which begins with the opening of its root."""
        kinds = [("bullet", "•"), *FORMS.values()]
        abstract = "".join(
            f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="singleLevel"/>'
            f"{_LEVEL.format(form=form, text=text)}</w:abstractNum>"
            for at, (form, text) in enumerate(kinds)
        )
        order = list(FORMS)
        counted = "".join(
            f'<w:num w:numId="{BULLETS + at}"><w:abstractNumId w:val="{order.index(form) + 1}"/>'
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for at, (form, start) in enumerate(self._counted, 1)
        )
        bullets = f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
        return f"{opening}{abstract}{bullets}{counted}</w:numbering>"


def _count(written: str) -> int:
    return int(written) if written.isdigit() else ord(written) - ord("a") + 1


def _written(count: int, form: str) -> str:
    return str(count) if form[0] == "1" else chr(ord("a") + count - 1)
