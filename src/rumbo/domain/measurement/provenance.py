"""What went into a figure: plan, opening value and reports of a target, each with the row that it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from rumbo.domain.annualization import FromStart, Opening, PeriodKey
from rumbo.domain.annualization.goal import Basis
from rumbo.domain.followup.contributing import Amount
from rumbo.domain.followup.reporting import Answer, Ratio
from rumbo.domain.followup.states import NOT_REPORTED, NotApplicable, NotReported
from rumbo.domain.measurement.targets import TargetFigures
from rumbo.domain.measurement.trace import UNSAID, Fact, Input, Percent, Source
from rumbo.domain.numbers import QUANTITY_UNITS, Quantity, figure_of
from rumbo.domain.outcomes import Share, Units

OF_A_YEAR = frozenset({"report", "report_ratio", "report_share"})


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


def inputs_of(measured: TargetFigures, provenance: Provenance, *, by_period: bool) -> Iterator[Input]:
    """What went into a target, in the order in which it is told; `by_period` with the programme of its periods."""
    goal, source = measured.goal, provenance.target
    if goal.target is not None:
        yield Input("target", {"value": number_of(goal.target.units)}, source)
    if goal.baseline is not None:
        yield Input("baseline", {"value": number_of(goal.baseline.units)}, source)
    if isinstance(goal.opening, Opening):
        yield _opening(goal.opening, provenance.opening)
    elif isinstance(goal.opening, FromStart):
        yield Input("from_start", {}, provenance.opening)
    label = "programme_increment" if goal.basis is Basis.INCREMENT else "programme"
    for year, each in sorted(goal.programme.items()):
        if year > measured.as_of.year:
            break
        if isinstance(each, Quantity):
            yield Input(label, {"year": year, "value": number_of(each.units)}, source)
        else:
            yield Input("not_programmed", {"year": year}, source)
    if goal.due_share is not None:
        yield Input("due_share", {"value": Percent(figure_of(goal.due_share))}, source)
    upto = (measured.as_of.year, measured.as_of.ordinal)
    if by_period:
        yield from _due(measured, source)
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


def _due(measured: TargetFigures, source: Source) -> Iterator[Input]:
    """What the plan programmed for each period of the year that has ended."""
    for (year, period), each in sorted(measured.goal.period_programme.items()):
        if year != measured.as_of.year or period > measured.as_of.ordinal:
            continue
        facts: dict[str, Fact] = {"year": year, "period": period}
        if isinstance(each, Quantity):
            yield Input("programme_period", {**facts, "value": number_of(each.units)}, source)
        else:
            yield Input("programme_period_none", facts, source)


def _counted(key: PeriodKey, each: Counted, source: Source) -> Iterator[Input]:
    facts: dict[str, Fact] = {"year": key[0], "period": key[1], "unit": each.unit}
    if isinstance(each.amount, Quantity):
        yield Input(f"counted_{each.counting}", {**facts, "value": number_of(each.amount.units)}, source)
    elif isinstance(each.amount, Ratio):
        both = {
            "numerator": number_of(each.amount.numerator.units),
            "denominator": number_of(each.amount.denominator.units),
        }
        yield Input(f"counted_{each.counting}_ratio", {**facts, **both}, source)
    elif each.counting == "adds":
        yield Input("counted_missing", facts, source)


def _opening(opening: Opening, source: Source) -> Input:
    facts: dict[str, Fact] = {"value": number_of(opening.value.units), "origin": opening.source}
    if opening.day is None:
        return Input("opening", facts, source)
    return Input("opening_dated", {**facts, "day": opening.day.isoformat()}, source)


def _report(key: PeriodKey, answer: Answer, source: Source) -> Input:
    facts: dict[str, Fact] = {"year": key[0], "period": key[1]}
    if isinstance(answer, Quantity):
        return Input("report", {**facts, "value": number_of(answer.units)}, source)
    if isinstance(answer, Ratio):
        both = {"numerator": number_of(answer.numerator.units), "denominator": number_of(answer.denominator.units)}
        return Input("report_ratio", {**facts, **both}, source)
    if isinstance(answer, Share):
        return Input("report_share", {**facts, "value": Percent(figure_of(answer.part))}, source)
    if isinstance(answer, NotReported):
        return Input("report_not_reported", facts, source)
    if isinstance(answer, NotApplicable):
        return Input("report_not_applicable", {**facts, "reason": answer.reason}, source)
    return Input("report_undefined", facts, source)


def number_of(units: Units) -> Fraction:
    """A quantity of ten-thousandths as the number that it is."""
    return Fraction(units, QUANTITY_UNITS)
