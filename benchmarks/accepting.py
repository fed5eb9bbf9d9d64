"""Accepting one report in a small plan and in a large one: the same work, as levels get a difference and not a sum."""

from collections.abc import Iterator
from time import perf_counter

from benchmarks import entity
from benchmarks.rounds import Amount, Ratio

SIZES = {"small": (50, 500), "full": (50, 5_000)}
ACCEPTED = 12


def run(size: str) -> Iterator[Ratio | Amount]:
    """The best of some acceptances in each, and the queries of one."""
    house = entity.house("acepta")
    (few, least, queries), (many, most, counted) = (_accepted(house, count) for count in SIZES[size])
    yield Ratio(f"accepting a report among {many} targets, against {few}", most, least, bound=2)
    yield Amount(f"queries of accepting among {many} targets, beyond those among {few}", counted - queries, 0, "more")


def _accepted(house: object, count: int) -> tuple[int, float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from rumbo.apps.measurement.actions import accept_report

    followup = entity.opened(house, entity.plan_of(house, count), 1)
    pilar, times = house.pilar.actor, []  # type: ignore[attr-defined]
    for number in range(1, ACCEPTED + 1):
        report = entity.submitted(house, followup, str(number))
        start = perf_counter()
        accept_report(pilar, report, report.edit)
        times.append(perf_counter() - start)
    report = entity.submitted(house, followup, str(ACCEPTED + 1))
    with CaptureQueriesContext(connection) as queries:
        accept_report(pilar, report, report.edit)
    return count, min(times), len(queries)
