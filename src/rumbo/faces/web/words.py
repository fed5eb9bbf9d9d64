"""Words that several screens say: periods, kinds of report, what became of a target, the columns of a plan."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.matrix import Alignment, ServedTarget
from rumbo.faces.kit.written import written_day, written_quantity

# Of the units of an entity, when none of them was another before.
NOBODY_ELSE: Mapping[int, tuple[str, ...]] = MappingProxyType({})
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
PERIODICITIES: dict[str, Promise] = {
    "monthly": __("Mensual"),
    "bimonthly": __("Bimestral"),
    "quarterly": __("Trimestral"),
    "four_monthly": __("Cuatrimestral"),
    "semiannual": __("Semestral"),
    "annual": __("Anual"),
    "once": __("Una sola vez"),
    "on_demand": __("Por demanda"),
}
_STRETCHES: dict[str, Promise] = {
    "bimonthly": __("bimestre"),
    "quarterly": __("trimestre"),
    "four_monthly": __("cuatrimestre"),
    "semiannual": __("semestre"),
}
_SHORT_STRETCHES: dict[str, Promise] = {
    "bimonthly": __("bim."),
    "quarterly": __("trim."),
    "four_monthly": __("cuatr."),
    "semiannual": __("sem."),
}
REPORT_KINDS: dict[str, Promise] = {
    "quantity": __("Cantidad lograda"),
    "ratio": __("Numerador y denominador"),
    "percentage": __("Porcentaje de avance"),
    "milestones": __("Hitos con fecha y peso"),
    "done": __("Hecho o no hecho"),
}
COUNTINGS: dict[str, Promise] = {
    "informs": __("Solo informa: no entra en el total"),
    "adds": __("Se suma a lo de quien reporta"),
    "part": __("Ya está contada en lo de quien reporta"),
}
"""What becomes of the amount of a unit that contributes."""
# The same where there is little room.
SHORT_COUNTINGS: dict[str, Promise] = {
    "informs": __("Solo informan"),
    "adds": __("Se suman"),
    "part": __("Ya están contadas"),
}
SHORT_REPORT_KINDS: dict[str, Promise] = {
    "quantity": __("Cantidad"),
    "ratio": __("Razón"),
    "percentage": __("Porcentaje"),
    "milestones": __("Hitos"),
    "done": __("Hecho o no"),
}
ANNUALIZATIONS: dict[str, Promise] = {
    "sum": __("Suma"),
    "constant": __("Constante"),
    "increasing": __("Creciente"),
    "increasing_no_baseline": __("Creciente sin línea base"),
    "decreasing": __("Decreciente"),
    "flow": __("Flujo"),
    "stock": __("Stock o acumulado"),
    "capacity": __("Capacidad"),
    "reduction": __("Reducción"),
    "yearly_reduction": __("Reducción anual"),
    "floor": __("Mínimo que se mantiene"),
    "ceiling": __("Máximo que no se pasa"),
    "exact": __("Valor exacto que se mantiene"),
    "unsaid": __("Sin decir cómo se cuenta"),
}
DIRECTIONS: dict[str, Promise] = {
    "floor": __("como mínimo {amount}"),
    "ceiling": __("a lo sumo {amount}"),
    "exact": __("exactamente {amount}"),
}
CONTINUITIES: dict[str, tuple[str, Promise]] = {
    "same": ("neutral", __("Sigue igual")),
    "reworded": ("waiting", __("Cambió la redacción")),
    "split": ("waiting", __("Se desprende de otra")),
    "merged": ("waiting", __("Reúne varias")),
    "replaced": ("returned", __("Reemplaza a otra")),
    "new": ("done", __("Nueva")),
    "dropped": ("stopped", __("Se quitó")),
}
FIELDS: dict[str, Promise] = {
    "number": __("N.º"),
    "statement": __("Acción"),
    "indicator": __("Indicador"),
    "measure_unit": __("Unidad de medida"),
    "quantity": __("Meta"),
    "units": __("Dependencias"),
    "answering": __("Quién reporta y quién aporta"),
    "objective": __("Objetivo"),
    "programme": __("Programa"),
    "serves": __("Meta del plan de gestión a la que aporta"),
    "start": __("Inicio"),
    "end": __("Fin"),
    "periodicity": __("Periodicidad"),
    "expense_type": __("Tipo de gasto"),
    "funding_source": __("Fuente de financiación"),
    "alignments": __("Articulación"),
    "narrative": __("Descripción"),
    "progress": __("Avance"),
}


class PeriodNamed(NamedTuple):
    """A period as what is kept of it names it, where its row is not at hand."""

    fiscal_year: int
    periodicity: str
    ordinal: int


def period_words(period: Any) -> str:
    """A period (a row or a value) as it is said: "II trimestre de 2024", "marzo de 2024", "año 2024"."""
    code = getattr(period.periodicity, "code", period.periodicity)
    if code == "monthly":
        return _("{month} de {year}").format(month=str(MONTHS[period.ordinal]).lower(), year=period.fiscal_year)
    stretch = _STRETCHES.get(code)
    if stretch is None:
        return _("año {year}").format(year=period.fiscal_year)
    number = ROMAN[period.ordinal] if period.ordinal < len(ROMAN) else str(period.ordinal)
    return _("{number} {stretch} de {year}").format(number=number, stretch=stretch, year=period.fiscal_year)


def short_period_words(period: Any) -> str:
    """A period where there is little room: "II trim. 2024", "marzo 2024", "2024"."""
    code = getattr(period.periodicity, "code", period.periodicity)
    if code == "monthly":
        return f"{str(MONTHS[period.ordinal]).lower()} {period.fiscal_year}"
    if code not in _SHORT_STRETCHES:
        return str(period.fiscal_year)
    number = ROMAN[period.ordinal] if period.ordinal < len(ROMAN) else str(period.ordinal)
    return f"{number} {_SHORT_STRETCHES[code]} {period.fiscal_year}"


def periodicity_words(code: str) -> str:
    """A periodicity in words; the text of the document where it is no code of ours."""
    return str(PERIODICITIES.get(code, code))


def said(value: object) -> str:
    """A value of a plan as a person reads it; empty where there is none."""
    match value:
        case None:
            return ""
        case Quantity():
            return written_quantity(value)
        case Alignment():
            # Only a number is said with its name: what lists without numbers call their entries is our own key.
            return f"{value.code} {value.name}".strip() if value.code[:1].isdigit() else value.name or value.code
        case ServedTarget():
            return f"{value.indicator} ({written_quantity(value.quantity)} {value.measure_unit})"
        case tuple():
            return "; ".join(said(each) for each in value)
        case str():
            return value
        case date():
            return written_day(value, "short")
    return str(value)


def promised_words(revision: Any) -> str:
    """What a target promises: its amount with its unit and, where a result is held against it, the direction."""
    if revision.quantity is None:
        return ""
    amount = in_unit(written_quantity(revision.quantity), revision)
    direction = DIRECTIONS.get(revision.annualization)
    return str(direction).format(amount=amount) if direction else amount


def in_unit(amount: str, revision: Any) -> str:
    """An amount with the unit in which its target is measured."""
    return f"{amount} {revision.measure_unit}".strip()


def unit_words(unit: Any, former: Mapping[int, tuple[str, ...]]) -> str:
    """A unit by its name and, where it took the place of others or was called otherwise, by the names of before."""
    names = former.get(unit.pk, ())
    return _("{unit} (antes: {names})").format(unit=unit.name, names="; ".join(names)) if names else str(unit.name)
