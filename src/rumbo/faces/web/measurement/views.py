"""Screens of figures. Every number on them leads to how it came about."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.followup.access import reads_everything
from rumbo.apps.measurement import queries
from rumbo.apps.people.queries import units_of
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.charting import chart_file
from rumbo.faces.web.measurement import telling
from rumbo.faces.web.measurement.ahead import ahead_of, offer_in
from rumbo.faces.web.measurement.corrected import corrections_shown
from rumbo.faces.web.measurement.trending import history_chart, shown_history, trend_address
from rumbo.faces.web.measurement.verified import verification_shown
from rumbo.faces.web.measures import settings_facts
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404
from rumbo.faces.web.words import period_words

PLAN = "plan"

WITH_TREND = ("year", "expected", "at_cutoff", queries.PROJECTION)
"""The figures of which the page shows how they went period by period."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The follow-ups of the entity with the figures of their plans."""
    rounds = queries.measured_followups(entity_id_of(request))
    rows = [telling.round_row(each) for each in rounds]
    verified = verification_shown(queries.last_verification(entity_id_of(request)))
    unreadable = any(row["unreadable"] for row in rows)
    context = {"rows": rows, "verified": verified, "unreadable": unreadable, "crumbs": crumbs()}
    return render(request, "web/measurement/index.html", context)


@require_safe
def sheet(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The figures of a follow-up as a tree, narrowed by what the address says."""
    followup = found_or_404(queries.followup_to_measure(entity_id_of(request), str(uid)))
    narrow = narrowed(request)
    number = page_number(request)
    found = queries.sheet_of(followup, narrow, number)
    page = Paginator(range(found.total), queries.PAGE).get_page(number)
    corrections = corrections_shown(followup)
    corrected = {place: said for each in corrections for place, said in each.figures.items()}
    context = {
        "followup": followup,
        "title": title_of(followup),
        "plan": telling.row_of(found.plan, found),
        "rows": [telling.row_of(each, found, corrected) for each in found.rows],
        "page": page,
        "narrow": narrow,
        "units": units_of(followup.entity_id),
        "levels": found.levels,
        "lights": telling.lights(found.settings),
        "tiles": telling.tiles(found, corrected),
        "light_notes": telling.light_notes(found),
        "reach": telling.reach_words(found),
        "level_note": telling.level_note(found.settings),
        "before": telling.period_before(found.before),
        "corrections": corrections,
        "twice": found.twice,
        "settings": settings_facts(found.settings),
        "goes_to_round": reads_everything(actor_of(request)),
        "crumbs": crumbs((title_of(followup), "")),
    }
    return render(request, "web/measurement/sheet.html", context)


@require_safe
def figure(request: HttpRequest, uid: UUID, subject: UUID, measure: str) -> HttpResponse:
    """How the figure of a target or a level came about."""
    return _explained(request, uid, str(subject), measure)


@require_safe
def plan_figure(request: HttpRequest, uid: UUID, measure: str) -> HttpResponse:
    """How the figure of the whole plan came about."""
    return _explained(request, uid, PLAN, measure)


@require_safe
def trend(request: HttpRequest, uid: UUID, subject: UUID, form: str) -> HttpResponse:
    """How a target or a level went, period by period, as an image or as data."""
    return _trend(request, uid, str(subject), form)


@require_safe
def plan_trend(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """How the whole plan went, as an image or as data."""
    return _trend(request, uid, PLAN, form)


def _trend(request: HttpRequest, uid: UUID, subject: str, form: str) -> HttpResponse:
    followup = found_or_404(queries.followup_to_measure(entity_id_of(request), str(uid)))
    found = found_or_404(_found(request, followup, subject, "year"))
    return chart_file(request, history_chart(followup, subject, telling.Story(found).heading, found.ahead), form)


def _explained(request: HttpRequest, uid: UUID, subject: str, measure: str) -> HttpResponse:
    followup = found_or_404(queries.followup_to_measure(entity_id_of(request), str(uid)))
    found = found_or_404(_found(request, followup, subject, measure))
    story = telling.Story(found)
    way = crumbs((title_of(followup), reverse("web:measurement-sheet", args=[uid])), (story.heading, ""))
    corrections = corrections_shown(followup) if found.was_corrected and measure == "year" else []
    place = "" if subject == PLAN else subject
    since = [each.figures[place] for each in corrections if place in each.figures]
    context = offer_in(request, found) | {
        "ahead": ahead_of(followup, found.ahead) if found.ahead else None,
        "trend": shown_history(followup, subject, story.heading, found.ahead) if measure in WITH_TREND else None,
        "here": trend_address(uid, subject),
        "found": found,
        "twice": found.twice,
        "story": story,
        "title": title_of(followup),
        "crumbs": way,
        "corrected": since[-1] if since else "",
        "corrections": corrections if since else [],
        "goes_to_round": reads_everything(actor_of(request)),
    }
    return render(request, "web/measurement/figure.html", context)


def _found(request: HttpRequest, followup: Any, subject: str, measure: str) -> queries.Explained | None:
    if measure == queries.PROJECTION:
        return queries.explained_projection(actor_of(request), followup, subject)
    correction = number_in(request, "correccion")
    return queries.explained_figure(actor_of(request), followup, subject, measure, correction)


def narrowed(request: HttpRequest) -> queries.SheetFilter:
    """What the address asks for; what is no uid narrows nothing."""
    asked = request.GET
    return queries.SheetFilter(
        words=asked.get("palabras", "").replace("\0", "").strip()[:200],
        unit_uid=_uid(asked.get("dependencia", "")),
        level_uid=_uid(asked.get("nivel", "")),
        light=asked.get("semaforo", "")[:40],
    )


def page_number(request: HttpRequest) -> int:
    """The page asked for; what is no page is the first."""
    return max(number_in(request, "pagina"), 1)


def number_in(request: HttpRequest, name: str) -> int:
    """A number that the address asks for; what is none is 0."""
    asked = request.GET.get(name, "")
    return min(int(asked), 10**6) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 0


def title_of(followup: Any) -> str:
    """The figures of a follow-up as they are called."""
    return _("Cifras: {period}").format(period=period_words(followup.period))


def crumbs(*more: tuple[str, str]) -> list[Link]:
    """The way from the beginning to a screen of figures."""
    way = [(_("Inicio"), reverse("web:home")), (_("Cifras"), reverse("web:measurement-list")), *more]
    return [Link(label, href) for label, href in way]


def _uid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
