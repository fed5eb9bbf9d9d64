"""What the kinds, tendencies, operators and actions of an indicator are called on a screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as __

VALUE_CHAIN: dict[str, Promise] = {
    "input": __("Insumo"),
    "process": __("Proceso o actividad"),
    "product": __("Producto"),
    "outcome": __("Resultado"),
    "impact": __("Impacto"),
}
PERFORMANCE: dict[str, Promise] = {
    "effectiveness": __("Eficacia"),
    "efficiency": __("Eficiencia"),
    "overall_effectiveness": __("Efectividad"),
    "economy": __("Economía"),
    "quality": __("Calidad"),
}
TENDENCIES: dict[str, Promise] = {
    "increasing": __("Creciente"),
    "decreasing": __("Decreciente"),
    "maintain": __("Mantener"),
}
OPERATORS: dict[str, Promise] = {
    "at_least": __("mayor o igual que"),
    "at_most": __("menor o igual que"),
    "exactly": __("igual a"),
}
ACTIONS: dict[str, Promise] = {
    "corrective": __("Correctiva"),
    "preventive": __("Preventiva"),
    "improvement": __("De mejora"),
}
GATHERINGS: dict[str, Promise] = {
    "sum": __("Se suman"),
    "last": __("Vale el último"),
}
COUNTS: dict[str, Promise] = {
    "items": __("Cuántas metas hay"),
    "measured": __("Cuántas tienen cifra"),
    "met": __("Cuántas se cumplieron"),
}
COUNTED_BY: dict[str, Promise] = {
    "year": __("El avance del año: cumplidas son las que ya llegaron a toda su meta del año"),
    "at_cutoff": __("El avance frente a lo esperado: cumplidas son las que llevan lo que se esperaba a la fecha"),
}
STATES: dict[str, Promise] = {
    "draft": __("Borrador"),
    "proposed": __("Propuesta"),
    "returned": __("Devuelta"),
    "approved": __("Aprobada"),
}
