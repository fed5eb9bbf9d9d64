"""The workbook of a unit and a period: what it asks now, and what a copy that comes back would change, row by row.

A row is a report that the unit owes, or what it has to tell of a target that another unit reports. A fixed number of
queries, however many rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from rumbo.apps.audit.actor import Actor
from rumbo.apps.calendar.queries import report_locks, state_lock
from rumbo.apps.followup.access import may
from rumbo.apps.followup.actions.answering import cleaned, unfit
from rumbo.apps.followup.bridge import AnswerData, ReportedValue, reported_values
from rumbo.apps.followup.bridge.before import values_before
from rumbo.apps.followup.bridge.contributing import contributed_in, owed_contribution, told_in
from rumbo.apps.followup.bridge.workbook import OWN, answer_of, answered_in, book_digest, columns_of, edit_of, said_in
from rumbo.apps.followup.models import Contribution, MilestoneDone, Report, ReportEntry
from rumbo.apps.followup.queries import KEPT, OWED, VERIFIED, programmed_in, still_open, with_target
from rumbo.apps.followup.queries.parts import parts_on
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.models import Milestone, Period, PlanVersion, ReportKind
from rumbo.domain.followup.contributing import OWES, Contributed
from rumbo.domain.followup.states import NOT_REPORTED, Programmed
from rumbo.findings import Finding, Sentences, Severity, Where, declare, marked
from rumbo.layouts.filled_sheets.telling import COLUMN_MISSING, told
from rumbo.layouts.unit_workbook.form import CONTRIBUTED, SHEET, STEPS_SHEET, Asked
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
CHANGED_SINCE = declare(
    Sentences(
        "workbook.row_changed_since",
        Severity.ERROR,
        marked("La fila cambió después de que se descargó el libro"),
        marked("Lo que esta fila respondía se cambió en Rumbo después de la descarga: en pantalla, o con otra copia."),
        marked("Guardarla borraría sin avisar lo que se escribió después."),
        marked("Compare con lo que está guardado; si lo del libro es lo correcto, descárguelo de nuevo y páselo a él."),
    )
)


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A report of a workbook, or the `contribution` of the unit to it: what stands in it, what was programmed, what was
    told last before, its milestones, and what other units told of its target."""

    report: Any
    standing: AnswerData
    programmed: Programmed | None
    before: ReportedValue | AnswerData | None
    steps: tuple[Any, ...] = ()
    others: tuple[Contributed, ...] = ()
    contribution: Any = None

    @property
    def edit(self) -> int:
        """The edit of what stands."""
        return int((self.contribution or self.report).edit)

    @property
    def is_owed(self) -> bool:
        """Whether it is to be answered: of a contribution, while the plan counts on it and nobody signed it."""
        asked = self.contribution is None or (
            self.contribution.submitted_at is None and self.contribution.counting in OWES
        )
        return asked and self.report.state in OWED


@dataclass(frozen=True, slots=True)
class Book:
    """All that a unit reports or contributes in a period, in open rounds or opened again; `owed` are the rows to
    answer. `asked` are the columns that a report fills."""

    unit: Any
    period: Any
    versions: tuple[Any, ...]
    digest: str
    rows: tuple[OwedRow, ...]
    asked: tuple[Asked, ...]

    @property
    def owed(self) -> tuple[OwedRow, ...]:
        """The rows that are to be answered."""
        return tuple(row for row in self.rows if row.is_owed)

    def absent_from(self, rows: Sequence[ReadRow]) -> list[OwedRow]:
        """What is owed and has no row among those that came back: it stays as it stands."""
        keys = {row.key.partition(".")[0] for row in rows}
        return [row for row in self.owed if row.report.uid.hex not in keys]

    def columns(self, row: "OwedRow | RowResult") -> tuple[Asked, ...]:
        """The columns that a row, or its result, fills."""
        return CONTRIBUTED if row.contribution else self.asked


@dataclass(frozen=True, slots=True)
class RowResult:
    """What a row of a workbook would do: nothing, changes (old → new by the name of the part), or why it is refused.
    `answer` is what would be kept."""

    row: ReadRow
    report: Any = None
    contribution: Any = None
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
    contributes = Exists(Contribution.objects.filter(report=OuterRef("pk"), unit=unit))
    open_reports = Report.objects.filter(
        Q(unit=unit) | contributes, still_open(), entity_id=actor.entity_id or 0, period=period
    )
    reports = list(with_target(open_reports).select_related("entity", "target").order_by("pk"))
    if not reports:
        return None
    versions: dict[int, PlanVersion] = {each.followup.plan_version_id: each.followup.plan_version for each in reports}
    digest = book_digest(reports[0].entity, unit, period, versions.values())
    asked = columns_of(parts_on(unit.entity_id, period.last_day))
    return Book(unit, period, tuple(versions.values()), digest, tuple(_rows(reports, unit, period)), asked)


def _rows(reports: Sequence[Report], unit: Unit, period: Period) -> Iterator[OwedRow]:
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
    contributed, told_before = _contributed(reports, unit, period)
    for each in reports:
        if each.unit_id != unit.pk:
            mine = max((row for row in contributed[each.pk] if row.unit_id == unit.pk), key=lambda row: row.ordinal)
            mine.report = each
            amount = programmed.get(each.revision_id)
            yield OwedRow(each, contributed_in(mine), amount, told_before.get(each.target_id), contribution=mine)
            continue
        its = tuple(steps[each.revision_id])
        told = done.get(each.target_id, {})
        earlier = {str(step.uid): told[step.title] for step in its if step.title in told}
        answer = answer_of(standing.get(each.pk), earlier)
        told_by = tuple(told_in(contributed.get(each.pk, ()), each.unit_id))
        yield OwedRow(each, answer, programmed.get(each.revision_id), before.get(each.target_id), its, told_by)


def _stepped(reports: Sequence[Report]) -> list[int]:
    """The revisions that are reported by their milestones; of the others none is asked."""
    return [each.revision_id for each in reports if each.revision.report_kind == ReportKind.MILESTONES]


def _entries(reports: Sequence[Report]) -> dict[int, ReportEntry]:
    """The answer that stands in each report: the draft, else what was signed last."""
    told = MilestoneDone.objects.select_related("milestone")
    done = Prefetch("milestones_done", queryset=told if _stepped(reports) else told.none())
    rows = ReportEntry.objects.filter(report__in=reports).prefetch_related(done).order_by("report_id", "ordinal")
    return {entry.report_id: entry for entry in rows}


def _contributed(
    reports: Sequence[Report], unit: Unit, period: Period
) -> tuple[Mapping[int, list[Contribution]], Mapping[int, AnswerData]]:
    """By report, all that was contributed to it or is asked for; by target of another unit, what this one signed last
    of it before the period. One query."""
    keys = {each.pk for each in reports}
    others = [each.target_id for each in reports if each.unit_id != unit.pk]
    before = Q(unit=unit, report__target__in=others, report__period__last_day__lt=period.first_day)
    wanted = Q(report__in=keys) | (before & Q(submitted_at__isnull=False))
    rows = Contribution.objects.filter(wanted).select_related("unit", "report")
    found: defaultdict[int, list[Contribution]] = defaultdict(list)
    told: dict[int, AnswerData] = {}
    for row in rows.order_by("unit__name", "report__period__last_day", "ordinal"):
        if row.report_id in keys:
            found[row.report_id].append(row)
        else:
            told[row.report.target_id] = contributed_in(row)
    return found, told


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
    locks = _locks(book.owed)
    return [_compare(book, row, known.get(row.key.partition(".")[0]), locks) for row in rows]


def _locks(rows: Sequence[OwedRow]) -> dict[int, Finding]:
    """By report, why its dates lock what is owed to it: a contribution has the term of its unit."""
    found = report_locks([row.report for row in rows if not row.contribution])
    contributions = [row.contribution for row in rows if row.contribution]
    locks = report_locks(map(owed_contribution, contributions))
    return found | {row.report_id: locks[row.pk] for row in contributions if row.pk in locks}


def _compare(book: Book, row: ReadRow, owed: OwedRow | None, locks: Mapping[int, Finding]) -> RowResult:
    if row.findings:
        return RowResult(row, owed.report if owed else None, findings=tuple(row.findings))
    edit = edit_of(row.key, book.digest, owed.report) if owed else None
    if owed is None or edit is None or row.contributed != (owed.contribution is not None):
        return RowResult(row, findings=(Finding(UNKNOWN_ROW.code, UNKNOWN_ROW.severity, _anywhere(row)),))
    if lacking := _lacking(row, owed, book.columns(owed)):
        return RowResult(row, owed.report, findings=(lacking,))
    answer = cleaned(answered_in(row, owed.standing, {step.uid.hex: str(step.uid) for step in owed.steps}))
    changes = tuple(_changes(owed.standing, answer, book.columns(owed)))
    findings = tuple(_refusals(row, owed, answer, changes, edit, locks)) if changes else ()
    return RowResult(row, owed.report, owed.contribution, answer, changes, findings)


def _lacking(row: ReadRow, owed: OwedRow, asked: Sequence[Asked]) -> Finding | None:
    """A column that this kind of report has, and the sheet lost."""
    kind = owed.report.revision.report_kind
    for each in asked:
        if kind in each.kinds and each.name not in row.places:
            return told(COLUMN_MISSING, _anywhere(row), part=SHEET, column=each.heading)
    if owed.steps and kind == "milestones" and not row.steps:
        return told(COLUMN_MISSING, _anywhere(row), part=STEPS_SHEET, column=STEPS_SHEET)
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
    elif edit != owed.edit:
        yield Finding(CHANGED_SINCE.code, CHANGED_SINCE.severity, _anywhere(row))
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
