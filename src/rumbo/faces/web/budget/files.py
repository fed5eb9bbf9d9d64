"""An execution to print, and as a file to work with or to keep."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.budget.queries import draft_of_version
from rumbo.domain.table import TableDraft
from rumbo.faces.kit.papers import manner
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.budget.pages import version_asked, way
from rumbo.faces.web.issuing import issued
from rumbo.layouts.drawing import SPANISH, Manner
from rumbo.layouts.drawing.execution import (
    Issuer,
    draw_execution,
    execution_attachment,
    execution_csv,
    execution_json,
)
from rumbo.papers import writing
from rumbo.papers.document import Document
from rumbo.papers.writing.html import write_sections

TEXTS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@require_safe
def to_print(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The whole execution on one page, as its printer draws it: a form keeps its words, so all is Spanish."""
    version = version_asked(request, uid)
    printed = write_sections(_document(request, version, draft_of_version(version), SPANISH))
    context = {
        "version": version,
        "crumbs": way(version, Link(_("Para imprimir"), "")),
        "printed": mark_safe(printed),  # noqa: S308 - the writer escapes every text of the document
    }
    return render(request, "web/budget/print.html", context)


@require_safe
def download(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The execution of a version in any form, in the language of the reader."""
    types = {**writing.MEDIA_TYPES, **TEXTS}
    if form not in types:
        raise Http404
    version = version_asked(request, uid)
    draft, drawn = draft_of_version(version), manner()
    if form == "csv":
        content = execution_csv(draft, drawn)
    elif form == "json":
        content = execution_json(draft, drawn)
    else:
        carried = (execution_attachment(draft, drawn),) if form == "pdf" else ()
        content = writing.render(_document(request, version, draft, drawn), form, carried)
    answer = HttpResponse(content, content_type=types[form])
    execution = version.execution
    name = f"{slugify(execution.name)[:60]}-{execution.cut_off.isoformat()}-v{version.number}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _document(request: HttpRequest, version: Any, draft: TableDraft, drawn: Manner) -> Document:
    execution = version.execution
    issuer = Issuer(version.entity.name, execution.name, version.number)
    # The files of one version are the same bytes: they carry its day and not that of who asks.
    document = draw_execution(draft, issuer, datetime.combine(execution.cut_off, time(), UTC), drawn)
    return issued(request, document, drawn, version.recorded_at)
