"""Variables: those of mine to report, all of them, one with its values, and a value of a period."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.audit.queries import history_of
from rumbo.apps.followup.queries.variables import OwedValue, value_owed, values_owed
from rumbo.apps.indicators import access, queries
from rumbo.apps.indicators.actions import change_variable, create_variable, report_value
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.web.history import moments_of
from rumbo.faces.web.indicators.counting import counted_facts, counted_rows, link_of
from rumbo.faces.web.indicators.forms import FIELD_OF, ValueForm, VariableForm
from rumbo.faces.web.indicators.pages import only, units_written, variable_asked, variables_way, year_asked
from rumbo.faces.web.indicators.words import GATHERINGS
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, may, person_of
from rumbo.faces.web.words import period_words, periodicity_words
from rumbo.notation.dates import print_long_date

both = require_http_methods(["GET", "POST"])


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The variables that this person reports, each with how many ended periods lack a value; or all of the entity."""
    mine = actor_of(request).units_as(*access.FIRST_LINE)
    everything = not mine or request.GET.get("todas") == "1"
    asked = (entity_id_of(request), None if everything else mine, timezone.localdate())
    told, terms = queries.variables_to_report(*asked), {each.pk: term_told(each) for each in values_owed(*asked)}
    context = {
        "rows": [
            (each, periodicity_words(each.periodicity), owed, link_of(each) is not None, terms.get(each.pk, ""))
            for each, owed in told
        ],
        "year": timezone.localdate().year,
        "everything": everything,
        "has_own": bool(mine),
        "may_create": may(request, "indicators.variable.create"),
        "crumbs": variables_way(),
    }
    return render(request, "web/indicators/variables.html", context)


@require_safe
def variable(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One variable: what it counts, who reports it, and its values of a year."""
    found, year = variable_asked(request, uid), year_asked(request)
    counts = link_of(found) is not None
    owed = [] if counts else queries.owed_of(found, year, timezone.localdate())
    lacking = None if counts else value_owed(found, timezone.localdate())
    about = [
        Fact(_("Código"), found.code),
        Fact(_("Unidad de medida"), found.measure_unit),
        Fact(_("Fuente"), found.source),
        Fact(_("Dependencia que responde") if counts else _("Dependencia que la reporta"), found.unit.name),
        Fact(_("Cada cuánto se reporta"), periodicity_words(found.periodicity)),
        Fact(_("En periodos más largos"), GATHERINGS["last" if counts else found.gathering]),
        *(counted_facts(found) if counts else ()),
    ]
    context = {
        "variable": found,
        "about": [fact for fact in about if str(fact.value)],
        "owed": [
            (each, period_words(each.period), term_told(lacking) if lacking and lacking.period == each.period else "")
            for each in owed
        ],
        "counts": counts,
        "counted": counted_rows(found, year) if counts else [],
        "may_count": may(request, "measurement.count.take", found) and not any(each.row for each in owed),
        "corrected": [row for row in queries.values_of(found, year) if row.number > 1],
        "year": year,
        "before": year - 1,
        "after": year + 1 if year < timezone.localdate().year else 0,
        "may_report": not counts and may(request, "indicators.value.report", found),
        "may_change": may(request, "indicators.variable.change", found),
        "moments": moments_of(history_of(found)),
        "crumbs": variables_way(Link(found.name, "")),
    }
    return render(request, "web/indicators/variable.html", context)


@both
def new(request: HttpRequest) -> HttpResponse:
    """A new variable."""
    only(request, may(request, "indicators.variable.create"))
    units = units_written(request)
    start = {"unit": str(units[0].uid)} if len(units) == 1 else {}
    form = VariableForm(request.POST or None, units=units, initial=start)

    def create() -> Any:
        entity = person_of(request).entity
        return create_variable(actor_of(request), entity, form.data_told(), unit=form.cleaned_data["unit"])

    if form.is_valid() and carried_out(request, form, create, _("La variable quedó creada."), FIELD_OF):
        return redirect("web:indicators-variables")
    heading = _("Crear una variable")
    return _page(request, form, heading, reverse("web:indicators-variables"), variables_way(Link(heading, "")))


@both
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What is said of a variable, or who reports it, changes."""
    found = variable_asked(request, uid)
    only(request, may(request, "indicators.variable.change", found))
    names = ("code", "name", "measure_unit", "source", "periodicity", "gathering")
    start = {name: getattr(found, name) for name in names} | {"unit": str(found.unit.uid)}
    form = VariableForm(request.POST or None, units=units_written(request), initial=start)

    def change() -> Any:
        return change_variable(actor_of(request), found, form.data_told(), unit=form.cleaned_data["unit"])

    if form.is_valid() and carried_out(request, form, change, _("La variable quedó guardada."), FIELD_OF):
        return redirect("web:indicators-variable", found.uid)
    return _page(request, form, _("Cambiar la variable"), _back(found), _beyond(found, _("Cambiar la variable")))


@both
def report(request: HttpRequest, uid: UUID, year: int, ordinal: int) -> HttpResponse:
    """The value of a variable in a period, or its correction."""
    found = variable_asked(request, uid)
    only(request, link_of(found) is None and may(request, "indicators.value.report", found))
    owed = queries.owed_of(found, year, timezone.localdate())
    here = found_or_404(next((each for each in owed if each.period.ordinal == ordinal), None))
    form = ValueForm(request.POST or None, initial={"quantity": here.row.quantity if here.row else None})
    # How many rows the person saw when the form was drawn, so that nobody is overwritten unseen.
    seen = request.POST.get("seen", "")
    expected = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 6 else here.rows

    def tell() -> Any:
        told = form.cleaned_data
        return report_value(
            actor_of(request), found, year, ordinal, told["quantity"], note=told["note"], expected=expected
        )

    if form.is_valid() and carried_out(request, form, tell, _("El valor quedó reportado."), FIELD_OF):
        return redirect(f"{_back(found)}?vigencia={year}")
    context = {
        "form": form,
        "seen": here.rows,
        "here": here,
        "variable": found,
        "label": period_words(here.period),
        "cancel_href": f"{_back(found)}?vigencia={year}",
        "crumbs": _beyond(found, period_words(here.period)),
    }
    return render(request, "web/indicators/value.html", context, status=422 if form.errors else 200)


def term_told(owed: OwedValue) -> str:
    """Until when the value of the last ended period is asked for, by the round of follow-up that covers it."""
    if owed.until is None:
        said = _("{period}: sin plazo ni avisos, porque ningún seguimiento abierto con fecha lo cubre")
        return said.format(period=period_words(owed.period))
    day = print_long_date(owed.until, get_language() or "es")
    said = _("{period}: hasta el {day}") if timezone.localdate() <= owed.until else _("{period}: venció el {day}")
    return said.format(period=period_words(owed.period), day=day)


def _back(found: Any) -> str:
    return reverse("web:indicators-variable", args=[found.uid])


def _beyond(found: Any, label: str) -> list[Link]:
    return variables_way(Link(found.name, _back(found)), Link(label, ""))


def _page(request: HttpRequest, form: Any, heading: str, back: str, crumbs: list[Link]) -> HttpResponse:
    context = {"form": form, "heading": heading, "verb": _("Guardar"), "cancel_href": back, "crumbs": crumbs}
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)
