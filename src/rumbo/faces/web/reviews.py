"""The review of a live version on a page and as a report to send: the same for every kind of record."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rumbo.faces.kit.papers import manner
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.web.issuing import issued
from rumbo.faces.web.session import person_of
from rumbo.findings import CheckResult, Finding, Outcome, Severity, sentences_of
from rumbo.layouts.drawing.review import GRAVEST, Reviewed, Stays, draw_review
from rumbo.papers import writing

MOST_SHOWN = 100
NAME = 60


def review_shown(checks: tuple[CheckResult, ...], cards: Iterable[tuple[Finding, str]]) -> dict[str, Any]:
    """What the page of a review shows. `cards`: each finding with its place in words, and where it is mended."""
    found = sorted(cards, key=lambda card: GRAVEST.index(card[0].severity))
    counts = {severity: sum(card[0].severity is severity for card in found) for severity in GRAVEST}
    return {
        "tiles": _tiles(counts, checks),
        "cards": found[:MOST_SHOWN],
        "more": max(0, len(found) - MOST_SHOWN),
        "kinds": [
            (_("Se revisó y no se encontró"), _lines(checks, Outcome.PASSED)),
            (_("No se pudo revisar"), _lines(checks, Outcome.NOT_MADE)),
        ],
        "forms": list(writing.MEDIA_TYPES),
    }


def review_file(
    request: HttpRequest,
    checks: tuple[CheckResult, ...],
    form: str,
    *,
    title: str,
    name: str,
    number: int,
    stays: tuple[Stays, ...] = (),
) -> HttpResponse:
    """The same as a report to send: pdf, Word, a workbook or a page."""
    if form not in writing.MEDIA_TYPES:
        raise Http404
    reviewed = Reviewed(title, name, (), checks, stays=stays)
    document = draw_review([reviewed], person_of(request).entity.name, timezone.now().replace(microsecond=0), manner())
    document = issued(request, document, manner())
    answer = HttpResponse(writing.render(document, form), content_type=writing.MEDIA_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="revision-{slugify(name)[:NAME]}-v{number}.{form}"'
    return answer


def _tiles(counts: dict[Severity, int], checks: tuple[CheckResult, ...]) -> list[Fact]:
    passed, lacking = (sum(each.outcome is kind for each in checks) for kind in (Outcome.PASSED, Outcome.NOT_MADE))
    return [
        Fact(_("Errores"), counts[Severity.ERROR]),
        Fact(_("Advertencias"), counts[Severity.WARNING]),
        Fact(_("Avisos"), counts[Severity.NOTICE]),
        Fact(_("Revisado sin hallazgos"), passed),
        Fact(_("No se pudo revisar"), lacking),
    ]


def _lines(checks: tuple[CheckResult, ...], outcome: Outcome) -> list[tuple[CheckResult, str]]:
    return [(each, _(sentences_of(each.code).title)) for each in checks if each.outcome is outcome]
