"""The workbook of a unit and a formulation: in which columns a target is told, and in which words.

One row for each target that stands, and free rows for new ones. It is read by the reader of the workbooks of units, by
its headings; they and the words of the lists stay Spanish, for they are what makes it readable again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rumbo.findings import marked
from rumbo.layouts.unit_workbook.form import Asked, Holds, Value

REPORT_KINDS = {
    "quantity": "Cantidad lograda",
    "ratio": "Numerador y denominador",
    "percentage": "Porcentaje de avance",
    "milestones": "Hitos con fecha y peso",
    "done": "Hecho o no hecho",
}
ANNUALIZATIONS = {
    "sum": "Suma",
    "constant": "Constante",
    "increasing": "Creciente",
    "increasing_no_baseline": "Creciente sin línea base",
    "decreasing": "Decreciente",
    "flow": "Flujo",
    "stock": "Stock o acumulado",
    "capacity": "Capacidad",
    "reduction": "Reducción",
    "yearly_reduction": "Reducción anual",
    "floor": "Mínimo que se mantiene",
    "ceiling": "Máximo que no se pasa",
    "exact": "Valor exacto que se mantiene",
    "unsaid": "Sin decir cómo se cuenta",
}
BASES = {"cumulative": "Acumulada", "increment": "Incremental"}
PERIODICITIES = {
    "monthly": "Mensual",
    "bimonthly": "Bimestral",
    "quarterly": "Trimestral",
    "four_monthly": "Cuatrimestral",
    "semiannual": "Semestral",
    "annual": "Anual",
    "once": "Una sola vez",
    "on_demand": "Por demanda",
}
COUNTINGS = {"adds": "se suma", "part": "ya contada", "informs": "solo informa"}
"""What becomes of the amount of a unit that contributes: in brackets after its name; without them it only informs."""
ANSWERS = {"reports": "reporta", **COUNTINGS}
"""The same, with the unit that reports."""
WORDS: Mapping[str, Mapping[str, str]] = {
    "report_kind": REPORT_KINDS,
    "annualization": ANNUALIZATIONS,
    "programme_basis": BASES,
    "periodicity": PERIODICITIES,
}
MONTHS = 12
PROGRAMMED = tuple(f"programmed_{place}" for place in range(1, MONTHS + 1))
SHEET, LISTS = "Formulación", "Listas"
FREE_ROWS = 15


def _said(name: str, heading: str, width: int, holds: Holds = Holds.TEXT) -> Asked:
    return Asked(name, heading, holds, width, choices=tuple(WORDS.get(name, {}).values()))


COLUMNS = (
    _said("number", marked("N.º"), 8),
    _said("node", marked("Nivel del plan"), 30),
    _said("statement", marked("Acción o meta"), 46),
    _said("indicator", marked("Indicador"), 30),
    _said("measure_unit", marked("Unidad de medida"), 16),
    _said("quantity", marked("Meta"), 12, Holds.NUMBER),
    _said("weight", marked("Peso en su nivel"), 10, Holds.NUMBER),
    _said("report_kind", marked("Qué se reporta"), 20),
    _said("annualization", marked("Tipo de anualización"), 20),
    _said("programme_basis", marked("Base de la programación"), 16),
    _said("baseline", marked("Línea base"), 12, Holds.NUMBER),
    _said("start", marked("Inicio (día/mes/año)"), 14),
    _said("end", marked("Fin (día/mes/año)"), 14),
    _said("periodicity", marked("Periodicidad del reporte"), 16),
    *(
        Asked(name, f"Programado en el periodo {place}", Holds.NUMBER, 12)
        for place, name in enumerate(PROGRAMMED, start=1)
    ),
    _said("expected_evidence", marked("Soporte que se espera"), 36),
    _said("expense_type", marked("Tipo de gasto"), 16),
    _said("funding", marked("Recursos (fuente: pesos; fuente: pesos)"), 36),
    _said("contributing", marked("Dependencias que aportan"), 30),
    _said("alignments", marked("Articulación"), 40),
)
HEADINGS = {each.name: each.heading for each in COLUMNS}
SEVERAL = ("contributing", "alignments")
"""The columns whose cells hold several names, one after another with a semicolon between."""


@dataclass(frozen=True, slots=True)
class FormulationRow:
    """A row: its key and what stands in its columns; a free one says nothing."""

    key: str
    cells: Mapping[str, Value] = field(default_factory=dict)


def columns_with(choices: Mapping[str, Sequence[str]]) -> tuple[Asked, ...]:
    """The columns with the lists of an entity: levels, units and what a target aligns with."""
    return tuple(replace(each, choices=tuple(choices.get(each.name, each.choices))) for each in COLUMNS)
