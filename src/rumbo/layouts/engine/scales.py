"""Amounts that a document does not write in pesos: "cifras en millones de pesos"."""

import re

from rumbo.findings import Sentences, Severity, declare, marked
from rumbo.layouts.engine.folding import folded

SCALED = declare(
    Sentences(
        "table.scaled",
        Severity.WARNING,
        marked("Las cifras no están en pesos"),
        marked("El documento dice «{text}»: las cifras se leyeron multiplicadas por {times}."),
        marked("Leídas tal como están, la entidad tendría mil o un millón de veces menos."),
        marked("Compare una cifra con el original; si alguna columna ya está en pesos, dígalo en su encabezado."),
    )
)
LONGEST = 200
_SCALES = {"miles de millones": 10**9, "millones": 10**6, "miles": 10**3}
_WORDS = "(miles de millones|millones|miles)"
_SCALE = re.compile(
    r"(?:\b(?:cifras|valores|pesos|montos|datos|expresad[oa]s?|presentad[oa]s?) (?:\w+ ){0,3}?(?:en )?|^en )"
    rf"{_WORDS}\b|\b{_WORDS}(?: de)?(?: pesos)?$"
)


def scale_of(text: str) -> int:
    """How many pesos the amounts are that a text announces: "cifras en millones de pesos"."""
    found = _SCALE.search(folded(text)) if len(text) <= LONGEST else None
    return _SCALES[found[1] or found[2]] if found else 1


def says_pesos(header: str) -> bool:
    """Whether a header says that its amounts are in pesos, whatever the titles say."""
    return "pesos" in folded(header).split() and scale_of(header) == 1
