"""The part of a unit: its targets, what was asked and what changed, its checks, and handing it in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.formulating.actions import submit_part
from rumbo.apps.formulating.bridge import Content, Promises, content_of, promises_of
from rumbo.apps.formulating.queries import (
    HandedIn,
    asked_of,
    changed_by_others,
    changed_since,
    handed_in_by,
    is_changed_by_others,
    lock_of,
    placements_of,
    proposals_of,
)
from rumbo.apps.plans.bridge.programming import programme_findings
from rumbo.apps.plans.queries import review_of
from rumbo.faces.web.formulating.pages import only, part_asked
from rumbo.faces.web.formulating.proposing import proposed
from rumbo.faces.web.formulating.words import FIELDS, STATES, changes_read, crumbs
from rumbo.faces.web.session import actor_of, attempt, may, worded
from rumbo.findings import Finding, Severity, Where, Wording

GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target as the page of a part shows it: what was asked of it by field, what changed since, and what its
    programme does not agree with."""

    placement: Any
    asked: list[tuple[str, str]]
    changes: list[tuple[str, str, str]]
    findings: list[Wording]


class EditForm(forms.Form):
    """The part as its signer saw it."""

    edit = forms.IntegerField(widget=forms.HiddenInput)


@require_safe
def page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a unit formulates, as it stands."""
    part = part_asked(request, uid)
    context = shown(part)
    own = [each for each in proposals_of(part.formulation) if each.part_id == part.pk]
    context |= {
        "proposals": proposed(own),
        "may_note": bool(context["altered"]) and may(request, "formulating.changes.note", part),
        "lock": next(iter(worded([lock])), None) if (lock := lock_of(part)) else None,
        "may_write": lock is None and may(request, "formulating.target.write", part),
        "may_answer": part.state in ("submitted", "taken")
        and part.formulation.finished_at is None
        and may(request, "formulating.part.take", part),
        "edit": part.edit,
    }
    return render(request, "web/formulating/part.html", context)


def shown(part: Any, promises: Promises | None = None, now: Content | None = None) -> dict[str, Any]:
    """What the pages of a part share; `promises` and `now` where a page has read them already."""
    placements = list(promises.placements) if promises else placements_of(part)
    handed = handed_in_by(part)
    asked, altered = asked_of(handed), is_changed_by_others(part, placements)
    if promises is None and (altered or asked):
        promises = promises_of(placements)
    if promises and now is None and (altered or asked):
        now = content_of(promises)
    plan = part.formulation.plan
    wrong = promises.findings(plan) if promises else programme_findings(placements, plan)
    changed = {}
    if now is not None:
        changed = changed_by_others(handed, now) if altered else changed_since(handed, now)
    signed = handed[0].submission.content if handed else {}
    present = {str(each.revision.target.uid) for each in placements}
    return {
        "part": part,
        "formulation": part.formulation,
        "crumbs": crumbs(part.formulation, part),
        "state": STATES[part.state],
        "rows": [_row(each, asked, changed, worded(wrong.get(each.pk, ()))) for each in placements],
        "asked": asked,
        "altered": len(changed) if altered else 0,
        "gone": [signed[key]["statement"] for key in changed if key not in present and key in signed],
        "signatures": signatures_of(handed),
    }


def _row(placement: Any, asked: Any, changed: dict[str, Any], findings: list[Wording]) -> TargetRow:
    uid = str(placement.revision.target.uid)
    remarks = asked.fields if asked else {}
    return TargetRow(
        placement,
        [(str(FIELDS[field]), text) for (target, field), text in remarks.items() if target == uid],
        changes_read(changed.get(uid, ())),
        findings,
    )


def signatures_of(handed: Sequence[HandedIn]) -> list[tuple[Any, str, str]]:
    """Every signature of a part, the latest first: the row, what it was, and what it said."""
    told: list[tuple[Any, str, str]] = []
    for each in handed:
        for answer in reversed(each.answers):
            word = _("Recibió") if answer.ruling.decision == "taken" else _("Devolvió")
            told.append((answer.ruling, word, answer.ruling.remark))
        told.append((each.submission, _("Envió"), ""))
    return told


@require_safe
def checks(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the rules say of the targets of a unit in the draft, the gravest first."""
    part = part_asked(request, uid)
    own = {str(each.uid): each for each in placements_of(part)}
    found = list(_findings(part, own))
    cards = sorted(found, key=lambda card: GRAVEST.index(card[0].severity))
    context = {
        "part": part,
        "cards": cards,
        "crumbs": crumbs(part.formulation, part, _("Revisión")),
        "may_write": lock_of(part) is None and may(request, "formulating.target.write", part),
    }
    return render(request, "web/formulating/checks.html", context)


def _findings(part: Any, own: dict[str, Any]) -> Any:
    told = review_of(part.formulation.version)
    for result in told.checks:
        for finding in result.findings:
            at = finding.where.cell if finding.where else ""
            uid = told.placements[int(at)][0] if at.isdecimal() and int(at) < len(told.placements) else ""
            if uid in own:
                words = _("Meta {number}").format(number=own[uid].number)
                href = reverse("web:formulating-target", args=[part.uid, uid])
                yield Finding(finding.code, finding.severity, Where(cell=words), finding.facts), href


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Asks once, and hands the part in; what is missing is told target by target."""
    part = part_asked(request, uid)
    only(request, "formulating.part.submit", part)
    here = reverse("web:formulating-part", args=[part.uid])
    form = EditForm(request.POST or None, initial={"edit": part.edit})
    if request.method == "POST" and form.is_valid():
        edit = form.cleaned_data["edit"]
        done = _("La formulación quedó enviada y firmada.")
        sent, refusals = attempt(request, lambda: submit_part(actor_of(request), part, edit), done)
        if sent is not None or refusals:
            return redirect(here)
    context = {
        "form": form,
        "heading": _("Enviar la formulación de {unit}").format(unit=part.unit.name),
        "consequences": [
            _("Quedan firmados su cuenta, su cargo, el momento y la huella de todas las metas."),
            _("Mientras la oficina de planeación la revisa nadie puede cambiarla."),
        ],
        "verb": _("Firmar y enviar"),
        "cancel_href": here,
        "crumbs": crumbs(part.formulation, part, _("Enviar")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.is_bound else 200)
