"""What a unit contributes to a target that another one reports: its own short page, and how it stands in the report."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.calendar import queries as calendar
from rumbo.apps.followup import access
from rumbo.apps.followup.actions import (
    contribute_file,
    contribute_link,
    save_contribution,
    submit_contribution,
    withdraw_evidence,
)
from rumbo.apps.followup.bridge.contributing import (
    ContributionData,
    adds_up,
    amount_of,
    asks_amount,
    owed_contribution,
    seen_digest,
    told_in,
)
from rumbo.apps.followup.queries import programmed_in
from rumbo.apps.followup.queries.contributing import (
    contribution_by_uid,
    contribution_lock,
    contributions_of,
    contributions_open_to,
    evidence_of,
    latest_of,
)
from rumbo.domain.followup.contributing import counted_once
from rumbo.domain.followup.states import NOT_REPORTED
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.files import FilesField, most_words
from rumbo.faces.web.followup.answering import VALUES, WantedAmount, WantedText
from rumbo.faces.web.followup.evidence import with_evidence, with_kinds
from rumbo.faces.web.followup.forms import day_field, sentence
from rumbo.faces.web.followup.showing import answer_words, target_facts
from rumbo.faces.web.session import actor_of, attempt, found_or_404
from rumbo.faces.web.words import COUNTINGS, period_words
from rumbo.findings import Finding


class ContributionForm(forms.Form):
    """What a unit tells: an amount in the unit of the target where there is one, words, new evidence."""

    use_required_attribute = False

    edit = forms.IntegerField(widget=forms.HiddenInput)
    narrative = WantedText(label=__("Qué hizo su dependencia"), widget=forms.Textarea(attrs={"rows": 4}))
    evidence = FilesField(label=__("Archivos"), required=False, how=__("Escriba mejor su enlace, o comprímalo."))
    evidence_date = day_field(__("Fecha de estos archivos"), help_text=__("La que llevan los documentos."))
    link = forms.CharField(label=__("Enlace"), required=False, widget=forms.URLInput(attrs={"placeholder": "https://"}))
    link_date = day_field(__("Fecha del enlace"))

    def __init__(self, *args: Any, revision: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.amounts = [name for name, _label in VALUES.get(revision.report_kind, ())] if asks_amount(revision) else []
        self.fields["evidence"].help_text = _("De {most} cada uno.").format(most=most_words())
        for name, label in VALUES.get(revision.report_kind, ()):
            if name in self.amounts:
                unit = f" ({revision.measure_unit})" if revision.measure_unit else ""
                self.fields[name] = WantedAmount(
                    label=f"{label}{unit}", help_text=_("Solo lo que hizo su dependencia.")
                )

    def values(self) -> list[forms.BoundField]:
        """The fields of the amount."""
        return [self[name] for name in self.amounts]

    def clean(self) -> dict[str, Any]:
        """New evidence carries its own date."""
        told = super().clean() or {}
        for what, day in (("evidence", "evidence_date"), ("link", "link_date")):
            if told.get(what) and not told.get(day) and day not in self.errors:
                self.add_error(day, _("Escriba la fecha del soporte."))
        return told

    def told(self) -> ContributionData:
        """What was typed."""
        amounts = {name: self.cleaned_data.get(name) for name in self.amounts}
        return ContributionData(**amounts, narrative=self.cleaned_data.get("narrative", ""))

    def written(self) -> list[str]:
        """What was typed, as it was typed: where it can no longer be kept it is shown to be copied."""
        typed = ((self[name].label, self[name].value()) for name in (*self.amounts, "narrative"))
        return [f"{label}: {value}" for label, value in typed if value]


@require_http_methods(["GET", "POST"])
def contribute(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page of a contribution: its unit tells it, whoever reports and planning read it."""
    actor = actor_of(request)
    row: Any = found_or_404(contribution_by_uid(actor, str(uid)))
    writes = access.may(actor, "followup.contribution.draft", row) and row.report.unit_id != row.unit_id
    lock, lost = contribution_lock(row) if writes else None, []
    told = {"narrative": row.narrative, "edit": row.edit}
    told |= {name: getattr(row, name) for name in ("quantity", "numerator", "denominator")}
    form = ContributionForm(request.POST or None, request.FILES or None, revision=row.report.revision, initial=told)
    if request.method == "POST":
        if not writes:
            raise Http404
        if form.is_valid() and not (findings := _save(request, row, form)):
            return redirect("web:followup-contribute", uid)
        if form.is_valid():
            for finding in findings:
                form.add_error(None, sentence(finding))
            row = found_or_404(contribution_by_uid(actor, str(uid)))
            lock, lost = contribution_lock(row), form.written()
    programmed = programmed_in(row.report.period, [row.report.revision_id])
    context = {
        "row": row,
        "report": row.report,
        "period": period_words(row.report.period),
        "counting": COUNTINGS[row.counting],
        "amount": "" if amount_of(row) == NOT_REPORTED else answer_words(amount_of(row)),
        "form": form if writes and lock is None else None,
        "lock": lock,
        "lost": lost if lock else [],
        "term": calendar.term_of(owed_contribution(row)),
        "evidence": with_kinds(evidence_of(row)),
        "facts": target_facts(row.report, programmed.get(row.report.revision_id)),
        "crumbs": _crumbs(request, row),
    }
    return with_evidence(render(request, "web/followup/contribute.html", context, status=422 if form.errors else 200))


def _save(request: HttpRequest, row: Any, form: ContributionForm) -> tuple[Finding, ...]:
    """Keeps what was typed, attaches, and signs where asked; what was kept stays when a later step fails."""
    actor, typed = actor_of(request), form.cleaned_data
    try:
        kept = save_contribution(actor, row, form.told(), typed["edit"])
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["edit"] = str(kept.edit)  # type: ignore[index]
        for file in typed["evidence"]:
            contribute_file(actor, kept, file.name, file.file, own_date=typed["evidence_date"])
        if typed["link"]:
            contribute_link(actor, kept, typed["link"], own_date=typed["link_date"])
        if "submit" in request.POST:
            submit_contribution(actor, kept, form.told(), kept.edit)
            messages.success(request, _("El aporte quedó firmado: ya lo ve la dependencia que reporta."))
        else:
            messages.success(request, _("El borrador quedó guardado."))
    except Forbidden as forbidden:
        raise Http404 from forbidden
    except Refused as refused:
        return refused.findings
    return ()


@require_POST
def detach(request: HttpRequest, uid: UUID, evidence: UUID) -> HttpResponse:
    """Takes off evidence that the unit contributed."""
    actor = actor_of(request)
    row: Any = found_or_404(contribution_by_uid(actor, str(uid)))
    piece = next((each for each in evidence_of(row) if each.uid == evidence), None)
    attempt(request, lambda: withdraw_evidence(actor, row, found_or_404(piece)), _("El soporte se quitó del aporte."))
    return redirect("web:followup-contribute", uid)


def _crumbs(request: HttpRequest, row: Any) -> list[Link]:
    here = Link(_("Aporte de {unit}").format(unit=row.unit.name), "")
    way = [Link(_("Inicio"), reverse("web:home"))]
    if access.may(actor_of(request), "followup.contribution.draft", row):
        return [*way, Link(_("Mis aportes"), f"{reverse('web:followup-owed')}?ver=aportes"), here]
    called = _("Acción {number}").format(number=row.number or "")
    return [*way, Link(called, reverse("web:followup-report", args=[row.report.uid])), here]


# --- In lists, and in the report


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """A contribution in a list: what it is for, what becomes of its amount, and whether it was told."""

    href: str
    number: str
    statement: str
    plan: str
    period: str
    unit: str
    reporting: str
    counting: str
    tone: str
    word: str
    until: Any


def contribution_rows(actor: Any) -> list[ContributionRow]:
    """What the units of an actor may contribute to now, what is owed first."""
    rows = list(contributions_open_to(actor))
    terms = calendar.terms_of(map(owed_contribution, rows))
    shown = [_row(row, terms[row.pk].report_until) for row in rows]
    return sorted(shown, key=lambda each: ORDER.index(each.tone))


ORDER = ("waiting", "progress", "absent", "done")


def _row(row: Any, until: Any) -> ContributionRow:
    report = row.report
    if row.submitted_at is not None:
        tone, word = "done", _("Dicho")
    elif row.ordinal > 1 or row.written_by:
        tone, word = "progress", _("Con borrador")
    elif row.counting == "informs":
        tone, word = "absent", _("Puede informar")
    else:
        tone, word = "waiting", _("Por decir")
    return ContributionRow(
        href=reverse("web:followup-contribute", args=[row.uid]),
        number=row.number or "",
        statement=report.revision.statement,
        plan=report.followup.plan_version.plan.name,
        period=period_words(report.period),
        unit=row.unit.name,
        reporting=report.unit.name if report.unit else "",
        counting=str(COUNTINGS[row.counting]),
        tone=tone,
        word=word,
        until=until,
    )


def contributions_shown(report: Any, entry: Any) -> dict[str, Any]:
    """What the other units told of the target of a report, for its page: each with its amount and its words, what they
    add to, and what stands for having seen them. `entry` is the draft."""
    rows = contributions_of([report.pk])[report.pk] if report.contributed else []
    told = told_in(rows, report.unit_id)
    if not told:
        return {}
    shown = [(row, str(COUNTINGS[row.counting]), _amount(row)) for row in latest_of(rows, report.unit_id)]
    adds = adds_up(report, told)
    own = amount_of(entry) if entry is not None and entry.submitted_at is None else NOT_REPORTED
    total = counted_once(report.unit.name if report.unit else "", own, told)
    return {
        "contributions": shown,
        "contributions_seen": seen_digest(told),
        "adds_up": adds,
        "added": [(each.unit, answer_words(each.amount)) for each in total.added] if adds else [],
        "missing": total.missing if adds else (),
        "own": "" if own == NOT_REPORTED else answer_words(own),
        "total": "" if not adds or total.amount == NOT_REPORTED else answer_words(total.amount),
    }


def _amount(row: Any) -> str:
    if row.submitted_at is None:
        return _("no ha dicho lo suyo")
    return "" if amount_of(row) == NOT_REPORTED else answer_words(amount_of(row))
