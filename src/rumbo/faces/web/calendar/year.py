"""The year of an entity: which rounds its plans ask for, with which days, and what falls in each month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.calendar import access, queries
from rumbo.apps.calendar.bridge import windows_of
from rumbo.apps.followup import queries as followup
from rumbo.apps.followup.access import may, reads_everything
from rumbo.apps.plans.queries import versions_in_force
from rumbo.domain.calendar.windows import Stage, Windows
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.web.calendar.showing import crumbs, tabs
from rumbo.faces.web.people.zone import place_of
from rumbo.faces.web.session import actor_of, entity_id_of, person_of
from rumbo.faces.web.words import period_words


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round of the year: planned by the calendar, or open or closed already."""

    last_day: date
    plan: str
    period: str
    windows: Windows
    targets: int | None
    state: str
    stage: str
    href: str
    open_href: str


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The calendar of a fiscal year; today's unless another is asked for."""
    actor, entity = actor_of(request), entity_id_of(request)
    today = queries.today_in(entity)
    asked = request.GET.get("vigencia", "")
    year = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= 2100 else today.year
    rows = _rows(actor, entity, year, today)
    context = {
        "year": year,
        "before": year - 1,
        "after": year + 1,
        "today": today,
        "place": place_of(person_of(request).entity.time_zone),
        "rows": rows,
        "months": months_of(rows),
        "days_off": [
            Fact(name, day) for day, name in queries.DAYS_OFF.of_year(year, (get_language() or "es")[:2]).items()
        ],
        "tabs": tabs("web:calendar-year"),
        "crumbs": crumbs(),
        "may_record": access.may(actor, "calendar.windows.record"),
    }
    return render(request, "web/calendar/year.html", context)


def _rows(actor: Any, entity: int, year: int, today: date) -> list[RoundRow]:
    kept = list(followup.rounds_of_year(entity, year))
    reads, opens = reads_everything(actor), may(actor, "followup.followup.open")
    rows = [_kept(row, today, reads) for row in kept]
    known = {(row.plan_version.plan_id, row.period.last_day) for row in kept}
    versions = {each.pk: each for each in versions_in_force(entity) if each.plan.fiscal_year in (None, year)}
    for key, asked in queries.rounds_planned(entity, versions.values(), year).items():
        version = versions[key]
        for planned in asked:
            if (version.plan_id, planned.period.last_day) not in known:
                rows.append(_planned(version, planned, opens))
    return sorted(rows, key=lambda row: (row.last_day, row.plan))


def _kept(row: Any, today: date, reads: bool) -> RoundRow:
    href = reverse("web:followup-round", args=[row.uid]) if reads else ""
    stage = stage_words(windows_of(row).stage_on(today)) if row.state == "open" else ""
    return RoundRow(
        row.period.last_day,
        row.plan_version.plan.name,
        period_words(row.period),
        windows_of(row),
        None,
        row.state,
        stage,
        href,
        "",
    )


def _planned(version: Any, planned: queries.PlannedRound, opens: bool) -> RoundRow:
    period = planned.period
    named = {"version": version.uid, "period": f"{period.fiscal_year}:{period.periodicity.code}:{period.ordinal}"}
    href = f"{reverse('web:followup-open')}?{urlencode(named)}" if opens else ""
    return RoundRow(
        period.last_day,
        version.plan.name,
        period_words(period),
        planned.windows,
        planned.targets,
        "planned",
        "",
        "",
        href,
    )


def stage_words(stage: Stage) -> str:
    """Where a round stands, in words."""
    return {
        Stage.AHEAD: _("todavía no abre"),
        Stage.REPORTING: _("se reporta"),
        Stage.REVIEWING: _("se revisa"),
        Stage.CLOSING: _("por cerrar"),
        Stage.OVERDUE: _("debió cerrarse"),
    }[stage]


def months_of(rows: Iterable[RoundRow]) -> list[tuple[str, list[Fact]]]:
    """What falls in each month: its name, and each day with what begins or ends on it; months without anything are
    left out."""
    found: dict[tuple[int, int], set[tuple[date, str]]] = {}
    for row in rows:
        for day, said in _events(row):
            found.setdefault((day.year, day.month), set()).add((day, said))
    return [
        (
            _("{month} de {year}").format(month=str(MONTHS[month]).lower(), year=year),
            [Fact(said, day) for day, said in sorted(events)],
        )
        for (year, month), events in sorted(found.items())
    ]


def _events(row: RoundRow) -> Iterable[tuple[date, str]]:
    days = row.windows
    told = (
        (days.opens_on, _("Abre el reporte: {period}")),
        (days.report_until, _("Último día para reportar: {period}")),
        (days.review_until, _("Último día para revisar: {period}")),
        (days.close_on, _("Se cierra: {period}")),
    )
    return [(day, said.format(period=row.period)) for day, said in told if day is not None]
