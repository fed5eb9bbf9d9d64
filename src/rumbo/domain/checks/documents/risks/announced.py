"""What a map announces (V01, V04): it adds up, and that many risks are listed. What it only counts is no risk."""

from collections.abc import Iterable, Iterator
from typing import Any

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.documents.risks.asking import Draft
from rumbo.domain.checks.reference import Reference, asked, finding, not_made
from rumbo.domain.risk.map import RiskMap
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Severity, declare, marked

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
        passed=marked("anunciados {total}, encontrados {listed}"),
    )
)

NO_ROWS = marked("los riesgos que el documento anuncia por proceso o proyecto")
NO_TOTAL = marked("el total anunciado y sus filas")
NO_COUNT = marked("cuántos riesgos anuncia el documento")


def _rows(draft: Draft, _reference: Reference) -> Iterable[CheckResult]:
    if not draft.content.announced:
        return not_made(ROW_DIFFERS, NO_ROWS)

    def found() -> Iterator[Finding]:
        for at, row in enumerate(draft.content.announced):
            if row.total is not None and row.total != row.sum:
                where = draft.where(("announced", at, "total"))
                yield finding(ROW_DIFFERS, where, name=row.name, total=row.total, sum=row.sum)

    return asked(ROW_DIFFERS, found())


def _total(draft: Draft, _reference: Reference) -> Iterable[CheckResult]:
    printed = draft.content
    if printed.total is None or not printed.announced:
        return not_made(TOTAL_DIFFERS, NO_TOTAL)
    added = sum(row.sum for row in printed.announced)
    where = draft.where(("total",))
    return asked(
        TOTAL_DIFFERS, [finding(TOTAL_DIFFERS, where, total=printed.total, sum=added)] if added != printed.total else []
    )


def _listed(draft: Draft, _reference: Reference) -> Iterable[CheckResult]:
    printed = draft.content
    announced = sum(row.sum for row in printed.announced) if printed.total is None else printed.total
    if printed.total is None and not printed.announced:
        return not_made(NOT_LISTED, NO_COUNT)
    facts: dict[str, Any] = {"total": announced, "listed": len(printed.entries)}
    if announced == len(printed.entries):
        return (CheckResult(NOT_LISTED.code, Outcome.PASSED, facts=facts),)
    return asked(NOT_LISTED, [finding(NOT_LISTED, draft.where(("total",)), **facts)])


CHECKS = (
    DocumentCheck(ROW_DIFFERS, RiskMap, _rows),
    DocumentCheck(TOTAL_DIFFERS, RiskMap, _total),
    DocumentCheck(NOT_LISTED, RiskMap, _listed),
)
