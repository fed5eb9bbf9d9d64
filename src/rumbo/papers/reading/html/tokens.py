"""The tags and texts of a page, in time that only grows with its size.

The rules are those of the standard of HTML (section 13.2.5, tokenization) as far as they decide what a reader sees:
where a tag ends although a ">" stands in a value, comments, and the elements whose content is no markup.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_NAME = re.compile(r"</?+([a-zA-Z][^\s/>]*+)")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(=?[^\s/>=]++|=)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>(?![\"'])[^\s>]*+)))?+"
)
_TAG_END = re.compile(r"[\s/]*+>")
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "select"))


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a page: a text (`name` is ""), or a tag with its attributes (`ends` for an end tag). The content of
    an element that holds no markup is the `text` of its start tag."""

    name: str = ""
    text: str = ""
    ends: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def tokens(page: str) -> Iterator[Token]:
    """The pieces of a page, in order. A tag that the end of the page cuts is none."""
    position = 0
    while (start := page.find("<", position)) >= 0:
        if start > position:
            yield Token(text=unescape(page[position:start]))
        if name := _NAME.match(page, start):
            token, position = _tag(page, name)
            if token is None:
                return
            yield token
        elif page.startswith(("<!", "<?", "</"), start):
            position = _after_comment(page, start)
        else:
            yield Token(text="<")
            position = start + 1
    if position < len(page):
        yield Token(text=unescape(page[position:]))


def _after_comment(page: str, start: int) -> int:
    mark = "-->" if page.startswith("<!--", start) else ">"
    end = page.find(mark, start + 2)
    return len(page) if end < 0 else end + len(mark)


def _tag(page: str, name: re.Match[str]) -> tuple[Token | None, int]:
    """The tag that begins with a name, and where it ends; None when the page ends before it does."""
    position, attributes = name.end(), dict[str, str]()
    while not (end := _TAG_END.match(page, position)):
        found = _ATTRIBUTE.match(page, position)
        if not found:
            return None, len(page)
        value = found["double"] or found["single"] or found["bare"] or ""
        attributes.setdefault(found[1].lower(), unescape(value))
        position = found.end()
    ends, lowered = page[name.start() + 1] == "/", name[1].lower()
    if ends or lowered not in _RAW:
        return Token(lowered, "", ends, attributes), end.end()
    inside = re.compile(rf"</{lowered}(?=[\s/>])", re.IGNORECASE).search(page, end.end())
    stop = inside.start() if inside else len(page)
    return Token(lowered, page[end.end() : stop], False, attributes), stop
