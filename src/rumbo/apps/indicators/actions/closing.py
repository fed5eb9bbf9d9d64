"""A result is closed: it stands as it was, and what is corrected afterwards is told beside it."""

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.indicators.bridge import Measured, closing_columns
from rumbo.apps.indicators.models import ClosedResult, SheetRevision, SheetState
from rumbo.apps.indicators.queries import closings_of, measured_series, results_to_close, variables_in
from rumbo.apps.people.models import Entity
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.findings.types import Fact

NOTHING_TO_CLOSE = declare(
    Sentences(
        code="indicators.nothing_to_close",
        severity=Severity.ERROR,
        title=marked("Ese resultado no se puede cerrar"),
        what=marked("El periodo {ordinal} de {year} de «{name}» no ha terminado, o no tiene un resultado que cerrar."),
        why=marked("Se cierra lo que la hoja aprobada ya mide; lo demás puede cambiar todavía."),
        how=marked("Espere a que termine el periodo, complete los valores y apruebe la hoja."),
    )
)
CLOSED_AS_IT_IS = declare(
    Sentences(
        code="indicators.already_closed",
        severity=Severity.ERROR,
        title=marked("El resultado ya está cerrado"),
        what=marked("El periodo {ordinal} de {year} de «{name}» ya se cerró con ese mismo resultado."),
        why=marked("Cerrarlo otra vez no diría nada nuevo."),
        how=marked("Corrija primero el valor que está mal."),
    )
)
NO_REASON = declare(
    Sentences(
        code="indicators.closing_without_reason",
        severity=Severity.ERROR,
        title=marked("Falta el motivo"),
        what=marked("El periodo {ordinal} de {year} de «{name}» ya estaba cerrado con otro resultado."),
        why=marked("El resultado anterior se conserva: quien compare los dos necesita saber por qué cambió."),
        how=marked("Diga por qué se cierra de nuevo."),
    )
)


@doorway("indicators.result.close")
def close_result(
    actor: Actor, row: SheetRevision, fiscal_year: int, ordinal: int, *, reason: str = "", expected: int = 0
) -> ClosedResult:
    """Closes a period that has ended. One that was closed before is closed again beside it, with the reason.

    `expected` is how many times the person saw it closed; refuses when somebody closed it in between.
    """
    facts: dict[str, Fact] = {"year": fiscal_year, "ordinal": ordinal, "name": row.name}
    told = next(
        (
            each
            for each in measured_series(row, variables_in(row), fiscal_year)
            if each.period.ordinal == ordinal and each.period.last_day < timezone.localdate()
        ),
        None,
    )
    if told is None or told.exact is None or row.state != SheetState.APPROVED:
        raise Refused(Finding(NOTHING_TO_CLOSE.code, NOTHING_TO_CLOSE.severity, facts=facts))
    if len(closings_of(row, fiscal_year, ordinal)) != expected:
        raise somebody_was_faster()
    return _again(actor, row, told, reason, facts, expected) if told.closed else _close(actor, row, told)


@doorway("indicators.results.close")
def close_results(actor: Actor, entity: Entity, fiscal_year: int) -> list[ClosedResult]:
    """Closes every result of a year whose period has ended and that nobody has closed."""
    waiting = results_to_close(entity.pk, fiscal_year, timezone.localdate())
    return [_close(actor, row, told) for row, told in waiting]


def _again(
    actor: Actor, row: SheetRevision, told: Measured, reason: str, facts: dict[str, Fact], closed: int
) -> ClosedResult:
    if told.now is None or told.now.value is None:
        raise Refused(Finding(CLOSED_AS_IT_IS.code, CLOSED_AS_IT_IS.severity, facts=facts))
    if not reason.strip():
        raise Refused(Finding(NO_REASON.code, NO_REASON.severity, facts=facts))
    values = told.values_now or {}
    fresh = Measured(told.period, told.now, values)
    return _close(actor, row, fresh, number=closed + 1, reason=reason)


def _close(actor: Actor, row: SheetRevision, told: Measured, *, number: int = 1, reason: str = "") -> ClosedResult:
    return ClosedResult.objects.create(
        entity_id=row.entity_id,
        indicator_id=row.indicator_id,
        revision=row,
        fiscal_year=told.period.fiscal_year,
        ordinal=told.period.ordinal,
        number=number,
        reason=reason,
        closed_by=actor.name[:200],
        closed_at=timezone.now(),
        **closing_columns(told),
    )
