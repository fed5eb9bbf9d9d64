"""Where a year will end if it goes on like this, and whether it goes better than at the cut-off before.

A projection is told and never kept: it has no light, counts in no level and closes with nothing. It says which way it
was made and of how many periods, so that one quarter of four is not taken for more than it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from rumbo.domain.annualization import FromStart, Opening, PeriodKey, rule_of
from rumbo.domain.calendar import period_of_day, periods_of_target
from rumbo.domain.followup.reporting import Answer, Ratio
from rumbo.domain.followup.states import NotApplicable, NotReported
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.measurement.targets import CutOff, MeasuredTarget, TargetFigures, measure_target
from rumbo.domain.numbers import FIGURE_UNITS
from rumbo.domain.outcomes import Amount, Computed, Course, Known, Mark, Outcome, Reason, Share, Undefined, Units, born


class Way(StrEnum):
    """How a projection is made."""

    ENDED = "ended"
    HELD = "held"
    ON_PROGRAMME = "on_programme"
    LINEAR = "linear"


class Trend(StrEnum):
    """Whether the projection is better, the same or worse than at the cut-off before; unknown without both."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Projection:
    """The percentage of the year with which it will end, what will then be reached, the way it was told, and of how
    many of the year's periods. `way` is None where there is no projection."""

    outcome: Outcome
    value: Amount
    way: Way | None = None
    told: int = 0
    periods: int = 0

    @property
    def is_short(self) -> bool:
        """Whether a year that has not ended would end below its target; never of one without a projection."""
        told = self.way not in (None, Way.ENDED)
        return told and isinstance(self.outcome, Computed) and self.outcome.figure < FIGURE_UNITS


@dataclass(frozen=True, slots=True)
class Outlook:
    """A projection and its trend."""

    projection: Projection
    trend: Trend


def outlook_of(
    target: MeasuredTarget, reports: Mapping[PeriodKey, Answer], settings: Settings, cut_off: CutOff
) -> Outlook:
    """The projection of a target at a cut-off, beside the one at the end of the period before in the same year."""
    return outlook_from(measure_target(target, reports, settings, cut_off), cut_off.day)


def outlook_from(measured: TargetFigures, day: date) -> Outlook:
    """The same of a target that is measured already, at the day of its cut-off."""
    target, now, before = measured.target, project(measured), _before(measured.target, day)
    if before is None:
        return Outlook(now, Trend.UNKNOWN)
    earlier = {key: each for key, each in measured.goal.answers.items() if _ended(target, key, before)}
    return Outlook(now, trend_of(project(measure_target(target, earlier, measured.settings, CutOff(before))), now))


def trend_of(before: Projection, now: Projection) -> Trend:
    """Whether a projection is better than the one before it. Percentages turn less-is-better the right way round."""
    if not (isinstance(before.outcome, Computed) and isinstance(now.outcome, Computed)):
        return Trend.UNKNOWN
    if now.outcome.figure == before.outcome.figure:
        return Trend.SAME
    return Trend.BETTER if now.outcome.figure > before.outcome.figure else Trend.WORSE


def project(measured: TargetFigures) -> Projection:
    """Where the year of a measured target will end if it goes on like this."""
    stand, year = measured.figures.years[-1], measured.figures.year
    value, start, wanted = stand.value, stand.start, stand.wanted
    if isinstance(year, Undefined):
        return _none(year.reason)
    if not (isinstance(value, Known) and isinstance(wanted, Known)) or Mark.CARRIED in value.marks:
        return _none(Reason.NOT_REPORTED)
    way, begins, (told, periods) = _way(measured), _begins(measured), _periods(measured)
    if way in (Way.ENDED, Way.HELD):
        return Projection(year, value, way, told, periods)
    if isinstance(begins, Undefined) or isinstance(start, Undefined):
        return _none(begins.reason if isinstance(begins, Undefined) else Reason.NO_PREVIOUS_LEVEL)
    if begins.units == wanted.units:
        # A year that began at its target has only to keep it.
        return Projection(year, value, Way.HELD, told, periods)
    pace = _pace(way, begins, _due(measured), wanted, told, periods)
    if isinstance(pace, Undefined):
        return _none(pace.reason)
    reached = begins.units + (value.units - begins.units) * pace
    part = Fraction(reached - start.units) / Fraction(wanted.units - start.units)
    outcome = born(part, value.marks, Course(reached, start.units, wanted.units))
    if isinstance(outcome, Undefined):
        return _none(outcome.reason)
    return Projection(outcome, Known(reached, value.marks), way, told, periods)


def _pace(way: Way, begins: Known, due: Units | None, wanted: Known, told: int, periods: int) -> Fraction | Undefined:
    """How many times what was reached since the year began the whole year will be."""
    if way is Way.LINEAR or due is None:
        return Fraction(periods, told) if told else Undefined(Reason.NO_PERIOD_PROGRAMME)
    if due == begins.units:
        return Undefined(Reason.NOT_DUE)
    pace = Fraction(wanted.units - begins.units) / Fraction(due - begins.units)
    return pace if pace > 0 else Undefined(Reason.AGAINST_TREND)


def _none(reason: Reason) -> Projection:
    return Projection(Undefined(reason), Undefined(reason))


def _way(measured: TargetFigures) -> Way:
    """Nothing is left of a year that ended; what is held stays as it is; else the programme tells how a year runs."""
    if measured.as_of.final:
        return Way.ENDED
    if rule_of(measured.rule).kept or isinstance(_last(measured), Ratio):
        return Way.HELD
    return Way.LINEAR if _due(measured) is None else Way.ON_PROGRAMME


def _due(measured: TargetFigures) -> Units | None:
    """The level due at the cut-off; None where nothing says it."""
    ground = measured.figures.expected.ground
    return ground.level if isinstance(ground, Course) else None


def _begins(measured: TargetFigures) -> Amount:
    """The level with which the year began: of a flow zero, of a level the one of the year before or of the opening."""
    opening, years = measured.goal.opening, measured.figures.years
    if rule_of(measured.rule).additive:
        return Known(0)
    if len(years) > 1:
        return years[-2].value if isinstance(years[-2].value, Known) else Undefined(Reason.NO_PREVIOUS_LEVEL)
    if isinstance(opening, Opening):
        return Known(opening.value.units)
    return years[-1].start if isinstance(opening, FromStart) else Undefined(Reason.NO_OPENING)


def _periods(measured: TargetFigures) -> tuple[int, int]:
    """(periods told, periods of the year). Of a flow, those that were answered of those that apply; of a level, how far
    into the year the last answer stands."""
    owed, answers = _owed(measured), _answers(measured)
    applies = [key for key in owed if not isinstance(answers.get(key), NotApplicable)]
    told = [key for key in applies if _tells(answers.get(key))]
    if rule_of(measured.rule).additive and not isinstance(_last(measured), Share):
        return len(told), len(applies)
    return (owed.index(told[-1]) + 1 if told else 0), len(owed)


def _owed(measured: TargetFigures) -> list[int]:
    """The ordinals of the periods that the target owes in the year; none where the calendar does not set them."""
    target, year = measured.target, measured.as_of.year
    if not target.periodicity.months:
        return []
    first = max(target.start or date(year, 1, 1), date(year, 1, 1))
    last = min(target.end or date(year, 12, 31), date(year, 12, 31))
    return [each.ordinal for each in periods_of_target(first, last, target.periodicity)] if first <= last else []


def _answers(measured: TargetFigures) -> Mapping[int, Answer]:
    year, ordinal = measured.as_of.year, measured.as_of.ordinal
    return {key[1]: each for key, each in measured.goal.answers.items() if key[0] == year and key[1] <= ordinal}


def _last(measured: TargetFigures) -> Answer | None:
    """The last answer of the year that tells an amount."""
    told = [each for _, each in sorted(_answers(measured).items()) if _tells(each)]
    return told[-1] if told else None


def _tells(answer: Answer | None) -> bool:
    return answer is not None and not isinstance(answer, NotReported | NotApplicable | Undefined)


def _before(target: MeasuredTarget, day: date) -> date | None:
    """The last day of the period that ended before the one of a cut-off; None in the first period of a year."""
    period = period_of_day(day, target.periodicity)
    if period is None:
        return None
    ended = (
        period if period.last_day == day else period_of_day(period.first_day - timedelta(days=1), target.periodicity)
    )
    earlier = ended.first_day - timedelta(days=1) if ended else day
    return earlier if earlier.year == day.year else None


def _ended(target: MeasuredTarget, key: PeriodKey, day: date) -> bool:
    period = period_of_day(day, target.periodicity)
    return period is None or key <= period.key
