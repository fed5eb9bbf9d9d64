"""Small counts written in words: "cinco actividades", "veintidós indicadores"."""

from rumbo.notation.folding import folded

_FIRST = (
    *("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"),
    *("trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno"),
    *("veintidos", "veintitres", "veinticuatro", "veinticinco", "veintiseis", "veintisiete", "veintiocho"),
    *("veintinueve", "treinta"),
)
COUNT_WORDS: dict[str, int] = {word: value for value, word in enumerate(_FIRST)} | {"una": 1, "un": 1, "veintiuna": 21}
"""The counts up to thirty by their word, as `folded` leaves it."""


def count_in_words(text: str) -> int | None:
    """The count that a text writes in one word; None when it writes none."""
    return COUNT_WORDS.get(folded(text))
