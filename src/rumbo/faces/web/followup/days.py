"""The days of a round: the form that asks for them, what the calendar proposes, and the page that moves them."""

from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.calendar.bridge import columns_of, windows_of
from rumbo.apps.calendar.queries import windows_proposed
from rumbo.apps.followup import access, queries
from rumbo.apps.followup.actions import reschedule_followup
from rumbo.domain.calendar import PERIODICITIES, periods_of_year
from rumbo.domain.calendar.windows import Windows
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.session import actor_of, attempt, found_or_404
from rumbo.faces.web.words import period_words

LABELS = {
    "opens_on": __("Se reporta desde"),
    "report_until": __("Se reporta hasta"),
    "review_until": __("Se revisa hasta"),
    "close_on": __("Se cierra el"),
}
HELP = {
    "report_until": __("Ese día cuenta completo, hasta la medianoche. Sin fecha no hay plazo."),
    "review_until": __("Hasta ese día se corrige también lo que se devuelva."),
}


class DaysForm(forms.Form):
    """The four days of a round; an empty one is none."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, label in LABELS.items():
            widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields[name] = forms.DateField(
                label=label, required=False, widget=widget, help_text=HELP.get(name, "")
            )

    def days(self) -> list[forms.BoundField]:
        """The fields of the days, in their order."""
        return [self[name] for name in LABELS]

    def windows(self) -> Windows:
        """What was written."""
        return Windows(**{name: self.cleaned_data[name] for name in LABELS})

    def clean(self) -> dict[str, Any]:
        """Nothing ends before what comes before it."""
        cleaned = super().clean() or {}
        named = [(name, cleaned[name]) for name in LABELS if cleaned.get(name)]
        for (_before, earlier), (name, later) in pairwise(named):
            if later < earlier:
                self.add_error(name, _("Debe ser igual o posterior al {day}.").format(day=written_day(earlier)))
        return cleaned


class RescheduleForm(DaysForm):
    """Other days for a round that is open, and why."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"] = forms.CharField(label=_("Motivo"), widget=forms.Textarea(attrs={"rows": 3}))


def proposed_for(entity_id: int, asked: str, today: date) -> dict[str, date | None]:
    """The days that the calendar gives to a period as a form names it ("2026:quarterly:3"); none where the term would
    be over already, or where it names no period."""
    year, _colon, rest = asked.partition(":")
    code, _colon, ordinal = rest.partition(":")
    if not year.isdecimal() or len(year) != 4 or code not in PERIODICITIES:
        return {}
    periods = [each for each in periods_of_year(int(year), PERIODICITIES[code]) if str(each.ordinal) == ordinal]
    days = [columns_of(windows) for windows in windows_proposed(entity_id, periods)]
    return next((each for each in days if each["report_until"] and each["report_until"] >= today), {})


def days_facts(followup: Any) -> list[Fact]:
    """The days of a round, said."""
    told = columns_of(windows_of(followup))
    return [Fact(str(label), written_day(told[name])) for name, label in LABELS.items() if told[name]]


@require_http_methods(["GET", "POST"])
def reschedule(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Moves the days of a round that is open, with why."""
    actor = actor_of(request)
    followup: Any = found_or_404(queries.followup_by_uid(actor, str(uid)))
    here = reverse("web:followup-round", args=[followup.uid])
    if followup.state != "open" or not access.may(actor, "followup.followup.reschedule", followup):
        raise Http404
    form = RescheduleForm(request.POST or None, initial=columns_of(windows_of(followup)))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = _("Las fechas del seguimiento quedaron cambiadas.")
        moved, _none = attempt(
            request, lambda: reschedule_followup(actor, followup, form.windows(), reason=reason), done
        )
        if moved is not None:
            return redirect(here)
    period = period_words(followup.period)
    context = {
        "heading": _("Cambiar las fechas: {period}").format(period=period),
        "consequences": [
            _("Las fechas cambian para todas las dependencias que reportan en este seguimiento."),
            _("Lo que ya se entregó tarde seguirá marcado como fuera de plazo."),
        ],
        "form": form,
        "verb": _("Cambiar las fechas"),
        "cancel_href": here,
        "crumbs": [
            Link(_("Inicio"), reverse("web:home")),
            Link(_("Seguimiento"), reverse("web:followup-rounds")),
            Link(period, here),
            Link(_("Fechas"), ""),
        ],
    }
    return render(request, "web/followup/days.html", context, status=422 if request.method == "POST" else 200)
