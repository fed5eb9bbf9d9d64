"""Several received documents reviewed together: the very report that `rumbo read a b --report` writes."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.intake.access import may_read
from rumbo.apps.intake.bridge.together import Unread, drafts_of
from rumbo.apps.intake.queries import intake_by_uid
from rumbo.faces.kit.papers import manner
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.issuing import issued
from rumbo.faces.web.session import actor_of, entity_id_of, person_of
from rumbo.layouts.drawing.review import draw_review
from rumbo.layouts.together import reviewed, together
from rumbo.papers import writing
from rumbo.papers.document import Document
from rumbo.papers.writing.html import write_sections

FORMS = ("pdf", "docx", "xlsx", "html")
FEWEST, MOST = 2, 10


@require_safe
def review_together(request: HttpRequest) -> HttpResponse:
    """The report on a page, with the ways to take it away."""
    chosen = list(_chosen(request))
    if not FEWEST <= len(chosen) <= MOST:
        words = _("Elija entre {fewest} y {most} documentos para revisarlos juntos.")
        messages.error(request, words.format(fewest=FEWEST, most=MOST))
        return redirect("web:intake-list")
    document, unread = _report(request, chosen)
    context = {
        "crumbs": [
            Link(_("Inicio"), reverse("web:home")),
            Link(_("Documentos"), reverse("web:intake-list")),
            Link(_("Revisión conjunta"), ""),
        ],
        "chosen": chosen,
        "unread": unread,
        "forms": FORMS,
        "asked": request.GET.urlencode(),
        # The writer of papers escapes every text: what it gives is markup of ours.
        "drawn": mark_safe(write_sections(document)),  # noqa: S308
    }
    return render(request, "web/intake/together.html", context)


@require_safe
def report(request: HttpRequest, form: str) -> HttpResponse:
    """The same as a file."""
    chosen = list(_chosen(request))
    if form not in FORMS or not FEWEST <= len(chosen) <= MOST:
        raise Http404
    document, _unread = _report(request, chosen)
    answer = HttpResponse(writing.render(document, form), content_type=writing.MEDIA_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="revision-conjunta.{form}"'
    return answer


def _chosen(request: HttpRequest) -> Iterator[Any]:
    """The documents that the address names, each once; what is none of the entity is as unknown as the rest."""
    if not may_read(actor_of(request)):
        raise Http404
    for text in dict.fromkeys(request.GET.getlist("documento")[: MOST + 1]):
        try:
            found = intake_by_uid(entity_id_of(request), UUID(text))
        except ValueError:
            found = None
        if found is None:
            raise Http404
        yield found


def _report(request: HttpRequest, chosen: list[Any]) -> tuple[Document, list[Unread]]:
    drafts, unread = drafts_of(chosen)
    found = list(reviewed(together(drafts)))
    moment = timezone.now().replace(microsecond=0)
    document = draw_review(found, person_of(request).entity.name, moment, manner())
    return issued(request, document, manner()), unread
