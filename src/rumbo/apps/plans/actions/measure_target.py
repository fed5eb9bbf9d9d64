"""A target is measured by the sheet of an indicator: one that stands, or one that begins as the target says it."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, doorway, not_permitted
from rumbo.apps.indicators.actions import create_sheet
from rumbo.apps.indicators.models import Indicator, SheetRevision
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.bridge.measured import without_sheet
from rumbo.apps.plans.models import MeasuredBy, Placement, PlanVersion
from rumbo.apps.processes.models import Process
from rumbo.apps.processes.queries import process_names


@doorway("plans.target.measure")
def measure_target(actor: Actor, placement: Placement, indicator: Indicator | None) -> MeasuredBy | None:
    """Links a target, in every version that places it, to the indicator whose sheet measures it. None: to its own."""
    target = placement.revision.target
    if indicator is not None and indicator.entity_id != placement.entity_id:
        raise Forbidden(not_permitted())
    if indicator is None or indicator.pk == placement.revision.indicator_id:
        MeasuredBy.objects.filter(target=target).delete()
        return None
    told = {"entity_id": placement.entity_id, "indicator": indicator}
    return MeasuredBy.objects.update_or_create(target=target, defaults=told)[0]


@doorway("plans.sheets.begin")
def begin_sheets(
    actor: Actor, version: PlanVersion, *, placement: Placement | None = None, unit: Unit | None = None
) -> list[SheetRevision]:
    """A draft for each indicator of a version that has no sheet (or for one target's), as its target says it. `unit`
    is the owner where no unit answers for the target; without it such a target is left out."""
    names = process_names(version.entity_id)
    processes = Process.objects.filter(entity_id=version.entity_id).in_bulk()
    known = {**names.aliases, **names.official}
    units = Unit.objects.filter(entity_id=version.entity_id).in_bulk()
    made = []
    for each in without_sheet(version, placement):
        owner = units.get(each.unit_id or 0) or unit
        if owner is not None:
            process = processes.get(known.get(each.sheet.process, 0))
            indicator = each.placement.revision.indicator
            entity = version.entity
            made.append(create_sheet(actor, entity, each.sheet, unit=owner, process=process, indicator=indicator))
    return made
