"""When a sentence promises: how often, and in which part of the year.

"Trimestralmente", "en el mes" and "nivel mínimo mensual" say how often; "plan anual" and "estrategia anual" are names.
"""

import re

from rumbo.layouts.outline.patterns import level
from rumbo.notation import dates

MONTHS = dates.MONTHS["es"]
_STRETCHES = {"mes": 1, "bimestre": 2, "trimestre": 3, "cuatrimestre": 4, "semestre": 6}
_STEMS = {"mensual": 1, "bimestral": 2, "trimestral": 3, "cuatrimestral": 4, "semestral": 6, "anual": 12}
_KEYS = {months: stem for stem, months in _STEMS.items()}
_ORDINALS = {
    **dict.fromkeys(("primer", "primero", "1er", "i", "1°", "1º"), 1),
    **dict.fromkeys(("segundo", "2do", "ii", "2°", "2º"), 2),
    **dict.fromkeys(("tercer", "tercero", "3er", "iii", "3°", "3º"), 3),
    **dict.fromkeys(("cuarto", "4to", "iv", "4°", "4º"), 4),
}
_NUMBERS = {"dos": 2, "tres": 3, "cuatro": 4, "seis": 6, "2": 2, "3": 3, "4": 4, "6": 6, "12": 12, "doce": 12}
_STEM = "|".join(_STEMS)
_MONTH = "|".join((*MONTHS, "setiembre"))
_ADVERB = re.compile(rf"\b({_STEM})mente\b")
_EACH = re.compile(
    r"\b(?:cada|al|por|en el|durante el|mes a) (mes|bimestre|trimestre|cuatrimestre|semestre|ano)\b(?! de )"
)
_EACH_MANY = re.compile(rf"\bcada ({'|'.join(_NUMBERS)}) meses\b")
_OF_RESULT = re.compile(
    r"\b(?:cumplimiento|avance|nivel|minim[oa]|maxim[oa]|meta|ejecucion|promedio|medicion|seguimiento|reporte|"
    rf"frecuencia|periodicidad|indicador|tasa|porcentaje|forma|manera) ({_STEM})\b"
)
_PLURAL = re.compile(rf"\b({_STEM})es\b")
_BEHIND = re.compile(rf"\s*,?\s*({_STEM})(?:es)?\b")
_SPAN = re.compile(
    rf"(?P<between>entre\s+(?:el\s+)?(?:\d+\s+de\s+)?)?\b(?P<first>{_MONTH})\s*(?:de\s+20\d\d\s*)?"
    rf"(?P<to>-|–|\ba\b|\bal\b|\bhasta\b|\by\b)\s*(?:el\s+)?(?:\d+\s+de\s+)?(?P<last>{_MONTH})\b"
)
_PART = re.compile(
    rf"\b(?P<which>{'|'.join(map(re.escape, _ORDINALS))}|ultimo)\s+"
    r"(?P<stretch>bimestre|trimestre|cuatrimestre|semestre)"
)
_ONE = re.compile(rf"\b(?:en|durante|en el mes de|durante el mes de) (?P<month>{_MONTH})\b")


def periodicity_of(sentence: str, end: int, percent: bool) -> str:
    """The key of the periodicity that a sentence says ("mensual"), `end` being where its amount ends; empty when it
    says none or two."""
    text = level(sentence)
    said = {_STEMS[found[1]] for pattern in (_ADVERB, _OF_RESULT) for found in pattern.finditer(text)}
    said |= {_STRETCHES.get(found[1], 12) for found in _EACH.finditer(text)}
    said |= {_NUMBERS[found[1]] for found in _EACH_MANY.finditer(text)}
    if behind := _BEHIND.match(text, end):
        said.add(_STEMS[behind[1]])
    if percent and not said:
        said |= {_STEMS[found[1]] for found in _PLURAL.finditer(text)}
    return _KEYS[said.pop()] if len(said) == 1 else ""


def months_of(sentence: str) -> tuple[int | None, int | None]:
    """The first and last month of the part of the year that a sentence names; (None, None) for none, or several."""
    text = level(sentence)
    found = [*_spans(text), *_parts(text)]
    if not found:
        found = [(_number(each["month"]), _number(each["month"])) for each in _ONE.finditer(text)]
    return found[0] if len(set(found)) == 1 else (None, None)


def _spans(text: str) -> list[tuple[int, int]]:
    spans = [
        (_number(each["first"]), _number(each["last"]))
        for each in _SPAN.finditer(text)
        if each["to"] != "y" or each["between"]
    ]
    return [(first, last) for first, last in spans if first <= last]


def _parts(text: str) -> list[tuple[int, int]]:
    parts = []
    for each in _PART.finditer(text):
        size = _STRETCHES[each["stretch"]]
        which = 12 // size if each["which"] == "ultimo" else _ORDINALS[each["which"]]
        if which * size <= 12:
            parts.append(((which - 1) * size + 1, which * size))
    return parts


def _number(month: str) -> int:
    return 9 if month == "setiembre" else MONTHS.index(month) + 1
