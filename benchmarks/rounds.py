"""How two ways of doing the same are timed: turn by turn in one run, the best of several rounds of each; and amounts
that have a bound of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Ratio:
    """The best of ours, the best of the bare way, and the bound that was promised. Seconds."""

    name: str
    ours: float
    bare: float
    bound: float

    def __str__(self) -> str:
        verdict = "within" if self.ours <= self.bare * self.bound else "BEYOND"
        times = f"{self.ours:.3f} s against {self.bare:.3f} s"
        return f"{self.name}: {self.ours / self.bare:.1f} times ({times}), {verdict} the bound of {self.bound}"


def compared(
    name: str,
    ours: Callable[[], object],
    bare: Callable[[], object],
    *,
    bound: float,
    rounds: int = 3,
    clock: Callable[[], float] = perf_counter,
) -> Ratio:
    """Times both, interleaved, after one round that is not counted; by the clock on the wall, or by `process_time` what
    works on several processors at once."""
    best_ours = best_bare = float("inf")
    for counted in (False, *(True for _ in range(rounds))):
        took_bare, took_ours = _timed(bare, clock), _timed(ours, clock)
        if counted:
            best_bare, best_ours = min(best_bare, took_bare), min(best_ours, took_ours)
    return Ratio(name, best_ours, best_bare, bound)


def _timed(work: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    work()
    return clock() - start


@dataclass(frozen=True, slots=True)
class Amount:
    """Something counted or weighed: queries, MiB, seconds, with the bound that was promised."""

    name: str
    value: float
    bound: float
    unit: str

    def __str__(self) -> str:
        verdict = "within" if self.value <= self.bound else "BEYOND"
        return f"{self.name}: {self.value:.4g} {self.unit}, {verdict} the bound of {self.bound:g}"
