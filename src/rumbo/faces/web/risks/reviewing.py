"""The review of a map: what was found and at which risk it is mended, what held, what could not be asked."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.risks.bridge.overruling import Overruled
from rumbo.apps.risks.bridge.reviewing import Review, position_of
from rumbo.apps.risks.queries import review_of
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.reviews import review_file, review_shown
from rumbo.faces.web.risks.pages import heading_of, version_asked, version_name, version_tabs, version_way
from rumbo.faces.web.session import may, worded
from rumbo.faces.web.versions import EDITABLE
from rumbo.findings import Finding, Wording


@require_safe
def review(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the rules say of a map, the gravest first."""
    found = version_asked(request, uid)
    told = review_of(found)
    context = {
        **heading_of(request, found),
        "crumbs": version_way(found, Link(_("Revisión"), "")),
        "tabs": version_tabs(found, "web:risks-review"),
        **review_shown(told.checks, [_card(each, told) for each in told.findings if told.decision_on(each) is None]),
        "stays": staying(told),
        "may_take_back": found.state in EDITABLE and may(request, "risks.finding.ask_again", found),
    }
    return render(request, "web/risks/review.html", context)


@require_safe
def report(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The same as a report to send: pdf, Word, a workbook or a page."""
    found = version_asked(request, uid)
    told = review_of(found)
    asked = [(check, [each for each in check.findings if told.decision_on(each) is None]) for check in told.checks]
    checks = tuple(replace(check, findings=tuple(_card(each, told)[0] for each in left)) for check, left in asked)
    decided = [(each, told.decision_on(each)) for each in told.findings]
    stays = tuple((_card(each, told)[0], left.reason, left.by) for each, left in decided if left)
    name, number = found.map.name, found.number
    return review_file(request, checks, form, title=version_name(found), name=name, number=number, stays=stays)


def staying(told: Review) -> list[tuple[Wording, Overruled, str, str]]:
    """What people left as it is: in words, the decision, and the risk that it is about."""
    decided = [(each, told.decision_on(each)) for each in told.findings]
    kept = [(each, decision) for each, decision in decided if decision is not None]
    wordings = worded([each for each, _decision in kept])
    return [
        (wording, decision, *told.risks[position_of(each) or 0])
        for wording, (each, decision) in zip(wordings, kept, strict=True)
    ]


def _card(finding: Finding, told: Review) -> tuple[Finding, str]:
    """A finding with the risk that it is about in words, and the address of that risk; the whole map has neither."""
    if finding.where is None or not finding.where.cell.isdigit():
        return replace(finding, where=None), ""
    uid, code = told.risks[int(finding.where.cell)]
    words = _("Riesgo {code}").format(code=code)
    return replace(finding, where=replace(finding.where, file="", cell=words)), reverse("web:risks-risk", args=[uid])
