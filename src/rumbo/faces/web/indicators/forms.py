"""The forms of indicators: a sheet by its parts, a variable, its place in a sheet, a value, an analysis."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rumbo.apps.indicators.actions import VariableData
from rumbo.domain.indicators import IndicatorSheet, Range, YearTarget
from rumbo.faces.web.amounts import AmountField
from rumbo.faces.web.indicators.words import (
    ACTIONS,
    COUNTED_BY,
    COUNTS,
    GATHERINGS,
    OPERATORS,
    PERFORMANCE,
    TENDENCIES,
    VALUE_CHAIN,
)
from rumbo.faces.web.people.forms import day_field
from rumbo.faces.web.projects.forms import short_field, text_field
from rumbo.faces.web.words import ANNUALIZATIONS, PERIODICITIES

YEARS = 4
RANGES = 4
FIELD_OF = {
    "indicators.variable_code_taken": "code",
    "indicators.variable_already_reported": "periodicity",
    "indicators.symbol_taken": "symbol",
    "indicators.symbol_unfit": "symbol",
    "indicators.no_such_period": "period",
    "indicators.correction_without_reason": "note",
    "indicators.value_too_large": "quantity",
}


def choice(label: Any, words: Any, *, required: bool = False, help_text: Any = "") -> forms.ChoiceField:
    """One of a list, or none."""
    return forms.ChoiceField(label=label, choices=[("", "—"), *words.items()], required=required, help_text=help_text)


def year_field(label: Any) -> forms.IntegerField:
    """A year, or none."""
    return forms.IntegerField(label=label, required=False, min_value=1990, max_value=2100)


class RowChoice(forms.ChoiceField):
    """One of some rows by its uid; gives the row, or None."""

    def __init__(self, rows: Iterable[Any], empty: Any = "—", **more: Any) -> None:
        self.rows = {str(row.uid): row for row in rows}
        super().__init__(choices=[("", empty), *((uid, str(row)) for uid, row in self.rows.items())], **more)

    def clean(self, value: Any) -> Any:
        """The row chosen."""
        return self.rows.get(super().clean(value))


class SheetForm(forms.Form):
    """The sheet of an indicator. `units` are those whose sheets the person writes, `processes` those in force."""

    name = text_field(
        _("Nombre del indicador"),
        required=True,
        help_text=_("El objeto y su condición, sin verbo ni meta: «Personas capacitadas»."),
    )
    code = short_field(_("Código"), 40)
    served_objective = text_field(_("Objetivo estratégico al que aporta"))
    plan = short_field(_("Plan al que pertenece"))
    objective = text_field(_("Objetivo del indicador"), help_text=_("Para qué se mide."))
    description = text_field(_("Descripción"))
    value_chain = choice(_("Tipo de indicador"), VALUE_CHAIN)
    performance = choice(_("Desempeño que mide"), PERFORMANCE)
    formula = text_field(
        _("Fórmula"),
        help_text=_("Con los códigos de las variables: (V1 / V2) × 100, suma(V1; V2), promedio(V1; V2)."),
    )
    measure_unit = short_field(_("Unidad de medida"), 120)
    decimals = forms.IntegerField(label=_("Decimales"), required=False, min_value=0, max_value=4)
    periodicity = choice(_("Periodicidad de medición"), PERIODICITIES)
    analysis_periodicity = choice(_("Periodicidad de análisis"), PERIODICITIES)
    source = text_field(_("Fuente de información"))
    method = text_field(_("Metodología de medición"))
    lag_days = forms.IntegerField(
        label=_("Días de rezago"),
        required=False,
        min_value=0,
        max_value=2000,
        help_text=_("Cuántos días después del periodo se conoce el dato."),
    )
    coverage = text_field(_("Cobertura y desagregación"))
    baseline = AmountField(label=_("Línea base"), required=False)
    baseline_unknown = short_field(_("Por qué no hay línea base"), 120, help_text=_("Por ejemplo, N/D."))
    baseline_year = year_field(_("Año de la línea base"))
    baseline_source = text_field(_("Fuente de la línea base"))
    tendency = choice(_("Tendencia"), TENDENCIES)
    annualization = choice(_("Tipo de anualización"), ANNUALIZATIONS)
    operator = choice(_("La meta se cumple cuando el resultado es"), OPERATORS)
    target = AmountField(label=_("Meta"), required=False)
    valid_from = day_field(_("Vigente desde"), required=False)
    valid_to = day_field(_("Vigente hasta"), required=False)
    measures = short_field(_("Quién mide"))
    analyses = short_field(_("Quién analiza"))
    uses = short_field(_("Quién usa el resultado"))
    PARTS = (
        (_("Identificación"), ("name", "code", "process", "unit", "served_objective", "plan")),
        (_("Definición"), ("objective", "description", "value_chain", "performance")),
        (_("Fórmula"), ("formula", "measure_unit", "decimals")),
        (_("Medición"), ("periodicity", "analysis_periodicity", "source", "method", "lag_days", "coverage")),
        (_("Línea base"), ("baseline", "baseline_unknown", "baseline_year", "baseline_source")),
        (_("Meta"), ("tendency", "annualization", "operator", "target", "valid_from", "valid_to")),
        (_("Metas por año"), tuple(f"{kind}_{n}" for n in range(YEARS) for kind in ("year", "year_target"))),
        (_("Rangos"), tuple(f"{kind}_{n}" for n in range(RANGES) for kind in ("range", "lower", "upper"))),
        (_("Responsables"), ("measures", "analyses", "uses")),
    )

    def __init__(
        self, *args: Any, units: Iterable[Any], processes: Iterable[Any], revision: bool = False, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["unit"] = RowChoice(units, label=_("Dependencia responsable"))
        self.fields["process"] = RowChoice(processes, label=_("Proceso"), required=False)
        for n in range(YEARS):
            self.fields[f"year_{n}"] = year_field(_("Año"))
            self.fields[f"year_target_{n}"] = AmountField(label=_("Meta del año"), required=False)
        for n in range(RANGES):
            self.fields[f"range_{n}"] = short_field(_("Rango"), 60)
            self.fields[f"lower_{n}"] = AmountField(label=_("Desde"), required=False)
            self.fields[f"upper_{n}"] = AmountField(label=_("Hasta, sin incluirlo"), required=False)
        if revision:
            self.fields["change"] = text_field(_("Qué cambia en esta revisión"))

    @property
    def parts(self) -> Iterator[tuple[Any, list[list[Any]]]]:
        """The form by its parts, each a title and its rows of fields."""
        for title, names in self.PARTS:
            beside = sum(name.endswith("_0") for name in names) or 1
            told = [self[name] for name in names]
            yield title, [told[at : at + beside] for at in range(0, len(told), beside)]
        if "change" in self.fields:
            yield _("Control de cambios"), [[self["change"]]]

    def sheet(self) -> IndicatorSheet:
        """What the form says, without its unit and process."""
        told = self.cleaned_data
        plain = {each.name: told[each.name] for each in fields(IndicatorSheet) if each.name in PLAIN}
        years = ((told[f"year_{n}"], told[f"year_target_{n}"]) for n in range(YEARS))
        ranges = ((told[f"range_{n}"], told[f"lower_{n}"], told[f"upper_{n}"]) for n in range(RANGES))
        return IndicatorSheet(
            **plain,
            yearly=tuple(YearTarget(year, quantity) for year, quantity in years if year),
            ranges=tuple(Range(*each) for each in ranges if each[0]),
        )


PLAIN = frozenset(SheetForm.base_fields)


def start_of(row: Any, sheet: IndicatorSheet) -> dict[str, Any]:
    """What the form of a sheet that stands there begins with."""
    start: dict[str, Any] = {name: getattr(sheet, name) for name in PLAIN}
    start |= {"unit": str(row.unit.uid), "process": str(row.process.uid) if row.process else "", "change": row.change}
    for n, each in enumerate(sheet.yearly[:YEARS]):
        start |= {f"year_{n}": each.year, f"year_target_{n}": each.quantity}
    for n, held in enumerate(sheet.ranges[:RANGES]):
        start |= {f"range_{n}": held.name, f"lower_{n}": held.lower, f"upper_{n}": held.upper}
    return start


class VariableForm(forms.Form):
    """A variable of the entity. `units` are those that may report it."""

    code = short_field(_("Código"), 40, required=True, help_text=_("El de la entidad; en cada fórmula tendrá el suyo."))
    name = text_field(_("Qué cuenta"), required=True)
    measure_unit = short_field(_("Unidad de medida"), 120)
    source = text_field(_("Fuente"))
    periodicity = choice(_("Cada cuánto se reporta"), PERIODICITIES, required=True)
    gathering = forms.ChoiceField(
        label=_("Cuando el indicador se mide en un periodo más largo, los valores"), choices=list(GATHERINGS.items())
    )

    def __init__(self, *args: Any, units: Iterable[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"] = RowChoice(units, label=_("Dependencia que la reporta"))

    def data_told(self) -> VariableData:
        """What the form says, without its unit."""
        return VariableData(**{each.name: self.cleaned_data[each.name] for each in fields(VariableData)})


class CountForm(forms.Form):
    """What a variable counts in a plan. `offered` are the versions in force with their levels; a choice is the uid of a
    plan or, after a colon, of one of its levels too."""

    counts = choice(_("Qué se cuenta"), COUNTS, required=True)
    measure = choice(_("Cumplidas según"), COUNTED_BY, required=True)

    def __init__(self, *args: Any, offered: Iterable[tuple[Any, Iterable[Any]]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows: dict[str, tuple[Any, Any]] = {}
        groups: list[Any] = [("", "—")]
        for version, nodes in offered:
            plan, told = version.plan, []
            for node in (None, *nodes):
                key = f"{plan.uid}:{node.node.uid}" if node else str(plan.uid)
                self.rows[key] = (plan, node.node if node else None)
                indent = "\N{NO-BREAK SPACE}" * 3 * node.depth if node else ""
                told.append((key, f"{indent}{node.name[:120]}" if node else gettext("Todo el plan")))
            groups.append((plan.name, told))
        self.fields["whole"] = forms.ChoiceField(label=_("Plan, o nivel de un plan"), choices=groups)
        self.order_fields(("whole", "counts", "measure"))

    @property
    def chosen(self) -> tuple[Any, Any]:
        """The plan, and its level or None."""
        return self.rows[self.cleaned_data["whole"]]


class PlaceForm(forms.Form):
    """A variable in a sheet under what its formula calls it."""

    symbol = short_field(_("Código en la fórmula"), 40, required=True, help_text=_("Por ejemplo, V1."))

    def __init__(self, *args: Any, variables: Iterable[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["variable"] = RowChoice(variables, label=_("Variable"))


class ValueForm(forms.Form):
    """The value of a variable in a period."""

    quantity = AmountField(label=_("Valor"))
    note = text_field(_("Nota"), help_text=_("Si corrige un valor ya reportado, diga por qué."))


class AnalysisForm(forms.Form):
    """What is said of a result."""

    text = text_field(_("Análisis"), 5, required=True)
    action = choice(_("Acción que requiere"), ACTIONS)
