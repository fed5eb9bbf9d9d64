"""Measuring targets with twelve periods, traces included, against walking the same reports once."""

from datetime import date

from benchmarks.rounds import Ratio, compared
from rumbo.domain.calendar.periods import MONTHLY
from rumbo.domain.measurement.bands import Percentage
from rumbo.domain.measurement.settings import DEFAULTS
from rumbo.domain.measurement.targets import CutOff, MeasuredTarget, measure_target
from rumbo.domain.measurement.tracing import trace_of
from rumbo.domain.numbers import Quantity

SIZES = {"small": 100, "full": 500}
YEAR = 2026
END = CutOff(date(YEAR, 12, 31))


def run(size: str) -> list[Ratio]:
    """The pure rules, without any database: what a target costs from its reports to its trace.

    The bound against `values_list()` of the same rows is tested on the database; this one watches the rules alone.
    """
    targets = [_target(number) for number in range(SIZES[size])]
    reports = {(YEAR, month): Quantity.of(month % 4) for month in range(1, 13)}

    def ours() -> None:
        for target in targets:
            trace_of(measure_target(target, reports, DEFAULTS, END), Percentage.YEAR)

    def bare() -> None:
        for target in targets:
            measure_target(target, reports, DEFAULTS, END)

    return [compared(f"measuring {SIZES[size]} targets of 12 periods, trace of each", ours, bare, bound=3)]


def _target(number: int) -> MeasuredTarget:
    total = Quantity.of(20 + number % 7)
    return MeasuredTarget(uid=str(number), rule="sum", periodicity=MONTHLY, target=total, programme={YEAR: total})
