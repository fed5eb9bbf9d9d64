"""A printed map of risks as a value: what a layout reads from a document and prints again, and records are made of.

Everything that an edition of a method names (levels, zones, classes, options) stands here as the document says it; what
those words mean by an edition is told in `reading`. What a document only counts (so many corruption risks of a process)
is an announced number to compare with; it never becomes a risk.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rumbo.domain.numbers import Quantity
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Severity, declare, marked


@dataclass(frozen=True, slots=True)
class MapControl:
    """A control of a risk. `documentation`, `continuity` and `record` inform and weigh nothing; `design` are the
    answers about it ("¿…?: Asignado") and `execution` how it is carried out, where the method asks for them."""

    action: str = ""
    responsible: str = ""
    complement: str = ""
    kind: str = ""
    way: str = ""
    frequency: str = ""
    deviations: str = ""
    evidence: str = ""
    documentation: str = ""
    continuity: str = ""
    record: str = ""
    design: tuple[str, ...] = ()
    execution: str = ""


@dataclass(frozen=True, slots=True)
class MapTreatment:
    """An action of the plan of treatment. `unit` is the name of who answers for it."""

    action: str = ""
    unit: str = ""
    start: date | None = None
    end: date | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class RiskEntry:
    """A risk of the map. `causes` are the immediate ones, or all where the document does not tell them apart; `money`
    is in legal monthly minimum wages; `answers` lists the questions answered yes ("1, 2, 5"). Asset, threat and
    vulnerability are those of risks of information security."""

    code: str = ""
    process: str = ""
    project: str = ""
    unit: str = ""
    risk_class: str = ""
    category: str = ""
    method: str = ""
    statement: str = ""
    point: str = ""
    asset: str = ""
    asset_property: str = ""
    threat: str = ""
    vulnerability: str = ""
    impact_kind: str = ""
    factor: str = ""
    causes: tuple[str, ...] = ()
    root_causes: tuple[str, ...] = ()
    consequences: tuple[str, ...] = ()
    times_a_year: int | None = None
    money: Quantity | None = None
    reputation: str = ""
    answers: str = ""
    probability: str = ""
    impact: str = ""
    inherent: str = ""
    controls: tuple[MapControl, ...] = ()
    residual_probability: str = ""
    residual_impact: str = ""
    residual: str = ""
    option: str = ""
    treatments: tuple[MapTreatment, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many risks of a class a document says there are."""

    risk_class: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class AnnouncedRow:
    """How many risks a document says that a process or a project has, class by class, and the total it prints."""

    name: str = ""
    counts: tuple[ClassCount, ...] = ()
    total: int | None = None

    @property
    def sum(self) -> int:
        """What the classes add up to."""
        return sum(each.count or 0 for each in self.counts)


@dataclass(frozen=True, slots=True)
class RiskMap:
    """A map of risks: its entries, and the numbers that its document announces (`total` is the one at the bottom)."""

    name: str = ""
    entity: str = ""
    fiscal_year: int | None = None
    version: str = ""
    entries: tuple[RiskEntry, ...] = ()
    announced: tuple[AnnouncedRow, ...] = ()
    total: int | None = None


ROW_DIFFERS = declare(
    Sentences(
        code="risk.announced_row_differs",
        severity=Severity.WARNING,
        title=marked("El total anunciado no es la suma de sus clases"),
        what=marked("«{name}» anuncia {total} riesgos y sus clases suman {sum}."),
        why=marked("Quien consulta la tabla no sabe cuál de los dos números es el bueno."),
        how=marked("Revise la fila en el documento y corrija el número que sobra o que falta."),
    )
)

TOTAL_DIFFERS = declare(
    Sentences(
        code="risk.announced_total_differs",
        severity=Severity.WARNING,
        title=marked("El total de la tabla de riesgos no es la suma de sus filas"),
        what=marked("La tabla anuncia {total} riesgos en total y sus filas suman {sum}."),
        why=marked("El total es el número que se publica y se compara de un año a otro."),
        how=marked("Revise el total de la tabla, o busque la fila que falta."),
    )
)

NOT_LISTED = declare(
    Sentences(
        code="risk.announced_not_listed",
        severity=Severity.NOTICE,
        title=marked("Riesgos anunciados que no están en el mapa"),
        what=marked("El documento anuncia {total} riesgos y en el mapa hay {listed}."),
        why=marked("Un riesgo que solo se cuenta no tiene causas, controles ni responsable: no se puede gestionar."),
        how=marked("Traiga el mapa con sus riesgos, o regístrelos; los que faltan no se inventan."),
    )
)


def check_announced(printed: RiskMap) -> tuple[CheckResult, ...]:
    """Whether what the document announces adds up, and whether that many risks are listed."""
    rows = [
        Finding(ROW_DIFFERS.code, ROW_DIFFERS.severity, facts={"name": row.name, "total": row.total, "sum": added})
        for row in printed.announced
        if row.total is not None and row.total != (added := row.sum)
    ]
    return _result(ROW_DIFFERS, rows), _check_total(printed), _check_listed(printed)


def _check_total(printed: RiskMap) -> CheckResult:
    if printed.total is None or not printed.announced:
        return CheckResult(TOTAL_DIFFERS.code, Outcome.NOT_MADE, missing=marked("el total anunciado y sus filas"))
    added = sum(row.sum for row in printed.announced)
    facts = {"total": printed.total, "sum": added}
    return _result(TOTAL_DIFFERS, [] if added == printed.total else [_found(TOTAL_DIFFERS, facts)])


def _check_listed(printed: RiskMap) -> CheckResult:
    announced = printed.total
    if announced is None and printed.announced:
        announced = sum(row.sum for row in printed.announced)
    if announced is None:
        return CheckResult(NOT_LISTED.code, Outcome.NOT_MADE, missing=marked("cuántos riesgos anuncia el documento"))
    facts = {"total": announced, "listed": len(printed.entries)}
    return _result(NOT_LISTED, [] if announced == len(printed.entries) else [_found(NOT_LISTED, facts)])


def _found(sentences: Sentences, facts: Mapping[str, int]) -> Finding:
    return Finding(sentences.code, sentences.severity, facts=dict(facts))


def _result(sentences: Sentences, findings: list[Finding]) -> CheckResult:
    return CheckResult(sentences.code, Outcome.FOUND if findings else Outcome.PASSED, tuple(findings))
