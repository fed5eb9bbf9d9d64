"""What stands against proposing a map, with the way out of each: to mend it, or to leave it as it is with a reason,
which may be taken back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.risks.actions import ask_again, overrule_finding
from rumbo.apps.risks.bridge.obstacles import Obstacle
from rumbo.apps.risks.bridge.overruling import overruled_of
from rumbo.apps.risks.queries import review_of_risk
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.risks.pages import about_risk, heading_of, version_tabs, version_way, writable
from rumbo.faces.web.session import actor_of, may, worded
from rumbo.faces.web.versions import RemarkForm


class WhyForm(RemarkForm):
    """Why a finding stays as it is."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].label = __("Razón")
        self.fields["reason"].help_text = __("Queda con el riesgo, con su nombre, mientras su valoración no cambie.")


def obstacles(request: HttpRequest, version: Any, found: Sequence[Obstacle]) -> HttpResponse:
    """The page of a version that cannot be proposed yet."""
    context = {
        **heading_of(request, version),
        "crumbs": version_way(version, Link(_("Proponer"), "")),
        "tabs": version_tabs(version, ""),
        "obstacles": found,
        "decides": may(request, "risks.finding.overrule", version),
    }
    context["verbs"]["propose"] = False
    return render(request, "web/risks/obstacles.html", context)


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, uid: UUID, code: str) -> HttpResponse:
    """An error of a risk stays, for a reason that whoever reads the map later can see."""
    row = writable(request, uid)
    found = next((each for each in review_of_risk(row).errors if each.code == code), None)
    if found is None or not may(request, "risks.finding.overrule", row):
        raise Http404
    return about_risk(
        request,
        row,
        WhyForm(request.POST or None),
        lambda told: overrule_finding(actor_of(request), row, code=code, reason=told["reason"]),
        done=_("El hallazgo queda así, con su razón. Ya no impide proponer el mapa."),
        heading=_("Dejar así, con una razón"),
        lead=worded([found])[0].what,
        verb=_("Dejar así"),
    )


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, uid: UUID, code: str) -> HttpResponse:
    """The reason for which an error stayed is taken back: it stands against proposing the map again."""
    row = writable(request, uid)
    left = next((each for each in overruled_of(row) if each.finding == code), None)
    if left is None or not may(request, "risks.finding.ask_again", row):
        raise Http404
    return about_risk(
        request,
        row,
        forms.Form(request.POST if request.method == "POST" else None),
        lambda told: ask_again(actor_of(request), row, code=code),
        done=_("La razón quedó retirada; el hallazgo se vuelve a preguntar."),
        heading=_("Retirar la razón"),
        lead=_("«{reason}», según {who}.").format(reason=left.reason, who=left.by),
        consequences=[
            _("El hallazgo vuelve a impedir que el mapa se proponga. En la historia queda que hubo una razón.")
        ],
        verb=_("Retirar la razón"),
    )
