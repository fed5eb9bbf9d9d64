"""What waits for a person, gathered in few questions: how much there is of each kind, and the versions that somebody
has to approve, review or finish."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.changing.queries import requests_for_the_act, requests_opposed, requests_to_opine
from rumbo.apps.followup.access import REPORT
from rumbo.apps.followup.queries import open_followups
from rumbo.apps.followup.queries.chain import reports_awaiting_review, reports_to_endorse, reports_to_evaluate
from rumbo.apps.followup.queries.contributing import contributions_owed_by
from rumbo.apps.formulating.queries import parts_to_answer
from rumbo.apps.indicators.access import FIRST_LINE
from rumbo.apps.indicators.queries import variables_lacking
from rumbo.apps.intake.queries import intakes_to_settle
from rumbo.apps.people.queries import counted, units_of
from rumbo.apps.plans.queries import plans_of, versions_awaiting_approval, versions_in_force, versions_to_finish
from rumbo.apps.projects.access import FORMULATES
from rumbo.apps.projects.queries import projects_awaiting_review, projects_returned
from rumbo.apps.risks.queries import versions_awaiting_approval as risk_maps_awaiting
from rumbo.faces.web.followup.pressing import CONTRIBUTED, ENDORSED, OPPOSED

DECIDES = (Role.PLANNING_OFFICE, Role.DIRECTOR)
SHOWN = 3
VARIABLES = "variables"
PLANS, UNFINISHED, MAPS, REVIEWS, RETURNS = "plans", "unfinished", "maps", "reviews", "returns"


@dataclass(frozen=True, slots=True)
class Version:
    """A version that waits for somebody: of what, its edition, whether it came back and with which remark."""

    uid: UUID
    name: str
    label: str
    state: str
    remark: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for an actor: how many of each kind (`counts`), the versions of each kind; and those that rule."""

    actor: Actor
    entity: int
    counts: Mapping[str, int]
    versions: Mapping[str, list[Version]]
    in_force: Sequence[Any]

    def some(self, kind: str) -> list[Version]:
        """The first versions of a kind: the lists of each kind show the others."""
        return self.versions.get(kind, [])[:SHOWN]


def waiting_for(actor: Actor) -> Waiting:
    """What waits for an actor in their entity. Three queries and the settings."""
    entity = actor.entity_id or 0
    counts = counted(entity, **dict(_kinds(actor, entity)))
    return Waiting(actor, entity, counts, _versions(actor, entity, counts), list(versions_in_force(entity)))


def _kinds(actor: Actor, entity: int) -> Iterator[tuple[str, QuerySet[Any]]]:
    yield from (("plans", plans_of(entity)), ("units", units_of(entity)))
    if actor.has(*REPORT):
        yield CONTRIBUTED, contributions_owed_by(actor)
        yield OPPOSED, requests_opposed(actor)
    if actor.has(Role.UNIT_LEAD):
        yield ENDORSED, reports_to_endorse(actor)
    if actor.has(*FIRST_LINE):
        yield VARIABLES, variables_lacking(entity, actor.units_as(*FIRST_LINE), timezone.localdate())
    if actor.has(*FORMULATES):
        yield RETURNS, projects_returned(entity, actor.units_as(*FORMULATES))
    if actor.has(Role.INTERNAL_CONTROL):
        yield "to_evaluate", reports_to_evaluate(entity)
    if actor.has(Role.PLANNING_OFFICE):
        yield "intakes", intakes_to_settle(entity)
        yield "to_opine", requests_to_opine(actor)
        yield "for_the_act", requests_for_the_act(entity)
        yield "to_review", reports_awaiting_review(entity)
        yield "parts", parts_to_answer(entity)
        yield "open_rounds", open_followups(entity)


def _versions(actor: Actor, entity: int, counts: Mapping[str, int]) -> Mapping[str, list[Version]]:
    """The versions of each kind by name, those that came back first."""
    kinds = list(_columns(actor, entity, counts))
    found: dict[str, list[Version]] = {}
    if kinds:
        for kind, uid, name, label, state, remark in sorted(kinds[0].union(*kinds[1:], all=True), key=_order):
            told = str(json.loads(remark).get("", "")) if kind == RETURNS else remark
            found.setdefault(kind, []).append(Version(uid, name, label, state, told))
    return found


def _order(row: tuple[Any, ...]) -> tuple[bool, str]:
    _kind, _uid, name, _label, state, _remark = row
    return state != "returned", name


def _columns(actor: Actor, entity: int, counts: Mapping[str, int]) -> Iterator[Any]:
    """The rows of each kind, in the same columns."""
    nothing = Value("", TextField())
    adopted = {"label_told": F("label"), "remark_told": F("return_remark")}
    if actor.has(*DECIDES):
        plans, maps = versions_awaiting_approval(entity), risk_maps_awaiting(entity)
        yield _told(PLANS, plans, named=F("plan__name"), **adopted)
        yield _told(MAPS, maps, named=F("map__name"), **adopted)
        yield _told(REVIEWS, projects_awaiting_review(entity), named=F("name"), label_told=nothing, remark_told=nothing)
    if actor.has(Role.PLANNING_OFFICE):
        yield _told(UNFINISHED, versions_to_finish(entity), named=F("plan__name"), **adopted)
    if counts.get(RETURNS):
        returned = projects_returned(entity, actor.units_as(*FORMULATES))
        remark = Cast("remarks", TextField())
        yield _told(RETURNS, returned, named=F("name"), label_told=nothing, remark_told=remark)


def _told(kind: str, rows: QuerySet[Any], **columns: Any) -> Any:
    told = rows.order_by().annotate(kind=Value(kind, TextField()), **columns)
    return told.values_list("kind", "uid", "named", "label_told", "state", "remark_told")
