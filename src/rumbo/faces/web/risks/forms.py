"""The forms of risks. What each asks follows from the edition of the method by which the risk is assessed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.apps.risks.bridge import ControlData, RiskData, TreatmentData
from rumbo.content.risk_methods import method, method_for
from rumbo.domain.risk import Level, Method, options_for
from rumbo.domain.risk.method import DISPLACEMENT, FREQUENCY, MONEY_OR_REPUTATION, QUESTIONS
from rumbo.faces.web.amounts import AmountField
from rumbo.faces.web.people.forms import day_field
from rumbo.faces.web.risks.editions import edition, editions
from rumbo.faces.web.risks.showing import IMPACT_KINDS

# How a risk is worded when nobody words it. It is written into the record, which is in Spanish whoever writes it.
COMPOSED = "Posibilidad de afectación {kind} por {immediate}{root}"
KINDS_COMPOSED = {"economic": "económica", "reputational": "reputacional", "both": "económica y reputacional"}
UNSAID = [("", _("Sin decir")), ("yes", _("Sí")), ("no", _("No"))]
TOLD = {"yes": True, "no": False}


def long_text(label: Any, *, rows: int = 3, required: bool = False, **more: Any) -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=4000, widget=widget, **more)


def edition_choices() -> list[Any]:
    """Every class of risk under the edition that assesses it, the newest first: (text of the address, words)."""
    return [
        (each.name, [(f"{each.key}:{found.code}", f"{found.name} ({each.edition})") for found in each.classes])
        for each in editions()
    ]


def edition_asked(text: str) -> tuple[Method, str] | None:
    """The edition and the class of the text of an address, or None."""
    key, _colon, code = text.partition(":")
    found = method(key)
    return (edition(key), code) if found is not None and found.risk_class(code) else None


class EditionForm(forms.Form):
    """Which class of risk, and by which edition it is assessed."""

    valoracion = forms.ChoiceField(
        label=_("Clase de riesgo y metodología"),
        help_text=_("Las más recientes están primero. De la metodología depende lo que se pregunta después."),
    )

    def __init__(self, *args: Any, on: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["valoracion"].choices = edition_choices()  # type: ignore[attr-defined]
        usual = method_for("management", on)
        if usual is not None:
            self.fields["valoracion"].initial = f"{usual.key}:management"


def levels_field(label: Any, levels: Sequence[Level], reputation: bool = False, **more: Any) -> forms.ChoiceField:
    """One level of a scale, each with what it means."""
    meant = [(level, level.reputation if reputation else level.criterion) for level in levels]
    choices = [(str(level.number), f"{level.name}. {text}" if text else level.name) for level, text in meant]
    return forms.ChoiceField(
        label=label, required=False, widget=forms.RadioSelect, choices=[("", _("Sin decir")), *choices], **more
    )


class RiskForm(forms.Form):
    """What a risk is and what its edition asks to assess it. `units`, `processes` and `projects`
    (last versions, with their project) are those that may be chosen."""

    code = forms.CharField(label=_("Código"), max_length=40)
    process = forms.ChoiceField(label=_("Proceso"), required=False)
    project = forms.ChoiceField(
        label=_("Proyecto"), required=False, help_text=_("Solo si el riesgo es de un proyecto y no de un proceso.")
    )
    project_code = forms.CharField(
        label=_("Código del proyecto"),
        max_length=60,
        required=False,
        help_text=_("Solo si el proyecto no está en la lista."),
    )
    unit = forms.ChoiceField(label=_("Dependencia que responde por el riesgo"))
    point = long_text(_("Punto de riesgo"), rows=2, help_text=_("La actividad del flujo en la que puede ocurrir."))
    impact_kind = forms.ChoiceField(
        label=_("Qué afectaría"), required=False, choices=[("", "—"), *IMPACT_KINDS.items()]
    )
    immediate_cause = long_text(_("Causa inmediata"), rows=2, help_text=_("Por qué podría pasar, a primera vista."))
    root_cause = long_text(_("Causa raíz"), rows=2, help_text=_("Debido a qué; la razón de fondo que se debe tratar."))
    statement = long_text(
        _("Descripción del riesgo"),
        help_text=_("Si la deja vacía se arma con lo que afectaría y sus causas: posibilidad de…, por…, debido a…"),
    )
    consequences = long_text(_("Consecuencias"), rows=2)
    factor = forms.ChoiceField(label=_("Factor de riesgo"), required=False)
    WORDED = ("point", "impact_kind", "immediate_cause", "root_cause", "statement", "consequences", "factor")
    WHOSE = ("code", "process", "project", "project_code", "unit")

    def __init__(
        self,
        *args: Any,
        edition: Method,
        risk_class: str,
        units: Iterable[Any],
        processes: Iterable[Any],
        projects: Iterable[Any],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.edition, self.risk_class = edition, risk_class
        self.units = {str(unit.uid): unit for unit in units}
        self.processes = {str(process.uid): process for process in processes}
        self.projects = {str(version.project.uid): version for version in projects}
        self._offer("project", [(uid, f"{each.code} {each.name}".strip()) for uid, each in self.projects.items()])
        self._offer("unit", [(uid, unit.name) for uid, unit in self.units.items()])
        self._offer("process", [(uid, str(process)) for uid, process in self.processes.items()])
        self._offer("factor", list(edition.factors))
        self.fields.update(self._asked())

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", "—"), *choices]  # type: ignore[attr-defined]

    def _asked(self) -> dict[str, forms.Field]:
        """What the edition asks about probability and impact."""
        asked: dict[str, forms.Field] = {}
        probability, impact = self.edition.probability, self.edition.impact
        if probability.asks == FREQUENCY:
            asked["times_a_year"] = forms.IntegerField(
                label=_("Veces al año que se realiza la actividad"), required=False, min_value=0, max_value=10**9
            )
        else:
            asked["history"] = levels_field(_("Probabilidad"), probability.levels)
        if impact.asks == MONEY_OR_REPUTATION:
            asked["money"] = AmountField(
                label=_("Afectación económica, en salarios mínimos mensuales (SMLMV)"), required=False
            )
            help_text = _("Si dice las dos afectaciones, cuenta la más grave.")
            asked["reputation"] = levels_field(_("Afectación reputacional"), impact.levels, True, help_text=help_text)
        elif impact.asks == QUESTIONS:
            asked["answers"] = forms.TypedMultipleChoiceField(
                label=_("Si el riesgo se materializa, ¿podría…? Marque las respuestas afirmativas."),
                required=False,
                coerce=int,
                widget=forms.CheckboxSelectMultiple,
                choices=[(str(each.number), f"{each.number}. {each.text}") for each in impact.questions],
            )
        else:
            asked["impact_level"] = levels_field(_("Impacto"), impact.levels)
        return asked

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields by what they are about, for the page."""
        rest = [name for name in self.fields if name not in (*self.WHOSE, *self.WORDED)]
        titles = (_("De quién es"), _("Qué puede pasar"), _("Valoración inherente"))
        return [
            (title, [self[name] for name in names])
            for title, names in zip(titles, (self.WHOSE, self.WORDED, rest), strict=True)
        ]

    def clean(self) -> dict[str, Any]:
        """The rows chosen; and a description made of its parts where nobody wrote one."""
        told: dict[str, Any] = super().clean() or {}
        told["unit"] = self.units.get(told.get("unit", ""))
        told["process"] = self.processes.get(told.get("process", ""))
        if chosen := self.projects.get(told.get("project", "")):
            told["project_code"] = chosen.code or chosen.name[:60]
        told["project"] = chosen.project if chosen else None
        if not told.get("statement", "").strip():
            told["statement"] = _composed(told)
            if not told["statement"]:
                self.add_error("statement", _("Describa el riesgo, o diga qué afectaría y su causa inmediata."))
        if bool(told["process"]) == bool(told.get("project_code")):
            self.add_error("process", _("Elija un proceso o un proyecto, pero no los dos."))
        return told

    def data_told(self) -> RiskData:
        """What the form says, without its rows."""
        told = self.cleaned_data
        names = ("code", "project_code", "statement", *self.WORDED)
        plain: dict[str, Any] = {name: told[name] for name in names}
        levels: dict[str, Any] = {name: _number(told.get(name)) for name in ("history", "reputation", "impact_level")}
        return RiskData(
            method=self.edition.key,
            risk_class=self.risk_class,
            times_a_year=told.get("times_a_year"),
            money=told.get("money"),
            answers=tuple(told["answers"]) if told.get("answers") else None,
            **plain,
            **levels,
        )


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

    def __init__(self, *args: Any, edition: Method, **options: Any) -> None:
        super().__init__(*args, **options)
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

    def __init__(self, *args: Any, units: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
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


def _composed(told: Mapping[str, Any]) -> str:
    """A description of its parts; empty where they do not suffice."""
    kind, immediate = told.get("impact_kind", ""), _clause(told.get("immediate_cause", ""))
    if not kind or not immediate:
        return ""
    root = _clause(told.get("root_cause", ""))
    return COMPOSED.format(kind=KINDS_COMPOSED[kind], immediate=immediate, root=f" debido a {root}" if root else "")


def _clause(text: str) -> str:
    """A cause as it stands inside a sentence."""
    text = text.strip().rstrip(".")
    return text[:1].lower() + text[1:]


def _number(text: str | None) -> int | None:
    return int(text) if text else None
