"""Screens of reports: what a unit owes, what planning reviews, and the report itself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.apps.audit.doorway import FASTER, Forbidden, Refused
from rumbo.apps.calendar import queries as calendar
from rumbo.apps.calendar.access import may as may_in_calendar
from rumbo.apps.followup import access, queries
from rumbo.apps.followup.actions import attach_file, attach_link, return_report, save_draft, submit_report
from rumbo.apps.followup.queries import chain
from rumbo.apps.measurement.actions import accept_report
from rumbo.apps.measurement.bridge.reviewing import report_reviewed
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.followup.forms import ReportForm, ReviewForm, answered, sentence, steps_done, with_edit
from rumbo.faces.web.followup.rounds import crumbs, page_of
from rumbo.faces.web.followup.showing import (
    course_facts,
    entries_shown,
    history_of,
    report_rows,
    state_of,
    target_facts,
)
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404
from rumbo.faces.web.words import period_words
from rumbo.findings import Finding

EDITABLE = ("pending", "draft", "returned")
TYPED = ("not_applicable_reason", "narrative", "difficulties", "justification")


def owed(request: HttpRequest) -> HttpResponse:
    """What the units of this person owe, the most urgent first, and what they have handed in."""
    actor = actor_of(request)
    if not actor.has(*access.REPORT):
        raise Http404
    handed = request.GET.get("ver") == "enviados"
    reports = queries.reports_handed_in(actor) if handed else queries.reports_owed(actor)
    page, here = page_of(request, reports), reverse("web:followup-owed")
    context = {
        "page": page,
        "rows": report_rows(page),
        "handed": handed,
        "tabs": [Link(_("Por reportar"), here, not handed), Link(_("Enviados"), f"{here}?ver=enviados", handed)],
        "crumbs": [Link(_("Inicio"), reverse("web:home")), Link(_("Mis reportes"), "")],
    }
    return render(request, "web/followup/owed.html", context)


def awaiting(request: HttpRequest) -> HttpResponse:
    """What waits for review in all the rounds, the oldest first."""
    if not access.reads_everything(actor_of(request)):
        raise Http404
    page = page_of(request, chain.reports_awaiting_review(entity_id_of(request)))
    context = {"page": page, "rows": report_rows(page), "crumbs": crumbs((_("Por revisar"), ""))}
    return render(request, "web/followup/awaiting.html", context)


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A report: whoever owes it answers it here, everybody else who may see it reads it here."""
    actor = actor_of(request)
    found = found_or_404(queries.report_by_uid(actor, str(uid)))
    if request.method == "GET":
        return _page(request, found)
    if not access.may(actor, "followup.report.draft", found):
        raise Http404
    form = _form(found, request.POST, request.FILES)
    if found.state not in EDITABLE:
        return _page(request, found, lost=_typed(request), status=409)
    findings = _save(request, found, form) if form.is_valid() else []
    if not form.is_valid() or findings:
        return _again(request, found, form, findings)
    return redirect("web:followup-report", found.uid)


def _save(request: HttpRequest, found: Any, form: ReportForm) -> list[Finding]:
    """Keeps what was typed, attaches, and submits where asked; what was kept stays when a later step fails."""
    actor, answer, typed = actor_of(request), form.answer(), form.cleaned_data
    try:
        kept = save_draft(actor, found, answer, typed["edit"])
        found.edit, found.state = kept.edit, kept.state
        messages.success(request, _("El borrador quedó guardado."))
        for file in typed["evidence"]:
            attach_file(actor, kept, file.name, file.file, own_date=typed["evidence_date"])
        if typed["link"]:
            attach_link(actor, kept, typed["link"], own_date=typed["link_date"], title=typed["link_title"])
        if "submit" in request.POST:
            submit_report(actor, kept, answer, kept.edit)
            messages.success(request, _("El reporte se envió a revisión."))
    except Forbidden as forbidden:
        raise Http404 from forbidden
    except Refused as refused:
        return list(refused.findings)
    return []


def _again(request: HttpRequest, found: Any, form: ReportForm, findings: list[Finding]) -> HttpResponse:
    """The same screen with everything as it was typed; when somebody was faster, beside what they wrote."""
    stale = any(finding.code == FASTER.code for finding in findings)
    now = found_or_404(queries.report_by_uid(actor_of(request), str(found.uid)))
    if calendar.report_lock(now):
        return _page(request, now, lost=_typed(request), status=422)
    if stale and now.state not in EDITABLE:
        return _page(request, now, lost=_typed(request), status=409)
    form.tell(findings)
    with_edit(form, now.edit)
    return _page(request, now, form=form, stale=stale, status=409 if stale else 422)


def _typed(request: HttpRequest) -> list[str]:
    """What somebody had written when the report left their hands."""
    return [text for name in TYPED if (text := request.POST.get(name, "").strip())]


def _form(found: Any, *data: Any, entry: Any = None) -> ReportForm:
    steps = queries.milestones_of(found) if found.revision.report_kind == "milestones" else []
    done = queries.milestones_done_before(found) if steps and entry is None else {}
    initial = answered(entry) | steps_done(steps, done) | {"edit": found.edit}
    return ReportForm(*data, revision=found.revision, milestones=steps, initial=initial)


def _page(
    request: HttpRequest,
    found: Any,
    *,
    form: ReportForm | None = None,
    review_form: ReviewForm | None = None,
    stale: bool = False,
    lost: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, entries = actor_of(request), queries.entries_of(found)
    editable = found.state in EDITABLE and access.may(actor, "followup.report.draft", found)
    draft = entries[0] if entries and (entries[0].submitted_at is None or found.state == "returned") else None
    reviewable = found.state == "submitted" and access.may(actor, "followup.report.accept", found)
    lock, editable, reviewable = _lock(actor, found, editable, reviewable)
    if editable and form is None:
        form = _form(found, entry=draft)
    lines = queries.course_of(found)
    shown = entries_shown(entries, found.revision)
    programmed = next((line.programmed for line in lines if line.period.pk == found.period_id), None)
    context = {
        "report": found,
        "state": state_of(found.state, found.closed_accepted),
        "period": period_words(found.period),
        "facts": target_facts(found, programmed),
        "course": course_facts(lines),
        "form": form if editable else None,
        "lock": lock,
        "term": calendar.term_of(found),
        "may_except": found.followup.state == "open"
        and may_in_calendar(actor, "calendar.exception.give", found.period),
        "review_form": (review_form or ReviewForm(initial={"edit": found.edit})) if reviewable else None,
        "evidence": list(queries.report_evidence(found)),
        "may_publish": access.may(actor, "evidence.evidence.mark_public", found),
        "entries": shown,
        "history": history_of(shown),
        # Sent back after it was accepted it has both reviews; the last one says what to mend.
        "returned": next(reversed(shown[0].reviews), None) if found.state == "returned" and shown else None,
        "may_send_back": access.may_send_back(actor, found),
        "findings": _findings(found, entries),
        "other": draft if stale else None,
        "lost": lost or [],
        "crumbs": report_crumbs(request, found),
    }
    return render(request, "web/followup/report.html", context, status=status)


def _lock(actor: Any, found: Any, editable: bool, reviewable: bool) -> tuple[Finding | None, bool, bool]:
    """Why what the actor came to do cannot be done now, and what they still may: answer, review."""
    lock = calendar.report_lock(found) if editable else calendar.review_lock(found) if reviewable else None
    if lock is None and not reviewable and access.may(actor, "followup.report.draft", found):
        return calendar.state_lock(found), editable, reviewable
    return lock, editable and lock is None, reviewable and lock is None


def _findings(found: Any, entries: list[Any]) -> tuple[Finding, ...]:
    """What the rules find in the reports of the target with this one: as if what is written in it were accepted."""
    signed = next((each for each in entries if each.submitted_at is not None), None)
    if signed is None:
        return ()
    signed.report = found
    return report_reviewed(found, None if found.state in ("accepted", "closed") else signed)


def report_crumbs(request: HttpRequest, found: Any) -> list[Link]:
    """The way down to a report, by who is looking."""
    here = (_("Acción {number}").format(number=found.number or ""), "")
    if access.reads_everything(actor_of(request)):
        return crumbs((period_words(found.period), reverse("web:followup-round", args=[found.followup.uid])), here)
    mine = Link(_("Mis reportes"), reverse("web:followup-owed"))
    return [Link(_("Inicio"), reverse("web:home")), mine, Link(*here)]


@require_POST
def review(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Planning accepts or returns a report, and goes on to the next that waits."""
    actor = actor_of(request)
    found = found_or_404(queries.report_by_uid(actor, str(uid)))
    if not access.may(actor, "followup.report.accept", found):
        raise Http404
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, found, review_form=form, status=422)
    try:
        _review(request, found, form.cleaned_data)
    except Forbidden as forbidden:
        raise Http404 from forbidden
    except Refused as refused:
        return _review_again(request, uid, form, refused)
    return _next_or_round(request, found)


def _review(request: HttpRequest, found: Any, typed: dict[str, Any]) -> None:
    actor, edit, remark = actor_of(request), typed["edit"], typed["remark"]
    if request.POST.get("decision") == "accept":
        accept_report(actor, found, edit, remark=remark)
        messages.success(request, _("Reporte aceptado; sus cifras ya se actualizaron."))
    else:
        return_report(actor, found, edit, remark)
        messages.success(request, _("Reporte devuelto a la dependencia con su observación."))


def _review_again(request: HttpRequest, uid: UUID, form: ReviewForm, refused: Refused) -> HttpResponse:
    stale = any(finding.code == FASTER.code for finding in refused.findings)
    now = found_or_404(queries.report_by_uid(actor_of(request), str(uid)))
    for finding in refused.findings:
        form.add_error(None if stale else "remark", sentence(finding))
        if now.state != "submitted":
            messages.error(request, sentence(finding))
    lost = [form.cleaned_data.get("remark", "")] if now.state != "submitted" else []
    with_edit(form, now.edit)
    return _page(request, now, review_form=form, lost=[text for text in lost if text], status=409 if stale else 422)


def _next_or_round(request: HttpRequest, found: Any) -> HttpResponse:
    """The next report of the same round that waits for review; the round when none does."""
    waiting = chain.reports_awaiting_review(entity_id_of(request)).filter(followup=found.followup_id)
    following = waiting.first()
    if following is None:
        return redirect("web:followup-round", found.followup.uid)
    count = waiting.count()
    messages.info(request, ngettext("Queda {n} por revisar.", "Quedan {n} por revisar.", count).format(n=count))
    return redirect("web:followup-report", following.uid)
