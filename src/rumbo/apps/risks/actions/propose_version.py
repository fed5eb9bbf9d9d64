"""A draft becomes a proposal when every risk is whole; whoever approves may return it with a remark."""

from collections.abc import Iterator
from dataclasses import replace

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.risks.bridge import assessed, method_of
from rumbo.apps.risks.models import Assessment, MapVersion
from rumbo.apps.risks.queries import review_of
from rumbo.apps.versions.actions.moving import put_forward, send_back
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


@doorway("risks.version.propose")
def propose_version(actor: Actor, version: MapVersion) -> MapVersion:
    """The draft becomes a proposal: complete enough for whoever approves it."""
    refuse_incomplete(version)
    return put_forward(version)


@doorway("risks.version.return")
def return_version(actor: Actor, version: MapVersion, *, reason: str) -> MapVersion:
    """The proposal goes back to planning, with what should change."""
    return send_back(version, reason)


def refuse_incomplete(version: MapVersion) -> None:
    """Refuses a version without risks, with one that is not whole, or with an error that the rules find."""
    rows = list(Assessment.objects.filter(version=version).prefetch_related("controls", "treatments"))
    if not rows:
        raise Refused(Finding(EMPTY.code, EMPTY.severity))
    findings = [finding for row in rows for finding in _lacks(row)]
    findings += [replace(finding, where=None) for finding in review_of(version).errors]
    if findings:
        raise Refused(*findings)


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
