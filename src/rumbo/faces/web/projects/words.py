"""What the states of the bank, the sections of a sheet and the kinds of its texts are called on a screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as __

STATES: dict[str, Promise] = {
    "draft": __("Borrador"),
    "registered": __("Registrado"),
    "in_review": __("En revisión"),
    "returned": __("Devuelto"),
    "viable": __("Viable"),
    "in_force": __("En ejecución"),
    "closed": __("Cerrado"),
    "superseded": __("Reemplazado"),
}
TONES = {
    "draft": "draft",
    "registered": "neutral",
    "in_review": "waiting",
    "returned": "returned",
    "viable": "done",
    "in_force": "done",
    "closed": "stopped",
    "superseded": "stopped",
}
SECTIONS: dict[str, Promise] = {
    "identity": __("Identificación"),
    "antecedents": __("Antecedentes"),
    "problem": __("Problema"),
    "causes": __("Causas"),
    "effects": __("Efectos"),
    "objectives": __("Objetivos"),
    "justification": __("Justificación"),
    "population": __("Población objetivo"),
    "zone": __("Zona"),
    "activities": __("Actividades y metas"),
    "relations": __("Relación con el plan de desarrollo"),
    "action_plan": __("Relación con el plan de acción"),
    "budget": __("Presupuesto"),
    "codes": __("Rubros presupuestales"),
    "schedule": __("Cronograma"),
    "benefits": __("Beneficios"),
    "impacts": __("Impactos"),
    "deliverables": __("Productos y entregables"),
    "signatures": __("Firmas"),
}
SLUGS: dict[str, str] = {
    "identity": "identificacion",
    "antecedents": "antecedentes",
    "problem": "problema",
    "causes": "causas",
    "effects": "efectos",
    "objectives": "objetivos",
    "justification": "justificacion",
    "population": "poblacion",
    "zone": "zona",
    "activities": "actividades",
    "relations": "plan-de-desarrollo",
    "action_plan": "plan-de-accion",
    "budget": "presupuesto",
    "codes": "rubros",
    "schedule": "cronograma",
    "benefits": "beneficios",
    "impacts": "impactos",
    "deliverables": "entregables",
    "signatures": "firmas",
}
"""The sections in the order of the sheet, with their anchors and addresses."""
PASSAGE_KINDS: dict[str, Promise] = {
    "paragraph": __("Párrafo"),
    "item": __("Viñeta"),
    "picture": __("Imagen"),
    "source": __("Fuente"),
    "note": __("Nota"),
}
LEVELS: dict[str, Promise] = {
    "direct": __("Directo"),
    "indirect": __("Indirecto, del anterior"),
}
IMPACT_KINDS: dict[str, Promise] = {
    "": __("Sin clasificar"),
    "environmental": __("Ambiental"),
    "social": __("Social"),
    "economic": __("Económico"),
}
EMPTY = __("Sin escribir")
