"""The pictures of a project: added to a narrative, changed, taken out, and looked at."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.evidence.queries import opened_file
from rumbo.apps.projects import actions, queries
from rumbo.apps.projects.bridge import NARRATIVES
from rumbo.faces.kit.pieces import Link
from rumbo.faces.kit.written import written_size
from rumbo.faces.web.files import SentFile
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.projects.forms import text_field
from rumbo.faces.web.projects.pages import crumbs, edit_seen, editable_asked, sheet_address
from rumbo.faces.web.projects.words import SLUGS
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404
from rumbo.papers.pictures import JPEG, MOST_BYTES, PNG

FIELD_OF = {"projects.picture_unfit": "file", "evidence.file_empty": "file", "evidence.no_room": "file"}


class PictureForm(forms.Form):
    """A picture and what is said below it."""

    file = SentFile(label=__("Imagen"), how=__("Guárdela más pequeña."))
    caption = text_field(__("Leyenda"), 2)

    def __init__(self, *args: Any, fresh: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        kinds = _("PNG o JPEG, hasta {most}.").format(most=written_size(MOST_BYTES))
        self.fields["file"].required = fresh
        self.fields["file"].help_text = (
            kinds if fresh else _("Elíjala solo para cambiarla: {kinds}").format(kinds=kinds)
        )
        self.fields["file"].widget.attrs["accept"] = f"{PNG},{JPEG}"
        self.fields["caption"].required = True
        self.fields["caption"].help_text = _("Lo que muestra la imagen: se imprime debajo, y la oye quien no la ve.")


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, uid: UUID, slug: str) -> HttpResponse:
    """A new picture at the end of a narrative."""
    version = editable_asked(request, uid)
    section = next((key for key in NARRATIVES if SLUGS[key] == slug), None)
    return _form_page(request, version, found_or_404(section), None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Another file or another caption."""
    row = found_or_404(queries.picture_by_uid(entity_id_of(request), uid))
    return _form_page(request, editable_asked(request, row.version.uid), row.section, row)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Takes a picture out, once asked."""
    row = found_or_404(queries.picture_by_uid(entity_id_of(request), uid))
    version = editable_asked(request, row.version.uid)
    back = sheet_address(version, row.section)
    if request.method == "POST":
        done = _("La imagen quedó fuera del proyecto.")
        attempt(request, lambda: actions.remove_picture(actor_of(request), version, row), done)
        return redirect(back)
    heading = _("Quitar la imagen")
    context = {
        "heading": heading,
        "consequences": [row.text or _("Imagen sin leyenda"), _("Se quitan de la ficha la imagen y su leyenda.")],
        "verb": heading,
        "danger": True,
        "crumbs": crumbs(version, Link(heading, "")),
        "cancel_href": back,
    }
    return render(request, "web/plans/ask.html", context)


@require_safe
def show(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """The bytes of a picture, by what its content says it is, with nothing that may run."""
    row = found_or_404(queries.picture_by_uid(entity_id_of(request), uid))
    file = found_or_404(row.picture)
    if file.media_type not in (PNG, JPEG):
        raise Http404
    try:
        content = opened_file(file)
    except Refused as refused:
        raise Http404 from refused
    answer = FileResponse(content, filename=file.name, content_type=file.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def _form_page(request: HttpRequest, version: Any, section: str, row: Any) -> HttpResponse:
    start = {"caption": row.text} if row else {}
    fresh = row is None or row.picture is None
    form = PictureForm(request.POST or None, request.FILES or None, initial=start, fresh=fresh)

    def keep() -> None:
        sent = form.cleaned_data["file"]
        actions.write_picture(
            actor_of(request),
            version,
            section,
            caption=form.cleaned_data["caption"],
            content=sent.read() if sent else None,
            name=sent.name if sent else "",
            statement=row,
            edit=edit_seen(request),
        )

    if form.is_valid() and carried_out(request, form, keep, _("La imagen quedó en la ficha."), FIELD_OF):
        return redirect(sheet_address(version, section))
    heading = _("Agregar una imagen") if row is None else _("Cambiar la imagen")
    context = {
        "form": form,
        "heading": heading,
        "version": version,
        "edit": request.POST.get("edit", version.edit),
        "crumbs": crumbs(version, Link(heading, "")),
        "cancel_href": sheet_address(version, section),
        "shown": reverse("web:projects-picture-file", args=[row.uid]) if row and row.picture else "",
        "caption": row.text if row else "",
    }
    return render(request, "web/projects/picture.html", context, status=422 if form.errors else 200)
