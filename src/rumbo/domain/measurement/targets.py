"""One target measured: what the plan says of it, what was reported, and its figures at a cut-off day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from rumbo.domain.annualization import AsOf, Basis, Figures, FromStart, Goal, Opening, PeriodKey, rule_of, unmeasured
from rumbo.domain.calendar import ON_DEMAND, ONCE, QUARTERLY, Periodicity, period_of_day
from rumbo.domain.followup.reporting import Answer, Milestone, ReportKind, milestones_due
from rumbo.domain.followup.states import NOT_REPORTED, NotApplicable, NotProgrammed, NotReported, Programmed
from rumbo.domain.measurement.bands import Band, Percentage, band_of
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Outcome, Reason, Share, Undefined

EVERY_REPORT = 10**6


class TargetState(StrEnum):
    """What is known of a target at the cut-off: answered, or which of the nothings."""

    REPORTED = "reported"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"
    NOT_PROGRAMMED = "not_programmed"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class MeasuredTarget:
    """A target as a plan version promises it. `rule` is an id or, for what was closed, a key with its edition.

    `periodicity` is the one that report keys are counted in. `start` and `end` bound the periods that are owed.
    `milestones` are needed by that kind of report only. `version` is the plan version, for the trace. `basis` is None
    where nobody has said how a programme is written whose rule asks it: then there is no percentage. `standing` is why
    it asks nothing at the cut-off, by an act: it was cancelled, or is suspended.
    """

    uid: str
    rule: str
    kind: ReportKind = ReportKind.QUANTITY
    periodicity: Periodicity = QUARTERLY
    start: date | None = None
    end: date | None = None
    target: Quantity | None = None
    baseline: Quantity | None = None
    opening: Opening | FromStart | None = None
    basis: Basis | None = Basis.CUMULATIVE
    programme: Mapping[int, Programmed] = field(default_factory=dict)
    period_programme: Mapping[PeriodKey, Programmed] = field(default_factory=dict)
    term: tuple[int, int] | None = None
    milestones: tuple[Milestone, ...] = ()
    version: str = ""
    standing: Reason | None = None


@dataclass(frozen=True, slots=True)
class CutOff:
    """The day up to which it is measured, and whether the follow-up of that day is closed."""

    day: date
    closed: bool = False


@dataclass(frozen=True, slots=True)
class TargetFigures:
    """The figures of a target with everything they were computed from; a trace is made of this when it is opened."""

    target: MeasuredTarget
    rule: str
    goal: Goal
    as_of: AsOf
    settings: Settings
    figures: Figures
    state: TargetState

    def outcome(self, which: Percentage) -> Outcome:
        """One of the percentages, by its name."""
        outcome: Outcome = getattr(self.figures, which.value)
        return outcome

    @property
    def is_share_of_year(self) -> bool:
        """Whether the percentage of the year tells how much of it is done and not whether it is late: no period of it
        was programmed, so nothing is expected at the cut-off and there is no light. A screen says so, and offers to
        programme the periods."""
        expected = self.figures.expected
        return isinstance(expected, Undefined) and expected.reason is Reason.NO_PERIOD_PROGRAMME

    @property
    def band(self) -> Band | None:
        """The band of the percentage that the bands act on; None when it is undefined."""
        return band_of(self.settings.bands, self.outcome(self.settings.bands_on))


def measure_target(
    target: MeasuredTarget, reports: Mapping[PeriodKey, Answer], settings: Settings, cut_off: CutOff
) -> TargetFigures:
    """The figures of a target at a cut-off. Periods that were due and have no entry in `reports` are not reported.

    Raises KeyError for a rule that does not exist.
    """
    rule = rule_of(target.rule)
    as_of = _not_begun(target, reports, cut_off.day) or as_of_day(target, cut_off)
    goal = Goal(
        target.target,
        target.baseline,
        target.opening,
        target.basis or Basis.CUMULATIVE,
        target.programme,
        target.period_programme,
        _with_silent(target, reports, as_of),
        _due_share(target, cut_off.day),
        target.term,
    )
    figures = rule.measure(goal, as_of, settings.options)
    if rule.asks_basis and target.basis is None:
        figures = unmeasured(figures, Reason.NO_BASIS)
    if target.standing is not None:
        figures = unmeasured(figures, target.standing)
    return TargetFigures(target, rule.key, goal, as_of, settings, figures, _state(goal, as_of))


def as_of_day(target: MeasuredTarget, cut_off: CutOff) -> AsOf:
    """The last period of the target that has ended on the cut-off day, and whether it is the last one of the year."""
    day = cut_off.day
    year_end = date(day.year, 12, 31)
    last_day = min(target.end or year_end, year_end)
    if target.periodicity == ON_DEMAND:
        return AsOf(day.year, EVERY_REPORT, day >= last_day, cut_off.closed)
    if target.periodicity == ONCE:
        ended = target.end is not None and target.end <= day
        return AsOf(day.year, int(ended), ended, cut_off.closed)
    last = _ended(last_day, target.periodicity, whole=True)
    ended_now = _ended(day, target.periodicity, whole=False)
    return AsOf(day.year, min(ended_now, last), ended_now >= last, cut_off.closed)


def _not_begun(target: MeasuredTarget, reports: Mapping[PeriodKey, Answer], day: date) -> AsOf | None:
    """The cut-off of a target without report of the year that begins later, or that owes none before it is asked:
    nothing of it has ended, and its silence is never a missing report."""
    begun = (target.start is None or target.start <= day) and target.periodicity != ON_DEMAND
    return None if begun or any(key[0] == day.year for key in reports) else AsOf(day.year, 0)


def _ended(day: date, periodicity: Periodicity, whole: bool) -> int:
    """The ordinal of the period of a day; of the one before when the period has not ended and `whole` is not asked."""
    period = period_of_day(day, periodicity)
    if period is None:
        return 0
    return period.ordinal if whole or period.last_day == day else period.ordinal - 1


def _with_silent(
    target: MeasuredTarget, reports: Mapping[PeriodKey, Answer], as_of: AsOf
) -> Mapping[PeriodKey, Answer]:
    """The reports with every owed and unanswered period of the year said to be not reported."""
    if target.periodicity == ON_DEMAND:
        return reports
    first = 1
    if target.start and target.start.year == as_of.year and target.periodicity.months:
        first = _ended(target.start, target.periodicity, whole=True)
    owed = ((as_of.year, ordinal) for ordinal in range(first, as_of.ordinal + 1))
    programme = target.period_programme
    silent: dict[PeriodKey, Answer] = {
        key: NOT_REPORTED for key in owed if key not in reports and _is_owed(programme, key)
    }
    return {**silent, **reports} if silent else reports


def _is_owed(programme: Mapping[PeriodKey, Programmed], key: PeriodKey) -> bool:
    """Whether a period is programmed; in a year programmed by period, one that is left out is not."""
    if key in programme:
        return not isinstance(programme[key], NotProgrammed)
    return not any(year == key[0] for year, _ in programme)


def _due_share(target: MeasuredTarget, day: date) -> Fraction | None:
    if target.kind is ReportKind.MILESTONES:
        due = milestones_due(target.milestones, day)
        return due.part if isinstance(due, Share) else None
    if target.kind is ReportKind.DONE and target.end is not None:
        return Fraction(int(day >= min(target.end, date(day.year, 12, 31))))
    return None


def _state(goal: Goal, as_of: AsOf) -> TargetState:
    """The state of the last period of the year that was owed up to the cut-off."""
    if not isinstance(goal.programme.get(as_of.year), Quantity):
        return TargetState.NOT_PROGRAMMED
    due = [key for key in goal.answers if key[0] == as_of.year and key[1] <= as_of.ordinal]
    if not due:
        silent = any(key[0] == as_of.year for key in goal.period_programme)
        return TargetState.NOT_PROGRAMMED if as_of.ordinal and silent else TargetState.NOT_DUE
    last = goal.answers[max(due)]
    if isinstance(last, NotReported):
        return TargetState.NOT_REPORTED
    return TargetState.NOT_APPLICABLE if isinstance(last, NotApplicable) else TargetState.REPORTED
