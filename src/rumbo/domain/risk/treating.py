"""What may be done with a risk in the zone where its controls leave it: some classes are never accepted."""

from rumbo.domain.risk.assessing import Assessed
from rumbo.domain.risk.method import Method, Option
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Severity, declare, marked

REQUIRED = "required"

NEVER_ACCEPTED = declare(
    Sentences(
        code="risk.never_accepted",
        severity=Severity.ERROR,
        title=marked("Un riesgo de esta clase no se acepta"),
        what=marked("El riesgo {code} es de la clase «{risk_class}» y su tratamiento dice aceptar."),
        why=marked("La entidad no puede convivir con la posibilidad de un acto de corrupción: siempre se trata."),
        how=marked("Elija reducir o evitar, y escriba las acciones con las que se hará."),
        source="Función Pública, Guía para la administración del riesgo, capítulo de riesgos de corrupción",
    )
)

PLAN_MISSING = declare(
    Sentences(
        code="risk.plan_missing",
        severity=Severity.WARNING,
        title=marked("Riesgo sin plan de tratamiento"),
        what=marked("El riesgo {code} queda en zona {zone} con sus controles y no tiene acciones de tratamiento."),
        why=marked("En las zonas más altas los controles no bastan: se espera un plan con responsable y fechas."),
        how=marked("Escriba al menos una acción con su dependencia responsable, o revise la valoración."),
        source="Función Pública, Guía para la administración del riesgo, tratamiento (por confirmar)",
    )
)


def options_for(method: Method, risk_class: str) -> tuple[Option, ...]:
    """The ways of treating that a class of risk allows."""
    found = method.risk_class(risk_class)
    return tuple(option for option in method.options if not (option.accepts and found and found.never_accept))


def check_treatment(
    method: Method, risk_class: str, assessed: Assessed, option: str, actions: int, code: str = ""
) -> tuple[CheckResult, ...]:
    """Whether what is to be done fits the class and the zone. `actions` is how many actions the plan has."""
    return _acceptance(method, risk_class, option, code), _plan(assessed, option, actions, code)


def _acceptance(method: Method, risk_class: str, option: str, code: str) -> CheckResult:
    chosen = next((each for each in method.options if each.code == option), None)
    found = method.risk_class(risk_class)
    if chosen is None or found is None or not (chosen.accepts and found.never_accept):
        return CheckResult(NEVER_ACCEPTED.code, Outcome.PASSED)
    facts = {"code": code, "risk_class": found.name}
    return CheckResult(
        NEVER_ACCEPTED.code, Outcome.FOUND, (Finding(NEVER_ACCEPTED.code, NEVER_ACCEPTED.severity, facts=facts),)
    )


def _plan(assessed: Assessed, option: str, actions: int, code: str) -> CheckResult:
    if assessed.residual is None:
        return CheckResult(PLAN_MISSING.code, Outcome.NOT_MADE, missing=marked("la valoración del riesgo"))
    zone = assessed.residual.zone
    if zone.plan != REQUIRED or actions:
        return CheckResult(PLAN_MISSING.code, Outcome.PASSED)
    facts = {"code": code, "zone": zone.name}
    return CheckResult(
        PLAN_MISSING.code, Outcome.FOUND, (Finding(PLAN_MISSING.code, PLAN_MISSING.severity, facts=facts),)
    )
