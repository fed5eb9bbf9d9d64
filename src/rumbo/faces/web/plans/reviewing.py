"""The review of a version as it stands: what was found and where to mend it, what held, what could not be asked."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.plans.queries import review_of
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.web.plans.pages import can_edit, crumbs, version_asked, version_name, version_tabs
from rumbo.faces.web.session import person_of
from rumbo.findings import CheckResult, Finding, Outcome, Severity, sentences_of
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.review import GRAVEST, Reviewed, draw_review
from rumbo.papers import writing

MOST_SHOWN = 100
NAME = 60


@require_safe
def review(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the rules say of a version, the gravest first, each finding with the way to where it is mended."""
    found = version_asked(request, uid)
    told = review_of(found)
    editable = can_edit(request, found)
    cards = [_card(each, told, editable) for result in told.checks for each in result.findings]
    cards.sort(key=lambda card: GRAVEST.index(card[0].severity))
    counts = {severity: sum(card[0].severity is severity for card in cards) for severity in GRAVEST}
    context = {
        "version": found,
        "crumbs": crumbs(found, Link(_("Revisión"), "")),
        "tabs": version_tabs(found, "web:plans-review", editable=editable),
        "tiles": _tiles(counts, told.checks),
        "cards": cards[:MOST_SHOWN],
        "more": max(0, len(cards) - MOST_SHOWN),
        "kinds": [
            (_("Se revisó y no se encontró"), _lines(told.checks, Outcome.PASSED)),
            (_("No se pudo revisar"), _lines(told.checks, Outcome.NOT_MADE)),
        ],
        "forms": list(writing.MEDIA_TYPES),
    }
    return render(request, "web/plans/review.html", context)


@require_safe
def report(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The same as a report to send: pdf, Word, a workbook or a page."""
    found = version_asked(request, uid)
    if form not in writing.MEDIA_TYPES:
        raise Http404
    told = review_of(found)
    checks = tuple(replace(each, findings=tuple(_placed(it, told) for it in each.findings)) for each in told.checks)
    manner = Manner("en" if (get_language() or "es").startswith("en") else "es-CO", _)
    reviewed = Reviewed(version_name(found), found.plan.name, (), checks)
    document = draw_review([reviewed], person_of(request).entity.name, timezone.now().replace(microsecond=0), manner)
    answer = HttpResponse(writing.render(document, form), content_type=writing.MEDIA_TYPES[form])
    name = f"revision-{slugify(found.plan.name)[:NAME]}-v{found.number}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
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


def _card(finding: Finding, told: Any, editable: bool) -> tuple[Finding, str]:
    """A finding with its place in words, and the address of the target it is about."""
    where, href = finding.where, ""
    if where and not where.file and where.cell.isdigit() and int(where.cell) < len(told.placements):
        name = "web:plans-target-edit" if editable else "web:plans-target"
        href = reverse(name, args=[told.placements[int(where.cell)][0]])
    return _placed(finding, told), href


def _placed(finding: Finding, told: Any) -> Finding:
    where = finding.where
    if where is None or not where.cell.isdigit() or where.file or int(where.cell) >= len(told.placements):
        return finding if where and where.file and where.cell else replace(finding, where=None)
    number = told.placements[int(where.cell)][1]
    words = _("Meta {number}").format(number=number) if number else _("Meta sin número")
    return replace(finding, where=replace(where, file="", cell=words))
