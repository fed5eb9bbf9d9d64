"""Each workbook to fill in, filled in as a person would and brought in again: it says what was written, and nothing is
told but what is true of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from rumbo.domain.numbers import Money, Quantity
from rumbo.layouts import read_document
from rumbo.layouts.drawing.templates import draw_template
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing import render

UNIT = "Oficina de Planeación"
Rows = Sequence[Mapping[str, Any]]


class Filling:
    """A template open in a spreadsheet."""

    def __init__(self, key: str) -> None:
        self.book: Workbook = load_workbook(
            BytesIO(render(draw_template(key, "xlsx", 2026, "Entidad", (UNIT,)), "xlsx"))
        )
        self.sheet: Worksheet = self.book["Formato"]

    def row_of(self, label: str) -> int:
        return next(row[0].row for row in self.sheet.iter_rows() if any(cell.value == label for cell in row))

    def facts(self, said: Mapping[str, Any]) -> None:
        """What stands beside each label."""
        for label, value in said.items():
            self.sheet.cell(self.row_of(label), 2, value)

    def under(self, heading: str, text: str) -> None:
        """A text in the room below its heading."""
        self.sheet.cell(self.row_of(heading) + 1, 1, text)

    def table(self, header: str, rows: Rows) -> None:
        """Rows by the headers of their columns, below the row that has one of them."""
        at = self.row_of(header)
        columns = {str(cell.value): cell.column for cell in self.sheet[at] if cell.value is not None}
        for below, row in enumerate(rows, 1):
            for name, value in row.items():
                self.sheet.cell(at + below, columns[name], value)

    def read(self, key: str) -> Any:
        """The draft, which its own layout was recognised in."""
        held = BytesIO()
        self.book.save(held)
        draft = read_document(read_bytes(held.getvalue(), "plantilla.xlsx"))
        assert draft.recognition.layout == key
        return draft


def told(draft: Any) -> list[str]:
    return sorted(found.code for found in draft.everything_found())


RISK = {
    "CÓDIGO": "R1", "PROCESO": "Gestión contractual", "DEPENDENCIA": UNIT, "CLASE DE RIESGO": "Gestión",
    "METODOLOGÍA": "Versión 7", "CAUSA INMEDIATA": "Falta de revisión", "CONSECUENCIAS": "Sanciones",
    "RIESGO": "Posibilidad de afectación económica por multas debido a firmar contratos sin requisitos",
    "PROBABILIDAD INHERENTE": "Alta", "IMPACTO INHERENTE": "Mayor", "ZONA INHERENTE": "Alto",
    "CONTROLES": "Revisa los requisitos con una lista", "RESPONSABLE DEL CONTROL": "La profesional",
    "TIPO DE CONTROL": "Preventivo", "IMPLEMENTACIÓN": "Manual", "PROBABILIDAD RESIDUAL": "Media",
    "IMPACTO RESIDUAL": "Mayor", "ZONA RESIDUAL": "Alto", "TRATAMIENTO": "Reducir (mitigar)",
    "ACCIÓN DE TRATAMIENTO": "Capacitar", "RESPONSABLE DE LA ACCIÓN": UNIT, "DESDE": date(2026, 2, 1),
    "HASTA": date(2026, 6, 30), "SOPORTE QUE SE ESPERA": "Lista de asistencia",
}  # fmt: skip
SECOND = {"CONTROLES": "Coteja los pagos", "TIPO DE CONTROL": "Detectivo", "IMPLEMENTACIÓN": "Manual"}


def test_a_map_of_risks_with_a_second_control_in_a_row_of_its_own() -> None:
    form = Filling("risk_map")
    form.facts({"Mapa": "Mapa de riesgos 2026", "Entidad": "Alcaldía", "Vigencia": 2026, "Riesgos anunciados": 1})
    form.table("CÓDIGO", [RISK, SECOND])
    draft = form.read("risk_map")
    assert told(draft) == ["risk.control_without_owner"]
    (risk,) = draft.content.entries
    assert (risk.statement, risk.method, len(risk.controls)) == (RISK["RIESGO"], "Versión 7", 2)
    assert risk.treatments[0].start == date(2026, 2, 1)


def test_a_map_offers_the_words_of_the_editions_of_its_year() -> None:
    offers = {2026: ("Integridad pública", "Muy baja"), 2019: ("Seguridad digital", "Insignificante")}
    for year, words in offers.items():
        document = draw_template("risk_map", "xlsx", year)
        sheet = load_workbook(BytesIO(render(document, "xlsx")))["Formato"]
        listed = " ".join(each.formula1 for each in sheet.data_validations.dataValidation)
        assert all(word in listed for word in words)
        assert "Raro" not in listed
    assert sheet.freeze_panes
    assert len(sheet.data_validations.dataValidation) >= 10


INDICATOR = {
    "Nombre del indicador": "Solicitudes respondidas a tiempo", "Código del indicador": "I-1", "Proceso": "Servicio",
    "Dependencia responsable": UNIT, "Objetivo del indicador": "Medir la oportunidad", "Fórmula": "V1 / V2 * 100",
    "Unidad de medida": "Porcentaje", "Periodicidad de medición": "Trimestral", "Línea base": 80,
    "Fuente de información": "Sistema de correspondencia", "Año de la línea base": 2025, "Tendencia": "Creciente",
    "Meta": 95, "Quién mide": UNIT,
}  # fmt: skip


def test_an_indicator_whose_other_boxes_stay_empty() -> None:
    form = Filling("indicator_sheet")
    form.facts(INDICATOR)
    names = {"V1": "Respondidas a tiempo", "V2": "Recibidas"}
    variables = [{"Código de la variable": code, "Nombre de la variable": name} for code, name in names.items()]
    form.table("Código de la variable", variables)
    form.under("Metas por año", "2026: 95")
    form.table("Periodo", [{"Periodo": "I trimestre", "Numerador": 90, "Denominador": 100, "Resultado": 90}])
    draft = form.read("indicator_sheet")
    assert told(draft) == []
    sheet = draft.content
    assert (sheet.name, sheet.periodicity, sheet.baseline_year) == (
        INDICATOR["Nombre del indicador"],
        "quarterly",
        2025,
    )
    assert (sheet.yearly[0].year, sheet.measurements[0].result.decimal) == (2026, 90)


def test_indicators_in_rows_with_their_formulas_in_words() -> None:
    form = Filling("indicator_sheets")
    other = {"Nombre del indicador": "Quejas resueltas", "Código del indicador": "I-2", "Meta": 90}
    form.table("Fórmula", [{**INDICATOR, **each, "Fórmula": "Hechas / recibidas * 100"} for each in ({}, other)])
    draft = form.read("indicator_sheets")
    assert told(draft) == []
    assert [each.code for each in draft.content.sheets] == ["I-1", "I-2"]
    assert {each.baseline_year for each in draft.content.sheets} == {2025}


def test_a_project_with_its_schedule_of_months() -> None:
    form = Filling("project_sheet")
    form.facts({
        "1. Fecha de registro del proyecto": date(2026, 1, 15), "2. Vigencia del plan de acción": 2026,
        "Código del proyecto": "2026001", "3. Nombre del proyecto": "Agua para la vereda",
        "4. Dependencia responsable del proyecto": UNIT, "Enunciado del problema central": "Agua sin tratar",
        "Magnitud del problema": "120 familias", "Objetivo general": "Dar agua potable",
    })  # fmt: skip
    texts = {
        "5.1. Antecedentes": "La vereda no tiene acueducto.", "6.4. Identificación de la zona": "Vereda El Retiro",
        "5.2. Descripción del problema": "Las familias toman agua sin tratar.", "Causas del problema": "No hay planta",
        "Efectos del problema": "Enfermedades", "6.2. Justificación del proyecto": "Es un derecho.",
        "6.3. Descripción de la población objetivo del proyecto": "120 familias de la vereda",
        "10. Identificación de beneficios": "120 familias con agua potable",
        "10.1. Identificación de impactos": "Social: Salud",
        "11. Productos y/o entregables del proyecto": "Planta de agua",
    }  # fmt: skip
    for heading, text in texts.items():
        form.under(heading, text)
    doing, step = "Actividades a desarrollar para el objetivo general", "1. Contratar la obra"
    work = {doing: "Construir la planta", "Meta": "Construir una planta", "Indicador": "Plantas", "Cantidad": 1}
    form.table(doing, [{**work, "Sub actividades": step, "Evidencia a entregar por trimestre": "Planta de agua"}])
    form.table("Componente", [{"Componente": "Agua", "Programa": "Acueductos", "Meta": "Construir una planta"}])
    form.table("Dato", [{"Nombre": "Meta del plan de acción", "Dato": "Construir una planta"}])
    form.table("Objeto", [{"Actividad": "Construir la planta", "Objeto": "Obra", "Valor parcial": 150_000_000}])
    form.table("Mes 1", [{"Actividades a desarrollar": "Construir la planta", "Sub actividades": step, "Mes 2": "X"}])
    draft = form.read("project_sheet")
    assert told(draft) == []
    sheet = draft.content
    assert (sheet.code, sheet.general_objective, sheet.zone[0].text) == (
        "2026001",
        "Dar agua potable",
        "Vereda El Retiro",
    )
    assert sheet.schedule.activities[0].steps[0].marks == ("Mes 2",)
    assert sheet.budget[0].value.centavos == 15_000_000_000


def test_an_institutional_plan() -> None:
    form = Filling("institutional_action_plan")
    about = {"Título": "Plan de acción institucional 2026", "Entidad": "Alcaldía", "Vigencia": 2026}
    form.facts({**about, "Periodo": "2024-2027", "Programación presupuestal": 250_000_000})
    form.under("Objetivo del plan y normatividad asociada", "Ley 152 de 1994")
    form.under("Componentes sujetos de aprobación", "1. Proyectos y procesos")
    form.under("Objetivo 1", "Cuidar el agua")
    form.under("Objetivo general", "Llevar agua")
    goal = {"Nombre meta": "Construir una planta", "Anualización": "Suma", "Programación": 2, "Programación 2026": 1}
    form.table("Nombre meta", [goal])
    for printed, written, text in (
        ("Proyecto 1: 1", "Proyecto 7871: Agua para todos", ""),
        ("Proceso 1: 1", "Proceso 1: Direccionamiento", "Cumplir al menos el 95 % del plan cada trimestre"),
        ("Dependencia responsable: 1", f"Dependencia responsable: {UNIT}", "Plan anticorrupción (3 actividades)"),
    ):
        form.sheet.cell(form.row_of(printed), 1, written)
        if text:
            form.under(written, text)
    form.table("Corrupción", [{"Procesos / Proyectos de inversión": "Direccionamiento", "Corrupción": 1, "Total": 1}])
    draft = form.read("institutional_action_plan")
    # Eleven of the plans that a decree names are not there, which is true.
    assert set(told(draft)) == {"document.plan_lacking"}
    plan = draft.content
    assert (plan.projects[0].code, plan.projects[0].goals[0].term.decimal) == ("7871", 2)
    assert [each.statement for each in plan.processes[0].indicators] == [
        "Cumplir al menos el 95 % del plan cada trimestre"
    ]
    assert plan.integrated_plans[0].plans[0].announced_activities == 3


DOING = "ACCIÓN, PROGRAMA O PROYECTO ESTRATÉGICO"
OWED = ["plan.money_without_amount"]
"""True of a form that has no column for amounts, as the law asks for."""
MATRIX = {
    DOING: "Abrir tres sedes", "RESPONSABLE": UNIT,
    "META": 3, "FECHA INICIO": date(2026, 2, 1), "FECHA FIN": date(2026, 12, 31), "SEGUIMIENTO": "Trimestral",
    "TIPO DE GASTO": "Inversión", "FUENTE DE FINANCIACIÓN": "Recursos propios",
}  # fmt: skip


def test_an_action_plan_whose_headers_repeat_under_their_groups() -> None:
    form = Filling("action_plan_matrix")
    form.facts({"Objetivo": "Servir mejor", "Versión": 2})
    form.table("RESPONSABLE", [MATRIX])
    at = form.row_of("RESPONSABLE") + 1
    strategic = (1, "Servir", "Puertas abiertas", "Satisfacción", "Porcentaje", 0.8)
    for column, value in enumerate((*strategic, MATRIX[DOING], UNIT, "Sedes abiertas", "Número", 3), 1):
        form.sheet.cell(at, column, value)
    form.sheet.cell(at, 6).number_format = "0%"
    draft = form.read("action_plan_matrix")
    assert told(draft) == OWED
    (line,) = draft.matrix.lines
    assert (line.statement, line.units, line.quantity) == ("Abrir tres sedes", (UNIT,), Quantity.of(3))
    assert (line.start, line.end, draft.matrix.version) == (date(2026, 2, 1), date(2026, 12, 31), "2")


def test_a_follow_up_whose_progress_is_typed_as_a_percentage() -> None:
    form = Filling("followup_matrix")
    form.facts({"Objetivo": "Servir mejor", "Versión": 2})
    said = {
        "INDICADOR": "Sedes abiertas",
        "UNIDAD DE MEDIDA": "Número",
        "AVANCE CUALITATIVO": "Se abrió la de la plaza",
    }
    form.table("AVANCE PORCENTUAL", [{**MATRIX, **said, "AVANCE PORCENTUAL": 0.25}])
    form.sheet.cell(form.row_of("AVANCE PORCENTUAL") + 1, 1, 1)
    draft = form.read("followup_matrix")
    assert told(draft) == OWED
    (line,) = draft.matrix.lines
    assert (line.progress, line.narrative) == (Quantity.of(25), said["AVANCE CUALITATIVO"])


def test_a_strategic_plan() -> None:
    form = Filling("strategic_plan")
    form.facts({"Título": "Plan estratégico 2026", "Entidad": "Alcaldía", "Vigencia": 2026, "Periodo": "2024-2027"})
    texts = {"Objetivo del plan y normatividad asociada": "Ley 152 de 1994", "Misión": "Servir", "Visión": "La mejor"}
    for heading, text in {**texts, "Objetivo 1": "Cuidar el agua"}.items():
        form.under(heading, text)
    goal = {
        "Nombre meta": "Sembrar árboles",
        "Anualización": "Suma",
        "Programación": 20_000,
        "Programación 2026": 5_000,
    }
    form.table("Nombre meta", [goal])
    draft = form.read("strategic_plan")
    assert told(draft) == []
    (target,) = draft.content.objectives[0].targets
    assert (target.statement, target.term.decimal, target.years[0].quantity.decimal) == (
        "Sembrar árboles",
        20_000,
        5_000,
    )


OFFERS = {
    "action_plan_matrix": 6, "followup_matrix": 2, "strategic_plan": 1, "institutional_action_plan": 1,
    "project_sheet": 12, "indicator_sheet": 7, "indicator_sheets": 7, "risk_map": 12, "budget_execution": 1,
}  # fmt: skip


@pytest.mark.parametrize("key", OFFERS)
def test_each_offers_the_words_that_are_to_be_chosen(key: str) -> None:
    """Of catalogues, of methods, of the units of the entity, or the mark of a month."""
    assert len(Filling(key).sheet.data_validations.dataValidation) >= OFFERS[key]


def test_the_sheet_of_an_indicator_offers_its_words_beside_their_labels() -> None:
    form = Filling("indicator_sheet")
    offered = {str(each.sqref): each.formula1 for each in form.sheet.data_validations.dataValidation}
    assert "Trimestral" in offered[f"B{form.row_of('Periodicidad de medición')}"]
    assert "Creciente" in offered[f"B{form.row_of('Tendencia')}"]
    assert form.sheet.cell(form.row_of("Vigente desde"), 2).number_format == "d/mm/yyyy"


def test_an_execution() -> None:
    form = Filling("budget_execution")
    form.facts({"Fecha de corte": date(2026, 3, 31)})
    amounts = {"APROPIACIÓN INICIAL": 1000, "ADICIONES": 100, "APROPIACIÓN DEFINITIVA": 1100, "CDP": 900}
    spent = {"COMPROMISOS": 800, "OBLIGACIONES": 700, "PAGOS": 600}
    form.table("RUBRO", [{"DEPENDENCIA": UNIT, "RUBRO": "2.3.1", "NOMBRE DEL RUBRO": "Obra", **amounts, **spent}])
    draft = form.read("budget_execution")
    assert told(draft) == []
    (row,) = draft.rows
    assert (row.values["account"], row.money("payments"), draft.cut_off) == ("2.3.1", Money(60_000), date(2026, 3, 31))
