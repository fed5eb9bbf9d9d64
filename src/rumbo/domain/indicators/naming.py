"""The variables that a formula in words names: (Solicitudes atendidas / Solicitudes recibidas) × 100 names two.

What stands between the signs of a formula is the name of a variable, unless it is a number. This is a proposal: a
person says which variable of the entity each one is.
"""

import re
from dataclasses import replace

from rumbo.domain.indicators.formula import names_in
from rumbo.domain.indicators.parsing import NotUnderstood, TooLarge, parse_formula
from rumbo.domain.indicators.sheet import IndicatorSheet, Variable

MOST, LONGEST, SYMBOL = 20, 300, 40
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


def with_symbols(sheet: IndicatorSheet) -> IndicatorSheet:
    """The sheet with every variable under a code that a formula can use, in its formula too; where it lists none, with
    those that its formula names."""
    if not sheet.variables:
        return replace(sheet, variables=named_variables(sheet.formula))
    taken: set[str] = set()
    variables, formula = list[Variable](), sheet.formula
    for number, each in enumerate(sheet.variables, start=1):
        symbol = _symbol(each.code, number, taken)
        taken.add(symbol.casefold())
        variables.append(replace(each, code=symbol))
    renamed = {each.code: now.code for each, now in zip(sheet.variables, variables, strict=True) if each.code}
    for code in sorted(renamed, key=len, reverse=True):
        if code != renamed[code]:
            formula = formula.replace(code, renamed[code])
    return replace(sheet, formula=formula, variables=tuple(variables))


def _symbol(code: str, number: int, taken: set[str]) -> str:
    wanted = re.sub(r"\W+", "_", code.strip()).strip("_")[:SYMBOL]
    if not wanted.isidentifier():
        wanted = f"V{number}"
    while wanted.casefold() in taken:
        wanted = f"{wanted[: SYMBOL - 2]}_{number}"
    return wanted
