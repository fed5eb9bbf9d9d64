"""Every component with believable content, to look at while designing: `/_kit/`, routed only when DEBUG.

The entity and its plan are invented. Nothing here is translated, because nobody but us reads it.
"""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rumbo.domain.followup.states import NOT_REPORTED, NotApplicable
from rumbo.domain.numbers import Quantity
from rumbo.faces.kit.gallery_charts import charts
from rumbo.faces.kit.pieces import Download, Fact, Frame, HeatCell, HeatMap, Link, Moment, Reckoning, Step, TrendPoint
from rumbo.faces.kit.states import STATES as STATE_WORDS
from rumbo.findings import CheckResult, Finding, Outcome, Severity, Where, Wording

PERCENT = 10**10
LIGHTS = [
    ("good", "Satisfactorio"),
    ("watch", "En seguimiento"),
    ("alert", "En riesgo"),
    ("bad", "Crítico"),
    ("over", "Sobrecumplimiento"),
    ("none", "Sin medición"),
]
UNITS = [
    "Oficina Asesora de Planeación",
    "Subdirección de Gestión Ambiental",
    "Oficina de Tecnologías",
    "Talento Humano",
]
STATEMENTS = [
    "Realizar diez jornadas de seguimiento a los puntos de vertimiento de la cuenca media",
    "Actualizar el inventario de activos de información",
    "Publicar los conjuntos de datos abiertos priorizados",
    "Formular y ejecutar el plan anual de bienestar",
    "Capacitar a los enlaces en formulación de indicadores",
]
STATES = ["accepted", "submitted", "returned", "in_progress", "not_reported", "not_applicable", "not_programmed"]
FIGURES = [778_000_000_000, 124 * PERCENT, None, 0, 43 * PERCENT, 175 * PERCENT, 100 * PERCENT]
QUANTITIES = [Quantity(100_000), Quantity(12_345_000), NOT_REPORTED, Quantity(0), NotApplicable("Sin convocatoria")]


class SampleForm(forms.Form):
    """One field of each kind; sent empty, it shows how errors look."""

    quantity = forms.DecimalField(
        label="Cantidad lograda en el periodo", help_text="En la unidad de la meta, con hasta cuatro decimales."
    )
    day = forms.DateField(label="Fecha del soporte", widget=forms.DateInput(attrs={"type": "date"}))
    unit = forms.ChoiceField(label="Dependencia", choices=[("", "Elija una"), *((u, u) for u in UNITS)])
    kind = forms.ChoiceField(
        label="Tipo de reporte",
        widget=forms.RadioSelect,
        choices=[("a", "Cantidad"), ("b", "Hitos con fecha"), ("c", "Hecho o no hecho")],
    )
    narrative = forms.CharField(
        label="Descripción del avance", widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    agreed = forms.BooleanField(label="Confirmo que el soporte corresponde al periodo")
    evidence = forms.FileField(label="Archivo de soporte", required=False, help_text="PDF, XLSX o imagen, hasta 20 MB.")


def _rows() -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "statement": STATEMENTS[number % 5],
            "unit": UNITS[number % 4],
            "quantity": QUANTITIES[number % 5],
            "figure": FIGURES[number % 7],
            "expected": None if number % 3 == 2 else 50 * PERCENT,
            "light": LIGHTS[number % 6],
            "state": STATES[number % 7],
            "end": date(2024, 1 + number % 12, 28),
        }
        for number in range(1, 41)
    ]


def _findings() -> list[dict[str, object]]:
    where = Where(file="plan_de_accion_2024.xlsx", part="Matriz", cell="H14", header="PLAN DE ACCIÓN › META")
    later = Where(file="plan_de_accion_2024.xlsx", part="Matriz", cell="K9", header="ARTICULACIÓN › POLÍTICA MIPG")
    return [
        {
            "finding": Finding("sample.quantity", Severity.ERROR, where),
            "wording": Wording(
                "La meta no es un número",
                "La celda dice «diez» y la meta se mide en cantidad.",
                "Sin un número no se puede calcular el avance.",
                "Escriba la cantidad con cifras, por ejemplo 10.",
            ),
        },
        {
            "finding": Finding("sample.name", Severity.WARNING, later, {}, "Gobierno Digital"),
            "wording": Wording(
                "El nombre no es el oficial",
                "«Política de gobierno en línea» no está en el catálogo vigente.",
                "Los reportes por política no la contarían.",
                "Acepte la sugerencia o elija otra política del catálogo.",
            ),
        },
        {
            "finding": Finding("sample.money", Severity.NOTICE),
            "wording": Wording("Las columnas de recursos están vacías", "Ninguna acción tiene valor asignado.", "", ""),
        },
    ]


def _heat_map() -> HeatMap:
    high = [HeatCell("alert", "Alto"), HeatCell("bad", "Extremo", 2, "#", "en zona Extremo; ver la lista")]
    low = [HeatCell("good", "Bajo", 5, "#", "en zona Bajo; ver la lista"), HeatCell("watch", "Moderado")]
    rows = (("Alta", high), ("Baja", low))
    return HeatMap("Riesgo residual", "Riesgo residual, de ejemplo", "Probabilidad", "Impacto", ("Leve", "Mayor"), rows)


def _reckoning() -> Reckoning:
    source = "Guía de seguimiento a planes institucionales, numeral 4.2"
    return Reckoning(
        "Avance del objetivo 2",
        "77,8 %",
        "Promedio ponderado de lo programado en el periodo",
        source,
        parts=(
            Reckoning(
                "Meta 4 · Jornadas de seguimiento",
                "80 %",
                "Suma: logrado 8 de 10",
                parts=(
                    Reckoning("Primer trimestre, aceptado el 12/04/2024", "3"),
                    Reckoning("Segundo trimestre, aceptado el 11/07/2024", "5", href="#"),
                ),
            ),
            Reckoning("Meta 5 · Inventario de activos", "75 %", "Hitos con peso: 3 de 4 cumplidos"),
            Reckoning("Meta 6 · Plan de bienestar", "no aplica", "No entra en el promedio: sin convocatoria"),
        ),
    )


def _pieces() -> dict[str, Any]:
    """What stands around a list: frame, ways, tiles."""
    return {
        "frame": Frame(
            entity="Instituto Municipal de Aguas de Ríoclaro",
            role="Oficina de Planeación",
            nav=[
                Link("Inicio", "#"),
                Link("Plan de acción", "#", current=True),
                Link("Seguimiento", "#", count=3),
                Link("Mediciones", "#"),
                Link("Publicaciones", "#"),
            ],
        ),
        "crumbs": [Link("Inicio", "#"), Link("Planes", "#"), Link("Plan de acción 2024", "")],
        "views": [Link("Acciones", "#", True, 40), Link("Hallazgos", "#", False, 3), Link("Versiones", "#")],
        "steps": [
            Step("Recibir el archivo", "done", "#"),
            Step("Revisar hallazgos", "current"),
            Step("Proponer", "ahead"),
            Step("Aprobar", "ahead"),
        ],
        "tiles": [
            Fact("Avance del plan", "77,8 %", "Se esperaba 50 %", tone="good"),
            Fact("Reportes por revisar", "3", "Vencen el 15 de julio", href="#", tone="watch"),
            Fact("Metas en riesgo", "2", "De 40 metas", tone="alert"),
            Fact("Sin medición", "5", "No programadas en el periodo", tone="none"),
        ],
    }


def _details() -> dict[str, Any]:
    """One target close by: facts, history, files and drawings."""
    at = datetime(2024, 7, 11, 20, 4, tzinfo=UTC)
    return {
        "about": [
            Fact("Acto de aprobación", "Resolución 045 de 2024", "31 de enero de 2024", href="#"),
            Fact("Dependencia que reporta", UNITS[1]),
            Fact("Indicador", "Jornadas de seguimiento realizadas"),
            Fact("Fuente de financiación", "Recursos propios"),
        ],
        "history": [
            Moment(at, "Reporte aceptado", "Marta Ruiz, Oficina de Planeación", tone="done"),
            Moment(
                datetime(2024, 7, 9, 14, 30, tzinfo=UTC),
                "Reporte devuelto",
                "Marta Ruiz, Oficina de Planeación",
                "Falta el acta de la jornada del 14 de junio.",
                "returned",
            ),
            Moment(date(2024, 7, 5), "Reporte enviado", "Jorge Peña, Subdirección de Gestión Ambiental"),
        ],
        "files": [
            Download("Plan de acción 2024, versión 2", "#", "XLSX", 48_213, "9f2b" * 16),
            Download("Plan de acción 2024, versión 2", "#", "PDF", 210_442, note="Firmado por la Dirección"),
            Download("Datos del plan", "#", "CSV", 8_120),
        ],
        "points": [
            TrendPoint("I", 12 * PERCENT),
            TrendPoint("II", 43 * PERCENT),
            TrendPoint("III", None, "no reportado"),
            TrendPoint("IV", 88 * PERCENT),
        ],
        "over_points": [
            TrendPoint("2022", 60 * PERCENT),
            TrendPoint("2023", 95 * PERCENT),
            TrendPoint("2024", 124 * PERCENT),
        ],
        "findings": _findings(),
        "checks": [
            (CheckResult("a", Outcome.PASSED), "Toda acción tiene responsable"),
            (CheckResult("b", Outcome.FOUND, (Finding("x", Severity.ERROR),) * 2), "Las metas son números"),
            (CheckResult("c", Outcome.NOT_MADE, missing="el programa por trimestre"), "Lo programado suma la meta"),
        ],
        "step": _reckoning(),
        "heat": _heat_map(),
        "charts": charts(),
        "lights": LIGHTS,
        "states": list(STATE_WORDS),
        "tall": FIGURES,
        "old_text": "Realizar diez jornadas de seguimiento a los vertimientos de la cuenca.",
        "new_text": "Realizar doce jornadas de control a los vertimientos de la cuenca media.",
        "at": at,
    }


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """All of it on one page; `?errores=1` shows the form refused."""
    form = SampleForm({}) if request.GET.get("errores") else SampleForm()
    page = Paginator(range(1, 321), 40).get_page(request.GET.get("pagina", 3))
    return render(request, "kit/gallery.html", {**_pieces(), **_details(), "form": form, "page": page, "rows": _rows()})
