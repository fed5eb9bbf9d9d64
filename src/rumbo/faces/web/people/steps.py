"""Which steps the reports of the entity pass: what rules, since when, and another chain from a day on."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.followup.actions import record_chain
from rumbo.apps.followup.queries.chain import chain_history, chain_on
from rumbo.domain.followup.chain import Chain, Step, chain_of
from rumbo.faces.web.people.forms import carried_out, day_field
from rumbo.faces.web.people.showing import crumbs, only
from rumbo.faces.web.session import actor_of, entity_id_of, may, person_of

RECORD = "followup.chain.record"


class StepsForm(forms.Form):
    """The steps that the entity asks for, from when on, and why."""

    endorse = forms.BooleanField(
        label=__("El jefe de la dependencia avala"),
        required=False,
        help_text=__("Lo que envía el enlace pasa por el jefe antes de llegar a la oficina de planeación."),
    )
    evaluate = forms.BooleanField(
        label=__("Control interno evalúa"),
        required=False,
        help_text=__("Lo aceptado queda en la lista de control interno hasta que escriba su evaluación."),
    )
    valid_from = day_field(
        __("Rige desde"),
        help_text=__("Los reportes de los periodos que terminen desde ese día pasan por estos pasos."),
    )
    reason = forms.CharField(
        label=__("Motivo"), max_length=500, required=False, help_text=__("El acto o manual que lo dice.")
    )

    def __init__(self, *args: Any, today: date, chain: Chain, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial = {step.value: chain.asks(step) for step in Step} | {"valid_from": today}

    def chain(self) -> Chain:
        """What was chosen; the planning office always verifies."""
        asked = self.cleaned_data
        return Chain(tuple(step for step in Step if step is Step.VERIFY or asked.get(step.value)))


@require_http_methods(["GET", "POST"])
def steps(request: HttpRequest) -> HttpResponse:
    """The chain in force, its history, and the form for the next."""
    if request.method == "POST":
        only(request, RECORD)
    entity, today = entity_id_of(request), timezone.localdate()
    chain = chain_on(entity, today)
    form = StepsForm(request.POST or None, today=today, chain=chain)
    if form.is_valid() and _recorded(request, form):
        return redirect("web:people-steps")
    history = [(row, chain_words(chain_of(row.value))) for row in chain_history(entity)]
    context = {
        "form": form,
        "now": chain_words(chain),
        "history": history,
        "may_record": may(request, RECORD),
        "crumbs": crumbs((_("Ajustes"), reverse("web:people-settings")), (_("Pasos de los reportes"), "")),
    }
    return render(request, "web/people/steps.html", context, status=422 if form.errors else 200)


def _recorded(request: HttpRequest, form: StepsForm) -> bool:
    asked, entity = form.cleaned_data, person_of(request).entity

    def act() -> Any:
        told = {"valid_from": asked["valid_from"], "reason": asked["reason"]}
        return record_chain(actor_of(request), entity, form.chain(), **told)

    about = {"followup.chain_behind_closed": "valid_from"}
    return carried_out(request, form, act, _("Los pasos de los reportes quedaron guardados."), about)


def chain_words(chain: Chain) -> str:
    """The steps in a sentence."""
    words = {
        Step.ENDORSE: _("avala el jefe"),
        Step.VERIFY: _("verifica la oficina de planeación"),
        Step.EVALUATE: _("evalúa control interno"),
    }
    return " → ".join([_("Reporta la dependencia"), *(words[step] for step in chain.steps)])
