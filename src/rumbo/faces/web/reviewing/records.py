"""The review of one record: a round of follow-up, a project, a process, an indicator. Plans and maps have their own."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.followup.queries import followup_by_uid
from rumbo.apps.processes.queries import process_by_uid
from rumbo.apps.reviewing.queries import Record, indicator_record, process_record, project_record, round_record
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.followup import rounds
from rumbo.faces.web.indicators.pages import sheet_asked, sheet_tabs, sheet_way
from rumbo.faces.web.processes import views as processes
from rumbo.faces.web.projects import pages as projects
from rumbo.faces.web.reviewing.showing import cards_of, checks_in_words
from rumbo.faces.web.reviews import review_file, review_shown
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404
from rumbo.faces.web.words import period_words


@require_safe
def of_round(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the reports of a round say that somebody should look at."""
    followup = _followup(request, uid)
    here = (period_words(followup.period), reverse("web:followup-round", args=[uid]))
    way = rounds.crumbs(here, (_("Revisión"), ""))
    tabs = rounds.tabs(followup, "web:followup-round-review")
    over = followup.plan_version.plan.name
    return _page(request, round_record(followup), way, tabs, heading=rounds.title_of(followup), over=over)


@require_safe
def of_project(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the rules say of a project, beside its budget."""
    version = projects.version_asked(request, uid)
    way, tabs = projects.crumbs(version, Link(_("Revisión"), "")), projects.tabs(version, "web:projects-review")
    return _page(request, project_record(version), way, tabs, heading=version.name, over=version.code)


@require_safe
def of_process(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the rules say of a process."""
    process = _process(request, uid)
    way, tabs = processes.crumbs(process, Link(_("Revisión"), "")), processes.tabs(process, "web:processes-review")
    record = process_record(process, timezone.localdate())
    return _page(request, record, way, tabs, heading=process.name, over=_("Proceso"))


@require_safe
def of_indicator(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the rules say of the sheet of an indicator."""
    row = sheet_asked(request, uid)
    way, tabs = sheet_way(row, Link(_("Revisión"), "")), sheet_tabs(row, "web:indicators-review")
    return _page(request, indicator_record(row), way, tabs, heading=row.name, over=_("Hoja de vida"))


@require_safe
def round_report(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The review of a round as a report to send."""
    return _file(request, round_record(_followup(request, uid)), form)


@require_safe
def project_report(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The review of a project as a report to send."""
    return _file(request, project_record(projects.version_asked(request, uid)), form)


@require_safe
def process_report(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The review of a process as a report to send."""
    return _file(request, process_record(_process(request, uid), timezone.localdate()), form)


@require_safe
def indicator_report(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The review of an indicator as a report to send."""
    return _file(request, indicator_record(sheet_asked(request, uid)), form)


def _followup(request: HttpRequest, uid: UUID) -> Any:
    return found_or_404(followup_by_uid(actor_of(request), str(uid)))


def _process(request: HttpRequest, uid: UUID) -> Any:
    return found_or_404(process_by_uid(entity_id_of(request), uid))


def _page(
    request: HttpRequest, record: Record, way: list[Link], tabs: list[Link], *, heading: str, over: str
) -> HttpResponse:
    context = {
        "record": record,
        "crumbs": way,
        "tabs": tabs,
        "heading": heading,
        "over": over,
        "report": f"web:{_REPORTS[record.kind.value]}",
        **review_shown(record.checks, cards_of(record)),
    }
    return render(request, "web/reviewing/record.html", context)


_REPORTS = {
    "round": "followup-round-report",
    "project": "projects-review-report",
    "process": "processes-review-report",
    "indicator": "indicators-review-report",
}


def _file(request: HttpRequest, record: Record, form: str) -> HttpResponse:
    return review_file(request, checks_in_words(record), form, title=record.name, name=record.name, number=1)
