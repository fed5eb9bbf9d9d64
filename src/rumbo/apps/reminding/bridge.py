"""What a person owes on a day, as the words they are told in their language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext

from rumbo.apps.followup.models import Contribution, Report, ReportState
from rumbo.apps.followup.queries.variables import OwedValue
from rumbo.apps.formulating.models import Part, PartState
from rumbo.apps.notices.bridge import Line, News, Section
from rumbo.apps.people.models import User
from rumbo.domain.followup.reminders import Moment, moment_on
from rumbo.notation.dates import print_long_date

OWED, ESCALATED, DIFFERING = "owed", "escalated", "differing"
OF_PART = {OWED: "formulate", ESCALATED: "formulate_escalated"}
"""What lines of a formulation are called; those of a report are called as they are told."""
OF_CONTRIBUTION = {OWED: "contribute", ESCALATED: "contribute_escalated"}
"""What lines of a contribution are called."""
OF_VARIABLE = {OWED: "variable", ESCALATED: "variable_escalated"}
"""What lines of the value of a variable are called."""
TITLE_LETTERS = 200

HEADINGS: dict[Moment, Promise] = {
    Moment.OVER: __("Vencidos"),
    Moment.TODAY: __("Vencen hoy"),
    Moment.AHEAD: __("Por vencer"),
    Moment.UNDATED: __("Sin fecha límite"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """A report that is owed, a contribution to one, the value of a variable, or the part of a unit in a formulation,
    with the last day of its term (None: nobody set one), and when it can first be answered (None: already). Without a
    term it is reminded from the day it came back, `returned_on`."""

    record: Report | Contribution | OwedValue | Part
    until: date | None
    opens: date | None = None
    returned_on: date | None = None

    @property
    def uid(self) -> str:
        """By what messages know it."""
        return str(self.record.uid)

    @property
    def kind(self) -> str:
        """What it is for whoever owes it."""
        return self.kind_of[OWED]

    @property
    def kind_of(self) -> Mapping[str, str]:
        """What its lines are called, by how they are told."""
        if isinstance(self.record, Contribution):
            return OF_CONTRIBUTION
        if isinstance(self.record, OwedValue):
            return OF_VARIABLE
        return OF_PART if isinstance(self.record, Part) else {OWED: OWED, ESCALATED: ESCALATED}


@dataclass(frozen=True, slots=True)
class Differing:
    """A closing in which the last night found differences: uid of its follow-up, plan, and how many."""

    uid: str
    plan: str
    count: int


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one person is told on a day: what they owe, what those they lead have let pass, and, in the planning office,
    what is closed and no longer agrees."""

    person: User
    owed: tuple[Due, ...]
    escalated: tuple[Due, ...] = ()
    differing: tuple[Differing, ...] = ()

    @property
    def uids(self) -> set[str]:
        """What the person owes, by what messages know it."""
        return {due.uid for due in self.owed}


def news_of(reminder: Reminder, day: date) -> News:
    """A reminder in the words and the language of its person."""
    with translation.override(reminder.person.language):
        by_moment = {
            moment: [due for due in _sorted(reminder.owed) if moment_on(due.until, day) == moment]
            for moment in HEADINGS
        }
        sections = [_section(str(HEADINGS[moment]), OWED, dues) for moment, dues in by_moment.items() if dues]
        if reminder.escalated:
            heading = _("Vencidos en la dependencia que usted dirige")
            sections.append(_section(heading, ESCALATED, _sorted(reminder.escalated), with_unit=True))
        subject = _subject(by_moment, reminder.escalated)
        if reminder.differing:
            # What was published no longer holds: nothing else is told before it.
            sections.insert(
                0, Section(_("Cifras cerradas que ya no coinciden"), tuple(map(_closing, reminder.differing)))
            )
            subject = _("Hay cifras cerradas que ya no coinciden")
        return News(reminder.person, subject, tuple(sections))


def _sorted(dues: Sequence[Due]) -> list[Due]:
    return sorted(dues, key=lambda due: (due.until or date.max, due.record.pk))


def _subject(by_moment: dict[Moment, list[Due]], escalated: Sequence[Due]) -> str:
    """What is most urgent, in one line: the reports, or what is due of either kind."""
    most = next((moment for moment in HEADINGS if by_moment[moment]), None)
    dues = by_moment[most] if most else escalated
    told = {"n": len(dues), "day": _day(min((due.until for due in dues if due.until), default=None))}
    said = _of_reports if all(isinstance(due.record, Report) for due in dues) else _of_both
    return said(most, len(dues)).format(**told)


def _of_reports(moment: Moment | None, n: int) -> str:
    match moment:
        case Moment.OVER:
            return ngettext("Tiene {n} reporte vencido", "Tiene {n} reportes vencidos", n)
        case Moment.TODAY:
            return ngettext("Hoy vence {n} reporte suyo", "Hoy vencen {n} reportes suyos", n)
        case Moment.AHEAD:
            return ngettext(
                "Tiene {n} reporte por entregar; vence el {day}",
                "Tiene {n} reportes por entregar; el primero vence el {day}",
                n,
            )
        case Moment.UNDATED:
            return ngettext("Tiene {n} reporte por entregar", "Tiene {n} reportes por entregar", n)
    return ngettext("Su dependencia tiene {n} reporte vencido", "Su dependencia tiene {n} reportes vencidos", n)


def _of_both(moment: Moment | None, n: int) -> str:
    """Where something is to be formulated or contributed, alone or beside reports."""
    match moment:
        case Moment.OVER:
            return ngettext("Tiene {n} entrega vencida", "Tiene {n} entregas vencidas", n)
        case Moment.TODAY:
            return ngettext("Hoy vence {n} entrega suya", "Hoy vencen {n} entregas suyas", n)
        case Moment.AHEAD:
            return ngettext(
                "Tiene {n} entrega pendiente; vence el {day}",
                "Tiene {n} entregas pendientes; la primera vence el {day}",
                n,
            )
        case Moment.UNDATED:
            return ngettext("Tiene {n} entrega pendiente", "Tiene {n} entregas pendientes", n)
    return ngettext("Su dependencia tiene {n} entrega vencida", "Su dependencia tiene {n} entregas vencidas", n)


def _section(heading: str, kind: str, dues: Sequence[Due], *, with_unit: bool = False) -> Section:
    return Section(heading, tuple(_line(kind, due, with_unit) for due in dues))


def _closing(each: Differing) -> Line:
    found = ngettext("{n} diferencia", "{n} diferencias", each.count).format(n=each.count)
    return Line(DIFFERING, each.uid, each.plan or _("Un periodo cerrado"), found)


def _line(told_as: str, due: Due, with_unit: bool) -> Line:
    record = due.record
    if isinstance(record, Contribution):
        title, parts = _of_report(record.report, False)
        parts.insert(0, _("aporte de {unit}").format(unit=record.unit.name))
    elif isinstance(record, OwedValue):
        title, parts = _of_variable(record)
    else:
        title, parts = _of_part(record) if isinstance(record, Part) else _of_report(record, with_unit)
    if due.until is not None:
        parts.append(_("plazo: {day}").format(day=_day(due.until)))
    title = title if len(title) <= TITLE_LETTERS else title[: TITLE_LETTERS - 1].rstrip() + "…"
    return Line(due.kind_of[told_as], due.uid, title, "; ".join(parts))


def _of_report(report: Report, with_unit: bool) -> tuple[str, list[str]]:
    told = {"plan": report.followup.plan_version.plan.name, "day": _day(report.period.last_day)}
    parts = [_("{plan}, con corte al {day}").format(**told)]
    if with_unit and report.unit is not None:
        parts.insert(0, report.unit.name)
    if report.state == ReportState.RETURNED:
        parts.append(_("devuelto con observaciones"))
    return report.revision.statement, parts


def _of_variable(owed: OwedValue) -> tuple[str, list[str]]:
    told = _("valor de la variable, con corte al {day}").format(day=_day(owed.period.last_day))
    return f"{owed.variable.code} · {owed.variable.name}", [owed.unit.name, told]


def _of_part(part: Part) -> tuple[str, list[str]]:
    parts = [part.unit.name]
    if part.state == PartState.RETURNED:
        parts.append(_("devuelta con observaciones"))
    return _("Formule «{plan}»").format(plan=part.formulation.plan.name), parts


def _day(day: date | None) -> str:
    return print_long_date(day, translation.get_language() or "es") if day else ""
