"""The steps that answer to a report: what waits for each person, the lead's endorsement, planning's review, internal
control's evaluation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from rumbo.apps.audit.actor import Role
from rumbo.apps.audit.doorway import FASTER, Forbidden, Refused
from rumbo.apps.followup import access, queries
from rumbo.apps.followup.actions import endorse_report, evaluate_report, return_report
from rumbo.apps.followup.queries import chain
from rumbo.apps.followup.queries.parts import parts_on
from rumbo.apps.measurement.actions import accept_report
from rumbo.domain.followup.chain import Step
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.followup.fields import fields_of
from rumbo.faces.web.followup.forms import sentence, with_edit
from rumbo.faces.web.followup.reports import report_page
from rumbo.faces.web.followup.review_forms import EvaluationForm, ReviewForm
from rumbo.faces.web.followup.rounds import page_of
from rumbo.faces.web.followup.showing import report_rows
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404

WAYS = {"avalar": Step.ENDORSE, "verificar": Step.VERIFY, "evaluar": Step.EVALUATE}


@require_safe
def awaiting(request: HttpRequest) -> HttpResponse:
    """What waits for each step, the oldest first: a lead sees their units, the others the entity."""
    actor = actor_of(request)
    ways = _ways(actor)
    if not ways:
        raise Http404
    asked = request.GET.get("paso", "")
    way = asked if asked in ways else ways[0]
    page, here = page_of(request, _waiting(request, WAYS[way])), reverse("web:followup-awaiting")
    words = {"avalar": _("Por avalar"), "verificar": _("Por verificar"), "evaluar": _("Por evaluar")}
    context = {
        "page": page,
        "rows": report_rows(page),
        "heading": words[way],
        "way": way,
        "tabs": [Link(words[each], f"{here}?paso={each}", each == way) for each in ways] if len(ways) > 1 else [],
        "back": reverse("web:followup-rounds"),
        "crumbs": [
            Link(_("Inicio"), reverse("web:home")),
            Link(_("Seguimiento"), reverse("web:followup-rounds")),
            Link(words[way], ""),
        ],
    }
    return render(request, "web/followup/awaiting.html", context)


def _ways(actor: Any) -> list[str]:
    """The lists of waiting reports that are an actor's to see, their own first."""
    ways = ["avalar"] if actor.has(Role.UNIT_LEAD) else []
    if access.reads_everything(actor):
        ways += ["evaluar", "verificar"] if actor.has(Role.INTERNAL_CONTROL) else ["verificar"]
    return ways


def _waiting(request: HttpRequest, step: Step) -> Any:
    actor, entity = actor_of(request), entity_id_of(request)
    if step is Step.ENDORSE:
        return chain.reports_to_endorse(actor)
    return chain.reports_awaiting_review(entity) if step is Step.VERIFY else chain.reports_to_evaluate(entity)


@require_POST
def review(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The lead endorses, planning accepts, or either returns; then the next that waits for them."""
    actor = actor_of(request)
    found: Any = found_or_404(queries.report_by_uid(actor, str(uid)))
    if not access.may(actor, "followup.report.return", found):
        raise Http404
    signed = chain.last_signed(found)
    parts = parts_on(found.entity_id, found.period.last_day)
    form = ReviewForm(request.POST, shown=fields_of(signed, found.revision, parts) if signed else ())
    if not form.is_valid():
        return report_page(request, found, review_form=form, status=422)
    try:
        step = _review(request, found, form)
    except Forbidden as forbidden:
        raise Http404 from forbidden
    except Refused as refused:
        return _review_again(request, uid, form, refused)
    return _next(request, found, step)


def _review(request: HttpRequest, found: Any, form: ReviewForm) -> Step:
    """Takes the step that the button says; which of both a return was of is told by what the report waited for."""
    actor, edit, remark = actor_of(request), form.cleaned_data["edit"], form.cleaned_data["remark"]
    decision = request.POST.get("decision")
    if decision == "accept":
        accept_report(actor, found, edit, remark=remark, remarks=form.remarks)
        messages.success(request, _("Reporte aceptado; sus cifras ya se actualizaron."))
        return Step.VERIFY
    if decision == "endorse":
        endorse_report(actor, found, edit, remark=remark, remarks=form.remarks)
        messages.success(request, _("Reporte avalado; sigue la verificación de la oficina de planeación."))
        return Step.ENDORSE
    due = chain.step_due_of(found, chain.last_signed(found))
    return_report(actor, found, edit, remark=remark, remarks=form.remarks)
    messages.success(request, _("Reporte devuelto con sus observaciones."))
    return due or Step.VERIFY


def _review_again(request: HttpRequest, uid: UUID, form: ReviewForm, refused: Refused) -> HttpResponse:
    stale = any(finding.code == FASTER.code for finding in refused.findings)
    now: Any = found_or_404(queries.report_by_uid(actor_of(request), str(uid)))
    moved_on = now.state not in ("submitted", "endorsed")
    for finding in refused.findings:
        form.add_error(None if stale else "remark", sentence(finding))
        if moved_on:
            messages.error(request, sentence(finding))
    with_edit(form, now.edit)
    lost = form.typed() if moved_on else []
    return report_page(request, now, review_form=form, lost=lost, status=409 if stale else 422)


def _next(request: HttpRequest, found: Any, step: Step) -> HttpResponse:
    """The next report of the same round that waits for the same step; the round, or what the lead has, when none."""
    waiting = _waiting(request, step).filter(followup=found.followup_id)
    following = waiting.first()
    if following is None:
        if access.reads_everything(actor_of(request)):
            return redirect("web:followup-round", found.followup.uid)
        return redirect("web:followup-awaiting")
    count = waiting.count()
    messages.info(request, ngettext("Queda {n} por revisar.", "Quedan {n} por revisar.", count).format(n=count))
    return redirect("web:followup-report", following.uid)


@require_POST
def evaluate(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Internal control signs its evaluation, beside what the unit reported."""
    actor = actor_of(request)
    found: Any = found_or_404(queries.report_by_uid(actor, str(uid)))
    if not access.may(actor, "followup.report.evaluate", found):
        raise Http404
    form = EvaluationForm(request.POST)
    if not form.is_valid():
        return report_page(request, found, evaluation_form=form, status=422)
    done = _("La evaluación quedó firmada, al lado de lo que reportó la dependencia.")
    written, findings = attempt(
        request, lambda: evaluate_report(actor, found, form.told(), form.cleaned_data["ordinal"]), done
    )
    if written is not None:
        return redirect("web:followup-report", found.uid)
    if any(finding.code == FASTER.code for finding in findings):
        form.next_after(len(chain.evaluations_of(found)))
    return report_page(request, found, evaluation_form=form, status=422)
