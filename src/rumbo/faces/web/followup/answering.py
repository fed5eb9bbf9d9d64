"""The form in which a unit answers a report: the fields of its kind, the parts of its words, new evidence."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.bridge.contributing import own_amounts
from rumbo.domain.followup import contributing
from rumbo.domain.followup.expected import expected_evidence
from rumbo.domain.followup.justifying import QUESTIONS
from rumbo.domain.followup.parts import COLUMNS, NARRATIVE, USUAL, Part
from rumbo.faces.kit.written import written_day, written_quantity
from rumbo.faces.web.amounts import AmountField
from rumbo.faces.web.files import FilesField, most_words
from rumbo.faces.web.followup.forms import day_field, sentence
from rumbo.faces.web.words import DIRECTIONS, promised_words
from rumbo.findings import Finding

VALUES: dict[str, tuple[tuple[str, Promise], ...]] = {
    "quantity": (("quantity", _("Cantidad lograda")),),
    "ratio": (("numerator", _("Numerador")), ("denominator", _("Denominador"))),
    "percentage": (("percentage", _("Porcentaje de avance acumulado en el año")),),
}
DONE = (("yes", _("Sí, se hizo")), ("no", _("Todavía no")))
MILESTONE = "milestone_"
JUSTIFICATION = "justification"
PART = "part_"


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


def _step_help(step: Any) -> str:
    told = gettext(
        "Programado para el {day}, con peso {weight}. Escriba el día en que se cumplió; vacío si todavía no."
    )
    return told.format(day=written_day(step.due, "short"), weight=written_quantity(step.weight))


class ReportForm(forms.Form):
    """The answer to a report: the fields of its kind, not applicable with its reason, the parts of its words, and new
    evidence."""

    use_required_attribute = False

    edit = forms.IntegerField(widget=forms.HiddenInput)
    not_applicable = forms.BooleanField(label=_("En este periodo la meta no aplica"), required=False)
    not_applicable_reason = forms.CharField(
        label=_("Por qué no aplica"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    justification = forms.CharField(
        label=_("Justificación"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Solo si se le pide: el resultado es bajo o muy alto, retrocede, parece de otra escala o avanza sin dinero."
        ),
    )
    evidence = FilesField(label=_("Archivos"), required=False, how=_("Escriba mejor su enlace, o comprímalo."))
    evidence_date = day_field(_("Fecha de estos archivos"), help_text=_("La que llevan los documentos."))
    meets = forms.ChoiceField(
        label=_("Cuál de los soportes esperados es"),
        required=False,
        help_text=_("Los que pide el plan para esta meta. Si adjunta varios, envíelos de a uno."),
    )
    link = forms.CharField(label=_("Enlace"), required=False, widget=forms.URLInput(attrs={"placeholder": "https://"}))
    link_title = forms.CharField(label=_("Qué muestra el enlace"), required=False, max_length=300)
    link_date = day_field(_("Fecha del enlace"))

    def __init__(
        self,
        *args: Any,
        revision: Any,
        milestones: Sequence[Any] = (),
        parts: Sequence[Part] = USUAL,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.parts = {part.key: part_name(part.key) for part in parts}
        for part in parts:
            self.fields[part_name(part.key)] = _part_field(part)
        self.kind = kind = revision.report_kind
        told = gettext("Puede elegir hasta {count}, de {most} cada uno.")
        self.fields["evidence"].help_text = told.format(count=settings.FORM_FILES, most=most_words())
        for name, label in VALUES.get(kind, ()):
            self.fields[name] = WantedAmount(label=label)
        pieces = [(text, text) for text in expected_evidence(revision.expected_evidence)]
        self.fields["meets"].choices = [("", _("Otro soporte")), *pieces]  # type: ignore[attr-defined]
        self.expected = bool(pieces)
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

    def words(self) -> list[forms.BoundField]:
        """The parts of the words, in their order."""
        return [self[name] for name in self.parts.values()]

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
            **{name: typed.get(name, "") for name in (*COLUMNS, "justification")},
            parts={key: typed.get(name, "") for key, name in self.parts.items() if key not in COLUMNS},
        )

    def tell(self, findings: Iterable[Finding]) -> None:
        """Puts each finding beside the field it is about."""
        first = next((field.name for field in self.values()), None)
        for finding in findings:
            code = finding.code.rpartition(".")[2]
            part = self.parts.get(str(finding.facts.get("key", "")))
            field = part or FIELD_OF.get(code, first if code in ABOUT_VALUE else None)
            field = JUSTIFICATION if code in JUSTIFIED else field
            self.add_error(field, sentence(finding))


def part_name(key: str) -> str:
    """The name of the box of a part: a name of the entity's own may hold what no address or key of a page may."""
    return key if key in COLUMNS else PART + hashlib.sha256(key.encode()).hexdigest()[:12]


def _part_field(part: Part) -> forms.CharField:
    kind = WantedText if part.required else forms.CharField
    rows = 6 if part.key == NARRATIVE else 3
    widget = forms.Textarea(attrs={"rows": rows})
    return kind(label=gettext(part.label), required=part.required, widget=widget, help_text=_said(part.help))


def _said(text: str) -> str:
    """A text of ours in the language of the reader; of no text gettext would give the heading of its catalogue."""
    return gettext(text) if text else ""


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
    "narrative_missing": NARRATIVE,
    "link_unfit": "link",
    "ratio_incomplete": "denominator",
    "zero_denominator": "denominator",
    "no_room": "evidence",
    "file_empty": "evidence",
    "file_too_large": "evidence",
    "file_is_program": "evidence",
}
JUSTIFIED = frozenset(each.code.rpartition(".")[2] for each in (*QUESTIONS, *contributing.QUESTIONS))
ABOUT_VALUE = frozenset({"value_missing", "negative_value", "value_too_large", "milestone_after_period"})


def answered(entry: Any) -> dict[str, Any]:
    """The fields of a draft that is taken up again."""
    if entry is None:
        return {}
    names = ("percentage", "not_applicable_reason", *COLUMNS, "justification")
    kept: dict[str, Any] = {name: getattr(entry, name) for name in names} | own_amounts(entry)
    kept |= {part_name(key): text for key, text in entry.parts.items()}
    kept["not_applicable"] = entry.answer == "not_applicable"
    kept["done"] = {True: "yes", False: "no", None: ""}[entry.done]
    return kept | {f"{MILESTONE}{done.milestone.uid}": done.done_on for done in entry.milestones_done.all()}


def parts_to_show(parts: Sequence[Part], entry: Any) -> tuple[Part, ...]:
    """The parts that are asked for, and after them those no longer asked for in which a draft says something."""
    if entry is None:
        return tuple(parts)
    known = {part.key for part in parts}
    kept = [part for part in USUAL if part.key not in known and getattr(entry, part.key)]
    own = [Part(key, key) for key, text in entry.parts.items() if key not in known and text]
    return (*parts, *kept, *own)


def steps_done(steps: Iterable[Any], done: Mapping[str, date]) -> dict[str, Any]:
    """The fields of the milestones that an earlier report says are done, by their titles."""
    return {f"{MILESTONE}{step.uid}": done[step.title] for step in steps if step.title in done}
