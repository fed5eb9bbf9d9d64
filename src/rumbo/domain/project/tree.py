"""The trees of a project: what its narrative already says of the problem, and which cause each objective answers.

All of it is proposed with the words it comes from; a person settles it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rumbo.domain.project.sheet import Passage
from rumbo.domain.project.wording import likeness

ALIKE = 40
"""From this likeness on, an objective is proposed as the positive of a cause."""
TOLD_IN = ("paragraph", "item")
_QUOTED = re.compile(r"problema\s+central\b[^\"“«]{0,60}[\"“«]([^\"”»]+)[\"”»]", re.IGNORECASE)
_STATED = re.compile(r"problema\s+central\s+(?:es|consiste\s+en)\s+(?:que\s+)?([^.\"“«]+)\.", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚÑ¿¡])")
_MEASURED = re.compile(r"\d\s*%|\d,\d|\bpor ciento\b")


def problem_told(passages: Iterable[Passage]) -> str:
    """The central problem where a narrative states it ("el problema central es…", quoted or not); empty where not."""
    for text in _texts(passages):
        if found := _QUOTED.search(text) or _STATED.search(text):
            return found.group(1).strip()
    return ""


def magnitude_told(passages: Iterable[Passage]) -> str:
    """The sentences of a narrative that measure the problem: those with a percentage or a decimal."""
    sentences = (sentence for text in _texts(passages) for sentence in _SENTENCE.split(text))
    return " ".join(sentence.strip() for sentence in sentences if _MEASURED.search(sentence))


def pairs_proposed(objectives: Sequence[str], causes: Sequence[str]) -> dict[int, int]:
    """For each objective the cause that it resembles most, the most alike first and no cause twice, by position."""
    ranked = sorted(
        (-likeness(objective, cause), at, place)
        for at, objective in enumerate(objectives)
        for place, cause in enumerate(causes)
    )
    pairs: dict[int, int] = {}
    for score, at, place in ranked:
        if -score >= ALIKE and at not in pairs and place not in pairs.values():
            pairs[at] = place
    return pairs


def referred(place: int, numbers: Sequence[str]) -> str:
    """How a sheet refers to one of a list in print: by its own number where each has one of its own, else by its place
    in the list, counted from 1."""
    return numbers[place] if _numbered(numbers) else str(place + 1)


def meant(reference: str, numbers: Sequence[str], texts: Sequence[str]) -> int | None:
    """The place in a list of what a printed reference means, by its number, its place or its own words; None where it
    means nothing there."""
    told = _level(reference)
    ways = (list(numbers) if _numbered(numbers) else [str(place) for place in range(1, len(texts) + 1)], texts)
    return next((at for way in ways for at, each in enumerate(way) if told and _level(each) == told), None)


def _numbered(numbers: Sequence[str]) -> bool:
    return all(numbers) and len({_level(number) for number in numbers}) == len(numbers)


def _level(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .;:")


def _texts(passages: Iterable[Passage]) -> Iterator[str]:
    return (passage.text for passage in passages if passage.kind in TOLD_IN)
