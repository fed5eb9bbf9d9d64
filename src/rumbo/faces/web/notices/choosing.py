"""What a person wants to be reminded of, and how early."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.calendar.queries import today_in
from rumbo.apps.notices import queries
from rumbo.apps.notices.actions import choose_reminders
from rumbo.apps.reminding.queries import rules_on
from rumbo.domain.followup.reminders import MOST_BEFORE, Choice, ReminderRules
from rumbo.faces.web.notices.showing import crumbs, tabs
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.session import actor_of, entity_id_of, person_of


class ChoiceForm(forms.Form):
    """The reminders that are optional, and how early they begin."""

    before = forms.BooleanField(label=__("Recordarme antes de que venza un reporte"), required=False)
    early = forms.IntegerField(
        label=__("Con cuántos días hábiles de anticipación"), required=False, min_value=1, max_value=MOST_BEFORE
    )
    on_day = forms.BooleanField(label=__("Recordarme el último día del plazo"), required=False)

    def __init__(self, *args: Any, rules: ReminderRules, **more: Any) -> None:
        super().__init__(*args, **more)
        usual = ", ".join(str(days) for days in rules.before)
        self.fields["early"].help_text = _("Vacío: cuando lo dice la entidad ({days}).").format(
            days=usual or _("nunca")
        )

    @property
    def choice(self) -> Choice:
        """What was chosen."""
        asked = self.cleaned_data
        return Choice(asked["before"], asked["early"], asked["on_day"])


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The form, as it stands."""
    actor, entity = actor_of(request), entity_id_of(request)
    chosen = queries.choice_in(entity, actor.user_id or 0)
    start = {"before": chosen.before, "early": chosen.early, "on_day": chosen.on_day}
    rules = rules_on(entity, today_in(entity))
    # Without any mark nothing at all is posted, and that is a choice too.
    form = ChoiceForm(request.POST if request.method == "POST" else None, rules=rules, initial=start)
    if form.is_valid():
        done = _("Sus preferencias quedaron guardadas.")
        if carried_out(request, form, lambda: choose_reminders(actor, person_of(request).entity, form.choice), done):
            return redirect("web:notices-choose")
    context = {
        "form": form,
        "tabs": tabs(request, "web:notices-choose"),
        "crumbs": crumbs((_("Preferencias"), "")),
    }
    return render(request, "web/notices/choose.html", context, status=422 if form.errors else 200)
