"""The variables that a formula in words names: (Solicitudes atendidas / Solicitudes recibidas) × 100 names two.

What stands between the signs of a formula is the name of a variable, unless it is a number. This is a proposal: a
person says which variable of the entity each one is.
"""

import re

from rumbo.domain.indicators.formula import names_in
from rumbo.domain.indicators.parsing import NotUnderstood, TooLarge, parse_formula
from rumbo.domain.indicators.sheet import Variable

MOST, LONGEST = 20, 300
_SIGNS = re.compile(r"[+*/×·∗÷∕−^()\[\]{};=Σ∑]|\s[-–]\s|\s[xX]\s")
_NUMBER = re.compile(r"(?:(?:x|por)\s*)?\d+(?:[.,]\d+)*\s*(?:%|por ciento)?|%|x|por", re.IGNORECASE)
_ASKS = re.compile(r"[¿?¡!:<>|#@]")
_FUNCTIONS = ("suma", "sumatoria", "promedio", "media")


def named_variables(formula: str) -> tuple[Variable, ...]:
    """A variable for each name of a formula, V1 first; none where the formula would still not be understood."""
    bare = formula.split("=", 1)[1] if formula.count("=") == 1 else formula
    pieces = (" ".join(piece.split()).strip(" .,:") for piece in _SIGNS.split(bare))
    named: dict[str, str] = {}
    for piece in filter(_is_name, pieces):
        named.setdefault(piece.casefold(), piece)
    names = list(named.values())
    if not names or len(names) > MOST or _is_sentence(names):
        return ()
    plain = all(name.isidentifier() for name in names)
    found = tuple(Variable(name if plain else f"V{number}", name) for number, name in enumerate(names, start=1))
    try:
        node = parse_formula(formula, {each.code: each.name for each in found})
    except (NotUnderstood, TooLarge):
        return ()
    return found if {each.code for each in found} >= set(names_in(node)) else ()


def _is_name(piece: str) -> bool:
    if not piece or _NUMBER.fullmatch(piece) or piece.casefold() in _FUNCTIONS:
        return False
    return not _ASKS.search(piece) and len(piece) <= LONGEST


def _is_sentence(names: list[str]) -> bool:
    """Whether what stands there alone is said in sentences; "Solicitudes vencidas" alone is a variable."""
    return len(names) == 1 and any(sign in names[0] for sign in ",.;")
