"""From a file to a stored draft with its findings, and from there to a proposed plan: by the actions that a person's
upload and button call. A job of the task worker is done here, at once."""

import sys
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any
from unittest.mock import patch

from benchmarks import entity
from benchmarks.reading import workbook
from benchmarks.rounds import Amount, Ratio

SIZES = {"small": (1_000, 4_000), "full": (1_000, 10_000, 100_000)}
PROPOSED = {"small": 1_000, "full": 10_000}
MOST_SECONDS, MOST_ASKING, MOST_WRITING = 2, 1, 3


def run(size: str) -> Iterator[Ratio | Amount]:
    """A workbook of the shape of the example, as long as the size says; the smallest as people send them."""
    house = entity.house("trae")
    few = SIZES[size][0]
    best = min(_received(house, few)[0] for _ in range(3))
    yield Amount(f"from a workbook of {few} rows to a stored draft with findings", best, MOST_SECONDS, "s")
    for rows in SIZES[size][1:]:
        took, _ = _received(house, rows)
        yield Ratio(f"the same of {rows} rows, against {rows // few} times that", took, best * rows / few, bound=1.5)
    _, intake = _received(house, PROPOSED[size])
    yield from _proposed(house, intake, PROPOSED[size])


def _received(house: Any, rows: int) -> tuple[float, Any]:
    """Seconds from the bytes to the draft, and the intake."""
    from rumbo.apps.intake.actions import receive_file

    data = workbook(rows)
    with _tasks() as later:
        start = perf_counter()
        intake = receive_file(house.pilar.actor, house.entity, data, f"plan-{rows}.xlsx")
        for job in later:
            job()
        took = perf_counter() - start
    intake.refresh_from_db()
    assert intake.state == "settling"
    return took, intake


def _proposed(house: Any, intake: Any, rows: int) -> Iterator[Amount]:
    from rumbo.apps.intake.actions import NameAnswer, decide_names, overrule_findings, propose_document
    from rumbo.apps.intake.bridge import reading_of
    from rumbo.apps.intake.queries import names_to_settle

    pilar, reading = house.pilar.actor, reading_of(intake)
    decide_names(pilar, intake, {each.text: NameAnswer() for each in names_to_settle(reading)})
    for code in {each.code for each in reading_of(intake).open_errors()}:
        overrule_findings(pilar, intake, code=code, reason="Así viene")
    with _tasks() as later:
        start = perf_counter()
        propose_document(pilar, intake)
        asked = perf_counter() - start
        for job in later:
            job()
        took = perf_counter() - start
    intake.refresh_from_db()
    assert intake.state == "proposed", intake.refusal
    yield Amount(f"what the request takes that proposes {rows} rows", asked, MOST_ASKING, "s")
    yield Amount(f"a thousand rows of the {rows} until they are proposed", took * 1_000 / rows, MOST_WRITING, "s")


class _tasks:  # noqa: N801  (used as a function)
    """Keeps what is handed to the task worker, to be done when asked."""

    def __enter__(self) -> list[Callable[[], Any]]:
        jobs: list[Callable[[], Any]] = []
        tasks = [
            getattr(sys.modules[f"rumbo.apps.intake.actions.{module}"], name)
            for module, name in (("receive_file", "read_large_file"), ("propose_document", "write_large_document"))
        ]

        def keep(task: Any, *given: Any) -> None:
            jobs.append(lambda: task.call(*given))

        self._patched = patch.object(type(tasks[0]), "enqueue", keep)
        self._patched.start()
        return jobs

    def __exit__(self, *_error: object) -> None:
        self._patched.stop()
