"""A version of a map as a file: to print, to work with, to keep."""

from datetime import UTC, datetime, time
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.risks.queries import printed_map
from rumbo.faces.web.risks.pages import version_asked
from rumbo.faces.web.session import person_of
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.risks import Issuer, draw_risk_map
from rumbo.papers.writing import MEDIA_TYPES, render


@require_safe
def download(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The map of a version as html to print, xlsx or pdf, in the language of the reader."""
    if form not in MEDIA_TYPES:
        raise Http404
    version = version_asked(request, uid)
    entity = person_of(request).entity
    english = (get_language() or "es").startswith("en")
    manner = Manner("en" if english else "es-CO", _)
    act = f"{version.act_kind} {version.act_number}".strip()
    issuer = Issuer(entity.name, act, version.act_date)
    # The files of one state of a version are the same bytes: they carry its day and not that of who asks.
    day = version.act_date or datetime(version.map.fiscal_year or 2000, 1, 1, tzinfo=UTC).date()
    document = draw_risk_map(printed_map(version), issuer, datetime.combine(day, time(), UTC), manner)
    answer = HttpResponse(render(document, form), content_type=MEDIA_TYPES[form])
    how = "inline" if form == "html" else "attachment"
    answer["Content-Disposition"] = f'{how}; filename="{slugify(version.map.name)}-v{version.number}.{form}"'
    return answer
