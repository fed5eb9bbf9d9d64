"""How far a target has come: the last figures measured of it, each leading to its explanation, and how its year would
end."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.measurement.queries import LastMeasured, last_measured, outlooks_in
from rumbo.faces.kit.figures import figure_html
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.web.measurement.ahead import ahead_of, programme_address
from rumbo.faces.web.measurement.telling import address, is_share_of_year, light_of, told
from rumbo.faces.web.measurement.trending import shown_history, trend_address
from rumbo.faces.web.measures import MEASURES
from rumbo.faces.web.plans.pages import can_edit, crumbs, placement_asked, target_tabs
from rumbo.faces.web.session import entity_id_of
from rumbo.faces.web.words import period_words


@require_safe
def progress(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The last figures of a target, whatever version of its plan they were measured under."""
    placement = placement_asked(request, uid)
    revision = placement.revision
    last = last_measured(entity_id_of(request), [revision.target_id]).get(revision.target_id)
    name = _("Acción {number}").format(number=placement.number)
    context = {
        "placement": placement,
        "revision": revision,
        "version": placement.version,
        "tabs": target_tabs(placement, "web:plans-target-progress"),
        "crumbs": crumbs(placement.version, Link(name, reverse("web:plans-target", args=[uid])), Link(_("Avance"), "")),
        "last": _last(last, f"{placement.number}. {revision.statement}") if last else None,
        "found": {"kind": "target"},
        "programme_href": programme_of(request, placement),
    }
    return render(request, "web/plans/progress.html", context)


def programme_of(request: HttpRequest, placement: Any) -> str:
    """Where this person may enter or ask for the programme by periods of a target; empty where they may not."""
    if can_edit(request, placement.version):
        return reverse("web:plans-target-programme", args=[placement.uid])
    return programme_address(request, placement.version, placement.revision.target.uid)


def _last(last: LastMeasured, name: str) -> dict[str, Any]:
    found = outlooks_in(last.followup, [last.placement_uid]).get(last.placement_uid)
    plan = last.followup.plan_version.plan
    # A plan of one year has no other term than its year.
    left = ("term",) if plan.first_year == plan.last_year else ()
    return {
        "period": period_words(last.followup.period),
        "state": last.followup.state,
        "light": light_of(last.band),
        "tiles": [_tile(last, measure) for measure in MEASURES if measure in last.outcomes and measure not in left],
        "share_of_year": is_share_of_year(last.outcomes),
        "ahead": ahead_of(last.followup, found) if found else None,
        "trend": shown_history(last.followup, last.placement_uid, name, found),
        "here": trend_address(last.followup.uid, last.placement_uid),
    }


def _tile(last: LastMeasured, measure: str) -> Fact:
    shown = told(last.outcomes[measure], address(last.followup.uid, last.placement_uid, measure))
    return Fact(str(MEASURES[measure]), figure_html(shown.figure, shown.href, shown.word), shown.reason)
