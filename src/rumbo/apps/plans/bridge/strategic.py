"""A strategic plan ⇄ rows: its objectives are levels, its targets stand under each with the years they programme, and
what it says of itself is kept as texts. Counts and shares are kept as printed."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from rumbo.apps.plans.bridge import Continues, NarrativeData, NodeData, TargetData
from rumbo.apps.plans.bridge.held import levels_held, targets_held, texts_held, years_held
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion, ReportKind
from rumbo.domain.annualization import rule_of
from rumbo.domain.document import Path
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.basis import rule_named
from rumbo.domain.plan.strategic import StrategicObjective, StrategicPlan, TermTarget, YearQuantity
from rumbo.domain.shapes import hints, item_of, optional

OBJECTIVE = "Objetivo estratégico"
NUMBER_ROOM = 20
Fold = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class SettledTargets:
    """What was settled of the targets of a document, by their path: of which earlier place one is another place, which
    places count upward, what each continues, the keys of the units that answer for it and where each value stood.
    `counting_by` is the annualization rule of a target that stands in a sentence, once a person said it; `standing`
    what another plan promises of a target that is also its own. `years` are the keys of the periods of the years."""

    years: Mapping[int, int]
    again: Mapping[Path, Path] = field(default_factory=dict)
    counting: frozenset[Path] = frozenset()
    counting_by: Mapping[Path, str] = field(default_factory=dict)
    standing: Mapping[Path, TargetData] = field(default_factory=dict)
    continues: Mapping[Path, Continues] = field(default_factory=dict)
    units: Mapping[Path, tuple[int, ...]] = field(default_factory=dict)
    origins: Mapping[Path, Mapping[str, Any]] = field(default_factory=dict)
    nodes: Mapping[tuple[str, str], str] = field(default_factory=dict)


def objective_nodes(plan: StrategicPlan, known: Mapping[tuple[str, str], str]) -> list[NodeData]:
    """The objectives as levels; one of an earlier version keeps its identity, of two of the same name the first."""
    taken: set[str] = set()
    nodes = []
    for at, each in enumerate(plan.objectives):
        name = each.statement or f"Objetivo {each.number}"
        uid = known.get((OBJECTIVE, name), "")
        printed = {
            "statement": each.statement,
            "announced_indicators": "" if each.announced_indicators is None else str(each.announced_indicators),
            "printed_share": each.printed_share,
        }
        nodes.append(
            NodeData(str(at), OBJECTIVE, name, code=each.number, node_uid="" if uid in taken else uid, printed=printed)
        )
        taken.add(uid)
    return nodes


def objective_targets(plan: StrategicPlan, settled: SettledTargets, fold: Fold) -> list[TargetData]:
    """The targets under their objectives, in the order of the document."""
    listed = strategic_targets(plan)
    places = {path: at for at, path in enumerate(listed)}
    return [term_target(each, path, str(path[1]), places, settled, fold) for path, each in listed.items()]


def strategic_targets(plan: StrategicPlan) -> dict[Path, TermTarget]:
    """The targets of a plan by their path, in its order."""
    return {
        ("objectives", at, "targets", number): target
        for at, objective in enumerate(plan.objectives)
        for number, target in enumerate(objective.targets)
    }


def term_target(
    target: TermTarget, path: Path, node: str, places: Mapping[Path, int], settled: SettledTargets, fold: Fold
) -> TargetData:
    """A target of several years as data to write; `places` are the indices of all targets by their path."""
    again, standing = settled.again.get(path), settled.standing.get(path)
    rule = rule_named(target.annualization, fold)
    return TargetData(
        number=target.number if 0 < len(target.number) <= NUMBER_ROOM else str(places[path] + 1),
        statement=target.statement,
        indicator=target.statement,
        quantity=target.term,
        report_kind=ReportKind.QUANTITY,
        annualization=rule.id if rule else "sum",
        programme_basis=standing.programme_basis if standing else "",
        programme=programmed_with(
            {settled.years[each.year]: each.quantity for each in target.years if each.year}, standing
        ),
        node=node,
        units=settled.units.get(path, ()),
        continues=settled.continues.get(path, Continues()),
        origin=settled.origins.get(path, {}),
        printed={
            "kind": target.kind,
            "number": target.number,
            "project_code": target.project_code,
            "annualization": target.annualization,
            "statement": target.statement,
        },
        again=None if again is None else places[again],
        counts=(path not in settled.again and path not in settled.again.values()) or path in settled.counting,
    )


def programmed_with(own: Mapping[int, Quantity | None], standing: TargetData | None) -> Mapping[int, Quantity | None]:
    """The programme of a document; a year of which it says no amount has that of the plan whose target it is too."""
    known = standing.programme if standing else {}
    return {key: known.get(key) if amount is None else amount for key, amount in own.items()}


def texts_of(content: Any) -> list[NarrativeData]:
    """What a document says of itself, field by field: its texts, its years and its counts."""
    found = []
    for each in fields(content):
        value = getattr(content, each.name)
        values = value if isinstance(value, tuple) else (value,)
        found += [NarrativeData(each.name, str(one)) for one in values if isinstance(one, str | int) and str(one)]
    return found


def said_texts(kind: Any, version: PlanVersion) -> dict[str, Any]:
    """The fields of a content that `texts_of` kept."""
    listed: defaultdict[str, list[str]] = defaultdict(list)
    for each in texts_held(version.pk):
        listed[each.kind].append(each.text)
    said: dict[str, Any] = {}
    for name, hint in hints(kind).items():
        if name in listed:
            inner, _ = optional(hint)
            said[name] = tuple(listed[name]) if item_of(inner) else inner(listed[name][0])
    return said


def strategic_of(version: PlanVersion) -> StrategicPlan:
    """A version as the strategic plan it prints. A fixed number of queries, however many targets."""
    below = targets_below(version)
    objectives = tuple(
        StrategicObjective(
            number=node.code,
            statement=worded(node, "statement"),
            announced_indicators=int(node.printed["announced_indicators"])
            if node.printed.get("announced_indicators")
            else None,
            printed_share=node.printed.get("printed_share", ""),
            targets=tuple(below[node.pk]),
        )
        for node in levels_held(version.pk)
    )
    return StrategicPlan(**said_texts(StrategicPlan, version), objectives=objectives)


def worded(node: NodeRevision, field: str) -> str:
    """The words of a level as its document says them; as they are now where somebody wrote or changed them since."""
    printed: str = node.printed.get(field, node.name)
    return node.name if printed or node.name != f"Objetivo {node.code}" else printed


def number_of(placed: Placement) -> str:
    """The number of a target as its document prints it, or as it was changed since."""
    printed: str = placed.printed.get("number", placed.number)
    return placed.number if 0 < len(printed) <= NUMBER_ROOM else printed


def targets_below(version: PlanVersion) -> Mapping[int | None, list[TermTarget]]:
    """The targets of several years that a version places, by the key of their level, in its order."""
    years = years_held(version.pk)
    below: defaultdict[int | None, list[TermTarget]] = defaultdict(list)
    for each in targets_held(version.pk):
        told = years.get(each.revision_id, {}).items()
        below[each.node_id].append(_term_target(each, tuple(YearQuantity(year, amount) for year, amount in told)))
    return below


def _term_target(placed: Placement, years: tuple[YearQuantity, ...]) -> TermTarget:
    revision, printed = placed.revision, placed.printed
    amount: Quantity | None = revision.quantity
    return TermTarget(
        statement=revision.statement,
        kind=printed.get("kind", ""),
        number=number_of(placed),
        project_code=printed.get("project_code", ""),
        annualization=_spoken(printed.get("annualization", ""), revision.annualization),
        term=amount,
        years=years,
    )


def _spoken(printed: str, rule: str) -> str:
    """The type of annualization as its document writes it, unless it has been changed since."""
    known = rule_named(printed, str.casefold)
    return printed if known is None or known.id == rule else rule_of(rule).name


def shared_groups(targets: Mapping[Path, TermTarget], fold: Fold) -> Iterator[tuple[Path, ...]]:
    """The targets that stand in several places with the same words and amounts, each by its paths in order."""
    groups: defaultdict[tuple[Any, ...], list[Path]] = defaultdict(list)
    for path, each in targets.items():
        if each.statement:
            said = (fold(each.kind), each.number, each.project_code, fold(each.statement))
            groups[*said, fold(each.annualization), each.term, each.years].append(path)
    for paths in groups.values():
        if len({path[:-1] for path in paths}) > 1:
            yield tuple(paths)
