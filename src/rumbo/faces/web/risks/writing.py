"""A risk is added, worded and assessed again, or taken out. First its class and method, then what that method asks."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.people.queries import units_of
from rumbo.apps.processes.queries import processes_of
from rumbo.apps.projects.queries import projects_of
from rumbo.apps.risks.access import writes_for
from rumbo.apps.risks.actions import add_risk, remove_risk, write_risk
from rumbo.apps.risks.bridge import RiskData, data_of, levels_printed
from rumbo.apps.risks.bridge.printed import zones_otherwise
from rumbo.apps.risks.queries import next_code
from rumbo.domain.risk import Method
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.risks.editions import edition
from rumbo.faces.web.risks.pages import FIELD_OF, about_risk, can_add, risk_way, version_asked, version_way, writable
from rumbo.faces.web.risks.risk_form import LEVELS, EditionForm, RiskForm, edition_asked
from rumbo.faces.web.session import actor_of, entity_id_of

both = require_http_methods(["GET", "POST"])
RESIDUAL = ("residual_probability", "residual_impact", "residual")
ROWS = ("unit", "process", "project")


@both
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A new risk in a draft: the class and the edition are in the address, and asked for where they are not."""
    version = version_asked(request, uid)
    if not can_add(request, version):
        raise Http404
    asked = edition_asked(request.GET.get("valoracion", ""))
    heading, back = _("Agregar un riesgo"), reverse("web:risks-version", args=[version.uid])
    crumbs = version_way(version, Link(heading, ""))
    if asked is None:
        return _choose_edition(request, heading, back, crumbs)
    method, risk_class = asked
    form = _form(request, method, risk_class, {"code": next_code(version)})
    made: list[Any] = []

    def deed() -> None:
        told = form.cleaned_data
        actor = actor_of(request)
        made.append(add_risk(actor, version, form.data_told(), **{name: told[name] for name in ROWS}))

    done = _("El riesgo quedó registrado. Escriba ahora sus controles y su tratamiento.")
    if form.is_valid() and carried_out(request, form, deed, done, FIELD_OF):
        return redirect("web:risks-risk", made[0].uid)
    context = _page(form, heading, back, crumbs) | {"verb": _("Registrar el riesgo")}
    return render(request, "web/risks/form.html", context, status=422 if form.is_bound else 200)


@both
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Another wording or assessment; `?valoracion=otra` asks for another class or edition first."""
    row = writable(request, uid)
    heading, back = _("Editar y valorar el riesgo"), reverse("web:risks-risk", args=[row.uid])
    wanted = request.GET.get("valoracion", "")
    asked = edition_asked(wanted)
    if wanted and asked is None:
        return _choose_edition(request, _("Valorar con otra metodología"), back, risk_way(row))
    method, risk_class = asked or (edition(row.method), row.risk_class)
    before = data_of(row)
    offered = {"zones_settled": zones_otherwise(row), "residual_settled": {*RESIDUAL} & {*row.printed}}
    settling = {name: words for name, words in offered.items() if words}
    said = {"before": before, "stated": bool(row.printed), "settling": settling}
    form = _form(request, method, risk_class, _start(row, before, method), **said)

    def deed(told: dict[str, Any]) -> None:
        rows = {name: told[name] for name in ROWS}
        settled = [word for name, words in settling.items() if told[name] for word in words]
        write_risk(actor_of(request), row, form.data_told(), **rows, settled=settled)

    return about_risk(
        request,
        row,
        form,
        deed,
        done=_("El riesgo quedó valorado de nuevo."),
        heading=heading,
        template="web/risks/form.html",
        edition=method,
        verb=_("Guardar"),
        other_edition=f"{reverse('web:risks-edit', args=[row.uid])}?valoracion=otra",
    )


@both
def remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Takes a risk out of a draft."""
    row = writable(request, uid)
    form = forms.Form(request.POST if request.method == "POST" else None)
    heading = _("Quitar el riesgo {code}").format(code=row.code)
    if form.is_valid() and carried_out(
        request, form, lambda: remove_risk(actor_of(request), row), _("El riesgo ya no está en esta versión.")
    ):
        return redirect("web:risks-version", row.version.uid)
    context = {
        "heading": heading,
        "form": form,
        "verb": _("Quitar el riesgo"),
        "danger": True,
        "consequences": [_("Se quita de este borrador con sus controles y su tratamiento.")],
        "cancel_href": reverse("web:risks-risk", args=[row.uid]),
        "crumbs": risk_way(row, Link(heading, "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


def _choose_edition(request: HttpRequest, heading: str, back: str, crumbs: list[Link]) -> HttpResponse:
    form = EditionForm(on=timezone.localdate())
    context = {"form": form, "heading": heading, "cancel_href": back, "crumbs": crumbs}
    return render(request, "web/risks/edition.html", context)


def _form(request: HttpRequest, method: Method, risk_class: str, start: dict[str, Any], **said: Any) -> RiskForm:
    """The form of a risk, offering the units for which this person writes and the processes in force."""
    actor, today = actor_of(request), timezone.localdate()
    units = [unit for unit in units_of(entity_id_of(request), today) if writes_for(actor, unit.pk)]
    if len(units) == 1:
        start.setdefault("unit", str(units[0].uid))
    processes = processes_of(entity_id_of(request), today)
    return RiskForm(
        request.POST or None,
        edition=method,
        risk_class=risk_class,
        units=units,
        processes=processes,
        projects=projects_of(entity_id_of(request)),
        initial=start,
        **said,
    )


def _start(row: Any, data: RiskData, method: Method) -> dict[str, Any]:
    """What the form of a risk that stands there begins with; by another edition, the words of its document anew."""
    if row.printed and method.key != row.method:
        history, impact_level = levels_printed(method, row.printed)
        data = replace(data, history=history or data.history, impact_level=impact_level or data.impact_level)
    start = {name: getattr(data, name) for name in data.__dataclass_fields__}
    start |= {name: "" if start[name] is None else str(start[name]) for name in LEVELS}
    start["answers"] = [str(number) for number in data.answers or ()]
    start["unit"] = str(row.unit.uid)
    start["process"] = str(row.process.uid) if row.process else ""
    start["project"] = str(row.project.uid) if row.project else ""
    start["project_code"] = "" if row.project else row.project_code
    return start


def _page(form: RiskForm, heading: str, back: str, crumbs: list[Link]) -> dict[str, Any]:
    return {"form": form, "heading": heading, "cancel_href": back, "crumbs": crumbs, "edition": form.edition}
