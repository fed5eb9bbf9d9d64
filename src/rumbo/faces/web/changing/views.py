"""The list of requests to change a plan, and one of them with what answered it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rumbo.apps.changing import queries
from rumbo.apps.changing.access import may
from rumbo.apps.changing.actions import give_opinion, hand_over_request, withdraw_request
from rumbo.apps.people.queries import units_of
from rumbo.faces.web.changing.forms import HandOverForm, OpinionForm
from rumbo.faces.web.changing.words import ANSWERS, STATES, crumbs, name_of, request_row, signatures, what_asked
from rumbo.faces.web.followup.rounds import page_of
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The requests that a person may see, the latest first, and the versions that wait for an act."""
    actor, state = actor_of(request), request.GET.get("estado", "")
    rows = queries.visible_requests(actor)
    page = page_of(request, rows.filter(state=state) if state in STATES else rows)
    to_decide = queries.versions_to_decide(actor.entity_id or 0) if may(actor, "changing.version.decide") else []
    context = {
        "page": page,
        "rows": [request_row(each) for each in page],
        "states": [(key, word) for key, (_tone, word) in STATES.items()],
        "state": state,
        "to_decide": [(reverse("web:changing-decide", args=[each.uid]), each) for each in to_decide],
        "crumbs": crumbs(),
    }
    return render(request, "web/changing/list.html", context)


@require_http_methods(["GET", "POST"])
def request_page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One request: what it asks, why, in what it asks less, and who answered it; planning gives its opinion here."""
    actor = actor_of(request)
    found: Any = found_or_404(queries.request_by_uid(actor, uid))
    may_opine = found.state == "asked" and may(actor, "changing.request.opine", found)
    own = actor.user_id is not None and actor.user_id == found.asker_id
    form = OpinionForm(request.POST or None, initial={"edit": found.edit}) if may_opine and not own else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            told = form.cleaned_data
            given = {"favourable": told["favourable"] == "yes", "text": told["text"]}
            done = _("El concepto quedó firmado; ahora decide el comité.")
            _step, refusals = attempt(request, lambda: give_opinion(actor, found, told["edit"], **given), done)
            if not refusals:
                return redirect("web:changing-request", found.uid)
    return _page(request, found, form, status=422 if request.method == "POST" else 200)


def _page(request: HttpRequest, found: Any, form: OpinionForm | None, status: int) -> HttpResponse:
    actor, steps = actor_of(request), queries.steps_of(found)
    tone, word = STATES[found.state]
    open_still = found.state in ("asked", "opined")
    context = {
        "found": found,
        "tone": tone,
        "word": word,
        "heading": what_asked(found),
        "name": name_of(found),
        "steps": [(each, ANSWERS[each.kind, each.favourable]) for each in steps],
        "signatures": signatures(found, steps),
        "weakened": queries.pointed_out(found),
        "form": form,
        "may_hand_over": open_still and may(actor, "changing.request.hand_over", found),
        "may_withdraw": open_still and may(actor, "changing.request.withdraw", found),
        "may_decide": found.state == "opined" and may(actor, "changing.version.decide", found.version),
        "deciding": queries.version_ruling(found),
        "crumbs": crumbs((what_asked(found), "")),
    }
    return render(request, "web/changing/request.html", context, status=status)


@require_POST
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Takes a request back."""
    actor = actor_of(request)
    found: Any = found_or_404(queries.request_by_uid(actor, uid))
    attempt(request, lambda: withdraw_request(actor, found, found.edit), _("La solicitud quedó retirada."))
    return redirect("web:changing-request", found.uid)


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Planning says which unit goes on with a request that waits."""
    actor = actor_of(request)
    found: Any = found_or_404(queries.request_by_uid(actor, uid))
    if found.state not in queries.WAITING or not may(actor, "changing.request.hand_over", found):
        raise Http404
    units = {str(each.uid): each for each in units_of(entity_id_of(request), timezone.localdate()).order_by("name")}
    form = HandOverForm(request.POST or None, units=units.values(), initial={"edit": found.edit})

    def act() -> None:
        told = form.cleaned_data
        hand_over_request(actor, found, told["edit"], units[told["unit"]], reason=told["reason"])

    if form.is_valid() and carried_out(request, form, act, _("La solicitud sigue con la otra dependencia.")):
        return redirect("web:changing-request", found.uid)
    context = {
        "heading": _("Pasar la solicitud a otra dependencia"),
        "over": name_of(found),
        "lead": _("La dependencia que elija la verá y podrá retirarla. Lo pedido y su firma no cambian."),
        "form": form,
        "verb": _("Pasar la solicitud"),
        "cancel_href": reverse("web:changing-request", args=[found.uid]),
        "crumbs": crumbs((what_asked(found), reverse("web:changing-request", args=[found.uid])), (_("Pasar"), "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.is_bound else 200)
