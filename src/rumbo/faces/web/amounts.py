"""Exact numbers as people write them in a form, in their language; what cannot be read is answered with its finding."""

from abc import ABC, abstractmethod
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language

from rumbo.domain.numbers import Money, Quantity, TooPrecise
from rumbo.faces.kit.written import written_money, written_quantity
from rumbo.faces.web.session import worded
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.numbers import NumberKind, parse_money, parse_number, print_number, read_number
from rumbo.notation.text import without_refused

LONGEST = 40
LARGEST = 2**63 - 1

NO_NUMBER = declare(
    Sentences(
        "answer.not_a_number",
        Severity.ERROR,
        marked("No es un número"),
        marked("«{written}» no se puede leer como un número."),
        marked("Las cifras se calculan con lo que se escribe aquí."),
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
TOO_LARGE = declare(
    Sentences(
        "answer.number_too_large",
        Severity.ERROR,
        marked("Número demasiado grande"),
        marked("«{written}» no cabe en el sistema."),
        marked("Suele ser un punto de miles leído como parte del número, o un valor en pesos en lugar de millones."),
        marked("Revise las cifras y la unidad de medida."),
    )
)

TWO_READINGS = declare(
    Sentences(
        "answer.two_readings",
        Severity.ERROR,
        marked("Número que se puede leer de dos maneras"),
        marked("«{written}» puede ser {whole} o {exact}."),
        marked("Quien escribe los miles con ese signo y quien escribe así tres decimales dicen cifras muy distintas."),
        marked("Escriba {whole} o {exact}, según sea."),
    )
)


class NumberField(forms.CharField, ABC):
    """A number as people write it; None where nothing was written. Each kind says what it keeps of it."""

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=60, **more)

    def clean(self, value: Any) -> Any:
        """What is kept of the number, or the finding's words as the error of the field."""
        written = super().clean(value).strip()
        if not written:
            return None
        read = self.read(written)
        if isinstance(read, Finding):
            said = worded([read])[0]
            raise forms.ValidationError(f"{said.what} {said.how}")
        return read

    @abstractmethod
    def read(self, written: str) -> Any:
        """What is kept of what was written, or why it cannot be."""


class AmountField(NumberField):
    """An exact quantity."""

    def read(self, written: str) -> Quantity | Finding:
        """The quantity."""
        return read_amount(written, spoken())

    def prepare_value(self, value: Any) -> Any:
        """A quantity as it is written, and never so that it reads two ways; what was typed stays as typed."""
        if not isinstance(value, Quantity):
            return value
        written = written_quantity(value)
        return f"{written}0" if _two_readings(written, spoken()) else written


class PesosField(NumberField):
    """An amount of money."""

    def read(self, written: str) -> Money | Finding:
        """The amount in centavos."""
        centavos = parse_money(written, spoken())
        if centavos is None:
            return _about(NO_NUMBER, written)
        return Money(centavos) if abs(centavos) <= LARGEST else _about(TOO_LARGE, written)

    def prepare_value(self, value: Any) -> Any:
        """An amount as it is written, without its sign of pesos; what was typed stays as typed."""
        return written_money(value.centavos).replace("$", "") if isinstance(value, Money) else value


class PercentField(NumberField):
    """A percentage, with or without its sign; what is kept is the text of its points ("112.5")."""

    def read(self, written: str) -> str | Finding:
        """Exact, without closing zeros."""
        number = parse_number(written.removesuffix("%").strip(), spoken())
        return _about(NO_NUMBER, written) if number is None else f"{number.normalize():f}"


def read_amount(written: str, language: str = "es") -> Quantity | Finding:
    """The exact quantity that a person wrote, or the finding that says why it cannot be read or kept."""
    number = parse_number(written, language)
    if number is None:
        return _about(NO_NUMBER, written)
    if _two_readings(written, language):
        exact = f"{number:f}0" if language == "en" else f"{number:f}0".replace(".", ",")
        return _about(TWO_READINGS, written, whole=f"{number * 1000:.0f}", exact=exact)
    try:
        quantity = Quantity.of(number)
    except TooPrecise:
        return _about(TOO_PRECISE, written)
    return quantity if abs(quantity.units) <= LARGEST else _about(TOO_LARGE, written)


def written_percent(points: str | None) -> str:
    """The text of points, as a person writes it; empty where there is none."""
    return print_number(Decimal(points), spoken()) if points else ""


def _two_readings(written: str, language: str) -> bool:
    """Whether a number was read with three decimals and its one mark could be that of the thousands: "1,039"."""
    read = read_number(written, language)
    return read is not None and read.ambiguous and read.kind is NumberKind.NUMBER and read.value % 1 != 0


def _about(sentences: Sentences, written: str, **more: str) -> Finding:
    facts = {"written": without_refused(written)[:LONGEST], **more}
    return Finding(sentences.code, sentences.severity, facts=facts)


def spoken() -> str:
    """The language of the reader: how they write numbers."""
    return (get_language() or "es")[:2]
