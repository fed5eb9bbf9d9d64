"""Goals that can be measured (V14, V29): each with its quantity and what it counts, and an objective to serve."""

from collections.abc import Iterable, Iterator

from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.numbers import Quantity
from rumbo.domain.project.places import Path, Place
from rumbo.domain.project.sheet import ProjectGoal, ProjectSheet
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

WITHOUT_NUMBER = declare(
    Sentences(
        "project.goal_without_number",
        Severity.ERROR,
        marked("Meta sin cantidad"),
        marked("La meta «{goal}» no dice cuánto se promete."),
        marked("Una meta sin cantidad se puede registrar, pero no se puede medir: por eso no puede declararse viable."),
        marked("Escriba la cantidad y la unidad de medida de la meta."),
    )
)
NUMBER_IN_WORDS = declare(
    Sentences(
        "project.goal_number_in_text",
        Severity.ERROR,
        marked("Meta con la cantidad solo en su texto"),
        marked("La meta «{goal}» dice {stated} en su texto, y el campo que lo pide está vacío."),
        marked("El seguimiento compara con la cantidad y su unidad, no con la frase; sin ellas no hay viabilidad."),
        marked("Si es lo que se promete, acepte «{suggestion}»; si no, escriba el dato que es."),
    )
)
SAID_OTHERWISE = declare(
    Sentences(
        "project.goal_text_differs",
        Severity.WARNING,
        marked("El texto de la meta dice otra cantidad"),
        marked("La meta «{goal}» dice {stated} en su texto y {quantity} en su cantidad."),
        marked("Una de las dos puede ser un error al copiar, y no se sabe cuál se prometió."),
        marked("Deje la misma cantidad en los dos lugares."),
    )
)
WITHOUT_INDICATOR = declare(
    Sentences(
        "project.goal_without_indicator",
        Severity.WARNING,
        marked("Meta sin indicador"),
        marked("La meta «{goal}» no dice con qué indicador se mide."),
        marked("El indicador dice qué se cuenta; sin él, dos personas contarían cosas distintas."),
        marked("Escriba el nombre del indicador."),
    )
)
NO_GOALS = declare(
    Sentences(
        "project.activity_without_goal",
        Severity.WARNING,
        marked("Actividad sin meta"),
        marked("La actividad «{activity}» no tiene ninguna meta."),
        marked("Lo que se hace sin meta no se puede seguir ni mostrar."),
        marked("Agregue la meta de la actividad, o quite la actividad si ya no hace parte del proyecto."),
    )
)
NO_OBJECTIVE = declare(
    Sentences(
        "project.general_objective_missing",
        Severity.WARNING,
        marked("Proyecto sin objetivo general"),
        marked("El objetivo general está vacío."),
        marked("El objetivo general es el problema central vuelto positivo: con él se juzga si el proyecto sirvió."),
        marked("Escriba el objetivo general del proyecto."),
    )
)
REGISTERED_ALL_THE_SAME = frozenset({WITHOUT_NUMBER.code, NUMBER_IN_WORDS.code})
"""Errors that keep a project from being viable and not from being registered in the bank."""
GOALS = marked("las metas de las actividades")
ACTIVITIES = marked("las actividades")
SHOWN = 90


def shortened(text: str) -> str:
    """The beginning of a text, for a sentence about it."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"


def _goals(sheet: ProjectSheet) -> Iterator[tuple[Path, ProjectGoal]]:
    for at, activity in enumerate(sheet.activities):
        for number, goal in enumerate(activity.goals):
            yield ("activities", at, "goals", number), goal


def _without_number(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    if not any(True for _ in _goals(sheet)):
        return not_made(WITHOUT_NUMBER, GOALS)
    return asked(
        WITHOUT_NUMBER,
        [
            finding(WITHOUT_NUMBER, place((*path, "quantity")), goal=shortened(goal.statement))
            for path, goal in _goals(sheet)
            if goal.quantity is None and place.stated(goal.statement).quantity is None
        ],
    )


def _number_in_words(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    if not any(True for _ in _goals(sheet)):
        return not_made(NUMBER_IN_WORDS, GOALS)
    return asked(NUMBER_IN_WORDS, (each for path, goal in _goals(sheet) for each in _in_words(path, goal, place)))


def _in_words(path: Path, goal: ProjectGoal, place: Place) -> Iterator[Finding]:
    """The quantity and the unit that the sentence of a goal says and its data do not, each as a suggestion."""
    said = place.stated(goal.statement)
    if goal.quantity is not None or said.quantity is None:
        return
    number = _written(said.quantity)
    stated = f"{number} {said.measure_unit}".strip()
    data = (("quantity", number), ("measure_unit", "" if goal.measure_unit else said.measure_unit))
    for name, text in data:
        if text:
            facts = {"goal": shortened(goal.statement), "stated": stated}
            yield finding(NUMBER_IN_WORDS, place((*path, name)), text, **facts)


def _said_otherwise(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    """A sentence that states one amount, and the quantity of its goal is another."""
    both = [(path, goal, place.stated(goal.statement).quantity) for path, goal in _goals(sheet)]
    both = [(path, goal, said) for path, goal, said in both if said is not None and goal.quantity is not None]
    if not both:
        return not_made(SAID_OTHERWISE, marked("metas con la cantidad en su texto y en su campo"))
    return asked(
        SAID_OTHERWISE,
        [
            finding(
                SAID_OTHERWISE,
                place((*path, "quantity")),
                goal=shortened(goal.statement),
                stated=_written(said),
                quantity=_written(goal.quantity),
            )
            for path, goal, said in both
            if said != goal.quantity
        ],
    )


def _written(quantity: Quantity | None) -> str:
    return f"{quantity.decimal:f}".rstrip("0").rstrip(".").replace(".", ",") if quantity is not None else ""


def _without_indicator(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    if not any(True for _ in _goals(sheet)):
        return not_made(WITHOUT_INDICATOR, GOALS)
    return asked(
        WITHOUT_INDICATOR,
        [
            finding(WITHOUT_INDICATOR, place((*path, "indicator")), goal=shortened(goal.statement))
            for path, goal in _goals(sheet)
            if not goal.indicator
        ],
    )


def _no_goals(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    if not sheet.activities:
        return not_made(NO_GOALS, ACTIVITIES)
    found: list[Finding] = [
        finding(NO_GOALS, place(("activities", at)), activity=shortened(activity.statement))
        for at, activity in enumerate(sheet.activities)
        if not activity.goals
    ]
    return asked(NO_GOALS, found)


def _no_objective(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    missing = not sheet.general_objective.strip()
    return asked(NO_OBJECTIVE, [finding(NO_OBJECTIVE, place(("general_objective",)))] if missing else [])


CHECKS = (
    (NO_OBJECTIVE, _no_objective),
    (NO_GOALS, _no_goals),
    (WITHOUT_NUMBER, _without_number),
    (NUMBER_IN_WORDS, _number_in_words),
    (SAID_OTHERWISE, _said_otherwise),
    (WITHOUT_INDICATOR, _without_indicator),
)
