"""Consolidating twice the closings, against once: by stated weights and by a catalogue, from their files alone.

The closings are drawn by the rules (`benchmarks.drawn`); nothing of a database is asked.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time

from benchmarks.drawn import draw
from benchmarks.promised import FIRST_YEAR
from benchmarks.rounds import Amount, Ratio, compared

SIZES = {"small": (10, 60), "full": (40, 300)}
"""Entities of the smaller half, and targets of each; every one closed four quarters."""
MIB = 1024


def run(size: str) -> Iterator[Ratio | Amount]:
    """What twice the closings take, in processor seconds and in memory."""
    import django

    django.setup()
    entities, targets = SIZES[size]
    with tempfile.TemporaryDirectory(prefix="rumbo-consolidating-") as folder:
        draw(Path(folder), range(1, 2 * entities + 1), targets, range(FIRST_YEAR, FIRST_YEAR + 1))
        twice = sorted(Path(folder).glob("*.parquet"))
        once = twice[: len(twice) // 2]
        name = f"consolidating {len(twice)} closings of {targets} targets, against half of them"
        halves = (lambda: consolidate(twice), lambda: consolidate(once))
        yield compared(name, *halves, bound=2.2, rounds=5, clock=process_time)
        more = _most_memory(twice) - _most_memory(once)
        yield Amount(f"memory that the other {len(once)} closings take", max(0, more), 20, "MiB")


def consolidate(places: Sequence[Path]) -> object:
    """One question over some closings, as `rumbo consolidate` asks it once it knows which they are."""
    from rumbo.apps.measurement.queries.consolidation import Asked, _added_up
    from rumbo.domain.measurement.consolidating import Weighing
    from rumbo.papers.columns import Columns

    with Columns(places) as table:
        return _added_up(table, Asked(axis="ods", weighing=Weighing.STATED))


_ALONE = """
import sys, django
django.setup()
from pathlib import Path
from benchmarks.consolidating import consolidate
consolidate([Path(place) for place in sys.stdin.read().split()])
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def _most_memory(places: Sequence[Path]) -> float:
    """The most memory, in MiB, of a process that asks once and does nothing else."""
    names = "\n".join(map(str, places))
    asked = [sys.executable, "-c", _ALONE]
    done = subprocess.run(asked, input=names, capture_output=True, text=True, check=True, env=dict(os.environ))
    return int(done.stdout) / MIB
