"""When the entity reminds: what rules today, and another rule from a day on."""

import re
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.calendar.queries import today_in
from rumbo.apps.reminding import access
from rumbo.apps.reminding.actions import record_rules
from rumbo.apps.reminding.queries import rules_on
from rumbo.domain.followup.reminders import HOURS, LAST, MOST_BEFORE, ReminderRules
from rumbo.faces.web.notices.showing import crumbs, tabs
from rumbo.faces.web.people.forms import carried_out, day_field
from rumbo.faces.web.session import actor_of, entity_id_of, person_of

RECORD = "reminding.rules.record"


class RulesForm(forms.Form):
    """Days before and after, the hour, from when on and why."""

    before = forms.CharField(
        label=__("Días hábiles antes del plazo"),
        required=False,
        max_length=60,
        help_text=__("Uno o varios, separados por comas: 5, 1. Vacío: no se avisa antes."),
    )
    on_day = forms.BooleanField(label=__("Avisar también el último día"), required=False)
    every = forms.IntegerField(
        label=__("Después del plazo, cada cuántos días hábiles"),
        min_value=1,
        max_value=LAST,
        help_text=__("El primer aviso sale el primer día hábil después del plazo."),
    )
    escalate = forms.IntegerField(
        label=__("Días hábiles de mora para avisar al jefe de la dependencia"),
        min_value=0,
        max_value=LAST,
        help_text=__("0: no se le avisa."),
    )
    hour = forms.IntegerField(
        label=__("Hora del día desde la que se avisa"),
        min_value=HOURS[0],
        max_value=HOURS[-1],
        help_text=__("De 0 a 23."),
    )
    valid_from = day_field(__("Rige desde"))
    reason = forms.CharField(label=__("Motivo"), max_length=500, required=False)

    def __init__(self, *args: Any, today: date, rules: ReminderRules, **more: Any) -> None:
        told = {name: getattr(rules, name) for name in ("on_day", "every", "escalate", "hour")}
        start = {"before": ", ".join(str(days) for days in rules.before), "valid_from": today, **told}
        super().__init__(*args, **{"initial": start, **more})

    def clean_before(self) -> tuple[int, ...]:
        """The days, the earliest reminder first."""
        words = [word for word in re.split(r"[\s,;]+", self.cleaned_data["before"]) if word]
        if not all(word.isdecimal() and 1 <= int(word) <= MOST_BEFORE for word in words):
            raise forms.ValidationError(
                _("Escriba números de 1 a {most}, separados por comas.").format(most=MOST_BEFORE)
            )
        return tuple(sorted({int(word) for word in words}, reverse=True))

    @property
    def rules(self) -> ReminderRules:
        """The rules that were asked for."""
        return ReminderRules(**{name: self.cleaned_data[name] for name in ReminderRules.__slots__})


@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """What rules today, in a form that begins another rule."""
    if not access.may(actor_of(request), RECORD):
        raise Http404
    person, entity = person_of(request), entity_id_of(request)
    today = today_in(entity)
    form = RulesForm(request.POST or None, today=today, rules=rules_on(entity, today))
    if form.is_valid():
        told = {"valid_from": form.cleaned_data["valid_from"], "reason": form.cleaned_data["reason"]}
        done = _("Quedó guardado cuándo se avisa.")
        if carried_out(request, form, lambda: record_rules(person.actor, person.entity, form.rules, **told), done):
            return redirect("web:notices-rules")
    context = {
        "form": form,
        "tabs": tabs(request, "web:notices-rules"),
        "crumbs": crumbs((_("Cuándo se avisa"), "")),
    }
    return render(request, "web/notices/rules.html", context, status=422 if form.errors else 200)
