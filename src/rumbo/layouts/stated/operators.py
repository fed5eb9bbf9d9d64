"""How a promised amount is held: "al menos", "máximo en", "no inferior a", "o más", before the number or after it."""

import re

from rumbo.domain.plan.stated import Operator

_FILLING = (
    r"(?:\s+(?:en|con|el|la|los|las|un|una|de|del|al|a|que|nivel|plazo|termino|cumplimiento|avance|"
    r"diari[oa]|semanal|mensual|bimestral|trimestral|cuatrimestral|semestral|anual)){0,5}\W*$"
)
_BEFORE = (
    (
        Operator.AT_LEAST,
        r"al menos|por lo menos|cuando menos|como minimo|(?<!salario )minim[oa]|minimamente|no menos del?|"
        r"no (?:sea |ser |podra ser )?(?:inferior|menor)(?:es)?|(?:mayor|superior)(?:es)? o igual(?:es)?|"
        r"igual(?:es)? o (?:mayor|superior)(?:es)?|>=|≥",
    ),
    (
        Operator.AT_MOST,
        r"a lo sumo|como maximo|maxim[oa]|maximo dentro|a mas tardar|no mas de|no mas del|"
        r"no (?:sea |ser |podra ser )?(?:superior|mayor)(?:es)?|(?:menor|inferior)(?:es)? o igual(?:es)?|"
        r"igual(?:es)? o (?:menor|inferior)(?:es)?|sin (?:exceder|superar|pasar)|no (?:exced|super)\w+|<=|≤|"
        r"(?:menos|por debajo) del?|inferior(?:es)?|menor(?:es)? (?:al?|que)|<",
    ),
    (Operator.EQUAL, r"exactamente|ni mas ni menos que"),
)
_AFTER = (
    (Operator.AT_LEAST, r"como minimo|minimo|o mas|por lo menos|al menos"),
    (Operator.AT_MOST, r"como maximo|maximo|o menos|a lo sumo"),
)
_OF_TIME = re.compile(r"(?:dias|horas|meses|semanas|minutos)(?:\s+(?:habiles|calendario|laborales|corridos))?$")
_WITHIN = re.compile(r"\bdentro de(?: los| las)?\s*(?:primer[oa]s\s*)?$")
_FOUND_BEFORE = tuple((operator, re.compile(rf"(?:^|\W)(?:{words}){_FILLING}")) for operator, words in _BEFORE)
_FOUND_AFTER = tuple((operator, re.compile(rf"\s*[,(]?\s*(?:{words})\b")) for operator, words in _AFTER)


def operator_at(text: str, start: int, end: int) -> Operator | None:
    """The operator of the number that stands from `start` to `end` (its unit included) in a levelled text."""
    head, tail = re.split(r"[;.:]\s", text[:start])[-1], text[end:]
    for operator, pattern in _FOUND_BEFORE:
        if pattern.search(head):
            return operator
    for operator, pattern in _FOUND_AFTER:
        if pattern.match(tail):
            return operator
    within = _WITHIN.search(head) and _OF_TIME.search(text[start:end])
    return Operator.AT_MOST if within else None
