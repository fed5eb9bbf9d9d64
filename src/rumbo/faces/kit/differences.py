"""Two texts beside each other, word by word: what went and what came."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")


def marked_differences(old: str, new: str) -> tuple[SafeString, SafeString]:
    """The old text with what went in `<del>`, and the new one with what came in `<ins>`."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    went: list[SafeString] = []
    came: list[SafeString] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            went.append(format_html("{}", "".join(before[a:b])))
            came.append(format_html("{}", "".join(after[c:d])))
            continue
        if b > a:
            went.append(format_html("<del>{}</del>", "".join(before[a:b])))
        if d > c:
            came.append(format_html("<ins>{}</ins>", "".join(after[c:d])))
    return _joined(went), _joined(came)


def _joined(pieces: list[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))
