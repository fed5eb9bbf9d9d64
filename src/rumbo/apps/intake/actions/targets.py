"""The lines of a reading as the levels and targets that a version is written of. Steps that verbs share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rumbo.apps.catalogs.queries import entry_keys
from rumbo.apps.intake.bridge import Reading, origin_of
from rumbo.apps.plans.bridge import AlignmentData, Continues, NodeData, TargetData
from rumbo.apps.plans.models import ReportKind, Target
from rumbo.content.periodicities import calendar_code
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.matrix import Alignment, PlanLine

ServedKey = tuple[str, str, str]
Origin = dict[str, object]


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled before writing. `units` maps each name to its key, `served` each (objective, programme,
    indicator) of the management plan to its target, `continues` each line to what it continues; `year` is the key of
    the period of the year, `nodes` the identity of the levels that the entity already has, by kind and name,
    `reporters` which of several units named together reports."""

    units: Mapping[str, int]
    year: int
    served: Mapping[ServedKey, Target] = field(default_factory=dict)
    continues: Mapping[int, Continues] = field(default_factory=dict)
    nodes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    reporters: Mapping[tuple[str, ...], str] = field(default_factory=dict)


def origins_of(reading: Reading) -> list[Origin]:
    """Where each line of a reading stood: what takes longest to tell, and asks nothing of the database."""
    return [origin_of(reading.draft, index) for index in range(len(reading.matrix.lines))]


def targets_of(reading: Reading, settled: Settled, origins: Sequence[Origin]) -> list[TargetData]:
    """The targets of a reading, in its order, each with where it stood."""
    lines = reading.matrix.lines
    entries = entry_keys({(a.catalogue, a.code) for line in lines for a in line.alignments if a.code})
    return [_target(reading, index, settled, entries, origin) for index, origin in enumerate(origins)]


def levels_of(lines: Iterable[PlanLine], known: Mapping[tuple[str, str], str]) -> list[NodeData]:
    """The objectives and, under each, its programmes, in the order in which the document names them.

    A level of an earlier plan keeps its identity; of two of the same name in one document only the first can.
    """
    nodes: dict[str, NodeData] = {}
    taken: set[str] = set()
    for line in lines:
        for key, kind, name, parent in _path(line):
            if key not in nodes:
                uid = known.get((kind, name), "")
                nodes[key] = NodeData(
                    key=key, kind=kind, name=name, parent=parent, node_uid="" if uid in taken else uid
                )
                taken.add(uid)
    return list(nodes.values())


def _path(line: PlanLine) -> Iterator[tuple[str, str, str, str]]:
    above = ""
    for kind, name in (("Objetivo estratégico", line.objective), ("Programa", line.programme)):
        if name:
            key = f"{above}›{spaced(name)}"
            yield key, kind, name, above
            above = key


def node_key(line: PlanLine) -> str:
    """The key of the lowest level a line stands under."""
    return next((key for key, *_ in reversed(list(_path(line)))), "")


def served_key(line: PlanLine) -> ServedKey:
    """What tells one target of the management plan from another."""
    named = (line.objective, line.programme, line.serves.indicator if line.serves else "")
    return (spaced(named[0]), spaced(named[1]), spaced(named[2]))


def spaced(name: str) -> str:
    """A name with one blank between its words: a level is not another one for two that nobody sees."""
    return " ".join(name.split())


def _target(
    reading: Reading, index: int, settled: Settled, entries: Mapping[tuple[str, str], int], origin: Origin
) -> TargetData:
    line = reading.matrix.lines[index]
    return TargetData(
        number=line.number or str(index + 1),
        statement=line.statement,
        indicator=line.indicator or line.statement,
        measure_unit=line.measure_unit,
        quantity=line.quantity,
        report_kind=report_kind_of(line, followed=reading.draft.has("progress") and not reading.matrix.achieved),
        start=line.start,
        end=line.end,
        periodicity=calendar_code(line.periodicity),
        expense_type=line.expense_type,
        funding_source=line.funding_source,
        units=tuple(dict.fromkeys(settled.units[name] for name in line.units)),
        reporting_unit=settled.units.get(settled.reporters.get(line.units, "")),
        alignments=tuple(_alignment(each, entries) for each in line.alignments),
        programme={settled.year: line.quantity},
        node=node_key(line),
        serves=settled.served.get(served_key(line)) if line.serves else None,
        continues=settled.continues.get(index, Continues()),
        origin=origin,
    )


def report_kind_of(line: PlanLine, *, followed: bool) -> str:
    """What a target will be reported in: what its document follows it up in, a percentage (`followed`) where it tells
    no quantities of what was done. A target of one single thing too: in units it would stand at zero until the last
    day.

    The planning office may choose another kind before the version is approved.
    """
    return ReportKind.PERCENTAGE if followed or line.quantity == Quantity.of(1) else ReportKind.QUANTITY


def _alignment(alignment: Alignment, entries: Mapping[tuple[str, str], int]) -> AlignmentData:
    key = (alignment.catalogue, alignment.code)
    return AlignmentData(alignment.catalogue, alignment.name, entries.get(key), alignment.number)
