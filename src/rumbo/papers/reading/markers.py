"""The number or sign that a line begins with when somebody typed it: "5.1.", "a)", "✓"."""

import re

_MARKER = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*(?:\.[)-]?|\)|\.?-)(?=[^\W\d_]|\s)"  # 5.1. 5) 5.- and 7.Relación
    r"|\d{1,2}(?:\.\d{1,2})+(?=\s+[^\W\d_])"  # 5.1 Antecedentes
    r"|(?:[a-zA-Z]|[ivx]{1,4})\)(?=\s)"  # a) ii)
    r"|[•●▪◦‣✓✔➢➤►■□☐☑☒·](?=\s*\S)"
    r"|[-–—*+](?=\s+\S))"
)
_DEEP = re.compile(r"\d+")
_SIGNS = "-*+·●▪◦‣–—"


def split_marker(text: str) -> tuple[str, str]:
    """The marker of a line and what follows it; "" where it has none. Signs that only draw a dot become "•"."""
    found = _MARKER.match(text)
    if not found or not text[found.end() :].strip():
        return "", text
    marker = found[0]
    return ("•" if marker in _SIGNS else marker), text[found.end() :].lstrip()


def depth_of(marker: str) -> int:
    """How deep a number stands: "5." is 1 and "5.1." is 2; any other marker is 1."""
    return max(len(_DEEP.findall(marker)), 1)
