"""Some targets of the director's page: what each is, who answers for it, and what was last told of it. One query."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, JSONObject

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.followup.models import Report, ReportEntry, ReportState
from rumbo.apps.followup.queries import visible_reports
from rumbo.apps.people.models import Unit
from rumbo.apps.people.queries import NAME, memberships_in_force
from rumbo.apps.plans.models import Placement, TargetUnit

TOLD = (ReportState.SUBMITTED, ReportState.ENDORSED, ReportState.ACCEPTED, ReportState.CLOSED)
"""The reports whose answer a unit signed."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for a target: the unit that was asked for its report (else the one of the plan), and in it the lead,
    else the liaison, with their post. Empty where nobody does."""

    unit: str = ""
    unit_uid: str = ""
    person: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class LastTold:
    """The last signed report of a target up to a cut-off that the reader may see: its uid and period, and the words in
    which the unit explains itself, its justification before its difficulties."""

    report: str
    fiscal_year: int
    periodicity: str
    ordinal: int
    words: str


@dataclass(frozen=True, slots=True)
class TargetTold:
    """A target where it is placed: its uid there, number, statement and level, who answers, and what was last told."""

    uid: str
    number: str
    statement: str
    ordinal: int
    node: int | None
    counts: bool
    answering: Answering
    last: LastTold | None


def targets_told(actor: Actor, placements: Collection[int], until: date, today: date) -> dict[int, TargetTold]:
    """Some placed targets by their key, with their reports of periods that end by a day. One query."""
    found: QuerySet[Any] = Placement.objects.filter(pk__in=placements)
    found = found.annotate(unit=_unit(until)).annotate(**_who(today), last=_last(actor, until))
    columns = ("uid", "number", "revision__statement", "ordinal", "node_id", "counts", "named", "lead", "last")
    return {row[0]: _told(*row[1:]) for row in found.values_list("pk", *columns)}


def _told(
    uid: Any, number: str, statement: str, ordinal: int, node: int | None, counts: bool, unit: Any, lead: Any, last: Any
) -> TargetTold:
    lead = lead or {"name": "", "post": ""}
    answering = Answering(unit["name"], _uid(unit["uid"]), lead["name"], lead["post"]) if unit else Answering()
    words = (last["justification"] or last["difficulties"]) if last else ""
    told = LastTold(_uid(last["report"]), last["year"], last["periodicity"], last["ordinal"], words) if last else None
    return TargetTold(str(uid), number or "", statement, ordinal, node, counts, answering, told)


def _unit(until: date) -> Coalesce:
    """The unit that a target is asked of: that of its latest report, or the one that the plan says."""
    asked = Report.objects.filter(target=OuterRef("revision__target"), period__last_day__lte=until)
    planned = TargetUnit.objects.filter(revision=OuterRef("revision"), reports=True)
    latest = asked.filter(unit__isnull=False).order_by("-period__last_day", "-pk")
    return Coalesce(Subquery(latest.values("unit")[:1]), Subquery(planned.values("unit")[:1]))


def _who(today: date) -> dict[str, Subquery]:
    """The unit by its name, and who leads it: the lead before the liaison, and of several the first to come."""
    first = Case(When(role=Role.UNIT_LEAD.value, then=0), default=1, output_field=IntegerField())
    held = memberships_in_force(today).filter(unit=OuterRef("unit"), person__is_active=True)
    held = held.filter(role__in=(Role.UNIT_LEAD.value, Role.LIAISON.value)).order_by(first, "pk")
    units = Unit.objects.filter(pk=OuterRef("unit"))
    return {
        "named": Subquery(units.values(told=JSONObject(name="name", uid="uid"))),
        "lead": Subquery(held.values(told=JSONObject(name=NAME, post="post"))[:1]),
    }


def _last(actor: Actor, until: date) -> Subquery:
    seen = visible_reports(actor).filter(state__in=TOLD, period__last_day__lte=until)
    entries = ReportEntry.objects.filter(report__target=OuterRef("revision__target"), submitted_at__isnull=False)
    entries = entries.filter(report__in=seen.values("pk")).order_by("-report__period__last_day", "-ordinal")
    told = JSONObject(
        report=F("report__uid"),
        year=F("report__period__fiscal_year"),
        periodicity=F("report__period__periodicity"),
        ordinal=F("report__period__ordinal"),
        justification=F("justification"),
        difficulties=F("difficulties"),
    )
    return Subquery(entries.values(told=told)[:1])


def _uid(text: str) -> str:
    """A uid as every address has it: SQLite keeps them without their dashes."""
    return str(UUID(text))
