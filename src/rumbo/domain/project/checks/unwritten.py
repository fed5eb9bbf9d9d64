"""What the sheet of a live project says nothing of, without which nobody can tell whether it is viable."""

from collections.abc import Iterable

from rumbo.domain.checks.reference import finding
from rumbo.domain.project.places import Place
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.findings import CheckResult, Outcome, Sentences, Severity, declare, marked

WHY = marked("La viabilidad se declara sobre lo que la ficha dice; lo que no está escrito no se pudo estudiar.")
NO_PROBLEM = declare(
    Sentences(
        "project.problem_unwritten",
        Severity.ERROR,
        marked("Proyecto sin problema"),
        marked("La ficha no dice qué problema se resuelve: no hay descripción, ni problema central, ni causas."),
        WHY,
        marked("Escriba el problema, o las causas del árbol de problemas."),
    )
)
NO_OBJECTIVE = declare(
    Sentences(
        "project.objective_unwritten",
        Severity.ERROR,
        marked("Proyecto sin objetivo"),
        marked("La ficha no dice ningún objetivo, ni general ni específico."),
        WHY,
        marked("Escriba el objetivo general o los específicos."),
    )
)
NO_GOAL = declare(
    Sentences(
        "project.goal_unwritten",
        Severity.ERROR,
        marked("Proyecto sin metas"),
        marked("La ficha no tiene ninguna actividad con su meta."),
        WHY,
        marked("Escriba las actividades y, en cada una, la meta que responde por ella."),
    )
)
NO_BUDGET = declare(
    Sentences(
        "project.budget_unwritten",
        Severity.ERROR,
        marked("Proyecto sin presupuesto"),
        marked("La ficha no dice cuánto cuesta el proyecto: no hay gastos, ni total, ni rubros."),
        WHY,
        marked("Escriba el presupuesto por actividad, o el total y los rubros."),
    )
)


def check_written(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    """Asks a live sheet for the least that it must say. A document that leaves it out is asked nothing: another one may
    say it."""
    asked = (
        (NO_PROBLEM, "problem", sheet.problem or sheet.central_problem or sheet.causes),
        (NO_OBJECTIVE, "objectives", sheet.general_objective or sheet.objectives),
        (NO_GOAL, "activities", any(activity.goals for activity in sheet.activities)),
        (NO_BUDGET, "budget", sheet.budget or sheet.budget_codes or sheet.printed_total),
    )
    for sentences, field, said in asked:
        found = () if said else (finding(sentences, place((field,)), None),)
        yield CheckResult(sentences.code, Outcome.FOUND if found else Outcome.PASSED, found)
