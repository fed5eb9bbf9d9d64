"""What may be right in an answer but is usually a slip or a delay: it is asked why, and the reason stays with it.

Low or very high results, progress without money and a level that goes the other way are asked about as public follow-up
systems do (SISPP of Bogotá, rule RN-CUL-003: justification below the good range and above 125 %; and the questions that
their review asks of progress without obligations). The thresholds are the entity's, dated: `under_alert` and
`over_alert` of `rumbo.domain.measurement.settings`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rumbo.domain.budget.amounts import printed_pesos
from rumbo.domain.numbers import QUANTITY_UNITS, Money, Quantity, shown_points
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.findings.types import Fact

RISING = frozenset({"increasing", "increasing_no_baseline", "capacity"})
FALLING = frozenset({"decreasing", "reduction"})
ZERO, ONE, HUNDRED = Quantity(0), Quantity(QUANTITY_UNITS), Quantity(100 * QUANTITY_UNITS)
ALERTS = "SISPP (Bogotá), regla RN-CUL-003"


def _asked(code: str, title: str, what: str, why: str, how: str, source: str = "") -> Sentences:
    return declare(Sentences(f"answer.{code}", Severity.WARNING, title, what, why, how, source=source))


LEVEL_MOVED_BACK = _asked(
    "level_moved_back",
    marked("El nivel retrocede"),
    marked("El periodo anterior se reportó {before} y ahora {now}: la meta va en el otro sentido."),
    marked("En esta meta cada reporte dice el nivel alcanzado, no lo hecho en el periodo; confundirlos es frecuente."),
    marked("Si reportó solo lo del periodo, escriba el nivel acumulado. Si de verdad retrocedió, explique por qué."),
)
NEGATIVE_QUANTITY = _asked(
    "negative_quantity",
    marked("Cantidad menor que cero"),
    marked("Se reportó {now}, una cantidad menor que cero."),
    marked("En un periodo no se hace menos que nada: o sobra el signo, o se descuenta algo que antes se contó de más."),
    marked("Quite el signo; si corrige lo ya reportado, diga en la justificación qué periodo corrige y por qué."),
)
OVER_HUNDRED = _asked(
    "percentage_over_hundred",
    marked("Más del 100 %"),
    marked("El avance reportado es de {now} %, más de lo que la meta pedía en el año."),
    marked("Puede ser cierto, pero con frecuencia es un error de escala o una meta mal formulada."),
    marked("Revise el número; si es correcto, justifíquelo."),
)
SCALE_SUSPECT = _asked(
    "percentage_scale",
    marked("¿Porcentaje o proporción?"),
    marked("Se reportó {now} %, menos del uno por ciento."),
    marked("Quien escribe 0,3 suele querer decir 30 %; la diferencia es de cien veces."),
    marked("Escriba 30 para treinta por ciento; si de verdad es menos del uno por ciento, justifíquelo."),
)
LOW = _asked(
    "result_low",
    marked("Resultado bajo"),
    marked("Con este reporte la meta va en {percent} de lo que debía llevar; el umbral de la entidad es {limit}."),
    marked("Un atraso así se explica y se atiende; a veces es una cifra en otra escala o solo una parte de lo hecho."),
    marked("Revise la cifra. Si es correcta, explique en la justificación qué pasó y cómo se va a recuperar."),
    ALERTS,
)
HIGH = _asked(
    "result_high",
    marked("Muy por encima de la meta"),
    marked("Con este reporte la meta del año va en {percent}; el umbral de la entidad es {limit}."),
    marked("Suele ser una meta subestimada, una escala equivocada o algo que se contó dos veces."),
    marked("Revise la cifra. Si es correcta, explique en la justificación por qué se superó tanto la meta."),
    ALERTS,
)
WITHOUT_MONEY = _asked(
    "progress_without_money",
    marked("Hay avance y no se ha ejecutado dinero"),
    marked("La meta avanza y su proyecto no tiene obligaciones de sus {budget}, al corte del {cut}."),
    marked("Puede hacerse con gestión, donación o cofinanciación, o el gasto está por registrar: es una pregunta."),
    marked("Diga en la justificación con qué recursos se hizo, o que el gasto está por registrar."),
)


QUESTIONS = (LEVEL_MOVED_BACK, NEGATIVE_QUANTITY, OVER_HUNDRED, SCALE_SUSPECT, LOW, HIGH, WITHOUT_MONEY)
"""Everything that is asked about an answer."""


@dataclass(frozen=True, slots=True)
class Odd:
    """An answer as it is looked at: the kind and the rule of its target, what it says and what the period before said.
    Quantities of a target's own unit; percentages in points."""

    kind: str
    annualization: str
    quantity: Quantity | None = None
    quantity_before: Quantity | None = None
    percentage: Quantity | None = None
    percentage_before: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """What was given to what a target belongs to and what was obligated of it, at a cut (ISO day)."""

    definitive: Money
    obligated: Money
    cut: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a target comes to with an answer: `due` is the part of what was due at the cut-off, `year` of the whole year
    (figures of 10⁻¹², None where there is none), each with its threshold; `spent` where the budget is known."""

    due: int | None = None
    year: int | None = None
    under: int | None = None
    over: int | None = None
    advances: bool = False
    spent: Spent | None = None


NOTHING_KNOWN = Weighed()


def to_justify(answer: Odd, weighed: Weighed = NOTHING_KNOWN) -> tuple[Finding, ...]:
    """What somebody has to give the reason of."""
    return (*_of_quantity(answer), *_of_percentage(answer), *_of_result(weighed))


def _of_quantity(answer: Odd) -> Iterator[Finding]:
    before, now = answer.quantity_before, answer.quantity
    if answer.kind != "quantity" or now is None:
        return
    if now < ZERO:
        yield _told(NEGATIVE_QUANTITY, now=_spoken(now))
    back = before is not None and (now < before if answer.annualization in RISING else now > before)
    if before is not None and back and answer.annualization in RISING | FALLING:
        yield _told(LEVEL_MOVED_BACK, before=_spoken(before), now=_spoken(now))


def _of_percentage(answer: Odd) -> Iterator[Finding]:
    before, now = answer.percentage_before, answer.percentage
    if answer.kind != "percentage" or now is None:
        return
    if now > HUNDRED:
        yield _told(OVER_HUNDRED, now=_spoken(now))
    if ZERO < now < ONE:
        yield _told(SCALE_SUSPECT, now=_spoken(now))
    if before is not None and now < before:
        yield _told(LEVEL_MOVED_BACK, before=f"{_spoken(before)} %", now=f"{_spoken(now)} %")


def _of_result(weighed: Weighed) -> Iterator[Finding]:
    if weighed.due is not None and weighed.under is not None and weighed.due < weighed.under:
        yield _told(LOW, percent=_percent(weighed.due), limit=_percent(weighed.under))
    if weighed.year is not None and weighed.over is not None and weighed.year > weighed.over:
        yield _told(HIGH, percent=_percent(weighed.year), limit=_percent(weighed.over))
    spent = weighed.spent
    if spent and weighed.advances and spent.definitive.centavos > 0 and spent.obligated.centavos == 0:
        yield _told(WITHOUT_MONEY, budget=printed_pesos(spent.definitive), cut=spent.cut)


def _percent(figure: int) -> str:
    return f"{_spoken(Quantity.of(shown_points(figure)))} %"


def _spoken(quantity: Quantity) -> str:
    """A quantity inside a sentence, as short as it is exact, with a decimal comma."""
    text = f"{quantity.decimal:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _told(sentences: Sentences, **facts: Fact) -> Finding:
    return Finding(sentences.code, sentences.severity, facts=facts)
