"""The director's page of an entity with as many period rows as asked: its queries however large the plan is, and its
time against fetching as bare tuples the figures that it looks at."""

from collections.abc import Iterator
from typing import Any

from benchmarks import entity
from benchmarks.rounds import Amount, Ratio, compared

SIZES = {"small": (50, 250), "full": (50, 5_000)}
QUARTERS, MOST_QUERIES = 4, 12


def run(size: str) -> Iterator[Ratio | Amount]:
    """A plan followed for a year, every report accepted, looked at from the last quarter."""
    house = entity.house("tablero")

    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from rumbo.apps.followup.models import Followup
    from rumbo.apps.measurement.actions import rebuild_figures

    browser, address = house.pilar.browser(), reverse("web:directing-board")
    for count in SIZES[size]:
        version = entity.plan_of(house, count)
        entity.all_answered(house, version, "quarterly", QUARTERS)
        for followup in Followup.objects.filter(plan_version=version):
            rebuild_figures(house.system, followup)
        asked = f"{address}?plan={version.plan.uid}"
        browser.get(asked)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(asked).status_code == 200
        rows = f"{count * QUARTERS} period rows"
        yield Amount(f"queries of the director's page with {rows}", len(queries), MOST_QUERIES, "queries")
    name = f"the director's page with {rows}"
    yield compared(name, lambda: browser.get(asked), lambda: _rows(version), bound=12, rounds=5)


def _rows(version: Any) -> list[tuple[Any, ...]]:
    """The figures of the plan at every cut-off, with what they are of."""
    from rumbo.apps.measurement.models import Figure

    figures = Figure.objects.filter(followup__plan_version=version)
    target = "placement__revision__target_id"
    return list(figures.values_list("followup_id", "measure", "value", "undefined", "placement_id", target, "node_id"))
