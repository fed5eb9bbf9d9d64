"""What the entity says of its own tables: the list, each as a file, another's file brought in, and one retired."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.intake.access import may_read, may_settle
from rumbo.apps.intake.actions import import_mapping, keep_mapping, retire_mapping
from rumbo.apps.intake.bridge import written_mapping
from rumbo.apps.intake.queries import mappings_of
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.files import SentFile
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, person_of, worded
from rumbo.layouts.engine.declaration import KEPT, Layout, layout
from rumbo.layouts.engine.mapping import LARGEST, MappingRefused, mapping_file, mapping_layout, read_mapping

both = require_http_methods(["GET", "POST"])


class MappingFileForm(forms.Form):
    """The file of a mapping."""

    file = SentFile(
        label=__("Archivo de la correspondencia"),
        allow_empty_file=True,
        how=__("Una correspondencia pesa pocos kilobytes: revise que sea el archivo correcto."),
        help_text=__("El archivo .yaml que se descarga de la lista de correspondencias, en esta entidad o en otra."),
    )


@require_safe
def mappings(request: HttpRequest) -> HttpResponse:
    """The mappings in use."""
    if not may_read(actor_of(request)):
        raise Http404
    rows = [(each, _(layout(each.base).title)) for each in mappings_of(entity_id_of(request))]
    context = {"rows": rows, "may_settle": may_settle(actor_of(request)), "crumbs": _crumbs(_("Correspondencias"))}
    return render(request, "web/intake/mappings.html", context)


@both
def mapping_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a mapping says of each heading; who settles can say otherwise, which keeps another edition."""
    if not may_read(actor_of(request)):
        raise Http404
    row = _mapping(request, uid)
    settles, refusals = may_settle(actor_of(request)), list[Any]()
    written = written_mapping(row)
    if request.method == "POST":
        if not settles:
            raise Http404
        for at, words in enumerate(written["fields"]):
            words["field"] = request.POST.get(f"f{at}", words.get("field", ""))
        actor, entity = actor_of(request), person_of(request).entity
        done = _("La correspondencia quedó guardada como otra edición; lo que ya se leyó con la anterior no cambia.")
        _row, refusals = attempt(request, lambda: keep_mapping(actor, entity, written), done)
        if not refusals:
            return redirect("web:intake-mappings")
    base = layout(row.base)
    groups = {key: words["header"] for key, words in written.get("groups", {}).items()}
    context = {
        "row": row,
        "kind": _(base.title),
        "fields": [
            (at, groups.get(words.get("group", ""), ""), words["header"], _options(base, words.get("field", "")))
            for at, words in enumerate(written["fields"])
        ],
        "may_settle": settles,
        "refusals": worded(refusals),
        "crumbs": _crumbs(row.title),
    }
    return render(request, "web/intake/mapping_edit.html", context, status=422 if refusals else 200)


def _options(base: Layout, chosen: str) -> list[tuple[str, str, bool]]:
    named = [
        (each.field, " ".join(each.label.header.format(fiscal_year="", period="").split())) for each in base.fields
    ]
    return [(field, label, field == chosen) for field, label in named]


@require_safe
def mapping_export(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A mapping as its file."""
    if not may_read(actor_of(request)):
        raise Http404
    row = _mapping(request, uid)
    answer = HttpResponse(mapping_file(written_mapping(row)), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slugify(row.title) or "correspondencia"}.yaml"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@both
def mapping_import(request: HttpRequest) -> HttpResponse:
    """A file is looked at first; only what was seen is kept."""
    if not may_settle(actor_of(request)):
        raise Http404
    if "declaration" in request.POST:
        return _keep(request)
    form = MappingFileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "crumbs": _crumbs(_("Traer una correspondencia"))}
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(LARGEST + 1)
        try:
            written = read_mapping(content)
            context |= {"own": mapping_layout(written), "declaration": mapping_file(written)}
        except MappingRefused as refusal:
            for words in worded([refusal.finding]):
                form.add_error("file", f"{words.what} {words.how}")
        else:
            context |= _preview(context["own"]) | {"again": _again(request, context["own"].title)}
            return render(request, "web/intake/mapping_preview.html", context)
    return render(request, "web/intake/mapping_import.html", context, status=422 if request.method == "POST" else 200)


@both
def mapping_retire(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Asks before a mapping is retired."""
    if not may_settle(actor_of(request)):
        raise Http404
    row, back = _mapping(request, uid), reverse("web:intake-mappings")
    if request.method == "POST":
        done = _("La correspondencia «{title}» quedó retirada.").format(title=row.title)
        attempt(request, lambda: retire_mapping(actor_of(request), row), done)
        return redirect(back)
    context = {
        "heading": _("Retirar «{title}»").format(title=row.title),
        "consequences": [
            _("Los archivos que lleguen con esa forma dejarán de leerse solos."),
            _("Los documentos que ya se leyeron con ella quedan como están."),
        ],
        "verb": _("Retirar la correspondencia"),
        "cancel_href": back,
        "danger": True,
    }
    return render(request, "kit/confirm.html", context)


def _keep(request: HttpRequest) -> HttpResponse:
    content = request.POST["declaration"].encode()
    done = _("La correspondencia quedó guardada: los archivos con esa forma se leerán solos.")
    entity = person_of(request).entity
    _row, refusals = attempt(request, lambda: import_mapping(actor_of(request), entity, content), done)
    return redirect("web:intake-mapping-import" if refusals else "web:intake-mappings")


def _preview(own: Layout) -> dict[str, Any]:
    read = [
        (each.label.header, own.built_in.field(each.field))
        for each in own.fields
        if each.label.names and each.kind != KEPT
    ]
    kept = sum(each.kind == KEPT for each in own.fields)
    told = ngettext("{n} columna se conserva sin leerse.", "{n} columnas se conservan sin leerse.", kept).format(n=kept)
    rows = [(header, " ".join(field.label.header.format(fiscal_year="", period="").split())) for header, field in read]
    return {"rows": rows, "kept": told if kept else "", "kind": _(own.built_in.title)}


def _again(request: HttpRequest, title: str) -> bool:
    return mappings_of(entity_id_of(request)).filter(title=title).exists()


def _mapping(request: HttpRequest, uid: UUID) -> Any:
    return found_or_404(mappings_of(entity_id_of(request)).filter(uid=uid).first())


def _crumbs(here: str) -> list[Link]:
    documents = Link(_("Documentos"), reverse("web:intake-list"))
    known = Link(_("Correspondencias"), reverse("web:intake-mappings"))
    trail = [Link(_("Inicio"), reverse("web:home")), documents]
    return [*trail, Link(here, "")] if here == known.label else [*trail, known, Link(here, "")]
