"""A project as a file to work with or to keep."""

import json
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.projects import queries
from rumbo.apps.projects.bridge import sheet_of
from rumbo.apps.projects.queries import content_of
from rumbo.domain.numbers import Money
from rumbo.domain.shapes import as_plain
from rumbo.faces.web.projects.pages import narrow_asked, version_asked
from rumbo.faces.web.projects.words import STATES
from rumbo.faces.web.session import person_of
from rumbo.layouts.carried import content_attachment, content_json
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.project import KEY, Registry, draw_project
from rumbo.layouts.drawing.projects import ListedProject, draw_projects
from rumbo.layouts.outline.printing import print_outline
from rumbo.papers import writing
from rumbo.papers.writing.csv_file import write_csv_blocks

NAME = 60
FORMS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "html": "HTML", "csv": "CSV", "json": "JSON"}
CSV = "text/csv; charset=utf-8"


@require_safe
def printed(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The sheet of a version in any format, in the language of the reader."""
    if form not in FORMS:
        raise Http404
    version = version_asked(request, uid)
    content = content_of(version)
    registry = Registry(person_of(request).entity.name, str(STATES[version.state]))
    english = (get_language() or "es").startswith("en")
    manner = Manner("en" if english else "es-CO", _)
    # The files of one state of a version are the same bytes: they carry its day and not that of who asks.
    day = version.registered_on or datetime(version.fiscal_year or 2000, 1, 1, tzinfo=UTC).date()
    sheet = sheet_of(content)
    name = f"{slugify(version.name)[:NAME]}-v{version.number}.{form}"
    # Of data, only the form: it is what reads back.
    if form == "json":
        return _file(content_json(sheet, KEY), "application/json", name)
    if form == "csv":
        return _file(write_csv_blocks(print_outline(sheet, KEY)), CSV, name)
    document = draw_project(sheet, registry, datetime.combine(day, time(), UTC), manner)
    carried = (content_attachment(sheet, KEY, manner),)
    return _file(writing.render(document, form, carried), writing.MEDIA_TYPES[form], name)


@require_safe
def printed_list(request: HttpRequest, form: str) -> HttpResponse:
    """The projects of the list, narrowed as the page is, as a table or as data."""
    if form not in FORMS:
        raise Http404
    entity = person_of(request).entity
    found = tuple(_listed(version) for version in queries.projects_of(entity.pk, narrow_asked(request)))
    name = f"{slugify(_('Proyectos'))}.{form}"
    if form == "json":
        plain = as_plain(found)
        return _file(json.dumps(plain, ensure_ascii=False, indent=1).encode(), "application/json", name)
    english = (get_language() or "es").startswith("en")
    manner = Manner("en" if english else "es-CO", _)
    document = draw_projects(found, entity.name, timezone.now().replace(microsecond=0), manner)
    if form == "csv":
        return _file(write_csv_blocks(document.sections[0].blocks), CSV, name)
    return _file(writing.render(document, form), writing.MEDIA_TYPES[form], name)


def _listed(version: Any) -> ListedProject:
    return ListedProject(
        code=version.code,
        name=version.name,
        unit=version.unit.name if version.unit else version.unit_written,
        fiscal_year=version.fiscal_year,
        budget=None if version.printed_total is None else Money(version.printed_total),
        state=str(STATES[version.state]),
    )


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
