"""Results from before as what is known of a target in a period, beside what was reported here."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from rumbo.apps.earlier.models import EarlierResult
from rumbo.apps.followup.bridge import ReportedValue, Steps, reported_values
from rumbo.apps.plans.models import ReportKind
from rumbo.apps.remembering import asked_once
from rumbo.domain.followup import reporting
from rumbo.domain.followup.states import NOT_REPORTED
from rumbo.domain.numbers import Quantity

LOADED = "loaded"
"""The state of a value that was not reported here."""

NAMED = ("period__fiscal_year", "period__periodicity", "period__ordinal", "period__first_day")
COLUMNS = (
    "target_id",
    "period_id",
    "period__last_day",
    "uid",
    "report_kind",
    "measure_unit",
    "quantity",
    "numerator",
    "denominator",
    "percentage",
    "done",
    "source",
    "source_day",
    "load__loaded_at",
    *NAMED,
)


def known_values(
    targets: Iterable[int] | QuerySet[Any],
    *,
    until: date,
    known_at: datetime | None = None,
    corrected_until: datetime | None = None,
    steps: Steps | None = None,
) -> list[ReportedValue]:
    """What was reported here of these targets up to a day, and what was loaded of the periods before, in the order of
    the calendar. As `reported_values`, and one query more."""
    keys = targets if isinstance(targets, QuerySet) else list(targets)
    reported = reported_values(keys, until=until, known_at=known_at, corrected_until=corrected_until, steps=steps)
    found = [*reported, *earlier_values(keys, until=until, known_at=known_at)]
    return sorted(found, key=lambda each: each.last_day)


def earlier_values(
    targets: Iterable[int] | QuerySet[Any], *, until: date, known_at: datetime | None = None
) -> list[ReportedValue]:
    """What was loaded of these targets, of each period what was loaded last. One query."""
    rows = _loaded(targets, until) if isinstance(targets, QuerySet) else _loaded_asked(tuple(targets), until)
    known = (row for row in rows if known_at is None or row["load__loaded_at"] <= known_at)
    last = {(row["target_id"], row["period_id"]): row for row in known}
    return [_value(row) for row in last.values()]


@asked_once
def _loaded_asked(targets: tuple[int, ...], until: date) -> list[dict[str, Any]]:
    return _loaded(targets, until)


def _loaded(targets: tuple[int, ...] | QuerySet[Any], until: date) -> list[dict[str, Any]]:
    rows = EarlierResult.objects.filter(target__in=targets, period__last_day__lte=until)
    return list(rows.order_by("load__loaded_at", "pk").values(*COLUMNS))


def _value(row: dict[str, Any]) -> ReportedValue:
    return ReportedValue(
        report_id=0,
        target_id=row["target_id"],
        revision_id=0,
        period_id=row["period_id"],
        last_day=row["period__last_day"],
        state=LOADED,
        answer=answer_of(row["report_kind"], row["measure_unit"], row),
        report_uid=str(row["uid"]),
        source=row["source"],
        source_day=row["source_day"],
        named=tuple(row[name] for name in NAMED),
    )


def answer_of(kind: str, measure_unit: str, told: dict[str, Any]) -> reporting.Answer:
    """The domain value of what a row tells, by the kind of report of its target."""
    numerator, denominator = told["numerator"], told["denominator"]
    if kind == ReportKind.RATIO and numerator is not None and denominator is not None:
        return reporting.Ratio(
            numerator, denominator, 100 if measure_unit.strip().casefold() in reporting.PERCENT_WORDS else 1
        )
    if kind == ReportKind.DONE and told["done"] is not None:
        return reporting.done_answer(told["done"])
    if kind in (ReportKind.PERCENTAGE, ReportKind.MILESTONES) and isinstance(told["percentage"], Quantity):
        return reporting.percentage_answer(told["percentage"])
    quantity = told["quantity"]
    return quantity if isinstance(quantity, Quantity) else NOT_REPORTED
