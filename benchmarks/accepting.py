"""Accepting one report in a small plan and in a large one: the same work, as levels get a difference and not a sum."""

from collections.abc import Iterator
from datetime import date
from time import perf_counter
from typing import Any

from benchmarks import entity
from benchmarks.rounds import Amount, Ratio

SIZES = {"small": (50, 500), "full": (50, 5_000)}
ACCEPTED = 12
WEIGHTINGS = ("equal", "explicit", "budget")


def run(size: str) -> Iterator[Ratio | Amount]:
    """For each weighting, the best of some acceptances in each plan, by turns, and the queries of one more."""
    house = entity.house("acepta")
    counts = SIZES[size]
    rounds = [entity.opened(house, entity.plan_of(house, count), 1) for count in counts]
    for turn, weighting in enumerate(WEIGHTINGS):
        _choose(house, weighting)
        first = 1 + turn * (ACCEPTED + 1)
        yield from _of_weighting(house, weighting, rounds, counts, range(first, first + ACCEPTED + 1))


def _of_weighting(
    house: Any, weighting: str, rounds: list[Any], counts: tuple[int, int], numbers: range
) -> Iterator[Ratio | Amount]:
    few, many = counts
    *timed, last = map(str, numbers)
    times = [[_accepted(house, followup, number)[0] for followup in rounds] for number in timed]
    least, most = (min(each) for each in zip(*times, strict=True))
    yield Ratio(f"accepting a report among {many} targets, against {few}, weights {weighting}", most, least, bound=2)
    fewer, more = (_accepted(house, followup, last)[1] for followup in rounds)
    yield Amount(f"queries of accepting among {many} targets, beyond those among {few}", more - fewer, 0, "more")


def _choose(house: Any, weighting: str) -> None:
    from rumbo.apps.measurement.actions import record_setting

    record_setting(house.pilar.actor, house.entity, "weighting", weighting, valid_from=date(2024, 1, 1))


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
