"""The views around the sheet: trees with what is proposed for them, budget and plans, the version before."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rumbo.apps.budget.actions import record_execution, settle_pairing
from rumbo.apps.measurement.actions import open_period
from rumbo.apps.plans.actions import ensure_periods
from rumbo.apps.projects import queries
from rumbo.apps.projects.actions import continue_version, register_project, write_goal, write_section
from rumbo.apps.projects.bridge import GoalData, StatementData
from rumbo.apps.projects.models import Goal, ProjectVersion, Statement
from rumbo.domain.numbers import Quantity
from rumbo.domain.project.sheet import Branch, Objective, Passage, ProjectSheet
from rumbo.domain.table import TableDraft
from rumbo.layouts.engine.declaration import tables
from rumbo.layouts.engine.tabling import read_table
from rumbo.papers.raw import RawValue
from tests.characters import YEAR, Character, House
from tests.faces.web.projects.test_screens import page, screen
from tests.layouts.tables import document, sheet
from tests.projects import COMPLETE, large, registered, viable

CODE = "2024760010333"
LABELS = ["Rubro", "Concepto", "BPIN", "Proyecto", "Fuente", "Apropiación definitiva", "Compromisos", "Pagos"]


def executed(lines: int) -> TableDraft:
    rows: list[list[RawValue]] = [
        [f"2.3.{n}", f"Fuentes {n}", CODE, "Fuentes", "Propios", 200, 90, None] for n in range(1, lines + 1)
    ]
    found = read_table(document(sheet([f"EJECUCIÓN A MARZO DE {YEAR}"], LABELS, *rows)), tables())
    assert found is not None
    return found


def read_sheet() -> ProjectSheet:
    """A sheet as a form without a tree says it."""
    return ProjectSheet(
        name="Aforos para todos",
        problem=(
            Passage(
                "paragraph", 'El problema central es la "Falta de aforos". El 35% de las bocatomas no tiene regla.'
            ),
        ),
        causes=(Branch("Baja capacidad para medir el caudal"), Branch("Archivo disperso de mediciones")),
        objectives=(Objective("1", "Mejorar la capacidad para medir el caudal"), Objective("2", "Sembrar árboles")),
    )


def test_what_the_words_propose_for_the_trees_is_accepted_by_a_person(house: House) -> None:
    unit = house.units["Oficina de Proyectos"]
    version = register_project(house.pilar.actor, house.entity, read_sheet(), unit=unit)
    browser, address = house.lucia.browser(), screen("trees", version.uid)
    told = page(browser, address)
    for text in ("Falta de aforos", "El 35% de las bocatomas", "Se parece a la causa: Baja capacidad"):
        assert text in told
    assert "Aceptar lo marcado" in told
    assert "Aceptar lo marcado" not in page(house.irene.browser(), address)
    objective = Statement.objects.get(version=version, section="objectives", label="1")
    ticked = ["central_problem", str(objective.uid), "algo de nadie"]
    answer = browser.post(address, {"edit": version.edit, "propuesta": ticked})
    assert answer["Location"] == address
    version.refresh_from_db()
    assert (version.central_problem, version.magnitude) == ("Falta de aforos", "")
    objective.refresh_from_db()
    assert objective.parent is not None
    assert objective.parent.text == "Baja capacidad para medir el caudal"
    told = page(browser, address)
    assert "Resuelve la causa: Baja capacidad para medir el caudal" in " ".join(told.split())
    assert told.count('name="propuesta"') == 1, "the magnitude waits"
    browser.post(address, {"edit": version.edit - 1, "propuesta": ["magnitude"]})
    version.refresh_from_db()
    assert version.magnitude == "", "who saw an older edit changes nothing"
    assert house.irene.browser().post(address, {"propuesta": ["magnitude"]}).status_code == 404


def test_the_trees_show_causes_effects_objectives_and_what_serves_none(house: House) -> None:
    version = registered(house)
    told = page(house.irene.browser(), screen("trees", version.uid))
    for text in (*(each.statement for each in (*COMPLETE.causes, *COMPLETE.effects)), COMPLETE.central_problem):
        assert text in told
    assert "Actividades que no dicen a qué objetivo sirven" in told
    objective = Statement.objects.filter(version=version, section="objectives")[0]
    rows = [
        StatementData(row.text, row.label, uid=str(row.uid), parent=str(objective.uid))
        for row in queries.statements_of(version, "activities")
    ]
    write_section(house.pilar.actor, version, "activities", rows)
    assert "Actividades que no dicen" not in page(house.irene.browser(), screen("trees", version.uid))


def linked(house: House, version: ProjectVersion) -> None:
    """The first goal of a version is the first target of a plan in force, whose first quarter is open."""
    period = ensure_periods(house.pilar.actor, house.entity, YEAR, "quarterly")[0]
    open_period(house.pilar.actor, house.version, period)
    goal = Goal.objects.filter(version=version).order_by("pk")[0]
    target = queries.target_by_uid(house.entity.pk, queries.targets_offered(house.entity.pk)[0].uid)
    data = GoalData(goal.statement, goal.number, goal.indicator, Quantity.of(10), "Número")
    write_goal(house.pilar.actor, version, goal.activity, data, goal=goal, target=target)


def test_its_lines_of_the_budget_and_the_targets_it_feeds(house: House, ester: Character) -> None:
    version = registered(house, replace(COMPLETE, code=CODE))
    browser, address = house.irene.browser(), screen("following", version.uid)
    told = page(browser, address)
    assert f"Ninguna ejecución traída nombra el código {CODE}" in told
    assert "Ninguna meta del proyecto está enlazada" in told
    linked(house, version)
    record_execution(house.pilar.actor, house.entity, executed(60), name="Gastos", cut_off=date(YEAR, 3, 31))
    told = page(browser, address)
    for text in (
        "Realizar diez seguimientos",
        "I trimestre",
        "Propuesto por su código",
        "Fuentes 1",
        "$12.000",
        "45\xa0%",
    ):
        assert text in told
    assert "Ver los otros 10 rubros" in told
    settle_pairing(house.pilar.actor, house.entity, "bpin", CODE, version.project)
    assert "Código confirmado" in page(browser, address)
    for name in ("trees", "following", "changes"):
        assert ester.browser().get(screen(name, version.uid)).status_code == 404


@pytest.mark.parametrize("number", [3, 40])
def test_what_stands_around_a_project_costs_the_same(
    house: House, number: int, django_assert_max_num_queries: Any
) -> None:
    version = registered(house, replace(large(number), code=CODE))
    linked(house, version)
    for month in (1, 2, 3):
        for name in ("Gastos", "Regalías"):
            cut = date(YEAR, month, 28)
            record_execution(house.pilar.actor, house.entity, executed(number), name=name, cut_off=cut)
    browser = house.pilar.browser()
    browser.get("/")
    for name, most in (("trees", 12), ("following", 15), ("changes", 12)):
        with django_assert_max_num_queries(most):
            assert browser.get(screen(name, version.uid)).status_code == 200


def test_a_version_is_compared_with_the_one_before(house: House) -> None:
    first = viable(house)
    assert "Es la primera versión" in page(house.irene.browser(), screen("changes", first.uid))
    second = continue_version(house.pilar.actor, first)
    browser, address = house.irene.browser(), screen("changes", second.uid)
    assert "Las dos versiones dicen lo mismo." in page(browser, address)
    goal = Goal.objects.filter(version=second, ordinal=1)[0]
    data = GoalData("Formar a 150 fontaneros", "1", goal.indicator, Quantity.of(150), "Personas", "1-2-5-1")
    write_goal(house.pilar.actor, second, goal.activity, data, goal=goal)
    write_section(house.pilar.actor, second, "deliverables", [StatementData("Informe"), StatementData("Cartilla")])
    told = page(browser, address)
    for text in ("<del>120</del>", "<ins>150</ins>", "Memorias de los talleres", "Cartilla", "Ya no está", "Nuevo"):
        assert text in told
    assert "Justificación</h2>" not in told
