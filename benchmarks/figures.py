"""Measuring a whole plan from its rows, with its traces, against fetching the same rows as bare tuples; and telling
it rolled up, from the figures that are kept, against what the database adds up by level."""

from collections.abc import Iterator
from typing import Any

from benchmarks import entity
from benchmarks.rounds import Amount, Ratio, compared

SIZES = {"small": 100, "full": 1_667}
PERIODS = 12
MANY_ROWS = 20_000
"""Those of the full size."""


def run(size: str) -> Iterator[Ratio | Amount]:
    """A monthly plan, every report of the year accepted."""
    house, count = entity.house("cifras"), SIZES[size]
    followup = entity.all_answered(house, entity.plan_of(house, count, "monthly"), "monthly", PERIODS)

    from rumbo.apps.measurement.bridge import compute, trace_of_placement
    from rumbo.domain.measurement.bands import Percentage

    def ours() -> object:
        return [trace_of_placement(each, Percentage.YEAR) for each in compute(followup, closed=False).placements]

    name = f"figures of {count} targets of {PERIODS} periods with traces, from the database"
    yield compared(name, ours, lambda: _rows(followup), bound=8, rounds=5)
    yield from _rolled_up(house, followup, count * PERIODS)


def _rolled_up(house: Any, followup: Any, rows: int) -> Iterator[Ratio | Amount]:
    """The entity with its plans, its levels and a page of its targets, each figure with its light."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from rumbo.apps.measurement.actions import rebuild_figures
    from rumbo.apps.measurement.queries import measured_followups, sheet_of
    from rumbo.apps.remembering import remembering

    rebuild_figures(house.pilar.actor, followup)

    def ours() -> object:
        with remembering():
            return measured_followups(house.entity.pk), sheet_of(followup)

    # Six queries cost the same beside a thousand rows, which a group-by has added up meanwhile: the ratio is of many.
    if rows >= MANY_ROWS:
        name = f"an entity of {rows} period rows rolled up from kept figures, against a group-by of the rows"
        yield compared(name, ours, lambda: _grouped(followup), bound=3, rounds=5)
    with CaptureQueriesContext(connection) as queries:
        ours()
    yield Amount(f"queries of an entity of {rows} period rows rolled up", len(queries), 10, "queries")


def _grouped(followup: Any) -> list[Any]:
    """What the database adds up by level, of every answer of every period."""
    from django.db.models import Count, Sum

    from rumbo.apps.followup.models import ReportEntry

    entries = ReportEntry.objects.filter(report__revision__placements__version=followup.plan_version_id)
    by_level = entries.order_by().values("report__revision__placements__node")
    return list(by_level.annotate(total=Sum("quantity"), told=Count("pk")))


def _rows(followup: Any) -> list[list[Any]]:
    """What the measurement reads, column for column: targets, programme, levels, answers and their reviews."""
    from rumbo.apps.followup.bridge import _TOLD
    from rumbo.apps.followup.models import Report
    from rumbo.apps.measurement.bridge.placed import PLACED
    from rumbo.apps.plans.models import NodeRevision, Placement, ProgrammeEntry

    placed = Placement.objects.filter(version=followup.plan_version_id)
    programme = ProgrammeEntry.objects.filter(revision__in=placed.values("revision"))
    reports = Report.objects.filter(target__in=placed.values("revision__target"))
    ordered = ("period__last_day", "pk", "entries__ordinal", "entries__reviews__pk")
    amounts = ("revision_id", "period__fiscal_year", "period__periodicity", "period__ordinal", "quantity")
    return [
        list(placed.order_by("ordinal").values_list(*PLACED)),
        list(programme.values_list(*amounts)),
        list(NodeRevision.objects.filter(version=followup.plan_version_id).values_list("pk", "uid", "parent_id")),
        list(reports.order_by(*ordered).values_list(*_TOLD)),
    ]
