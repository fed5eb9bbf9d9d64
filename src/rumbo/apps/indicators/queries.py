"""Reads of indicators, their sheets and variables: a fixed number of queries, however many."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from rumbo.apps.indicators.bridge import Measured, Reported, is_lent, lent, reported, series, sheet_of
from rumbo.apps.indicators.models import (
    Analysis,
    ClosedResult,
    Indicator,
    PrintedResult,
    PrintedState,
    SheetRevision,
    SheetState,
    SheetVariable,
    Variable,
    VariableValue,
)
from rumbo.apps.processes.models import Process
from rumbo.apps.remembering import asked_once
from rumbo.domain.calendar.periods import PERIODICITIES, Period, periods_of_year
from rumbo.domain.indicators import IndicatorSheet


@dataclass(frozen=True, slots=True)
class SheetFilter:
    """What a list of sheets is narrowed by; `value_chain` is the type of the indicator."""

    words: str = ""
    process_uid: str = ""
    unit_uid: str = ""
    value_chain: str = ""
    state: str = ""


def indicators_of(entity_id: int, words: str = "") -> QuerySet[Indicator]:
    """The indicators of an entity, by name."""
    found = Indicator.objects.filter(entity_id=entity_id).order_by("name")
    return found.filter(name__icontains=words) if words else found


def measure_units_used(entity_id: int) -> list[str]:
    """The units of measure that the entity has written so far."""
    used = Indicator.objects.filter(entity_id=entity_id).exclude(measure_unit="")
    return sorted(used.values_list("measure_unit", flat=True).distinct())


def indicator_names(entity_id: int) -> list[str]:
    """The names of the indicators that have a sheet, in order and each once."""
    told = SheetRevision.objects.filter(entity_id=entity_id).order_by("indicator__name")
    return list(told.values_list("indicator__name", flat=True).distinct())


def sheets_narrowed(entity_id: int, narrow: SheetFilter) -> QuerySet[SheetRevision]:
    """The last revision of every sheet that a filter leaves, with its unit and process: one query a page."""
    of_same = SheetRevision.objects.filter(indicator_id=OuterRef("indicator_id")).order_by("-number")
    found = SheetRevision.objects.filter(entity_id=entity_id, pk=Subquery(of_same.values("pk")[:1]))
    if narrow.words:
        found = found.filter(Q(name__icontains=narrow.words) | Q(code__iexact=narrow.words))
    if narrow.process_uid:
        found = found.filter(process__uid=narrow.process_uid)
    if narrow.unit_uid:
        found = found.filter(unit__uid=narrow.unit_uid)
    if narrow.value_chain:
        found = found.filter(value_chain=narrow.value_chain)
    if narrow.state:
        found = found.filter(state=narrow.state)
    return found.select_related("unit", "process").order_by("process__code", "code", "name", "pk")


def sheet_by_uid(entity_id: int, uid: UUID | str) -> SheetRevision | None:
    """A revision of a sheet of the entity with its unit and process, or None. It tells whether a file printed results
    of it, which are only asked for where there are."""
    printed = PrintedResult.objects.filter(indicator=OuterRef("indicator"))
    found = SheetRevision.objects.filter(entity_id=entity_id, uid=uid).annotate(has_printed=Exists(printed))
    return found.select_related("unit", "process", "indicator").first()


def revisions_of(row: SheetRevision) -> QuerySet[SheetRevision]:
    """Every revision of the sheet of an indicator, the last one first."""
    return SheetRevision.objects.filter(indicator_id=row.indicator_id).order_by("-number")


def variables_in(row: SheetRevision) -> list[SheetVariable]:
    """The variables of a sheet in their order, each with its unit."""
    placed = SheetVariable.objects.filter(revision=row).select_related("variable__unit", "variable__plan_count")
    return list(placed.order_by("ordinal"))


def variables_in_each(rows: list[SheetRevision]) -> dict[int, list[SheetVariable]]:
    """The variables of several sheets in their order, by the key of the sheet: one query for all."""
    found: dict[int, list[SheetVariable]] = {}
    placed = SheetVariable.objects.filter(revision__in=rows).select_related("variable__unit", "variable__plan_count")
    for each in placed.order_by("revision", "ordinal"):
        found.setdefault(each.revision_id, []).append(each)
    return found


def sheet_variable_by_uid(row: SheetRevision, uid: UUID | str) -> SheetVariable | None:
    """A variable in a sheet, or None."""
    return SheetVariable.objects.filter(revision=row, uid=uid).select_related("variable").first()


def printed_sheet(row: SheetRevision, used: list[SheetVariable]) -> IndicatorSheet:
    """The sheet that a revision says, as a value."""
    return sheet_of(row, used)


def measured_series(row: SheetRevision, used: list[SheetVariable], year: int) -> tuple[Measured, ...]:
    """A sheet in every period of a year: three queries, and those of what is counted in plans where it takes any."""
    typed = reported(each for each in _values_of(_keys(used)) if each.fiscal_year == year)
    values = {**typed, **lent((each.variable for each in used), year)}
    analyses = Analysis.objects.filter(indicator_id=row.indicator_id, fiscal_year=year)
    return series(row, used, values, analyses, year, _closings([row], year))


def years_reported(used: list[SheetVariable]) -> list[int]:
    """The years in which some variable of a sheet has values, the last one first. On a page, no query more."""
    return sorted({each.fiscal_year for each in _values_of(_keys(used))}, reverse=True)


def _keys(used: list[SheetVariable]) -> tuple[int, ...]:
    """The variables of a sheet that somebody reports."""
    return tuple(sorted({each.variable_id for each in used if not is_lent(each.variable)}))


@asked_once
def _values_of(variables: tuple[int, ...]) -> tuple[VariableValue, ...]:
    """All that was ever reported of a few variables."""
    return tuple(VariableValue.objects.filter(variable__in=variables).order_by("variable", "ordinal", "number"))


def last_results(rows: list[SheetRevision], year: int) -> dict[int, Measured]:
    """The last period of a year in which each sheet has a result, by the key of the revision: three queries for
    all."""
    found = {}
    for row, periods in _measured(rows, year):
        told = [each for each in periods if each.exact is not None]
        if told:
            found[row.pk] = told[-1]
    return found


def _measured(rows: list[SheetRevision], year: int) -> Iterator[tuple[SheetRevision, tuple[Measured, ...]]]:
    """Each sheet in every period of a year, without what was said of it: three queries for all."""
    used = variables_in_each(rows)
    variables = {each.variable_id: each.variable for many in used.values() for each in many}
    values = {**_reported(list(variables), year), **lent(variables.values(), year)}
    closings: dict[int, list[ClosedResult]] = {}
    for closed in _closings(rows, year):
        closings.setdefault(closed.indicator_id, []).append(closed)
    for row in rows:
        yield row, series(row, used.get(row.pk, []), values, (), year, closings.get(row.indicator_id, ()))


def printed_of(row: SheetRevision) -> list[PrintedResult]:
    """The results from before of an indicator that are offered or kept, in the order of their files: one query."""
    if not vars(row).get("has_printed", True):
        return []
    found = PrintedResult.objects.filter(indicator_id=row.indicator_id).exclude(state=PrintedState.DISCARDED)
    return list(found.order_by("ordinal"))


def closings_of(row: SheetRevision, year: int, ordinal: int) -> list[ClosedResult]:
    """What was closed of an indicator in a period, the first first."""
    found = ClosedResult.objects.filter(indicator_id=row.indicator_id, fiscal_year=year, ordinal=ordinal)
    return list(found.order_by("number"))


def results_to_close(entity_id: int, year: int, on: date) -> list[tuple[SheetRevision, Measured]]:
    """The results of a year whose period has ended and that nobody has closed, of the sheets in force: four queries."""
    rows = list(approved_in_force(entity_id).order_by("code", "name", "pk"))
    return [
        (row, each)
        for row, told in _measured(rows, year)
        for each in told
        if each.exact is not None and each.closed is None and each.period.last_day < on
    ]


def variables_of(entity_id: int, words: str = "") -> QuerySet[Variable]:
    """The variables of an entity by code, each with its unit and how many sheets use it."""
    found = Variable.objects.filter(entity_id=entity_id).select_related("unit", "plan_count").order_by("code")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(code__icontains=words))
    return found.annotate(uses_number=Count("uses__revision__indicator", distinct=True))


def variable_by_uid(entity_id: int, uid: UUID | str) -> Variable | None:
    """A variable of the entity with its unit, or None."""
    found = Variable.objects.filter(entity_id=entity_id, uid=uid)
    return found.select_related("unit", "plan_count__plan", "plan_count__node").first()


@dataclass(frozen=True, slots=True)
class Owed:
    """A period of a variable: what counts there now (None: not reported yet) and how many rows stand there."""

    period: Period
    row: VariableValue | None
    rows: int = 0


def owed_of(variable: Variable, year: int, on: date) -> list[Owed]:
    """The periods of a variable in a year that have begun, each with its value: one query."""
    rows = list(VariableValue.objects.filter(variable=variable, fiscal_year=year).order_by("ordinal", "number"))
    return [_owed(period, rows) for period in _begun(variable, year, on)]


def values_of(variable: Variable, year: int) -> QuerySet[VariableValue]:
    """Everything reported of a variable in a year, corrections too, the newest first."""
    return VariableValue.objects.filter(variable=variable, fiscal_year=year).order_by("-ordinal", "-number")


def variables_to_report(entity_id: int, unit_ids: frozenset[int] | None, on: date) -> list[tuple[Variable, int]]:
    """The variables of some units (None: of all), each with how many ended periods of the year lack a value: two
    queries."""
    found = variables_of(entity_id)
    found = found if unit_ids is None else found.filter(unit_id__in=unit_ids)
    variables = list(found)
    values = _reported([each.pk for each in variables], on.year)
    told = []
    for each in variables:
        ended = [] if is_lent(each) else [period for period in _begun(each, on.year, on) if period.last_day < on]
        told.append((each, sum(period.key not in values.get(each.pk, {}) for period in ended)))
    return told


def variables_lacking(entity_id: int, unit_ids: frozenset[int] | None, on: date) -> QuerySet[Variable]:
    """The variables of some units (None: of all) that an approved sheet uses and whose last ended period has no value;
    those that are counted in a plan are owed by nobody."""
    lacking = Q(pk__in=())
    for code, (year, ordinal) in last_ended(on).items():
        told = VariableValue.objects.filter(variable=OuterRef("pk"), fiscal_year=year, ordinal=ordinal)
        lacking |= Q(~Exists(told), periodicity=code)
    used = SheetVariable.objects.filter(variable=OuterRef("pk"), revision__state=SheetState.APPROVED)
    found = Variable.objects.filter(lacking, Exists(used), entity_id=entity_id, plan_count__isnull=True)
    return found if unit_ids is None else found.filter(unit_id__in=unit_ids)


def last_ended(on: date) -> dict[str, tuple[int, int]]:
    """The (fiscal year, ordinal) of the last period of each periodicity that ended before a day."""
    return {code: period.key for code, period in last_periods(on).items()}


def last_periods(on: date) -> dict[str, Period]:
    """The last period of each periodicity that ended before a day; none of what the calendar does not set."""
    found = {}
    for code, known in PERIODICITIES.items():
        years = (periods_of_year(year, known) for year in (on.year - 1, on.year))
        ended = [each for periods in years for each in periods if each.last_day < on]
        if ended:
            found[code] = ended[-1]
    return found


def sheets_of_process(process: Process) -> QuerySet[SheetRevision]:
    """The last revision of every sheet of a process."""
    return sheets_narrowed(process.entity_id, SheetFilter(process_uid=str(process.uid)))


def approved_in_force(entity_id: int) -> QuerySet[SheetRevision]:
    """The sheets in force: of each indicator the last approved revision."""
    of_same = SheetRevision.objects.filter(indicator_id=OuterRef("indicator_id"), state=SheetState.APPROVED)
    last = Subquery(of_same.order_by("-number").values("pk")[:1])
    found = SheetRevision.objects.filter(entity_id=entity_id, state=SheetState.APPROVED)
    return found.annotate(last=last).filter(pk=F("last")).select_related("unit", "process")


def _reported(keys: list[int], year: int) -> Reported:
    rows = VariableValue.objects.filter(variable_id__in=set(keys), fiscal_year=year)
    return reported(rows.order_by("variable", "ordinal", "number"))


def _begun(variable: Variable, year: int, on: date) -> list[Period]:
    known = PERIODICITIES[variable.periodicity]
    whole = Period(year, known, 1, date(year, 1, 1), date(year, 12, 31))
    return [each for each in periods_of_year(year, known) or (whole,) if each.first_day <= on]


def _owed(period: Period, rows: list[VariableValue]) -> Owed:
    here = [row for row in rows if row.ordinal == period.ordinal]
    return Owed(period, here[-1] if here else None, len(here))


def _closings(rows: list[SheetRevision], year: int) -> QuerySet[ClosedResult]:
    indicators = {row.indicator_id for row in rows}
    found = ClosedResult.objects.filter(indicator_id__in=indicators, fiscal_year=year)
    return found.order_by("indicator", "ordinal", "number")
