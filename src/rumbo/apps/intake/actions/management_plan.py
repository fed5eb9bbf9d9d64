"""The institutional management plan that a plan of action serves: read from the same lines, kept as the plan it is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rumbo.apps.audit.actor import Actor
from rumbo.apps.intake.actions.targets import ServedKey, levels_of, node_key, served_key, spaced
from rumbo.apps.intake.models import Intake
from rumbo.apps.intake.queries import MANAGEMENT
from rumbo.apps.plans.actions import create_plan, draft_version, propose_version, return_version, write_version
from rumbo.apps.plans.bridge import TargetData, matrix_of, target_data
from rumbo.apps.plans.models import Period, Placement, Plan, PlanVersion, Target, VersionState
from rumbo.apps.plans.queries import known_nodes
from rumbo.domain.plan.matrix import Matrix, PlanLine, ServedTarget

NAME = "Plan de gestión institucional"
Standing = dict[ServedKey, tuple[PlanLine, TargetData]]


def management_targets(actor: Actor, intake: Intake, matrix: Matrix, year: Period) -> Mapping[ServedKey, Target]:
    """The targets that the lines serve, by `served_key`; those that the plan lacks, or has with another amount, make
    its next version, which keeps what other documents brought.

    One indicator that three actions serve is one target. A document that says nothing of a management plan gives none.
    """
    lines = _served_lines(matrix)
    if not lines:
        return {}
    plan = Plan.objects.filter(entity_id=intake.entity_id, kind=MANAGEMENT).first()
    plan = plan or create_plan(actor, intake.entity, NAME, MANAGEMENT)
    standing = _standing(plan, intake)
    wanted = {key: _asked(line, standing.get(key), year) for key, line in lines.items()}
    if all(key in standing and wanted[key] == standing[key][1] for key in wanted):
        return {key: data.continues.target for key, data in wanted.items() if data.continues.target}
    return _write(actor, intake, plan, standing | {key: (lines[key], wanted[key]) for key in lines})


def proposed_with(intake: Intake) -> list[PlanVersion]:
    """The versions of the management plan that came with a document and wait for the same act."""
    return list(_versions_with(intake).filter(state=VersionState.PROPOSED))


def return_with(actor: Actor, intake: Intake, reason: str) -> None:
    """Returns what came with a document together with it."""
    for version in proposed_with(intake):
        return_version(actor, version, reason=reason)


def _versions_with(intake: Intake):  # type: ignore[no-untyped-def]
    return PlanVersion.objects.filter(entity_id=intake.entity_id, plan__kind=MANAGEMENT, source=intake.file)


def _served_lines(matrix: Matrix) -> dict[ServedKey, PlanLine]:
    """For each target of the management plan, a line of that plan, made of the first line that serves it."""
    lines: dict[ServedKey, PlanLine] = {}
    for line in matrix.lines:
        if line.serves is not None and line.serves.indicator:
            lines.setdefault(served_key(line), line)
    return lines


def _standing(plan: Plan, intake: Intake) -> Standing:
    """What the plan holds without what this document itself has written of it: each target with its line."""
    editable = (VersionState.DRAFT, VersionState.RETURNED)
    others = plan.versions.exclude(source=intake.file, state__in=editable).order_by("-number")
    version = others.first()
    if version is None:
        return {}
    placed = Placement.objects.filter(version=version).order_by("ordinal")
    data = target_data(list(placed.select_related("revision__indicator", "revision__target", "serves")))
    return {
        (spaced(line.objective), spaced(line.programme), spaced(line.indicator)): (line, each)
        for line, each in zip(matrix_of(version).lines, data, strict=True)
    }


def _asked(line: PlanLine, standing: tuple[PlanLine, TargetData] | None, year: Period) -> TargetData:
    """A served target as this document asks for it."""
    served = line.serves or ServedTarget("", "", None)
    if standing is None:
        fresh = TargetData(number="", statement=served.indicator, indicator=served.indicator)
    else:
        fresh = standing[1]
    programme = {**fresh.programme, year.pk: served.quantity}
    return replace(fresh, measure_unit=served.measure_unit, quantity=served.quantity, programme=programme)


def _write(actor: Actor, intake: Intake, plan: Plan, standing: Standing) -> dict[ServedKey, Target]:
    returned = _versions_with(intake).filter(state__in=(VersionState.DRAFT, VersionState.RETURNED)).first()
    version = returned or draft_version(actor, plan, source=intake.file)
    lines = [line for line, _ in standing.values()]
    targets = list(_numbered(standing.values()))
    placements = write_version(actor, version, levels_of(lines, known_nodes(intake.entity_id)), targets)
    propose_version(actor, version)
    return {key: placed.revision.target for key, placed in zip(standing, placements, strict=True)}


def _numbered(standing: Iterable[tuple[PlanLine, TargetData]]) -> Iterable[TargetData]:
    for ordinal, (line, data) in enumerate(standing, start=1):
        yield replace(data, number=str(ordinal), node=node_key(line))
