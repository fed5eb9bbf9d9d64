"""Rows of plans ⇄ domain values: what a version holds as values, and a version's rows as the matrix it prints."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from rumbo.apps.plans.bridge.lines import lines_and_answering as lines_and_answering
from rumbo.apps.plans.bridge.lines import lines_by_version as lines_by_version
from rumbo.apps.plans.bridge.lines import lines_of as lines_of
from rumbo.apps.plans.bridge.lines import matrix_of as matrix_of
from rumbo.apps.plans.models import (
    LineageKind,
    Milestone,
    Placement,
    ProgrammeEntry,
    ReportKind,
    Target,
    TargetAlignment,
    TargetFunding,
    TargetUnit,
)
from rumbo.domain.followup.contributing import Counting
from rumbo.domain.numbers import Quantity


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


@dataclass(frozen=True, slots=True)
class Hanging:
    """The rows that hang from revisions, by the key of each, in order."""

    units: Mapping[int, Sequence[TargetUnit]]
    alignments: Mapping[int, Sequence[TargetAlignment]]
    programme: Mapping[int, Sequence[ProgrammeEntry]]
    milestones: Mapping[int, Sequence[Milestone]]
    funding: Mapping[int, Sequence[TargetFunding]]

    def of(self, key: int) -> Attached:
        """What hangs from one revision, as data."""
        units = self.units.get(key, ())
        return Attached(
            units=tuple(each.unit_id for each in units),
            reporting_unit=next((each.unit_id for each in units if each.reports), None),
            counting={each.unit_id: Counting(each.counting) for each in units if not each.reports},
            alignments=tuple(
                AlignmentData(each.catalogue_key, each.as_written, each.entry_id, each.number)
                for each in self.alignments.get(key, ())
            ),
            programme={each.period_id: each.quantity for each in self.programme.get(key, ())},
            milestones=tuple(MilestoneData(each.title, each.due, each.weight) for each in self.milestones.get(key, ())),
            funding=tuple(FundingData(each.source, each.amount) for each in self.funding.get(key, ())),
        )


def hanging_from(revisions: Sequence[int], *, dated: bool = True) -> Hanging:
    """What hangs from revisions, with its unit, its entry and its period. Five queries for every five hundred, so that
    no list of keys grows past what a database takes; three without what is `dated` (programme and milestones), which a
    form that does not show it leaves out."""
    return Hanging(
        units=_by_revision(TargetUnit.objects.select_related("unit").order_by("ordinal"), revisions),
        alignments=_by_revision(TargetAlignment.objects.select_related("entry").order_by("ordinal"), revisions),
        programme=_by_revision(ProgrammeEntry.objects.select_related("period"), revisions if dated else ()),
        milestones=_by_revision(Milestone.objects.order_by("ordinal"), revisions if dated else ()),
        funding=_by_revision(TargetFunding.objects.order_by("ordinal"), revisions),
    )


def _by_revision(rows: QuerySet[Any], revisions: Sequence[int]) -> dict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for start in range(0, len(revisions), CHUNK):
        for row in rows.filter(revision__in=revisions[start : start + CHUNK]):
            found[row.revision_id].append(row)
    return found


def attached_to(revisions: Sequence[int]) -> dict[int, Attached]:
    """What hangs from each revision, by its key. As many queries as `hanging_from`."""
    hanging = hanging_from(revisions)
    return {key: hanging.of(key) for key in revisions}


def target_data(placements: Sequence[Placement], hanging: Hanging | None = None) -> list[TargetData]:
    """What placed targets promise, as data to write again: each continues itself. As many queries as `hanging_from`;
    none where that was read already."""
    keys = list(dict.fromkeys(placement.revision_id for placement in placements))
    hanging = hanging or hanging_from(keys)
    attached = {key: hanging.of(key) for key in keys}
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
