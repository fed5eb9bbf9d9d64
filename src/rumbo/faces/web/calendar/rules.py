"""The windows of each periodicity and what the entity takes late: what rules today, and a new value from a day on."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.calendar import access, queries
from rumbo.apps.calendar.actions import record_lateness, record_windows
from rumbo.domain.calendar.locks import Lateness
from rumbo.domain.calendar.windows import DEFAULT_RULES, MOST_DAYS, DayRule, WindowRules
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.web.calendar.showing import crumbs, only, rule_words, tabs
from rumbo.faces.web.people.forms import carried_out, day_field
from rumbo.faces.web.session import actor_of, entity_id_of, person_of
from rumbo.faces.web.words import periodicity_words

NAMES = {
    "opens": __("Se abre el reporte"),
    "report": __("Se reporta hasta"),
    "review": __("Se revisa hasta"),
    "close": __("Se cierra"),
}
KINDS = (("working", __("días hábiles")), ("plain", __("días calendario")))
RECORD = "calendar.windows.record"


class DatedForm(forms.Form):
    """From when on, and why."""

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        help_text = _("Vale para los periodos que terminen desde ese día; los seguimientos abiertos no cambian.")
        self.fields["valid_from"] = day_field(_("Rige desde"), initial=today, help_text=help_text)
        self.fields["reason"] = forms.CharField(
            label=_("Motivo"), max_length=500, required=False, help_text=_("El acto o la circular que lo dice.")
        )


class RulesForm(DatedForm):
    """The four days of a periodicity, each so many days after the last day of its period."""

    def __init__(self, *args: Any, rules: WindowRules, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in NAMES:
            rule = getattr(rules, name)
            self.fields[name] = forms.IntegerField(
                label=_("Días"), min_value=-MOST_DAYS, max_value=MOST_DAYS, initial=rule.days
            )
            kind = "working" if rule.working else "plain"
            self.fields[f"{name}_kind"] = forms.ChoiceField(label=_("Contados en"), choices=KINDS, initial=kind)

    def rows(self) -> list[tuple[str, Any, Any]]:
        """The fields of each day with what it is called, in their order."""
        return [(str(label), self[name], self[f"{name}_kind"]) for name, label in NAMES.items()]

    def rules(self) -> WindowRules:
        """What was written."""
        told = self.cleaned_data
        return WindowRules(*(DayRule(told[name], told[f"{name}_kind"] == "working") for name in NAMES))


class LatenessForm(DatedForm):
    """What the entity takes after its date."""

    def __init__(self, *args: Any, current: Lateness, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["report"] = forms.BooleanField(
            label=_("Se puede reportar fuera de plazo"), required=False, initial=current.report,
            help_text=_("Lo entregado así queda marcado como fuera de plazo para siempre."),
        )  # fmt: skip
        self.fields["review"] = forms.BooleanField(
            label=_("Se puede revisar fuera de plazo"), required=False, initial=current.review,
            help_text=_("Si no se permite, para revisar después hay que dar una excepción con su motivo."),
        )  # fmt: skip
        self.order_fields(("report", "review", "valid_from", "reason"))


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """How the windows of each periodicity are told today, and what is taken late."""
    entity = entity_id_of(request)
    today = queries.today_in(entity)
    rules = queries.rules_on(entity, today)
    recorded = {row.key for row in queries.calendar_history(entity)}
    rows = [
        (
            code,
            periodicity_words(code),
            [(str(label), rule_words(getattr(rule, name))) for name, label in NAMES.items()],
            f"window_{code}" in recorded,
        )
        for code, rule in rules.items()
    ]
    late = queries.lateness_on(entity, today)
    context = {
        "rows": rows,
        "names": list(NAMES.values()),
        "late": [
            Fact(_("Reportar fuera de plazo"), _yes(late.report)),
            Fact(_("Revisar fuera de plazo"), _("Sí") if late.review else _yes(late.review)),
        ],
        "tabs": tabs("web:calendar-rules"),
        "crumbs": crumbs((_("Plazos"), "")),
        "may_record": access.may(actor_of(request), RECORD),
    }
    return render(request, "web/calendar/rules.html", context)


@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, periodicity: str) -> HttpResponse:
    """Other windows for a periodicity, from a day on."""
    only(request, RECORD)
    if periodicity not in DEFAULT_RULES:
        raise Http404
    person, entity = person_of(request), entity_id_of(request)
    today = queries.today_in(entity)
    form = RulesForm(request.POST or None, today=today, rules=queries.rules_on(entity, today)[periodicity])
    if form.is_valid():
        told = {"valid_from": form.cleaned_data["valid_from"], "reason": form.cleaned_data["reason"]}
        done = _("Los plazos quedaron guardados.")
        if carried_out(
            request, form, lambda: record_windows(person.actor, person.entity, periodicity, form.rules(), **told), done
        ):
            return redirect("web:calendar-rules")
    name = periodicity_words(periodicity)
    context = {
        "form": form,
        "heading": _("Plazos de lo {periodicity}").format(periodicity=name.lower()),
        "crumbs": _way(name),
    }
    return render(request, "web/calendar/rule.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def lateness(request: HttpRequest) -> HttpResponse:
    """What the entity takes after its date, from a day on."""
    only(request, "calendar.lateness.record")
    person, entity = person_of(request), entity_id_of(request)
    today = queries.today_in(entity)
    form = LatenessForm(request.POST or None, today=today, current=queries.lateness_on(entity, today))
    if form.is_valid():
        asked = form.cleaned_data
        late = Lateness(report=asked["report"], review=asked["review"])
        told = {"valid_from": asked["valid_from"], "reason": asked["reason"]}
        done = _("Quedó guardado lo que se acepta fuera de plazo.")
        if carried_out(request, form, lambda: record_lateness(person.actor, person.entity, late, **told), done):
            return redirect("web:calendar-rules")
    heading = _("Lo que se acepta fuera de plazo")
    context = {
        "form": form,
        "heading": heading,
        "verb": _("Guardar"),
        "cancel_href": reverse("web:calendar-rules"),
        "crumbs": _way(heading),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


def _way(name: str) -> Any:
    return crumbs((_("Plazos"), reverse("web:calendar-rules")), (name, ""))


def _yes(allowed: bool) -> str:
    return _("Sí, y queda marcado") if allowed else _("No: hace falta una excepción")
