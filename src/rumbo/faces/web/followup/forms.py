"""The forms of follow-up: opening a round, answering a report, reviewing it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rumbo.apps.followup.bridge import AnswerData
from rumbo.domain.calendar.periods import PERIODICITIES, periods_of_year
from rumbo.faces.kit.written import written_day, written_quantity
from rumbo.faces.web.amounts import AmountField
from rumbo.faces.web.files import FilesField, most_words
from rumbo.faces.web.followup.days import DaysForm
from rumbo.faces.web.session import worded
from rumbo.faces.web.words import DIRECTIONS, period_words, periodicity_words, promised_words
from rumbo.findings import Finding

VALUES: dict[str, tuple[tuple[str, Promise], ...]] = {
    "quantity": (("quantity", _("Cantidad lograda")),),
    "ratio": (("numerator", _("Numerador")), ("denominator", _("Denominador"))),
    "percentage": (("percentage", _("Porcentaje de avance acumulado en el año")),),
}
DONE = (("yes", _("Sí, se hizo")), ("no", _("Todavía no")))
MILESTONE = "milestone_"


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, chosen from the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, required=False, **more)


class Wanted:
    """A field that a submitted report needs and a draft may leave empty: required to the eye, not to the form."""

    def validate(self, value: Any) -> None:
        """What is missing is for `submit_report` to say."""


class WantedText(Wanted, forms.CharField):
    """Words that are needed to submit."""


class WantedChoice(Wanted, forms.ChoiceField):
    """A choice that is needed to submit."""

    def validate(self, value: Any) -> None:
        """One of the choices, or none yet."""
        if value:
            super(Wanted, self).validate(value)


class WantedAmount(Wanted, AmountField):
    """An exact number that is needed to submit."""


class OpenForm(DaysForm):
    """Which version is followed, in which period, and until when units may report."""

    version = forms.ChoiceField(label=_("Plan"))
    period = forms.ChoiceField(label=_("Periodo"))

    def __init__(self, *args: Any, versions: Sequence[Any], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["version"].choices = [  # type: ignore[attr-defined]
            (str(version.uid), _("{plan}, versión {label}").format(plan=version.plan.name, label=version.label))
            for version in versions
        ]
        years = sorted({version.plan.fiscal_year or today.year for version in versions}, reverse=True)
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (periodicity_words(code), list(_periods(years, code))) for code in ORDER
        ]


ORDER = ("quarterly", "monthly", "bimonthly", "four_monthly", "semiannual", "annual")


class _Named:
    """A period that may not be a row yet, as the words want it."""

    def __init__(self, fiscal_year: int, periodicity: str, ordinal: int) -> None:
        self.fiscal_year, self.periodicity, self.ordinal = fiscal_year, periodicity, ordinal


def _periods(years: Iterable[int], code: str) -> Iterable[tuple[str, str]]:
    for year in years:
        for period in periods_of_year(year, PERIODICITIES[code]):
            yield f"{year}:{code}:{period.ordinal}", period_words(_Named(year, code, period.ordinal))


def _step_help(step: Any) -> str:
    told = gettext(
        "Programado para el {day}, con peso {weight}. Escriba el día en que se cumplió; vacío si todavía no."
    )
    return told.format(day=written_day(step.due, "short"), weight=written_quantity(step.weight))


class ReportForm(forms.Form):
    """The answer to a report: the fields of its kind, not applicable with its reason, words, and new evidence."""

    use_required_attribute = False

    edit = forms.IntegerField(widget=forms.HiddenInput)
    not_applicable = forms.BooleanField(label=_("En este periodo la meta no aplica"), required=False)
    not_applicable_reason = forms.CharField(
        label=_("Por qué no aplica"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    narrative = WantedText(
        label=_("Avance cualitativo"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Qué se hizo en el periodo, con quién y qué resultó. Puede guardarse incompleto como borrador."),
    )
    difficulties = forms.CharField(label=_("Dificultades"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    justification = forms.CharField(
        label=_("Justificación"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Solo si el valor llama la atención: retrocede, es negativo, pasa del 100 % o parece de otra escala."
        ),
    )
    evidence = FilesField(label=_("Archivos"), required=False, how=_("Escriba mejor su enlace, o comprímalo."))
    evidence_date = day_field(_("Fecha de estos archivos"), help_text=_("La que llevan los documentos."))
    link = forms.CharField(label=_("Enlace"), required=False, widget=forms.URLInput(attrs={"placeholder": "https://"}))
    link_title = forms.CharField(label=_("Qué muestra el enlace"), required=False, max_length=300)
    link_date = day_field(_("Fecha del enlace"))

    def __init__(self, *args: Any, revision: Any, milestones: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind = kind = revision.report_kind
        told = gettext("Puede elegir hasta {count}, de {most} cada uno.")
        self.fields["evidence"].help_text = told.format(count=settings.FORM_FILES, most=most_words())
        for name, label in VALUES.get(kind, ()):
            self.fields[name] = WantedAmount(label=label)
        if kind == "quantity":
            self.fields["quantity"] = WantedAmount(label=_asked(revision), help_text=_against(revision))
        if kind == "done":
            self.fields["done"] = WantedChoice(label=_("¿Se hizo?"), choices=DONE, widget=forms.RadioSelect)
        if kind == "milestones":
            for step in milestones:
                self.fields[f"{MILESTONE}{step.uid}"] = day_field(step.title, help_text=_step_help(step))

    def values(self) -> list[forms.BoundField]:
        """The fields that carry the value, in their order."""
        names = [name for name in self.fields if name == "done" or name.startswith(MILESTONE)]
        return [self[name] for name, _label in VALUES.get(self.kind, ())] + [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        """New evidence carries its own date."""
        cleaned = super().clean() or {}
        for what, day in (("evidence", "evidence_date"), ("link", "link_date")):
            if cleaned.get(what) and not cleaned.get(day) and day not in self.errors:
                self.add_error(day, _("Escriba la fecha del soporte."))
        return cleaned

    def answer(self) -> AnswerData:
        """The answer as typed; a field that could not be read counts as empty."""
        typed = getattr(self, "cleaned_data", {})
        done = typed.get("done")
        steps = {name: day for name, day in typed.items() if name.startswith(MILESTONE) and day}
        return AnswerData(
            not_applicable=bool(typed.get("not_applicable")),
            quantity=typed.get("quantity"),
            numerator=typed.get("numerator"),
            denominator=typed.get("denominator"),
            percentage=typed.get("percentage"),
            done=None if not done else done == "yes",
            milestones={name.removeprefix(MILESTONE): day for name, day in steps.items()},
            not_applicable_reason=typed.get("not_applicable_reason", ""),
            narrative=typed.get("narrative", ""),
            difficulties=typed.get("difficulties", ""),
            justification=typed.get("justification", ""),
        )

    def tell(self, findings: Iterable[Finding]) -> None:
        """Puts each finding beside the field it is about."""
        first = next((field.name for field in self.values()), None)
        for finding in findings:
            code = finding.code.rpartition(".")[2]
            field = FIELD_OF.get(code, first if code in ABOUT_VALUE else None)
            self.add_error(field, sentence(finding))


def _asked(revision: Any) -> str:
    """What is asked for, in the unit of the target: a result where one is held against it, else what was achieved."""
    held = revision.annualization in DIRECTIONS
    asked = gettext("Resultado del periodo") if held else gettext("Cantidad lograda")
    return f"{asked} ({revision.measure_unit})" if revision.measure_unit else asked


def _against(revision: Any) -> str:
    """What the result is held against."""
    if revision.annualization not in DIRECTIONS or revision.quantity is None:
        return ""
    return gettext("La meta es {promised}.").format(promised=promised_words(revision))


FIELD_OF = {
    "reason_missing": "not_applicable_reason",
    "narrative_missing": "narrative",
    "level_moved_back": "justification",
    "negative_quantity": "justification",
    "percentage_over_hundred": "justification",
    "percentage_scale": "justification",
    "link_unfit": "link",
    "ratio_incomplete": "denominator",
    "zero_denominator": "denominator",
    "file_empty": "evidence",
    "file_too_large": "evidence",
    "file_is_program": "evidence",
}
ABOUT_VALUE = frozenset({"value_missing", "negative_value", "value_too_large", "milestone_after_period"})


def with_edit(form: forms.Form, edit: int) -> None:
    """Keeps everything as it was typed, but for the edit that the person now has before their eyes."""
    data: Any = form.data
    form.data = data.copy()
    form.data["edit"] = str(edit)  # type: ignore[index]


def sentence(finding: Finding) -> str:
    """A finding in one line: what is wrong and how to go on."""
    (wording,) = worded([finding])
    return f"{wording.what} {wording.how}"


def answered(entry: Any) -> dict[str, Any]:
    """The fields of a draft that is taken up again."""
    if entry is None:
        return {}
    names = ("quantity", "numerator", "denominator", "percentage", "not_applicable_reason", "narrative", "difficulties")
    kept = {name: getattr(entry, name) for name in (*names, "justification")}
    kept["not_applicable"] = entry.answer == "not_applicable"
    kept["done"] = {True: "yes", False: "no", None: ""}[entry.done]
    return kept | {f"{MILESTONE}{done.milestone.uid}": done.done_on for done in entry.milestones_done.all()}


class SendBackForm(forms.Form):
    """Why an accepted report goes back to its unit."""

    edit = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Observación"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Diga qué falta o qué está mal. La dependencia la verá en su reporte."),
    )


def steps_done(steps: Iterable[Any], done: Mapping[str, date]) -> dict[str, Any]:
    """The fields of the milestones that an earlier report says are done, by their titles."""
    return {f"{MILESTONE}{step.uid}": done[step.title] for step in steps if step.title in done}
