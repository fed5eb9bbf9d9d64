"""The entity itself: what describes it, what heads its documents, its logo."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.people.actions import EntityData, describe_entity
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.people.forms import EntityForm, SignatoryRows, carried_out, rows_of
from rumbo.faces.web.people.showing import crumbs, only, tabs
from rumbo.faces.web.people.zone import zone_fact
from rumbo.faces.web.session import actor_of, may, person_of

COLUMNS = ("name", "short_name", "nit", "document_process", "document_code", "document_version", "document_date")


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What is known of the entity."""
    entity = person_of(request).entity
    context = {
        "entity": entity,
        "tabs": tabs(request, "web:people-entity"),
        "crumbs": crumbs(),
        "about": [
            Fact(_("Nombre"), entity.name),
            Fact(_("Nombre corto o sigla"), entity.short_name),
            Fact(_("NIT"), entity.nit or _("sin registrar")),
            Fact(_("Dirección pública"), entity.slug, _("No cambia: de ella cuelgan las publicaciones.")),
            zone_fact(entity),
        ],
        "header": [
            Fact(_("Proceso"), entity.document_process or _("sin registrar")),
            Fact(_("Código"), entity.document_code or _("sin registrar")),
            Fact(_("Versión"), entity.document_version or _("sin registrar")),
            Fact(_("Fecha"), written_day(entity.document_date) if entity.document_date else _("sin registrar")),
        ],
        "may_begin": may(request, "founding.path.read"),
        "may_describe": may(request, "people.entity.describe"),
    }
    return render(request, "web/people/entity.html", context)


@require_safe
def logo(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The drawing of the entity, as an image and never as a page: nothing in it may run or fetch."""
    entity = person_of(request).entity
    if entity.uid != uid or not entity.logo_svg:
        raise Http404
    answer = HttpResponse(entity.logo_svg, content_type="image/svg+xml; charset=utf-8")
    answer["Content-Security-Policy"] = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-cache"
    return answer


@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest) -> HttpResponse:
    """Changes what describes the entity."""
    only(request, "people.entity.describe")
    entity = person_of(request).entity
    form = EntityForm(request.POST or None, request.FILES or None, initial={c: getattr(entity, c) for c in COLUMNS})
    rows = rows_of(SignatoryRows, request, "firma", entity.signatories)
    if request.method == "POST" and form.is_valid() & rows.is_valid():
        data = _data(entity, form, rows)
        done = _("Los datos de la entidad quedaron guardados.")
        if carried_out(request, form, lambda: describe_entity(actor_of(request), entity, data), done):
            return redirect("web:people-entity")
        entity.refresh_from_db()
    wrong = bool(form.errors) or not rows.is_valid() if rows.is_bound else False
    context = {"form": form, "rows": rows, "entity": entity, "crumbs": crumbs((_("Cambiar los datos"), ""))}
    return render(request, "web/people/describe.html", context, status=422 if wrong else 200)


def _data(entity: Any, form: EntityForm, rows: Any) -> EntityData:
    signatories = tuple(
        (row["label"], row["name"], row["post"]) for row in rows.cleaned_data if row and row.get("label")
    )
    plain = {column: form.cleaned_data[column] for column in COLUMNS}
    return EntityData(slug=entity.slug, signatories=signatories, logo_svg=form.logo_sent(entity.logo_svg), **plain)
