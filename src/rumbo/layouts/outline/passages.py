"""Passages of running text: what each kind is printed as, and what a text of a document is as a passage.

A source or a note is printed behind its word, and a picture by its caption; the words are no part of the passage.
"""

import re
from typing import Any

from rumbo.papers.document import Picture
from rumbo.papers.pictures import sized
from rumbo.papers.raw import Piece
from rumbo.papers.reading.text_blocks import classified

KINDS = {
    Piece.PARAGRAPH: "paragraph",
    Piece.HEADING: "paragraph",
    Piece.ITEM: "item",
    Piece.PICTURE: "picture",
    Piece.NOTE: "note",
}
"""What a passage of running text calls each kind of block."""
WORDS = {"note": "Nota", "source": "Fuente", "picture": "Imagen"}
KIND_WORDS = {
    "paragraph": ("párrafo",),
    "item": ("viñeta", "ítem"),
    "picture": ("imagen",),
    "source": ("fuente",),
    "note": ("nota",),
}
"""What a person calls each kind."""
WIDEST_MM, TALLEST_MM, PIXELS_A_MM = 130, 150, 4
"""How large a photograph is printed at most, and how many of its pixels a millimetre shows at least."""
_SAID = {
    "source": re.compile(r"fuentes?\s*[:.]\s*", re.IGNORECASE),
    "note": re.compile(r"notas?\s*[:.]\s*", re.IGNORECASE),
    "picture": re.compile(r"imagen\s*:\s*", re.IGNORECASE),
}


def understood(piece: Piece, text: str) -> tuple[str, str]:
    """The kind of a text as a passage, and the text without the word that says it."""
    for kind, word in _SAID.items():
        if piece is not Piece.ITEM and (found := word.match(text)):
            return kind, text[found.end() :]
    return KINDS[piece], text


def spoken(kind: str, text: str) -> str:
    """The text of a passage that is no item, as printed."""
    if kind == "picture" and classified(text)[0] is Piece.PICTURE:
        return text
    return f"{WORDS[kind]}: {text}" if kind in WORDS else text


def photograph(content: bytes, passage: Any) -> Picture:
    """The picture of a passage above its caption, as large as it is sharp and a page has room. ValueError for bytes
    that are no PNG or JPEG."""
    known = sized(content)
    if known is None:
        raise ValueError(passage.text)
    across = min(WIDEST_MM, known.width // PIXELS_A_MM, TALLEST_MM * known.width // known.height)
    caption = spoken(passage.kind, passage.text) if passage.text else ""
    return Picture(known.media_type, content, passage.text or WORDS["picture"], max(across, 1), caption)
