"""Makes the trace of a figure from what it was computed from: the outcome's own ground, never a second computation."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from rumbo.domain.annualization import NoDemand, YearStand, rule_of
from rumbo.domain.followup.reporting import Ratio
from rumbo.domain.measurement.bands import Percentage
from rumbo.domain.measurement.levels import COUNTS_TWICE
from rumbo.domain.measurement.outlook import Outlook, Trend, Way
from rumbo.domain.measurement.provenance import Provenance, inputs_of, number_of
from rumbo.domain.measurement.rollup import (
    ROLL_UP_EDITION,
    counted_figure,
    excluded_because,
    node_sum,
)
from rumbo.domain.measurement.rules import FIRST_MEAN, WEIGHTED_MEAN, YEAR_END, MeasuringRule
from rumbo.domain.measurement.settings import Settings, Weighting
from rumbo.domain.measurement.targets import TargetFigures
from rumbo.domain.measurement.trace import (
    Excluded,
    Fact,
    Percent,
    RuleRef,
    Trace,
    Weighed,
)
from rumbo.domain.numbers import figure_of
from rumbo.domain.outcomes import (
    Computed,
    Course,
    Given,
    Ground,
    Known,
    Mark,
    Mean,
    MeanOfPeriods,
    Outcome,
    Reason,
    Share,
    Undefined,
)

SHARED = "shared"
DUE = frozenset({Percentage.EXPECTED, Percentage.AT_CUTOFF})
SEVERAL_YEARS = frozenset({Percentage.TO_DATE, Percentage.TERM, Percentage.COMPLIANCE})


def trace_of(
    measured: TargetFigures, which: Percentage = Percentage.YEAR, provenance: Provenance | None = None
) -> Trace:
    """The trace of one percentage of a target."""
    outcome = measured.outcome(which)
    rule = rule_of(measured.rule)
    return Trace(
        code=which.value,
        facts=_facts(outcome, measured.as_of.year),
        formula=_formula(outcome.ground),
        reason=_reason(outcome),
        marks=(*(mark.value for mark in outcome.marks), *_unprogrammed(measured, which), *_no_demand(measured, which)),
        inputs=tuple(inputs_of(measured, provenance or Provenance(), by_period=which in DUE)),
        rule=RuleRef(rule.id, rule.edition, rule.source),
        children=tuple(_steps(measured, which)),
    )


def _unprogrammed(measured: TargetFigures, which: Percentage) -> tuple[str, ...]:
    """That what was done in years without programme, or programmed at zero, adds to what is held against the programme
    of the others."""
    if which is not Percentage.TO_DATE or not rule_of(measured.rule).additive:
        return ()
    years = measured.figures.years
    beyond = any(
        isinstance(each.value, Known)
        and each.value.units
        and not (isinstance(each.wanted, Known) and each.wanted.units)
        for each in years
    )
    return ("done_unprogrammed",) if beyond and isinstance(measured.outcome(which), Computed) else ()


def _no_demand(measured: TargetFigures, which: Percentage) -> tuple[str, ...]:
    """That nobody asked for anything, and that a setting takes it for met."""
    if measured.settings.no_demand is not NoDemand.MET or not isinstance(measured.outcome(which), Computed):
        return ()
    upto = (measured.as_of.year, measured.as_of.ordinal)
    answers = (each for key, each in measured.goal.answers.items() if key[0] == upto[0] and key <= upto)
    of_nothing = any(isinstance(each, Ratio) and not each.numerator.units | each.denominator.units for each in answers)
    return (Mark.NO_DEMAND.value,) if of_nothing else ()


def trace_of_node(
    children: Iterable[tuple[str, int | None, Outcome]],
    settings: Settings,
    closed: bool = False,
    which: Percentage = Percentage.YEAR,
    shown: Iterable[str] = (),
    edition: str = ROLL_UP_EDITION,
) -> Trace:
    """The trace of a level: what each child (uid, weight, outcome) counted with, and which did not count and why;
    `shown` are the targets that stand there too and count elsewhere. `weighed` says what the weights are: a closing of
    the first edition does not."""
    rows = list(children)
    total = node_sum(((weight, outcome) for _, weight, outcome in rows), settings, closed)
    outcome = total.outcome
    facts = _facts(outcome, None)
    facts |= {"counted": total.counted, "children": len(rows), "weights": Fraction(total.weight_sum)}
    if edition != FIRST_MEAN:
        facts["weighed"] = _weighed(rows, settings)
    against_expected = which is Percentage.AT_CUTOFF
    if against_expected and settings.cap is not None:
        facts["cap"] = Percent(settings.cap)
    weighed, excluded = _split(rows, settings, closed)
    elsewhere = (Excluded(uid, Reason.COUNTS_ELSEWHERE.value) for uid in shown)
    return Trace(
        code="node_at_cutoff" if against_expected else "node",
        facts=facts,
        formula="weighted_mean" if isinstance(outcome, Computed) else "",
        reason=_reason(outcome),
        rule=RuleRef(WEIGHTED_MEAN.id, edition, WEIGHTED_MEAN.source),
        weights=weighed,
        excluded=(*excluded, *elsewhere),
    )


def trace_of_projection(measured: TargetFigures, outlook: Outlook, provenance: Provenance | None = None) -> Trace:
    """The trace of where a year will end: the way it was told, whether that falls short of the target and goes better
    than before, and the same inputs as the year itself."""
    projection = outlook.projection
    facts = _facts(projection.outcome, measured.as_of.year)
    marks = [mark.value for mark in projection.outcome.marks]
    if projection.is_short:
        marks.append("short")
    if outlook.trend is not Trend.UNKNOWN:
        marks.append(f"trend_{outlook.trend}")
    return Trace(
        code=f"projected_{projection.way}" if projection.way else "projected",
        facts=facts | {"told": projection.told, "periods": projection.periods},
        formula=_formula(projection.outcome.ground),
        reason=_reason(projection.outcome),
        marks=tuple(marks),
        inputs=tuple(inputs_of(measured, provenance or Provenance(), by_period=projection.way is Way.ON_PROGRAMME)),
        rule=_ref(YEAR_END),
    )


def _weighed(rows: Iterable[tuple[str, int | None, Outcome]], settings: Settings) -> str:
    """What the weights under a level are: by the choice of the entity, or "shared" where none was stated by it."""
    chosen = settings.weighting
    alike = all(weight == 1 for _, weight, outcome in rows if outcome != COUNTS_TWICE)
    return SHARED if chosen is not Weighting.EQUAL and alike else chosen.value


def _ref(rule: MeasuringRule) -> RuleRef:
    return RuleRef(rule.id, rule.edition, rule.source)


def _facts(outcome: Outcome, year: int | None) -> dict[str, Fact]:
    facts: dict[str, Fact] = {} if year is None else {"year": year}
    if isinstance(outcome, Computed):
        facts["result"] = Percent(outcome.figure)
    ground = outcome.ground
    if isinstance(ground, Course):
        facts |= {
            "level": number_of(ground.level),
            "start": number_of(ground.start),
            "wanted": number_of(ground.wanted),
        }
    elif isinstance(ground, Share | Given):
        facts["part"] = Percent(figure_of(ground.part))
    elif isinstance(ground, MeanOfPeriods):
        facts |= {"terms": tuple(Percent(figure) for _, figure in ground.terms), "divisor": len(ground.terms)}
    elif isinstance(ground, Mean):
        facts |= {"terms": tuple(Percent(figure) for _, figure in ground.terms), "divisor": ground.divisor}
        if ground.cap is not None:
            facts["cap"] = Percent(ground.cap)
    return facts


def _formula(ground: Ground) -> str:
    if isinstance(ground, Course):
        return "course" if ground.start else "course_from_zero"
    if isinstance(ground, Mean):
        return "mean" if ground.cap is None else "mean_capped"
    if isinstance(ground, MeanOfPeriods):
        return "mean_of_periods"
    if isinstance(ground, Given):
        return ground.why
    return "share" if isinstance(ground, Share) else ""


def _reason(outcome: Outcome) -> str:
    return outcome.reason.value if isinstance(outcome, Undefined) else ""


def _steps(measured: TargetFigures, which: Percentage) -> Iterator[Trace]:
    """The years behind a percentage of several years."""
    if which in SEVERAL_YEARS and len(measured.figures.years) > 1:
        for stand in measured.figures.years:
            yield _step(stand)


def _step(stand: YearStand) -> Trace:
    outcome = stand.outcome
    return Trace(
        code="step_year",
        facts=_facts(outcome, stand.year),
        formula=_formula(outcome.ground),
        reason=_reason(outcome),
        marks=tuple(mark.value for mark in outcome.marks),
    )


def _split(
    rows: list[tuple[str, int | None, Outcome]], settings: Settings, closed: bool
) -> tuple[tuple[Weighed, ...], tuple[Excluded, ...]]:
    weighed, excluded = [], []
    for uid, weight, outcome in rows:
        reason = excluded_because(weight, outcome, settings, closed)
        if reason is not None or weight is None:
            excluded.append(Excluded(uid, reason.value if reason else ""))
            continue
        figure = outcome.figure if isinstance(outcome, Computed) else 0
        weighed.append(Weighed(uid, weight, figure, counted_figure(outcome, settings)))
    return tuple(weighed), tuple(excluded)
