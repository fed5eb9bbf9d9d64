"""A person's calendar: the address to which their calendar program subscribes, and what it finds there."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.calendar.queries import today_in
from rumbo.apps.notices import queries
from rumbo.apps.notices.actions import renew_calendar
from rumbo.apps.people.queries import actor_in
from rumbo.apps.reminding.queries import dues_of_person
from rumbo.faces.web.notices.showing import crumbs, tabs
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, person_of
from rumbo.faces.web.words import period_words
from rumbo.papers.writing.ics import DayEvent, write_ics


@require_http_methods(["GET", "POST"])
def subscription(request: HttpRequest) -> HttpResponse:
    """The secret address of one's calendar; a POST makes it, or another in its place."""
    person = person_of(request)
    if request.method == "POST":
        done = _("La dirección nueva quedó lista; la anterior, si había una, ya no sirve.")
        attempt(request, lambda: renew_calendar(person.actor, person.entity), done)
        return redirect("web:notices-calendar")
    found = queries.calendar_key_of(entity_id_of(request), actor_of(request).user_id or 0)
    context = {
        "key": found,
        "href": settings.SITE_ADDRESS + reverse("web:notices-feed", args=[found.key]) if found else "",
        "tabs": tabs(request, "web:notices-calendar"),
        "crumbs": crumbs((_("Mi calendario"), "")),
    }
    return render(request, "web/notices/calendar.html", context)


@login_not_required
@require_safe
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """The terms of what the owner of a key owes, for as long as they hold a role in the entity."""
    found: Any = queries.calendar_behind(key)
    if found is None:
        raise Http404
    entity = found.entity
    actor = actor_in(found.person, entity, today_in(entity.pk))
    if actor is None:
        raise Http404
    with translation.override(found.person.language):
        name = _("Plazos de {entity}").format(entity=entity.short_name)
        body = write_ics(name, entity.time_zone, _events(actor), timezone.now())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="rumbo.ics"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _events(actor: Any) -> list[DayEvent]:
    """One event for each round and last day in it, and one for each part of a formulation, each contribution and each
    value of a variable."""
    by_day: dict[tuple[Any, date], list[Any]] = {}
    parts: list[DayEvent] = []
    for due in dues_of_person(actor):
        record: Any = due.record
        if due.until is None:
            continue
        if due.kind == "owed":
            by_day.setdefault((record.followup, due.until), []).append(record)
        elif due.kind == "contribute":
            parts.append(_contribution(record, due.until))
        elif due.kind == "variable":
            parts.append(_variable(record, due.until))
        else:
            parts.append(_formulation(record, due.until))
    return [*(_event(followup, until, reports) for (followup, until), reports in by_day.items()), *parts]


def _contribution(row: Any, until: date) -> DayEvent:
    return DayEvent(
        uid=f"{row.uid}-{until.isoformat()}@rumbo",
        day=until,
        title=_("Vence el aporte de {unit}").format(unit=row.unit.name),
        text=row.report.revision.statement,
        href=settings.SITE_ADDRESS + reverse("web:followup-contribute", args=[row.uid]),
    )


def _variable(owed: Any, until: date) -> DayEvent:
    return DayEvent(
        uid=f"{owed.uid}-{until.isoformat()}@rumbo",
        day=until,
        title=_("Vence el valor de «{variable}»").format(variable=owed.variable.name),
        text=f"{owed.unit.name}, {period_words(owed.period)}",
        href=settings.SITE_ADDRESS + reverse("web:indicators-variable", args=[owed.uid]),
    )


def _formulation(part: Any, until: date) -> DayEvent:
    return DayEvent(
        uid=f"{part.uid}-{until.isoformat()}@rumbo",
        day=until,
        title=_("Vence la formulación de «{plan}»").format(plan=part.formulation.plan.name),
        text=part.unit.name,
        href=settings.SITE_ADDRESS + reverse("web:formulating-part", args=[part.uid]),
    )


def _event(followup: Any, until: date, reports: list[Any]) -> DayEvent:
    count = len(reports)
    title = ngettext("Vence {n} reporte: {plan}", "Vencen {n} reportes: {plan}", count)
    lines = [period_words(followup.period), *(f"- {report.revision.statement}" for report in reports)]
    # The last day of a report moves when it is given more time; then it leaves the event of its day for another.
    return DayEvent(
        uid=f"{followup.uid}-{until.isoformat()}@rumbo",
        day=until,
        title=title.format(n=count, plan=followup.plan_version.plan.name),
        text="\n".join(lines),
        href=settings.SITE_ADDRESS + reverse("web:followup-owed"),
    )
