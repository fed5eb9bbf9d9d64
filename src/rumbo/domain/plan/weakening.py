"""Whether a change asks less of a target, or makes its indicator easier: what is pointed out to whoever decides it.

Nothing here forbids a change. It says, before anybody decides, that less will be promised than was adopted (domain rule
8 of docs/rules: a change is a modification with its justification and its act).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from rumbo.domain.annualization import RULES, UNSAID
from rumbo.domain.annualization.checks import spoken
from rumbo.domain.indicators.sheet import AT_LEAST, AT_MOST, EXACTLY
from rumbo.domain.numbers import Quantity
from rumbo.findings import Finding, Sentences, Severity, declare, marked

FALLING = frozenset({"decreasing", "reduction", "yearly_reduction", "ceiling"})
"""The rules whose target is better the lower it is."""
LEVELS = FALLING | {"increasing", "increasing_no_baseline", "capacity", "constant", "floor", "exact", "stock"}
"""The rules whose programme says levels to stand at; of the others it says amounts that add."""
MODIFICATION = marked("Decreto 1083 de 2015, art. 2.2.22.3.8")


@dataclass(frozen=True, slots=True)
class Promise:
    """What a target promises, as far as it can be made easier. `programme` is in the order of the calendar, by the name
    of the period; None is not programmed. `milestones` are the day each is due, by its title. `operator` says how the
    result is compared ("at_least"), and `denominator` what it is divided by. `adds` are the units whose own amount is
    added to that of the one that reports."""

    quantity: Quantity | None = None
    annualization: str = "sum"
    basis: str = ""
    baseline: Quantity | None = None
    measure_unit: str = ""
    indicator: str = ""
    operator: str = ""
    denominator: str = ""
    report_kind: str = "quantity"
    end: date | None = None
    weight: Quantity | None = None
    expected_evidence: str = ""
    programme: Mapping[str, Quantity | None] = field(default_factory=dict)
    milestones: Mapping[str, date] = field(default_factory=dict)
    adds: frozenset[str] = frozenset()


def _weaker(code: str, title: str, what: str, how: str) -> Sentences:
    why = marked("Se prometería menos de lo que se adoptó, o sería más fácil cumplirlo con el mismo trabajo.")
    return declare(Sentences(f"weakening.{code}", Severity.WARNING, title, what, why, how, MODIFICATION))


JUSTIFY = marked("Quien decide debe saberlo: explique en el motivo qué lo hace necesario.")
COMPARE = marked("Lo medido antes y después no se podrá comparar: explique en el motivo por qué se cambia.")
QUANTITY = _weaker(
    "quantity", marked("La meta pide menos"), marked("La meta pasa de {before} a {after}: se pide menos."), JUSTIFY
)
QUANTITY_GONE = _weaker(
    "quantity_gone", marked("La meta se queda sin cantidad"), marked("La meta era {before} y ya no tendría."), JUSTIFY
)
LATER = _weaker(
    "later", marked("La meta se aplaza"), marked("La fecha de terminación pasa del {before} al {after}."), JUSTIFY
)
PROGRAMME = _weaker(
    "programme",
    marked("Se programa menos"),
    marked("Hasta {period} se programaba {before} y se programaría {after}."),
    JUSTIFY,
)
BASELINE = _weaker(
    "baseline",
    marked("La línea base se acerca a la meta"),
    marked("La línea base pasa de {before} a {after}, y el recorrido hasta la meta es más corto."),
    COMPARE,
)
WEIGHT = _weaker(
    "weight", marked("La meta pesa menos"), marked("El peso de la meta pasa de {before} a {after}."), JUSTIFY
)
INDICATOR = _weaker(
    "indicator",
    marked("Se mide con otro indicador"),
    marked("El indicador «{before}» se cambia por «{after}»."),
    COMPARE,
)
UNIT = _weaker(
    "measure_unit",
    marked("Cambia la unidad de medida"),
    marked("Se medía en «{before}» y se mediría en «{after}»."),
    COMPARE,
)
RULE = _weaker(
    "rule",
    marked("Se cuenta de otra manera"),
    marked("La anualización o su base cambian: «{before}», «{after}»."),
    COMPARE,
)
OPERATOR = _weaker(
    "operator",
    marked("La comparación es más fácil de cumplir"),
    marked("El resultado se comparaba con «{before}» y se compararía con «{after}»."),
    JUSTIFY,
)
DENOMINATOR = _weaker(
    "denominator",
    marked("Cambia el denominador"),
    marked("Se dividía entre «{before}» y ahora entre «{after}»."),
    COMPARE,
)
KIND = _weaker(
    "report_kind", marked("Se reporta otra cosa"), marked("Se reportaba «{before}» y se reportaría «{after}»."), COMPARE
)
EVIDENCE = _weaker(
    "evidence", marked("Ya no se piden soportes"), marked("Se esperaba como soporte: {before}."), JUSTIFY
)
FEWER = _weaker(
    "evidence_fewer",
    marked("Se piden menos soportes"),
    marked("Se esperaba como soporte: {before}; se esperaría: {after}."),
    JUSTIFY,
)
ADDED = _weaker(
    "adds",
    marked("Suma lo que hacen otras dependencias"),
    marked("Lo que aporta «{unit}» no se sumaba al resultado de la meta y ahora sí: es más fácil alcanzarla."),
    COMPARE,
)
MILESTONE = _weaker(
    "milestone",
    marked("Un hito se quita o se aplaza"),
    marked("El hito «{title}» era para el {before}; queda: {after}."),
    JUSTIFY,
)
FIELD_OF: Mapping[str, str] = {
    QUANTITY.code: "quantity",
    QUANTITY_GONE.code: "quantity",
    LATER.code: "end",
    PROGRAMME.code: "programme",
    BASELINE.code: "baseline",
    WEIGHT.code: "weight",
    INDICATOR.code: "indicator",
    UNIT.code: "measure_unit",
    RULE.code: "annualization",
    OPERATOR.code: "indicator",
    DENOMINATOR.code: "indicator",
    KIND.code: "report_kind",
    EVIDENCE.code: "expected_evidence",
    FEWER.code: "expected_evidence",
    ADDED.code: "units",
    MILESTONE.code: "milestones",
}
"""The field of a target that each weakening is of."""
WEAKER = frozenset(FIELD_OF)
"""The codes of everything that is pointed out."""
REPORTED = {
    "quantity": marked("una cantidad"),
    "ratio": marked("un numerador y un denominador"),
    "percentage": marked("un porcentaje de avance"),
    "milestones": marked("los hitos cumplidos"),
    "done": marked("si se hizo o no"),
}
STRICT = {EXACTLY: 2, AT_LEAST: 1, AT_MOST: 1}


def weakening(before: Promise, after: Promise) -> tuple[Finding, ...]:
    """Everything in which a promise asks less than the one before it, or is easier; nothing when it does not."""
    return tuple(
        finding
        for look in (_quantity, _baseline, _days, _programme, _measure, _rest)
        for finding in look(before, after)
    )


def _quantity(before: Promise, after: Promise) -> Iterator[Finding]:
    old, new = before.quantity, after.quantity
    if old is None or old == new:
        return
    if new is None:
        yield _told(QUANTITY_GONE, before=spoken(old.units))
    elif _easier(old, new, after.annualization):
        yield _told(QUANTITY, before=spoken(old.units), after=spoken(new.units))


def _baseline(before: Promise, after: Promise) -> Iterator[Finding]:
    old, new = before.baseline, after.baseline
    if old is not None and new is not None and _easier(new, old, after.annualization):
        yield _told(BASELINE, before=spoken(old.units), after=spoken(new.units))


def _days(before: Promise, after: Promise) -> Iterator[Finding]:
    if before.end is not None and (after.end is None or after.end > before.end):
        yield _told(LATER, before=before.end.isoformat(), after=after.end.isoformat() if after.end else "—")
    for title, due in before.milestones.items():
        now = after.milestones.get(title)
        if now is None or now > due:
            yield _told(MILESTONE, title=title, before=due.isoformat(), after=now.isoformat() if now else "—")


def _programme(before: Promise, after: Promise) -> Iterator[Finding]:
    """The first period up to which less is programmed; amounts that add are looked at added up, so that moving one to a
    later period is told too. Where all the periods are others, of quarters years, only where they arrive is told."""
    names = list(before.programme)
    old, new = _course(before, names), _course(after, names)
    if names and after.programme and not set(names) & set(after.programme):
        names, old, new = names[-1:], old[-1:], _course(after, list(after.programme))[-1:]
    for name, was, now in zip(names, old, new, strict=True):
        if was is not None and (now is None or _easier(was, now, after.annualization)):
            yield _told(
                PROGRAMME, period=name, before=spoken(was.units), after=spoken(now.units) if now is not None else "—"
            )
            return


def _course(promise: Promise, names: Sequence[str]) -> list[Quantity | None]:
    amounts = [promise.programme.get(name) for name in names]
    if promise.annualization in LEVELS:
        return amounts
    sums = accumulate(amount.units if amount is not None else 0 for amount in amounts)
    return [Quantity(units) for units in sums]


def _measure(before: Promise, after: Promise) -> Iterator[Finding]:
    changed: tuple[tuple[Sentences, str, str], ...] = (
        (INDICATOR, before.indicator, after.indicator),
        (UNIT, before.measure_unit, after.measure_unit),
        (RULE, _counted(before), _counted(after)),
        (DENOMINATOR, before.denominator, after.denominator),
        (KIND, REPORTED.get(before.report_kind, ""), REPORTED.get(after.report_kind, "")),
    )
    for sentences, old, new in changed:
        if old and old != new:
            yield _told(sentences, before=old, after=new or "—")
    if STRICT.get(after.operator, 0) < STRICT.get(before.operator, 0):
        yield _told(OPERATOR, before=before.operator, after=after.operator or "—")


def _counted(promise: Promise) -> str:
    """How a target is counted, by the names of the plan; empty while nobody has said it."""
    if promise.annualization == UNSAID.id:
        return ""
    rule = next((each.name for each in RULES if each.id == promise.annualization), promise.annualization)
    basis = {"cumulative": marked("nivel acumulado"), "increment": marked("aporte de cada año")}
    said = basis.get(promise.basis, promise.basis)
    return f"{rule}: {said}" if said else rule


def _rest(before: Promise, after: Promise) -> Iterator[Finding]:
    if before.weight is not None and after.weight is not None and after.weight < before.weight:
        yield _told(WEIGHT, before=spoken(before.weight.units), after=spoken(after.weight.units))
    old, new = before.expected_evidence, after.expected_evidence
    if old and not new:
        yield _told(EVIDENCE, before=old)
    elif len(_items(new)) < len(_items(old)):
        yield _told(FEWER, before=old, after=new)
    for unit in sorted(after.adds - before.adds):
        yield _told(ADDED, unit=unit)


def _items(text: str) -> list[str]:
    """What a list in one text names, one by one."""
    return [each for each in re.split(r"[;,\n]|\s+y\s+", text) if each.strip()]


def _easier(old: Quantity, new: Quantity, rule: str) -> bool:
    return new > old if rule in FALLING else new < old


def _told(sentences: Sentences, **facts: str) -> Finding:
    return Finding(sentences.code, sentences.severity, facts=facts)
