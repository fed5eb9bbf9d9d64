"""Marks of Markdown and of simple HTML inside a text: what a reader of the page sees, without them."""

import html
import re

_BREAK = re.compile(r"(?<![ \t])[ \t]*+(?:<br ?/?>|</?p(?: [^<>]*)?>|</li>)[ \t\n]*", re.IGNORECASE)
_LIST = re.compile(r"<(ol|ul)(?: [^<>]*)?>(.*?)(?:</\1>|\Z)", re.IGNORECASE | re.DOTALL)
_ITEM = re.compile(r"<li(?: [^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:b|strong|i|em|u|small|big|sup|sub|span|font|s|del|ins|mark|code|div|center|p|ol|ul|li)(?: [^<>]*)?/?>",
    re.IGNORECASE,
)
_STRESSED = re.compile(r"(?<!\\)(\*\*\*|\*\*|__)(?!\s)(.{1,20000}?)(?<![\s\\])\1", re.DOTALL)
_SLANTED = re.compile(r"(?<![\w\\*])([*_])(?![\s*_])([^*_\n]+?)(?<![\s\\])\1(?![\w*])")
_LINK = re.compile(r"(?<![\\!])\[([^\[\]]+)\]\((?:[^()\s]+)(?: \"[^\"]*\")?\)")
_ESCAPED = re.compile(r"\\([$*_#\[\]()<>{}.!+`~|&-])")
_STRAY = re.compile(r"(?<!\\)\*\*")


def seen(text: str) -> str:
    """The text as it is seen: no marks of stress, no tags, entities and escapes resolved, one line for each break and
    each item of an HTML list, which keeps its number."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _LIST.sub(_listed, text)))
    if "*" in text or "_" in text:
        text = _SLANTED.sub(r"\2", _STRAY.sub("", _STRESSED.sub(r"\2", text)))
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    if "&" in text:
        text = html.unescape(text)
    return "\n".join(line for line in (part.strip() for part in text.split("\n")) if line)


def is_stressed(text: str) -> bool:
    """Whether a whole line stands between marks of bold, or opens or closes with them where the line was wrapped."""
    marks = _STRAY.findall(text)
    if len(marks) == 1:
        return text.startswith("**") or text.endswith("**")
    found = _STRESSED.fullmatch(text)
    return found is not None and "**" not in found[2]


def _listed(found: re.Match[str]) -> str:
    """The items of a list, each on a line; those of an ordered list with their numbers, if they do not say them."""
    kind, inside = found[1].lower(), found[2]
    if _ITEM.search(inside):
        items = [part.strip() for part in _ITEM.split(inside) if part.strip()]
        numbered = kind == "ol" and not re.match(r"\d+[.)]", items[0])
        lines = [f"{at}. {item}" if numbered else item for at, item in enumerate(items, 1)]
    else:
        lines = _counted(inside)
    return "\n" + "\n".join(lines) + "\n"


def _counted(text: str) -> list[str]:
    """A running text cut before "1.", "2.", "3." as long as they count on."""
    lines, start, number = [], 0, 1
    while found := re.compile(rf"(?:(?<=\s)|\A){number}\.\s+(?=\S)").search(text, start):
        if number > 1:
            lines.append(text[start : found.start()].strip())
        elif before := text[: found.start()].strip():
            lines.append(before)
        start, number = found.start(), number + 1
    return [*lines, text[start:].strip()]
