"""Labels and names as they are compared: folded as everywhere, and further without signs and doubled blanks."""

import re
import unicodedata
from functools import lru_cache

from rumbo.notation import folding

_NOT_A_WORD = re.compile(r"[^a-z0-9%#]+")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """The text without case, accents and signs: "Nº", "FECHA  INICIO:" and "Fecha inicio" fold alike where they should.

    "%" and "#" stay, for a header may be nothing else. Here ñ is n, for many a header was typed without it.
    """
    plain = folding.folded(unicodedata.normalize("NFKC", text)).replace("ñ", "n")
    return _NOT_A_WORD.sub(" ", plain).strip()


def unbracketed(text: str) -> str:
    """The text without what it says between brackets: "META (número)" is "META"."""
    return _BRACKETS.sub(" ", text).strip() or text
