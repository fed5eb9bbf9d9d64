"""What a person owes on a day, as the words they are told in their language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext

from rumbo.apps.followup.models import Report, ReportState
from rumbo.apps.notices.bridge import Line, News, Section
from rumbo.apps.people.models import User
from rumbo.domain.followup.reminders import Moment, moment_on
from rumbo.notation.dates import print_long_date

OWED, ESCALATED = "owed", "escalated"
TITLE_LETTERS = 200

HEADINGS: dict[Moment, Promise] = {
    Moment.OVER: __("Vencidos"),
    Moment.TODAY: __("Vencen hoy"),
    Moment.AHEAD: __("Por vencer"),
    Moment.UNDATED: __("Sin fecha límite"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """A report that is owed, with the last day of its term (None: nobody set one), and when it can first be answered
    (None: already)."""

    report: Report
    until: date | None
    opens: date | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one person is told on a day: what they owe, and what those they lead have let pass."""

    person: User
    owed: tuple[Due, ...]
    escalated: tuple[Due, ...] = ()

    @property
    def keys(self) -> set[int]:
        """The reports that the person owes."""
        return {due.report.pk for due in self.owed}


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
        return News(reminder.person, _subject(by_moment, len(reminder.escalated)), tuple(sections))


def _sorted(dues: Sequence[Due]) -> list[Due]:
    return sorted(dues, key=lambda due: (due.until or date.max, due.report.pk))


def _subject(by_moment: dict[Moment, list[Due]], escalated: int) -> str:
    """What is most urgent, in one line."""
    over, today, ahead = (len(by_moment[moment]) for moment in (Moment.OVER, Moment.TODAY, Moment.AHEAD))
    if over:
        return ngettext("Tiene {n} reporte vencido", "Tiene {n} reportes vencidos", over).format(n=over)
    if today:
        return ngettext("Hoy vence {n} reporte suyo", "Hoy vencen {n} reportes suyos", today).format(n=today)
    if ahead:
        told = {"n": ahead, "day": _day(by_moment[Moment.AHEAD][0].until)}
        return ngettext(
            "Tiene {n} reporte por entregar; vence el {day}",
            "Tiene {n} reportes por entregar; el primero vence el {day}",
            ahead,
        ).format(**told)
    if count := len(by_moment[Moment.UNDATED]):
        return ngettext("Tiene {n} reporte por entregar", "Tiene {n} reportes por entregar", count).format(n=count)
    return ngettext(
        "Su dependencia tiene {n} reporte vencido", "Su dependencia tiene {n} reportes vencidos", escalated
    ).format(n=escalated)


def _section(heading: str, kind: str, dues: Sequence[Due], *, with_unit: bool = False) -> Section:
    return Section(heading, tuple(_line(kind, due, with_unit) for due in dues))


def _line(kind: str, due: Due, with_unit: bool) -> Line:
    report = due.report
    told = {"plan": report.followup.plan_version.plan.name, "day": _day(report.period.last_day)}
    parts = [_("{plan}, con corte al {day}").format(**told)]
    if with_unit and report.unit is not None:
        parts.insert(0, report.unit.name)
    if report.state == ReportState.RETURNED:
        parts.append(_("devuelto con observaciones"))
    if due.until is not None:
        parts.append(_("plazo: {day}").format(day=_day(due.until)))
    statement = report.revision.statement
    title = statement if len(statement) <= TITLE_LETTERS else statement[: TITLE_LETTERS - 1].rstrip() + "…"
    return Line(kind, str(report.uid), title, "; ".join(parts))


def _day(day: date | None) -> str:
    return print_long_date(day, translation.get_language() or "es") if day else ""
