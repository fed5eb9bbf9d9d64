"""The empty document of each layout, to be filled in without the program and brought in again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.people.queries import unit_names
from rumbo.faces.kit.papers import manner
from rumbo.faces.web.session import entity_id_of, person_of
from rumbo.layouts.drawing.templates import FORMS, draw_template, template_titles
from rumbo.papers import writing


def offered() -> list[tuple[str, str]]:
    """The layouts with a template: key and title."""
    return [(key, _(title)) for key, title in template_titles().items()]


@require_safe
def template(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The empty document of a layout for the year at hand, with the units of the entity to choose from."""
    if key not in template_titles() or form not in FORMS:
        raise Http404
    units = tuple(unit_names(entity_id_of(request)).official)
    issuer = person_of(request).entity.name
    drawn = draw_template(key, form, timezone.localdate().year, issuer, units, manner())
    answer = HttpResponse(writing.render(drawn, form), content_type=writing.MEDIA_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{key.replace("_", "-")}.{form}"'
    return answer
