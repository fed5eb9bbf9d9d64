"""Exact numbers as people write them in a form, in their language; what cannot be read is answered with its finding."""

from typing import Any

from django import forms
from django.utils.translation import get_language

from rumbo.domain.numbers import Quantity, TooPrecise
from rumbo.faces.kit.written import written_quantity
from rumbo.faces.web.session import worded
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.numbers import parse_number
from rumbo.notation.text import without_refused

LONGEST = 40

NO_NUMBER = declare(
    Sentences(
        "answer.not_a_number",
        Severity.ERROR,
        marked("No es un número"),
        marked("«{written}» no se puede leer como un número."),
        marked("El avance se calcula con lo que se escribe aquí."),
        marked("Escriba solo cifras, con coma para los decimales: 1.234,5."),
    )
)
TOO_PRECISE = declare(
    Sentences(
        "answer.too_precise",
        Severity.ERROR,
        marked("Más de cuatro decimales"),
        marked("«{written}» tiene más de cuatro decimales."),
        marked("Las cantidades se guardan exactas, con cuatro decimales; nunca se redondean sin que usted lo sepa."),
        marked("Redondee el número a cuatro decimales o menos."),
    )
)


class AmountField(forms.CharField):
    """A quantity; None where nothing was written."""

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=60, **more)

    def clean(self, value: Any) -> Any:
        """The quantity, or the finding's words as the error of the field."""
        read = read_amount(super().clean(value), spoken())
        if isinstance(read, Finding):
            said = worded([read])[0]
            raise forms.ValidationError(f"{said.what} {said.how}")
        return read

    def prepare_value(self, value: Any) -> Any:
        """A quantity as it is written; what was typed stays as typed."""
        return written_quantity(value) if isinstance(value, Quantity) else value


def read_amount(written: str, language: str = "es") -> Quantity | Finding | None:
    """The exact quantity that a person wrote, None for nothing, or the finding that says why it cannot be read."""
    if not written.strip():
        return None
    number = parse_number(written, language)
    facts = {"written": without_refused(written)[:LONGEST]}
    if number is None:
        return Finding(NO_NUMBER.code, NO_NUMBER.severity, facts=facts)
    try:
        return Quantity.of(number)
    except TooPrecise:
        return Finding(TOO_PRECISE.code, TOO_PRECISE.severity, facts=facts)


def spoken() -> str:
    """The language of the reader: how they write numbers."""
    return (get_language() or "es")[:2]
