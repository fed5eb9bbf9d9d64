"""Which parts the words of the reports have: what rules, since when, and other parts from a day on."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.followup.actions import record_parts
from rumbo.apps.followup.queries.parts import parts_history, parts_on
from rumbo.domain.followup.parts import COLUMNS, LONGEST_HELP, LONGEST_LABEL, MOST_OWN, NARRATIVE, Part, parts_of
from rumbo.faces.web.people.forms import carried_out, day_field, rows_of
from rumbo.faces.web.people.showing import crumbs, only
from rumbo.faces.web.session import actor_of, entity_id_of, may, person_of

RECORD = "followup.parts.record"
ROWS = "parte"


class PartsForm(forms.Form):
    """From when on, and why."""

    valid_from = day_field(
        __("Rige desde"), help_text=__("Los reportes de los periodos que terminen desde ese día tienen estas partes.")
    )
    reason = forms.CharField(
        label=__("Motivo"), max_length=500, required=False, help_text=__("El acto o manual que lo dice.")
    )


class PartRow(forms.Form):
    """One part; an empty row is none. The three that every report has a place for carry their key along."""

    key = forms.ChoiceField(choices=[(key, key) for key in COLUMNS], required=False, widget=forms.HiddenInput)
    label = forms.CharField(label=__("Nombre"), max_length=LONGEST_LABEL, required=False)
    help = forms.CharField(label=__("Ayuda"), max_length=LONGEST_HELP, required=False)
    required = forms.BooleanField(label=__("Obligatoria"), required=False)
    public = forms.BooleanField(label=__("Sale en lo que se publica"), required=False)

    def clean(self) -> dict[str, Any]:
        """What was done is always asked."""
        asked: dict[str, Any] = super().clean() or {}
        if asked.get("key") == NARRATIVE and not asked.get("label") and "label" not in self.errors:
            self.add_error("label", _("Lo que se hizo se pregunta siempre: puede cambiarle el nombre, no quitarlo."))
        return asked

    def part(self) -> Part:
        """The part that the row says."""
        asked = self.cleaned_data
        required = asked["required"] or asked["key"] == NARRATIVE
        return Part(asked["key"] or asked["label"], asked["label"], asked["help"], required, asked["public"])


PartRows = forms.formset_factory(PartRow, extra=2, max_num=MOST_OWN + len(COLUMNS), validate_max=True)


@require_http_methods(["GET", "POST"])
def parts(request: HttpRequest) -> HttpResponse:
    """The parts in force, their history, and the form for others."""
    if request.method == "POST":
        only(request, RECORD)
    entity, today = entity_id_of(request), timezone.localdate()
    current = parts_on(entity, today)
    form = PartsForm(request.POST or None, initial={"valid_from": today})
    rows = rows_of(PartRows, request, ROWS, [_shown(each) for each in current])
    if form.is_valid() and rows.is_valid() and _recorded(request, form, rows):
        return redirect("web:people-parts")
    context = {
        "form": form,
        "rows": rows,
        "current": [(_(each.label), _(each.help) if each.help else "", each) for each in current],
        "history": [(row, _names(parts_of(row.value))) for row in parts_history(entity)],
        "may_record": may(request, RECORD),
        "crumbs": crumbs((_("Ajustes"), reverse("web:people-settings")), (_("Partes del relato"), "")),
    }
    wrong = bool(form.errors) or (rows.is_bound and not rows.is_valid())
    return render(request, "web/people/parts.html", context, status=422 if wrong else 200)


def _recorded(request: HttpRequest, form: PartsForm, rows: Any) -> bool:
    chosen = [row.part() for row in rows if row.cleaned_data.get("label")]
    asked, entity = form.cleaned_data, person_of(request).entity

    def act() -> Any:
        told = {"valid_from": asked["valid_from"], "reason": asked["reason"]}
        return record_parts(actor_of(request), entity, chosen, **told)

    about = {"followup.parts_behind_closed": "valid_from"}
    return carried_out(request, form, act, _("Las partes del relato quedaron guardadas."), about)


def _shown(part: Part) -> dict[str, Any]:
    """A part as its row begins; the usual names as their reader reads them."""
    told = {"label": _(part.label), "help": _(part.help) if part.help else ""}
    key = part.key if part.key in COLUMNS else ""
    return told | {"key": key, "required": part.required, "public": part.public}


def _names(chosen: Iterable[Part]) -> str:
    return " · ".join(_(part.label) for part in chosen)
