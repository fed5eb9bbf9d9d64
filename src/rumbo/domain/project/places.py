"""Where a value of a project sheet stands, in the words of its form: the section, the row and the column.

A path is that of `rumbo.domain.document`: ("budget", 2, "value"). A document knows the true place in its file; a live
project has these words, which a face translates.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from rumbo.domain.plan.stated import StatedTarget, nothing_stated
from rumbo.findings import Where, marked

Path: TypeAlias = tuple[str | int, ...]

SECTIONS: dict[str, str] = {
    "name": marked("Identificación"),
    "code": marked("Identificación"),
    "unit": marked("Identificación"),
    "registered_on": marked("Identificación"),
    "antecedents": marked("Antecedentes"),
    "problem": marked("Problema"),
    "central_problem": marked("Problema"),
    "magnitude": marked("Problema"),
    "causes": marked("Causas"),
    "effects": marked("Efectos"),
    "justification": marked("Justificación"),
    "population": marked("Población objetivo"),
    "zone": marked("Zona"),
    "action_plan": marked("Relación con el plan de acción"),
    "signatures": marked("Firmas"),
    "activities": marked("Actividades y metas"),
    "printed_total": marked("Presupuesto"),
    "budget": marked("Presupuesto"),
    "budget_codes": marked("Rubros presupuestales"),
    "schedule": marked("Cronograma"),
    "general_objective": marked("Objetivos"),
    "objectives": marked("Objetivos"),
    "development_plan": marked("Relación con el plan"),
    "benefits": marked("Beneficios"),
    "impacts": marked("Impactos"),
    "deliverables": marked("Productos y entregables"),
}
COLUMNS: dict[str, str] = {
    "quantity": marked("Cantidad"),
    "measure_unit": marked("Unidad de medida"),
    "value": marked("Valor parcial"),
    "printed_total": marked("Total"),
    "sector": marked("Sector"),
    "programme": marked("Programa"),
    "element": marked("Elemento"),
    "product": marked("Producto"),
    "product_indicator": marked("Indicador de producto"),
    "initial_value": marked("Valor inicial"),
    "general_objective": marked("Objetivo general"),
    "marks": marked("Marcas"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value of the sheet that is asked stands, and what its sentences promise (`stated`)."""

    where: Callable[[Path], Where]
    stated: Callable[[str], StatedTarget] = nothing_stated

    def __call__(self, path: Path) -> Where:
        """The place of a value."""
        return self.where(path)


def _on_form(path: Path) -> Where:
    """The place of a value on the form; the row counts from 1 at every level ("2.1": first goal of activity 2)."""
    names = [step for step in path if isinstance(step, str)]
    rows = ".".join(str(step + 1) for step in path if isinstance(step, int))
    column = next((COLUMNS[name] for name in reversed(names) if name in COLUMNS), "")
    return Where(part=SECTIONS.get(names[0], names[0]), cell=rows, header=column)


place_of = Place(_on_form)
"""The place of a value of a live project."""
