"""Exceptions to the terms: those given, a new one for a report or a unit, and taking one back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.calendar import access, queries
from rumbo.apps.calendar.actions import give_exception, withdraw_exception
from rumbo.apps.followup.queries import report_by_uid
from rumbo.apps.followup.queries.contributing import contributions_of
from rumbo.faces.web.calendar.showing import crumbs, only, tabs
from rumbo.faces.web.people.forms import carried_out, day_field
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404
from rumbo.faces.web.words import period_words

PAGE = 50
FIELD_OF = {
    "calendar.exception_past": "report_until",
    "calendar.reason_missing": "reason",
    "calendar.reason_unfit": "reason",
}


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """An exception as the list shows it."""

    row: Any
    period: str
    about: str
    tone: str
    word: str
    withdraw_href: str


class GiveForm(forms.Form):
    """Of whom, until when and why: the target, or one of the units (by uid) that report it or contribute to it."""

    def __init__(self, *args: Any, units: dict[str, Any], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("target", _("Solo esta meta"))]
        for uid, unit in units.items():
            choices.append((uid, _("Todo lo que debe {unit} en el periodo").format(unit=unit.name)))
        self.fields["scope"] = forms.ChoiceField(
            label=_("Para qué vale"), choices=choices, widget=forms.RadioSelect, initial="target"
        )
        help_text = _("Ese día cuenta completo. La revisión se alarga los mismos días.")
        self.fields["report_until"] = day_field(_("Se puede reportar hasta"), help_text=help_text)
        self.fields["reason"] = forms.CharField(
            label=_("Motivo"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
        )


class WithdrawForm(forms.Form):
    """Why an exception is taken back."""

    reason = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].label = _("Motivo")


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every exception of the entity, the latest first."""
    entity = entity_id_of(request)
    today = queries.today_in(entity)
    may_withdraw = access.may(actor_of(request), "calendar.exception.withdraw")
    page = Paginator(queries.exceptions_of(entity), PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "rows": [_row(row, today, may_withdraw) for row in page],
        "tabs": tabs("web:calendar-exceptions"),
        "crumbs": crumbs((_("Excepciones"), "")),
    }
    return render(request, "web/calendar/exceptions.html", context)


def _row(row: Any, today: Any, may_withdraw: bool) -> ExceptionRow:
    if row.withdrawn_at is not None:
        tone, word = "stopped", _("Retirada")
    else:
        tone, word = ("done", _("En vigor")) if row.report_until >= today else ("absent", _("Vencida"))
    href = reverse("web:calendar-withdraw", args=[row.uid]) if may_withdraw and tone == "done" else ""
    return ExceptionRow(row, period_words(row.period), row.unit.name if row.unit else row.statement, tone, word, href)


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """More time for the report that the address names (`reporte`), or for all its unit owes in the period."""
    only(request, "calendar.exception.give")
    actor = actor_of(request)
    report: Any = found_or_404(report_by_uid(actor, _uid(request.GET.get("reporte", ""))))
    if report.followup.state != "open":
        raise Http404
    back = reverse("web:followup-report", args=[report.uid])
    asked_of = [report.unit, *(each.unit for each in contributions_of([report.pk])[report.pk])]
    units = {str(unit.uid): unit for unit in asked_of if unit is not None}
    form = GiveForm(request.POST or None, units=units)
    if form.is_valid():
        asked = form.cleaned_data
        unit = units.get(asked["scope"])
        about = {"unit": unit} if unit is not None else {"target": report.target}
        told = {"report_until": asked["report_until"], "reason": asked["reason"], **about}
        done = _("La excepción quedó dada; quien reporta ya la ve en su reporte.")
        if carried_out(request, form, lambda: give_exception(actor, report.period, **told), done, FIELD_OF):
            return redirect(back)
    context = {
        "form": form,
        "heading": _("Dar una excepción al plazo"),
        "over": period_words(report.period),
        "lead": report.revision.statement,
        "verb": _("Dar la excepción"),
        "cancel_href": back,
        "crumbs": crumbs((_("Excepciones"), reverse("web:calendar-exceptions")), (_("Nueva"), "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Asks why before an exception is taken back."""
    only(request, "calendar.exception.withdraw")
    actor = actor_of(request)
    found: Any = found_or_404(queries.exception_by_uid(entity_id_of(request), uid))
    here = reverse("web:calendar-exceptions")
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        act = lambda: withdraw_exception(actor, found, reason=reason)  # noqa: E731
        if carried_out(request, form, act, _("La excepción quedó retirada."), FIELD_OF):
            return redirect(here)
    context = {
        "form": form,
        "heading": _("Retirar la excepción"),
        "over": period_words(found.period),
        "lead": found.unit.name if found.unit else found.statement,
        "consequences": [
            _("Desde ahora vuelve a valer el plazo del seguimiento."),
            _("Lo que ya se entregó con la excepción sigue a tiempo."),
        ],
        "verb": _("Retirar la excepción"),
        "danger": True,
        "cancel_href": here,
        "crumbs": crumbs((_("Excepciones"), here), (_("Retirar"), "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


def _uid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError as error:
        raise Http404 from error
