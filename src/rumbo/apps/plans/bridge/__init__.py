"""Rows of plans ⇄ domain values: what a version holds as values, and a version's rows as the matrix it prints."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from rumbo.apps.plans.models import (
    LineageKind,
    Milestone,
    NodeRevision,
    Placement,
    PlanVersion,
    ProgrammeEntry,
    ReportKind,
    Target,
    TargetAlignment,
    TargetFunding,
    TargetRevision,
    TargetUnit,
)
from rumbo.content.periodicities import name_of
from rumbo.domain.followup.contributing import Counting
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.matrix import Alignment, Matrix, PlanLine, ServedTarget


@dataclass(frozen=True, slots=True)
class NodeData:
    """A level to write. `key` names it among its siblings of the same call; `parent` is the key of the one above.

    `node_uid` keeps the identity of a level of an earlier version or of another plan.
    """

    key: str
    kind: str
    name: str
    parent: str = ""
    code: str = ""
    weight: Quantity | None = None
    node_uid: str = ""
    printed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NarrativeData:
    """A text of a plan to write; `kind` is the field of its layout."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class AlignmentData:
    """A link to write: the catalogue, the entry where one was settled, and the text as it was written."""

    catalogue_key: str
    as_written: str
    entry_id: int | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneData:
    """A dated step to write, with its weight."""

    title: str
    due: date
    weight: Quantity


@dataclass(frozen=True, slots=True)
class FundingData:
    """What a target costs from one source of funding, in centavos."""

    source: str
    amount: int


@dataclass(frozen=True, slots=True)
class Continues:
    """What a target continues: an earlier target, how, and why. Of kind `new` nothing is continued; one that merges
    several names the others too."""

    kind: LineageKind = LineageKind.NEW
    target: Target | None = None
    reason: str = ""
    others: tuple[Target, ...] = ()

    @property
    def origins(self) -> tuple[Target | None, ...]:
        """Every earlier target that it continues; a single None where it is new."""
        return (self.target, *self.others)

    @property
    def keeps_identity(self) -> bool:
        """Same and reworded stay the same target; every other kind is a target of its own."""
        return self.kind in (LineageKind.SAME, LineageKind.REWORDED)


@dataclass(frozen=True, slots=True)
class TargetData:
    """A target to write, with everything a revision freezes. `units` are keys in order; the first reports, unless
    `reporting_unit` says another. `counting` says of each other one, by its key, what becomes of its amount; of one
    that it does not name, what the target said before, else it only informs. `programme` maps period keys to a quantity
    or to None for not programmed.

    One that stands in several places is written once: `again` is the index of the target, earlier in the same list, of
    which this is another place. Of all its places only one `counts`.
    """

    number: str
    statement: str
    indicator: str
    measure_unit: str = ""
    quantity: Quantity | None = None
    report_kind: str = ReportKind.QUANTITY
    annualization: str = "sum"
    programme_basis: str = ""
    baseline: Quantity | None = None
    opening_value: Quantity | None = None
    opening_source: str = ""
    opening_day: date | None = None
    start: date | None = None
    end: date | None = None
    periodicity: str = ""
    expense_type: str = ""
    funding_source: str = ""
    expected_evidence: str = ""
    units: tuple[int, ...] = ()
    reporting_unit: int | None = None
    counting: Mapping[int, Counting] = field(default_factory=dict)
    alignments: tuple[AlignmentData, ...] = ()
    programme: Mapping[int, Quantity | None] = field(default_factory=dict)
    milestones: tuple[MilestoneData, ...] = ()
    funding: tuple[FundingData, ...] = ()
    node: str = ""
    weight: Quantity | None = None
    serves: Target | None = None
    continues: Continues = Continues()
    origin: Mapping[str, Any] = field(default_factory=dict)
    printed: Mapping[str, Any] = field(default_factory=dict)
    again: int | None = None
    counts: bool = True

    @property
    def reporting(self) -> int | None:
        """The key of the unit that reports."""
        return self.reporting_unit if self.reporting_unit is not None else next(iter(self.units), None)

    @property
    def contributing(self) -> dict[int, Counting | None]:
        """The keys of the other units in order, each with what becomes of its amount; None of one that nobody said."""
        return {unit: self.counting.get(unit) for unit in self.units if unit != self.reporting}


CHUNK = 500
"""So many targets are read or written together."""

REVISION_COLUMNS = (
    "statement",
    "measure_unit",
    "quantity",
    "report_kind",
    "annualization",
    "programme_basis",
    "baseline",
    "opening_value",
    "opening_source",
    "opening_day",
    "start",
    "end",
    "periodicity",
    "expense_type",
    "funding_source",
    "expected_evidence",
)


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
    nodes = {node.pk: node for node in NodeRevision.objects.filter(version__in=versions)}
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


@dataclass(frozen=True, slots=True)
class Attached:
    """What hangs from a revision: units in order, the one that reports and what becomes of the amounts of the others,
    alignments, programme, milestones, money."""

    units: tuple[int, ...] = ()
    reporting_unit: int | None = None
    counting: Mapping[int, Counting] = field(default_factory=dict)
    alignments: tuple[AlignmentData, ...] = ()
    programme: Mapping[int, Quantity | None] = field(default_factory=dict)
    milestones: tuple[MilestoneData, ...] = ()
    funding: tuple[FundingData, ...] = ()


def attached_to(revisions: Sequence[int]) -> dict[int, Attached]:
    """What hangs from each revision, by its key. Five queries for every five hundred, so that no list of keys grows
    past what a database takes."""
    found: dict[int, Attached] = {}
    for start in range(0, len(revisions), CHUNK):
        found |= _attached(revisions[start : start + CHUNK])
    return found


def _attached(revisions: Sequence[int]) -> dict[int, Attached]:
    units: defaultdict[int, list[TargetUnit]] = defaultdict(list)
    for unit in TargetUnit.objects.filter(revision__in=revisions).order_by("ordinal"):
        units[unit.revision_id].append(unit)
    aligned: defaultdict[int, list[AlignmentData]] = defaultdict(list)
    for each in TargetAlignment.objects.filter(revision__in=revisions).order_by("ordinal"):
        written = AlignmentData(each.catalogue_key, each.as_written, each.entry_id, each.number)
        aligned[each.revision_id].append(written)
    programme: defaultdict[int, dict[int, Quantity | None]] = defaultdict(dict)
    for entry in ProgrammeEntry.objects.filter(revision__in=revisions):
        programme[entry.revision_id][entry.period_id] = entry.quantity
    milestones: defaultdict[int, list[MilestoneData]] = defaultdict(list)
    for step in Milestone.objects.filter(revision__in=revisions).order_by("ordinal"):
        milestones[step.revision_id].append(MilestoneData(step.title, step.due, step.weight))
    funding: defaultdict[int, list[FundingData]] = defaultdict(list)
    for money in TargetFunding.objects.filter(revision__in=revisions).order_by("ordinal"):
        funding[money.revision_id].append(FundingData(money.source, money.amount))
    return {
        key: Attached(
            units=tuple(each.unit_id for each in units[key]),
            reporting_unit=next((each.unit_id for each in units[key] if each.reports), None),
            counting={each.unit_id: Counting(each.counting) for each in units[key] if not each.reports},
            alignments=tuple(aligned[key]),
            programme=programme[key],
            milestones=tuple(milestones[key]),
            funding=tuple(funding[key]),
        )
        for key in revisions
    }


def target_data(placements: Sequence[Placement]) -> list[TargetData]:
    """What placed targets promise, as data to write again: each continues itself. As many queries as `attached_to`."""
    attached = attached_to(list({placement.revision_id for placement in placements}))
    first: dict[int, int] = {}
    for at, each in enumerate(placements):
        first.setdefault(each.revision_id, at)
    return [
        _data(each, attached[each.revision_id], first[each.revision_id] if first[each.revision_id] < at else None)
        for at, each in enumerate(placements)
    ]


def _data(placement: Placement, attached: Attached, again: int | None) -> TargetData:
    revision = placement.revision
    return TargetData(
        number=placement.number,
        indicator=revision.indicator.name,
        units=attached.units,
        reporting_unit=attached.reporting_unit,
        counting=attached.counting,
        alignments=attached.alignments,
        programme=attached.programme,
        milestones=attached.milestones,
        funding=attached.funding,
        node=str(placement.node_id or ""),
        weight=placement.weight,
        serves=placement.serves,
        continues=Continues(LineageKind.SAME, revision.target),
        origin=revision.origin,
        printed=placement.printed,
        again=again,
        counts=placement.counts,
        **{column: getattr(revision, column) for column in REVISION_COLUMNS},
    )
