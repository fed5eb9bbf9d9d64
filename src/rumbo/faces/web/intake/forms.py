"""The forms of documents that come in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.faces.web.files import SentFile

Choices = Sequence[tuple[str, str]]


class UploadForm(forms.Form):
    """One file. An empty one is refused by who keeps files, with what to do."""

    file = SentFile(
        label=_("Archivo"),
        allow_empty_file=True,
        how=_("Deje en el libro solo la hoja del plan, o guárdela como CSV, y tráigalo de nuevo."),
        help_text=_("Excel (.xlsx, .xls), LibreOffice (.ods), Word (.docx), PDF con texto, HTML, CSV o texto."),
    )


class AboutForm(forms.Form):
    """What the document says of itself."""

    objective = forms.CharField(
        label=_("Objetivo del documento"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.CharField(label=_("Versión"), required=False, max_length=40)
    fiscal_year = forms.CharField(
        label=_("Vigencia"), required=False, max_length=4, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )


class DestinationForm(forms.Form):
    """What the document is for. `choices` are values and labels, "new" among them."""

    destination = forms.ChoiceField(label=_("Este documento es"), widget=forms.RadioSelect)
    plan_name = forms.CharField(
        label=_("Nombre del plan nuevo"), required=False, max_length=300, help_text=_("Solo si es un plan nuevo.")
    )

    def __init__(self, *args: Any, choices: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["destination"].choices = choices  # type: ignore[attr-defined]


class NamesForm(forms.Form):
    """For each name, by its place in the list, what it is; for several named together which one reports, or not yet."""

    def __init__(self, *args: Any, names: Sequence[tuple[str, str, str, Choices]], **options: Any) -> None:
        super().__init__(*args, **options)
        for field, label, told, choices in names:
            open_ended = any(value == "" for value, _word in choices)
            self.fields[field] = forms.ChoiceField(
                label=label, choices=choices, help_text=told, required=not open_ended
            )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Razón"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
