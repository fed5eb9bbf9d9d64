"""The planning office opens a formulation: from which plan, for which year, who writes until when."""

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
from rumbo.apps.formulating.bridge.cloning import Carried, Left, carried_from, versions_to_clone
from rumbo.apps.formulating.queries import reporting_in
from rumbo.apps.people.queries import heirs_on, units_of
from rumbo.apps.plans.queries import placements_by_uid
from rumbo.faces.kit.figures import figure_html
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.formulating.pages import only
from rumbo.faces.web.formulating.words import crumbs
from rumbo.faces.web.measurement.telling import address
from rumbo.faces.web.people.forms import carried_out, day_field
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, person_of

WEEKS = timedelta(weeks=4)
FIELD_OF = {
    "plans.plan_name_taken": "name",
    "formulating.days_out_of_order": "until",
    "formulating.no_units": "units",
    "formulating.not_a_later_year": "fiscal_year",
    "formulating.year_outside_the_plan": "fiscal_year",
}


class OpeningForm(forms.Form):
    """The plan, its days, and the units that write it."""

    name = forms.CharField(label=__("Nombre del plan"), max_length=300)
    fiscal_year = forms.IntegerField(label=__("Vigencia que se formula"), min_value=1990, max_value=2100)
    opens_on = day_field(__("Las dependencias escriben desde"))
    until = day_field(__("Hasta"))
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
    initial = _initial(entity, source)
    rows = carried_from(source, initial["fiscal_year"], today_in(entity)) if source else []
    units = {str(unit.uid): unit for unit in units_of(entity, today_in(entity))}
    form = OpeningForm(
        request.POST or None,
        units=units,
        targets=[str(each.placement.uid) for each in rows],
        initial=initial | {"units": _writing(source, units)},
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
        "rows": [
            (
                each.placement,
                _said(each),
                _left(each),
                str(each.placement.uid) in sent if sent is not None else each.passes,
            )
            for each in rows
        ],
        "behind": sum(not each.passes for each in rows),
        "crumbs": crumbs(further=_("Abrir")),
        "cancel_href": reverse("web:formulating-choose"),
    }
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


def _said(carried: Carried) -> str:
    """What was last measured of a target, leading to how it came about."""
    if carried.measured_in is None:
        return _("sin medir")
    followup, placed = carried.measured_in
    return figure_html(carried.figure, address(followup, str(placed), "year"))


def _left(carried: Carried) -> tuple[str, str] | None:
    """What holds a target back, as the tone and the word of a pill."""
    match carried.left:
        case Left.FINISHED:
            return "done", _("Cumplida")
        case Left.CANCELLED:
            return "stopped", _("Cancelada")
        case Left.SUSPENDED if carried.until:
            return "waiting", _("Suspendida hasta el {day}").format(day=written_day(carried.until, "short"))
        case Left.SUSPENDED:
            return "waiting", _("Suspendida")
        case Left.UNPROGRAMMED:
            return "absent", _("Sin programación en el año")
    return None


def _initial(entity: int, source: Any) -> dict[str, Any]:
    today = today_in(entity)
    plan = source.plan if source else None
    year = plan.fiscal_year + 1 if plan and plan.fiscal_year else today.year + 1
    if plan and not plan.fiscal_year:
        year = min(max(year, plan.first_year), plan.last_year)
    return {"name": _name(plan, year), "fiscal_year": year, "opens_on": today, "until": today + WEEKS}


def _name(plan: Any, year: int) -> str:
    """As the plan before is called, with its year; empty where there is none to call it by."""
    if plan is None:
        return ""
    if not plan.fiscal_year:
        return _("Plan de acción {year}").format(year=year)
    before = str(plan.fiscal_year)
    return plan.name.replace(before, str(year)) if before in plan.name else f"{plan.name} {year}"


def _writing(source: Any, units: dict[str, Any]) -> list[str]:
    """The units that report in the source, or answer today for those that did; all of them where nobody does."""
    if source is None:
        return list(units)
    heirs = heirs_on(source.entity_id, today_in(source.entity_id))
    reporting = {heirs.get(unit.pk, unit.pk) for unit in reporting_in(source)}
    return [uid for uid, unit in units.items() if unit.pk in reporting] or list(units)
