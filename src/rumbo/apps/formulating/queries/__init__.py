"""Reads of formulations: boards, parts with their targets, what was handed in and answered. Queries do not grow with
the targets."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.calendar.queries import today_in
from rumbo.apps.formulating.access import WRITES
from rumbo.apps.formulating.bridge import Content, content_of, places_digest, promises_of
from rumbo.apps.formulating.models import (
    Approval,
    Formulation,
    LevelProposal,
    Part,
    ProposalState,
    Ruling,
    Submission,
)
from rumbo.apps.formulating.queries.handed import HandedIn as HandedIn
from rumbo.apps.formulating.queries.handed import asked_in as asked_in
from rumbo.apps.formulating.queries.handed import asked_of as asked_of
from rumbo.apps.formulating.queries.handed import changed_by_others as changed_by_others
from rumbo.apps.formulating.queries.handed import changed_since as changed_since
from rumbo.apps.formulating.queries.handed import handed_in_by as handed_in_by
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion, TargetUnit
from rumbo.domain.calendar.windows import day_in_zone
from rumbo.domain.formulating.windows import (
    DRAFTING,
    NOT_BEGUN,
    PASSED,
    SUBMITTED,
    TAKEN,
    WRITABLE,
    Window,
    writing_lock,
)
from rumbo.findings import Finding

HANDED = (SUBMITTED, TAKEN)
"""The states in which a unit waits: what changes then, others changed."""
LOOSE = ""
"""The key of the component of what hangs from no level."""


# --- Formulations and parts


def formulations_of(entity_id: int) -> QuerySet[Formulation]:
    """The formulations of an entity, the latest first."""
    return Formulation.objects.filter(entity_id=entity_id).select_related("plan", "version", "source__plan")


def formulation_by_uid(entity_id: int, uid: Any) -> Formulation | None:
    """A formulation of the entity, or None."""
    found = formulations_of(entity_id).select_related("plan", "version__plan", "source__plan", "entity")
    return found.filter(uid=uid).first()


def formulation_of_version(version: PlanVersion) -> Formulation | None:
    """The formulation that writes a version, or None."""
    return formulations_of(version.entity_id).filter(version=version, finished_at__isnull=True).first()


def formulation_of_plan(entity_id: int, version: Any) -> Formulation | None:
    """The formulation of the plan that a version (by its uid) is of, the latest; None of any other."""
    return formulations_of(entity_id).filter(plan__versions__uid=version).first()


def part_by_uid(entity_id: int, uid: Any) -> Part | None:
    """A part of the entity with its formulation, or None."""
    rows = Part.objects.select_related(
        "unit", "passed_to", "formulation__plan", "formulation__version__plan", "formulation__entity"
    )
    return rows.filter(entity_id=entity_id, uid=uid).first()


def parts_by_uid(entity_id: int, uids: Iterable[Any]) -> QuerySet[Part]:
    """Those of these parts that are of the entity, by the name of their unit."""
    rows = Part.objects.filter(entity_id=entity_id, uid__in=list(uids)).select_related("unit", "formulation__plan")
    return rows.order_by("unit__name")


def parts_to_remind(entity_id: int, formulation: Any, states: Collection[str] = WRITABLE) -> QuerySet[Part]:
    """Those of a formulation (by its uid) in these states that their units still have to hand in."""
    rows = Part.objects.filter(entity_id=entity_id, formulation__uid=formulation, formulation__finished_at__isnull=True)
    rows = rows.filter(state__in=set(states) & set(WRITABLE))
    return rows.select_related("unit", "formulation__plan").order_by("unit__name")


@dataclass(frozen=True, slots=True)
class ToWrite:
    """A part as whoever writes it meets it: when planning answered last, and whether others changed what it handed
    in."""

    part: Part
    answered_at: datetime | None
    changed: bool


def _open_parts(entity_id: int) -> QuerySet[Any]:
    rows = Part.objects.filter(entity_id=entity_id, formulation__finished_at__isnull=True).exclude(state=PASSED)
    rows = rows.select_related("entity", "unit", "formulation__plan").order_by("until", "unit__name")
    return rows.annotate(answered_at=Max("submissions__rulings__at"))


def parts_owed(entity_id: int) -> list[ToWrite]:
    """The parts of open formulations that their units still have to hand in. One query."""
    return [ToWrite(part, part.answered_at, False) for part in _open_parts(entity_id).filter(state__in=WRITABLE)]


def parts_to_write(actor: Actor) -> list[ToWrite]:
    """The parts of open formulations that this person writes, the first to end first. One query, and one more where a
    part waits for planning."""
    parts = list(_open_parts(actor.entity_id or 0).filter(unit__in=actor.units_as(*WRITES)))
    changed = _changed([part for part in parts if part.state in HANDED and part.known])
    return [ToWrite(part, part.answered_at, part.pk in changed) for part in parts]


def _changed(parts: Sequence[Part]) -> set[int]:
    """Those of these parts whose targets no longer stand as their unit knows them. One query."""
    if not parts:
        return set()
    versions, units = {each.formulation.version_id for each in parts}, {each.unit_id for each in parts}
    reported = TargetUnit.objects.filter(unit__in=units, reports=True, revision__placements__version__in=versions)
    of_unit: defaultdict[tuple[int, int], list[Placement]] = defaultdict(list)
    wording = {row.revision_id: row.unit_id for row in reported}
    placed = Placement.objects.filter(version__in=versions, counts=True, revision__in=wording)
    for row in placed.select_related("revision", "node"):
        of_unit[row.version_id, wording[row.revision_id]].append(row)
    return {
        each.pk for each in parts if places_digest(of_unit[each.formulation.version_id, each.unit_id]) != each.known
    }


def parts_to_answer(entity_id: int) -> QuerySet[Any]:
    """The parts that wait for planning: handed in, (`asked`) with a level that their unit proposes, or (`ended`) of a
    unit that is no more, whose targets planning may pass to another."""
    asked = Exists(LevelProposal.objects.filter(part=OuterRef("pk"), state=ProposalState.WAITING))
    ended = Q(unit__valid_to__lt=timezone.localdate())
    rows = Part.objects.filter(entity_id=entity_id, formulation__finished_at__isnull=True).exclude(state=PASSED)
    rows = rows.annotate(asked=asked, ended=ExpressionWrapper(ended, BooleanField()))
    rows = rows.filter(Q(state=SUBMITTED) | Q(asked=True) | ended)
    return rows.select_related("unit", "formulation__plan").order_by("formulation", "unit__name")


def lock_of(part: Part, day: date | None = None) -> Finding | None:
    """Why a part cannot be written now; None when it can. One query, none where the day is known or does not matter."""
    finished = part.formulation.finished_at
    if part.state not in (NOT_BEGUN, DRAFTING) or finished:
        # Its state locks it or frees it, whatever day it is.
        day = day or part.until
    return writing_lock(
        part.state,
        Window(part.opens_on, part.until),
        day or today_in(part.entity_id),
        timezone.localdate(finished) if finished else None,
    )


def reporting_in(version: PlanVersion) -> list[Unit]:
    """The units that report a target of a version, by name."""
    told = TargetUnit.objects.filter(revision__placements__version=version, reports=True).values("unit")
    return list(Unit.objects.filter(pk__in=told).order_by("name"))


# --- Components


@dataclass(frozen=True, slots=True)
class Component:
    """A level at the top of a plan with all below it, or what hangs from no level. `waiting` are the units whose part
    is not taken yet; `approval` is the act that approved it."""

    key: str
    name: str
    targets: int
    node: NodeRevision | None
    waiting: tuple[str, ...] = ()
    approval: Approval | None = None

    @property
    def ready(self) -> bool:
        """Whether an act may approve it."""
        return self.approval is None and not self.waiting and self.targets > 0


def components_of(
    formulation: Formulation, acts: Sequence[Approval] | None = None, states: Mapping[int, str] | None = None
) -> list[Component]:
    """The components of what is formulated, in the order of the plan. Four queries; two where the approvals and the
    states of the parts by unit are at hand."""
    version = formulation.version
    nodes = list(NodeRevision.objects.filter(version=version).select_related("node").order_by("ordinal"))
    tops = top_of(nodes)
    known = list(Approval.objects.filter(formulation=formulation)) if acts is None else acts
    approvals = {each.node_id: each for each in known}
    parts = states or dict(Part.objects.filter(formulation=formulation).values_list("unit_id", "state"))
    reported = TargetUnit.objects.filter(revision__placements__version=version, reports=True)
    rows = reported.values_list("revision__placements__node_id", "unit_id", "unit__name", "revision__placements")
    counted: Counter[int | None] = Counter()
    waiting: defaultdict[int | None, set[str]] = defaultdict(set)
    for node, unit, name, _placement in rows:
        counted[tops.get(node or 0)] += 1
        if parts.get(unit, TAKEN) != TAKEN:
            waiting[tops.get(node or 0)].add(name)
    found = [_component(each, counted, waiting, approvals) for each in nodes if each.parent_id is None]
    if counted[None]:
        found.append(Component(LOOSE, "", counted[None], None, tuple(sorted(waiting[None])), approvals.get(None)))
    return found


def _component(
    node: NodeRevision,
    counted: Mapping[int | None, int],
    waiting: Mapping[int | None, set[str]],
    approvals: Mapping[int | None, Approval],
) -> Component:
    units = tuple(sorted(waiting.get(node.pk, ())))
    approval = approvals.get(node.node_id)
    return Component(str(node.uid), node.name, counted.get(node.pk, 0), node, () if approval else units, approval)


def top_of(nodes: Sequence[NodeRevision]) -> dict[int, int]:
    """The highest level above each level (or itself), by key. Parents stand before their children."""
    above = {node.pk: node.parent_id for node in nodes}

    def climb(key: int) -> int:
        parent = above[key]
        return key if parent is None else climb(parent)

    return {key: climb(key) for key in above}


# --- The board


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A unit on the board: its part, its targets, when it handed in and was answered last, why it is locked, and
    whether the unit is no more."""

    part: Part
    targets: int
    submitted_at: datetime | None
    answered_at: datetime | None
    returns: int
    lock: Finding | None
    ended: bool


def board_of(formulation: Formulation) -> list[BoardRow]:
    """Every unit of a formulation, by name, those that passed on what they had at the end. Four queries."""
    found = Part.objects.filter(formulation=formulation).select_related("unit", "passed_to").order_by("unit__name")
    parts = sorted(found, key=lambda each: each.state == PASSED)
    day = day_in_zone(timezone.now(), formulation.entity.time_zone)
    counts = Counter(
        TargetUnit.objects.filter(
            revision__placements__version=formulation.version, revision__placements__counts=True, reports=True
        ).values_list("unit_id", flat=True)
    )
    handed = dict(
        Submission.objects.filter(part__formulation=formulation).order_by("ordinal").values_list("part_id", "at")
    )
    answered: dict[int, datetime] = {}
    returned: Counter[int] = Counter()
    rulings = Ruling.objects.filter(submission__part__formulation=formulation).order_by("at", "pk")
    for key, decision, at in rulings.values_list("submission__part_id", "decision", "at"):
        answered[key] = at
        returned[key] += decision == "returned"
    for part in parts:
        part.formulation = formulation
    return [
        BoardRow(
            part,
            counts[part.unit_id],
            handed.get(part.pk),
            answered.get(part.pk),
            returned[part.pk],
            lock_of(part, day),
            part.unit.valid_to is not None and part.unit.valid_to < day,
        )
        for part in parts
    ]


# --- A part with its targets, its way and what was asked


def placements_of(part: Part) -> list[Placement]:
    """The targets that the unit reports in what is formulated, in order. One query."""
    rows = Placement.objects.filter(
        version=part.formulation.version_id,
        counts=True,
        revision__units__unit=part.unit_id,
        revision__units__reports=True,
    )
    return list(rows.select_related("revision__indicator", "revision__target", "node", "serves").order_by("ordinal"))


def approved_nodes(formulation: Formulation) -> set[int]:
    """The levels of the version under components that an act approved already, by key. Two queries."""
    approved = set(Approval.objects.filter(formulation=formulation).values_list("node_id", flat=True))
    if not approved:
        return set()
    nodes = list(NodeRevision.objects.filter(version=formulation.version).order_by("ordinal"))
    tops = top_of(nodes)
    at_top = {node.pk for node in nodes if node.node_id in approved}
    return {key for key, top in tops.items() if top in at_top}


def is_changed_by_others(part: Part, placements: Sequence[Placement]) -> bool:
    """Whether somebody changed what a part handed in, since its unit knows it."""
    return part.state in HANDED and bool(part.known) and places_digest(placements) != part.known


def proposals_of(formulation: Formulation) -> list[LevelProposal]:
    """The levels that units propose, those that wait first. One query."""
    rows = LevelProposal.objects.filter(part__formulation=formulation).select_related("part__unit")
    return sorted(rows, key=lambda each: (each.state != ProposalState.WAITING, each.pk))


def proposal_by_uid(entity_id: int, uid: Any) -> LevelProposal | None:
    """A proposed level of the entity, or None."""
    rows = LevelProposal.objects.select_related("part__unit", "part__formulation__plan", "part__formulation__version")
    return rows.filter(entity_id=entity_id, uid=uid).first()


def content_now(part: Part) -> Content:
    """What the targets of a part say now."""
    return content_of(promises_of(placements_of(part)))
