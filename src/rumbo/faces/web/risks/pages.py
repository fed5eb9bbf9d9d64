"""What the pages of risks share: the row asked for, what may be done with it, the tabs, the way back, one form."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rumbo.apps.risks import queries
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.session import entity_id_of, found_or_404, may
from rumbo.faces.web.versions import EDITABLE

FIELD_OF: Mapping[str, str] = {
    "risks.code_taken": "code",
    "risks.risk_unfit": "process",
    "risks.map_name_taken": "name",
    "risks.treatment_unfit": "end",
    "risks.event_unfit": "day",
    "risk.never_accepted": "option",
}


def version_asked(request: HttpRequest, uid: UUID) -> Any:
    """The version of an address, if it is of the entity in which the person works."""
    return found_or_404(queries.version_by_uid(entity_id_of(request), uid))


def risk_asked(request: HttpRequest, uid: UUID) -> Any:
    """The risk of an address as its version assesses it, if it is of the entity in which the person works."""
    return found_or_404(queries.assessment_by_uid(entity_id_of(request), uid))


def can_add(request: HttpRequest, version: Any) -> bool:
    """Whether this person may add a risk to a version that can still be written."""
    return version.state in EDITABLE and may(request, "risks.risk.add", version)


def can_write(request: HttpRequest, row: Any) -> bool:
    """Whether this person may write a risk of a version that can still be written."""
    return row.version.state in EDITABLE and may(request, "risks.risk.write", row)


def writable(request: HttpRequest, uid: UUID) -> Any:
    """The risk of an address that this person may write; what may not be written is as unknown as any other."""
    row = risk_asked(request, uid)
    if not can_write(request, row):
        raise Http404
    return row


def version_name(version: Any) -> str:
    """A version as it is called: the name of its map and its label."""
    return _("{map}, versión {label}").format(map=version.map.name, label=version.label)


def way(*further: Link) -> list[Link]:
    """From the beginning to a page of risks."""
    return [Link(_("Inicio"), reverse("web:home")), Link(_("Riesgos"), reverse("web:risks-list")), *further]


def version_way(version: Any, *further: Link) -> list[Link]:
    """From the beginning to a page of a version."""
    return way(Link(version_name(version), reverse("web:risks-version", args=[version.uid])), *further)


def risk_way(row: Any, *further: Link) -> list[Link]:
    """From the beginning to a page of a risk."""
    return version_way(row.version, Link(row.code, reverse("web:risks-risk", args=[row.uid])), *further)


def version_tabs(version: Any, current: str) -> list[Link]:
    """The views of a version."""
    screens = (
        ("web:risks-version", _("Riesgos")),
        ("web:risks-heat", _("Mapa de calor")),
        ("web:risks-review", _("Revisión")),
        ("web:risks-about", _("Sobre la versión")),
    )
    return [Link(label, reverse(name, args=[version.uid]), name == current) for name, label in screens]


def heading_of(request: HttpRequest, version: Any) -> dict[str, Any]:
    """What the heading of a version shows: what this person may do with it as it stands."""
    proposed, editable = version.state == "proposed", version.state in EDITABLE
    verbs = {
        "propose": editable and may(request, "risks.version.propose", version),
        "approve": proposed and may(request, "risks.version.approve", version),
        "give_back": proposed and may(request, "risks.version.return", version),
        "proceed": version.state == "approved"
        and may(request, "risks.version.continue", version)
        and queries.version_open(version.map) is None,
        "add": can_add(request, version),
    }
    return {"version": version, "verbs": verbs}


def about_risk(
    request: HttpRequest,
    row: Any,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], Any],
    *,
    done: str,
    heading: str,
    template: str = "web/people/form.html",
    **shown: Any,
) -> HttpResponse:
    """A page with one form about a risk, and its answer: back to the risk, or the form with what stands in the way."""
    sent = request.method == "POST"
    if sent and form.is_valid() and carried_out(request, form, lambda: deed(form.cleaned_data), done, FIELD_OF):
        return redirect("web:risks-risk", row.uid)
    context = {
        "heading": heading,
        "over": _("Riesgo {code}").format(code=row.code),
        "form": form,
        "cancel_href": reverse("web:risks-risk", args=[row.uid]),
        "crumbs": risk_way(row, Link(heading, "")),
        **shown,
    }
    return render(request, template, context, status=422 if sent else 200)
