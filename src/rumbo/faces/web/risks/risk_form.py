"""The form of a risk. What it asks follows from the edition of the method by which the risk is assessed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rumbo.apps.risks.bridge import RiskData
from rumbo.content.risk_methods import method, method_for
from rumbo.domain.risk import Level, Method
from rumbo.domain.risk.method import FREQUENCY, MONEY_OR_REPUTATION, QUESTIONS
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.amounts import AmountField
from rumbo.faces.web.risks.editions import edition, editions
from rumbo.faces.web.risks.forms import long_text
from rumbo.faces.web.risks.showing import IMPACT_KINDS

# How a risk is worded when nobody words it. It is written into the record, which is in Spanish whoever writes it.
COMPOSED = "Posibilidad de afectación {kind} por {immediate}{root}"
LEVELS = ("history", "reputation", "impact_level")
KINDS_COMPOSED = {"economic": "económica", "reputational": "reputacional", "both": "económica y reputacional"}
SETTLED = {
    "zones_settled": _("La zona es la de la metodología, no la que dice el documento"),
    "residual_settled": _("El riesgo residual se calcula con los controles, sin tomar el que dice el documento"),
}


def edition_choices(on: date) -> list[Any]:
    """Every class of risk under the edition that assesses it, the newest first: (text of the address, words). An
    edition that no longer rules on a day says until when it did: it is there for the maps that were made with it."""
    return [
        (_titled(each, on), [(f"{each.key}:{found.code}", f"{found.name} ({each.edition})") for found in each.classes])
        for each in editions()
    ]


def _titled(found: Method, on: date) -> str:
    if found.valid_to is None or on <= found.valid_to:
        return found.name
    return gettext("{name} (rigió hasta el {day}; para mapas hechos con ella)").format(
        name=found.name, day=written_day(found.valid_to)
    )


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
        self.fields["valoracion"].choices = edition_choices(on)  # type: ignore[attr-defined]
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
    """What a risk is and what its edition asks to assess it. `units`, `processes` and `projects` (last versions, with
    their project) are those that may be chosen.

    `before` is what the risk says until now: what this form does not ask stays as it is. `stated`: a document said its
    levels, so they may be said without their grounds; `settling`: what it says that the method may say instead.
    """

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
    category = forms.CharField(
        label=_("Clasificación"),
        max_length=200,
        required=False,
        help_text=_("La que usa la entidad: estratégico, operativo, de cumplimiento…"),
    )
    asset = long_text(_("Activo de información"), rows=2)
    asset_property = forms.CharField(
        label=_("Propiedad que se pierde"),
        max_length=200,
        required=False,
        help_text=_("Confidencialidad, integridad o disponibilidad."),
    )
    threat = long_text(_("Amenaza"), rows=2)
    vulnerability = long_text(_("Vulnerabilidad"), rows=2)
    WHOSE = ("code", "process", "project", "project_code", "unit")
    WORDED = (
        "point",
        "impact_kind",
        "immediate_cause",
        "root_cause",
        "statement",
        "consequences",
        "factor",
        "category",
    )
    ASSETS = ("asset", "asset_property", "threat", "vulnerability")

    def __init__(
        self,
        *args: Any,
        edition: Method,
        risk_class: str,
        units: Iterable[Any],
        processes: Iterable[Any],
        projects: Iterable[Any],
        before: RiskData | None = None,
        stated: bool = False,
        settling: Collection[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.edition, self.risk_class, self.before = edition, risk_class, before
        known = edition.risk_class(risk_class)
        if not (known and known.of_assets) and not any(getattr(before, name, "") for name in self.ASSETS):
            for name in self.ASSETS:
                del self.fields[name]
        self.units = {str(unit.uid): unit for unit in units}
        self.processes = {str(process.uid): process for process in processes}
        self.projects = {str(version.project.uid): version for version in projects}
        self._offer("project", [(uid, f"{each.code} {each.name}".strip()) for uid, each in self.projects.items()])
        self._offer("unit", [(uid, unit.name) for uid, unit in self.units.items()])
        self._offer("process", [(uid, str(process)) for uid, process in self.processes.items()])
        self._offer("factor", list(edition.factors))
        self.fields.update(self._asked())
        self.fields.update(self._stated() if stated else {})
        self.fields |= {name: forms.BooleanField(label=SETTLED[name], required=False) for name in settling}

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

    def _stated(self) -> dict[str, forms.Field]:
        """The levels that a document says without what the edition asks."""
        help_text = _("Cuenta mientras no se responda lo que pide la metodología.")
        told: dict[str, forms.Field] = {}
        if "history" not in self.fields:
            label, levels = _("Probabilidad que dice el documento"), self.edition.probability.levels
            told["history"] = levels_field(label, levels, help_text=help_text)
        if "impact_level" not in self.fields:
            label, levels = _("Impacto que dice el documento"), self.edition.impact.levels
            told["impact_level"] = levels_field(label, levels, help_text=help_text)
        return told

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields by what they are about, for the page."""
        assets = [name for name in self.ASSETS if name in self.fields]
        rest = [name for name in self.fields if name not in (*self.WHOSE, *self.WORDED, *assets)]
        titled = (
            (_("De quién es"), self.WHOSE),
            (_("Qué puede pasar"), self.WORDED),
            (_("Activo y amenaza"), assets),
            (_("Valoración inherente"), rest),
        )
        return [(title, [self[name] for name in names]) for title, names in titled if names]

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
        """What the form says, without its rows; what it did not ask stays, unless another edition assesses."""
        told = {name: self.cleaned_data[name] for name in self.fields if name in RiskData.__dataclass_fields__}
        told["project_code"] = self.cleaned_data["project_code"]
        told |= {name: _number(told[name]) for name in LEVELS if name in told}
        if "answers" in told:
            told["answers"] = tuple(told["answers"]) or None
        del told["code"], told["statement"]
        code, statement = self.cleaned_data["code"], self.cleaned_data["statement"]
        fresh = RiskData(code, self.edition.key, self.risk_class, statement)
        if self.before and self.before.method == self.edition.key:
            fresh = replace(self.before, code=code, risk_class=self.risk_class, statement=statement)
        return replace(fresh, **told)


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
