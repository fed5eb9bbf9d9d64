"""The forms of the requests to change a plan: one field at a time, with its reason."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.apps.plans.bridge import FundingData, MilestoneData
from rumbo.faces.web.amounts import AmountField
from rumbo.faces.web.changing.words import LABELS
from rumbo.faces.web.files import SentFile
from rumbo.faces.web.plans.aligning import ask_lists, entries_told, lists_of
from rumbo.faces.web.plans.forms import DayInput
from rumbo.faces.web.plans.forms import MilestonesForm as Milestones
from rumbo.faces.web.plans.money import ask_money, money_rows, money_told
from rumbo.faces.web.words import ANNUALIZATIONS, PERIODICITIES, REPORT_KINDS

AMOUNTS = ("quantity", "baseline", "weight")
DAYS = ("start", "end")
CHOICES: Mapping[str, Mapping[str, Any]] = {
    "annualization": ANNUALIZATIONS,
    "report_kind": REPORT_KINDS,
    "programme_basis": {"cumulative": _("Acumulada"), "increment": _("Incremental")},
    "periodicity": PERIODICITIES,
}
PERIOD = "period_"
SMALLER = _("Adjunte una versión más liviana, o descríbalo en la justificación.")


class WhyForm(forms.Form):
    """Why it is asked, and what shows it."""

    reason = forms.CharField(
        label=_("Justificación"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("La leen la oficina de planeación y el comité, y se publica con el cambio si se aprueba."),
    )
    annex = SentFile(label=_("Anexo que lo sustenta"), required=False, how=SMALLER)


class EditForm(WhyForm):
    """One field of a target, with the value it would have."""

    field_order = ("value", "reason", "annex")

    def __init__(self, *args: Any, field: str, choices: Sequence[tuple[str, str]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["value"] = _value_field(field, choices)
        self.order_fields(self.field_order)


class ProgrammeForm(WhyForm):
    """The amounts of the periods that a target programmes."""

    def __init__(self, *args: Any, periods: Iterable[tuple[int, str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.periods = list(periods)
        for key, name, amount in self.periods:
            self.fields[f"{PERIOD}{key}"] = AmountField(label=name, required=False, initial=amount)
        self.order_fields([*(f"{PERIOD}{key}" for key, _name, _amount in self.periods), "reason", "annex"])

    def value(self) -> dict[int, Any]:
        """The amounts that differ from those programmed, by the key of their period."""
        told = {key: self.cleaned_data[f"{PERIOD}{key}"] for key, _name, _amount in self.periods}
        return {key: told[key] for key, _name, amount in self.periods if told[key] != amount}


class MilestonesForm(Milestones, WhyForm):
    """All the milestones that a target would have."""

    def value(self) -> tuple[MilestoneData, ...]:
        """The milestones as data."""
        return tuple(MilestoneData(title, due, weight) for title, due, weight in self.written())


class FundingForm(WhyForm):
    """What a target would cost, by source."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.money = ask_money(self, self.initial.get("funding", ()))

    def rows(self) -> list[list[Any]]:
        """The fields, two a row, for the page."""
        return money_rows(self, self.money)

    def clean(self) -> dict[str, Any]:
        """A row has its source and its amount, or is none."""
        told: dict[str, Any] = super().clean() or {}
        return told | {"funding": money_told(self, self.money, told)}

    def value(self) -> tuple[FundingData, ...]:
        """The money as data."""
        return tuple(self.cleaned_data["funding"])


class AlignmentsForm(WhyForm):
    """The entries of the official lists that a target would be aligned with."""

    def __init__(self, *args: Any, entries: Iterable[tuple[str, Sequence[tuple[str, str]]]], **more: Any) -> None:
        super().__init__(*args, **more)
        ask_lists(self, entries)

    def lists(self) -> list[tuple[Any, int]]:
        """The fields of the lists, each with how many are chosen."""
        return lists_of(self)

    def chosen(self) -> list[str]:
        """The uids of the entries chosen."""
        return entries_told(self, self.cleaned_data)


class CancelForm(WhyForm):
    """From which day it is not done."""

    since = DayInput(
        label=_("Desde el día"), help_text=_("Los periodos que terminan ese día o después ya no se deben.")
    )
    field_order: tuple[str, ...] = ("since", "reason", "annex")


class SuspendForm(CancelForm):
    """Between which days it is not done."""

    until = DayInput(label=_("Hasta el día"), help_text=_("Después de ese día la meta vuelve a pedir avance."))
    field_order = ("since", "until", "reason", "annex")


class AddForm(WhyForm):
    """A new target."""

    statement = forms.CharField(label=LABELS["statement"], max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    indicator = forms.CharField(label=LABELS["indicator"], max_length=500)
    measure_unit = forms.CharField(label=LABELS["measure_unit"], max_length=120, required=False)
    quantity = AmountField(label=LABELS["quantity"])
    start = DayInput(label=LABELS["start"], required=False)
    end = DayInput(label=LABELS["end"], required=False)
    unit = forms.ChoiceField(label=LABELS["unit"])
    node = forms.ChoiceField(label=_("Nivel del plan"), required=False)
    expected_evidence = forms.CharField(label=LABELS["expected_evidence"], max_length=4000, required=False)
    field_order = ("statement", "indicator", "measure_unit", "quantity", "start", "end", "unit", "node")

    def __init__(
        self, *args: Any, units: Sequence[tuple[str, str]], nodes: Sequence[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["node"].choices = [("", "—"), *nodes]  # type: ignore[attr-defined]


class OpinionForm(forms.Form):
    """What planning thinks of a request."""

    edit = forms.IntegerField(widget=forms.HiddenInput)
    favourable = forms.ChoiceField(
        label=_("Concepto"), choices=(("yes", _("Favorable")), ("no", _("Desfavorable"))), widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("Razones del concepto"), max_length=8000, widget=forms.Textarea(attrs={"rows": 4}))


class HandOverForm(forms.Form):
    """Which unit goes on with a request, and why."""

    edit = forms.IntegerField(widget=forms.HiddenInput)
    unit = forms.ChoiceField(label=_("Dependencia que sigue con ella"))
    reason = forms.CharField(
        label=_("Motivo"), max_length=500, help_text=_("Por ejemplo, el acto que dividió la dependencia.")
    )

    def __init__(self, *args: Any, units: Iterable[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"].choices = [(str(each.uid), each.name) for each in units]  # type: ignore[attr-defined]


class ActForm(forms.Form):
    """The act of the committee, and what it decided of each request."""

    kind = forms.CharField(label=_("Clase de acto"), max_length=60, initial=_("Acta del comité"))
    number = forms.CharField(label=_("Número"), max_length=60)
    day = DayInput(label=_("Fecha del acto"))
    document = SentFile(label=_("Documento del acto"), required=False, how=SMALLER)

    def __init__(self, *args: Any, requests: Sequence[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.requests = list(requests)
        answers = (("", _("Sin decidir")), ("yes", _("Se aprueba")), ("no", _("Se niega")))
        for each in self.requests:
            self.fields[f"d_{each.uid}"] = forms.ChoiceField(label=_("Decisión"), choices=answers, required=False)
            self.fields[f"t_{each.uid}"] = forms.CharField(
                label=_("Razón, si se niega"), max_length=4000, required=False
            )
            hidden = forms.IntegerField(widget=forms.HiddenInput, initial=each.edit, required=False)
            self.fields[f"e_{each.uid}"] = hidden


def _value_field(field: str, choices: Sequence[tuple[str, str]]) -> forms.Field:
    label = _("Quedaría así")
    if field in AMOUNTS:
        return AmountField(label=label, required=False)
    if field in DAYS:
        return DayInput(label=label, required=False)
    if field in CHOICES or choices:
        listed = choices or [(key, word) for key, word in CHOICES[field].items()]
        return forms.ChoiceField(label=label, choices=listed)
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
