"""Variables of the entity: each with the unit that reports it."""

from dataclasses import asdict, dataclass

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused, doorway, not_permitted
from rumbo.apps.indicators.access import writes_for
from rumbo.apps.indicators.models import Variable, VariableValue
from rumbo.apps.people.models import Entity, Unit
from rumbo.domain.calendar.periods import PERIODICITIES
from rumbo.domain.indicators.gathering import GATHERINGS, SUM
from rumbo.findings import Finding, Sentences, Severity, declare, marked

UNFIT = declare(
    Sentences(
        code="indicators.variable_unfit",
        severity=Severity.ERROR,
        title=marked("La variable no se puede guardar"),
        what=marked("Una variable tiene código, nombre, cada cuánto se reporta y qué hacer con varios periodos."),
        why=marked("Con eso se sabe qué se pide, a quién y cuándo."),
        how=marked("Complete lo que falta."),
    )
)
CODE_TAKEN = declare(
    Sentences(
        code="indicators.variable_code_taken",
        severity=Severity.ERROR,
        title=marked("Ya hay una variable con ese código"),
        what=marked("El código «{code}» ya es de la variable «{name}»."),
        why=marked("La misma variable sirve para varios indicadores y se reporta una sola vez."),
        how=marked("Use la que ya existe, o escriba otro código."),
    )
)
PERIODICITY_USED = declare(
    Sentences(
        code="indicators.variable_already_reported",
        severity=Severity.ERROR,
        title=marked("La variable ya tiene valores"),
        what=marked("«{name}» ya tiene valores reportados con la periodicidad que tenía."),
        why=marked("Si cambiara, los valores de antes quedarían en periodos que no son los suyos."),
        how=marked("Cree otra variable con la periodicidad nueva y úsela en la hoja."),
    )
)


@dataclass(frozen=True, slots=True)
class VariableData:
    """What a person says of a variable. `periodicity` is a code of the calendar, `gathering` sum or last."""

    code: str
    name: str
    periodicity: str
    measure_unit: str = ""
    source: str = ""
    gathering: str = SUM


@doorway("indicators.variable.create")
def create_variable(actor: Actor, entity: Entity, data: VariableData, *, unit: Unit) -> Variable:
    """A new variable; its code is free in the entity."""
    _refuse_unfit(actor, entity.pk, data, unit)
    return Variable.objects.create(entity=entity, unit=unit, **asdict(data))


@doorway("indicators.variable.change")
def change_variable(actor: Actor, variable: Variable, data: VariableData, *, unit: Unit) -> Variable:
    """What is said of a variable, or who reports it, changes. Its values stay."""
    _refuse_unfit(actor, variable.entity_id, data, unit, but=variable.pk)
    if data.periodicity != variable.periodicity and VariableValue.objects.filter(variable=variable).exists():
        facts = {"name": variable.name}
        raise Refused(Finding(PERIODICITY_USED.code, PERIODICITY_USED.severity, facts=facts))
    Variable.objects.filter(pk=variable.pk).update(unit=unit, **asdict(data))
    variable.refresh_from_db()
    return variable


def _refuse_unfit(actor: Actor, entity_id: int, data: VariableData, unit: Unit, but: int = 0) -> None:
    if not writes_for(actor, unit.pk):
        raise Forbidden(not_permitted())
    whole = data.code.strip() and data.name.strip()
    if not whole or data.periodicity not in PERIODICITIES or data.gathering not in GATHERINGS:
        raise Refused(Finding(UNFIT.code, UNFIT.severity))
    for other in Variable.objects.filter(entity_id=entity_id).exclude(pk=but):
        if other.code.casefold() == data.code.casefold():
            facts = {"code": data.code, "name": other.name}
            raise Refused(Finding(CODE_TAKEN.code, CODE_TAKEN.severity, facts=facts))
