"""The forms of what hangs from a risk: its controls, its treatment, that it came true. What a document left unsaid may
stay so until somebody knows it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.apps.risks.bridge import ControlData, TreatmentData
from rumbo.domain.risk import Method, options_for
from rumbo.domain.risk.method import DISPLACEMENT
from rumbo.faces.web.people.forms import day_field

UNSAID = [("", _("Sin decir")), ("yes", _("Sí")), ("no", _("No"))]
TOLD = {"yes": True, "no": False}


def long_text(label: Any, *, rows: int = 3, required: bool = False, **more: Any) -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=4000, widget=widget, **more)


class ControlForm(forms.Form):
    """A control: who, what, how; and what its edition weighs of it."""

    responsible = forms.CharField(label=_("Responsable"), max_length=300, help_text=_("El cargo, no la persona."))
    action = long_text(_("Acción"), required=True, help_text=_("Qué hace: verifica, valida, concilia, compara…"))
    complement = long_text(_("Complemento"), rows=2, help_text=_("Los detalles que permiten entender el control."))
    frequency = forms.CharField(label=_("Frecuencia"), max_length=200, required=False)
    deviations = long_text(_("Qué pasa con las desviaciones"), rows=2)
    evidence = long_text(_("Evidencia que deja"), rows=2)
    kind = forms.ChoiceField(label=_("Tipo"))
    way = forms.ChoiceField(label=_("Implementación"))
    documented = forms.ChoiceField(label=_("¿Está documentado?"), required=False, choices=UNSAID)
    continuous = forms.ChoiceField(label=_("¿Se ejecuta siempre?"), required=False, choices=UNSAID)
    leaves_record = forms.ChoiceField(label=_("¿Deja registro?"), required=False, choices=UNSAID)
    SAID = ("documented", "continuous", "leaves_record")

    def __init__(self, *args: Any, edition: Method, unsaid: Collection[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for name in unsaid:
            self.fields[name].required = False
        controls = edition.controls
        for name, parts in (("kind", controls.kinds), ("way", controls.ways)):
            choices = [("", "—"), *((part.code, part.name) for part in parts)]
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.design = [question.code for question in controls.design]
        if controls.effect == DISPLACEMENT:
            for question in controls.design:
                answers = [("", "—"), *((answer.code, answer.name) for answer in question.answers)]
                self.fields[f"design_{question.code}"] = forms.ChoiceField(
                    label=question.name, required=False, choices=answers
                )
            ratings = [("", "—"), *((rating.code, rating.name) for rating in controls.ratings)]
            self.fields["execution"] = forms.ChoiceField(label=_("Ejecución"), required=False, choices=ratings)

    def data_told(self) -> ControlData:
        """What the form says."""
        told = self.cleaned_data
        names = ("responsible", "action", "complement", "frequency", "deviations", "evidence", "kind", "way")
        design = {code: told[f"design_{code}"] for code in self.design if told.get(f"design_{code}")}
        said: dict[str, Any] = {name: TOLD.get(told[name]) for name in self.SAID}
        return ControlData(
            **{name: told[name] for name in names},
            **said,
            design=design,
            execution=told.get("execution", ""),
        )


def control_start(data: ControlData) -> dict[str, Any]:
    """What the form of a control that stands there begins with."""
    said = {True: "yes", False: "no", None: ""}
    names = ("responsible", "action", "complement", "frequency", "deviations", "evidence", "kind", "way", "execution")
    start: dict[str, Any] = {name: getattr(data, name) for name in names}
    start |= {name: said[getattr(data, name)] for name in ControlForm.SAID}
    return start | {f"design_{code}": answer for code, answer in data.design.items()}


class OptionForm(forms.Form):
    """What is done with a risk; only what its class allows."""

    option = forms.ChoiceField(label=_("Tratamiento"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, edition: Method, risk_class: str, **options: Any) -> None:
        super().__init__(*args, **options)
        allowed = options_for(edition, risk_class)
        self.fields["option"].choices = [(each.code, each.name) for each in allowed]  # type: ignore[attr-defined]


class TreatmentForm(forms.Form):
    """An action of the plan of treatment."""

    action = long_text(_("Acción"), required=True)
    unit = forms.ChoiceField(label=_("Dependencia responsable"))
    start = day_field(_("Desde"))
    end = day_field(_("Hasta"))
    evidence = long_text(_("Soporte que se espera"), rows=2)

    def __init__(self, *args: Any, units: Iterable[Any], unsaid: Collection[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for name in unsaid:
            self.fields[name].required = False
            self.fields[name].help_text = _("El documento no la dice; puede quedar sin fecha.")
        self.units: Mapping[str, Any] = {str(unit.uid): unit for unit in units}
        named = [(uid, unit.name) for uid, unit in self.units.items()]
        self.fields["unit"].choices = [("", "—"), *named]  # type: ignore[attr-defined]

    def clean_unit(self) -> Any:
        """The unit chosen, as a row."""
        return self.units[self.cleaned_data["unit"]]

    def data_told(self) -> TreatmentData:
        """What the form says, without its unit."""
        return TreatmentData(**{name: self.cleaned_data[name] for name in ("action", "start", "end", "evidence")})


class EventForm(forms.Form):
    """What came true."""

    day = day_field(_("Día en que ocurrió"))
    facts = long_text(_("Qué pasó"), required=True)
    effects = long_text(_("Qué efectos tuvo"), rows=2)
    response = long_text(_("Qué se hizo de inmediato"), rows=2)
    told_to = forms.CharField(
        label=_("A quién se informó"),
        max_length=300,
        required=False,
        help_text=_("Control interno, la autoridad competente, la aseguradora…"),
    )
