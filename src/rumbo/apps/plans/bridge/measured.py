"""Targets and the sheets of their indicators: which sheet measures a target, which targets a sheet measures, and the
sheet that a target already says."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from rumbo.apps.indicators.actions.sheets import KNOWN, ROOMS
from rumbo.apps.indicators.models import Indicator, SheetRevision
from rumbo.apps.plans.bridge.institutional import PROCESS
from rumbo.apps.plans.models import MeasuredBy, Placement, PlanVersion, ProgrammeEntry, TargetUnit, VersionState
from rumbo.domain.indicators import IndicatorSheet, YearTarget
from rumbo.domain.indicators.sheet import AT_LEAST, AT_MOST, EXACTLY
from rumbo.domain.plan.stated import NOTHING_STATED, Operator, StatedTarget
from rumbo.domain.shapes import from_plain

KEY = BigIntegerField()
OPERATORS = {Operator.AT_LEAST: AT_LEAST, Operator.AT_MOST: AT_MOST, Operator.EQUAL: EXACTLY}


@dataclass(frozen=True, slots=True)
class WithoutSheet:
    """A target whose indicator has no sheet, with the sheet it already says and the key of the unit that answers for
    it (None where none does)."""

    placement: Placement
    sheet: IndicatorSheet
    unit_id: int | None


def sheet_measuring(placement: Placement) -> SheetRevision | None:
    """The last revision of the sheet that measures a target. One query."""
    linked = MeasuredBy.objects.filter(target=placement.revision.target_id).order_by("pk").values("indicator_id")[:1]
    measuring = Coalesce(Subquery(linked), placement.revision.indicator_id, output_field=KEY)
    found = SheetRevision.objects.filter(indicator=measuring).order_by("-number")
    return found.select_related("unit", "process").first()


def sheets_of_targets(target_ids: Collection[int]) -> dict[int, SheetRevision]:
    """The last revision of the sheet that measures each target, by the key of the target: two queries. A target
    without a sheet is left out."""
    linked = MeasuredBy.objects.filter(target=OuterRef("revision__target")).values("indicator_id")[:1]
    placed = Placement.objects.filter(revision__target__in=list(target_ids)).order_by("pk")
    measuring = placed.annotate(measuring=Coalesce(Subquery(linked), F("revision__indicator_id"), output_field=KEY))
    indicators = dict(measuring.values_list("revision__target_id", "measuring"))
    found = SheetRevision.objects.filter(indicator__in=set(indicators.values())).order_by("number")
    last = {sheet.indicator_id: sheet for sheet in found}
    return {target: last[indicator] for target, indicator in indicators.items() if indicator in last}


def targets_measured(indicator: Indicator) -> list[Placement]:
    """The targets of versions in force that an indicator measures, by its own name or by a link. One query."""
    linked = Q(revision__target__measured_by__indicator=indicator)
    own = Q(revision__indicator=indicator, revision__target__measured_by__isnull=True)
    found = _in_force(indicator.entity_id).filter(linked | own)
    return list(found.select_related("version__plan", "revision").order_by("version__plan__name", "ordinal"))


def targets_to_link(indicator: Indicator) -> list[Placement]:
    """The targets of versions in force that an indicator does not measure yet."""
    known = {each.revision.target_id for each in targets_measured(indicator)}
    found = _in_force(indicator.entity_id).filter(counts=True).exclude(revision__target__in=known)
    return list(found.select_related("version__plan", "revision__target").order_by("version__plan__name", "ordinal"))


def _in_force(entity_id: int):  # type: ignore[no-untyped-def]
    approved = PlanVersion.objects.filter(plan=OuterRef("version__plan"), state=VersionState.APPROVED)
    last = Subquery(approved.order_by("-number").values("pk")[:1])
    return Placement.objects.filter(entity_id=entity_id).annotate(in_force=last).filter(version=F("in_force"))


def sheet_said(placement: Placement, programme: Iterable[ProgrammeEntry]) -> IndicatorSheet:
    """The sheet of a target's indicator as far as the target says it; its formula and variables are still to come."""
    revision = placement.revision
    of_process = placement.node is not None and placement.node.kind == PROCESS
    stated = from_plain(StatedTarget, placement.printed["target"]) if of_process else NOTHING_STATED
    sheet = IndicatorSheet(
        name=revision.indicator.name,
        process=placement.node.name if placement.node and of_process else "",
        plan=placement.version.plan.name,
        objective="" if revision.statement == revision.indicator.name else revision.statement,
        measure_unit=revision.measure_unit,
        periodicity=revision.periodicity,
        baseline=revision.baseline,
        annualization=revision.annualization,
        operator=OPERATORS[stated.operator] if stated.operator else "",
        target=revision.quantity if revision.quantity is not None else stated.quantity,
        yearly=tuple(
            YearTarget(each.period.fiscal_year, each.quantity)
            for each in programme
            if each.period.periodicity == "annual"
        ),
        source=revision.expected_evidence,
        valid_from=revision.start,
        valid_to=revision.end,
    )
    return _fitting(sheet)


def lacking_sheets(versions: Sequence[PlanVersion]) -> list[PlanVersion]:
    """Those of these versions in which some target is measured by no sheet. One query, none for no versions."""
    found = _lacking(versions).values_list("version_id", flat=True).order_by().distinct() if versions else ()
    keys = set(found)
    return [each for each in versions if each.pk in keys]


def _lacking(versions: Sequence[PlanVersion]):  # type: ignore[no-untyped-def]
    own = Q(revision__indicator__sheets__isnull=True, revision__target__measured_by__isnull=True)
    return Placement.objects.filter(own, version__in=versions, counts=True)


def without_sheet(version: PlanVersion, placement: Placement | None = None) -> list[WithoutSheet]:
    """The targets of a version, or one of them, whose indicator has no sheet, each indicator once. Four queries."""
    placed = _lacking([version])
    placed = placed.filter(pk=placement.pk) if placement else placed
    rows = list(placed.select_related("version__plan", "revision__indicator", "node").order_by("ordinal"))
    revisions = [each.revision_id for each in rows]
    programme: dict[int, list[ProgrammeEntry]] = {}
    entries = ProgrammeEntry.objects.filter(revision__in=revisions).select_related("period")
    for entry in entries.order_by("period__first_day"):
        programme.setdefault(entry.revision_id, []).append(entry)
    units: dict[int, int] = {}
    for each in TargetUnit.objects.filter(revision__in=revisions).order_by("-pk"):
        units[each.revision_id] = each.unit_id
    once = {each.revision.indicator_id: each for each in reversed(rows)}
    return [
        WithoutSheet(each, sheet_said(each, programme.get(each.revision_id, ())), units.get(each.revision_id))
        for each in reversed(once.values())
    ]


def _fitting(sheet: IndicatorSheet) -> IndicatorSheet:
    """The sheet without words that are none of their list, and with texts that have room."""
    said: dict[str, Any] = {name: "" for name, known in KNOWN.items() if getattr(sheet, name) not in known}
    for name, room in ROOMS.items():
        if isinstance(text := getattr(sheet, name, None), str):
            said[name] = text[:room]
    return replace(sheet, **said)
