"""Rows of follow-up ⇄ domain values: an answer to write, what a report is worth, the text that a signature covers."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from rumbo.apps.followup.models import (
    Answer,
    Decision,
    MilestoneDone,
    Report,
    ReportEntry,
    ReportState,
    Step,
)
from rumbo.apps.plans.models import Milestone, ReportKind, Target
from rumbo.apps.remembering import asked_once
from rumbo.domain.followup import reporting
from rumbo.domain.followup.parts import USUAL, Part
from rumbo.domain.followup.states import NOT_REPORTED, NotApplicable
from rumbo.domain.numbers import Quantity


@dataclass(frozen=True, slots=True)
class AnswerData:
    """An answer to write: a value, or that the period does not apply. Which fields carry the value depends on what the
    plan says the target reports. `milestones` maps the uid of a milestone to the day it was done; `parts` are the texts
    of the parts that are the entity's own, by their key."""

    not_applicable: bool = False
    quantity: Quantity | None = None
    numerator: Quantity | None = None
    denominator: Quantity | None = None
    percentage: Quantity | None = None
    done: bool | None = None
    milestones: Mapping[str, date] = field(default_factory=dict)
    not_applicable_reason: str = ""
    narrative: str = ""
    difficulties: str = ""
    next_steps: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    justification: str = ""

    @property
    def brings_value(self) -> bool:
        """Whether anything is answered at all; a zero and "not done" are answers."""
        values = (self.quantity, self.numerator, self.percentage, self.done)
        return self.not_applicable or any(v is not None for v in values) or bool(self.milestones)


@dataclass(frozen=True, slots=True)
class ImportedAnswer:
    """What a document says was reported of a target, and the Where of it in the file."""

    target: Target
    answer: AnswerData
    origin: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is measured against: what the target reports, its milestones (uid → title), the last day of the
    period, the answer accepted in the period before within the fiscal year, where there is one, and the parts that its
    words have."""

    kind: str
    annualization: str
    last_day: date
    milestones: Mapping[str, str]
    quantity_before: Quantity | None = None
    percentage_before: Quantity | None = None
    parts: tuple[Part, ...] = USUAL


Steps = Mapping[int, tuple[reporting.Milestone, ...]]
"""The milestones of revisions, by their key."""
NUMBERS = ("quantity", "numerator", "denominator", "percentage")
TEXTS = ("not_applicable_reason", "narrative", "difficulties", "next_steps", "justification")
LATER = ("next_steps", "parts", "post", "asked", "counted")
"""What answers signed before did not have: told only where there is any, so that their digests still hold."""


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """What is known of a target in a period: `answer` is not-reported for a report that nobody accepted.

    `digest` is the digest of the text that was signed, `accepted_by` who accepted it; empty where there is none.
    `counted` is of what several units told the answer is made. What was not reported here, but loaded from before, has
    its `source`, a document of `source_day`. `named` is the period: its fiscal year, its periodicity, its place in the
    year and its first day.
    """

    report_id: int
    target_id: int
    revision_id: int
    period_id: int
    last_day: date
    state: str
    answer: reporting.Answer
    digest: str = ""
    accepted_by: str = ""
    report_uid: str = ""
    counted: tuple[Mapping[str, Any], ...] = ()
    source: str = ""
    source_day: date | None = None
    named: tuple[int, str, int, date] | None = None


def reported_values(
    targets: Iterable[int] | QuerySet[Any],
    *,
    until: date,
    since: date | None = None,
    known_at: datetime | None = None,
    corrected_until: datetime | None = None,
    steps: Steps | None = None,
) -> list[ReportedValue]:
    """What was reported for these targets in the periods that end on a day or before it, in the order of the calendar.

    `targets` are keys, or a query of keys. One row a report, those not reported too; a period of which nothing is owed
    has none. With `known_at` it is what was known then: rounds opened and reports accepted later do not count, but for
    what corrects a closed report and was accepted up to `corrected_until`. One query, three where a target reports by
    milestones, two where the `steps` of its revision are known.
    """
    if isinstance(targets, QuerySet):
        rows = _told_of(targets, until, since)
    else:
        rows = _told_of_these(tuple(targets), until, since)
    return _values(rows, known_at, corrected_until, steps or {})


@asked_once
def _told_of_these(targets: tuple[int, ...], until: date, since: date | None) -> list[Any]:
    return _told_of(targets, until, since)


def _told_of(targets: tuple[int, ...] | QuerySet[Any], until: date, since: date | None) -> list[Any]:
    reports = Report.objects.filter(target__in=targets, period__last_day__lte=until)
    return _told(reports if since is None else reports.filter(period__last_day__gte=since))


def reported_values_of(reports: QuerySet[Report]) -> list[ReportedValue]:
    """What these reports are worth now, in the order of the calendar; same shape and queries."""
    return _values(_told(reports), None, None, {})


def _told(reports: QuerySet[Report]) -> list[Any]:
    """All that was ever answered to these reports and reviewed, a row a review: what counts at a moment is told
    afterwards, so that now and then are one query."""
    ordered = reports.order_by("period__last_day", "pk", "entries__ordinal", "entries__reviews__pk")
    return list(ordered.values_list(*_TOLD, named=True))


def _values(
    rows: Iterable[Any], known_at: datetime | None, corrected_until: datetime | None, steps: Steps
) -> list[ReportedValue]:
    """What each report is worth at a moment, or now."""
    known = [row for row in rows if known_at is None or row.followup__opened_at <= known_at]
    accepted = _accepted(known, known_at, corrected_until, steps)
    return [_reported(row, accepted) for row in {row.pk: row for row in known}.values()]


def entry_answer(entry: ReportEntry) -> reporting.Answer:
    """What one entry answers, accepted or not. Needs `report__revision` at hand."""
    revision = entry.report.revision
    row = _Answered(
        revision.report_kind,
        revision.measure_unit,
        revision.pk,
        entry.pk,
        entry.answer,
        entry.quantity,
        entry.numerator,
        entry.denominator,
        entry.percentage,
        entry.done,
        entry.not_applicable_reason,
        entry.counted,
    )
    stepped = revision.report_kind == ReportKind.MILESTONES
    return _answer(row, _steps([revision.pk] if stepped else ()), _steps_done([entry.pk] if stepped else ()))


def signed_text(entry: ReportEntry, evidence: Iterable[tuple[str, str]], milestones: Mapping[str, date]) -> bytes:
    """The canonical JSON that a signature covers. `evidence` are (uid, digest of the file or address of the link).

    Keys sorted, no space, numbers as integers of ten-thousandths, days ISO 8601.
    """
    numbers = {name: getattr(entry, name).units for name in NUMBERS if getattr(entry, name) is not None}
    signed = {
        "report": str(entry.report.uid),
        "revision": str(entry.report.revision.uid),
        "ordinal": entry.ordinal,
        "answer": entry.answer,
        "done": entry.done,
        "milestones": {uid: day.isoformat() for uid, day in milestones.items()},
        "evidence": sorted(evidence),
        "written_by": entry.written_by,
        **numbers,
        **{name: getattr(entry, name) for name in TEXTS if name not in LATER},
        **{name: told for name in LATER if (told := getattr(entry, name))},
        **({"reopening": str(entry.reopening.uid)} if entry.reopening else {}),
    }
    return json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(text: bytes) -> str:
    """The sha-256 of a signed text, hexadecimal."""
    return hashlib.sha256(text).hexdigest()


@dataclass(frozen=True, slots=True)
class _Answered:
    """The columns that an answer is read from."""

    kind: str
    measure_unit: str
    revision: int
    entry: int
    answer: str
    quantity: Quantity | None
    numerator: Quantity | None
    denominator: Quantity | None
    percentage: Quantity | None
    done: bool | None
    reason: str
    counted: list[Mapping[str, Any]]


_VALUES = ("answer", "quantity", "numerator", "denominator", "percentage", "done", "not_applicable_reason", "counted")
_TOLD = (
    "pk",
    "target_id",
    "revision_id",
    "period_id",
    "period__last_day",
    "period__fiscal_year",
    "period__periodicity",
    "period__ordinal",
    "period__first_day",
    "state",
    "uid",
    "closed_accepted",
    "followup__opened_at",
    "revision__report_kind",
    "revision__measure_unit",
    "entries__pk",
    *(f"entries__{name}" for name in _VALUES),
    "entries__reopening",
    "entries__digest",
    "entries__reviews__step",
    "entries__reviews__decision",
    "entries__reviews__reviewed_by",
    "entries__reviews__at",
)

_Accepted = Mapping[int, tuple[reporting.Answer, str, str, tuple[Mapping[str, Any], ...]]]


def _reported(row: Any, accepted: _Accepted) -> ReportedValue:
    answer, digest, accepted_by, counted = accepted.get(row.pk, (NOT_REPORTED, "", "", ()))
    report = (row.pk, row.target_id, row.revision_id, row.period_id, row.period__last_day, row.state)
    named = (row.period__fiscal_year, row.period__periodicity, row.period__ordinal, row.period__first_day)
    return ReportedValue(*report, answer, digest, accepted_by, str(row.uid), counted, named=named)


def _accepted(
    rows: Iterable[Any], known_at: datetime | None, corrected_until: datetime | None, steps: Steps
) -> _Accepted:
    """For each accepted report its answer, the digest that was signed, who accepted it and of what it is made.

    What an acceptance of a moment was worth does not change when the report is sent back after it. A correction that
    came back leaves what it would correct as it was.
    """
    latest: dict[int, Any] = {}
    for row in rows:
        if not _rules(row, known_at, corrected_until):
            continue
        if row.entries__reviews__decision == Decision.ACCEPTED:
            latest[row.pk] = row
        elif row.pk in latest and latest[row.pk].entries__pk == row.entries__pk:
            del latest[row.pk]
    stepped = [row for row in latest.values() if row.revision__report_kind == ReportKind.MILESTONES]
    plans = {**steps, **_steps({each.revision_id for each in stepped} - steps.keys())}
    done = _steps_done({each.entries__pk for each in stepped})
    return {
        key: (
            _answer(_answered(row), plans, done),
            row.entries__digest,
            row.entries__reviews__reviewed_by,
            tuple(row.entries__counted),
        )
        for key, row in latest.items()
    }


def _answered(row: Any) -> _Answered:
    values = (getattr(row, f"entries__{name}") for name in _VALUES)
    return _Answered(row.revision__report_kind, row.revision__measure_unit, row.revision_id, row.entries__pk, *values)


def _rules(row: Any, known_at: datetime | None, corrected_until: datetime | None) -> bool:
    """Whether a review says what is accepted: those of the reports that are now, or all that there were at a moment.
    Endorsing accepts nothing."""
    if row.entries__reviews__step != Step.VERIFY:
        return False
    if known_at is None:
        return bool(row.state == ReportState.ACCEPTED or row.closed_accepted)
    corrected = corrected_until if row.entries__reopening else None
    return bool(row.entries__reviews__at <= max(known_at, corrected or known_at))


def _steps(revisions: Iterable[int]) -> Steps:
    found: defaultdict[int, tuple[reporting.Milestone, ...]] = defaultdict(tuple)
    keys = list(revisions)
    if keys:
        rows = Milestone.objects.filter(revision__in=keys).order_by("ordinal")
        for revision, key, due, weight in rows.values_list("revision_id", "pk", "due", "weight"):
            found[revision] += (reporting.Milestone(str(key), due, weight.units),)
    return found


def _steps_done(entries: Iterable[int]) -> Mapping[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    keys = list(entries)
    if keys:
        for entry, milestone in MilestoneDone.objects.filter(entry__in=keys).values_list("entry_id", "milestone_id"):
            found[entry].append(str(milestone))
    return found


def _answer(row: _Answered, plans: Steps, steps_done: Mapping[int, list[str]]) -> reporting.Answer:
    """The domain value of an entry. A file may tell a percentage of a target that the plan reports otherwise."""
    if row.answer == Answer.NOT_APPLICABLE:
        return NotApplicable(row.reason)
    if row.kind == ReportKind.MILESTONES and row.percentage is None:
        return reporting.milestones_answer(plans.get(row.revision, ()), steps_done.get(row.entry, []))
    if row.numerator is not None and row.denominator is not None:
        per = 100 if row.measure_unit.strip().casefold() in reporting.PERCENT_WORDS else 1
        return reporting.Ratio(row.numerator, row.denominator, per)
    if row.done is not None:
        return reporting.done_answer(row.done)
    if row.quantity is not None:
        return row.quantity
    return NOT_REPORTED if row.percentage is None else reporting.percentage_answer(row.percentage)
