"""The planning office opens a formulation: from which plan, for which year, who writes until when."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.calendar.queries import today_in
from rumbo.apps.formulating.actions import open_formulation
from rumbo.apps.formulating.queries import figures_of, finished, reporting_in, versions_to_clone
from rumbo.apps.people.queries import units_of
from rumbo.apps.plans.queries import matrix_rows, placements_by_uid
from rumbo.faces.kit.written import written_figure
from rumbo.faces.web.formulating.pages import only
from rumbo.faces.web.formulating.words import crumbs
from rumbo.faces.web.people.forms import carried_out, day_field
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, person_of

WEEKS = timedelta(weeks=4)
FIELD_OF = {
    "plans.plan_name_taken": "name",
    "formulating.days_out_of_order": "until",
    "formulating.no_units": "units",
    "formulating.not_a_later_year": "fiscal_year",
}


class OpeningForm(forms.Form):
    """The plan, its days, and the units that write it."""

    name = forms.CharField(label=__("Nombre del plan"), max_length=300)
    fiscal_year = forms.IntegerField(label=__("Vigencia que se formula"), min_value=1990, max_value=2100)
    opens_on = day_field(__("Las dependencias escriben desde"))
    until = day_field(__("Hasta"), help_text=__("Ese día cuenta completo. Después puede dar otro plazo a una sola."))
    units = forms.MultipleChoiceField(label=__("Dependencias que formulan"), widget=forms.CheckboxSelectMultiple)
    keep = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, units: dict[str, Any], targets: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["units"].choices = [(uid, unit.name) for uid, unit in units.items()]  # type: ignore[attr-defined]
        self.fields["keep"].choices = [(uid, uid) for uid in targets]  # type: ignore[attr-defined]


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """From which plan the new one is born, or from none."""
    only(request, "formulating.formulation.open")
    context = {"versions": list(versions_to_clone(entity_id_of(request))), "crumbs": crumbs(further=_("Abrir"))}
    return render(request, "web/formulating/choose.html", context)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """The form; with `desde` (a version in force) with its targets, those that are finished left behind."""
    only(request, "formulating.formulation.open")
    entity = entity_id_of(request)
    source = _source(request, entity)
    rows = _rows(source) if source else []
    units = {str(unit.uid): unit for unit in units_of(entity, today_in(entity))}
    form = OpeningForm(
        request.POST or None,
        units=units,
        targets=[str(row.uid) for row, _figure, _done in rows],
        initial=_initial(entity, source, units),
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        opened: list[Any] = []

        def act() -> None:
            chosen = list(placements_by_uid(source, told["keep"]).values()) if source else []
            opened.append(
                open_formulation(
                    actor_of(request),
                    person_of(request).entity,
                    told["name"],
                    fiscal_year=told["fiscal_year"],
                    opens_on=told["opens_on"],
                    until=told["until"],
                    units=[units[uid] for uid in told["units"]],
                    source=source,
                    keep=chosen,
                )
            )

        if carried_out(request, form, act, _("La formulación quedó abierta."), FIELD_OF):
            return redirect("web:formulating-board", opened[0].uid)
    sent = set(request.POST.getlist("keep")) if form.is_bound else None
    context = {
        "form": form,
        "source": source,
        "rows": [(row, figure, done, (str(row.uid) in sent) if sent is not None else not done)
                 for row, figure, done in rows],
        "behind": sum(done for _row, _figure, done in rows),
        "crumbs": crumbs(further=_("Abrir")),
        "cancel_href": reverse("web:formulating-choose"),
    }  # fmt: skip
    return render(request, "web/formulating/open.html", context, status=422 if form.is_bound else 200)


def _source(request: HttpRequest, entity: int) -> Any:
    asked = request.GET.get("desde", "")
    if not asked:
        return None
    try:
        uid = UUID(asked)
    except ValueError:
        return found_or_404(None)
    return found_or_404(versions_to_clone(entity).filter(uid=uid).first())


def _rows(source: Any) -> list[tuple[Any, str, bool]]:
    """Each target with what was last measured of it, and whether it is finished."""
    figures = figures_of(source)
    told = [(row, row.revision.target_id) for row in matrix_rows(source)]
    return [(row, _said(figures, key), finished(figures.get(key))) for row, key in told]


def _said(figures: Mapping[int, int | None], target: int) -> str:
    return written_figure(figures[target]) if target in figures else _("sin medir")


def _initial(entity: int, source: Any, units: dict[str, Any]) -> dict[str, Any]:
    today = today_in(entity)
    year = source.plan.fiscal_year + 1 if source else today.year + 1
    before = str(source.plan.fiscal_year) if source else ""
    name = source.plan.name.replace(before, str(year)) if source else ""
    reporting = {str(unit.uid) for unit in reporting_in(source)} if source else set()
    return {
        "name": f"{name} {year}" if source and name == source.plan.name else name,
        "fiscal_year": year,
        "opens_on": today,
        "until": today + WEEKS,
        "units": [uid for uid in units if uid in reporting] or list(units),
    }
