"""A unit writes its targets in its part: on the same pages on which planning writes them in a draft."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.formulating.actions import formulate_target, withdraw_target
from rumbo.apps.formulating.actions.submit_part import NEEDED
from rumbo.apps.formulating.queries import asked_in, lock_of, placements_of
from rumbo.faces.web.formulating.pages import only, part_asked
from rumbo.faces.web.formulating.words import FIELDS, crumbs
from rumbo.faces.web.plans import writing
from rumbo.faces.web.plans.forms import WithdrawalForm
from rumbo.faces.web.session import actor_of, attempt

both = require_http_methods(["GET", "POST"])


@both
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A new target of the unit."""
    return writing.add(request, _desk(request, _writable(request, uid)))


@both
def edit(request: HttpRequest, uid: UUID, target: UUID) -> HttpResponse:
    """Another wording, with what planning asked beside it."""
    part = _writable(request, uid)
    placement = _own(part, target)
    return writing.edit(request, _desk(request, part, placement), placement)


@both
def programme(request: HttpRequest, uid: UUID, target: UUID) -> HttpResponse:
    """What the target programmes for the year and each period of it."""
    part = _writable(request, uid)
    return writing.programme(request, _desk(request, part), _own(part, target))


@both
def milestones(request: HttpRequest, uid: UUID, target: UUID) -> HttpResponse:
    """The dated steps of the target."""
    part = _writable(request, uid)
    return writing.milestones(request, _desk(request, part), _own(part, target))


@both
def withdraw(request: HttpRequest, uid: UUID, target: UUID) -> HttpResponse:
    """Takes a target out of what is formulated, once asked why."""
    part = _writable(request, uid)
    placement = _own(part, target)
    here = reverse("web:formulating-part", args=[part.uid])
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        _value, refusals = attempt(
            request,
            lambda: withdraw_target(actor_of(request), part, placement, reason=reason),
            _("La meta quedó retirada; lo que decía y el motivo quedan en la historia."),
        )
        if not refusals:
            return redirect(here)
    context = {
        "form": form,
        "heading": _("Retirar la meta {number}").format(number=placement.number),
        "lead": placement.revision.statement,
        "consequences": [_("Lo que decía y el motivo quedan en la historia del plan.")],
        "verb": _("Retirar la meta"),
        "danger": True,
        "cancel_href": here,
        "crumbs": crumbs(part.formulation, part, _("Retirar")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.is_bound else 200)


def _writable(request: HttpRequest, uid: UUID) -> Any:
    """The part, where this person may write it now; its own page says why not."""
    part = part_asked(request, uid)
    only(request, "formulating.target.write", part)
    if lock_of(part) is not None:
        raise Http404
    return part


def _own(part: Any, target: UUID) -> Any:
    for placement in placements_of(part):
        if placement.uid == target:
            placement.version = part.formulation.version
            return placement
    raise Http404


def _desk(request: HttpRequest, part: Any, placement: Any = None) -> writing.Desk:
    back = reverse("web:formulating-part", args=[part.uid])
    return writing.Desk(
        version=part.formulation.version,
        write=lambda data, placed, seen: formulate_target(actor_of(request), part, data, placement=placed, seen=seen),
        address=lambda placed: f"{back}#meta-{placed.uid}",
        edit=lambda placed: reverse("web:formulating-target", args=[part.uid, placed.uid]),
        back=back,
        crumbs=lambda heading: crumbs(part.formulation, part, heading),
        unit=part.unit,
        remarks=_asked(part, placement) if placement is not None else (),
        needed=tuple(NEEDED),
        propose_href=reverse("web:formulating-propose", args=[part.uid]),
    )


def _asked(part: Any, placement: Any) -> tuple[tuple[str, str], ...]:
    asked = asked_in(part)
    uid = str(placement.revision.target.uid)
    fields = asked.fields if asked else {}
    return tuple((str(FIELDS[field]), text) for (target, field), text in fields.items() if target == uid)
