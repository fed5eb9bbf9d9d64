"""Spanish names of the keys that a dossier carries, as a printed document says them."""

from rumbo.findings import marked

ROMAN = ("", "I", "II", "III", "IV", "V", "VI")

PERIODS = {
    "mensual": marked("mes"),
    "bimestral": marked("bimestre"),
    "trimestral": marked("trimestre"),
    "cuatrimestral": marked("cuatrimestre"),
    "semestral": marked("semestre"),
    "anual": marked("año"),
}

_LABELS: dict[str, dict[str, str]] = {
    "undefined": {
        "": marked("Sin cifra"),
        "not_programmed": marked("No programado"),
        "zero_target": marked("No calculable: meta en cero"),
        "no_target": marked("No calculable: sin meta"),
        "no_baseline": marked("No calculable: falta la línea base"),
        "target_at_start": marked("No calculable: la meta es igual a la línea base"),
        "against_trend": marked("No calculable: la meta va contra la tendencia"),
        "no_opening": marked("No calculable: falta el valor de apertura"),
        "no_previous_level": marked("No calculable: falta el nivel anterior"),
        "not_reported": marked("Sin reporte"),
        "not_applicable": marked("N/A"),
        "period_not_programmed": marked("No programado"),
        "not_due": marked("Aún no corresponde"),
        "no_period_programme": marked("Sin programación por periodo"),
        "zero_denominator": marked("No calculable: denominador en cero"),
        "no_milestones": marked("No calculable: sin hitos"),
        "out_of_range": marked("No calculable: fuera de escala"),
        "nothing_measured": marked("Nada por medir"),
        "no_weight": marked("No calculable: sin peso"),
        "cancelled": marked("Cancelada por acto"),
        "suspended": marked("Suspendida por acto"),
        "unreadable": marked("No calculable: lo guardado no se puede leer"),
    },
    "standing": {"cancelled": marked("Cancelada"), "suspended": marked("Suspendida")},
    "change": {
        "edit": marked("Modificación"),
        "add": marked("Acción nueva"),
        "remove": marked("Acción retirada"),
        "move": marked("Cambio de nivel"),
        "cancel": marked("Cancelación"),
        "suspend": marked("Suspensión"),
    },
    "field": {
        "statement": marked("Acción"),
        "indicator": marked("Indicador"),
        "measure_unit": marked("Unidad de medida"),
        "quantity": marked("Meta"),
        "baseline": marked("Línea base"),
        "weight": marked("Peso"),
        "start": marked("Fecha de inicio"),
        "end": marked("Fecha de terminación"),
        "annualization": marked("Anualización"),
        "programme_basis": marked("Base de la programación"),
        "report_kind": marked("Cómo se reporta"),
        "unit": marked("Dependencia que reporta"),
        "units": marked("Dependencias responsables"),
        "answering": marked("Quién reporta y quién aporta"),
        "programme": marked("Programación"),
        "expected_evidence": marked("Soportes esperados"),
        "milestones": marked("Hitos"),
        "alignments": marked("Articulación"),
        "funding": marked("Recursos"),
        "objective": marked("Objetivo"),
        "node": marked("Programa"),
        "serves": marked("Meta institucional a la que sirve"),
        "periodicity": marked("Periodicidad"),
        "expense_type": marked("Tipo de gasto"),
        "funding_source": marked("Fuente de financiación"),
    },
    "evidence": {"file": marked("Archivo"), "link": marked("Enlace")},
}


def label_of(group: str, key: str) -> str:
    """The Spanish source text of a key; the key itself where it has no name."""
    return _LABELS[group].get(key, key)
