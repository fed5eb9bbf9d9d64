"""SVG as text: elements with escaped attributes and whole numbers for coordinates."""

from collections.abc import Iterable
from html import escape
from textwrap import wrap

INK = "#1b2a3f"
DEEP = "#004884"
PALE = "#dbe5f3"
FONT = "Work Sans, Arial, sans-serif"


def element(tag: str, content: str = "", **attributes: str | int) -> str:
    """One element; `font_size` becomes font-size."""
    told = "".join(f' {name.replace("_", "-")}="{escape(str(value))}"' for name, value in attributes.items())
    return f"<{tag}{told}>{content}</{tag}>"


def words(text: str, **attributes: str | int) -> str:
    """A text element in the colour of the document."""
    return element("text", escape(text), **{"font_family": FONT, "fill": INK, **attributes})


def words_in_lines(lines: tuple[str, ...], leading: int, **attributes: str | int) -> str:
    """One text in several lines below each other: whoever hears or copies it has it whole."""
    first, *others = map(escape, lines)
    below = (element("tspan", line, x=attributes["x"], dy=leading) for line in others)
    return element("text", " ".join((first, *below)), **{"font_family": FONT, "fill": INK, **attributes})


def wrapped(text: str, longest: int, most: int = 2) -> tuple[str, ...]:
    """A label in lines of so many letters, broken between words; what does not fit in the last one is cut there."""
    lines = wrap(text, longest, max_lines=most, placeholder="…") or [text]
    return tuple(lines)


def drawing(width: int, height: int, alt: str, pieces: Iterable[str]) -> bytes:
    """The whole picture, its words in `<title>`."""
    told = element("title", escape(alt)) + "".join(pieces)
    space = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {height}", "role": "img"}
    return element("svg", told, **space, width=width, height=height).encode()
