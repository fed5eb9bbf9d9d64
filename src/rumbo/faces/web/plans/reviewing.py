"""The review of a version as it stands: what was found and where to mend it, what held, what could not be asked."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.reviewing.queries import plan_record
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.plans.pages import can_edit, crumbs, version_asked, version_name, version_tabs
from rumbo.faces.web.reviewing.showing import cards_of, checks_in_words
from rumbo.faces.web.reviews import review_file, review_shown


@require_safe
def review(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the rules say of a version, the gravest first, each finding with the way to where it is mended."""
    found = version_asked(request, uid)
    record, editable = plan_record(found), can_edit(request, found)
    context = {
        "version": found,
        "crumbs": crumbs(found, Link(_("Revisión"), "")),
        "tabs": version_tabs(found, "web:plans-review", editable=editable),
        **review_shown(record.checks, cards_of(record, editable=editable)),
    }
    return render(request, "web/plans/review.html", context)


@require_safe
def report(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The same as a report to send: pdf, Word, a workbook or a page."""
    found = version_asked(request, uid)
    checks = checks_in_words(plan_record(found))
    return review_file(request, checks, form, title=version_name(found), name=found.plan.name, number=found.number)
