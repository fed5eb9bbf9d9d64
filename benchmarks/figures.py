"""Measuring a whole plan from its rows, with its traces, against fetching the very same rows as bare tuples."""

from typing import Any

from benchmarks import entity
from benchmarks.rounds import Ratio, compared

SIZES = {"small": 100, "full": 500}
PERIODS = 12


def run(size: str) -> list[Ratio]:
    """A monthly plan, every report of the year accepted."""
    house, count = entity.house("cifras"), SIZES[size]
    followup = entity.all_answered(house, entity.plan_of(house, count, "monthly"), "monthly", PERIODS)

    from rumbo.apps.measurement.bridge import compute, trace_of_placement
    from rumbo.domain.measurement.bands import Percentage

    def ours() -> object:
        return [trace_of_placement(each, Percentage.YEAR) for each in compute(followup, closed=False).placements]

    name = f"figures of {count} targets of {PERIODS} periods with traces, from the database"
    return [compared(name, ours, lambda: _rows(followup), bound=8, rounds=5)]


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
