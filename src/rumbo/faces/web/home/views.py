"""The first screen after signing in, the choice of entity and of language."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.i18n import set_language

from rumbo.apps.audit.actor import Actor
from rumbo.apps.followup.queries.urgency import urgent_for
from rumbo.apps.measurement.queries import MeasuredRound, measured_followups
from rumbo.apps.people.actions import choose_language
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.web.followup.pressing import CONTRIBUTED, pressing_for
from rumbo.faces.web.frame import WATCHING
from rumbo.faces.web.home.duties import duties_of
from rumbo.faces.web.home.waiting import waiting_for
from rumbo.faces.web.measurement.telling import round_row
from rumbo.faces.web.session import actor_of, choose_entity, entity_id_of, person_of
from rumbo.faces.web.words import period_words

PRESSING_SHOWN = 8
ROUNDS_SHOWN = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this person should do next, and how things stand."""
    try:
        person_of(request)
    except Http404:
        return render(request, "web/home/nobody.html", status=403)
    actor, entity = actor_of(request), entity_id_of(request)
    waiting, measured = waiting_for(actor), measured_followups(entity)
    urgent = urgent_for(actor, contributes=bool(waiting.counts.get(CONTRIBUTED)))
    pressing = pressing_for(actor, urgent, waiting.counts)
    duties = duties_of(waiting, pressing)
    context = {
        "first": duties[0] if duties else None,
        "rest": duties[1:],
        "urgent": pressing[:PRESSING_SHOWN],
        "more": len(pressing) if len(pressing) > PRESSING_SHOWN else 0,
        "rounds": _rounds(measured) if actor.has(*WATCHING) else [],
        "plans": _plans(waiting.in_force, measured),
        "no_plans": not waiting.counts["plans"],
    }
    return render(request, "web/home/home.html", context)


def _plans(in_force: Iterable[Any], measured: Iterable[MeasuredRound]) -> list[tuple[Any, dict[str, Any] | None]]:
    """The versions in force, each with the figures of its plan in the latest period that has any."""
    latest: dict[int, dict[str, Any]] = {}
    for each in measured:
        latest.setdefault(each.followup.plan_version.plan_id, round_row(each))
    return [(version, latest.get(version.plan_id)) for version in in_force]


def _rounds(measured: Iterable[MeasuredRound]) -> list[tuple[str, str, list[Fact]]]:
    """How each open round stands: its name, its address, and what is owed, waits for review and was accepted."""
    return [
        (
            _("{period}: {plan}").format(
                period=period_words(each.followup.period), plan=each.followup.plan_version.plan.name
            ),
            reverse("web:followup-round", args=[each.followup.uid]),
            _round_tiles(each),
        )
        for each in [each for each in measured if each.followup.state == "open"][:ROUNDS_SHOWN]
    ]


def _round_tiles(each: MeasuredRound) -> list[Fact]:
    note = _("de {n}").format(n=each.reports)
    accepted = "good" if each.reports and each.accepted == each.reports else ""
    return [
        Fact(_("Por reportar"), each.owed, note),
        Fact(_("Por revisar"), each.waiting, note, tone="watch" if each.waiting else ""),
        Fact(_("Aceptados"), each.accepted, note, tone=accepted),
    ]


@require_http_methods(["GET", "POST"])
def entities(request: HttpRequest) -> HttpResponse:
    """The choice of entity of somebody who works in several."""
    person = person_of(request)
    if request.method == "POST":
        if not choose_entity(request, _uid(request.POST.get("entity", ""))):
            raise Http404
        following = request.POST.get("next", "")
        return redirect(following if url_has_allowed_host_and_scheme(following, None) else "web:home")
    return render(request, "web/home/entities.html", {"entities": person.entities, "current": person.entity})


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chooses the language of the browser; of a person also for their next one."""
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        user: Any = request.user
        choose_language(Actor(user.pk, user.name, None), user, chosen)
    return set_language(request)


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
