"""What a formulation says on the screen: the states of a part, the fields of a target, and values as they are read."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.domain.numbers import Quantity
from rumbo.faces.kit.pieces import Link
from rumbo.faces.kit.written import written_day, written_quantity
from rumbo.faces.web.words import ANNUALIZATIONS, PERIODICITIES, REPORT_KINDS

STATES: dict[str, tuple[str, Promise]] = {
    "not_begun": ("absent", __("Sin empezar")),
    "drafting": ("draft", __("En elaboración")),
    "submitted": ("waiting", __("Enviada")),
    "returned": ("returned", __("Devuelta")),
    "taken": ("done", __("Recibida")),
    "passed": ("stopped", __("Pasó a otra")),
}
FIELDS: dict[str, Promise] = {
    "number": __("N.º"),
    "statement": __("Acción o meta"),
    "node": __("Nivel del plan"),
    "indicator": __("Indicador"),
    "measure_unit": __("Unidad de medida"),
    "quantity": __("Meta"),
    "weight": __("Peso en su nivel"),
    "report_kind": __("Qué se reporta"),
    "annualization": __("Tipo de anualización"),
    "programme_basis": __("Base de la programación"),
    "programme": __("Programación"),
    "milestones": __("Hitos"),
    "baseline": __("Línea base"),
    "opening_value": __("Valor de apertura"),
    "opening_source": __("Fuente del valor de apertura"),
    "opening_day": __("Fecha del valor de apertura"),
    "start": __("Inicio"),
    "end": __("Fin"),
    "periodicity": __("Periodicidad del reporte"),
    "units": __("Dependencias"),
    "expected_evidence": __("Soporte que se espera"),
    "expense_type": __("Tipo de gasto"),
    "funding_source": __("Fuente de financiación"),
    "funding": __("Recursos por fuente"),
    "alignments": __("Articulación"),
}
BASES: dict[str, Promise] = {"cumulative": __("Acumulada"), "increment": __("Incremental")}
CODES = {
    "report_kind": REPORT_KINDS,
    "annualization": ANNUALIZATIONS,
    "programme_basis": BASES,
    "periodicity": PERIODICITIES,
}
NUMBERS = ("quantity", "weight", "baseline", "opening_value")
DAYS = ("start", "end", "opening_day")


def read(field: str, text: str) -> str:
    """A value as it was signed, as a person reads it."""
    if not text:
        return _("vacío")
    if field in CODES:
        return str(CODES[field].get(text, text))
    if field in NUMBERS:
        return written_quantity(Quantity.of(Decimal(text.replace(",", "."))))
    return written_day(date.fromisoformat(text), "short") if field in DAYS else text


def changes_read(changes: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Changes of a target as (what changed, before, now)."""
    return [(str(FIELDS[field]), read(field, old), read(field, new)) for field, old, new in changes]


def crumbs(formulation: Any = None, part: Any = None, further: str = "") -> list[Link]:
    """The way down to a page."""
    way = [Link(_("Inicio"), reverse("web:home")), Link(_("Formulación"), reverse("web:formulating-list"))]
    if formulation is not None:
        way.append(Link(formulation.plan.name, reverse("web:formulating-board", args=[formulation.uid])))
    if part is not None:
        way.append(Link(part.unit.name, reverse("web:formulating-part", args=[part.uid])))
    return [*way, Link(further, "")] if further else [*way[:-1], Link(way[-1].label, "")]
