"""Planning passes targets that are being formulated to another unit: units merge, split, or share their work anew."""

from collections.abc import Sequence
from dataclasses import replace

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.calendar.queries import today_in
from rumbo.apps.formulating.actions.change_window import NO_REASON
from rumbo.apps.formulating.actions.moving import move_part, said
from rumbo.apps.formulating.models import Formulation, LevelProposal, Part, PartState
from rumbo.apps.formulating.queries import approved_nodes, placements_of
from rumbo.apps.people.models import Unit
from rumbo.apps.people.queries import units_of
from rumbo.apps.plans.actions.writing import reword_target
from rumbo.apps.plans.bridge import TargetData, target_data
from rumbo.apps.plans.models import Placement
from rumbo.apps.versions.actions.moving import hold
from rumbo.domain.followup.contributing import Counting
from rumbo.domain.formulating.windows import DRAFTING, NOT_BEGUN, PASSED, WRITABLE
from rumbo.findings import Finding, Sentences, Severity, declare, marked


def _error(code: str, title: str, what: str, why: str, how: str) -> Sentences:
    return declare(Sentences(f"formulating.{code}", Severity.ERROR, title, what, why, how))


NO_TARGETS = _error(
    "pass_without_targets",
    marked("No se eligió ninguna meta"),
    marked("No se dijo qué metas pasan a la otra dependencia."),
    marked("Las metas que no se elijan siguen donde están."),
    marked("Elija al menos una meta."),
)
NOT_THERE = _error(
    "pass_to_unit_not_in_force",
    marked("La dependencia no puede recibir las metas"),
    marked("«{unit}» es la misma que las tiene, o no está vigente hoy."),
    marked("Formula una meta la dependencia que la va a reportar."),
    marked("Elija otra dependencia vigente."),
)
HANDED_IN = _error(
    "pass_to_part_handed_in",
    marked("La otra dependencia ya envió su formulación"),
    marked("«{unit}» ya firmó y envió lo que formula, y las metas nuevas quedarían sin su firma."),
    marked("Cada dependencia firma todo lo que promete antes de que llegue al comité."),
    marked("Devuelva primero la formulación de «{unit}», y pase las metas después."),
)


@doorway("formulating.part.pass")
def pass_targets(
    actor: Actor, part: Part, edit: int, unit: Unit, placements: Sequence[Placement], *, reason: str
) -> Part:
    """Another unit reports these targets from now on, and formulates them; gives its part.

    Where it has none and all of them pass, the part itself passes, with what was signed in it. Otherwise they join the
    targets of the other, which has still to hand them in; a part that is left without any is passed on.
    """
    if not (told := said(reason)):
        raise Refused(Finding(NO_REASON.code, NO_REASON.severity))
    if unit.pk == part.unit_id or not units_of(part.entity_id, today_in(part.entity_id)).filter(pk=unit.pk).exists():
        raise Refused(Finding(NOT_THERE.code, NOT_THERE.severity, facts={"unit": unit.name}))
    move_part(part, *(state for state in PartState.values if state != PASSED), edit=edit)
    part.formulation = Formulation.objects.select_related("version__plan").get(pk=part.formulation_id)
    hold(part.formulation.version)
    standing = {row.pk: row for row in placements_of(part)}
    chosen = {row.pk for row in placements}
    if not chosen <= standing.keys():
        raise somebody_was_faster()
    approved = approved_nodes(part.formulation)
    passing = [row for row in standing.values() if row.pk in chosen and row.node_id not in approved]
    if not passing:
        raise Refused(Finding(NO_TARGETS.code, NO_TARGETS.severity))
    for row, data in zip(passing, target_data(passing), strict=True):
        reword_target(part.formulation.version, row, row.revision, reported_by(data, part.unit_id, unit.pk))
    whole = len(passing) == len(standing)
    other = Part.objects.select_for_update().filter(formulation=part.formulation_id, unit=unit).first()
    if other is None and whole:
        Part.objects.filter(pk=part.pk).update(unit=unit)
        part.refresh_from_db()
        return part
    if whole:
        LevelProposal.objects.filter(part=part).update(part=other)
        Part.objects.filter(pk=part.pk).update(state=PASSED, passed_to=unit)
    return _joined(part, unit, other, told)


def _joined(part: Part, unit: Unit, other: Part | None, reason: str) -> Part:
    """The part that takes the targets in: one that is still written, or a new one with the days of that which they
    come from."""
    if other is None:
        return Part.objects.create(
            entity_id=part.entity_id,
            formulation=part.formulation,
            unit=unit,
            state=DRAFTING,
            opens_on=part.opens_on,
            until=part.until,
            window_reason=part.window_reason,
        )
    if other.state not in (*WRITABLE, PASSED):
        raise Refused(Finding(HANDED_IN.code, HANDED_IN.severity, facts={"unit": unit.name}))
    state = DRAFTING if other.state in (NOT_BEGUN, PASSED) else other.state
    Part.objects.filter(pk=other.pk).update(passed_to=None)
    return move_part(other, other.state, state=state)


def reported_by(data: TargetData, before: int, after: int) -> TargetData:
    """The same promise, reported by another unit: it takes the place of the one before and contributes no more."""
    others = [unit for unit in data.units if unit not in (before, after)]
    counting: dict[int, Counting] = {unit: data.counting[unit] for unit in others if unit in data.counting}
    return replace(data, units=(after, *others), reporting_unit=after, counting=counting)
