"""A variable of indicators takes its values from what a plan counts, and nobody types them; or stops doing so."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.indicators.models import Variable, VariableValue
from rumbo.apps.measurement.models import Measure, PlanCount, Tally
from rumbo.apps.plans.models import Node, NodeRevision, Plan
from rumbo.findings import Finding, Sentences, Severity, declare, marked

TYPED = declare(
    Sentences(
        code="measurement.count_already_typed",
        severity=Severity.ERROR,
        title=marked("La variable ya tiene valores escritos"),
        what=marked("«{name}» ya tiene valores reportados por una dependencia."),
        why=marked("Los de antes y los que se cuenten del plan no se sabría distinguir en la misma serie."),
        how=marked("Cree otra variable, tómela del plan y úsela en la hoja."),
    )
)
NOT_THERE = declare(
    Sentences(
        code="measurement.nothing_to_count",
        severity=Severity.ERROR,
        title=marked("Eso no se puede contar"),
        what=marked("Lo que se eligió contar de «{name}» no existe en esta entidad o no es un conteo."),
        why=marked("Una variable cuenta las metas de un plan de la entidad o de uno de sus niveles."),
        how=marked("Elija un plan o un nivel de la lista, y qué se cuenta."),
    )
)


@doorway("measurement.count.take")
def take_counts(
    actor: Actor, variable: Variable, plan: Plan, tally: str, *, measure: str = Measure.YEAR, node: Node | None = None
) -> PlanCount:
    """From now on the value of each period is that count in the follow-up of the plan in the same period."""
    facts = {"name": variable.name}
    inside = node is None or NodeRevision.objects.filter(node=node, version__plan=plan).exists()
    known = tally in Tally.values and measure in Measure.values
    if plan.entity_id != variable.entity_id or not inside or not known:
        raise Refused(Finding(NOT_THERE.code, NOT_THERE.severity, facts=facts))
    if VariableValue.objects.filter(variable=variable).exists():
        raise Refused(Finding(TYPED.code, TYPED.severity, facts=facts))
    told = {"entity_id": variable.entity_id, "plan": plan, "node": node, "tally": tally, "measure": measure}
    return PlanCount.objects.update_or_create(variable=variable, defaults=told)[0]


@doorway("measurement.count.leave")
def leave_counts(actor: Actor, variable: Variable) -> None:
    """Its unit types the values again. What was closed with the counts stays closed."""
    PlanCount.objects.filter(variable=variable).delete()
