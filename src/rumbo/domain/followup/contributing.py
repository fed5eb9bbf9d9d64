"""What several units did for one target: one of them reports, and the plan says what becomes of each other's amount.

It adds to what the reporting unit did itself, it is a part that the reporting unit already counts, or it only informs.
Of each unit one amount counts, the latest it told; whoever reports is never counted as a contributor besides. An amount
that nobody told is not reported, which is not zero: the total is then of those who told theirs, and says who is
missing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rumbo.domain.followup.reporting import PERCENT_WORDS, Ratio, ReportKind
from rumbo.domain.followup.states import NOT_REPORTED, NotReported
from rumbo.domain.numbers import Quantity
from rumbo.findings import Finding, Sentences, Severity, declare, marked


class Counting(StrEnum):
    """What becomes of the amount of a unit that does not report the target."""

    ADDS = "adds"
    PART = "part"
    INFORMS = "informs"


OWES = frozenset({Counting.ADDS, Counting.PART})
"""Whose amount is asked for; who only informs may tell something and owes nothing."""

Amount = Quantity | Ratio | NotReported


@dataclass(frozen=True, slots=True)
class Contributed:
    """What a unit told, in the unit of the target. `ordinal` tells which of its amounts is the latest."""

    unit: str
    counting: Counting
    amount: Amount = NOT_REPORTED
    ordinal: int = 1


@dataclass(frozen=True, slots=True)
class Total:
    """The amount of the target in the period: what the reporting unit did with what is added to it, by unit; and the
    units whose amount adds and is not known."""

    amount: Amount
    added: tuple[Contributed, ...] = ()
    missing: tuple[str, ...] = ()


MISSING = declare(
    Sentences(
        "answer.contribution_missing",
        Severity.WARNING,
        marked("Falta el aporte de otra dependencia"),
        marked("El plan suma lo que hizo «{unit}», y todavía no lo ha dicho: el total no lo incluye."),
        marked("Lo que nadie ha dicho no es un cero; el total queda incompleto hasta que se sepa."),
        marked("Espere su aporte o pídaselo. Si envía sin él, diga en la justificación por qué."),
    )
)
PART_EXCEEDS = declare(
    Sentences(
        "answer.part_exceeds",
        Severity.WARNING,
        marked("La parte es más que el todo"),
        marked("«{unit}» dice que hizo {part}, que ya estaría en lo suyo, y usted reporta {whole}."),
        marked("Una parte no puede ser mayor que el total que la contiene: a uno de los dos números le falta algo."),
        marked("Compare con esa dependencia. Si lo reportado es correcto, explique la diferencia en la justificación."),
    )
)
CANNOT_ADD = declare(
    Sentences(
        "plans.contribution_cannot_add",
        Severity.ERROR,
        marked("Lo que aporta otra dependencia no se puede sumar"),
        marked("La meta {number} dice que se suma lo de otras dependencias, y lo que reporta no es una cantidad."),
        marked("Los porcentajes, los hitos y el «hecho o no hecho» de dos dependencias no dan un total al sumarse."),
        marked("Diga que las demás solo informan, o cambie lo que se reporta: cantidad, o numerador y denominador."),
    )
)
ALREADY_SIGNED = declare(
    Sentences(
        "answer.contribution_already_signed",
        Severity.WARNING,
        marked("El reporte de la meta ya se firmó"),
        marked("«{unit}» firmó y envió el reporte de esta meta el {day}: un aporte de ahora ya no entra en él."),
        marked("Se firmó el total con lo que cada dependencia había dicho hasta ese momento, y lo firmado no cambia."),
        marked(
            "Si su aporte debe contar, pida a la oficina de planeación que devuelva el reporte a «{unit}»: mientras lo "
            "corrige, esta página vuelve a recibirlo."
        ),
    )
)
QUESTIONS = (MISSING, PART_EXCEEDS)
"""What is asked about an answer because of what others told."""


def can_add(report_kind: str, measure_unit: str) -> bool:
    """Whether the amounts of several units make a total in what a target reports."""
    if report_kind == ReportKind.RATIO:
        return True
    return report_kind == ReportKind.QUANTITY and measure_unit.strip().casefold() not in PERCENT_WORDS


def counted_once(reporting: str, own: Amount, told: Iterable[Contributed]) -> Total:
    """The total of a target in a period. In whatever order it was told, each unit counts once at the most; while the
    reporting unit has said nothing, there is no total."""
    latest = _latest(reporting, told)
    adding = [each for each in latest if each.counting is Counting.ADDS]
    missing = tuple(each.unit for each in adding if each.amount == NOT_REPORTED)
    added = tuple(each for each in adding if each.amount != NOT_REPORTED)
    total = own
    if own == NOT_REPORTED:
        return Total(total, added, missing)
    for each in added:
        total = _sum(total, each.amount)
    return Total(total, added, missing)


def questions_about(reporting: str, own: Amount, told: Iterable[Contributed]) -> tuple[Finding, ...]:
    """What somebody has to give the reason of: an amount that adds and is missing, a part greater than its whole."""
    latest = _latest(reporting, told)
    return (*_missing(latest), *_exceeding(own, latest))


def _latest(reporting: str, told: Iterable[Contributed]) -> list[Contributed]:
    """Of each other unit the amount it told last, in an order that does not depend on the order of telling."""
    found: dict[str, Contributed] = {}
    for each in told:
        known = found.get(each.unit)
        if each.unit != reporting and (known is None or known.ordinal < each.ordinal):
            found[each.unit] = each
    return [found[unit] for unit in sorted(found)]


def _missing(latest: Iterable[Contributed]) -> Iterator[Finding]:
    for each in latest:
        if each.counting is Counting.ADDS and each.amount == NOT_REPORTED:
            yield Finding(MISSING.code, MISSING.severity, facts={"unit": each.unit})


def _exceeding(own: Amount, latest: Iterable[Contributed]) -> Iterator[Finding]:
    for each in latest:
        part, whole = _size(each.amount), _size(own)
        if each.counting is Counting.PART and part is not None and whole is not None and part > whole:
            facts = {"unit": each.unit, "part": _spoken(part), "whole": _spoken(whole)}
            yield Finding(PART_EXCEEDS.code, PART_EXCEEDS.severity, facts=facts)


def _size(amount: Amount) -> Quantity | None:
    """How much an amount is, where a part of it can be held against it: of a ratio what it counts, its numerator."""
    if isinstance(amount, Ratio):
        return amount.numerator
    return amount if isinstance(amount, Quantity) else None


def _sum(one: Amount, other: Amount) -> Amount:
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return Quantity(one.units + other.units)
    if isinstance(one, Ratio) and isinstance(other, Ratio):
        return Ratio(
            Quantity(one.numerator.units + other.numerator.units),
            Quantity(one.denominator.units + other.denominator.units),
            one.per,
        )
    raise ValueError("amounts of two kinds have no sum")


def _spoken(quantity: Quantity) -> str:
    text = f"{quantity.decimal:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
