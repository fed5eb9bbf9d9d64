"""Targets and the sheets of their indicators: linking one to a sheet that stands, and beginning sheets without typing
again what the plan already says."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rumbo.apps.indicators.queries import SheetFilter, sheets_narrowed
from rumbo.apps.people.queries import units_of
from rumbo.apps.plans.actions import begin_sheets, measure_target
from rumbo.apps.plans.bridge.measured import sheet_measuring, without_sheet
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.indicators.forms import RowChoice
from rumbo.faces.web.indicators.pages import only
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.plans.pages import crumbs, placement_asked, version_asked
from rumbo.faces.web.session import actor_of, entity_id_of, may

both = require_http_methods(["GET", "POST"])


class OwnerForm(forms.Form):
    """The unit that answers for the sheets of targets for which none answers."""

    def __init__(self, *args: Any, units: Any, required: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        words = _("Dependencia responsable de las que no dicen ninguna")
        self.fields["unit"] = RowChoice(units, label=words, required=required)


class SheetChoiceForm(forms.Form):
    """The sheet that measures a target; none is that of its own indicator."""

    def __init__(self, *args: Any, sheets: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        words = _("Hoja de vida que la mide")
        self.fields["sheet"] = RowChoice(sheets, __("La de su propio indicador"), label=words, required=False)


@both
def link(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The sheet that measures a target is chosen among those of the entity."""
    placement = placement_asked(request, uid)
    only(request, may(request, "plans.target.measure", placement.version))
    standing = sheet_measuring(placement)
    sheets = sheets_narrowed(entity_id_of(request), SheetFilter()).select_related("indicator")
    start = {"sheet": str(standing.uid)} if standing else {}
    form = SheetChoiceForm(request.POST or None, sheets=sheets, initial=start)

    def put() -> None:
        chosen = form.cleaned_data["sheet"]
        measure_target(actor_of(request), placement, chosen.indicator if chosen else None)

    if form.is_valid() and carried_out(request, form, put, _("La meta quedó enlazada.")):
        return redirect("web:plans-target", placement.uid)
    heading = _("Enlazar la meta con una hoja de vida")
    return _page(request, form, placement, heading=heading, lead=placement.revision.statement, verb=_("Enlazar"))


@both
def begin(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The sheet of the indicator of a target begins as the target says it."""
    placement = placement_asked(request, uid)
    version = placement.version
    only(request, may(request, "plans.sheets.begin", version) and sheet_measuring(placement) is None)
    waiting = without_sheet(version, placement)
    form = _owner_form(request, waiting)
    made: list[Any] = []

    def create() -> None:
        owner = form.cleaned_data.get("unit")
        made.extend(begin_sheets(actor_of(request), version, placement=placement, unit=owner))

    if _sent(request, form) and carried_out(request, form, create, _("La hoja quedó en borrador. Complétela.")):
        return redirect("web:indicators-sheet", made[0].uid) if made else redirect("web:plans-target", placement.uid)
    consequences = [_("Toma de la meta el nombre, la unidad de medida, la periodicidad, la línea base y las metas.")]
    heading = _("Crear la hoja de vida del indicador")
    lead = placement.revision.indicator.name
    told = {"heading": heading, "lead": lead, "verb": _("Crear la hoja"), "consequences": consequences}
    return _page(request, form, placement, **told)


@both
def begin_all(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A sheet begins for every indicator of a version that has none."""
    version = version_asked(request, uid)
    only(request, may(request, "plans.sheets.begin", version))
    waiting = without_sheet(version)
    form = _owner_form(request, waiting)
    back = reverse("web:plans-version", args=[version.uid])

    def create() -> None:
        begin_sheets(actor_of(request), version, unit=form.cleaned_data.get("unit"))

    if _sent(request, form) and carried_out(request, form, create, _("Las hojas quedaron en borrador.")):
        return redirect("web:indicators-list")
    number = len(waiting)
    told = ngettext(
        "Se crea {n} hoja en borrador: la del indicador que todavía no la tiene.",
        "Se crean {n} hojas en borrador: las de los indicadores que todavía no la tienen.",
        number,
    )
    later = _("Cada una toma lo que el plan ya dice; su fórmula y sus variables se completan después.")
    context = {
        "form": form,
        "heading": _("Crear las hojas de vida de los indicadores"),
        "lead": version.plan.name,
        "consequences": [told.format(n=number), later],
        "verb": _("Crear las hojas"),
        "cancel_href": back,
        "crumbs": crumbs(version, Link(_("Hojas de vida"), "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


def _owner_form(request: HttpRequest, waiting: list[Any]) -> forms.Form:
    """Asks for a unit only where a target names none."""
    if all(each.unit_id for each in waiting):
        return forms.Form(request.POST if request.method == "POST" else None)
    told = request.POST if request.method == "POST" else None
    return OwnerForm(told, units=units_of(entity_id_of(request)).order_by("name"), required=True)


def _sent(request: HttpRequest, form: forms.Form) -> bool:
    return request.method == "POST" and form.is_valid()


def _page(request: HttpRequest, form: forms.Form, placement: Any, **told: Any) -> HttpResponse:
    context = {
        "form": form,
        "cancel_href": reverse("web:plans-target", args=[placement.uid]),
        "crumbs": crumbs(placement.version, Link(str(told["heading"]), "")),
        **told,
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)
