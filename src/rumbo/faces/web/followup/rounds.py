"""Screens of rounds: the list, opening, how a round goes, what it does not ask, closing."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.followup import access, queries
from rumbo.apps.followup.queries.chain import reports_awaiting_review
from rumbo.apps.measurement.actions import close_period, open_period
from rumbo.apps.people.queries import former_names
from rumbo.apps.plans.actions import ensure_periods
from rumbo.apps.plans.queries import version_by_uid, versions_in_force
from rumbo.domain.followup.due import not_due, periodicity_of
from rumbo.domain.followup.states import NOT_PROGRAMMED
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.kit.states import STATES as STATE_WORDS
from rumbo.faces.web.followup.closing import closed_shown
from rumbo.faces.web.followup.days import days_facts, proposed_for
from rumbo.faces.web.followup.forms import OpenForm, sentence
from rumbo.faces.web.followup.showing import report_rows, state_of
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, person_of
from rumbo.faces.web.words import period_words, periodicity_words

STATES = ("pending", "draft", "returned", "submitted", "endorsed", "accepted")
CLOSED_STATES = ("closed", queries.CLOSED_UNREPORTED)


def crumbs(*more: tuple[str, str]) -> list[Link]:
    """The way from the beginning to a screen of follow-up."""
    way = [(_("Inicio"), reverse("web:home")), (_("Seguimiento"), reverse("web:followup-rounds")), *more]
    return [Link(label, href) for label, href in way]


def title_of(followup: Any) -> str:
    """A round as it is called."""
    return _("Seguimiento: {period}").format(period=period_words(followup.period))


def tabs(followup: Any, current: str) -> list[Link]:
    """The views of a round."""
    shown = (("web:followup-round", _("Reportes")), ("web:followup-round-review", _("Revisión")))
    return [Link(label, reverse(name, args=[followup.uid]), name == current) for name, label in shown]


def page_of(request: HttpRequest, rows: Any) -> Any:
    """The page asked for; what is no page is the first. Only keys are put in order among all the rows: what a row shows
    is looked up for those of the page, so that the last of many pages costs no more than the first."""
    page: Any = Paginator(rows, queries.PAGE).get_page(request.GET.get("pagina"))
    page.object_list = rows.filter(pk__in=page.object_list.values("pk"))
    return page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The rounds of the entity; whoever only reports goes to what they owe."""
    actor = actor_of(request)
    if not access.reads_everything(actor):
        if actor.has(*access.REPORT):
            return redirect("web:followup-owed")
        raise Http404
    page = page_of(request, queries.rounds_of(entity_id_of(request)))
    rows = [(followup, period_words(followup.period), _owed(followup)) for followup in page]
    context = {
        "page": page,
        "rows": rows,
        "crumbs": crumbs(),
        "may_open": access.may(actor, "followup.followup.open"),
        "waiting": reports_awaiting_review(entity_id_of(request)).count(),
    }
    return render(request, "web/followup/rounds.html", context)


def _owed(followup: Any) -> int:
    return int(followup.pending_reports + followup.draft_reports + followup.returned_reports)


@require_http_methods(["GET", "POST"])
def open_round(request: HttpRequest) -> HttpResponse:
    """Opens a round: of which plan, in which period, until when."""
    actor, entity = actor_of(request), entity_id_of(request)
    if not access.may(actor, "followup.followup.open"):
        raise Http404
    versions = list(versions_in_force(entity))
    today, propose = timezone.localdate(), "propose" in request.POST
    typed = request.GET if request.method == "GET" else request.POST
    proposed = proposed_for(entity, typed.get("period", ""), today)
    chosen = {name: typed.get(name) for name in ("version", "period")} | proposed
    form = OpenForm(None if propose else request.POST or None, versions=versions, today=today, initial=chosen)
    if request.method == "POST" and form.is_valid():
        followup, findings = attempt(request, lambda: _open(request, form))
        if followup is not None:
            return redirect("web:followup-round", followup.uid)
        for finding in findings:
            form.add_error(None, sentence(finding))
    context = {
        "form": form,
        "versions": versions,
        "no_proposal": bool(typed.get("period")) and not proposed,
        "crumbs": crumbs((_("Abrir un seguimiento"), "")),
    }
    return render(request, "web/followup/open.html", context, status=422 if form.errors else 200)


def _open(request: HttpRequest, form: OpenForm) -> Any:
    asked = form.cleaned_data
    actor, person = actor_of(request), person_of(request)
    version = found_or_404(version_by_uid(person.entity.pk, asked["version"]))
    year, periodicity, ordinal = asked["period"].split(":")
    period = ensure_periods(actor, person.entity, int(year), periodicity)[int(ordinal) - 1]
    return open_period(actor, version, period, windows=form.windows())


@require_safe
def round_page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How a round goes: units by state, who is missing, and every report."""
    actor = actor_of(request)
    followup = found_or_404(queries.followup_by_uid(actor, str(uid)))
    narrow = queries.ReportFilter(
        words=request.GET.get("palabras", "").strip(),
        unit_uid=uid_of(request.GET.get("dependencia", "")),
        state=request.GET.get("estado", ""),
    )
    page = page_of(request, queries.reports_of_round(followup, narrow))
    board = queries.board_of(followup)
    asked = [state for state in STATES if state != "endorsed" or any(row.counts[state] for row in board)]
    states = asked if followup.state == "open" else CLOSED_STATES
    context = {
        "followup": followup,
        "title": title_of(followup),
        "crumbs": crumbs((period_words(followup.period), "")),
        "tabs": tabs(followup, "web:followup-round"),
        "tiles": _tiles(board, followup.state),
        "states": [(state, _shown(state), _word(state)) for state in states],
        "board": [(row, [(state, row.counts[state], _word(state)) for state in states]) for row in board],
        "page": page,
        "rows": report_rows(page, former_names(followup.entity_id)),
        "narrow": narrow,
        "days": days_facts(followup),
        "closing": closed_shown(followup),
        "may_reschedule": followup.state == "open" and access.may(actor, "followup.followup.reschedule", followup),
        "reopen_href": _several_to_reopen(followup) if _may_reopen(actor, followup) else "",
        "may_close": followup.state == "open" and access.may(actor, "followup.followup.close", followup),
    }
    return render(request, "web/followup/round.html", context)


def _may_reopen(actor: Any, followup: Any) -> bool:
    return followup.state == "closed" and access.may(actor, "followup.report.reopen")


def _several_to_reopen(followup: Any) -> str:
    """Where several reports of a closed round are chosen to be opened again."""
    told = {
        "vigencia": followup.period.fiscal_year,
        "plan": followup.plan_version.plan.uid,
        "periodo": followup.period.uid,
    }
    return f"{reverse('web:followup-board-reports')}?{urlencode(told)}"


def uid_of(text: str) -> str:
    """A uid as an address carries it; empty for anything else."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _shown(state: str) -> Any:
    if state == queries.CLOSED_UNREPORTED:
        return state_of("closed")
    return state_of(state, accepted=True)


def _word(state: str) -> str:
    shown = _shown(state)
    return shown.word or str(STATE_WORDS[shown.key][1])


def _tiles(board: list[Any], state: str) -> list[Fact]:
    counts: Counter[str] = sum((row.counts for row in board), Counter())
    total = counts.total()
    if state == "closed":
        unreported = counts[queries.CLOSED_UNREPORTED]
        return [
            Fact(_("Aceptados"), counts["closed"], _("de {n}").format(n=total), tone="good"),
            Fact(_("Cerrados sin reporte"), unreported, tone="bad" if unreported else ""),
        ]
    owed, waiting = sum(row.owed for row in board), counts["submitted"] + counts["endorsed"]
    return [
        Fact(_("Por reportar"), owed, _("de {n}").format(n=total)),
        Fact(_("Por revisar"), waiting, href="?estado=submitted#reportes", tone="watch" if waiting else ""),
        Fact(_("Aceptados"), counts["accepted"], tone="good" if total and counts["accepted"] == total else ""),
    ]


@require_safe
def unowed(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The targets from which a round expects no report, each with why."""
    followup = found_or_404(queries.followup_by_uid(actor_of(request), str(uid)))
    page = page_of(request, queries.unowed_targets(followup))
    programmed = queries.programmed_in(followup.period, [placed.revision_id for placed in page])
    rows = [
        (placed, programmed.get(placed.revision_id) == NOT_PROGRAMMED, _why_not(placed.revision, followup.period))
        for placed in page
    ]
    may_ask = followup.state == "open" and access.may(actor_of(request), "followup.report.ask", followup)
    here = (period_words(followup.period), reverse("web:followup-round", args=[followup.uid]))
    context = {
        "page": page,
        "rows": rows,
        "title": title_of(followup),
        "crumbs": crumbs(here, (_("Sin reporte"), "")),
        "ask_href": reverse("web:followup-ask", args=[followup.uid]) if may_ask else "",
    }
    return render(request, "web/followup/unowed.html", context)


def _why_not(revision: Any, period: Any) -> str:
    """Why the calendar asks nothing of a target in a period, in words."""
    often = periodicity_of(revision.periodicity)
    reason = not_due(revision.start, revision.end, often, period.first_day, period.last_day)
    return sentence(reason) if reason else periodicity_words(revision.periodicity)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Asks before freezing a round, naming what will be closed as not reported."""
    actor = actor_of(request)
    followup = found_or_404(queries.followup_by_uid(actor, str(uid)))
    here = reverse("web:followup-round", args=[followup.uid])
    if followup.state != "open" or not access.may(actor, "followup.followup.close", followup):
        raise Http404
    status = 200
    if request.method == "POST":
        closed, _findings = attempt(request, lambda: close_period(actor, followup), _("El seguimiento quedó cerrado."))
        if closed is not None:
            return redirect(here)
        status = 422
    board = queries.board_of(followup)
    counts: Counter[str] = sum((row.counts for row in board), Counter())
    missing = queries.reports_of_round(followup).filter(state__in=queries.OWED)[: queries.PAGE]
    context = {
        "heading": _("Cerrar el seguimiento: {period}").format(period=period_words(followup.period)),
        "consequences": _consequences(counts, sum(row.owed for row in board)),
        "blocked": counts["submitted"] + counts["endorsed"],
        "missing": report_rows(missing),
        "missing_total": sum(row.owed for row in board),
        "verb": _("Cerrar el seguimiento"),
        "cancel_href": here,
        "danger": True,
        "crumbs": crumbs((period_words(followup.period), here), (_("Cerrar"), "")),
    }
    return render(request, "web/followup/close.html", context, status=status)


def _consequences(counts: Counter[str], missing: int) -> list[str]:
    kept = counts["accepted"]
    return [
        _("Las cifras del periodo quedan fijas: nadie podrá cambiar un reporte después."),
        ngettext("{n} reporte aceptado queda en firme.", "{n} reportes aceptados quedan en firme.", kept).format(
            n=kept
        ),
        ngettext(
            "{n} reporte se cierra como no reportado.", "{n} reportes se cierran como no reportados.", missing
        ).format(n=missing),
    ]
