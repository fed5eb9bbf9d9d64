"""The planning office opens the formulation of a plan: from nothing, or as a clone of one in force."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.calendar.queries import today_in
from rumbo.apps.formulating.bridge.cloning import targets_for_year
from rumbo.apps.formulating.models import Formulation, Part
from rumbo.apps.people.models import Entity, Unit
from rumbo.apps.plans.actions import create_plan, draft_version, write_version
from rumbo.apps.plans.bridge import NarrativeData
from rumbo.apps.plans.bridge.levels import node_data
from rumbo.apps.plans.models import NarrativeSection, NodeRevision, Placement, Plan, PlanVersion
from rumbo.findings import Finding, Sentences, Severity, declare, marked

KIND = "action_plan_matrix"
TEXTS = ("purpose", "legal_basis", "mission", "vision")
"""The texts that the plan of a year takes from one of several years; the others are of its own layout."""

NOBODY = declare(
    Sentences(
        "formulating.no_units",
        Severity.ERROR,
        marked("No hay dependencias que formulen"),
        marked("No se eligió ninguna dependencia."),
        marked("La formulación se reparte entre las dependencias, cada una con su plazo."),
        marked("Elija al menos una dependencia."),
    )
)
OUT_OF_ORDER = declare(
    Sentences(
        "formulating.days_out_of_order",
        Severity.ERROR,
        marked("El plazo termina antes de empezar"),
        marked("El plazo va del {opens} al {until}."),
        marked("Con esos días nadie podría escribir."),
        marked("Revise los dos días."),
    )
)
NOT_LATER = declare(
    Sentences(
        "formulating.not_a_later_year",
        Severity.ERROR,
        marked("La vigencia no es posterior"),
        marked("El plan que se clona es de {before} y se formularía el de {after}."),
        marked("Un plan nace de otro para una vigencia que viene después."),
        marked("Escriba una vigencia posterior, o empiece sin clonar."),
    )
)


OUTSIDE = declare(
    Sentences(
        "formulating.year_outside_the_plan",
        Severity.ERROR,
        marked("La vigencia está fuera del plan"),
        marked("El plan va de {first} a {last} y se formularía la vigencia {after}."),
        marked("Lo de un año sale de lo que el plan de varios años programó para ese año."),
        marked("Escriba una vigencia de esos años, o empiece sin clonar."),
    )
)


@doorway("formulating.formulation.open")
def open_formulation(
    actor: Actor,
    entity: Entity,
    name: str,
    *,
    fiscal_year: int,
    opens_on: date,
    until: date,
    units: Sequence[Unit],
    source: PlanVersion | None = None,
    keep: Sequence[Placement] = (),
) -> Formulation:
    """Opens the formulation of a new plan with a part for each unit. With a `source` its levels, its texts and the
    targets to `keep` come along, each with its identity; what is left behind stays in the source. Of a source of
    several years comes what it programmes for this one."""
    refuse_disorder(opens_on, until)
    if not units:
        raise Refused(Finding(NOBODY.code, NOBODY.severity))
    kind = source.plan.kind if source and source.plan.fiscal_year else KIND
    plan = create_plan(actor, entity, name, kind, fiscal_year=fiscal_year)
    version = _clone(actor, plan, source, keep) if source else draft_version(actor, plan)
    PlanVersion.objects.filter(pk=version.pk).update(in_formulation=True)
    version.refresh_from_db()
    formulation = Formulation.objects.create(
        entity=entity,
        plan=plan,
        version=version,
        source=source,
        opens_on=opens_on,
        until=until,
        opened_at=timezone.now(),
        opened_by=actor.name[:200],
    )
    Part.objects.bulk_create(
        Part(entity=entity, formulation=formulation, unit=unit, opens_on=opens_on, until=until) for unit in units
    )
    return formulation


def refuse_disorder(opens_on: date, until: date) -> None:
    """A window does not end before it begins."""
    if until < opens_on:
        facts = {"opens": opens_on.isoformat(), "until": until.isoformat()}
        raise Refused(Finding(OUT_OF_ORDER.code, OUT_OF_ORDER.severity, facts=facts))


def _clone(actor: Actor, plan: Plan, source: PlanVersion, keep: Sequence[Placement]) -> PlanVersion:
    after = plan.fiscal_year or 0
    _refuse_year(source.plan, after)
    of_year = source.plan.fiscal_year is not None
    draft = draft_version(actor, plan, objective=source.objective, layout=source.layout if of_year else "")
    nodes = NodeRevision.objects.filter(version=source).select_related("node").order_by("ordinal")
    sections = NarrativeSection.objects.filter(version=source).order_by("ordinal")
    kept = {row.pk for row in keep}
    placed = Placement.objects.filter(version=source, pk__in=kept, counts=True).order_by("ordinal")
    rows = list(placed.select_related("revision__indicator", "revision__target", "serves"))
    levels = node_data(list(nodes))
    write_version(
        actor,
        draft,
        levels if of_year else [replace(each, printed={}) for each in levels],
        targets_for_year(actor, plan.entity, rows, source.plan, after, today_in(plan.entity_id)),
        narrative=[NarrativeData(each.kind, each.text) for each in sections if of_year or each.kind in TEXTS],
    )
    return draft


def _refuse_year(source: Plan, after: int) -> None:
    """A plan of a year gives birth to a later one; one of several years to each of its own."""
    if source.fiscal_year is None:
        first, last = source.first_year or 0, source.last_year or 0
        if not first <= after <= last:
            facts = {"first": first, "last": last, "after": after}
            raise Refused(Finding(OUTSIDE.code, OUTSIDE.severity, facts=facts))
    elif after <= source.fiscal_year:
        facts = {"before": source.fiscal_year, "after": after}
        raise Refused(Finding(NOT_LATER.code, NOT_LATER.severity, facts=facts))
