"""Sentences of a project compared as a person compares them: without case, accents, signs or endings.

Two forms of one word ("metropolitano", "metropolitana") count as one, and so do two sentences that share nearly all
their words; what differs in more than that is another sentence.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
STEM = 6
NEARLY = 80
SMALL = frozenset(
    [
        "de",
        "la",
        "el",
        "los",
        "las",
        "y",
        "o",
        "en",
        "a",
        "del",
        "al",
        "para",
        "con",
        "por",
        "que",
        "un",
        "una",
        "se",
        "su",
        "lo",
    ]
)


@lru_cache(maxsize=8192)
def stems(text: str) -> tuple[str, ...]:
    """The beginnings of the words of a text, small words left out."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(letter))
    return tuple(word[:STEM] for word in _WORD.findall(bare) if word not in SMALL)


def likeness(one: str, other: str) -> int:
    """How many of the words of two sentences they share, 0 to 100."""
    first, second = set(stems(one)), set(stems(other))
    return 200 * len(first & second) // (len(first) + len(second)) if first and second else 0


def same(one: str, other: str) -> bool:
    """Whether two sentences say the same in nearly the same words."""
    return likeness(one, other) >= NEARLY


def nearest(text: str, others: Sequence[str]) -> str:
    """The sentence that shares most words with a text; empty where none shares any."""
    best = max(others, key=lambda other: likeness(text, other), default="")
    return best if likeness(text, best) else ""


def without_match(texts: Iterable[str], others: Sequence[str]) -> list[int]:
    """The positions of the sentences that none of the others says, each of which may stand for one sentence only where
    the other list is as long."""
    return [at for at, text in enumerate(texts) if not any(same(text, other) for other in others)]
