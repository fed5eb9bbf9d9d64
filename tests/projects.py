"""A project for the tests: the sheet of an invented one, whole, and the way of it through the bank."""

from dataclasses import replace
from datetime import date
from typing import Any

from rumbo.apps.projects.actions import BankAct, declare_viable, put_in_force, register_project, send_to_review
from rumbo.apps.projects.models import ProjectVersion
from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.project.sheet import (
    Activity,
    Branch,
    BudgetCode,
    BudgetItem,
    CodedName,
    DocumentControl,
    Impact,
    Labelled,
    Objective,
    Passage,
    PlanRelation,
    ProjectGoal,
    ProjectSheet,
    Schedule,
    ScheduledActivity,
    Signature,
    Step,
)
from rumbo.domain.schedule import months
from tests.characters import House

ACT = BankAct("Concepto técnico", "12", "Pilar Planeación", "Jefe de planeación", date(2024, 2, 1))
FIRST = "Formar a los acueductos veredales en el cuidado de sus fuentes"
SHEET = ProjectSheet(
    control=DocumentControl("Direccionamiento", "DE-FO-013", "02", "Registro de proyectos"),
    registered_on=date(2024, 1, 15),
    fiscal_year=2024,
    code="2024760010333",
    name="Cuidado de las fuentes que abastecen a los acueductos veredales",
    unit="Oficina de proyectos",
    antecedents=(Passage("paragraph", "Hay 40 acueductos veredales."), Passage("item", "Doce sin concesión.", "a)")),
    problem=(Passage("paragraph", "La turbiedad subió."), Passage("source", "Fuente: laboratorio, 2023")),
    central_problem="El agua que se capta llega turbia",
    magnitude="El 40% de los acueductos pasa de 5 unidades de turbiedad",
    causes=(Branch("Se tala en las rondas"), Branch("Sin viveros", "indirect"), Branch("Nadie mide el caudal")),
    effects=(Branch("Paradas de las plantas", "direct"),),
    general_objective="Reducir la turbiedad del agua que se capta",
    objectives=(Objective("1", "Proteger las rondas", "1"), Objective("2", "Medir el caudal", "3")),
    justification=(Passage("paragraph", "Lo pide el plan."),),
    population=(Passage("paragraph", "3.200 familias"),),
    zone=(Passage("paragraph", "Cuenca alta"),),
    activities=(
        Activity(
            FIRST,
            (
                ProjectGoal(
                    "1",
                    "Formar a 120 fontaneros",
                    "Fontaneros formados",
                    Quantity.of(120),
                    "Personas",
                    "1-2-5-1",
                    (Step("1", "Convocar"), Step("2", "Dictar los talleres")),
                    ("Listas de asistencia", "Memorias"),
                ),
                ProjectGoal("2", "Entregar equipos", "Equipos entregados", None),
            ),
            "1",
            "1",
        ),
        Activity("Sembrar en las rondas", (), "2"),
    ),
    development_plan=(PlanRelation("Componente 1", "Línea 2", "Programa 5", "Meta 1"), PlanRelation(goal="Meta 3")),
    action_plan=(Labelled("SECTOR", "Ambiente"), Labelled("PROGRAMA", "Programa 5")),
    budget=(
        BudgetItem(f"{FIRST}.", "Talleristas", "UND", Quantity.of(3), Money(9_000_000_000), "1"),
        BudgetItem("", "Refrigerios", "UND", Quantity.of(1), Money(1_050_000_050)),
    ),
    printed_total=Money(10_050_000_050),
    budget_codes=(
        BudgetCode(
            CodedName("32", "Ambiente"),
            CodedName("3202", "Conservación"),
            CodedName("320201", "Propio"),
            CodedName("3202014", "Servicio de formación"),
            CodedName("320201400", "Personas formadas"),
            "Recursos propios",
            Money(10_050_000_050),
        ),
    ),
    schedule=Schedule(
        months(6),
        (
            ScheduledActivity(
                FIRST, (Step("1", "Convocar", ("Mes 1",)), Step("2", "Talleres", ("Mes 2", "Mes 3", "Mes 6")))
            ),
        ),
    ),
    benefits=(Passage("paragraph", "Agua más limpia"),),
    impacts=(Impact("Menos sedimentos", "environmental"), Impact("Menos enfermedad", "")),
    deliverables=("Memorias de los talleres", "Informe"),
    signatures=(Signature("Jefe de oficina", "Leonardo Jefe", ""),),
)
ACTIVITIES = (
    replace(
        SHEET.activities[0],
        goals=(SHEET.activities[0].goals[0], replace(SHEET.activities[0].goals[1], quantity=Quantity.of(40))),
    ),
    SHEET.activities[1],
)
COMPLETE = replace(SHEET, activities=ACTIVITIES)
"""The same with every goal in numbers: it may become viable."""


def registered(house: House, sheet: ProjectSheet = COMPLETE, **more: Any) -> ProjectVersion:
    """A project of the office of projects, registered by planning."""
    more.setdefault("unit", house.units["Oficina de Proyectos"])
    return register_project(house.pilar.actor, house.entity, sheet, **more)


def viable(house: House, sheet: ProjectSheet = COMPLETE, **more: Any) -> ProjectVersion:
    """The same, reviewed and declared viable."""
    version = send_to_review(house.lucia.actor, registered(house, sheet, **more))
    return declare_viable(house.pilar.actor, version, ACT)


def in_force(house: House) -> ProjectVersion:
    """The same, in force."""
    return put_in_force(house.diana.actor, viable(house), ACT)


def large(number: int) -> ProjectSheet:
    """A sheet with so many activities, each with a goal, a step in the schedule and a line of the budget."""
    goal = ACTIVITIES[0].goals[0]
    names = [f"Actividad {n} del proyecto" for n in range(1, number + 1)]
    return replace(
        COMPLETE,
        activities=tuple(Activity(name, (goal,), str(n)) for n, name in enumerate(names, 1)),
        budget=tuple(BudgetItem(name, "Contratar", value=Money(100)) for name in names),
        printed_total=Money(100 * number),
        budget_codes=(replace(COMPLETE.budget_codes[0], initial_value=Money(100 * number)),),
        schedule=Schedule(
            months(12),
            tuple(
                ScheduledActivity(name, (Step("1", "Hacer", (f"Mes {n % 12 + 1}",)),)) for n, name in enumerate(names)
            ),
        ),
        development_plan=COMPLETE.development_plan * number,
        deliverables=tuple(f"Entregable {n}" for n in range(number)),
    )
