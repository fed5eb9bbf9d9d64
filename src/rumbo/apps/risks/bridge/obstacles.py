"""What stands against proposing a version of a map: it has no risks, one is not whole, or a rule finds an error."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rumbo.apps.risks.bridge import assessed, method_of
from rumbo.apps.risks.bridge.reviewing import Review
from rumbo.apps.risks.models import Assessment
from rumbo.domain.risk import check_treatment
from rumbo.findings import Finding, Sentences, Severity, declare, marked

EMPTY = declare(
    Sentences(
        code="risks.version_empty",
        severity=Severity.ERROR,
        title=marked("La versión no tiene riesgos"),
        what=marked("Esta versión del mapa todavía no tiene ningún riesgo."),
        why=marked("Un mapa sin riesgos no se puede aprobar; los que un documento solo anuncia no cuentan."),
        how=marked("Registre los riesgos, y vuelva a proponerla."),
    )
)

NOT_ASSESSED = declare(
    Sentences(
        code="risks.not_assessed",
        severity=Severity.ERROR,
        title=marked("Riesgo sin valorar"),
        what=marked("Al riesgo {code} le falta la probabilidad o el impacto."),
        why=marked("Sin su zona no se sabe si los controles bastan ni qué tratamiento pide."),
        how=marked("Complete su valoración con lo que pide la metodología."),
    )
)

NO_OPTION = declare(
    Sentences(
        code="risks.no_option",
        severity=Severity.ERROR,
        title=marked("Riesgo sin decisión de tratamiento"),
        what=marked("El riesgo {code} no dice si se reduce, se acepta o se evita."),
        why=marked("Valorar un riesgo sin decidir qué hacer con él no cambia nada."),
        how=marked("Elija la opción de tratamiento del riesgo."),
    )
)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands against proposing a version, the uid of the risk where it is mended (empty: the map itself), and
    whether it may also stay as it is with a reason."""

    finding: Finding
    uid: str = ""
    may_stay: bool = False


def obstacles(rows: Sequence[Assessment], review: Review) -> list[Obstacle]:
    """Everything at once; `rows` come with controls and treatments at hand."""
    if not rows:
        return [Obstacle(Finding(EMPTY.code, EMPTY.severity))]
    found = [Obstacle(finding, str(row.uid)) for row in rows for finding in _lacks(row)]
    return found + [Obstacle(replace(each, where=None), review.uid_of(each), may_stay=True) for each in review.errors]


def _lacks(row: Assessment) -> Iterator[Finding]:
    """What stops approval. A high zone without a plan only warns, on its own page: its source is unconfirmed."""
    found = assessed(row, list(row.controls.all()))
    if found.inherent is None:
        yield Finding(NOT_ASSESSED.code, NOT_ASSESSED.severity, facts={"code": row.code})
    if not row.option:
        yield Finding(NO_OPTION.code, NO_OPTION.severity, facts={"code": row.code})
    for result in check_treatment(
        method_of(row), row.risk_class, found, row.option, len(row.treatments.all()), row.code
    ):
        yield from (finding for finding in result.findings if finding.severity is Severity.ERROR)
