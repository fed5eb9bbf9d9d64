"""The rows of versions as the lines that they print, and a version as its matrix."""

from collections.abc import Mapping, Sequence

from rumbo.apps.plans.bridge.held import (
    Alignments,
    Units,
    alignments_held,
    hold,
    levels_held,
    targets_held,
    units_held,
)
from rumbo.apps.plans.models import Placement, PlanVersion
from rumbo.apps.remembering import remembering
from rumbo.content.periodicities import name_of
from rumbo.domain.plan.difference import Answering
from rumbo.domain.plan.matrix import Matrix, PlanLine, ServedTarget

PRINTED = (levels_held, targets_held, units_held, alignments_held)
"""What the lines of a version are made of."""


def matrix_of(version: PlanVersion) -> Matrix:
    """A version as the matrix it prints, in its order. A fixed number of queries, however many targets."""
    return Matrix(
        kind=version.layout or version.plan.kind,
        objective=version.objective,
        version=version.label,
        fiscal_year=version.plan.fiscal_year,
        lines=tuple(line for _, line in lines_of(version)),
    )


def lines_by_version(versions: Sequence[PlanVersion]) -> dict[int, list[tuple[int, PlanLine]]]:
    """The lines of each of a few versions, by its key: four queries, however many they are."""
    return lines_and_answering(versions)[0]


def lines_and_answering(
    versions: Sequence[PlanVersion],
) -> tuple[dict[int, list[tuple[int, PlanLine]]], dict[tuple[int, int], Answering]]:
    """The same, and with the same queries by key of version and of target who answers for it."""
    keys = [version.pk for version in versions]
    with remembering():
        hold(PlanVersion.objects.filter(pk__in=keys).values("pk"), keys, *PRINTED)
        lines = {version.pk: lines_of(version) for version in versions}
        answering = {
            (key, row.revision.target_id): units_held(key).get(row.revision_id, ())
            for key in keys
            for row in targets_held(key)
        }
    return lines, answering


def lines_of(version: PlanVersion) -> list[tuple[int, PlanLine]]:
    """The lines that a version prints, in its order, each with the key of its target. Four queries."""
    levels, units, alignments = _levels(version.pk), units_held(version.pk), alignments_held(version.pk)
    return [(row.revision.target_id, _line(row, levels, units, alignments)) for row in targets_held(version.pk)]


def _line(placed: Placement, levels: Mapping[int, Sequence[str]], units: Units, alignments: Alignments) -> PlanLine:
    revision, path = placed.revision, levels.get(placed.node_id or 0, ())
    return PlanLine(
        number=placed.number,
        statement=revision.statement,
        indicator=revision.indicator.name,
        measure_unit=revision.measure_unit,
        quantity=revision.quantity,
        units=tuple(name for name, _ in units.get(revision.pk, ())),
        objective=path[0] if path else "",
        programme=path[1] if len(path) > 1 else "",
        serves=_served(placed),
        start=revision.start,
        end=revision.end,
        periodicity=name_of(revision.periodicity),
        expense_type=revision.expense_type,
        funding_source=revision.funding_source,
        alignments=alignments.get(revision.pk, ()),
    )


def _levels(version_id: int) -> dict[int, list[str]]:
    """For each level of a version, the names from the top down to it."""
    nodes = {node.pk: node for node in levels_held(version_id)}
    paths: dict[int, list[str]] = {}
    for key, node in nodes.items():
        path, above = [node.name], node.parent_id
        while above:
            path.append(nodes[above].name)
            above = nodes[above].parent_id
        paths[key] = path[::-1]
    return paths


def _served(placed: Placement) -> ServedTarget | None:
    """The target of another plan that this one serves, as its latest revision says it."""
    said = vars(placed)
    if placed.serves_id is None or said["served_indicator"] is None:
        return None
    return ServedTarget(said["served_indicator"], said["served_unit"], said["served_quantity"])
