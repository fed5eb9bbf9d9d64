"""The forms of a project: its identity, the rows of each section, a goal, and what the bank asks."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.apps.projects.bridge import IdentityData
from rumbo.domain.project.sheet import DocumentControl
from rumbo.faces.web.amounts import AmountField, PesosField
from rumbo.faces.web.people.forms import day_field
from rumbo.faces.web.projects.rows import RowForm
from rumbo.faces.web.projects.words import IMPACT_KINDS, LEVELS, PASSAGE_KINDS
from rumbo.papers.reading.text_blocks import numbered_item

LONG = 20_000


def text_field(label: Any, rows: int = 2, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A text of some lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=LONG, widget=widget, help_text=help_text)


def short_field(label: Any, longest: int = 300, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A text of one line."""
    return forms.CharField(label=label, required=required, max_length=longest, help_text=help_text)


class UidRow(RowForm):
    """A row that goes on being the same when it is rewritten."""

    uid = forms.CharField(required=False, widget=forms.HiddenInput)


class IdentityForm(forms.Form):
    """Which project it is. `units` are those that may answer for it."""

    name = text_field(_("Nombre del proyecto"), required=True, help_text=_("Qué se hace, con qué objeto y dónde."))
    code = short_field(_("Código"), 60, help_text=_("El BPIN, o el del banco de la entidad."))
    unit = forms.ChoiceField(label=_("Dependencia responsable"), required=False)
    fiscal_year = forms.IntegerField(label=_("Vigencia"), required=False, min_value=1990, max_value=2100)
    first_year = forms.IntegerField(label=_("Primer año del horizonte"), required=False, min_value=1990, max_value=2100)
    last_year = forms.IntegerField(label=_("Último año del horizonte"), required=False, min_value=1990, max_value=2100)
    registered_on = day_field(_("Fecha de registro"), required=False)
    control_process = short_field(_("Proceso del formato"))
    control_code = short_field(_("Código del formato"), 60)
    control_version = short_field(_("Versión del formato"), 40)
    control_form = short_field(_("Nombre del formato"))

    def __init__(self, *args: Any, units: Iterable[Any] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.units = {str(unit.uid): unit for unit in units}
        named = [(uid, unit.name) for uid, unit in self.units.items()]
        self.fields["unit"].choices = [("", "—"), *named]  # type: ignore[attr-defined]

    def clean_unit(self) -> Any:
        """The unit chosen, as a row."""
        return self.units.get(self.cleaned_data["unit"])

    def clean(self) -> dict[str, Any]:
        """The horizon ends after it begins."""
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("first_year"), told.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("El último año es anterior al primero."))
        return told

    def data_told(self) -> IdentityData:
        """What the form says, without its unit."""
        told = self.cleaned_data
        names = ("name", "code", "fiscal_year", "first_year", "last_year", "registered_on")
        control = DocumentControl(*(told[f"control_{part}"] for part in ("process", "code", "version", "form")))
        return IdentityData(**{name: told[name] for name in names}, control=control)


class PassageRow(UidRow):
    """A piece of a narrative."""

    kind = forms.ChoiceField(label=_("Qué es"), choices=PASSAGE_KINDS.items(), initial="paragraph", required=False)
    label = short_field(_("Número"), help_text=_("Como se imprime: a), 1."))
    text = text_field(_("Texto"), 4)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kept = self.initial.get("kind") or self.data.get(self.add_prefix("kind"), "")
        if kept and kept not in PASSAGE_KINDS:
            self.fields["kind"].choices = [*PASSAGE_KINDS.items(), (kept[:60], kept[:60])]  # type: ignore[attr-defined]

    @property
    def counts(self) -> bool:
        """Whether the row says anything; a picture without a caption still shows itself."""
        is_picture = self.cleaned_data.get("kind") == "picture" and bool(self.cleaned_data.get("uid"))
        return is_picture or super().counts

    def clean(self) -> dict[str, Any]:
        """The row; a number that opens the text of an item is its number, as where a document is read."""
        data = super().clean() or {}
        if data.get("kind") == "item" and not data.get("label"):
            data["label"], data["text"] = numbered_item(data.get("text") or "")
        return data


class BranchRow(UidRow):
    """A cause or an effect; an indirect one hangs from the direct one before it."""

    kind = forms.ChoiceField(label=_("Nivel"), choices=LEVELS.items(), initial="direct", required=False)
    text = text_field(_("Texto"))


class AnsweringRow(UidRow):
    """A text with its number, and what it answers to."""

    label = short_field(_("Número"), 40)
    text = text_field(_("Texto"))
    parent = forms.ChoiceField(label=_("Responde a"), required=False)
    wide: ClassVar[tuple[str, ...]] = ("text", "parent")

    def __init__(self, *args: Any, parents: Sequence[tuple[str, str]] = (), answers: Any = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].choices = [("", "—"), *parents]  # type: ignore[attr-defined]
        if answers:
            self.fields["parent"].label = answers


class ImpactRow(UidRow):
    """An impact and its kind."""

    kind = forms.ChoiceField(label=_("Clase"), choices=IMPACT_KINDS.items(), required=False)
    text = text_field(_("Impacto"))


class TextRow(UidRow):
    """A text alone."""

    text = text_field(_("Texto"))


class LabelledRow(UidRow):
    """A name and its value."""

    label = short_field(_("Nombre"), help_text=_("Sector, programa, proyecto…"))
    text = text_field(_("Valor"))


class SignatureRow(UidRow):
    """Who signs."""

    label = short_field(_("Cargo"))
    text = short_field(_("Nombre"))
    kind = short_field(_("Firma"), 60, help_text=_("Lo que el documento muestra: firmado, con sello…"))
    telling: ClassVar[tuple[str, ...]] = ("label", "text")
    wide: ClassVar[tuple[str, ...]] = ()


class RelationRow(RowForm):
    """A place in a plan."""

    code = short_field(_("Código"), 120, help_text=_("El camino entero: 1-2-5-1."))
    component = text_field(_("Componente"), 1)
    line = text_field(_("Línea estratégica"), 1)
    programme = text_field(_("Programa"), 1)
    goal = text_field(_("Meta"), 2)
    telling: ClassVar[tuple[str, ...]] = ("code", "component", "line", "programme", "goal")
    wide: ClassVar[tuple[str, ...]] = ("component", "line", "programme", "goal")


class BudgetRow(RowForm):
    """What an activity buys."""

    activity = forms.ChoiceField(label=_("Actividad"), required=False)
    object = text_field(_("Objeto"))
    measure_unit = short_field(_("Unidad"), 120)
    quantity = AmountField(label=_("Cantidad"), required=False)
    value = PesosField(label=_("Valor parcial"), required=False, help_text=_("En pesos: 34.500.000."))
    telling: ClassVar[tuple[str, ...]] = ("object", "measure_unit", "quantity", "value")
    wide: ClassVar[tuple[str, ...]] = ("activity", "object")

    def __init__(self, *args: Any, activities: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        known = dict(activities)
        kept = self.initial.get("activity") or self.data.get(self.add_prefix("activity"), "")
        more = [] if not kept or kept in known else [(kept, kept)]
        self.fields["activity"].choices = [("", _("Ninguna")), *activities, *more]  # type: ignore[attr-defined]


class TotalForm(forms.Form):
    """The total as it is written below the lines."""

    total = PesosField(label=_("Total escrito"), required=False, help_text=_("Como lo dice el documento, en pesos."))


class CodeRow(RowForm):
    """A budget line by its codes."""

    sector_code = short_field(_("Sector"), 60)
    sector_name = short_field(_("Nombre del sector"), 500)
    programme_code = short_field(_("Programa"), 60)
    programme_name = short_field(_("Nombre del programa"), 500)
    element_code = short_field(_("Elemento"), 60, help_text=_("Nivel propio de la entidad, si lo tiene."))
    element_name = short_field(_("Nombre del elemento"), 500)
    product_code = short_field(_("Producto"), 60)
    product_name = short_field(_("Nombre del producto"), 500)
    product_indicator_code = short_field(_("Indicador de producto"), 60)
    product_indicator_name = short_field(_("Nombre del indicador"), 500)
    funding_source = short_field(_("Fuente de financiación"))
    initial_value = PesosField(label=_("Valor inicial"), required=False)
    telling: ClassVar[tuple[str, ...]] = (
        *("sector_code", "programme_code", "element_code", "product_code", "product_indicator_code"),
        *("sector_name", "programme_name", "element_name", "product_name", "product_indicator_name"),
        *("funding_source", "initial_value"),
    )
    wide: ClassVar[tuple[str, ...]] = (
        *("sector_name", "programme_name", "element_name", "product_name", "product_indicator_name"),
    )


class ProblemForm(forms.Form):
    """What stands above the description of the problem."""

    central_problem = text_field(_("Problema central"))
    magnitude = text_field(_("Magnitud"), help_text=_("Cuánto mide el problema hoy, y según qué fuente."))


class ObjectiveForm(forms.Form):
    """The general objective."""

    general_objective = text_field(_("Objetivo general"), help_text=_("El problema central, vuelto positivo."))


class GoalForm(forms.Form):
    """A goal of an activity. `targets` are the targets of plans in force that it may be."""

    number = short_field(_("Número"), 40)
    statement = text_field(_("Meta"), 3, required=True)
    indicator = text_field(_("Indicador"), 1)
    quantity = AmountField(label=_("Cantidad"), required=False)
    measure_unit = short_field(_("Unidad de medida"), 120)
    plan_code = short_field(_("Código en el plan"), 120, help_text=_("Como lo escribe el plan de desarrollo: 1-2-5-1."))
    target = forms.ChoiceField(
        label=_("Meta de un plan vigente que es esta misma"),
        required=False,
        help_text=_("Con ella, el avance se reporta una sola vez."),
    )
    evidence = text_field(_("Evidencias esperadas"), 3, help_text=_("Una en cada línea."))

    def __init__(self, *args: Any, targets: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["target"].choices = [("", _("Ninguna")), *targets]  # type: ignore[attr-defined]


class StepRow(RowForm):
    """A sub-activity of a goal; its marks, where a document gave it any, stay."""

    number = short_field(_("Número"), 40)
    text = text_field(_("Subactividad"))
    marks = forms.CharField(required=False, widget=forms.HiddenInput)


class ScheduledRow(RowForm):
    """A sub-activity in the schedule, with the periods in which it is done."""

    number = short_field(_("Número"), 40)
    text = text_field(_("Subactividad"))
    marks = forms.MultipleChoiceField(
        label=_("Periodos en que se hace"), required=False, widget=forms.CheckboxSelectMultiple
    )
    wide: ClassVar[tuple[str, ...]] = ("text", "marks")

    def __init__(self, *args: Any, periods: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["marks"].choices = [(period, period) for period in periods]  # type: ignore[attr-defined]


class PeriodsForm(forms.Form):
    """The periods of the schedule."""

    periods = text_field(
        _("Periodos"), 12, help_text=_("Uno en cada línea, en orden: Mes 1, Mes 2… o los meses por su nombre.")
    )

    def told(self) -> list[str]:
        """The periods, one a line; empty lines say nothing."""
        return [line.strip() for line in self.cleaned_data["periods"].splitlines() if line.strip()]


class RegistrationForm(forms.Form):
    """The day on which a project entered the bank."""

    day = day_field(_("Fecha de registro"))


class BankActForm(forms.Form):
    """The act of a step of the bank."""

    act_kind = short_field(_("Clase de acto"), 60, required=True, help_text=_("Concepto, acta, resolución."))
    act_number = short_field(_("Número"), 60, required=True)
    day = day_field(_("Fecha"))
    signatory = short_field(_("Quién firma"), 200, required=True)
    post = short_field(_("Cargo"), 200)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].initial = today


class ClosingForm(BankActForm):
    """The act that closes a project, and why."""

    reason = text_field(_("Motivo del cierre"), required=True)


class ReturnForm(forms.Form):
    """What to mend, in general and by section."""

    optional_unsaid = True
    general = text_field(_("Observación general"), 3)

    def __init__(self, *args: Any, sections: Iterable[tuple[str, Any]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for key, title in sections:
            self.fields[key] = text_field(title, 1)

    def told(self) -> dict[str, str]:
        """The remarks by section; "" is the whole sheet."""
        said = {"" if key == "general" else key: text.strip() for key, text in self.cleaned_data.items()}
        return {key: text for key, text in said.items() if text}
