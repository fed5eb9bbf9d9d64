"""Reads of the evidence of reports: what was delivered against what the plan expects, and what can be used again."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from rumbo.apps.audit.actor import Actor
from rumbo.apps.evidence.models import Evidence
from rumbo.apps.followup.access import REPORT
from rumbo.apps.followup.models import Report, ReportEvidence
from rumbo.domain.followup.expected import expected_evidence


@dataclass(frozen=True, slots=True)
class Expected:
    """One piece that the plan expects, and what was delivered of it."""

    text: str
    delivered: tuple[Any, ...]


def delivered_evidence(report: Report) -> list[Any]:
    """The evidence attached to a report with its files, by date, each with what it `meets` of the plan, the ordinal of
    the reopening `since` which it is there (0 before any) and, where another unit contributed it, `of_unit`. One
    query."""
    rows = ReportEvidence.objects.filter(report=report).select_related("evidence__file", "unit", "reopening")
    found = []
    for row in rows.order_by("evidence__own_date", "evidence__pk"):
        piece: Any = row.evidence
        piece.meets, piece.of_unit = row.meets, row.unit
        piece.since = row.reopening.ordinal if row.reopening else 0
        found.append(piece)
    return found


def checklist(report: Report, delivered: list[Any]) -> list[Expected]:
    """What the plan expects beside what was delivered; empty where the plan names none. Needs the revision at hand."""
    pieces = expected_evidence(report.revision.expected_evidence)
    return [Expected(text, tuple(piece for piece in delivered if piece.meets == text)) for text in pieces]


def own_evidence(actor: Actor) -> QuerySet[Evidence]:
    """The evidence that the units in which an actor reports have delivered for any target, the latest date first."""
    mine = actor.units_as(*REPORT)
    attached = ReportEvidence.objects.filter(
        evidence=OuterRef("pk"),
        report__entity=actor.entity_id or 0,
    ).filter(Q(report__unit__in=mine) | Q(unit__in=mine))
    found = Evidence.objects.filter(Exists(attached), entity_id=actor.entity_id or 0)
    return found.select_related("file").order_by("-own_date", "-pk")


def evidence_to_use_again(actor: Actor, report: Report, words: str = "") -> QuerySet[Evidence]:
    """The evidence of the actor's own units that a report does not have yet, by words of its title or its address."""
    found = own_evidence(actor).exclude(reports__report=report)
    for word in words.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(link__icontains=word))
    return found
