"""A workbook that comes back, on any of the screens that take one: the form, the file kept, its sheets as read."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.evidence.actions import store_file
from rumbo.apps.evidence.queries import bytes_of
from rumbo.domain.numbers import Quantity
from rumbo.faces.kit.written import written_day, written_quantity
from rumbo.faces.web.files import SentFile
from rumbo.faces.web.session import actor_of, attempt, person_of
from rumbo.findings import Finding
from rumbo.layouts.filled_sheets.form import Form, Value
from rumbo.layouts.filled_sheets.reading import ReadSheets, read_sheets
from rumbo.papers.raw import Unreadable
from rumbo.papers.reading import read_bytes

OUTCOMES = {
    "problem": ("stopped", __("Con problemas")),
    "new": ("waiting", __("Nueva")),
    "changed": ("waiting", __("Cambia")),
    "equal": ("neutral", __("Igual")),
}


class UploadForm(forms.Form):
    """The workbook, or one of its sheets as csv, that comes back."""

    file = SentFile(
        label=__("Archivo lleno"),
        how=__("Quite las imágenes que tenga."),
        help_text=__("El libro de Excel completo, o una sola de sus hojas como CSV."),
    )


def kept_file(request: HttpRequest, form: UploadForm) -> Any:
    """The file that was sent, kept; None where it is refused, which is told."""
    sent = form.cleaned_data["file"]
    kept, _none = attempt(
        request, lambda: store_file(actor_of(request), person_of(request).entity, sent.name, sent.file)
    )
    return kept


def sheets_of(file: Any, expected: Sequence[Form]) -> tuple[ReadSheets, tuple[Finding, ...]]:
    """The sheets of a kept file as read, or why it is refused whole."""
    try:
        read = read_sheets(read_bytes(bytes_of(file), file.name), expected)
    except Unreadable as unreadable:
        return ReadSheets(), (unreadable.finding,)
    return read, read.findings


def said(value: Value) -> str:
    """A value as a difference shows it."""
    match value:
        case None | "":
            return _("vacío")
        case Quantity():
            return written_quantity(value)
        case str():
            return value
        case _:
            return written_day(value, "short")
