"""A version of a map to print, and as a file to work with or to keep."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.risks.queries import printed_map
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.downloading import content_file
from rumbo.faces.web.issuing import issued
from rumbo.faces.web.risks.pages import version_asked, version_way
from rumbo.faces.web.session import person_of
from rumbo.layouts.drawing import SPANISH, Manner
from rumbo.layouts.drawing.risks import KEY, Issuer, draw_risk_map
from rumbo.papers.document import Document
from rumbo.papers.writing.html import write_sections

NAME = 60


@require_safe
def to_print(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The whole map of a version on one page, as its printer draws it: a form keeps its words, so all is Spanish."""
    version = version_asked(request, uid)
    context = {
        "version": version,
        "crumbs": version_way(version, Link(_("Para imprimir"), "")),
        # The writer escapes every text of the document.
        "printed": mark_safe(write_sections(_document(request, version, SPANISH))),  # noqa: S308
    }
    return render(request, "web/risks/print.html", context)


@require_safe
def download(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The map of a version in any form, in the language of the reader."""
    version = version_asked(request, uid)
    name = f"{slugify(version.map.name)[:NAME]}-v{version.number}"
    return content_file(printed_map(version), KEY, form, name, lambda drawn: _document(request, version, drawn))


def _document(request: HttpRequest, version: Any, drawn: Manner) -> Document:
    act = f"{version.act_kind} {version.act_number}".strip()
    issuer = Issuer(person_of(request).entity.name, act, version.act_date)
    # The files of one state of a version are the same bytes: they carry its day and not that of who asks.
    day = version.act_date or datetime(version.map.fiscal_year or 2000, 1, 1, tzinfo=UTC).date()
    document = draw_risk_map(printed_map(version), issuer, datetime.combine(day, time(), UTC), drawn)
    return issued(request, document, drawn, version.approved_at, signed=True)
