"""The time zone of the entity: which midnight ends the last day of a term, and what another one would move."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_location
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.followup.queries import open_followups
from rumbo.apps.people.actions import set_zone
from rumbo.domain.calendar.windows import day_in_zone, end_of_day
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.people.showing import crumbs, only
from rumbo.faces.web.session import actor_of, person_of
from rumbo.faces.web.words import period_words

SET = "people.entity.set_zone"
# Names of places; the others are offsets and old spellings of the same.
PLACES = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


@dataclass(frozen=True, slots=True)
class Moved:
    """A last day that has not passed: of what, and when it ends today and with another zone, by today's clock."""

    plan: str
    period: str
    what: str
    day: date
    now: datetime
    then: datetime


class ZoneForm(forms.Form):
    """Which time zone; the current one is chosen."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        names = sorted(name for name in available_timezones() if name.startswith(PLACES))
        self.fields["zona"] = forms.ChoiceField(label=_("Zona horaria"), choices=[(name, name) for name in names])


def place_of(zone: str) -> str:
    """The city that gives a time zone its name, in the language of the reader."""
    return get_timezone_location(zone, locale=(get_language() or "es")[:2], return_city=True)


def zone_fact(entity: Any) -> Fact:
    """The time zone with its consequence."""
    note = _("El último día de cada plazo termina a la medianoche de {place}.").format(place=place_of(entity.time_zone))
    return Fact(_("Zona horaria"), entity.time_zone, note)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Shows what another zone would move, when the address names one (`zona`), and changes it when it is confirmed."""
    only(request, SET)
    entity = person_of(request).entity
    typed = request.POST or request.GET if request.POST or "zona" in request.GET else None
    form = ZoneForm(typed, initial={"zona": entity.time_zone})
    zone = form.cleaned_data["zona"] if form.is_valid() else ""
    if request.method == "POST" and zone:
        done = _("La zona horaria quedó guardada.")
        if carried_out(request, form, lambda: set_zone(actor_of(request), entity, zone), done):
            return redirect("web:people-entity")
    now = timezone.now()
    context = {
        "form": form,
        "fact": zone_fact(entity),
        "now": now,
        "zone": zone if zone != entity.time_zone else "",
        "place": place_of(zone or entity.time_zone),
        "there": now.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if zone else None,
        "moved": list(_moved(entity, zone, now)) if zone and zone != entity.time_zone else [],
        "crumbs": crumbs((_("Zona horaria"), "")),
    }
    return render(request, "web/people/zone.html", context, status=422 if form.errors else 200)


def _moved(entity: Any, zone: str, now: datetime) -> Iterator[Moved]:
    """The last days of the open rounds that have not passed."""
    today = day_in_zone(now, entity.time_zone)
    for each in open_followups(entity.pk):
        days = (
            (_("Reportar"), each.report_until),
            (_("Revisar"), each.review_until),
            (_("Cerrar"), each.close_on),
        )
        named = each.plan_version.plan.name, period_words(each.period)
        for what, day in days:
            if day is not None and day >= today:
                yield Moved(*named, what, day, end_of_day(day, entity.time_zone), end_of_day(day, zone))
