"""A project as a file to work with or to keep."""

from datetime import UTC, datetime, time
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.projects.bridge import sheet_of
from rumbo.apps.projects.queries import content_of
from rumbo.faces.web.projects.pages import version_asked
from rumbo.faces.web.projects.words import STATES
from rumbo.faces.web.session import person_of
from rumbo.layouts.carried import content_attachment
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.project import KEY, Registry, draw_project
from rumbo.papers import writing

NAME = 60


@require_safe
def printed(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The sheet of a version as html, pdf, docx or xlsx, in the language of the reader."""
    if form not in writing.MEDIA_TYPES:
        raise Http404
    version = version_asked(request, uid)
    content = content_of(version)
    registry = Registry(
        entity=person_of(request).entity.name,
        state=str(STATES[version.state]),
        central_problem=version.central_problem,
        magnitude=version.magnitude,
        effects=tuple(row.text for row in content.of("effects")),
    )
    english = (get_language() or "es").startswith("en")
    manner = Manner("en" if english else "es-CO", _)
    # The files of one state of a version are the same bytes: they carry its day and not that of who asks.
    day = version.registered_on or datetime(version.fiscal_year or 2000, 1, 1, tzinfo=UTC).date()
    sheet = sheet_of(content)
    document = draw_project(sheet, registry, datetime.combine(day, time(), UTC), manner)
    carried = (content_attachment(sheet, KEY, manner),)
    answer = HttpResponse(writing.render(document, form, carried), content_type=writing.MEDIA_TYPES[form])
    name = f"{slugify(version.name)[:NAME]}-v{version.number}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
