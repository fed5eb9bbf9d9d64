"""A printed map of risks as a value: what a layout reads from a document and prints again, and records are made of.

What a document only counts (so many corruption risks of a process) is an announced number to compare with; it never
becomes a risk.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rumbo.domain.risk.assessing import Exposure
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Severity, declare, marked

UNSAID = Exposure()


@dataclass(frozen=True, slots=True)
class MapControl:
    """A control of a risk. `kind`, `way`, `design` and `execution` are codes of the method; the rest is text.

    `documented`, `continuous` and `leaves_record` inform and weigh nothing; None where the document does not say.
    """

    action: str
    kind: str
    way: str = ""
    responsible: str = ""
    complement: str = ""
    frequency: str = ""
    deviations: str = ""
    evidence: str = ""
    documented: bool | None = None
    continuous: bool | None = None
    leaves_record: bool | None = None
    design: Mapping[str, str] = field(default_factory=dict)
    execution: str = ""


@dataclass(frozen=True, slots=True)
class MapTreatment:
    """An action of the plan of treatment. `unit` is the name of who answers for it."""

    action: str
    unit: str = ""
    start: date | None = None
    end: date | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class RiskEntry:
    """A risk of the map. `risk_class`, `factor`, `option` are codes of the method; process, project and unit are names.

    `inherent` and `residual` are the zones as codes ("" where the risk is not assessed); the levels are their numbers.
    """

    code: str
    method: str
    risk_class: str
    statement: str
    process: str = ""
    project: str = ""
    unit: str = ""
    point: str = ""
    impact_kind: str = ""
    immediate_cause: str = ""
    root_cause: str = ""
    consequences: str = ""
    factor: str = ""
    exposure: Exposure = UNSAID
    probability: int | None = None
    impact: int | None = None
    inherent: str = ""
    controls: tuple[MapControl, ...] = ()
    residual_probability: int | None = None
    residual_impact: int | None = None
    residual: str = ""
    option: str = ""
    treatments: tuple[MapTreatment, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnouncedRow:
    """How many risks a document says that a process or a project has, by class code, and the total it prints."""

    name: str
    counts: Mapping[str, int]
    total: int | None = None
    project: bool = False


@dataclass(frozen=True, slots=True)
class RiskMap:
    """A map of risks: its entries, and the numbers that its document announces (`total` is the one at the bottom)."""

    name: str
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
        if row.total is not None and row.total != (added := sum(row.counts.values()))
    ]
    return _result(ROW_DIFFERS, rows), _check_total(printed), _check_listed(printed)


def _check_total(printed: RiskMap) -> CheckResult:
    if printed.total is None or not printed.announced:
        return CheckResult(TOTAL_DIFFERS.code, Outcome.NOT_MADE, missing=marked("el total anunciado y sus filas"))
    added = sum(sum(row.counts.values()) for row in printed.announced)
    facts = {"total": printed.total, "sum": added}
    return _result(TOTAL_DIFFERS, [] if added == printed.total else [_found(TOTAL_DIFFERS, facts)])


def _check_listed(printed: RiskMap) -> CheckResult:
    announced = printed.total
    if announced is None and printed.announced:
        announced = sum(sum(row.counts.values()) for row in printed.announced)
    if announced is None:
        return CheckResult(NOT_LISTED.code, Outcome.NOT_MADE, missing=marked("cuántos riesgos anuncia el documento"))
    facts = {"total": announced, "listed": len(printed.entries)}
    return _result(NOT_LISTED, [] if announced == len(printed.entries) else [_found(NOT_LISTED, facts)])


def _found(sentences: Sentences, facts: Mapping[str, int]) -> Finding:
    return Finding(sentences.code, sentences.severity, facts=dict(facts))


def _result(sentences: Sentences, findings: list[Finding]) -> CheckResult:
    return CheckResult(sentences.code, Outcome.FOUND if findings else Outcome.PASSED, tuple(findings))
