"""Makes the trace of a figure from what it was computed from: the outcome's own ground, never a second computation."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from rumbo.domain.annualization import FromStart, Opening, PeriodKey, YearStand, rule_of
from rumbo.domain.annualization.goal import Basis
from rumbo.domain.followup.contributing import Amount
from rumbo.domain.followup.reporting import Answer, Ratio
from rumbo.domain.followup.states import NOT_REPORTED, NotApplicable, NotReported
from rumbo.domain.measurement.bands import Percentage
from rumbo.domain.measurement.outlook import Outlook, Trend
from rumbo.domain.measurement.rollup import (
    ROLL_UP_EDITION,
    ROLL_UP_RULE,
    counted_figure,
    excluded_because,
    node_sum,
)
from rumbo.domain.measurement.rules import FIRST_MEAN, WEIGHTED_MEAN, YEAR_END, MeasuringRule
from rumbo.domain.measurement.settings import Settings, Weighting, plain
from rumbo.domain.measurement.targets import TargetFigures
from rumbo.domain.measurement.trace import (
    UNSAID,
    Excluded,
    Fact,
    Input,
    Percent,
    RuleRef,
    Source,
    Trace,
    Weighed,
    digest,
)
from rumbo.domain.numbers import QUANTITY_UNITS, Quantity, figure_of
from rumbo.domain.outcomes import (
    Computed,
    Course,
    Given,
    Ground,
    Known,
    Mean,
    MeanOfPeriods,
    Outcome,
    Reason,
    Share,
    Undefined,
    Units,
)

SHARED = "shared"
OF_A_YEAR = frozenset({"report", "report_ratio", "report_share"})
SEVERAL_YEARS = frozenset({Percentage.TO_DATE, Percentage.TERM, Percentage.COMPLIANCE})


@dataclass(frozen=True, slots=True)
class Loaded:
    """The document by which a result was loaded that nobody reported here, and its day; whether it is of a whole year,
    which stands in the last period of it."""

    document: str
    day: date | None = None
    whole_year: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """What one unit told of an amount that several made: `counting` is own, adds, part or informs."""

    unit: str
    counting: str
    amount: Amount = NOT_REPORTED


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the inputs of a target come from: its plan row, its opening value and each report; `loaded` are those that
    were not reported here, `counted` of what several units told a report is made."""

    target: Source = UNSAID
    opening: Source = UNSAID
    reports: Mapping[PeriodKey, Source] = field(default_factory=dict)
    loaded: Mapping[PeriodKey, Loaded] = field(default_factory=dict)
    counted: Mapping[PeriodKey, tuple[Counted, ...]] = field(default_factory=dict)


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
        marks=(*(mark.value for mark in outcome.marks), *_unprogrammed(measured, which)),
        inputs=tuple(_inputs(measured, provenance or Provenance())),
        rule=RuleRef(rule.id, rule.edition, rule.source),
        children=tuple(_steps(measured, which)),
    )


def _unprogrammed(measured: TargetFigures, which: Percentage) -> tuple[str, ...]:
    """That what was done in years without programme adds to what is held against the programme of the others."""
    if which is not Percentage.TO_DATE or not rule_of(measured.rule).additive:
        return ()
    years = measured.figures.years
    beyond = any(
        isinstance(each.value, Known) and each.value.units and not isinstance(each.wanted, Known) for each in years
    )
    return ("done_unprogrammed",) if beyond and isinstance(measured.outcome(which), Computed) else ()


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
        inputs=tuple(_inputs(measured, provenance or Provenance())),
        rule=_ref(YEAR_END),
    )


def inputs_digest(measured: TargetFigures) -> str:
    """The SHA-256 of all that the figures of a target depend on, settings and rule edition included. The order in which
    reports were given plays no part."""
    return digest(plain_inputs(measured))


def plain_inputs(measured: TargetFigures) -> dict[str, Any]:
    """All that the figures of a target depend on, as plain values."""
    goal, as_of = measured.goal, measured.as_of
    opening = goal.opening
    return {
        "rule": measured.rule,
        "target": _units(goal.target),
        "baseline": _units(goal.baseline),
        "opening": opening.value.units if isinstance(opening, Opening) else opening is not None,
        "basis": goal.basis.value,
        "programme": {str(year): _units(each) for year, each in goal.programme.items()},
        "period_programme": {_key(key): _units(each) for key, each in goal.period_programme.items()},
        "answers": {_key(key): _plain_answer(each) for key, each in goal.answers.items()},
        "due_share": None if goal.due_share is None else str(goal.due_share),
        "as_of": [as_of.year, as_of.ordinal, as_of.final, as_of.closed],
        "settings": _chosen(measured.settings),
        # Told only of what has one, so that digests from before it existed still hold.
        **({"standing": measured.target.standing.value} if measured.target.standing else {}),
    }


def node_digest(
    rows: Iterable[tuple[str, int | None, Outcome]],
    settings: Settings,
    closed: bool = False,
    edition: str = ROLL_UP_EDITION,
) -> str:
    """The SHA-256 of all that the figure of a level depends on; the order of the children plays no part."""
    children = {
        uid: [weight, outcome.figure if isinstance(outcome, Computed) else outcome.reason.value]
        for uid, weight, outcome in rows
    }
    rule = f"{ROLL_UP_RULE}@{edition}"
    return digest({"rule": rule, "children": children, "settings": _chosen(settings), "closed": closed})


def _weighed(rows: Iterable[tuple[str, int | None, Outcome]], settings: Settings) -> str:
    """What the weights under a level are: by the choice of the entity, or "shared" where none was stated by it."""
    chosen = settings.weighting
    return SHARED if chosen is not Weighting.EQUAL and all(each == 1 for _, each, _ in rows) else chosen.value


def _ref(rule: MeasuringRule) -> RuleRef:
    return RuleRef(rule.id, rule.edition, rule.source)


def _facts(outcome: Outcome, year: int | None) -> dict[str, Fact]:
    facts: dict[str, Fact] = {} if year is None else {"year": year}
    if isinstance(outcome, Computed):
        facts["result"] = Percent(outcome.figure)
    ground = outcome.ground
    if isinstance(ground, Course):
        facts |= {"level": _number(ground.level), "start": _number(ground.start), "wanted": _number(ground.wanted)}
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


def _inputs(measured: TargetFigures, provenance: Provenance) -> Iterator[Input]:
    goal, source = measured.goal, provenance.target
    if goal.target is not None:
        yield Input("target", {"value": _number(goal.target.units)}, source)
    if goal.baseline is not None:
        yield Input("baseline", {"value": _number(goal.baseline.units)}, source)
    if isinstance(goal.opening, Opening):
        yield _opening(goal.opening, provenance.opening)
    elif isinstance(goal.opening, FromStart):
        yield Input("from_start", {}, provenance.opening)
    label = "programme_increment" if goal.basis is Basis.INCREMENT else "programme"
    for year, each in sorted(goal.programme.items()):
        if year > measured.as_of.year:
            break
        if isinstance(each, Quantity):
            yield Input(label, {"year": year, "value": _number(each.units)}, source)
        else:
            yield Input("not_programmed", {"year": year}, source)
    if goal.due_share is not None:
        yield Input("due_share", {"value": Percent(figure_of(goal.due_share))}, source)
    upto = (measured.as_of.year, measured.as_of.ordinal)
    for key in sorted(key for key in goal.answers if key <= upto):
        source_of = provenance.reports.get(key, UNSAID)
        loaded = provenance.loaded.get(key)
        whole_year = loaded is not None and loaded.whole_year
        told_of = _report(key, goal.answers[key], source_of)
        named = whole_year and told_of.label in OF_A_YEAR
        yield replace(told_of, label=f"{told_of.label}_of_year") if named else told_of
        for told in provenance.counted.get(key, ()):
            yield from _counted(key, told, source_of)
        if loaded is not None:
            facts: dict[str, Fact] = {"year": key[0], "period": key[1], "origin": loaded.document}
            day = loaded.day.isoformat() if loaded.day else "—"
            yield Input("loaded_of_year" if whole_year else "loaded_from", {**facts, "day": day}, source_of)


def _counted(key: PeriodKey, each: Counted, source: Source) -> Iterator[Input]:
    facts: dict[str, Fact] = {"year": key[0], "period": key[1], "unit": each.unit}
    if isinstance(each.amount, Quantity):
        yield Input(f"counted_{each.counting}", {**facts, "value": _number(each.amount.units)}, source)
    elif isinstance(each.amount, Ratio):
        both = {
            "numerator": _number(each.amount.numerator.units),
            "denominator": _number(each.amount.denominator.units),
        }
        yield Input(f"counted_{each.counting}_ratio", {**facts, **both}, source)
    elif each.counting == "adds":
        yield Input("counted_missing", facts, source)


def _chosen(settings: Settings) -> dict[str, Any]:
    """The choices, with the ones that came later only where they are not the usual ones: earlier digests still hold."""
    told = plain(settings)
    if settings.under_alert == Settings().under_alert:
        del told["under_alert"]
    if not settings.left_out:
        del told["left_out"]
    return told


def _opening(opening: Opening, source: Source) -> Input:
    facts: dict[str, Fact] = {"value": _number(opening.value.units), "origin": opening.source}
    if opening.day is None:
        return Input("opening", facts, source)
    return Input("opening_dated", {**facts, "day": opening.day.isoformat()}, source)


def _report(key: PeriodKey, answer: Answer, source: Source) -> Input:
    facts: dict[str, Fact] = {"year": key[0], "period": key[1]}
    if isinstance(answer, Quantity):
        return Input("report", {**facts, "value": _number(answer.units)}, source)
    if isinstance(answer, Ratio):
        both = {"numerator": _number(answer.numerator.units), "denominator": _number(answer.denominator.units)}
        return Input("report_ratio", {**facts, **both}, source)
    if isinstance(answer, Share):
        return Input("report_share", {**facts, "value": Percent(figure_of(answer.part))}, source)
    if isinstance(answer, NotReported):
        return Input("report_not_reported", facts, source)
    if isinstance(answer, NotApplicable):
        return Input("report_not_applicable", {**facts, "reason": answer.reason}, source)
    return Input("report_undefined", facts, source)


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


def _number(units: Units) -> Fraction:
    return Fraction(units, QUANTITY_UNITS)


def _units(entry: object) -> int | None:
    return entry.units if isinstance(entry, Quantity) else None


def _key(key: PeriodKey) -> str:
    return f"{key[0]}-{key[1]}"


def _plain_answer(answer: Answer) -> int | str | list[int]:
    if isinstance(answer, Quantity):
        return answer.units
    if isinstance(answer, Ratio):
        return [answer.numerator.units, answer.denominator.units, answer.per]
    if isinstance(answer, Share):
        return str(answer.part)
    if isinstance(answer, NotReported):
        return "not_reported"
    return "not_applicable" if isinstance(answer, NotApplicable) else answer.reason.value
