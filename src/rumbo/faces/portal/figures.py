"""How a published figure came about, from its own publication and nothing else: without evidence and without people."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition

from rumbo.apps.publishing import queries
from rumbo.domain.dossier import Dossier, Level, TargetEntry, figure_in, names_in, subject_in, trace_in
from rumbo.domain.measurement.explaining import Line, explain
from rumbo.domain.measurement.trace import Trace, to_plain
from rumbo.faces.kit.figures import MEASURES
from rumbo.faces.kit.papers import manner
from rumbo.faces.kit.pieces import Link
from rumbo.faces.kit.story import Part, Story, shown
from rumbo.faces.portal.answers import public, public_page
from rumbo.faces.portal.asked import changed, etag, publication_asked
from rumbo.faces.portal.corrected import figure_address
from rumbo.faces.portal.frame import crumbs, of_entity
from rumbo.faces.portal.showing import address_of

Found = tuple[Any, Dossier, Level | TargetEntry, Any]


class PublicStory(Story):
    """A story whose parts lead to their own published figures."""

    def __init__(self, trace: Trace, dossier: Dossier, publication: Any, measure: str) -> None:
        super().__init__(trace, names_in(dossier))
        self.publication, self.measure = publication, measure

    def part_of(self, line: Line) -> Part:
        """What counts, or does not, in a level leads to its own figure."""
        leads = line.role in ("weight", "excluded") and line.uid in self.names
        return Part(line, figure_address(self.publication, line.uid, self.measure) if leads else "")


@public_page
@condition(etag_func=etag, last_modified_func=changed)
def figure(request: HttpRequest, slug: str, year: int, number: int, subject: UUID, measure: str) -> HttpResponseBase:
    """How one figure of a publication came about."""
    publication, dossier, what, told = _found(request, slug, year, number, str(subject), measure)
    of_entity(request, publication.entity)
    trace, name = trace_in(what, measure), names_in(dossier)[what.uid]
    context = {
        "publication": publication,
        "heading": name,
        "measure": MEASURES[measure],
        "told": {"figure": told.value, "word": "" if told.value is not None else manner().figure_cell(told).text},
        "story": PublicStory(trace, dossier, publication, measure) if trace else None,
        "others": [
            Link(str(words), figure_address(publication, what.uid, each), each == measure)
            for each, words in MEASURES.items()
            if _is_told(figure_in(what, each))
        ],
        "canonical": request.build_absolute_uri(request.path),
        "crumbs": crumbs(
            (publication.entity.name, reverse("portal:entity", args=[slug])),
            (publication.title, address_of(publication)),
            (name, ""),
        ),
    }
    return public(render(request, "portal/figure.html", context))


@public_page
@condition(etag_func=etag, last_modified_func=changed)
def trace(request: HttpRequest, slug: str, year: int, number: int, subject: UUID, measure: str) -> HttpResponseBase:
    """The same for machines: the figure, its trace as it was published, and its sentences."""
    _publication, dossier, what, told = _found(request, slug, year, number, str(subject), measure)
    found = trace_in(what, measure)
    lines = explain(found, _, shown, names_in(dossier)) if found else ()
    answer: HttpResponse = JsonResponse(
        {
            "value": told.value,
            "undefined": told.undefined,
            "trace": to_plain(found) if found else None,
            "sentences": [line.text for line in lines],
        },
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    return public(answer)


def _found(request: HttpRequest, slug: str, year: int, number: int, subject: str, measure: str) -> Found:
    publication = publication_asked(request, slug, year, number)
    if publication is None or measure not in MEASURES:
        raise Http404
    dossier = queries.read_back(publication)
    what = subject_in(dossier, subject)
    told = figure_in(what, measure) if what else None
    if what is None or not _is_told(told):
        raise Http404
    return publication, dossier, what, told


def _is_told(told: Any) -> bool:
    """Whether a publication tells a figure, or why it has none; a plan without follow-up tells neither."""
    return told is not None and (told.value is not None or bool(told.undefined))
