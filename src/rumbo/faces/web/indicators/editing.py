"""Writing a sheet: a new one, its parts, its variables, and what is said of a result."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.indicators import queries
from rumbo.apps.indicators.actions import analyse_result, create_sheet, place_variable, take_variable, write_sheet
from rumbo.apps.processes.queries import processes_of
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.indicators.forms import FIELD_OF, AnalysisForm, PlaceForm, SheetForm, start_of
from rumbo.faces.web.indicators.pages import (
    editable,
    only,
    sheet_asked,
    sheet_way,
    units_written,
    way,
)
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, may, person_of

both = require_http_methods(["GET", "POST"])


@both
def new(request: HttpRequest) -> HttpResponse:
    """A new indicator with the first draft of its sheet."""
    only(request, may(request, "indicators.sheet.create"))
    form, made = _form(request), []

    def create() -> None:
        told = {"unit": form.cleaned_data["unit"], "process": form.cleaned_data["process"]}
        made.append(create_sheet(actor_of(request), person_of(request).entity, form.sheet(), **told))

    if form.is_valid() and carried_out(request, form, create, _("La hoja quedó en borrador. Agregue sus variables.")):
        return redirect("web:indicators-sheet", made[0].uid)
    heading = _("Crear un indicador")
    return _page(request, form, heading, reverse("web:indicators-list"), way(Link(heading, "")))


@both
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Another wording of a revision that is being written."""
    row = sheet_asked(request, uid)
    only(request, editable(request, row))
    sheet = queries.printed_sheet(row, [])
    form = _form(request, start_of(row, sheet), revision=row.number > 1)

    def write() -> Any:
        told = form.cleaned_data
        change = told.get("change", "")
        return write_sheet(
            actor_of(request), row, form.sheet(), unit=told["unit"], process=told["process"], change=change
        )

    if form.is_valid() and carried_out(request, form, write, _("La hoja quedó guardada.")):
        return redirect("web:indicators-sheet", row.uid)
    heading = _("Editar la hoja de vida")
    back = reverse("web:indicators-sheet", args=[row.uid])
    return _page(request, form, heading, back, sheet_way(row, Link(heading, "")))


@both
def place(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A variable of the entity in a sheet."""
    row = sheet_asked(request, uid)
    only(request, editable(request, row))
    form = PlaceForm(request.POST or None, variables=queries.variables_of(entity_id_of(request)))

    def put() -> Any:
        return place_variable(actor_of(request), row, form.cleaned_data["variable"], form.cleaned_data["symbol"])

    if form.is_valid() and carried_out(request, form, put, _("La variable quedó en la hoja."), FIELD_OF):
        return redirect("web:indicators-sheet", row.uid)
    heading = _("Agregar una variable a la hoja")
    begin = format_html(
        '<a href="{}">{}</a>', reverse("web:indicators-variable-new"), _("créela primero en «Variables»")
    )
    lead = format_html(_("Si la variable todavía no existe, {create}."), create=begin)
    return _small(request, row, form, heading, _("Agregar"), lead)


@require_http_methods(["POST"])
def take(request: HttpRequest, uid: UUID, used: UUID) -> HttpResponse:
    """Takes a variable out of a sheet."""
    row = sheet_asked(request, uid)
    only(request, editable(request, row))
    found = found_or_404(queries.sheet_variable_by_uid(row, used))
    attempt(request, lambda: take_variable(actor_of(request), row, found), _("La variable salió de la hoja."))
    return redirect("web:indicators-sheet", row.uid)


@both
def analyse(request: HttpRequest, uid: UUID, year: int, ordinal: int) -> HttpResponse:
    """What is said of the result of a period."""
    row = sheet_asked(request, uid)
    only(request, may(request, "indicators.sheet.analyse", row))
    series = queries.measured_series(row, queries.variables_in(row), year)
    here = found_or_404(next((each for each in series if each.period.ordinal == ordinal), None))
    form = AnalysisForm(request.POST or None, initial={"text": here.analysis, "action": here.action})

    def say() -> Any:
        told = form.cleaned_data
        return analyse_result(actor_of(request), row, year, ordinal, told["text"], action=told["action"])

    if form.is_valid() and carried_out(request, form, say, _("El análisis quedó guardado.")):
        return redirect(f"{reverse('web:indicators-sheet', args=[row.uid])}?vigencia={year}")
    return _small(request, row, form, _("Analizar el resultado"), _("Guardar el análisis"))


def _form(request: HttpRequest, start: dict[str, Any] | None = None, *, revision: bool = False) -> SheetForm:
    units = units_written(request)
    start = start or ({"unit": str(units[0].uid)} if len(units) == 1 else {})
    processes = processes_of(entity_id_of(request), timezone.localdate())
    return SheetForm(request.POST or None, units=units, processes=processes, revision=revision, initial=start)


def _page(request: HttpRequest, form: SheetForm, heading: str, back: str, crumbs: list[Link]) -> HttpResponse:
    context = {"form": form, "heading": heading, "cancel_href": back, "crumbs": crumbs}
    return render(request, "web/indicators/form.html", context, status=422 if form.errors else 200)


def _small(request: HttpRequest, row: Any, form: Any, heading: str, verb: str, lead: str = "") -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "lead": lead,
        "verb": verb,
        "cancel_href": reverse("web:indicators-sheet", args=[row.uid]),
        "crumbs": sheet_way(row, Link(heading, "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)
