"""Requests ⇄ the data of a target: what a field says now, what it would say, whether that asks less, what is signed."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from typing import Any

from django.db.models import DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from rumbo.apps.changing.models import ChangeRequest, ChangeStep, Kind
from rumbo.apps.plans.bridge import AlignmentData, FundingData, MilestoneData, TargetData, target_data
from rumbo.apps.plans.models import Milestone, Period, Placement, PlanVersion, ProgrammeEntry, ReportKind, TargetUnit
from rumbo.domain.annualization import UNSAID
from rumbo.domain.followup.contributing import Counting
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.weakening import Promise, weakening
from rumbo.findings import Finding
from rumbo.layouts.earlier_results import written_period

TEXT_FIELDS = ("statement", "indicator", "measure_unit", "expected_evidence", "expense_type", "funding_source")
AMOUNT_FIELDS = ("quantity", "baseline", "weight")
DAY_FIELDS = ("start", "end")
CHOICE_FIELDS = ("annualization", "programme_basis", "report_kind", "periodicity")
ROW_FIELDS = ("milestones", "alignments", "funding")
IN_ORDER = ("last_day", "first_day")
MILESTONE = ("title", "due", "revision")
EDITABLE = (*TEXT_FIELDS, *AMOUNT_FIELDS, *DAY_FIELDS, *CHOICE_FIELDS, *ROW_FIELDS, "unit", "programme")
"""The fields that an edit may ask for."""


@dataclass(frozen=True, slots=True)
class ChangeData:
    """What is asked. `value` is text, a quantity, a day, the key of a unit or of a level, for a programme the amount of
    each period by its key, and for milestones, alignments and money all of them; None empties the field. For a new
    target it is its whole data."""

    kind: Kind
    reason: str
    field: str = ""
    value: Any = None
    old_text: str = ""
    new_text: str = ""
    since: date | None = None
    until: date | None = None


def plain_value(value: Any) -> dict[str, Any]:
    """A value as the request keeps it."""
    match value:
        case Quantity():
            return {"units": value.units}
        case date():
            return {"day": value.isoformat()}
        case TargetData():
            return {"target": _plain_target(value)}
        case tuple():
            return {"rows": [_row(each) for each in value]}
        case Mapping():
            return {"periods": {str(key): amount.units if amount else None for key, amount in value.items()}}
        case int():
            return {"key": value}
        case str():
            return {"text": value}
    return {}


def value_of(request: ChangeRequest) -> Any:
    """The value that a request asks for, as the target holds it; None where it empties the field."""
    match request.new:
        case {"units": int() as units}:
            return Quantity(units)
        case {"day": str() as day}:
            return date.fromisoformat(day)
        case {"target": dict() as told}:
            return _target_of(told)
        case {"periods": dict() as periods}:
            return {int(key): None if units is None else Quantity(units) for key, units in periods.items()}
        case {"rows": list() as rows}:
            return tuple(_FROM_ROW[request.field](row) for row in rows)
        case {"key": int() as key}:
            return key
        case {"text": str() as text}:
            return text
    return None


def _row(value: MilestoneData | AlignmentData | FundingData) -> list[Any]:
    match value:
        case MilestoneData():
            return [value.title, value.due.isoformat(), value.weight.units]
        case AlignmentData():
            return [value.catalogue_key, value.as_written, value.entry_id, value.number]
    return [value.source, value.amount]


_FROM_ROW: Mapping[str, Callable[[list[Any]], Any]] = {
    "milestones": lambda row: MilestoneData(row[0], date.fromisoformat(row[1]), Quantity(row[2])),
    "alignments": lambda row: AlignmentData(*row),
    "funding": lambda row: FundingData(*row),
}


def changed(data: TargetData, request: ChangeRequest) -> TargetData:
    """The data of a target with what a request asks for."""
    value = value_of(request)
    if request.kind == Kind.MOVE:
        return replace(data, node=str(value or ""))
    if request.field == "unit":
        units = data.units if value in data.units else (value, *data.units)
        return replace(data, units=units, reporting_unit=value)
    if request.field == "programme":
        return replace(data, programme={**data.programme, **value})
    if request.field == "milestones" and value:
        return replace(data, milestones=value, report_kind=ReportKind.MILESTONES)
    if request.field in ROW_FIELDS:
        rows: dict[str, Any] = {request.field: value or ()}
        return replace(data, **rows)
    empty = "" if request.field in (*TEXT_FIELDS, *CHOICE_FIELDS) else None
    told: dict[str, Any] = {request.field: empty if value is None else value}
    return replace(data, **told)


def promise_of(data: TargetData) -> Promise:
    """What a target promises, as far as it can be made easier. One query, for the periods of its programme."""
    periods = Period.objects.filter(pk__in=data.programme).order_by(*IN_ORDER)
    return Promise(
        quantity=data.quantity,
        annualization=data.annualization,
        basis=data.programme_basis,
        baseline=data.baseline,
        measure_unit=data.measure_unit,
        indicator=data.indicator,
        report_kind=data.report_kind,
        end=data.end,
        weight=data.weight,
        expected_evidence=data.expected_evidence,
        programme={_name(period): data.programme[period.pk] for period in periods},
        milestones={each.title: each.due for each in data.milestones},
    )


def promises_of(versions: Sequence[PlanVersion]) -> dict[int, dict[int, Promise]]:
    """What every target of a few versions promises, by the key of the version and that of the target. Two queries,
    however many they are; by joins, never by a list of keys."""
    placed = Placement.objects.filter(version__in=versions, counts=True)
    programme: defaultdict[int, dict[str, Quantity | None]] = defaultdict(dict)
    milestones: defaultdict[int, dict[str, date]] = defaultdict(dict)
    adds: defaultdict[int, set[str]] = defaultdict(set)
    for revision, what, name, day, amount in _hanging(placed.values("revision")):
        if what == PERIOD:
            programme[revision][written_period(*_period(name))] = amount
        elif what == STEP:
            milestones[revision][name] = day
        else:
            adds[revision].add(name)
    found: dict[int, dict[int, Promise]] = {each.pk: {} for each in versions}
    for each in placed.select_related("revision__indicator", "version__plan"):
        told, key = each.revision, each.revision_id
        rule = told.annualization if told.annualization != UNSAID.id else each.version.plan.counting_rule or UNSAID.id
        found[each.version_id][told.target_id] = Promise(
            quantity=told.quantity,
            annualization=rule,
            basis=told.programme_basis,
            baseline=told.baseline,
            measure_unit=told.measure_unit,
            indicator=told.indicator.name,
            report_kind=told.report_kind,
            end=told.end,
            weight=each.weight,
            expected_evidence=told.expected_evidence,
            programme=programme[key],
            milestones=milestones[key],
            adds=frozenset(adds[key]),
        )
    return found


PERIOD, STEP, OTHER = 1, 2, 3


def _hanging(revisions: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """What hangs from the revisions, in one query and in the order of its days: the amount of each period, the day of
    each milestone, and the units whose own amount adds."""
    columns = ("revision_id", "what", "name", "day", "amount")
    nothing = {
        "day": Cast(Value(None), DateField()),
        "amount": Cast(Value(None), ProgrammeEntry._meta.get_field("quantity")),
    }
    parts = [Cast(f"period__{part}", TextField()) for part in ("fiscal_year", "periodicity", "ordinal")]
    written = Concat(parts[0], Value(" "), parts[1], Value(" "), parts[2], output_field=TextField())
    periods = ProgrammeEntry.objects.annotate(
        what=Value(PERIOD), name=written, day=F("period__last_day"), amount=F("quantity")
    )
    steps = Milestone.objects.annotate(
        what=Value(STEP), name=Cast("title", TextField()), day=F("due"), amount=nothing["amount"]
    )
    others = TargetUnit.objects.filter(reports=False, counting=Counting.ADDS).annotate(
        what=Value(OTHER), name=Cast("unit__name", TextField()), **nothing
    )
    hanging: tuple[QuerySet[Any, Any], ...] = (periods, steps, others)
    asked = [each.filter(revision__in=revisions).order_by().values_list(*columns) for each in hanging]
    return asked[0].union(*asked[1:], all=True).order_by("day", "name")


def _period(words: str) -> tuple[int, str, int]:
    year, periodicity, ordinal = words.split()
    return int(year), periodicity, int(ordinal)


def _name(period: Period) -> str:
    return written_period(period.fiscal_year, period.periodicity, period.ordinal)


def weakened(placement: Placement | None, request: ChangeRequest) -> tuple[Finding, ...]:
    """In what an edit asks less of its target than the plan in force does; nothing for the other kinds."""
    if placement is None or request.kind != Kind.EDIT:
        return ()
    (data,) = target_data([placement])
    return weakening(promise_of(data), promise_of(changed(data, request)))


def request_digest(request: ChangeRequest, account: str) -> str:
    """The sha-256 that a request is signed with: canonical JSON of all that is asked. `account` is the person's uid."""
    return _digest(
        version=str(request.version.uid),
        target=str(request.target.uid) if request.target else "",
        kind=request.kind,
        field=request.field,
        new=request.new,
        old_text=request.old_text,
        new_text=request.new_text,
        reason=request.reason,
        since=request.since.isoformat() if request.since else "",
        until=request.until.isoformat() if request.until else "",
        annex=request.annex.digest if request.annex else "",
        account=account,
        name=request.asked_by,
        post=request.post,
        at=request.at.astimezone(UTC).isoformat(),
    )


def step_digest(step: ChangeStep, account: str) -> str:
    """The sha-256 that a step is signed with; it covers the digest of the request."""
    return _digest(
        request=step.request.digest,
        kind=step.kind,
        favourable=step.favourable,
        text=step.text,
        act=step.act,
        document=step.document.digest if step.document else "",
        account=account,
        name=step.signed_by,
        post=step.post,
        at=step.at.astimezone(UTC).isoformat(),
    )


def _digest(**told: object) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


_TOLD = ("number", "statement", "indicator", "measure_unit", "report_kind", "annualization", "programme_basis", "node")


def _plain_target(data: TargetData) -> dict[str, Any]:
    days = {name: day.isoformat() for name in DAY_FIELDS if (day := getattr(data, name))}
    amounts = {name: amount.units for name in AMOUNT_FIELDS if (amount := getattr(data, name)) is not None}
    texts = {name: getattr(data, name) for name in (*_TOLD, "expected_evidence")}
    return {**texts, "days": days, "amounts": amounts, "units": list(data.units)}


def _target_of(told: Mapping[str, Any]) -> TargetData:
    columns: dict[str, Any] = {name: told[name] for name in (*_TOLD, "expected_evidence")}
    columns |= {name: date.fromisoformat(day) for name, day in told["days"].items()}
    columns |= {name: Quantity(units) for name, units in told["amounts"].items()}
    return TargetData(units=tuple(told["units"]), **columns)
