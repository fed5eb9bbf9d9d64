"""Quantities that the form asks for and nobody wrote (V29): what an indicator counts, and how large a benefit is."""

import re
from collections.abc import Iterable

from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.project.checks.goals import shortened
from rumbo.domain.project.places import Place
from rumbo.domain.project.sheet import ProjectGoal, ProjectSheet
from rumbo.findings import CheckResult, Sentences, Severity, declare, marked

COUNTED = declare(
    Sentences(
        "project.indicator_without_quantity",
        Severity.WARNING,
        marked("Indicador que cuenta y no dice cuánto"),
        marked("El indicador «{indicator}» pide un número y la meta no trae ninguno."),
        marked("Sin la cantidad prometida no se puede saber si lo que se haga es mucho o poco."),
        marked("Escriba cuánto se espera de «{indicator}» en la vigencia."),
    )
)
BENEFITS = declare(
    Sentences(
        "project.benefits_without_quantity",
        Severity.WARNING,
        marked("Beneficios sin cuantificar"),
        marked("La ficha enumera {count} beneficios y ninguno trae una cifra."),
        marked("El formato pide cuantificarlos: con esas cifras se compara lo que el proyecto cuesta con lo que deja."),
        marked("Diga cuánto: personas, horas, pesos o el indicador que cambia, y en cuánto."),
    )
)
_COUNTS = re.compile(r"\W*(?:n[uú]mero|cantidad|porcentaje|proporci[oó]n|tasa|total|monto|nro\.?|no\.|#|%)\b", re.I)
_FIGURE = re.compile(r"\d")


def _counted(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    counting = [
        (("activities", at, "goals", number, "indicator"), goal)
        for at, activity in enumerate(sheet.activities)
        for number, goal in enumerate(activity.goals)
        if _COUNTS.match(goal.indicator)
    ]
    if not counting:
        return not_made(COUNTED, marked("indicadores que cuenten algo"))
    missing = ((path, goal) for path, goal in counting if _unsaid(goal, place))
    return asked(
        COUNTED, (finding(COUNTED, place(path), indicator=shortened(goal.indicator)) for path, goal in missing)
    )


def _unsaid(goal: ProjectGoal, place: Place) -> bool:
    return goal.quantity is None and place.stated(goal.statement).quantity is None


def _benefits(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    if not sheet.benefits:
        return not_made(BENEFITS, marked("los beneficios del proyecto"))
    said = any(_FIGURE.search(passage.text) for passage in sheet.benefits)
    found = [] if said else [finding(BENEFITS, place(("benefits",)), count=len(sheet.benefits))]
    return asked(BENEFITS, found)


CHECKS = ((COUNTED, _counted), (BENEFITS, _benefits))
