"""The forms of processes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rumbo.apps.processes.actions import ProcessData
from rumbo.faces.web.people.forms import ReasonForm, day_field

KINDS: dict[str, Promise] = {
    "strategic": _("Estratégico"),
    "mission": _("Misional"),
    "support": _("De apoyo"),
    "evaluation": _("De evaluación y mejora"),
}
FIELD_OF = {
    "processes.name_taken": "name",
    "processes.name_unfit": "name",
    "processes.code_taken": "code",
    "processes.days": "last_day",
}


class ProcessForm(forms.Form):
    """What is said of a process. `units` are those that may own it."""

    name = forms.CharField(label=_("Nombre del proceso"), max_length=300)
    code = forms.CharField(
        label=_("Código"), max_length=20, required=False, help_text=_("Como lo usa el sistema de gestión: GJ, PR-01.")
    )
    kind = forms.ChoiceField(label=_("Tipo"), choices=[("", "—"), *KINDS.items()])
    owner = forms.ChoiceField(
        label=_("Dependencia dueña"),
        required=False,
        help_text=_("La que responde por el proceso y por sus riesgos."),
    )
    objective = forms.CharField(
        label=_("Objetivo"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    valid_from = day_field(_("Existe desde"), required=False)

    def __init__(self, *args: Any, units: Iterable[Any] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.units = {str(unit.uid): unit for unit in units}
        named = [(uid, unit.name) for uid, unit in self.units.items()]
        self.fields["owner"].choices = [("", _("Ninguna")), *named]  # type: ignore[attr-defined]

    def clean_owner(self) -> Any:
        """The unit chosen, as a row."""
        return self.units.get(self.cleaned_data["owner"])

    def data_told(self) -> ProcessData:
        """What the form says, without its owner."""
        names = ("name", "kind", "code", "objective", "valid_from")
        return ProcessData(**{name: self.cleaned_data[name] for name in names})


class ProcessChangeForm(ProcessForm):
    """The same, with why it changes."""

    reason = ReasonForm.base_fields["reason"]


class ProcessAliasForm(forms.Form):
    """Another way in which documents write a process."""

    name = forms.CharField(label=_("Otra forma de escribirlo"), max_length=300)


class ProcessLastDayForm(ReasonForm):
    """The last day of a process."""

    last_day = day_field(_("Último día"))
    field_order = ("last_day", "reason")
