"""Tables of Markdown (GitHub's form): rows between pipes under a line of dashes."""

import itertools
import re

_RULE = re.compile(r" {0,3}\|?[ ]*+:?-++:?[ ]*+(?:\|[ ]*+:?-++:?[ ]*+)*\|?[ ]*+")
_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_STRESSED = re.compile(r"(\*\*|__)(?!\s)(.{1,20000}?)(?<!\s)\1", re.DOTALL)


def pipe_lines(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of the lines that are rows of a Markdown table, and of the lines of dashes that are no rows."""
    if "|" not in text:
        return frozenset(), frozenset()
    lines = text.split("\n")
    rows: set[int] = set()
    rules: set[int] = set()
    for index in range(1, len(lines)):
        if _is_rule(lines[index]) and _PIPE.search(lines[index - 1]) and index not in rows:
            rules.add(index + 1)
            rows.add(index)
            rows.update(_body(lines, index + 1))
    return frozenset(rows), frozenset(rules)


def pipe_cells(line: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The cells of a row of a Markdown table and the character each begins at, from 0."""
    bars = [found.end() - 1 for found in _PIPE.finditer(line)]
    bounds = [-1, *bars, len(line)]
    if not line[: bounds[1]].strip():
        bounds.pop(0)
    if len(bounds) > 2 and not line[bounds[-2] + 1 :].strip():
        bounds.pop()
    spans = [(start + 1, end) for start, end in itertools.pairwise(bounds)]
    return tuple(_shown(line[start:end]) for start, end in spans), tuple(start for start, _ in spans)


def _is_rule(line: str) -> bool:
    return "|" in line and "-" in line and _RULE.fullmatch(line) is not None


def _body(lines: list[str], index: int) -> list[int]:
    body = []
    while index < len(lines) and "|" in lines[index] and lines[index].strip():
        body.append(index + 1)
        index += 1
    return body


def _shown(cell: str) -> str:
    """A cell as a reader of the page sees it: breaks, escapes and stress marks resolved."""
    stressed = _STRESSED.sub(r"\2", cell.strip())
    return _ESCAPED.sub(r"\1", _BREAK.sub("\n", stressed))
