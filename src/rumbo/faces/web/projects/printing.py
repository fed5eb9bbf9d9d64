"""A project as a file to work with or to keep."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from rumbo.apps.projects import queries
from rumbo.apps.projects.bridge import sheet_of
from rumbo.apps.projects.queries import content_of, pictures_of
from rumbo.domain.numbers import Money
from rumbo.faces.web.downloading import content_file, listing_file
from rumbo.faces.web.issuing import issued
from rumbo.faces.web.projects.pages import narrow_asked, version_asked
from rumbo.faces.web.projects.words import STATES
from rumbo.faces.web.session import person_of
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.listing import PROJECTS, ListedProject
from rumbo.layouts.drawing.project import KEY, Registry, draw_project
from rumbo.papers.document import Document

NAME = 60


@require_safe
def printed(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The sheet of a version in any format, in the language of the reader."""
    version = version_asked(request, uid)
    content = content_of(version)
    registry = Registry(person_of(request).entity.name, str(STATES[version.state]))
    # The files of one state of a version are the same bytes: they carry its day and not that of who asks.
    day = version.registered_on or datetime(version.fiscal_year or 2000, 1, 1, tzinfo=UTC).date()
    sheet = sheet_of(content)
    name, moment = f"{slugify(version.name)[:NAME]}-v{version.number}", datetime.combine(day, time(), UTC)

    def draw(manner: Manner) -> Document:
        document = draw_project(sheet, registry, moment, manner, pictures_of(content))
        return issued(request, document, manner, version.viable_at, signed=True)

    return content_file(sheet, KEY, form, name, draw)


@require_safe
def printed_list(request: HttpRequest, form: str) -> HttpResponse:
    """The projects of the list, narrowed as the page is, as a table or as data."""
    found = queries.projects_of(person_of(request).entity.pk, narrow_asked(request))
    return listing_file(request, PROJECTS, lambda: [_listed(version) for version in found], form)


def _listed(version: Any) -> ListedProject:
    return ListedProject(
        code=version.code,
        name=version.name,
        unit=version.unit.name if version.unit else version.unit_written,
        fiscal_year=version.fiscal_year,
        budget=None if version.printed_total is None else Money(version.printed_total),
        state=str(STATES[version.state]),
    )
