"""The forms with which an entity chooses how it measures: one value from a day on. Values go as plain rows keep them:
percentages as text of points, choices as their code, bands as a list (`rumbo.domain.measurement.settings`)."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from rumbo.domain.annualization import LevelWithoutReport, NoDemand, NotReportedRule
from rumbo.domain.measurement import Percentage, Weighting
from rumbo.faces.kit.written import exact_points
from rumbo.faces.web.amounts import PercentField, written_percent
from rumbo.faces.web.measures import CHOICES, MEASURES, level_named
from rumbo.faces.web.people.forms import day_field

# The kit draws each tone with one shape, so that both are chosen at once.
SHAPES = {"bad": "square", "alert": "diamond", "watch": "triangle", "good": "circle", "over": "arrow"}
LIGHTS = (
    ("bad", _("Rojo, cuadrado")),
    ("alert", _("Naranja, rombo")),
    ("watch", _("Amarillo, triángulo")),
    ("good", _("Verde, círculo")),
    ("over", _("Azul, flecha")),
)
CODES: dict[str, Any] = {
    "not_reported": NotReportedRule,
    "level_without_report": LevelWithoutReport,
    "no_demand": NoDemand,
    "weighting": Weighting,
}
LIT = (Percentage.AT_CUTOFF, Percentage.YEAR, Percentage.TO_DATE, Percentage.TERM)
MAX_BANDS = 8
Levels = Iterable[tuple[str, str, str]]
"""Plan, kind and name of levels to choose from."""


class SettingForm(forms.Form):
    """From when on and why; each kind of setting adds its value."""

    valid_from = day_field(
        _("Rige desde"), help_text=_("Los periodos que terminen desde ese día se miden así; los cerrados no cambian.")
    )
    reason = forms.CharField(
        label=_("Motivo"), max_length=500, required=False, help_text=_("El acto o manual que lo dice.")
    )

    def __init__(self, *args: Any, today: date, current: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["valid_from"].initial = today
        self.begin(current)
        self.order_fields(("value", "uncapped", "valid_from", "reason"))

    def begin(self, current: Any) -> None:
        """Adds the field of the value, beginning with the one in force."""

    @property
    def plain_value(self) -> Any:
        """The value as a row keeps it."""
        return self.cleaned_data["value"]


class AlertForm(SettingForm):
    """Above which percentage, or below which, a justification is asked for."""

    def begin(self, current: Any) -> None:
        """A percentage."""
        self.fields["value"] = PercentField(label=_("Porcentaje"), initial=written_percent(current))


class CapForm(SettingForm):
    """How much a target may count in an average, or without end."""

    uncapped = forms.BooleanField(label=_("Sin tope"), required=False)

    def begin(self, current: Any) -> None:
        """A percentage, or none."""
        shown = written_percent(current)
        self.fields["value"] = PercentField(label=_("Tope, en porcentaje"), required=False, initial=shown)
        self.fields["uncapped"].initial = current is None

    def clean(self) -> dict[str, Any]:
        """One of both, and only one."""
        asked: dict[str, Any] = super().clean() or {}
        if "value" in asked and (asked["value"] is None) != asked["uncapped"]:
            self.add_error("value", _("Escriba un porcentaje, o marque «Sin tope»; no ambas cosas."))
        return asked


class ChoiceForm(SettingForm):
    """One of the ways that the rules know."""

    key = ""

    def begin(self, current: Any) -> None:
        """The ways, with the one in force chosen."""
        codes = [code.value for code in CODES[self.key]]
        choices = [(code, CHOICES[code]) for code in codes]
        self.fields["value"] = forms.ChoiceField(
            label=_("Valor"), choices=choices, widget=forms.RadioSelect, initial=current
        )


class LitForm(SettingForm):
    """The percentage that the traffic light looks at."""

    def begin(self, current: Any) -> None:
        """The percentages of a target."""
        choices = [(each.value, MEASURES[each.value]) for each in LIT]
        self.fields["value"] = forms.ChoiceField(
            label=_("Porcentaje"), choices=choices, widget=forms.RadioSelect, initial=current
        )


class YesNoForm(SettingForm):
    """Yes or no."""

    def begin(self, current: Any) -> None:
        """Both, with the one in force chosen."""
        choices = [("yes", CHOICES["True"]), ("no", CHOICES["False"])]
        start = "yes" if current else "no"
        self.fields["value"] = forms.ChoiceField(
            label=_("Valor"), choices=choices, widget=forms.RadioSelect, initial=start
        )

    @property
    def plain_value(self) -> Any:
        """As a truth value."""
        return bool(self.cleaned_data["value"] == "yes")


class LeftOutForm(SettingForm):
    """The levels that keep their figure and do not count above them; none marked, and all of them count."""

    def __init__(self, *args: Any, levels: Levels = (), **more: Any) -> None:
        self.levels = levels
        super().__init__(*args, **more)

    def begin(self, current: Any) -> None:
        """The levels of the plans in force, each with the plans where it stands, and those chosen before that stand in
        none of them."""
        chosen = [(each["kind"], each["name"]) for each in current]
        plans: dict[tuple[str, str], list[str]] = {}
        for plan, kind, name in self.levels:
            plans.setdefault((kind, name), []).append(plan)
        for each in chosen:
            plans.setdefault(each, [str(_("en ningún plan que rija"))])
        self.fields["value"] = forms.MultipleChoiceField(
            label=_("Niveles que no cuentan"),
            choices=[
                (_level_key(*level), f"{level_named(*level)} ({', '.join(dict.fromkeys(told))})")
                for level, told in plans.items()
            ],
            widget=forms.CheckboxSelectMultiple,
            initial=[_level_key(*each) for each in chosen],
            required=False,
            help_text=_("Conservan su cifra y no entran en el promedio de lo de encima. Sin marcas, todo cuenta."),
        )

    @property
    def plain_value(self) -> Any:
        """The levels as a setting names them, each once."""
        named = (json.loads(key) for key in dict.fromkeys(self.cleaned_data["value"]))
        return [{"kind": kind, "name": name} for kind, name in named]


def _level_key(kind: str, name: str) -> str:
    return json.dumps([kind, name], ensure_ascii=False)


class BandForm(forms.Form):
    """One range of the traffic light; an empty row is none."""

    optional_unsaid = True

    code = forms.CharField(
        required=False, widget=forms.HiddenInput, max_length=40, validators=[RegexValidator(r"^[a-z0-9_]+$")]
    )
    word = forms.CharField(label=_("Palabra"), max_length=40, required=False)
    tone = forms.ChoiceField(label=_("Color y forma"), choices=[("", "—"), *LIGHTS], required=False)
    lower = PercentField(label=_("Desde (%)"), required=False)
    upper = PercentField(label=_("Hasta menos de (%)"), required=False)

    @property
    def wanted(self) -> bool:
        """Whether somebody wrote in the row."""
        asked = getattr(self, "cleaned_data", {})
        return any(asked.get(name) for name in ("word", "lower", "upper", "tone"))

    def clean(self) -> dict[str, Any]:
        """A range has its word, its colour and its shape."""
        asked: dict[str, Any] = super().clean() or {}
        if any(asked.get(name) for name in ("word", "lower", "upper", "tone")):
            for name in ("word", "tone"):
                if not asked.get(name) and name not in self.errors:
                    self.add_error(name, _("Cada rango tiene su palabra, su color y su forma."))
        return asked


BandRows = forms.formset_factory(BandForm, extra=2, max_num=MAX_BANDS, validate_max=True)


def shown_bands(bands: Any) -> list[dict[str, str]]:
    """Bands as the rows of the form begin."""
    limits = {band.code: [("" if x is None else exact_points(x)) for x in (band.lower, band.upper)] for band in bands}
    return [
        {"code": b.code, "word": b.word, "tone": b.tone, "lower": limits[b.code][0], "upper": limits[b.code][1]}
        for b in bands
    ]


def plain_bands(rows: Any) -> list[dict[str, Any]]:
    """The rows that say something, as a setting keeps them; each with a code of its own."""
    seen: Counter[str] = Counter()
    bands = []
    for form in rows:
        if not form.wanted:
            continue
        asked = form.cleaned_data
        code = asked["code"] or asked["tone"]
        seen[code] += 1
        code = code if seen[code] == 1 else f"{code}_{seen[code]}"
        limits = {"lower": asked["lower"], "upper": asked["upper"]}
        bands.append(
            {"code": code, "word": asked["word"], "tone": asked["tone"], "shape": SHAPES[asked["tone"]], **limits}
        )
    return bands


def form_class(key: str) -> type[SettingForm]:
    """The form of a setting."""
    if key in CODES:
        return type("ChosenForm", (ChoiceForm,), {"key": key})
    special: dict[str, type[SettingForm]] = {
        "cap": CapForm,
        "over_alert": AlertForm,
        "under_alert": AlertForm,
        "carry_increasing": YesNoForm,
        "bands_on": LitForm,
        "bands": SettingForm,
        "left_out": LeftOutForm,
    }
    return special[key]
