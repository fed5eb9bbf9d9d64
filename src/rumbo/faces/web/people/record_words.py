"""What the records of the trail and their columns are called on a screen."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as __

from rumbo.faces.web.frame import ROLE_WORDS
from rumbo.faces.web.words import ANNUALIZATIONS, PERIODICITIES, REPORT_KINDS

KINDS: dict[str, Promise] = {
    "assessment": __("Riesgo valorado"),
    "control": __("Control de un riesgo"),
    "mapversion": __("Versión de un mapa de riesgos"),
    "materialization": __("Materialización de un riesgo"),
    "risk": __("Riesgo"),
    "riskmap": __("Mapa de riesgos"),
    "treatment": __("Acción de tratamiento"),
    "catalogue": __("Catálogo"),
    "celldecision": __("Decisión sobre una celda"),
    "continuity": __("Continuidad de una meta"),
    "entity": __("Entidad"),
    "entry": __("Línea de un catálogo"),
    "evidence": __("Soporte"),
    "figure": __("Cifra"),
    "followup": __("Seguimiento"),
    "frozentrace": __("Explicación de una cifra"),
    "indicator": __("Indicador"),
    "intake": __("Documento recibido"),
    "lineage": __("Procedencia de una meta"),
    "membership": __("Rol de una persona"),
    "milestone": __("Hito"),
    "milestonedone": __("Hito cumplido"),
    "namedecision": __("Decisión sobre un nombre"),
    "node": __("Nivel del plan"),
    "noderevision": __("Nivel del plan"),
    "outcome": __("Resultado de un documento"),
    "period": __("Periodo"),
    "placement": __("Lugar de una meta en el plan"),
    "plan": __("Plan"),
    "planversion": __("Versión de un plan"),
    "process": __("Proceso"),
    "processalias": __("Otro nombre de un proceso"),
    "programmeentry": __("Programación de un periodo"),
    "publication": __("Publicación"),
    "publicationfile": __("Archivo de una publicación"),
    "report": __("Reporte"),
    "reportentry": __("Contenido de un reporte"),
    "reportevidence": __("Soporte de un reporte"),
    "review": __("Revisión"),
    "setting": __("Ajuste"),
    "storedfile": __("Archivo"),
    "target": __("Meta"),
    "targetalignment": __("Articulación de una meta"),
    "targetrevision": __("Meta"),
    "targetunit": __("Dependencia de una meta"),
    "unit": __("Dependencia"),
    "unitalias": __("Otro nombre de una dependencia"),
    "user": __("Persona"),
}
COLUMNS: dict[str, Promise] = {
    "act_date": __("Fecha del acto"),
    "act_kind": __("Clase de acto"),
    "act_number": __("Número del acto"),
    "annualization": __("Anualización"),
    "answer": __("Respuesta"),
    "approved_at": __("Aprobado el"),
    "approved_by": __("Aprobó"),
    "as_written": __("Como está escrito"),
    "baseline": __("Línea base"),
    "closed_accepted": __("Aceptado al cerrar"),
    "code": __("Código"),
    "decided_by": __("Decidió"),
    "decision": __("Decisión"),
    "denominator": __("Denominador"),
    "difficulties": __("Dificultades"),
    "digest": __("Huella"),
    "document_code": __("Código de los documentos"),
    "document_process": __("Proceso de los documentos"),
    "document_version": __("Versión de los documentos"),
    "done": __("Hecho"),
    "done_on": __("Cumplido el"),
    "due": __("Plazo"),
    "end": __("Fin"),
    "first_day": __("Primer día"),
    "fiscal_year": __("Vigencia"),
    "in_force_from": __("Rige desde"),
    "justification": __("Justificación"),
    "key": __("Clave"),
    "kind": __("Clase"),
    "label": __("Etiqueta"),
    "last_day": __("Último día"),
    "layout": __("Formato"),
    "link": __("Enlace"),
    "logo_svg": __("Logo"),
    "measure_unit": __("Unidad de medida"),
    "name": __("Nombre"),
    "narrative": __("Descripción"),
    "nit": __("NIT"),
    "not_applicable_reason": __("Por qué no aplica"),
    "number": __("Número"),
    "numerator": __("Numerador"),
    "objective": __("Objetivo"),
    "ordinal": __("Orden"),
    "own_date": __("Fecha del soporte"),
    "percentage": __("Porcentaje"),
    "periodicity": __("Periodicidad"),
    "post": __("Cargo"),
    "public": __("Se publica"),
    "published_at": __("Publicado el"),
    "quantity": __("Cantidad"),
    "reason": __("Motivo"),
    "remark": __("Observación"),
    "report_kind": __("Qué se reporta"),
    "report_until": __("Se reporta hasta"),
    "reviewed_by": __("Revisó"),
    "role": __("Rol"),
    "short_name": __("Nombre corto"),
    "signatories": __("Firmas"),
    "size": __("Tamaño"),
    "start": __("Inicio"),
    "state": __("Estado"),
    "statement": __("Texto de la meta"),
    "submitted_at": __("Enviado el"),
    "text": __("Texto"),
    "title": __("Título"),
    "valid_from": __("Rige desde"),
    "valid_to": __("Último día"),
    "value": __("Valor"),
    "weight": __("Peso"),
    "written_by": __("Escribió"),
}
STATES: dict[str, Promise] = {
    "accepted": __("Aceptado"),
    "approved": __("Aprobado"),
    "closed": __("Cerrado"),
    "discarded": __("Descartado"),
    "draft": __("Borrador"),
    "open": __("Abierto"),
    "pending": __("Por reportar"),
    "proposed": __("Propuesto"),
    "published": __("Publicado"),
    "returned": __("Devuelto"),
    "submitted": __("Enviado"),
    "superseded": __("Reemplazado"),
}
# The columns that keep codes, and what their codes are called.
VALUES: dict[str, Mapping[str, Promise]] = {
    "annualization": ANNUALIZATIONS,
    "answer": {"value": __("Con avance"), "not_applicable": __("No aplica")},
    "decision": STATES,
    "periodicity": PERIODICITIES,
    "report_kind": REPORT_KINDS,
    "role": {role.value: words for role, words in ROLE_WORDS.items()},
    "state": STATES,
}


def value_words(column: str, text: str) -> str:
    """What a column held as a person reads it."""
    return str(VALUES.get(column, {}).get(text, text))


def kind_words(kind: str) -> str:
    """A kind of record as a person reads it; as the trail has it where nobody gave it a name."""
    return str(KINDS.get(kind, kind))


def column_words(column: str) -> str:
    """A column of a record as a person reads it."""
    return str(COLUMNS.get(column, column))
