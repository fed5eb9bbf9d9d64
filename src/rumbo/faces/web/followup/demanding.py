"""A target that reports on demand gets its report of an open round: planning asks for it, or its unit begins it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.followup import access, queries
from rumbo.apps.followup.actions import ask_report, begin_report
from rumbo.apps.followup.queries.on_demand import on_demand_of
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.followup.rounds import crumbs, title_of
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.session import actor_of, found_or_404
from rumbo.faces.web.words import period_words


class BeginForm(forms.Form):
    """What there is to count."""

    reason = forms.CharField(label=__("Qué hay que contar"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class DemandForm(BeginForm):
    """Which target, and what there is to count."""

    target = forms.ChoiceField(label=__("Meta por demanda"))
    field_order = ("target", "reason")

    def __init__(self, *args: Any, targets: dict[str, Any], **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [(uid, f"{row.number}. {row.revision.statement}") for uid, row in targets.items()]
        self.fields["target"].choices = offered  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The report is asked of the unit that answers for the target."""
    actor = actor_of(request)
    followup = found_or_404(queries.followup_by_uid(actor, str(uid)))
    if followup.state != "open" or not access.may(actor, "followup.report.ask", followup):
        raise Http404
    here = reverse("web:followup-unowed", args=[followup.uid])
    targets = {str(row.uid): row for row in queries.on_demand_in(followup)}
    form = DemandForm(request.POST or None, targets=targets, initial={"target": request.GET.get("meta", "")})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data

        def deed() -> None:
            ask_report(actor, followup, targets[told["target"]], reason=told["reason"])

        if carried_out(request, form, deed, _("La dependencia ya ve el reporte que debe.")):
            return redirect(here)
    period = period_words(followup.period)
    context = {
        "form": form,
        "heading": _("Pedir el reporte de una meta por demanda"),
        "over": title_of(followup),
        "lead": _("El calendario no le pide reporte a estas metas; se les pide cuando hay algo que contar."),
        "verb": _("Pedir el reporte"),
        "cancel_href": here,
        "crumbs": crumbs(
            (period, reverse("web:followup-round", args=[followup.uid])), (_("Sin reporte"), here), (_("Pedir"), "")
        ),
    }
    return render(request, "web/people/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, followup: UUID, target: UUID) -> HttpResponse:
    """The unit that answers for a target on demand begins its report by itself, and goes on to it."""
    actor = actor_of(request)
    every = on_demand_of(actor)
    found = found_or_404(
        next((e for e in every if (e.report.followup.uid, e.placement.revision.target.uid) == (followup, target)), None)
    )
    mine, form = f"{reverse('web:followup-owed')}?ver=demanda", BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def deed() -> None:
            begin_report(actor, found.report, reason=form.cleaned_data["reason"])

        if carried_out(request, form, deed, _("El reporte está abierto: cuente en él lo que hubo.")):
            return redirect("web:followup-report", found.report.uid)
    context = {
        "form": form,
        "heading": _("Reportar una meta por demanda"),
        "over": title_of(found.report.followup),
        "lead": found.report.revision.statement,
        "verb": _("Abrir el reporte"),
        "cancel_href": mine,
        "crumbs": [Link(_("Inicio"), reverse("web:home")), Link(_("Mis reportes"), mine), Link(_("Por demanda"), "")],
    }
    return render(request, "web/people/form.html", context, status=422 if form.is_bound else 200)
