"""A plan of several years in one flat table: its years side by side become the programme of each target."""

from rumbo.domain.document import DocumentDraft
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.strategic import StrategicPlan
from rumbo.layouts import read_document
from rumbo.papers.raw import RawTable, RawValue
from tests.layouts.tables import document, sheet

GROUPS: list[RawValue] = [None, None, None, None, None, "PROGRAMACIÓN DE LA META FÍSICA", None, None, None]
MONEY: list[RawValue] = ["PROGRAMACIÓN FINANCIERA (PESOS)", None, None, None]
LABELS: list[RawValue] = [
    "Eje",
    "No. meta",
    "Meta de producto",
    "Línea base",
    "Meta cuatrienio",
    2024,
    2025,
    2026,
    2027,
]
TITLES: list[list[RawValue]] = [["MUNICIPIO DE PRUEBA"], ["PLAN INDICATIVO 2024-2027"], [None]]


def flat(labels: list[RawValue], groups: list[RawValue]) -> RawTable:
    def line(axis: str | None, number: int, statement: str) -> list[RawValue]:
        return [axis, number, statement, 5, 10, 2, 3, None, 5, *(1_000_000,) * (len(labels) - len(LABELS))]

    return sheet(
        *TITLES,
        groups,
        labels,
        line("Eje 1", 1, "Atender hogares"),
        line(None, 2, "Dotar sedes"),
        ["Total eje 1", None, None, None, 20],
        line("2. Eje del agua", 3, "Sembrar árboles"),
        ["TOTAL"],
    )


def plan_of(table: RawTable) -> DocumentDraft[StrategicPlan]:
    draft = read_document(document(table))
    assert isinstance(draft, DocumentDraft)
    assert isinstance(draft.content, StrategicPlan)
    return draft


def test_years_side_by_side_are_the_programme_by_year() -> None:
    draft = plan_of(flat([*LABELS, 2024, 2025, 2026, 2027], [*GROUPS, *MONEY]))
    plan = draft.content
    assert (plan.first_year, plan.last_year) == (2024, 2027)
    assert [(each.number, each.statement) for each in plan.objectives] == [("1", "Eje 1"), ("2", "2. Eje del agua")]
    assert [target.number for each in plan.objectives for target in each.targets] == ["1", "2", "3"]
    target = plan.objectives[1].targets[0]
    assert (target.statement, target.term) == ("Sembrar árboles", Quantity.of(10))
    said = {each.year: each.quantity for each in target.years}
    assert {year: said[year] for year in (2024, 2025, 2027)} == {
        2024: Quantity.of(2), 2025: Quantity.of(3), 2027: Quantity.of(5),
    }  # fmt: skip


def test_each_value_stands_where_the_file_has_it_and_what_has_no_place_is_told() -> None:
    draft = plan_of(flat([*LABELS, 2024, 2025, 2026, 2027], [*GROUPS, *MONEY]))
    assert draft.where(("objectives", 1, "targets", 0, "statement")).cell == "C9"
    assert draft.where(("objectives", 1, "targets", 0, "years", 0, "quantity")).cell == "F9"
    kept = [found.where.cell for found in draft.findings if found.code == "layout.column_kept" and found.where]
    assert kept == ["D5", "J5", "K5", "L5", "M5"], "the baseline, and the money of each year"
    left = [found.where.cell for found in draft.findings if found.code == "layout.row_left_out" and found.where]
    assert left == ["A8", "A10"]


def test_years_counted_from_the_first_of_the_term() -> None:
    labels: list[RawValue] = [*LABELS[:5], "Año 1", "Año 2", "Año 3", "Año 4"]
    years = plan_of(flat(labels, GROUPS)).content.objectives[0].targets[0].years
    assert [each.year for each in years][:2] == [2024, 2025]


def test_a_followup_with_its_years_is_still_a_followup() -> None:
    labels: list[RawValue] = [
        "Acción",
        "Responsable",
        "Meta",
        2022,
        2023,
        2024,
        "% de avance 2024",
        "Avance cualitativo",
    ]
    table = sheet(["PLAN DE ACCIÓN Y SEGUIMIENTO"], labels, ["Hacer", "Oficina A", 4, 1, 1, 2, "20%", "Se hizo"])
    draft = read_document(document(table))
    assert isinstance(draft, PlanDraft)
    assert draft.matrix.fiscal_year == 2024
    assert not [found for found in draft.findings if found.code == "layout.column_unnamed"], "a year is a header too"
