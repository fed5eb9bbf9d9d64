"""A plan is born, without versions yet."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.people.models import Entity
from rumbo.apps.plans.models import Plan
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NAME_TAKEN = declare(
    Sentences(
        code="plans.plan_name_taken",
        severity=Severity.ERROR,
        title=marked("Ya hay un plan con ese nombre"),
        what=marked("La entidad ya tiene un plan llamado «{name}»."),
        why=marked("Dos planes con el mismo nombre se confunden en los informes y en la publicación."),
        how=marked("Si el documento es otra versión de ese plan, tráigalo como versión; si no, use otro nombre."),
    )
)


@doorway("plans.plan.create")
def create_plan(
    actor: Actor,
    entity: Entity,
    name: str,
    kind: str,
    *,
    fiscal_year: int | None = None,
    term: tuple[int, int] | None = None,
) -> Plan:
    """A new plan of an entity; its name is free. `term` is the first and last year of one of several years."""
    if Plan.objects.filter(entity=entity, name=name).exists():
        raise Refused(Finding(NAME_TAKEN.code, NAME_TAKEN.severity, facts={"name": name}))
    first, last = term or (None, None)
    return Plan.objects.create(
        entity=entity, name=name, kind=kind, fiscal_year=fiscal_year, first_year=first, last_year=last
    )
