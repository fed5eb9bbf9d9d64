"""Marks in periods become bars: a run of marked periods is one bar. What has no mark has no bar, and that is said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rumbo.domain.project.sheet import Schedule, ScheduledActivity, Step

MONTH = "Mes {number}"


@dataclass(frozen=True, slots=True)
class Bar:
    """An unbroken stretch of periods, from `first` to `last`, both from 0 and both in it."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A line of the chart. `level` 0 is an activity, whose bars are those of its steps together; 1 is a step.

    `unknown` are marks of periods that the schedule does not have: they draw nothing and are told.
    """

    label: str
    level: int
    bars: tuple[Bar, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gantt:
    """The chart of a schedule. Without any mark it is `empty`, and must be told so instead of drawn."""

    periods: tuple[str, ...]
    rows: tuple[GanttRow, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is marked anywhere."""
        return not any(row.bars for row in self.rows)


def bars_of(marked: Iterable[int]) -> tuple[Bar, ...]:
    """The bars of marked periods (their places from 0, in any order): neither overlapping nor touching each other."""
    bars: list[Bar] = []
    for place in sorted(set(marked)):
        if bars and bars[-1].last + 1 == place:
            bars[-1] = Bar(bars[-1].first, place)
        else:
            bars.append(Bar(place, place))
    return tuple(bars)


def gantt_of(schedule: Schedule) -> Gantt:
    """The chart of a schedule, each activity followed by its steps."""
    places = {period: at for at, period in enumerate(schedule.periods)}
    rows = (row for activity in schedule.activities for row in _rows(activity, places))
    return Gantt(schedule.periods, tuple(rows))


def months(number: int) -> tuple[str, ...]:
    """The names of so many months, as a form prints them: Mes 1, Mes 2…"""
    return tuple(MONTH.format(number=at) for at in range(1, number + 1))


def _rows(activity: ScheduledActivity, places: dict[str, int]) -> Iterator[GanttRow]:
    together = [places[mark] for step in activity.steps for mark in step.marks if mark in places]
    yield GanttRow(activity.statement, 0, bars_of(together))
    for step in activity.steps:
        yield GanttRow(_label(step), 1, bars_of(_known(step.marks, places)), _unknown(step.marks, places))


def _label(step: Step) -> str:
    return f"{step.number}. {step.statement}" if step.number else step.statement


def _known(marks: Sequence[str], places: dict[str, int]) -> list[int]:
    return [places[mark] for mark in marks if mark in places]


def _unknown(marks: Sequence[str], places: dict[str, int]) -> tuple[str, ...]:
    return tuple(mark for mark in marks if mark not in places)
