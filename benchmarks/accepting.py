"""Accepting one report in a small plan and in a large one: the same work, as levels get a difference and not a sum."""

from collections.abc import Iterator
from time import perf_counter
from typing import Any

from benchmarks import entity
from benchmarks.rounds import Amount, Ratio

SIZES = {"small": (50, 500), "full": (50, 5_000)}
ACCEPTED = 12


def run(size: str) -> Iterator[Ratio | Amount]:
    """The best of some acceptances in each, by turns, and the queries of one more."""
    house = entity.house("acepta")
    few, many = SIZES[size]
    rounds = [entity.opened(house, entity.plan_of(house, count), 1) for count in (few, many)]
    numbers = [str(number) for number in range(1, ACCEPTED + 1)]
    times = [[_accepted(house, followup, number)[0] for followup in rounds] for number in numbers]
    least, most = (min(each) for each in zip(*times, strict=True))
    yield Ratio(f"accepting a report among {many} targets, against {few}", most, least, bound=2)
    fewer, more = (_accepted(house, followup, str(ACCEPTED + 1))[1] for followup in rounds)
    yield Amount(f"queries of accepting among {many} targets, beyond those among {few}", more - fewer, 0, "more")


def _accepted(house: Any, followup: Any, number: str) -> tuple[float, int]:
    """Seconds and queries of accepting the report of a target."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from rumbo.apps.measurement.actions import accept_report

    report = entity.submitted(house, followup, number)
    with CaptureQueriesContext(connection) as queries:
        start = perf_counter()
        accept_report(house.pilar.actor, report, report.edit)
        took = perf_counter() - start
    return took, len(queries)
