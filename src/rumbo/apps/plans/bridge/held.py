"""What a version holds, as its page reads it: its texts, its levels, its targets with their units, alignments and
programmes, each asked once a page; of versions that are set side by side, together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from rumbo.apps.plans.models import (
    NarrativeSection,
    NodeRevision,
    Placement,
    PlanVersion,
    ProgrammeEntry,
    TargetAlignment,
    TargetRevision,
    TargetUnit,
)
from rumbo.apps.remembering import asked_once, brought_along
from rumbo.domain.calendar.periods import ANNUAL
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.difference import REPORTS, Answering
from rumbo.domain.plan.matrix import Alignment

Keys = QuerySet[Any, Any]
"""Keys of rows as part of another query: never a list of them, for a version may hold tens of thousands."""
Units = Mapping[int, Answering]
Slot = tuple[int, str, int]
"""A period by its fiscal year, its periodicity and its place in the year."""
Programmes = Mapping[int, Mapping[Slot, Quantity | None]]
Alignments = Mapping[int, tuple[Alignment, ...]]
SERVED = {"served_indicator": "indicator__name", "served_unit": "measure_unit", "served_quantity": "quantity"}


@asked_once
def levels_held(version_id: int) -> tuple[NodeRevision, ...]:
    """The levels of a version in its order, each with the one above and its identity. One query."""
    return tuple(_levels(_one(version_id)))


@asked_once
def targets_held(version_id: int) -> tuple[Placement, ...]:
    """The placed targets of a version in its order, each with its revision, its target, its indicator and its level,
    and the latest words (`SERVED`) of the target of another plan that it serves. One query."""
    return tuple(_targets(_one(version_id)))


@asked_once
def units_held(version_id: int) -> Units:
    """The units that answer for each revision that a version places, in their order, each with what it does. One
    query."""
    return _units(_one(version_id))


@asked_once
def alignments_held(version_id: int) -> Alignments:
    """The alignments of each revision that a version places. One query."""
    return _alignments(_one(version_id))


@asked_once
def programme_held(version_id: int) -> Programmes:
    """What each revision that a version places programmes, in the order of the years. One query."""
    return _programmes(_one(version_id))


@asked_once
def texts_held(version_id: int) -> tuple[NarrativeSection, ...]:
    """What a version says of itself, in its order. One query."""
    return tuple(_texts(_one(version_id)))


def years_held(version_id: int) -> Mapping[int, Mapping[int, Quantity | None]]:
    """What each revision that a version places programmes for each year, in the order of the years."""
    return {
        revision: {year: amount for (year, code, _), amount in slots.items() if code == ANNUAL.code}
        for revision, slots in programme_held(version_id).items()
    }


def hold(versions: Keys, known: Iterable[int], *questions: Callable[[int], Any]) -> frozenset[int]:
    """Some of the above of a few versions, `known` by their keys, for who asks for it later: of each question one
    query, as for one version. It gives the keys of those that hold anything. Only within `remembering`."""
    found = {question: _by_version(BY_VERSION[question](versions)) for question in questions if question in BY_VERSION}
    keys = set(known).union(*found.values())
    for question in questions:
        # What is told by revision may tell of more of them than a version places.
        told = None if question in found else BY_REVISION[question](versions)
        for key in keys:
            brought_along(question, tuple(found[question][key]) if question in found else told, key)
    return frozenset(keys)


def _by_version(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    found = defaultdict[int, list[Any]](list)
    for row in rows:
        found[row.version_id].append(row)
    return found


def _one(version_id: int) -> Keys:
    return PlanVersion.objects.filter(pk=version_id).values("pk")


def _levels(versions: Keys) -> QuerySet[NodeRevision]:
    rows = NodeRevision.objects.filter(version__in=versions).select_related("parent", "node")
    return rows.order_by("version_id", "ordinal")


def _targets(versions: Keys) -> QuerySet[Placement]:
    latest = TargetRevision.objects.filter(target=OuterRef("serves")).order_by("-pk")
    served = {name: Subquery(latest.values(column)[:1]) for name, column in SERVED.items()}
    needed = ("revision__target", "revision__indicator", "version__plan", "node")
    rows = Placement.objects.filter(version__in=versions).select_related(*needed).annotate(**served)
    return rows.order_by("version_id", "ordinal")


def _revisions(versions: Keys) -> Keys:
    return Placement.objects.filter(version__in=versions).values("revision")


def _units(versions: Keys) -> Units:
    rows = TargetUnit.objects.filter(revision__in=_revisions(versions)).order_by("revision", "ordinal")
    found: defaultdict[int, Answering] = defaultdict(tuple)
    for revision, name, reports, counting in rows.values_list("revision_id", "unit__name", "reports", "counting"):
        found[revision] += ((name, REPORTS if reports else counting),)
    return dict(found)


def _alignments(versions: Keys) -> Alignments:
    rows = TargetAlignment.objects.filter(revision__in=_revisions(versions)).order_by("revision", "ordinal")
    columns = ("revision_id", "catalogue_key", "entry__code", "entry__name", "as_written", "number")
    found: defaultdict[int, tuple[Alignment, ...]] = defaultdict(tuple)
    for revision, catalogue, code, name, written, number in rows.values_list(*columns):
        found[revision] += (Alignment(catalogue, code or "", name or written, number),)
    return dict(found)


def _programmes(versions: Keys) -> Programmes:
    rows = ProgrammeEntry.objects.filter(revision__in=_revisions(versions)).order_by("period__fiscal_year")
    columns = ("revision_id", "period__fiscal_year", "period__periodicity", "period__ordinal", "quantity")
    found: defaultdict[int, dict[Slot, Quantity | None]] = defaultdict(dict)
    for revision, year, periodicity, place, quantity in rows.values_list(*columns):
        found[revision][year, periodicity, place] = quantity
    return dict(found)


def _texts(versions: Keys) -> QuerySet[NarrativeSection]:
    return NarrativeSection.objects.filter(version__in=versions).order_by("version_id", "ordinal")


BY_VERSION: Mapping[Any, Callable[[Keys], Iterable[Any]]] = {
    levels_held: _levels,
    targets_held: _targets,
    texts_held: _texts,
}
BY_REVISION: Mapping[Any, Callable[[Keys], Any]] = {
    units_held: _units,
    alignments_held: _alignments,
    programme_held: _programmes,
}
