"""How far a job of the task worker has come: told beside the database, where nobody would see it before the job's one
transaction ends, and where it would outlive a worker that was killed.

Whoever does the work says `advance` and need not know whether a job asked for it; outside of one that tells nobody.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import BaseCache, caches
from django.utils import timezone

from rumbo.domain.numbers import FIGURE_UNITS

WAITING = "waiting"
SILENT = timedelta(minutes=2)
"""No step of a job takes that long without a word: whoever was at it is gone, and the job may be asked for again."""
KEPT = 24 * 60 * 60

_job: ContextVar[str] = ContextVar("job", default="")


@dataclass(frozen=True, slots=True)
class Progress:
    """What a job last said: its stage, how much of it is done of how much (0 of 0 where it cannot be counted), when."""

    stage: str
    done: int
    total: int
    at: datetime

    @property
    def silent(self) -> bool:
        """Whether nothing was said for longer than any step takes."""
        return timezone.now() - self.at > SILENT

    @property
    def figure(self) -> int | None:
        """How much of the stage is done in 10⁻¹², where it can be counted."""
        return FIGURE_UNITS * self.done // self.total if self.total else None


def wait(job: str) -> None:
    """A job was asked for, and nobody has begun it."""
    _tell(job, WAITING, 0, 0)


@contextmanager
def working(job: str) -> Iterator[None]:
    """Does a job: what is said inside with `advance` is said of it. Done or failed, there is nothing more to tell; a
    worker that is killed leaves its last word behind."""
    token = _job.set(job)
    try:
        yield
    finally:
        _job.reset(token)
        withdraw(job)


def withdraw(job: str) -> None:
    """There is nothing more to tell of a job: it is over, or could not be asked for."""
    _cache().set(job, None, 0)


def advance(stage: str, done: int = 0, total: int = 0) -> None:
    """The job being done, if there is one, has come to a stage and so far in it."""
    if job := _job.get():
        _tell(job, stage, done, total)


def progress_of(job: str) -> Progress | None:
    """What was last said of a job; None when nothing is known of it."""
    told = _cache().get(job)
    return Progress(*told) if told else None


def interrupted(job: str) -> bool:
    """Whether a job that was asked for has nobody at it any more. One that waits for its turn has not begun."""
    told = progress_of(job)
    return told is None or (told.silent and told.stage != WAITING)


def _tell(job: str, stage: str, done: int, total: int) -> None:
    _cache().set(job, (stage, done, total, timezone.now()), KEPT)


def _cache() -> BaseCache:
    return caches["progress"]
