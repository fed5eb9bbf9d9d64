"""Several entries in one cell: between line ends or semicolons, numbered, coded, or known names simply in a row."""

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from typing import TypeVar

from rumbo.notation.folding import folded, words_of

Found = TypeVar("Found")
_NUMBER = re.compile(r"(?:(?<=\s)|^)(?P<mark>[0-9]{1,2})[.)]\s+(?=\S)")
_CODE = re.compile(r"(?:(?<=\s)|(?<=[;,])|^)(?P<mark>[A-ZÑ]{1,5}[ -]?[0-9]{1,3})\s*:\s*(?=\S)")
_BULLET = re.compile(r"^\s*[-•·*–▪►✓]\s+")
_BETWEEN = re.compile(r"[\n;]")
_SMALL = frozenset(["y", "e", "o", "u", "de", "del", "la", "las", "el", "los", "en", "a", "al", "para", "por", "con"])


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a cell: its text, and the list number ("2.") or code ("O10") written before it."""

    text: str
    number: int | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """The known names found in a text, in its order and as they are known, and the pieces that are none."""

    names: tuple[str, ...]
    remainder: tuple[str, ...]


def split_entries(text: str) -> tuple[Entry, ...]:
    """The entries of a cell. Numbers count as list numbers only when the first stands at the beginning and each next
    is one more; codes only when the first stands at the beginning."""
    text = text.strip()
    if codes := _codes(text):
        return tuple(Entry(piece, code=mark) for mark, piece in _cut(text, codes))
    if numbers := _numbers(text):
        return tuple(Entry(piece, number=int(mark)) for mark, piece in _cut(text, numbers))
    pieces = (_BULLET.sub("", piece.strip()).strip(" ,") for piece in _BETWEEN.split(text))
    return tuple(Entry(piece) for piece in pieces if piece)


def split_known(text: str, names: Iterable[str]) -> Split:
    """Takes apart names written one after another, by the longest known name at each word; case, accents, marks and
    small words ("y", "de") do not count."""
    known = _by_words(names)
    longest = max(map(len, known), default=0)
    words = [word for word in words_of(text) if word[0] not in _SMALL]
    found: list[str] = []
    left: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            name = known.get(tuple(word for word, _, _ in words[at : at + size]))
            if name is not None:
                found.append(name)
                at += size
                break
        else:
            _leave(left, words[at], adjoining=bool(left) and at > 0 and left[-1][1] == words[at - 1][2])
            at += 1
    return Split(tuple(dict.fromkeys(found)), tuple(text[start:end] for start, end in left))


def names_in_a_row(
    text: str, find: Callable[[str], Found | None], aside: Container[str] = ()
) -> list[tuple[str, Found]]:
    """The names that make up a text one after another, as written, the longest first at each word, each with what
    `find` knows of it; nothing when a word is left over that is not one of those put `aside` (folded)."""
    words, found, at = text.split(), list[tuple[str, Found]](), 0
    while at < len(words):
        for end in range(len(words), at, -1):
            part = " ".join(words[at:end]).strip(" ,")
            if (known := find(part)) is not None:
                found.append((part, known))
                at = end
                break
        else:
            if folded(words[at]) not in aside:
                return []
            at += 1
    return found


def _by_words(names: Iterable[str]) -> dict[tuple[str, ...], str]:
    known: dict[tuple[str, ...], str] = {}
    for name in names:
        words = tuple(word for word, _, _ in words_of(name) if word not in _SMALL)
        if words:
            known.setdefault(words, name)
    return known


def _leave(left: list[tuple[int, int]], word: tuple[str, int, int], *, adjoining: bool) -> None:
    """Adds a word to what is left, joined to the word before it where that was left too."""
    _, start, end = word
    if adjoining:
        left[-1] = (left[-1][0], end)
    else:
        left.append((start, end))


def _codes(text: str) -> list[re.Match[str]]:
    codes = list(_CODE.finditer(text))
    return codes if codes and codes[0].start() == 0 else []


def _numbers(text: str) -> list[re.Match[str]]:
    """The marks of a numbered list: the first at the beginning, each next one more."""
    numbers: list[re.Match[str]] = []
    for found in _NUMBER.finditer(text):
        if (numbers and int(found["mark"]) == int(numbers[-1]["mark"]) + 1) or (not numbers and found.start() == 0):
            numbers.append(found)
    return numbers


def _cut(text: str, marks: list[re.Match[str]]) -> list[tuple[str, str]]:
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    pieces = ((mark["mark"], text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True))
    return [(mark, " ".join(piece.split()).strip(" ;,")) for mark, piece in pieces]
