"""Elements of a page that no reader sees: hidden ones, and those whose content is for programs."""

import re
from dataclasses import dataclass

from rumbo.papers.reading.html.tokens import Token

_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_VOID = frozenset(("base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
# Elements that end without an end tag: at the next of the same kind, or where what holds them ends.
_SELF_ENDING = {
    "td": {"td", "th", "tr", "table", "tbody", "thead", "tfoot"},
    "th": {"td", "th", "tr", "table", "tbody", "thead", "tfoot"},
    "tr": {"tr", "table", "tbody", "thead", "tfoot"},
    "li": {"li", "ul", "ol"},
    "p": {"p", "div", "td", "th", "li", "table", "h1", "h2", "h3", "h4", "ul", "ol"},
}


def is_hidden(token: Token) -> bool:
    """Whether a start tag hides what it holds."""
    attributes = token.attributes
    return "hidden" in attributes or ("style" in attributes and _HIDING.search(attributes["style"]) is not None)


@dataclass(slots=True)
class Skipping:
    """The way to the end of an element that is left out."""

    name: str = ""
    depth: int = 0

    def begin(self, name: str) -> bool:
        """Leaves an element out from here on; False when it holds nothing anyway."""
        if name in _VOID:
            return False
        self.name, self.depth = name, 1
        return True

    def takes(self, token: Token) -> bool:
        """Whether a piece still belongs to the element left out."""
        if not self.name:
            return False
        if token.name == self.name and not (self.name in _SELF_ENDING and not token.ends):
            self.depth += -1 if token.ends else 1
            if self.depth == 0:
                self.name = ""
            return True
        if self.depth == 1 and token.name in _SELF_ENDING.get(self.name, ()):
            self.name = ""
            return False
        return True
