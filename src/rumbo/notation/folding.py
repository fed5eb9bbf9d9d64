"""Texts compared as a person compares them: without case, accents or marks."""

import re
import unicodedata

_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """Lower case without accents; ñ stays apart from n, for it is another letter."""
    kept = text.casefold().replace("ñ", "\0").replace("n\u0303", "\0")
    bare = "".join(letter for letter in unicodedata.normalize("NFD", kept) if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare).replace("\0", "ñ")


def words_of(text: str) -> list[tuple[str, int, int]]:
    """The folded words of a text, each with where it begins and ends in it."""
    return [(folded(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]
