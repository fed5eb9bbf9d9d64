"""What a target costs by source of funding, as rows of a form: a source and its amount, with rows free."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.apps.plans.bridge import FundingData
from rumbo.domain.numbers import Money
from rumbo.faces.web.amounts import PesosField

MOST_SOURCES = 12


def ask_money(form: forms.Form, standing: Sequence[FundingData]) -> range:
    """Adds the fields of the money that stands and two rows free; the numbers of the rows."""
    sent = sum(name.startswith("source_") for name in form.data) if form.is_bound else 0
    rows = range(1, min(max(sent, len(standing) + 2), MOST_SOURCES) + 1)
    for row in rows:
        known = standing[row - 1] if row <= len(standing) else None
        form.fields[f"source_{row}"] = forms.CharField(
            label=_("Fuente"), max_length=300, required=False, initial=known.source if known else ""
        )
        form.fields[f"amount_{row}"] = PesosField(
            label=_("Valor en pesos"), required=False, initial=Money(known.amount) if known else None
        )
    return rows


def money_rows(form: forms.Form, rows: range) -> list[list[Any]]:
    """The fields, two a row, for the page."""
    return [[form[f"source_{row}"], form[f"amount_{row}"]] for row in rows]


def money_told(form: forms.Form, rows: range, told: Mapping[str, Any]) -> tuple[FundingData, ...]:
    """The money written; what half a row lacks becomes an error of its field."""
    return tuple(_told(form, rows, told))


def _told(form: forms.Form, rows: range, told: Mapping[str, Any]) -> Iterator[FundingData]:
    for row in rows:
        source, amount = told.get(f"source_{row}"), told.get(f"amount_{row}")
        if source and amount is not None and amount.centavos >= 0:
            yield FundingData(source, amount.centavos)
        elif amount is not None and amount.centavos < 0:
            form.add_error(f"amount_{row}", _("El valor no puede ser negativo."))
        elif source and f"amount_{row}" not in form.errors:
            form.add_error(f"amount_{row}", _("Escriba el valor de esta fuente."))
        elif amount is not None:
            form.add_error(f"source_{row}", _("Diga de qué fuente es este valor."))
