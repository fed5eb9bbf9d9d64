"""The institutional management plan that a plan of action serves: read from the same lines, kept as the plan it is."""

from collections.abc import Mapping

from rumbo.apps.audit.actor import Actor
from rumbo.apps.intake.bridge import levels_of, node_key, served_key
from rumbo.apps.intake.models import Intake
from rumbo.apps.plans.actions import create_plan, draft_version, propose_version, write_version
from rumbo.apps.plans.bridge import Continues, TargetData
from rumbo.apps.plans.models import LineageKind, Period, Plan, PlanVersion, Target, VersionState
from rumbo.apps.plans.queries import known_nodes, latest_targets
from rumbo.domain.plan.matrix import Matrix, PlanLine, ServedTarget

KIND = "management_plan"
Key = tuple[str, str, str]


def management_targets(actor: Actor, intake: Intake, matrix: Matrix, year: Period) -> Mapping[Key, Target]:
    """The targets that the lines serve, by `served_key`; those that the plan lacks make its next version.

    One indicator that three actions serve is one target. A document that says nothing of a management plan gives none.
    """
    lines = _first_lines(matrix)
    if not lines:
        return {}
    plan = Plan.objects.filter(entity_id=intake.entity_id, kind=KIND).first() or create_plan(
        actor, intake.entity, "Plan de gestión institucional", KIND
    )
    known = latest_targets(plan)
    if all(_indicator(line) in known for line in lines.values()):
        return {key: known[_indicator(line)] for key, line in lines.items()}
    return _next_version(actor, intake, plan, lines, known, year)


def _first_lines(matrix: Matrix) -> dict[Key, PlanLine]:
    """For each target of the management plan, the first line that serves it."""
    lines: dict[Key, PlanLine] = {}
    for line in matrix.lines:
        if line.serves is not None and line.serves.indicator:
            lines.setdefault(served_key(line), line)
    return lines


def _indicator(line: PlanLine) -> str:
    return line.serves.indicator if line.serves else ""


def _next_version(
    actor: Actor,
    intake: Intake,
    plan: Plan,
    lines: Mapping[Key, PlanLine],
    known: Mapping[str, Target],
    year: Period,
) -> dict[Key, Target]:
    version = draft_version(actor, plan, source=intake.file)
    targets = [_target(ordinal, line, known, year) for ordinal, line in enumerate(lines.values(), start=1)]
    nodes = levels_of(lines.values(), known_nodes(intake.entity_id))
    placements = write_version(actor, version, nodes, targets)
    propose_version(actor, version)
    return {key: placed.revision.target for key, placed in zip(lines, placements, strict=True)}


def _target(ordinal: int, line: PlanLine, known: Mapping[str, Target], year: Period) -> TargetData:
    served = line.serves or ServedTarget("", "", None)
    before = known.get(served.indicator)
    return TargetData(
        number=str(ordinal),
        statement=served.indicator,
        indicator=served.indicator,
        measure_unit=served.measure_unit,
        quantity=served.quantity,
        programme={year.pk: served.quantity},
        node=node_key(line),
        continues=Continues(LineageKind.SAME, before) if before else Continues(),
    )


def approve_with(intake: Intake) -> list[PlanVersion]:
    """The versions of the management plan that came with a document and wait for the same act."""
    return list(
        PlanVersion.objects.filter(
            entity_id=intake.entity_id, plan__kind=KIND, state=VersionState.PROPOSED, source=intake.file
        )
    )
