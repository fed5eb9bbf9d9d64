"""What a counted amount is of: the noun behind the number, and what belongs to it for lengths of time."""

import re

_NOUN = re.compile(r"\s*[)\"”»]?\s*([^\W\d_]{2,})")
_QUALIFIED = {
    "dias": ("habiles", "calendario", "laborales", "corridos"),
    "horas": ("habiles", "laborales"),
    "puntos": ("porcentuales",),
    "metros": ("cuadrados", "cubicos", "lineales"),
}
_NO_NOUN = frozenset(
    (
        *("de", "del", "en", "y", "e", "o", "u", "a", "al", "para", "por", "con", "que", "se", "su"),
        *("sus", "como", "minimo", "maximo", "segun", "los", "las", "el", "la", "cada", "mas", "menos", "sobre"),
    )
)


def unit_after(sentence: str, text: str, at: int) -> tuple[str, int]:
    """The unit that stands right after a position, as written, and where it ends; empty where there is none."""
    noun = _NOUN.match(text, at)
    if noun is None or noun[1] in _NO_NOUN:
        return "", at
    end = noun.end()
    beside = _NOUN.match(text, end)
    if beside and beside[1] in _QUALIFIED.get(noun[1], ()):
        end = beside.end()
    return " ".join(sentence[noun.start(1) : end].split()), end
