"""Rows of follow-up as the screens say them: states, values, lines of tables, moments of a history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext

from rumbo.apps.followup.bridge.contributing import amount_in
from rumbo.domain.followup.parts import COLUMNS, USUAL, Part
from rumbo.domain.followup.reporting import Ratio
from rumbo.domain.followup.states import NOT_REPORTED
from rumbo.domain.numbers import figure_of
from rumbo.domain.outcomes import Share, Undefined
from rumbo.faces.kit.pieces import Fact, Moment
from rumbo.faces.kit.written import written_day, written_figure, written_quantity
from rumbo.faces.web.session import worded
from rumbo.faces.web.words import (
    ANNUALIZATIONS,
    COUNTINGS,
    NOBODY_ELSE,
    REPORT_KINDS,
    in_unit,
    period_words,
    periodicity_words,
    promised_words,
    unit_words,
)
from rumbo.findings import Finding, Severity

OWN = "parts."
"""Before the key of a part of the entity's own, where a remark names a field."""


@dataclass(frozen=True, slots=True)
class State:
    """The pill of a report: a key of the kit and, where that word is not enough, another."""

    key: str
    word: str = ""


def state_of(state: str, accepted: bool = False) -> State:
    """How the state of a report is shown; `accepted` tells of a closed one whether it had been accepted."""
    if state == "closed":
        return (
            State("accepted", _("Aceptado y cerrado")) if accepted else State("not_reported", _("Cerrado sin reporte"))
        )
    if state == "released":
        return State("not_programmed", _("Ya no se debe"))
    return State({"pending": "not_reported", "draft": "in_progress"}.get(state, state))


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A line of a list of reports."""

    number: str
    statement: str
    href: str
    unit: str
    plan: str
    period: str
    state: State
    until: date | None


def report_rows(reports: Iterable[Any], former: Mapping[int, tuple[str, ...]] = NOBODY_ELSE) -> list[ReportRow]:
    """The lines of a page of reports that `queries.with_target` prepared. `former`: what units were called before."""
    return [
        ReportRow(
            number=report.number or "",
            statement=report.revision.statement,
            href=reverse("web:followup-report", args=[report.uid]),
            unit=unit_words(report.unit, former) if report.unit else "",
            plan=report.followup.plan_version.plan.name,
            period=period_words(report.period),
            state=state_of(report.state_now, report.closed_accepted),
            until=report.followup.report_until,
        )
        for report in reports
    ]


def answer_words(answer: Any) -> str:
    """What is known of a period, in words."""
    match answer:
        case Share(part):
            return written_figure(figure_of(part))
        case Ratio(numerator, denominator):
            return _("{numerator} de {denominator}").format(
                numerator=written_quantity(numerator), denominator=written_quantity(denominator)
            )
        case Undefined():
            return _("reportado, sin valor calculable")
    return written_quantity(answer)


def entry_words(entry: Any, revision: Any) -> str:
    """What an entry answers to a target, in words and in its unit; nothing yet is said as such."""
    kind = revision.report_kind
    if entry.answer == "not_applicable":
        return _("No aplica: {reason}").format(reason=entry.not_applicable_reason or _("sin razón escrita"))
    if kind == "milestones" and entry.percentage is None:
        count = len(entry.milestones_done.all())
        return ngettext("{n} hito cumplido", "{n} hitos cumplidos", count).format(n=count)
    if entry.numerator is not None and entry.denominator is not None:
        return answer_words(Ratio(entry.numerator, entry.denominator))
    if entry.done is not None:
        return _("Hecho") if entry.done else _("No hecho")
    if entry.quantity is not None:
        return in_unit(written_quantity(entry.quantity), revision)
    return _("sin valor") if entry.percentage is None else f"{written_quantity(entry.percentage)} %"


def target_facts(report: Any, programmed: Any, former: Mapping[int, tuple[str, ...]] = NOBODY_ELSE) -> list[Fact]:
    """What the plan says of the target that is reported."""
    revision = report.revision
    told = (
        (_("Indicador"), revision.indicator.name),
        (_("Meta"), promised_words(revision)),
        (_("Cómo se reporta"), REPORT_KINDS.get(revision.report_kind, revision.report_kind)),
        (_("Anualización"), ANNUALIZATIONS.get(revision.annualization, revision.annualization)),
        (
            _("Programado para el periodo"),
            _("sin programación por periodo") if programmed is None else answer_words(programmed),
        ),
        (_("Fechas"), _dates(revision)),
        (_("Periodicidad"), periodicity_words(revision.periodicity) if revision.periodicity else ""),
        (_("Dependencia que reporta"), unit_words(report.unit, former) if report.unit else ""),
        (_("Soportes esperados"), revision.expected_evidence),
    )
    return [Fact(str(label), value) for label, value in told if value]


def _dates(revision: Any) -> str:
    days = [written_day(day, "short") for day in (revision.start, revision.end) if day]
    return " – ".join(days)


def _reported_words(reported: Any) -> str:
    """What a period has: nothing was asked, something waits for review, or what counts."""
    if reported is None:
        return _("no se pidió reporte")
    if reported.state == "released":
        return _("no debía reporte")
    waits = reported.state in ("submitted", "endorsed")
    return _("enviado, por revisar") if waits else known_words(reported)


def known_words(reported: Any) -> str:
    """What is known of a period; of what was loaded from before, by which document."""
    words = answer_words(reported.answer)
    if not reported.source:
        return words
    told = _("{value} (cargado de «{source}», del {day}: no se reportó en Rumbo)")
    return told.format(value=words, source=reported.source, day=written_day(reported.source_day, "short"))


def course_facts(lines: Iterable[Any]) -> list[Fact]:
    """The periods of a target up to the one on the screen: what was reported, and below it what was programmed."""
    return [
        Fact(
            period_words(line.period),
            _reported_words(line.reported),
            ""
            if line.programmed is None
            else _("programado: {quantity}").format(quantity=answer_words(line.programmed)),
        )
        for line in lines
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """One part of what an answer tells: its key, what it is called, what it says, and the questions it answers."""

    key: str
    label: str
    text: str
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One signed answer, with all that was told and what planning answered."""

    ordinal: int
    value: str
    entry: Any
    words: list[Told]
    milestones: list[tuple[str, date]]
    reviews: list[Any]
    made_of: list[tuple[str, str, str]] = field(default_factory=list)


def words_of(entry: Any, parts: Sequence[Part]) -> list[Told]:
    """What an answer tells in words: the parts of its period, those it has besides, its justification."""
    called = {part.key: _(part.label) for part in parts}
    usual = {part.key: _(part.label) for part in USUAL if part.key not in called}
    own = {key: key for key in entry.parts if key not in called}
    found = [Told(key, label, _text(entry, key)) for key, label in (called | usual | own).items()]
    questions = [Finding(each["code"], Severity.WARNING, facts=each["facts"]) for each in entry.asked]
    asked = tuple(each.what for each in worded(questions))
    found.append(Told("justification", _("Justificación"), entry.justification, asked))
    return [each for each in found if each.text]


def _text(entry: Any, key: str) -> str:
    return str(getattr(entry, key) if key in COLUMNS else entry.parts.get(key, ""))


def entries_shown(entries: Iterable[Any], revision: Any, parts: Sequence[Part]) -> list[EntryShown]:
    """The signed answers, the latest first."""
    return [
        EntryShown(
            ordinal=entry.ordinal,
            value=entry_words(entry, revision),
            entry=entry,
            words=words_of(entry, parts),
            milestones=[(done.milestone.title, done.done_on) for done in entry.milestones_done.all()],
            reviews=list(entry.reviews.all()),
            made_of=made_of(entry.counted),
        )
        for entry in entries
        if entry.submitted_at is not None
    ]


TOLD: dict[str, Promise] = {"own": __("lo hecho por la que reporta"), **COUNTINGS}


def made_of(counted: Iterable[Any]) -> list[tuple[str, str, str]]:
    """Of what a signed total is made: unit, what became of its amount, and how much."""
    found = []
    for each in counted:
        amount = amount_in(each)
        said = _("no dijo lo suyo") if amount == NOT_REPORTED else answer_words(amount)
        found.append((each["unit"], str(TOLD[each["counting"]]), said))
    return found


SIGNED: dict[tuple[str, str], Promise] = {
    ("endorse", "accepted"): __("Avalado"),
    ("endorse", "returned"): __("Devuelto por el jefe de la dependencia"),
    ("verify", "accepted"): __("Aceptado"),
    ("verify", "returned"): __("Devuelto por la oficina de planeación"),
}
"""What a step of the chain answered, in words."""
TONES = {"accepted": "done", "returned": "returned"}
VALUES = ("quantity", "numerator", "percentage", "done", "milestones", "not_applicable_reason")
FIELDS: dict[str, Promise] = {
    **dict.fromkeys(VALUES, __("Avance")),
    "justification": __("Justificación"),
    "evidence": __("Soportes"),
}
"""The fields of an answer that are not its words, by the key that a remark names them with."""


def field_word(key: str, parts: Sequence[Part]) -> str:
    """What a field is called, by the key that a remark names it with."""
    if key in FIELDS:
        return str(FIELDS[key])
    called = {part.key: part.label for part in (*USUAL, *parts)}
    return _(called[key]) if key in called else key.removeprefix(OWN)


def remarks_told(review: Any, parts: Sequence[Part]) -> str:
    """What a review says: of the whole, and of each field by its name."""
    told = [review.remark] if review.remark else []
    for each in review.field_remarks.all():
        told.append(f"{field_word(each.field, parts)}: {each.remark}")
    return "\n".join(told)


def history_of(shown: Iterable[EntryShown], parts: Sequence[Part], others: Iterable[Moment] = ()) -> list[Moment]:
    """What happened to a report, with what else is told of it, the latest first."""
    moments = [*others]
    for each in shown:
        sent = _("Enviado: {value}").format(value=each.value)
        moments.append(Moment(each.entry.submitted_at, sent, each.entry.written_by, tone="waiting"))
        for review in each.reviews:
            what, tone = str(SIGNED[review.step, review.decision]), TONES[review.decision]
            moments.append(Moment(review.at, what, review.reviewed_by, remarks_told(review, parts), tone))
    return sorted(moments, key=lambda moment: moment.when, reverse=True)
