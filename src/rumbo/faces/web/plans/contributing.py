"""The rows of a form that say which other units answer for a target and what becomes of the amount of each."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.domain.followup.contributing import Counting
from rumbo.faces.web.words import COUNTINGS

MOST_UNITS = 40
FREE_ROWS = 2
UNIT, COUNTING = "unit_", "counting_"


def ask_contributing(form: forms.Form, units: Sequence[tuple[str, str]]) -> range:
    """Adds a unit and what becomes of its amount a row, with rows free; gives the numbers of the rows."""
    standing: Mapping[str, str] = form.initial.get("contributing", {})
    sent = sum(name.startswith(UNIT) for name in form.data) if form.is_bound else 0
    rows = range(1, min(max(sent, len(standing) + FREE_ROWS), MOST_UNITS) + 1)
    known = [*standing.items(), *(("", Counting.INFORMS.value),) * len(rows)]
    for row, (unit, counting) in zip(rows, known, strict=False):
        form.fields[f"{UNIT}{row}"] = forms.ChoiceField(
            label=__("Dependencia que aporta"), choices=[("", "—"), *units], required=False, initial=unit
        )
        form.fields[f"{COUNTING}{row}"] = forms.ChoiceField(
            label=__("Su cantidad"), choices=list(COUNTINGS.items()), required=False, initial=counting
        )
    return rows


def contributing_rows(form: forms.Form, rows: range) -> list[list[Any]]:
    """The fields of the rows, two a row, for the page."""
    return [[form[f"{UNIT}{row}"], form[f"{COUNTING}{row}"]] for row in rows]


def contributing_told(form: forms.Form, rows: range, told: Mapping[str, Any]) -> dict[str, str]:
    """By the uid of a unit what becomes of its amount; a unit told twice, or the one that reports, is refused."""
    found: dict[str, str] = {}
    for row in rows:
        if not (unit := told.get(f"{UNIT}{row}", "")):
            continue
        if unit in found:
            form.add_error(f"{UNIT}{row}", _("Esa dependencia ya está en otra fila."))
        elif unit == told.get("reporting_unit"):
            form.add_error(f"{UNIT}{row}", _("Esa dependencia es la que reporta: lo suyo ya cuenta."))
        found[unit] = told.get(f"{COUNTING}{row}") or Counting.INFORMS.value
    return found
