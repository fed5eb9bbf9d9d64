"""The forms of whoever answers to a report: endorsing or verifying it field by field, and evaluating it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rumbo.apps.followup.actions import EvaluationData
from rumbo.faces.web.amounts import AmountField
from rumbo.faces.web.followup.showing import Told

MOST = 4000
REMARK = "remark_"
VERDICTS: dict[str, Promise] = {
    "confirmed": _("Conforme: lo reportado se confirma"),
    "with_remarks": _("Conforme con observaciones"),
    "not_confirmed": _("No conforme: lo reportado no se confirma"),
    "not_verifiable": _("No se puede verificar con lo aportado"),
}


class ReviewForm(forms.Form):
    """What the lead or planning answers to a report: a remark of the whole, and one beside each field."""

    edit = forms.IntegerField(widget=forms.HiddenInput)
    remark = forms.CharField(
        label=_("Observación general"),
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Para devolver, diga aquí o en el campo que corresponda qué falta o qué está mal."),
    )

    def __init__(self, *args: Any, shown: Sequence[Told], **more: Any) -> None:
        super().__init__(*args, **more)
        self.shown = shown
        for each in shown:
            label = gettext("Observación a: {field}").format(field=each.label)
            widget = forms.Textarea(attrs={"rows": 2})
            self.fields[REMARK + each.key] = forms.CharField(
                label=label, required=False, max_length=MOST, widget=widget
            )

    def rows(self) -> Iterator[tuple[Told, forms.BoundField]]:
        """Each field of the answer with the box for its remark."""
        for each in self.shown:
            yield each, self[REMARK + each.key]

    @property
    def remarks(self) -> dict[str, str]:
        """What was written of each field; nothing of those left empty."""
        told = self.cleaned_data
        return {each.key: text for each in self.shown if (text := told.get(REMARK + each.key, ""))}

    def typed(self) -> list[str]:
        """All that was written, for who has to copy it."""
        return [
            text for name, text in self.data.items() if name.startswith("remark") and isinstance(text, str) and text
        ]


class EvaluationForm(forms.Form):
    """Internal control's own evaluation."""

    ordinal = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(label=_("Concepto"), choices=list(VERDICTS.items()), widget=forms.RadioSelect)
    percentage = AmountField(
        label=_("Avance que usted encontró, en porcentaje"),
        required=False,
        help_text=_(
            "Solo si es otro. No cambia ninguna cifra del plan: queda al lado de lo que reportó la dependencia."
        ),
    )
    text = forms.CharField(
        label=_("Qué revisó y qué encontró"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 5})
    )

    def next_after(self, ordinal: int) -> None:
        """Keeps everything as it was typed, after the evaluations that the person now has before their eyes."""
        data: Any = self.data
        self.data = data.copy()
        self.data["ordinal"] = str(ordinal)  # type: ignore[index]

    def told(self) -> EvaluationData:
        """What was written."""
        asked = self.cleaned_data
        return EvaluationData(asked["verdict"], asked["text"], asked["percentage"])


def evaluations_shown(evaluations: Iterable[Any]) -> list[tuple[str, str, Any]]:
    """Each evaluation with the tone of its pill and its verdict in words."""
    tones = {"confirmed": "done", "with_remarks": "waiting", "not_confirmed": "returned", "not_verifiable": "stopped"}
    return [(tones[each.verdict], str(VERDICTS[each.verdict]), each) for each in evaluations]
