"""What is reported of a variable in a period, and what is said of a result."""

from django.db.models import Max
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.indicators.bridge import is_lent
from rumbo.apps.indicators.models import Analysis, SheetRevision, Variable, VariableValue
from rumbo.domain.calendar.periods import PERIODICITIES, periods_of_year
from rumbo.domain.numbers import Quantity
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.findings.types import Fact

NO_PERIOD = declare(
    Sentences(
        code="indicators.no_such_period",
        severity=Severity.ERROR,
        title=marked("Ese periodo no se reporta todavía, o no existe"),
        what=marked("El periodo {ordinal} de {year} no ha empezado, o no es un periodo de «{name}»."),
        why=marked("Lo que todavía no pasa no se puede contar."),
        how=marked("Elija un periodo que ya haya empezado."),
    )
)
NO_REASON = declare(
    Sentences(
        code="indicators.correction_without_reason",
        severity=Severity.ERROR,
        title=marked("Falta el motivo de la corrección"),
        what=marked("El periodo {ordinal} de {year} de «{name}» ya tiene un valor reportado."),
        why=marked("El valor anterior se conserva: quien compare los dos necesita saber por qué cambió."),
        how=marked("Diga por qué se corrige."),
    )
)
TOO_LARGE = declare(
    Sentences(
        code="indicators.value_too_large",
        severity=Severity.ERROR,
        title=marked("El valor es demasiado grande"),
        what=marked("El valor reportado de «{name}» pasa de lo que se puede guardar."),
        why=marked("Un número así suele ser un error de escritura."),
        how=marked("Revise el número o cambie la unidad de medida (por ejemplo, millones)."),
    )
)
COUNTED = declare(
    Sentences(
        code="indicators.value_counted_in_a_plan",
        severity=Severity.ERROR,
        title=marked("El valor de esta variable no se escribe"),
        what=marked("«{name}» toma su valor del conteo de un plan en el seguimiento del mismo periodo."),
        why=marked("Un valor escrito a mano podría decir otra cosa que el plan del que se cuenta."),
        how=marked("Revise los reportes de ese plan, o deje de tomar la variable de él."),
    )
)
ACTIONS = ("", "corrective", "preventive", "improvement")
LARGEST = 10**18


@doorway("indicators.value.report")
def report_value(
    actor: Actor,
    variable: Variable,
    fiscal_year: int,
    ordinal: int,
    quantity: Quantity,
    *,
    note: str = "",
    expected: int = 0,
) -> VariableValue:
    """The value of a variable in a period. One that has a value is corrected by another row, which says why.

    `expected` is how many rows the person saw there; refuses when another came in between.
    """
    told: dict[str, Fact] = {"year": fiscal_year, "ordinal": ordinal, "name": variable.name}
    if is_lent(variable):
        raise Refused(Finding(COUNTED.code, COUNTED.severity, facts={"name": variable.name}))
    if not _begun(variable.periodicity, fiscal_year, ordinal):
        raise Refused(Finding(NO_PERIOD.code, NO_PERIOD.severity, facts=told))
    if abs(quantity.units) > LARGEST:
        raise Refused(Finding(TOO_LARGE.code, TOO_LARGE.severity, facts=told))
    rows = VariableValue.objects.filter(variable=variable, fiscal_year=fiscal_year, ordinal=ordinal)
    number = rows.aggregate(last=Max("number"))["last"] or 0
    if number != expected:
        raise somebody_was_faster()
    if number and not note.strip():
        raise Refused(Finding(NO_REASON.code, NO_REASON.severity, facts=told))
    return VariableValue.objects.create(
        entity_id=variable.entity_id,
        variable=variable,
        fiscal_year=fiscal_year,
        ordinal=ordinal,
        number=number + 1,
        quantity=quantity,
        note=note,
        reported_by=actor.name,
        reported_at=timezone.now(),
    )


@doorway("indicators.sheet.analyse")
def analyse_result(
    actor: Actor, row: SheetRevision, fiscal_year: int, ordinal: int, text: str, *, action: str = ""
) -> Analysis:
    """What is said of the result of a period; said again, it takes the place of what was said."""
    if action not in ACTIONS or not _begun(row.periodicity, fiscal_year, ordinal):
        facts: dict[str, Fact] = {"year": fiscal_year, "ordinal": ordinal, "name": row.name}
        raise Refused(Finding(NO_PERIOD.code, NO_PERIOD.severity, facts=facts))
    said, _ = Analysis.objects.update_or_create(
        indicator_id=row.indicator_id,
        fiscal_year=fiscal_year,
        ordinal=ordinal,
        defaults={"entity_id": row.entity_id, "text": text, "action": action, "written_by": actor.name},
    )
    return said


def _begun(periodicity: str, fiscal_year: int, ordinal: int) -> bool:
    """Whether a period exists and has begun. What the calendar does not set has one period a year."""
    today, known = timezone.localdate(), PERIODICITIES.get(periodicity)
    if known is None or not 1900 < fiscal_year < 3000:
        return False
    if not known.months:
        return ordinal == 1 and fiscal_year <= today.year
    return any(each.ordinal == ordinal and each.first_day <= today for each in periods_of_year(fiscal_year, known))
