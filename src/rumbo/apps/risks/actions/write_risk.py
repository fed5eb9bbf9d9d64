"""A risk is added to a draft, worded and assessed again, or taken out."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from django.db.models import Max

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused, doorway, not_permitted
from rumbo.apps.people.models import Unit
from rumbo.apps.processes.models import Process
from rumbo.apps.projects.models import Project
from rumbo.apps.risks.access import writes_for
from rumbo.apps.risks.actions.placing import place_again
from rumbo.apps.risks.bridge import RiskData
from rumbo.apps.risks.models import Assessment, Control, MapVersion, Risk, Treatment
from rumbo.apps.versions.actions.moving import hold
from rumbo.content.risk_methods import method
from rumbo.domain.risk import Method, options_for
from rumbo.domain.risk.method import level_of
from rumbo.findings import Finding, Sentences, Severity, declare, marked

CODE_TAKEN = declare(
    Sentences(
        code="risks.code_taken",
        severity=Severity.ERROR,
        title=marked("Ese código ya es de otro riesgo"),
        what=marked("En esta versión del mapa ya hay un riesgo con el código {code}."),
        why=marked("El código identifica al riesgo en los documentos; repetido, ya no identifica a ninguno."),
        how=marked("Escriba otro código."),
    )
)

UNFIT = declare(
    Sentences(
        code="risks.risk_unfit",
        severity=Severity.ERROR,
        title=marked("Riesgo que no se puede registrar"),
        what=marked("El riesgo necesita código, descripción, y un proceso o un proyecto, pero no los dos."),
        why=marked("Un riesgo que no es de nadie o que no dice qué puede pasar no se puede tratar."),
        how=marked("Complete esos datos."),
    )
)

NOT_OF_METHOD = declare(
    Sentences(
        code="risks.not_of_method",
        severity=Severity.ERROR,
        title=marked("La metodología no conoce ese valor"),
        what=marked("«{value}» no es una clase, un nivel, una pregunta, un control ni una opción de «{method}»."),
        why=marked("Cada edición de la metodología tiene sus propias escalas; mezclarlas daría una zona que no es."),
        how=marked("Elija entre los valores que la metodología ofrece."),
    )
)


@doorway("risks.risk.add")
def add_risk(
    actor: Actor,
    version: MapVersion,
    data: RiskData,
    *,
    unit: Unit,
    process: Process | None = None,
    project: Project | None = None,
    risk: Risk | None = None,
) -> Assessment:
    """A risk in a draft: a new one, or one of another map (`risk`) assessed here too. A unit adds its own only."""
    _refuse_other_unit(actor, unit)
    found = _refuse_unfit(data, process)
    hold(version)
    _refuse_taken(version, data.code)
    last = Assessment.objects.filter(version=version).aggregate(last=Max("ordinal"))["last"] or 0
    row = Assessment.objects.create(
        entity_id=version.entity_id,
        version=version,
        risk=risk or Risk.objects.create(entity_id=version.entity_id),
        ordinal=last + 1,
        unit=unit,
        process=process,
        project=project,
        scale=found.scale,
        **_columns(data),
    )
    return place_again(row)


@doorway("risks.risk.write")
def write_risk(
    actor: Actor,
    row: Assessment,
    data: RiskData,
    *,
    unit: Unit,
    process: Process | None = None,
    project: Project | None = None,
    settled: Collection[str] = (),
) -> Assessment:
    """Another wording or assessment of a risk of a draft.

    With another edition or class, an option of treatment that it does not know is left out. The words of the document
    that it came from stay with it, but for those `settled` (names of `printed`): from now on the method says that.
    """
    _refuse_other_unit(actor, unit)
    found = _refuse_unfit(data, process)
    hold(row.version)
    row.refresh_from_db(fields=["option", "printed"])
    _refuse_taken(row.version, data.code, but=row.pk)
    allowed = {option.code for option in options_for(found, data.risk_class)}
    Assessment.objects.filter(pk=row.pk).update(
        unit=unit,
        process=process,
        project=project,
        scale=found.scale,
        option=row.option if row.option in allowed else "",
        printed={name: text for name, text in row.printed.items() if name not in settled},
        **_columns(data),
    )
    row.refresh_from_db()
    return place_again(row)


@doorway("risks.risk.remove")
def remove_risk(actor: Actor, row: Assessment, *, reason: str = "") -> None:
    """Takes a risk out of a draft. Its identity stays, and so do the versions that have it."""
    hold(row.version)
    Control.objects.filter(assessment=row).delete()
    Treatment.objects.filter(assessment=row).delete()
    row.delete()


def refuse_unknown(found: Method, value: object) -> Refused:
    """What is answered to a value that an edition does not know."""
    facts = {"value": str(value), "method": found.name}
    return Refused(Finding(NOT_OF_METHOD.code, NOT_OF_METHOD.severity, facts=facts))


def _columns(data: RiskData) -> dict[str, Any]:
    told = asdict(data)
    told["answers"] = None if data.answers is None else sorted(data.answers)
    told["money"] = data.money
    return told


def _refuse_other_unit(actor: Actor, unit: Unit) -> None:
    if not writes_for(actor, unit.pk):
        raise Forbidden(not_permitted())


def _refuse_unfit(data: RiskData, process: Process | None) -> Method:
    """The method of the data, after making sure that it knows every value."""
    whose = (process is None) != (not data.project_code.strip())
    if not data.code.strip() or not data.statement.strip() or not whose:
        raise Refused(Finding(UNFIT.code, UNFIT.severity))
    found = method(data.method)
    if found is None:
        facts = {"value": data.method, "method": data.method}
        raise Refused(Finding(NOT_OF_METHOD.code, NOT_OF_METHOD.severity, facts=facts))
    if found.risk_class(data.risk_class) is None:
        raise refuse_unknown(found, data.risk_class)
    if data.factor and data.factor not in [code for code, _ in found.factors]:
        raise refuse_unknown(found, data.factor)
    levels = [(found.probability.levels, data.history)]
    levels += [(found.impact.levels, number) for number in (data.reputation, data.impact_level)]
    for known, number in levels:
        if number is not None and level_of(known, number) is None:
            raise refuse_unknown(found, number)
    if strange := set(data.answers or ()) - {question.number for question in found.impact.questions}:
        raise refuse_unknown(found, min(strange))
    if data.money is not None and data.money.units < 0:
        raise refuse_unknown(found, data.money.decimal)
    return found


def _refuse_taken(version: MapVersion, code: str, but: int = 0) -> None:
    if Assessment.objects.filter(version=version, code=code).exclude(pk=but).exists():
        raise Refused(Finding(CODE_TAKEN.code, CODE_TAKEN.severity, facts={"code": code}))
