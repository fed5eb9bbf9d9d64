"""What the marks that people leave in place of a value mean; they are different things and stay so."""

import re
from enum import StrEnum

from rumbo.notation.folding import folded


class Nothing(StrEnum):
    """Blank says nothing at all; the others say why there is no value."""

    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    NO_DATA = "no_data"
    NOT_PROGRAMMED = "not_programmed"


_MEANINGS = {
    Nothing.BLANK: ("", "-", "--", "---", "–", "—", "_"),
    Nothing.NOT_APPLICABLE: ("n/a", "na", "noaplica", "noaplicable", "n/aplica"),
    Nothing.NO_DATA: ("n/d", "nd", "s/d", "sd", "#n/a", "nodisponible", "nohaydato", "sindato", "sindatos"),
    Nothing.NOT_PROGRAMMED: ("np", "n/p", "noprogramado", "noprogramada", "sinprogramacion"),
}
_BY_TEXT = {text: meaning for meaning, texts in _MEANINGS.items() for text in texts}
_ASIDE = re.compile(r"[\s.:]")


def meaning_of(text: str | None) -> Nothing | None:
    """Which nothing a cell says; None when it says something. Case, accents, spaces and dots do not count."""
    return _BY_TEXT.get(_ASIDE.sub("", folded(text or "")))
