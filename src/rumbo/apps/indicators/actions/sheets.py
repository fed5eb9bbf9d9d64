"""A sheet is begun, written, given its variables, and goes on in a next revision."""

from django.db.models import Max

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused, doorway, not_permitted, somebody_was_faster
from rumbo.apps.indicators.access import writes_for
from rumbo.apps.indicators.bridge import columns_of
from rumbo.apps.indicators.models import Indicator, SheetRevision, SheetState, SheetVariable, Variable
from rumbo.apps.people.models import Entity, Unit
from rumbo.apps.processes.models import Process
from rumbo.apps.versions.actions.moving import hold, next_number
from rumbo.domain.annualization import RULES
from rumbo.domain.calendar.periods import PERIODICITIES
from rumbo.domain.indicators import IndicatorSheet
from rumbo.domain.indicators.sheet import OPERATORS, PERFORMANCE, TENDENCIES, VALUE_CHAIN
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.findings.types import Fact

UNFIT = declare(
    Sentences(
        code="indicators.sheet_unfit",
        severity=Severity.ERROR,
        title=marked("La hoja del indicador no se puede guardar"),
        what=marked("Falta el nombre, o «{value}» no es una opción conocida."),
        why=marked("Sin nombre nadie encuentra el indicador, y una opción desconocida no se puede calcular."),
        how=marked("Escriba el nombre y elija las opciones de la lista."),
    )
)
SYMBOL_TAKEN = declare(
    Sentences(
        code="indicators.symbol_taken",
        severity=Severity.ERROR,
        title=marked("La hoja ya usa ese código o esa variable"),
        what=marked("«{symbol}» ya está en la hoja, o la variable «{variable}» ya está con otro código."),
        why=marked("Con un código para dos variables, la fórmula tendría dos resultados."),
        how=marked("Use otro código, o quite primero la que está."),
    )
)
SYMBOL_UNFIT = declare(
    Sentences(
        code="indicators.symbol_unfit",
        severity=Severity.ERROR,
        title=marked("Ese código no sirve en una fórmula"),
        what=marked("«{symbol}» no empieza por letra, o tiene signos o espacios."),
        why=marked("En la fórmula los signos son operaciones: el código se leería como una cuenta."),
        how=marked("Use letras y números, por ejemplo V1."),
    )
)
OPEN = declare(
    Sentences(
        code="indicators.revision_open",
        severity=Severity.ERROR,
        title=marked("La hoja ya tiene una revisión en preparación"),
        what=marked("El indicador «{name}» ya tiene una revisión que todavía no se aprueba."),
        why=marked("Con dos revisiones a la vez, lo que se escribe en una se perdería al aprobar la otra."),
        how=marked("Siga en la revisión que está en preparación."),
    )
)
KNOWN = {
    "value_chain": VALUE_CHAIN,
    "performance": PERFORMANCE,
    "tendency": TENDENCIES,
    "operator": OPERATORS,
    "periodicity": tuple(PERIODICITIES),
    "analysis_periodicity": tuple(PERIODICITIES),
    "annualization": tuple(rule.id for rule in RULES),
}
"""What may be said in each field that has a list."""
ROOMS = {
    each.name: length
    for each in SheetRevision._meta.concrete_fields
    if (length := each.max_length) and each.name not in KNOWN and each.name != "state"
}
"""The longest texts of a sheet that have room, by field."""


@doorway("indicators.sheet.create")
def create_sheet(
    actor: Actor,
    entity: Entity,
    sheet: IndicatorSheet,
    *,
    unit: Unit,
    process: Process | None = None,
    indicator: Indicator | None = None,
) -> SheetRevision:
    """The first revision of the sheet of an indicator: of a new one, or of one that targets count already."""
    _refuse_unfit(actor, sheet, unit)
    if indicator is None:
        indicator = Indicator.objects.create(entity=entity, name=sheet.name, measure_unit=sheet.measure_unit)
    elif SheetRevision.objects.filter(indicator=indicator).exists():
        raise Refused(Finding(OPEN.code, OPEN.severity, facts={"name": indicator.name}))
    return SheetRevision.objects.create(
        entity=entity, indicator=indicator, number=1, unit=unit, process=process, **columns_of(sheet)
    )


@doorway("indicators.sheet.write")
def write_sheet(
    actor: Actor,
    row: SheetRevision,
    sheet: IndicatorSheet,
    *,
    unit: Unit,
    process: Process | None = None,
    change: str = "",
) -> SheetRevision:
    """Another wording of a revision that is being written; its variables stay. `change` says what is new in it."""
    _refuse_unfit(actor, sheet, unit)
    hold(row)
    SheetRevision.objects.filter(pk=row.pk).update(unit=unit, process=process, change=change, **columns_of(sheet))
    row.refresh_from_db()
    return row


@doorway("indicators.sheet_variable.place")
def place_variable(actor: Actor, row: SheetRevision, variable: Variable, symbol: str) -> SheetVariable:
    """A variable in a sheet, under what its formula calls it."""
    if not symbol.isidentifier():
        raise _refused(SYMBOL_UNFIT, symbol=symbol)
    hold(row)
    placed = SheetVariable.objects.filter(revision=row)
    taken = [each for each in placed.select_related("variable") if each.symbol.casefold() == symbol.casefold()]
    if taken or placed.filter(variable=variable).exists():
        raise _refused(SYMBOL_TAKEN, symbol=symbol, variable=variable.name)
    last = placed.aggregate(last=Max("ordinal"))["last"] or 0
    return SheetVariable.objects.create(
        entity_id=row.entity_id, revision=row, variable=variable, symbol=symbol, ordinal=last + 1
    )


@doorway("indicators.sheet_variable.take")
def take_variable(actor: Actor, row: SheetRevision, used: SheetVariable) -> None:
    """Takes a variable out of a sheet. What was reported of it stays."""
    hold(row)
    if not SheetVariable.objects.filter(pk=used.pk, revision=row).delete()[0]:
        raise somebody_was_faster()


@doorway("indicators.sheet.continue")
def continue_sheet(actor: Actor, row: SheetRevision) -> SheetRevision:
    """The next revision, which begins as a copy of the one in force."""
    others = SheetRevision.objects.filter(indicator_id=row.indicator_id)
    number = next_number(row.indicator, others)
    if others.exclude(state=SheetState.APPROVED).exists():
        raise _refused(OPEN, name=row.name)
    left = {"id", "uid", "number", "state", "change", "return_remark", "approved_at", "approved_by", "edit"}
    names = [each.attname for each in SheetRevision._meta.concrete_fields if each.name not in left]
    fresh = SheetRevision.objects.create(number=number, **{name: getattr(row, name) for name in names})
    SheetVariable.objects.bulk_create(
        SheetVariable(
            entity_id=each.entity_id,
            revision=fresh,
            variable_id=each.variable_id,
            symbol=each.symbol,
            ordinal=each.ordinal,
        )
        for each in SheetVariable.objects.filter(revision=row).order_by("ordinal")
    )
    return fresh


def _refuse_unfit(actor: Actor, sheet: IndicatorSheet, unit: Unit) -> None:
    if not writes_for(actor, unit.pk):
        raise Forbidden(not_permitted())
    if not sheet.name.strip():
        raise _refused(UNFIT, value="")
    for name, known in KNOWN.items():
        if (value := getattr(sheet, name)) and value not in known:
            raise _refused(UNFIT, value=str(value))


def _refused(sentences: Sentences, **facts: Fact) -> Refused:
    return Refused(Finding(sentences.code, sentences.severity, facts=facts))
