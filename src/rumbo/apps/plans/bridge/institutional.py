"""An institutional plan of action ⇄ rows: its components are levels; under them its projects, its processes and the
plans that it brings together, each with what the document prints of it; goals and indicators are targets."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from rumbo.apps.plans.bridge import Continues, NodeData, TargetData
from rumbo.apps.plans.bridge.held import levels_held, targets_held
from rumbo.apps.plans.bridge.strategic import (
    NUMBER_ROOM,
    OBJECTIVE,
    SettledTargets,
    number_of,
    programmed_with,
    said_texts,
    targets_below,
    term_target,
    worded,
)
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion, ReportKind
from rumbo.content.periodicities import calendar_code, catalogue_code
from rumbo.domain.annualization import UNSAID
from rumbo.domain.document import Path
from rumbo.domain.plan.institutional import (
    Component,
    InstitutionalPlan,
    IntegratedPlan,
    InvestmentProject,
    NumberedObjective,
    OwnerPlans,
    ProcessIndicator,
    ProcessIndicators,
    RiskCount,
)
from rumbo.domain.plan.stated import Operator, StatedTarget
from rumbo.domain.plan.strategic import TermTarget
from rumbo.domain.shapes import as_plain, from_plain

COMPONENT, PROJECT, PROCESS = "Componente", "Proyecto de inversión", "Proceso"
OWNER, INTEGRATED = "Dependencia", "Plan integrado"
Fold = Callable[[str], str]
L = TypeVar("L")
Under = Mapping[str, str]
"""The key of the component under which projects, processes and integrated plans stand, by what they are."""


def institutional_nodes(plan: InstitutionalPlan, known: Mapping[tuple[str, str], str], under: Under) -> list[NodeData]:
    """The levels of a plan in its order; those of an earlier document keep their identity."""
    taken: set[str] = set()
    nodes = []
    for data in _nodes(plan, under):
        uid = known.get((data.kind, data.name), "")
        nodes.append(_with_uid(data, "" if uid in taken else uid))
        taken.add(uid)
    return nodes


def _with_uid(data: NodeData, uid: str) -> NodeData:
    return NodeData(data.key, data.kind, data.name, data.parent, data.code, node_uid=uid, printed=data.printed)


def _nodes(plan: InstitutionalPlan, under: Under) -> Iterator[NodeData]:
    for at, objective in enumerate(plan.objectives):
        name = objective.statement or f"Objetivo {objective.number}"
        yield NodeData(f"o{at}", OBJECTIVE, name, code=objective.number, printed=as_plain(objective))
    for at, component in enumerate(plan.components):
        yield NodeData(component_key(at), COMPONENT, component.name, code=component.number, printed=as_plain(component))
    for at, project in enumerate(plan.projects):
        told = {name: each for name, each in as_plain(project).items() if name != "goals"}
        yield NodeData(f"projects/{at}", PROJECT, project.name, under.get("projects", ""), project.code, printed=told)
    for at, process in enumerate(plan.processes):
        told = {"number": process.number, "name": process.name}
        yield NodeData(
            f"processes/{at}", PROCESS, process.name, under.get("processes", ""), process.number, printed=told
        )
    for at, owner in enumerate(plan.integrated_plans):
        key = f"integrated_plans/{at}"
        yield NodeData(key, OWNER, owner.unit, under.get("integrated_plans", ""), printed={"unit": owner.unit})
        for number, each in enumerate(owner.plans):
            yield NodeData(f"{key}/{number}", INTEGRATED, each.name, key, each.catalogue_code, printed=as_plain(each))


def component_key(at: int) -> str:
    """The key of a component by its place."""
    return f"components/{at}"


def institutional_goals(plan: InstitutionalPlan) -> dict[Path, TermTarget]:
    """The goals of the projects by their path, in order."""
    return {
        ("projects", at, "goals", number): goal
        for at, project in enumerate(plan.projects)
        for number, goal in enumerate(project.goals)
    }


def institutional_indicators(plan: InstitutionalPlan) -> dict[Path, ProcessIndicator]:
    """The indicators of the processes by their path, in order."""
    return {
        ("processes", at, "indicators", number): each
        for at, process in enumerate(plan.processes)
        for number, each in enumerate(process.indicators)
    }


def institutional_targets(plan: InstitutionalPlan, settled: SettledTargets, fold: Fold) -> list[TargetData]:
    """The goals and then the indicators, each under its project or process."""
    goals, indicators = institutional_goals(plan), institutional_indicators(plan)
    places = {path: at for at, path in enumerate((*goals, *indicators))}
    found = [term_target(goal, path, _above(path), places, settled, fold) for path, goal in goals.items()]
    return found + [_indicator(each, path, plan, places[path], settled) for path, each in indicators.items()]


def _above(path: Path) -> str:
    return f"{path[0]}/{path[1]}"


def _indicator(
    each: ProcessIndicator, path: Path, plan: InstitutionalPlan, at: int, settled: SettledTargets
) -> TargetData:
    """A target that stands in a sentence. How it is counted a person said; until then it is `unsaid` and has no
    percentage; the target of a plan of several years is counted as that plan says. Its months are the days between
    which it owes reports."""
    stated, standing = each.target, settled.standing.get(path)
    year = settled.years.get(plan.fiscal_year or 0)
    start, end = days_of(stated, plan.fiscal_year)
    return TargetData(
        number=each.number if 0 < len(each.number) <= NUMBER_ROOM else str(at + 1),
        statement=each.statement,
        indicator=each.statement,
        measure_unit=stated.measure_unit,
        quantity=standing.quantity if standing else stated.quantity,
        report_kind=ReportKind.QUANTITY,
        annualization=standing.annualization if standing else settled.counting_by.get(path, UNSAID.id),
        programme_basis=standing.programme_basis if standing else "",
        baseline=standing.baseline if standing else None,
        start=start,
        end=end,
        periodicity=calendar_code(stated.periodicity),
        programme=programmed_with({year: stated.quantity} if year else {}, standing),
        node=_above(path),
        units=settled.units.get(path, ()),
        continues=settled.continues.get(path, Continues()),
        origin=settled.origins.get(path, {}),
        printed={"number": each.number, "statement": each.statement, "target": as_plain(stated)},
    )


def days_of(stated: StatedTarget, year: int | None) -> tuple[date | None, date | None]:
    """The first and last day of the months in which a stated target is held; none where it says no months."""
    if not (year and stated.first_month and stated.last_month):
        return None, None
    return date(year, stated.first_month, 1), date(year, stated.last_month, monthrange(year, stated.last_month)[1])


def institutional_printed(plan: InstitutionalPlan) -> dict[str, Any]:
    """The counts of risks, which are announced and become no records of the plan."""
    return {"risks": as_plain(plan.risks), "printed_totals": as_plain(plan.printed_totals)}


def institutional_of(version: PlanVersion) -> InstitutionalPlan:
    """A version as the plan of action it prints. A fixed number of queries, however many targets."""
    nodes: defaultdict[str, list[NodeRevision]] = defaultdict(list)
    for node in levels_held(version.pk):
        nodes[node.kind].append(node)
    goals, indicators = targets_below(version), _indicators_below(version)
    plans: defaultdict[int | None, list[IntegratedPlan]] = defaultdict(list)
    for node in nodes[INTEGRATED]:
        plans[node.parent_id].append(_level(IntegratedPlan(""), node, "name", "catalogue_code"))
    totals = version.printed.get("printed_totals")
    return InstitutionalPlan(
        **said_texts(InstitutionalPlan, version),
        components=tuple(_level(Component("", ""), node, "name", "number") for node in nodes[COMPONENT]),
        objectives=tuple(_level(NumberedObjective(""), node, "statement", "number") for node in nodes[OBJECTIVE]),
        projects=tuple(_project(node, goals.get(node.pk, ())) for node in nodes[PROJECT]),
        processes=tuple(
            ProcessIndicators(node.code or node.printed.get("number", ""), node.name, tuple(indicators[node.pk]))
            for node in nodes[PROCESS]
        ),
        integrated_plans=tuple(OwnerPlans(node.name, tuple(plans[node.pk])) for node in nodes[OWNER]),
        risks=tuple(from_plain(RiskCount, each) for each in version.printed.get("risks", ())),
        printed_totals=from_plain(RiskCount, totals) if totals else None,
    )


def _project(node: NodeRevision, goals: Any) -> InvestmentProject:
    return replace(_level(InvestmentProject("", ""), node, "name", "code"), goals=tuple(goals))


def _level(blank: L, node: NodeRevision, words: str, code: str) -> L:
    """What a document prints of a level, with its words and its number as they are now; a level that was written by
    hand prints nothing besides."""
    now = {words: worded(node, words), code: node.code or node.printed.get(code, "")}
    return from_plain(type(blank), {**as_plain(blank), **node.printed, **now})


def _stated(placed: Placement) -> StatedTarget:
    """The target that a sentence states: as it was read, unless the sentence or its numbers were changed since."""
    revision = placed.revision
    said = from_plain(StatedTarget, placed.printed["target"]) if "target" in placed.printed else StatedTarget()
    if "target" in placed.printed and revision.statement == placed.printed.get("statement", revision.statement):
        return said
    return StatedTarget(
        revision.quantity,
        {"floor": Operator.AT_LEAST, "ceiling": Operator.AT_MOST, "exact": Operator.EQUAL}.get(revision.annualization),
        revision.measure_unit,
        catalogue_code(revision.periodicity) if revision.periodicity else "",
        revision.start.month if revision.start else None,
        revision.end.month if revision.end else None,
    )


def _indicators_below(version: PlanVersion) -> Mapping[int | None, list[ProcessIndicator]]:
    below: defaultdict[int | None, list[ProcessIndicator]] = defaultdict(list)
    for each in targets_held(version.pk):
        if each.node is not None and each.node.kind == PROCESS:
            below[each.node_id].append(ProcessIndicator(number_of(each), each.revision.statement, _stated(each)))
    return below
