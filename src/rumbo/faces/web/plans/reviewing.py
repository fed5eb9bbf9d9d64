"""The review of a version as it stands: what was found and where to mend it, what held, what could not be asked."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.plans.queries import review_of
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.plans.pages import can_edit, crumbs, version_asked, version_name, version_tabs
from rumbo.faces.web.reviews import review_file, review_shown
from rumbo.findings import Finding


@require_safe
def review(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the rules say of a version, the gravest first, each finding with the way to where it is mended."""
    found = version_asked(request, uid)
    told = review_of(found)
    editable = can_edit(request, found)
    cards = [_card(each, told, editable) for result in told.checks for each in result.findings]
    context = {
        "version": found,
        "crumbs": crumbs(found, Link(_("Revisión"), "")),
        "tabs": version_tabs(found, "web:plans-review", editable=editable),
        **review_shown(
            told.checks, [_card(each, told, editable) for result in told.checks for each in result.findings]
        ),
    }
    return render(request, "web/plans/review.html", context)


@require_safe
def report(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The same as a report to send: pdf, Word, a workbook or a page."""
    found = version_asked(request, uid)
    told = review_of(found)
    checks = tuple(replace(each, findings=tuple(_placed(it, told) for it in each.findings)) for each in told.checks)
    return review_file(request, checks, form, title=version_name(found), name=found.plan.name, number=found.number)


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
