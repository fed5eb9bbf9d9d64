"""The list of projects, the heat map of risks and the Gantt of a project: their queries and their time at two sizes.

What is promised is that neither grows with what is not on the page: the queries are the same, and a list of fifty takes
as long among twenty times as many.
"""

from collections.abc import Iterator
from time import perf_counter
from typing import Any

from benchmarks import entity
from benchmarks.rounds import Amount

SIZES = {"small": (10, 200), "full": (50, 1_000)}
ACTIVITIES = {"small": (20, 200), "full": (20, 200)}
MOST_QUERIES, ROUNDS = 12, 5


def run(size: str) -> Iterator[Amount]:
    """Each page with few records, then with many."""
    house = entity.house("proyectos")
    browser = house.pilar.browser()
    few, many = SIZES[size]
    yield from _list(house, browser, few, many)
    yield from _heat(house, browser, few, many)
    for count in ACTIVITIES[size]:
        yield from _gantt(house, browser, count)


def _list(house: Any, browser: Any, few: int, many: int) -> Iterator[Amount]:
    from dataclasses import replace

    from django.urls import reverse

    from tests.projects import COMPLETE, registered

    address, made = reverse("web:projects-list"), 0
    for count in (few, many):
        for n in range(made, count):
            registered(house, replace(COMPLETE, code=f"P{n}", name=f"Proyecto {n}"))
        made = count
        yield from _page(browser, f"the list of {count} projects", address)


def _heat(house: Any, browser: Any, few: int, many: int) -> Iterator[Amount]:
    from dataclasses import replace

    from django.urls import reverse

    from rumbo.apps.risks.actions import add_risk, create_map, draft_version
    from tests.risks import MANAGEMENT, process_of

    pilar, unit, process = house.pilar.actor, house.units["Oficina de Proyectos"], process_of(house)
    version = draft_version(pilar, create_map(pilar, house.entity, "Mapa de riesgos", fiscal_year=2024))
    made = 0
    for count in (few, many):
        for n in range(made, count):
            add_risk(pilar, version, replace(MANAGEMENT, code=f"GC-{n}"), unit=unit, process=process)
        made = count
        yield from _page(browser, f"the heat map of {count} risks", reverse("web:risks-heat", args=[version.uid]))


def _gantt(house: Any, browser: Any, count: int) -> Iterator[Amount]:
    from dataclasses import replace

    from django.urls import reverse

    from tests.projects import large, registered

    version = registered(house, replace(large(count), code=f"G{count}", name=f"Cronograma de {count}"))
    yield from _page(browser, f"the Gantt of {count} activities", reverse("web:projects-schedule", args=[version.uid]))


def _page(browser: Any, name: str, address: str) -> Iterator[Amount]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    yield Amount(f"queries of {name}", len(queries), MOST_QUERIES, "queries")
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        browser.get(address)
        times.append(perf_counter() - start)
    yield Amount(f"time of {name}", min(times), 0.5, "s")
