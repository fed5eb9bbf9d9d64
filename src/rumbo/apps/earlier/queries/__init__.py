"""Reads of what was loaded of the periods before."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from rumbo.apps.earlier.bridge import answer_of
from rumbo.apps.earlier.models import EarlierResult, ResultLoad
from rumbo.apps.followup.models import Followup
from rumbo.apps.plans.models import Period, Placement, Plan, PlanVersion
from rumbo.domain.calendar import periods
from rumbo.domain.followup.reporting import Answer
from rumbo.layouts.earlier_results import NO, YES, written_period
from rumbo.layouts.filled_sheets.form import Values

KIND_WORDS = {
    "quantity": "Cantidad",
    "ratio": "Numerador y denominador",
    "percentage": "Porcentaje",
    "milestones": "Hitos (su porcentaje)",
    "done": "Hecho o no hecho",
}
"""How a target reports, as the sheet says it: Spanish, for it is read again."""


def loads_of(entity_id: int, plan: Plan | None = None) -> QuerySet[ResultLoad]:
    """The loads of an entity, or of one plan, the latest first, each with its plan, its file and how many results."""
    loads = ResultLoad.objects.filter(entity_id=entity_id).select_related("plan", "file")
    loads = loads.annotate(number=Count("results"))
    return loads.filter(plan=plan) if plan is not None else loads


def load_by_uid(entity_id: int, uid: UUID) -> ResultLoad | None:
    """A load of the entity, or None."""
    return loads_of(entity_id).filter(uid=uid).first()


def results_of(load: ResultLoad) -> QuerySet[EarlierResult]:
    """The results of a load, in the order of the file's periods, each with its period."""
    return EarlierResult.objects.filter(load=load).select_related("period").order_by("period__last_day", "pk")


def results_of_target(target_id: int) -> list[EarlierResult]:
    """All that was loaded of a target, the latest period first and in it what counts first: corrections stand below."""
    rows = EarlierResult.objects.filter(target=target_id).select_related("period", "load__file")
    return list(rows.order_by("-period__last_day", "-load__loaded_at", "-pk"))


def statements_of(load: ResultLoad) -> dict[int, tuple[str, str]]:
    """The number and statement of each target of a load, as the plan says them last. One query."""
    placed = Placement.objects.filter(
        version__plan=load.plan_id, revision__target__in=results_of(load).values("target")
    )
    columns = ("revision__target_id", "number", "revision__statement")
    return {key: (number, text) for key, number, text in placed.order_by("version__number").values_list(*columns)}


def targets_loaded_in(targets: "QuerySet[Placement]", period: Period) -> int:
    """How many of the targets of these placements have a result loaded of days that fall into a period."""
    rows = EarlierResult.objects.filter(
        target__in=targets.values("revision__target"),
        period__first_day__lte=period.last_day,
        period__last_day__gte=period.first_day,
    )
    return rows.values("target").distinct().count()


def placed_targets(version: PlanVersion) -> list[Placement]:
    """The targets of a version, each once, in the order of the plan."""
    rows = Placement.objects.filter(version=version, counts=True).select_related(
        "revision__indicator", "revision__target"
    )
    return list(rows.order_by("ordinal"))


def template_rows(version: PlanVersion, today: date) -> list[Values]:
    """The rows of the template: each target in each period that ended without being followed up here, with what was
    loaded of it. Whole years of the plan before this one, quarters of this one. Three queries."""
    followed = days_followed(version.plan)
    wanted = [each for each in _before(version.plan, today) if not _crosses(each, followed)]
    placed = placed_targets(version)
    known = latest_results([each.revision.target_id for each in placed])
    rows: list[Values] = []
    for placement in placed:
        periods_loaded = {key[1:]: row for key, row in known.items() if key[0] == placement.revision.target_id}
        mine = [each for each in wanted if not _covered(each, periods_loaded.values())]
        rows.extend(_row(placement, written_period(y, p, n), row) for (y, p, n), row in periods_loaded.items())
        rows.extend(_row(placement, written_period(p.fiscal_year, p.periodicity.code, p.ordinal)) for p in mine)
    return rows


def latest_results(targets: Collection[int]) -> dict[tuple[int, int, str, int], EarlierResult]:
    """What counts of these targets, by target, year, periodicity and ordinal. One query."""
    rows = EarlierResult.objects.filter(target__in=targets).select_related("period").order_by("load__loaded_at", "pk")
    found = {}
    for row in rows:
        period = row.period
        found[row.target_id, period.fiscal_year, period.periodicity, period.ordinal] = row
    return dict(sorted(found.items(), key=lambda each: (each[1].period.last_day, each[1].pk)))


def days_followed(plan: Plan) -> list[tuple[date, date]]:
    """The first and last days of the periods of a plan that were opened here."""
    rows = Followup.objects.filter(plan_version__plan=plan)
    return list(rows.values_list("period__first_day", "period__last_day"))


def _before(plan: Plan, today: date) -> list[periods.Period]:
    """The periods of a plan that have ended: its whole years, and the quarters of the year that runs."""
    first = plan.first_year or plan.fiscal_year or today.year
    last = min(plan.last_year or plan.fiscal_year or today.year, today.year)
    several = bool(plan.first_year and plan.last_year and plan.first_year < plan.last_year)
    found: list[periods.Period] = []
    for year in range(first, last + 1):
        whole = several and year < today.year
        found.extend(periods.periods_of_year(year, periods.ANNUAL if whole else periods.QUARTERLY))
    return [each for each in found if each.last_day < today]


def _crosses(period: periods.Period, days: Collection[tuple[date, date]]) -> bool:
    return any(first <= period.last_day and last >= period.first_day for first, last in days)


def _covered(period: periods.Period, rows: Collection[EarlierResult]) -> bool:
    return _crosses(period, [(row.period.first_day, row.period.last_day) for row in rows])


def _row(placement: Placement, period: str, known: EarlierResult | None = None) -> Values:
    revision = placement.revision
    told: Values = {
        "target": revision.target.uid.hex,
        "number": placement.number,
        "statement": revision.statement,
        "indicator": revision.indicator.name,
        "kind": KIND_WORDS[revision.report_kind],
        "measure_unit": revision.measure_unit,
        "period": period,
    }
    return told if known is None else {**told, **values_of(known)}


def values_of(result: EarlierResult) -> Values:
    """What a result says, by the columns of the sheet."""
    return {
        "quantity": result.quantity,
        "numerator": result.numerator,
        "denominator": result.denominator,
        "percentage": result.percentage,
        "done": None if result.done is None else YES if result.done else NO,
        "narrative": result.narrative,
        "source": result.source,
        "source_day": result.source_day,
    }


def answer_in(result: EarlierResult) -> Answer:
    """What a result is worth."""
    return answer_of(result.report_kind, result.measure_unit, vars(result))
