"""The workbook of a unit and a period: what it asks now, and what a copy that comes back would change, row by row. A
fixed number of queries, however many rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import FASTER
from rumbo.apps.calendar.queries import report_locks, state_lock
from rumbo.apps.followup.access import may
from rumbo.apps.followup.actions.answering import cleaned, unfit
from rumbo.apps.followup.bridge import AnswerData, ReportedValue, reported_values
from rumbo.apps.followup.bridge.before import values_before
from rumbo.apps.followup.bridge.contributing import told_in
from rumbo.apps.followup.bridge.workbook import OWN, answer_of, answered_in, book_digest, columns_of, edit_of, said_in
from rumbo.apps.followup.models import FollowupState, MilestoneDone, Report, ReportEntry
from rumbo.apps.followup.queries import KEPT, OWED, VERIFIED, programmed_in, with_target
from rumbo.apps.followup.queries.contributing import contributions_of
from rumbo.apps.followup.queries.parts import parts_on
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.models import Milestone, Period, PlanVersion, ReportKind
from rumbo.domain.followup.contributing import Contributed
from rumbo.domain.followup.states import NOT_REPORTED, Programmed
from rumbo.findings import Finding, Sentences, Severity, Where, declare, marked
from rumbo.layouts.unit_workbook import telling
from rumbo.layouts.unit_workbook.form import STEPS_SHEET, Asked
from rumbo.layouts.unit_workbook.reading import ReadRow

UNKNOWN_ROW = declare(
    Sentences(
        "workbook.row_unknown",
        Severity.ERROR,
        marked("La fila no es de este libro"),
        marked("La clave de la fila no es de un reporte que esta dependencia deba en este periodo, o fue cambiada."),
        marked("Puede venir de otro libro, o la meta cambió, se reasignó o se corrigió después de la descarga."),
        marked("Descargue de nuevo el libro y pase a él lo que escribió en esta fila."),
    )
)


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A report of a workbook: what stands in it, what was programmed, what was reported last before, its milestones,
    and what other units told of its target."""

    report: Any
    standing: AnswerData
    programmed: Programmed | None
    before: ReportedValue | None
    steps: tuple[Any, ...]
    others: tuple[Contributed, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """All the reports of a unit in the open rounds of a period; `owed` are those to answer. `asked` are the columns
    that their answers fill."""

    unit: Any
    period: Any
    versions: tuple[Any, ...]
    digest: str
    rows: tuple[OwedRow, ...]
    asked: tuple[Asked, ...]

    @property
    def owed(self) -> tuple[OwedRow, ...]:
        """The rows that are to be answered."""
        return tuple(row for row in self.rows if row.report.state in OWED)


@dataclass(frozen=True, slots=True)
class RowResult:
    """What a row of a workbook would do: nothing, changes (old → new by the name of the part), or why it is refused.
    `answer` is what would be kept."""

    row: ReadRow
    report: Any = None
    answer: AnswerData | None = None
    changes: tuple[tuple[str, Any, Any], ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def outcome(self) -> str:
        """In one word: "refused", "changed" or "unchanged"."""
        return "refused" if self.findings else "changed" if self.changes else "unchanged"


def book_of(actor: Actor, unit: Unit, period: Period) -> Book | None:
    """The workbook of a unit in a period; None for whoever does not report for it, or where nothing is open."""
    if not may(actor, "followup.workbook.apply", unit):
        return None
    open_reports = Report.objects.filter(
        entity_id=actor.entity_id or 0, unit=unit, period=period, followup__state=FollowupState.OPEN
    )
    reports = list(with_target(open_reports).select_related("entity", "target").order_by("pk"))
    if not reports:
        return None
    versions: dict[int, PlanVersion] = {each.followup.plan_version_id: each.followup.plan_version for each in reports}
    digest = book_digest(reports[0].entity, unit, period, versions.values())
    asked = columns_of(parts_on(unit.entity_id, period.last_day))
    return Book(unit, period, tuple(versions.values()), digest, tuple(_rows(reports, period)), asked)


def _rows(reports: Sequence[Report], period: Period) -> Iterator[OwedRow]:
    revisions, targets = [each.revision_id for each in reports], [each.target_id for each in reports]
    programmed, standing = programmed_in(period, revisions), _entries(reports)
    before: dict[int, ReportedValue] = {}
    until = period.first_day - timedelta(days=1)
    known = [*values_before(targets, until), *reported_values(targets, until=until)]
    for value in sorted(known, key=lambda each: each.last_day):
        if value.answer != NOT_REPORTED:
            before[value.target_id] = value
    steps: defaultdict[int, list[Milestone]] = defaultdict(list)
    for step in Milestone.objects.filter(revision__in=_stepped(reports)).order_by("ordinal"):
        steps[step.revision_id].append(step)
    done = _done_before(targets, period) if steps else {}
    contributed = contributions_of([each.pk for each in reports])
    for each in reports:
        its = tuple(steps[each.revision_id])
        told = done.get(each.target_id, {})
        earlier = {str(step.uid): told[step.title] for step in its if step.title in told}
        answer = answer_of(standing.get(each.pk), earlier)
        others = tuple(told_in(contributed.get(each.pk, ()), each.unit_id))
        yield OwedRow(each, answer, programmed.get(each.revision_id), before.get(each.target_id), its, others)


def _stepped(reports: Sequence[Report]) -> list[int]:
    """The revisions that are reported by their milestones; of the others none is asked."""
    return [each.revision_id for each in reports if each.revision.report_kind == ReportKind.MILESTONES]


def _entries(reports: Sequence[Report]) -> dict[int, ReportEntry]:
    """The answer that stands in each report: the draft, else what was signed last."""
    told = MilestoneDone.objects.select_related("milestone")
    done = Prefetch("milestones_done", queryset=told if _stepped(reports) else told.none())
    rows = ReportEntry.objects.filter(report__in=reports).prefetch_related(done).order_by("report_id", "ordinal")
    return {entry.report_id: entry for entry in rows}


def _done_before(targets: Sequence[int], period: Period) -> dict[int, dict[str, date]]:
    """By target, the milestones that the last answer before the period says are done, by their titles."""
    kept = ReportEntry.objects.filter(
        KEPT,
        VERIFIED,
        report__target__in=targets,
        report__period__last_day__lt=period.first_day,
        submitted_at__isnull=False,
    )
    last = dict(kept.order_by("report__period__last_day", "ordinal").values_list("report__target_id", "pk"))
    found: defaultdict[int, dict[str, date]] = defaultdict(dict)
    rows = MilestoneDone.objects.filter(entry__in=last.values())
    for target, title, day in rows.values_list("entry__report__target_id", "milestone__title", "done_on"):
        found[target][title] = day
    return found


# --- What a copy that comes back would change


def compared(book: Book, rows: Sequence[ReadRow]) -> list[RowResult]:
    """What each row would do to the reports as they stand now. Three queries."""
    known = {row.report.uid.hex: row for row in book.rows}
    locks = report_locks([row.report for row in book.owed])
    return [_compare(book, row, known.get(row.key.partition(".")[0]), locks) for row in rows]


def _compare(book: Book, row: ReadRow, owed: OwedRow | None, locks: Mapping[int, Finding]) -> RowResult:
    if row.findings:
        return RowResult(row, owed.report if owed else None, findings=tuple(row.findings))
    edit = edit_of(row.key, book.digest, owed.report) if owed else None
    if owed is None or edit is None:
        return RowResult(row, findings=(Finding(UNKNOWN_ROW.code, UNKNOWN_ROW.severity, _anywhere(row)),))
    if lacking := _lacking(row, owed, book.asked):
        return RowResult(row, owed.report, findings=(lacking,))
    answer = cleaned(answered_in(row, owed.standing, {step.uid.hex: str(step.uid) for step in owed.steps}))
    changes = tuple(_changes(owed.standing, answer, book.asked))
    findings = tuple(_refusals(row, owed, answer, changes, edit, locks)) if changes else ()
    return RowResult(row, owed.report, answer, changes, findings)


def _lacking(row: ReadRow, owed: OwedRow, asked: Sequence[Asked]) -> Finding | None:
    """A column that this kind of report has, and the sheet lost."""
    kind = owed.report.revision.report_kind
    for each in asked:
        if kind in each.kinds and each.name not in row.places:
            return telling.told(telling.COLUMN_MISSING, _anywhere(row), part="", column=each.heading)
    if owed.steps and kind == "milestones" and not row.steps:
        return telling.told(telling.COLUMN_MISSING, _anywhere(row), part=STEPS_SHEET, column=STEPS_SHEET)
    return None


def _changes(old: AnswerData, new: AnswerData, asked: Sequence[Asked]) -> Iterator[tuple[str, Any, Any]]:
    for name in (each.name for each in asked):
        before, now = said_in(old, name), said_in(new, name)
        if before != now:
            yield name, before, now
    for uid in sorted({*old.milestones, *new.milestones}):
        before, now = old.milestones.get(uid), new.milestones.get(uid)
        if before != now:
            yield f"steps.{uid}", before, now


def _refusals(
    row: ReadRow,
    owed: OwedRow,
    answer: AnswerData,
    changes: Sequence[tuple[str, Any, Any]],
    edit: int,
    locks: Mapping[int, Finding],
) -> Iterator[Finding]:
    """Why a row that changes something may not."""
    report = owed.report
    if lock := state_lock(report) or locks.get(report.pk):
        yield replace(lock, where=_anywhere(row))
    elif edit != report.edit:
        yield Finding(FASTER.code, FASTER.severity, _anywhere(row))
    titles = {str(step.uid): step.title for step in owed.steps}
    for name, _before, now in changes:
        alone = _alone(name, now, answer)
        place = row.places.get(name.replace("-", ""), _anywhere(row))
        yield from (replace(finding, where=place) for finding in unfit(alone, titles))


def _alone(name: str, now: Any, answer: AnswerData) -> AnswerData:
    """An answer that says nothing but one thing that changes."""
    if name.startswith("steps."):
        return AnswerData(milestones=answer.milestones)
    return AnswerData(parts={name: now}) if name.startswith(OWN) else AnswerData(**{name: now})


def _anywhere(row: ReadRow) -> Where | None:
    """The first place of a row, for what is about all of it."""
    return next(iter(row.places.values()), None)


def period_by_uid(entity_id: int, uid: Any) -> Period | None:
    """A period of the entity, or None."""
    return Period.objects.filter(entity_id=entity_id, uid=uid).first()
