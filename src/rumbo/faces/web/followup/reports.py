"""Screens of a report: whoever owes it answers it, everybody else who may see it reads it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.audit.doorway import FASTER, Forbidden, Refused
from rumbo.apps.calendar import queries as calendar
from rumbo.apps.calendar.access import may as may_in_calendar
from rumbo.apps.followup import access, queries
from rumbo.apps.followup.actions import attach_file, attach_link, save_draft, submit_report
from rumbo.apps.followup.queries import chain
from rumbo.apps.followup.queries.course import course_of
from rumbo.apps.followup.queries.evidence import checklist, delivered_evidence
from rumbo.apps.followup.queries.parts import parts_on
from rumbo.apps.followup.queries.reopened import reopening_in_force
from rumbo.apps.followup.queries.signatures import altered_report
from rumbo.apps.measurement.bridge.reviewing import report_reviewed
from rumbo.apps.people.queries import former_names
from rumbo.domain.checks.narratives import CANCELLED, cancellation_told
from rumbo.domain.followup.chain import Chain, Step, barred
from rumbo.domain.followup.parts import COLUMNS, Part
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.followup.answering import PART, ReportForm, answered, parts_to_show, steps_done
from rumbo.faces.web.followup.autosaving import autosaved, typed_in
from rumbo.faces.web.followup.contributing import contributions_shown
from rumbo.faces.web.followup.evidence import with_evidence, with_kinds
from rumbo.faces.web.followup.fields import beside, changes_since, fields_of, remarks_of
from rumbo.faces.web.followup.forms import with_edit
from rumbo.faces.web.followup.path import is_endorsed, reopenings_shown, signatures, steps_drawn
from rumbo.faces.web.followup.review_forms import EvaluationForm, ReviewForm, evaluations_shown
from rumbo.faces.web.followup.rounds import crumbs
from rumbo.faces.web.followup.showing import (
    State,
    course_facts,
    entries_shown,
    history_of,
    state_of,
    target_facts,
)
from rumbo.faces.web.session import actor_of, found_or_404
from rumbo.faces.web.words import period_words
from rumbo.findings import Finding

EDITABLE = ("pending", "draft", "returned")
RETURNED_BY = {
    "endorse": __("El jefe de la dependencia devolvió este reporte"),
    "verify": __("La oficina de planeación devolvió este reporte"),
}
REVIEWS = (Step.ENDORSE, Step.VERIFY)
TYPED = ("not_applicable_reason", *COLUMNS, "justification")


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A report: whoever owes it answers it here, everybody else who may see it reads it here."""
    actor = actor_of(request)
    found = found_or_404(queries.report_by_uid(actor, str(uid)))
    if request.method == "GET":
        return report_page(request, found)
    if not access.may(actor, "followup.report.draft", found):
        raise Http404
    if "autosave" in request.POST:
        return autosaved(
            request, found, _form(found, parts_of_report(found), queries.draft_of(found), typed_in(request))
        )
    form = _form(found, parts_of_report(found), queries.draft_of(found), request.POST, request.FILES)
    if found.state_now not in EDITABLE:
        return report_page(request, found, lost=_typed(request), status=409)
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
            attach_file(actor, kept, file.name, file.file, own_date=typed["evidence_date"], meets=typed["meets"])
        if typed["link"]:
            told = {"own_date": typed["link_date"], "title": typed["link_title"], "meets": typed["meets"]}
            attach_link(actor, kept, typed["link"], **told)
        if "submit" in request.POST:
            submit_report(actor, kept, answer, kept.edit, seen=request.POST.get("seen"))
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
        return report_page(request, now, lost=_typed(request), status=422)
    if stale and now.state_now not in EDITABLE:
        return report_page(request, now, lost=_typed(request), status=409)
    form.tell(findings)
    with_edit(form, now.edit)
    return report_page(request, now, form=form, stale=stale, status=409 if stale else 422)


def _typed(request: HttpRequest) -> list[str]:
    """What somebody had written when the report left their hands."""
    told = [text for name, text in request.POST.items() if name in TYPED or name.startswith(PART)]
    return [text.strip() for text in told if isinstance(text, str) and text.strip()]


def _form(found: Any, parts: tuple[Part, ...], entry: Any, *data: Any) -> ReportForm:
    """The form of a report, taken up from an entry where there is one."""
    steps = queries.milestones_of(found) if found.revision.report_kind == "milestones" else []
    done = queries.milestones_done_before(found) if steps and entry is None else {}
    initial = answered(entry) | steps_done(steps, done) | {"edit": found.edit}
    shown = parts_to_show(parts, entry)
    return ReportForm(*data, revision=found.revision, milestones=steps, parts=shown, initial=initial)


def parts_of_report(found: Any) -> tuple[Part, ...]:
    """The parts that the words of a report have."""
    return parts_on(found.entity_id, found.period.last_day)


def report_page(
    request: HttpRequest,
    found: Any,
    *,
    form: ReportForm | None = None,
    review_form: ReviewForm | None = None,
    evaluation_form: EvaluationForm | None = None,
    stale: bool = False,
    lost: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The screen of a report, with the form of whoever may do something now."""
    actor, entries, parts = actor_of(request), queries.entries_of(found), parts_of_report(found)
    signed = next((each for each in entries if each.submitted_at is not None), None)
    steps, turn = chain.chain_on(found.entity_id, found.period.last_day), None
    due = None if found.reopening_over else chain.step_due_of(found, signed, steps)
    editable = found.state_now in EDITABLE and access.may(actor, "followup.report.draft", found)
    draft = entries[0] if entries and (entries[0].submitted_at is None or found.state == "returned") else None
    reviewable = due in REVIEWS and access.may_take(actor, due, found)
    lock, editable, reviewable = _lock(actor, found, editable, reviewable)
    if reviewable and signed is not None and (lock := _own(actor, signed)):
        reviewable = False
    if editable and form is None:
        form = _form(found, parts, draft)
    returned = _returned(found, signed)
    apart = beside(form, remarks_of(signed.reviews.all())) if editable and form and returned and signed else []
    if reviewable and signed is not None:
        turn = review_form or ReviewForm(shown=fields_of(signed, found.revision, parts), initial={"edit": found.edit})
    lines = course_of(found)
    shown = entries_shown(entries, found.revision, parts)
    programmed = next((line.programmed for line in lines if line.period.pk == found.period_id), None)
    context = {
        "report": found,
        "state": state_of(found.state_now, found.closed_accepted),
        "period": period_words(found.period),
        "facts": target_facts(found, programmed, former_names(found.entity_id) if found.renamed else {}),
        "course": course_facts(lines),
        "form": form if editable else None,
        "lock": lock,
        "term": calendar.term_of(found),
        "may_except": found.followup.state == "open"
        and may_in_calendar(actor, "calendar.exception.give", found.period),
        "review_form": turn,
        "due": due,
        "changes": changes_since(entries, found.revision, parts) if due in REVIEWS or found.state == "accepted" else [],
        "entries": shown,
        "history": history_of(shown, parts, reopenings_shown(found) if found.reopened else ()),
        "returned": returned,
        "returned_by": RETURNED_BY[returned.step] if returned else "",
        "remarks_apart": apart,
        **_given_back(actor, found),
        **_looked_at(actor, found, entries),
        "other": draft if stale else None,
        "lost": lost or [],
        "crumbs": report_crumbs(request, found),
        **contributions_shown(found, draft),
        **_chain(actor, found, signed, steps, due, evaluation_form),
    }
    return with_evidence(render(request, "web/followup/report.html", context, status=status))


def _evidence(actor: Any, found: Any) -> dict[str, Any]:
    """What was delivered, beside what the plan expects."""
    delivered = with_kinds(delivered_evidence(found))
    return {
        "evidence": delivered,
        "checklist": checklist(found, delivered),
        "may_publish": access.may(actor, "evidence.evidence.mark_public", found),
    }


def _given_back(actor: Any, found: Any) -> dict[str, Any]:
    """Whether an accepted or a closed report may be given back; of one that was reopened why, until when, and who may
    lock it. No query for one that is not open again."""
    told = {"may_send_back": access.may_send_back(actor, found), "may_reopen": access.may_reopen(actor, found)}
    reopening = None if found.reopening_over else reopening_in_force(found)
    if reopening is None:
        return told
    asked = found.state == "returned" and not reopening.entries.filter(submitted_at__isnull=False).exists()
    state = State("returned", _("Reabierto para corregir")) if asked else state_of(found.state)
    may_lock = access.may(actor, "followup.reopening.withdraw", reopening)
    return {**told, "reopening": reopening, "state": state, "may_lock_again": may_lock}


def _chain(
    actor: Any, found: Any, signed: Any, steps: Chain, due: Step | None, form: EvaluationForm | None
) -> dict[str, Any]:
    """The steps of a report, who signed them, and internal control's evaluations."""
    evaluations = chain.evaluations_of(found)
    may = found.state_now in ("accepted", "closed") and access.may(actor, "followup.report.evaluate", found)
    if may and not (signed and _own(actor, signed)) and form is None:
        form = EvaluationForm(initial={"ordinal": len(evaluations)})
    return {
        "steps": steps_drawn(found, steps, due, endorsed=is_endorsed(found, signed), evaluated=bool(evaluations)),
        "signatures": signatures(found, signed, steps, due) if signed else [],
        "evaluations": evaluations_shown(evaluations),
        "evaluation_form": form,
    }


def _own(actor: Any, signed: Any) -> Finding | None:
    """Why the answer, or an earlier step of it, being the actor's own keeps them from the next."""
    return barred(actor.user_id, signed.author_id, [each.reviewer_id for each in signed.reviews.all()])


def _returned(found: Any, signed: Any) -> Any:
    """What sent a report back: sent back after it was accepted it has both reviews, and the last says what to mend."""
    reviews = list(signed.reviews.all()) if signed is not None and found.state_now == "returned" else []
    return reviews[-1] if reviews and reviews[-1].decision == "returned" else None


def _lock(actor: Any, found: Any, editable: bool, reviewable: bool) -> tuple[Finding | None, bool, bool]:
    """Why what the actor came to do cannot be done now, and what they still may: answer, review."""
    lock = calendar.report_lock(found) if editable else calendar.review_lock(found) if reviewable else None
    if lock is None and not reviewable and access.may(actor, "followup.report.draft", found):
        return calendar.state_lock(found), editable, reviewable
    return lock, editable and lock is None, reviewable and lock is None


def _findings(found: Any, entries: list[Any]) -> tuple[Finding, ...]:
    """What the rules find in the reports of the target with this one: as if what is written in it were accepted. Of a
    closed one the review of its round and its figure tell it; here nobody can mend it."""
    signed = next((each for each in entries if each.submitted_at is not None), None)
    if signed is None or found.state == "closed":
        return ()
    signed.report = found
    return report_reviewed(found, None if found.state == "accepted" else signed)


def _looked_at(actor: Any, found: Any, entries: list[Any]) -> dict[str, Any]:
    """What somebody should look at: the evidence, that the answer tells a cancelling, what the rules find, and that it
    is no longer what was signed."""
    told = _evidence(actor, found)
    altered = altered_report(found, entries, told["evidence"])
    return {**told, "findings": [*_cancelled(found, entries), *_findings(found, entries)], "altered": altered}


def _cancelled(found: Any, entries: list[Any]) -> list[Finding]:
    """That the latest answer says the target will not be done: that is a change of the plan."""
    words = cancellation_told(entries[0].narrative) if entries else ""
    if not words or found.state == "released":
        return []
    return [Finding(CANCELLED.code, CANCELLED.severity, facts={"number": found.number or "", "words": words})]


def report_crumbs(request: HttpRequest, found: Any) -> list[Link]:
    """The way down to a report, by who is looking."""
    here = (_("Acción {number}").format(number=found.number or ""), "")
    if access.reads_everything(actor_of(request)):
        return crumbs((period_words(found.period), reverse("web:followup-round", args=[found.followup.uid])), here)
    mine = Link(_("Mis reportes"), reverse("web:followup-owed"))
    return [Link(_("Inicio"), reverse("web:home")), mine, Link(*here)]
