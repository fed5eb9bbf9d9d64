"""The results that a file brought printed: a person says which are kept as results from before."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.indicators import queries
from rumbo.apps.indicators.actions import settle_results
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.indicators.pages import only, sheet_asked, sheet_way
from rumbo.faces.web.indicators.showing import in_unit
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.session import actor_of, found_or_404, may

SETTLE = "indicators.printed_results.settle"


class KeepForm(forms.Form):
    """Which of the offered results are kept; all of them unless the person says otherwise."""

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kept"] = forms.MultipleChoiceField(
            label=_("Resultados que se conservan"),
            choices=choices,
            initial=[uid for uid, _label in choices],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Los que no marque se descartan: siguen en el archivo, pero no se muestran en la hoja."),
        )


@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The results that wait are kept or discarded."""
    row = sheet_asked(request, uid)
    only(request, may(request, SETTLE, row))
    waiting = [each for each in queries.printed_of(row) if each.state == "offered"]
    found_or_404(waiting or None)
    choices = [(str(each.uid), _told(each, row)) for each in waiting]
    form = KeepForm(request.POST if request.method == "POST" else None, choices=choices)

    def put() -> None:
        settle_results(actor_of(request), row, [key for key, _label in choices], form.cleaned_data["kept"])

    sent = request.method == "POST" and form.is_valid()
    if sent and carried_out(request, form, put, _("Los resultados del archivo quedaron decididos.")):
        return redirect("web:indicators-sheet", row.uid)
    heading = _("Resultados que trae el archivo")
    context = {
        "form": form,
        "heading": heading,
        "lead": row.name,
        "consequences": [
            _("Los que se conservan se muestran en la hoja como resultados anteriores, con el archivo del que salen."),
            _("No se reportaron en el sistema: no cambian lo que la hoja mide."),
        ],
        "verb": _("Guardar la decisión"),
        "cancel_href": reverse("web:indicators-sheet", args=[row.uid]),
        "crumbs": sheet_way(row, Link(heading, "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


def _told(each: Any, row: Any) -> str:
    said = in_unit(each.result.fraction, row) if each.result is not None else _("sin resultado")
    return _("{period}: {result} (según {source})").format(period=each.period, result=said, source=each.source)
