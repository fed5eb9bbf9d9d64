"""Closing results, one or all that wait; and the targets of plans that an indicator measures."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rumbo.apps.indicators import queries
from rumbo.apps.indicators.actions import close_result, close_results
from rumbo.apps.plans.actions import measure_target
from rumbo.apps.plans.bridge.measured import targets_to_link
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.indicators.pages import only, sheet_asked, sheet_way, way
from rumbo.faces.web.indicators.showing import in_unit
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.projects.forms import text_field
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, may, person_of
from rumbo.faces.web.words import period_words

both = require_http_methods(["GET", "POST"])
FIELD_OF = {"indicators.closing_without_reason": "reason"}


class AgainForm(forms.Form):
    """Why a result that was closed is closed again; `seen` is how many times the person saw it closed."""

    reason = text_field(__("Por qué se cierra de nuevo"), required=True)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class OnceForm(forms.Form):
    """A result that nobody has closed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class TargetForm(forms.Form):
    """A target of a plan in force."""

    def __init__(self, *args: Any, targets: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows = {str(each.uid): each for each in targets}
        named = {uid: f"{each.number} {each.revision.statement}"[:160] for uid, each in self.rows.items()}
        plans: dict[str, list[tuple[str, str]]] = {}
        for uid, each in self.rows.items():
            plans.setdefault(each.version.plan.name, []).append((uid, named[uid]))
        choices: list[Any] = [("", "—"), *plans.items()]
        self.fields["target"] = forms.ChoiceField(label=_("Meta"), choices=choices)


@both
def close(request: HttpRequest, uid: UUID, year: int, ordinal: int) -> HttpResponse:
    """The result of a period stands from now on."""
    row = sheet_asked(request, uid)
    only(request, may(request, "indicators.result.close", row) and 1990 <= year <= 2100)
    series = queries.measured_series(row, queries.variables_in(row), year)
    here = found_or_404(next((each for each in series if each.period.ordinal == ordinal), None))
    closed = len(queries.closings_of(row, year, ordinal))
    kind = AgainForm if closed else OnceForm
    form = kind(request.POST if request.method == "POST" else None, initial={"seen": closed})

    def shut() -> None:
        told = form.cleaned_data
        close_result(actor_of(request), row, year, ordinal, reason=told.get("reason", ""), expected=told["seen"] or 0)

    sent = request.method == "POST" and form.is_valid()
    if sent and carried_out(request, form, shut, _("El resultado quedó cerrado."), FIELD_OF):
        return redirect(f"{reverse('web:indicators-sheet', args=[row.uid])}?vigencia={year}")
    said = here.now.value if here.now else here.exact
    heading = _("Cerrar el resultado de {period}").format(period=period_words(here.period))
    context = {
        "form": form,
        "heading": heading,
        "lead": f"{row.name}: {in_unit(said, row)}" if said is not None else row.name,
        "consequences": [
            _("El resultado queda como está, aunque después se corrija un valor o cambie la hoja."),
            _("Una corrección posterior se muestra al lado, sin borrar lo cerrado."),
        ],
        "verb": _("Cerrar el resultado"),
        "cancel_href": reverse("web:indicators-sheet", args=[row.uid]),
        "crumbs": sheet_way(row, Link(heading, "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


@both
def close_all(request: HttpRequest, year: int) -> HttpResponse:
    """Every result of a year that waits is closed at once."""
    only(request, may(request, "indicators.results.close"))
    if not 1990 <= year <= 2100:
        raise Http404
    waiting = queries.results_to_close(entity_id_of(request), year, timezone.localdate())
    form = forms.Form(request.POST if request.method == "POST" else None)

    def shut() -> None:
        close_results(actor_of(request), person_of(request).entity, year)

    if request.method == "POST" and carried_out(request, form, shut, _("Los resultados quedaron cerrados.")):
        return redirect("web:indicators-list")
    number = len(waiting)
    told = ngettext(
        "Se cierra {n} resultado de un periodo que ya terminó.",
        "Se cierran {n} resultados de periodos que ya terminaron.",
        number,
    )
    heading = _("Cerrar los resultados de {year}").format(year=year)
    context = {
        "form": form,
        "heading": heading,
        "consequences": [
            told.format(n=number),
            _("Quedan como están, aunque después se corrija un valor o cambie la hoja."),
        ],
        "verb": _("Cerrar los resultados"),
        "cancel_href": reverse("web:indicators-list"),
        "crumbs": way(Link(heading, "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


@both
def link(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A target of a plan in force is measured by this sheet."""
    row = sheet_asked(request, uid)
    only(request, may(request, "plans.target.measure"))
    form = TargetForm(request.POST or None, targets=targets_to_link(row.indicator))

    def put() -> None:
        measure_target(actor_of(request), form.rows[form.cleaned_data["target"]], row.indicator)

    if form.is_valid() and carried_out(request, form, put, _("La meta quedó enlazada.")):
        return redirect("web:indicators-sheet", row.uid)
    heading = _("Enlazar una meta con esta hoja")
    context = {
        "form": form,
        "heading": heading,
        "lead": row.name,
        "verb": _("Enlazar"),
        "cancel_href": reverse("web:indicators-sheet", args=[row.uid]),
        "crumbs": sheet_way(row, Link(heading, "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)
