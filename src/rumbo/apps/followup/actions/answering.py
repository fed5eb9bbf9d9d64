"""What an answer must be before it is kept, and before it is signed: findings, each with what to do.

A draft may be incomplete but must fit: numbers in their columns, texts by the text rule. A signed answer is complete
for what its target reports, and what looks odd in it is justified.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rumbo.apps.followup.bridge import NUMBERS, TEXTS, AnswerData, Asked
from rumbo.apps.plans.models import ReportKind
from rumbo.domain.followup.justifying import NOTHING_KNOWN, Odd, Weighed, to_justify
from rumbo.domain.followup.parts import COLUMNS, NARRATIVE, Part
from rumbo.domain.numbers import Quantity
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text, fits_in_cell, refused_characters

LARGEST = 2**63 - 1
ZERO = Quantity(0)


def _error(code: str, title: str, what: str, why: str, how: str, severity: Severity = Severity.ERROR) -> Sentences:
    return declare(Sentences(f"answer.{code}", severity, title, what, why, how))


VALUE_MISSING = _error(
    "value_missing",
    marked("Falta el avance"),
    marked("El reporte no trae el avance del periodo."),
    marked("Sin un valor no se puede saber cuánto se cumplió; vacío no es lo mismo que cero."),
    marked("Escriba el avance, aunque sea cero, o indique que no aplica y por qué."),
)
RATIO_INCOMPLETE = _error(
    "ratio_incomplete",
    marked("Falta el numerador o el denominador"),
    marked("Este indicador se reporta con numerador y denominador, y falta uno de los dos."),
    marked("El porcentaje se calcula con los dos, y ambos quedan a la vista de quien revisa."),
    marked("Escriba los dos números."),
)
ZERO_DENOMINATOR = _error(
    "zero_denominator",
    marked("Denominador cero"),
    marked("El denominador es cero."),
    marked("No se puede dividir por cero; si en el periodo no hubo casos que atender, no hay porcentaje que calcular."),
    marked("Corrija el denominador, o indique que no aplica y explique que no hubo casos."),
)
NEGATIVE = _error(
    "negative_value",
    marked("Número negativo"),
    marked("El avance trae un número menor que cero."),
    marked("Un numerador, un denominador o un porcentaje no pueden ser negativos."),
    marked("Escriba el valor sin signo. Para corregir un periodo anterior, hable con la oficina de planeación."),
)
TOO_LARGE = _error(
    "value_too_large",
    marked("Número demasiado grande"),
    marked("El avance trae un número que no cabe en el sistema."),
    marked("Suele ser un punto de miles leído como parte del número, o un valor en pesos en lugar de miles."),
    marked("Revise las cifras y la unidad de medida."),
)
NO_REASON = _error(
    "reason_missing",
    marked("Falta decir por qué no aplica"),
    marked("Se marcó que el periodo no aplica, sin la razón."),
    marked("Sin la razón nadie puede distinguir lo que no aplica de lo que no se hizo."),
    marked("Explique en una o dos frases por qué la meta no aplica en este periodo."),
)
NO_NARRATIVE = _error(
    "narrative_missing",
    marked("Falta el avance cualitativo"),
    marked("El reporte no cuenta qué se hizo en el periodo."),
    marked("El número dice cuánto; la descripción y los soportes permiten comprobarlo."),
    marked("Describa qué se hizo, con quién y qué resultó."),
)
PART_MISSING = _error(
    "part_missing",
    marked("Falta una parte del reporte"),
    marked("La parte «{label}» está vacía."),
    marked("La entidad la pide en todos los reportes del periodo."),
    marked("Escriba lo que corresponda; si no hubo nada que contar, dígalo en una frase."),
)
NO_MILESTONES = _error(
    "no_milestones",
    marked("La meta no tiene hitos"),
    marked("El plan dice que esta meta se reporta por hitos, pero no le programó ninguno."),
    marked("Sin hitos con su peso no hay con qué calcular el avance."),
    marked("Pida a la oficina de planeación que complete los hitos en una nueva versión del plan."),
)
UNKNOWN_MILESTONE = _error(
    "unknown_milestone",
    marked("El hito no es de esta meta"),
    marked("El reporte marca un hito que la meta no tiene."),
    marked("Solo cuentan los hitos que el plan aprobó para la meta."),
    marked("Vuelva a abrir el reporte y marque los hitos que se muestran."),
)
MILESTONE_LATER = _error(
    "milestone_after_period",
    marked("Hito cumplido después del periodo"),
    marked("El hito «{title}» tiene como fecha de cumplimiento el {day}, después del último día del periodo."),
    marked("En cada periodo cuentan los hitos cumplidos hasta su último día; los demás se reportan en el siguiente."),
    marked("Corrija la fecha, o deje el hito para el próximo reporte."),
)
REFUSED_CHARACTERS = _error(
    "refused_characters",
    marked("Caracteres que no se pueden guardar"),
    marked("El texto trae caracteres invisibles que no se aceptan: {characters}."),
    marked("Suelen llegar al copiar de otro programa y dañan los archivos que se publican."),
    marked("Bórrelos, o copie el texto primero en un editor sencillo y de allí al reporte."),
)
TEXT_TOO_LONG = _error(
    "text_too_long",
    marked("Texto demasiado largo"),
    marked("Un texto del reporte tiene {length} caracteres; caben {most}."),
    marked("Cada texto se publica en una celda de hoja de cálculo, que no admite más."),
    marked("Resuma el texto y adjunte el detalle como soporte."),
)


def cleaned(answer: AnswerData) -> AnswerData:
    """The answer with its texts after the text rule."""
    texts: dict[str, Any] = {name: clean_text(getattr(answer, name)) for name in TEXTS}
    parts = {key: said for key, text in answer.parts.items() if (said := clean_text(text))}
    return replace(answer, parts=parts, **texts)


def settled(answer: AnswerData, kind: str) -> AnswerData:
    """The answer with nothing that its kind of report does not ask for, as it is signed."""
    if answer.not_applicable:
        return replace(
            answer, quantity=None, numerator=None, denominator=None, percentage=None, done=None, milestones={}
        )
    kept = {
        ReportKind.QUANTITY: ("quantity",),
        ReportKind.RATIO: ("numerator", "denominator"),
        ReportKind.PERCENTAGE: ("percentage",),
        ReportKind.DONE: ("done",),
        ReportKind.MILESTONES: (),
    }[ReportKind(kind)]
    dropped: dict[str, Any] = {name: None for name in (*NUMBERS, "done") if name not in kept}
    milestones = answer.milestones if kind == ReportKind.MILESTONES else {}
    return replace(answer, milestones=milestones, not_applicable_reason="", **dropped)


def unfit(answer: AnswerData, milestones: Mapping[str, str]) -> list[Finding]:
    """What keeps an answer from being kept at all, even as a draft."""
    findings = []
    for text in (*(getattr(answer, name) for name in TEXTS), *answer.parts.values()):
        if refused := refused_characters(text):
            findings.append(_finding(REFUSED_CHARACTERS, characters=", ".join(refused)))
        if not fits_in_cell(text):
            findings.append(_finding(TEXT_TOO_LONG, length=len(text), most=32_767))
    numbers = [number for name in NUMBERS if (number := getattr(answer, name)) is not None]
    if any(abs(number.units) > LARGEST for number in numbers):
        findings.append(_finding(TOO_LARGE))
    if set(answer.milestones) - set(milestones):
        findings.append(_finding(UNKNOWN_MILESTONE))
    return findings


def answer_findings(answer: AnswerData, asked: Asked) -> list[Finding]:
    """What keeps an answer from being signed, whatever reasons are given."""
    if answer.not_applicable:
        return [] if answer.not_applicable_reason.strip() else [_finding(NO_REASON)]
    return [*_value(answer, asked), *_words(answer, asked.parts)]


def reasons_asked(answer: AnswerData, asked: Asked, weighed: Weighed = NOTHING_KNOWN) -> tuple[Finding, ...]:
    """What is asked about an answer that could be signed; that the period does not apply has its reason already."""
    if answer.not_applicable:
        return ()
    odd = Odd(
        kind=asked.kind,
        annualization=asked.annualization,
        quantity=answer.quantity,
        quantity_before=asked.quantity_before,
        percentage=answer.percentage,
        percentage_before=asked.percentage_before,
    )
    return to_justify(odd, weighed)


def _words(answer: AnswerData, parts: Sequence[Part]) -> Iterator[Finding]:
    """What must be told in words and is not."""
    for part in parts:
        told = getattr(answer, part.key) if part.key in COLUMNS else answer.parts.get(part.key, "")
        if part.required and not told.strip():
            if part.key == NARRATIVE:
                yield _finding(NO_NARRATIVE)
            else:
                yield _finding(PART_MISSING, label=part.label, key=part.key)


def _value(answer: AnswerData, asked: Asked) -> Sequence[Finding]:
    """The checks of the value, by what the target reports."""
    if asked.kind == ReportKind.RATIO:
        return _ratio(answer)
    if asked.kind == ReportKind.MILESTONES:
        return _milestones(answer, asked)
    if asked.kind == ReportKind.DONE:
        return [] if answer.done is not None else [_finding(VALUE_MISSING)]
    if asked.kind == ReportKind.PERCENTAGE:
        if answer.percentage is None:
            return [_finding(VALUE_MISSING)]
        return [_finding(NEGATIVE)] if answer.percentage < ZERO else []
    return [] if answer.quantity is not None else [_finding(VALUE_MISSING)]


def _ratio(answer: AnswerData) -> Sequence[Finding]:
    if answer.numerator is None and answer.denominator is None:
        return [_finding(VALUE_MISSING)]
    if answer.numerator is None or answer.denominator is None:
        return [_finding(RATIO_INCOMPLETE)]
    if answer.denominator == ZERO:
        return [_finding(ZERO_DENOMINATOR)]
    return [_finding(NEGATIVE)] if min(answer.numerator, answer.denominator) < ZERO else []


def _milestones(answer: AnswerData, asked: Asked) -> Sequence[Finding]:
    """No milestone done is an answer: a reported zero."""
    if not asked.milestones:
        return [_finding(NO_MILESTONES)]
    late = ((uid, day) for uid, day in answer.milestones.items() if day > asked.last_day)
    return [_finding(MILESTONE_LATER, title=asked.milestones[uid], day=day.isoformat()) for uid, day in late]


def _finding(sentences: Sentences, **facts: str | int) -> Finding:
    return Finding(sentences.code, sentences.severity, facts=facts)
