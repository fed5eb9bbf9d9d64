"""The workbook of a unit and a period in words: what its grey cells say, and what a copy that came back would change.

What is printed in a workbook is Spanish whatever the language of the reader, for it is read again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.bridge.contributing import amount_of
from rumbo.apps.followup.bridge.workbook import row_key, said_in, step_key
from rumbo.apps.followup.queries.workbook import Book, OwedRow, RowResult
from rumbo.domain.followup.contributing import Contributed
from rumbo.domain.followup.states import NOT_REPORTED
from rumbo.domain.numbers import Quantity
from rumbo.faces.kit.states import STATES
from rumbo.faces.kit.written import written_day, written_quantity
from rumbo.faces.web.followup.showing import answer_words, known_words, state_of
from rumbo.faces.web.session import worded
from rumbo.faces.web.words import COUNTINGS, REPORT_KINDS, period_words, promised_words
from rumbo.findings import Wording
from rumbo.layouts.unit_workbook.form import BookRow, Identity, Step


def identity_of(book: Book) -> Identity:
    """What the workbook says it is."""
    with override("es"):
        plans = (f"{each.plan.name}, versión {each.label}" for each in book.versions)
        return Identity(
            entity=book.rows[0].report.entity.name,
            unit=book.unit.name,
            period=period_words(book.period),
            plans="; ".join(sorted(plans)),
            digest=book.digest,
        )


def rows_of(book: Book) -> list[BookRow]:
    """The rows of the reports that are owed."""
    with override("es"):
        return [_row(book, row) for row in book.owed if not row.contribution]


def contributed_rows(book: Book) -> list[BookRow]:
    """The rows of what the unit has to tell of what others report."""
    with override("es"):
        return [_contributed(book, row) for row in book.owed if row.contribution]


def _contributed(book: Book, row: OwedRow) -> BookRow:
    report, revision = row.report, row.report.revision
    given = (
        report.number or "",
        revision.statement,
        revision.indicator.name,
        report.unit.name if report.unit else "",
        str(COUNTINGS[row.contribution.counting]),
        "" if row.programmed is None else answer_words(row.programmed),
        _told_before(row),
        _("Con borrador") if row.contribution.written_by else _("Por decir"),
    )
    answer = {each.name: said_in(row.standing, each.name) for each in book.columns(row)}
    return BookRow(row_key(book.digest, report, row.edit), revision.report_kind, given, answer)


def _told_before(row: OwedRow) -> str:
    """What was reported last before of a target, or what the unit itself contributed last."""
    match row.before:
        case None:
            return ""
        case AnswerData():
            amount = amount_of(row.before)
            return row.before.narrative if amount == NOT_REPORTED else answer_words(amount)
    return known_words(row.before)


def _row(book: Book, row: OwedRow) -> BookRow:
    report, revision = row.report, row.report.revision
    state = state_of(report.state)
    given = (
        report.number or "",
        revision.statement,
        revision.indicator.name,
        str(REPORT_KINDS[revision.report_kind]),
        promised_words(revision),
        "" if row.programmed is None else answer_words(row.programmed),
        _told_before(row),
        "; ".join(_other(each) for each in row.others),
        str(STATES[state.key][1]),
    )
    answer = {each.name: said_in(row.standing, each.name) for each in book.asked}
    done = row.standing.milestones
    steps = [
        Step(step_key(report, each), each.title, each.due, written_quantity(each.weight), done.get(str(each.uid)))
        for each in row.steps
    ]
    return BookRow(row_key(book.digest, report, row.edit), revision.report_kind, given, answer | _yes(row), steps)


def _other(each: Contributed) -> str:
    """What another unit told: added to what is written here, or not."""
    amount = _("no ha dicho lo suyo") if each.amount == NOT_REPORTED else answer_words(each.amount)
    return f"{each.unit}: {amount} ({str(COUNTINGS[each.counting]).lower()})"


def _yes(row: OwedRow) -> dict[str, bool | None]:
    """Nobody says in every cell that a target does apply."""
    return {"not_applicable": row.standing.not_applicable or None}


@dataclass(frozen=True, slots=True)
class ResultShown:
    """A row of a workbook that came back: where, of what, what becomes of it, and what came of it once accepted."""

    line: str
    statement: str
    href: str
    outcome: str
    changes: list[tuple[str, str, str]]
    findings: list[tuple[str, Wording]]
    told: list[str]


def results_shown(
    book: Book, results: Iterable[RowResult], told: Mapping[str, tuple[str, list[str]]], address: Any
) -> list[ResultShown]:
    """The rows, those refused first, then those that change. `told` is what came of a row, by its line."""
    steps = {f"steps.{step.uid}": step.title for row in book.rows for step in row.steps}
    shown = [
        _shown(each, steps | {asked.name: asked.heading for asked in book.columns(each)}, told, address)
        for each in results
    ]
    order = ("refused", "changed", "submitted", "saved", "unchanged")
    return sorted(shown, key=lambda each: order.index(each.outcome))


def _shown(
    result: RowResult, titles: Mapping[str, str], became: Mapping[str, tuple[str, list[str]]], address: Any
) -> ResultShown:
    report, told = result.report, became.get(result.row.line)
    where = [str(finding.where.cell) if finding.where else "" for finding in result.findings]
    outcome = told[0] if told and result.outcome == "unchanged" else result.outcome
    return ResultShown(
        line=result.row.line,
        statement=report.revision.statement if report else "",
        href=address(result) if report else "",
        outcome=outcome,
        changes=[(_heading(name, titles), _said(old), _said(new)) for name, old, new in result.changes],
        findings=list(zip(where, worded(result.findings), strict=True)),
        told=told[1] if told else [],
    )


def _heading(name: str, titles: Mapping[str, str]) -> str:
    title = titles.get(name, "")
    return _("Hito: {title}").format(title=title) if name.startswith("steps.") else _(title)


def _said(value: object) -> str:
    match value:
        case None | "":
            return _("vacío")
        case bool():
            return _("Sí") if value else _("No")
        case Quantity():
            return written_quantity(value)
        case date():
            return written_day(value, "short")
    return str(value)
