"""The four decisions on a version, in the same words for every subject that is kept in versions adopted by an act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rumbo.apps.plans.actions import Act
from rumbo.faces.web.deciding import Decision
from rumbo.faces.web.people.forms import day_field

EDITABLE = ("draft", "returned")
TOO_LATE: dict[str, Promise] = {
    "draft": _("Esta versión todavía no se ha propuesto."),
    "returned": _("Esta versión ya fue devuelta; se decide sobre ella cuando se vuelva a proponer."),
    "proposed": _("Esta versión ya está propuesta y espera aprobación."),
    "approved": _("Esta versión ya está aprobada y rige; nada de ella puede cambiar."),
    "superseded": _("Esta versión ya no rige: otra la reemplazó."),
}
FIELD_OF = {"versions.act_missing": "number", "versions.act_in_future": "day"}


class NextVersionForm(forms.Form):
    """A version that continues the one in force."""

    label = forms.CharField(
        label=_("Versión del documento"),
        max_length=40,
        required=False,
        help_text=_("Como la imprime el documento. Si la deja vacía, se usa el número siguiente."),
    )


class ActForm(forms.Form):
    """The act that adopts a version."""

    kind = forms.CharField(
        label=_("Clase de acto"), max_length=60, help_text=_("Por ejemplo: Acta de comité, Resolución, Decreto.")
    )
    number = forms.CharField(label=_("Número"), max_length=60)
    day = day_field(_("Fecha del acto"))

    def clean_day(self) -> date:
        """A day that a calendar of plans may hold."""
        day: date = self.cleaned_data["day"]
        if day.year < 1990:
            raise forms.ValidationError(_("Revise el año de la fecha."))
        return day


class AdoptionForm(ActForm):
    """The act that adopts a version, and since when it rules."""

    in_force_from = day_field(
        _("Rige desde"), required=False, help_text=_("Si la deja vacía, rige desde la fecha del acto.")
    )


class RemarkForm(forms.Form):
    """What should change, for whoever has to change it."""

    reason = forms.CharField(label=_("Observación"), widget=forms.Textarea(attrs={"rows": 4}))


def asked(form: type[forms.Form]) -> Callable[[HttpRequest], forms.Form]:
    """How a decision makes a form of its request."""
    return lambda request: form(request.POST or None)


@dataclass(frozen=True, slots=True)
class VersionDecisions:
    """What is decided on a version, from the draft to the next one."""

    propose: Decision
    approve: Decision
    give_back: Decision
    proceed: Decision


def decisions_on_versions(
    app: str,
    *,
    propose: Callable[..., Any],
    approve: Callable[..., Any],
    give_back: Callable[..., Any],
    proceed: Callable[..., Any],
) -> VersionDecisions:
    """The decisions of an app, of its four actions; `app` leads their verbs."""
    return VersionDecisions(
        Decision(
            f"{app}.version.propose",
            EDITABLE,
            _("Proponer para aprobación"),
            _("Proponer {name}"),
            _("La versión quedó propuesta."),
            lambda actor, version, form: propose(actor, version),
            (
                _("Mientras esté propuesta nadie puede cambiarla."),
                _("Quien aprueba puede devolverla con una observación."),
            ),
        ),
        Decision(
            f"{app}.version.approve",
            ("proposed",),
            _("Aprobar la versión"),
            _("Aprobar {name}"),
            _("La versión quedó aprobada y rige."),
            lambda actor, version, form: _adopted(approve, actor, version, form.cleaned_data),
            (
                _("Desde ahora nada de esta versión puede cambiar; los cambios se hacen en una versión nueva."),
                _("La versión anterior deja de regir y se conserva."),
            ),
            asked(AdoptionForm),
        ),
        Decision(
            f"{app}.version.return",
            ("proposed",),
            _("Devolver la versión"),
            _("Devolver {name}"),
            _("La versión quedó devuelta con su observación."),
            lambda actor, version, form: give_back(actor, version, reason=form.cleaned_data["reason"]),
            (_("La oficina de planeación verá la observación y podrá volver a proponerla."),),
            asked(RemarkForm),
        ),
        Decision(
            f"{app}.version.continue",
            ("approved",),
            _("Empezar la versión"),
            _("Empezar la versión que sigue a {name}"),
            _("Empezó la versión siguiente. Cambie lo que haga falta y propóngala."),
            lambda actor, version, form: proceed(actor, version, label=form.cleaned_data["label"]),
            (
                _("Se copia todo lo que dice la versión que rige."),
                _("La versión que rige sigue rigiendo hasta que se apruebe la nueva."),
            ),
            asked(NextVersionForm),
        ),
    )


def _adopted(approve: Callable[..., Any], actor: Any, version: Any, told: dict[str, Any]) -> Any:
    act = Act(told["kind"], told["number"], told["day"])
    return approve(actor, version, act, in_force_from=told["in_force_from"])
