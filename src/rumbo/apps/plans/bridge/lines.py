"""The rows of versions as the lines that they print, and a version as its matrix."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from rumbo.apps.plans.bridge.held import levels_held
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion, TargetAlignment, TargetRevision, TargetUnit
from rumbo.content.periodicities import name_of
from rumbo.domain.plan.matrix import Alignment, Matrix, PlanLine, ServedTarget

Keys = QuerySet[Any, Any]
"""Keys of rows as part of another query."""

PRINTED = (
    "node_id",
    "revision_id",
    "revision__target_id",
    "serves_id",
    "number",
    "revision__statement",
    "revision__indicator__name",
    "revision__measure_unit",
    "revision__quantity",
    "revision__start",
    "revision__end",
    "revision__periodicity",
    "revision__expense_type",
    "revision__funding_source",
)


def matrix_of(version: PlanVersion) -> Matrix:
    """A version as the matrix it prints, in its order. A fixed number of queries, however many targets."""
    return Matrix(
        kind=version.layout or version.plan.kind,
        objective=version.objective,
        version=version.label,
        fiscal_year=version.plan.fiscal_year,
        lines=tuple(line for _, line in lines_of(version)),
    )


def lines_of(version: PlanVersion) -> list[tuple[int, PlanLine]]:
    """The lines that a version prints, in its order, each with the key of its target."""
    return lines_by_version([version])[version.pk]


def lines_by_version(versions: Sequence[PlanVersion]) -> dict[int, list[tuple[int, PlanLine]]]:
    """The lines of each of a few versions, by its key. As many queries as for one: four, or five."""
    keys = [version.pk for version in versions]
    placed = Placement.objects.filter(version__in=keys)
    rows = list(placed.order_by("ordinal").values("version_id", *PRINTED))
    # By a join, never by a list of keys: a version may hold tens of thousands.
    revisions = placed.values("revision")
    levels, units, alignments = _levels(keys), _units(revisions), _alignments(revisions)
    serving = any(row["serves_id"] for row in rows)
    served = _served(placed.filter(serves__isnull=False).values("serves")) if serving else {}
    found: dict[int, list[tuple[int, PlanLine]]] = {key: [] for key in keys}
    for row in rows:
        line = _line(row, levels, units, alignments, served)
        found[row["version_id"]].append((row["revision__target_id"], line))
    return found


def _line(
    row: Mapping[str, Any],
    levels: Mapping[int, Sequence[str]],
    units: Mapping[int, tuple[str, ...]],
    alignments: Mapping[int, tuple[Alignment, ...]],
    served: Mapping[int, ServedTarget],
) -> PlanLine:
    path = levels.get(row["node_id"] or 0, ())
    return PlanLine(
        number=row["number"],
        statement=row["revision__statement"],
        indicator=row["revision__indicator__name"],
        measure_unit=row["revision__measure_unit"],
        quantity=row["revision__quantity"],
        units=units.get(row["revision_id"], ()),
        objective=path[0] if path else "",
        programme=path[1] if len(path) > 1 else "",
        serves=served.get(row["serves_id"] or 0),
        start=row["revision__start"],
        end=row["revision__end"],
        periodicity=name_of(row["revision__periodicity"]),
        expense_type=row["revision__expense_type"],
        funding_source=row["revision__funding_source"],
        alignments=alignments.get(row["revision_id"], ()),
    )


def _levels(versions: Sequence[int]) -> dict[int, list[str]]:
    """For each level of these versions, the names from the top down to it."""
    several = NodeRevision.objects.filter(version__in=versions)
    nodes = {node.pk: node for node in (levels_held(versions[0]) if len(versions) == 1 else several)}
    paths: dict[int, list[str]] = {}
    for key, node in nodes.items():
        path, above = [node.name], node.parent_id
        while above:
            path.append(nodes[above].name)
            above = nodes[above].parent_id
        paths[key] = path[::-1]
    return paths


def _units(revisions: Keys) -> defaultdict[int, tuple[str, ...]]:
    rows = TargetUnit.objects.filter(revision__in=revisions).order_by("revision", "ordinal")
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for revision, name in rows.values_list("revision_id", "unit__name"):
        found[revision] += (name,)
    return found


def _alignments(revisions: Keys) -> defaultdict[int, tuple[Alignment, ...]]:
    rows = TargetAlignment.objects.filter(revision__in=revisions).order_by("revision", "ordinal")
    columns = ("revision_id", "catalogue_key", "entry__code", "entry__name", "as_written", "number")
    found: defaultdict[int, tuple[Alignment, ...]] = defaultdict(tuple)
    for revision, catalogue, code, name, written, number in rows.values_list(*columns):
        found[revision] += (Alignment(catalogue, code or "", name or written, number),)
    return found


def _served(targets: Keys) -> dict[int, ServedTarget]:
    """The targets of another plan that these serve, by their latest revision."""
    rows = TargetRevision.objects.filter(target__in=targets).order_by("pk")
    columns = ("target_id", "indicator__name", "measure_unit", "quantity")
    return {
        target: ServedTarget(indicator, unit, quantity)
        for target, indicator, unit, quantity in rows.values_list(*columns)
    }
