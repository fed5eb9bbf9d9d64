"""A schedule that says when (V27): with marks, and with marks of its own periods."""

from collections.abc import Iterable

from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.project.checks.goals import shortened
from rumbo.domain.project.places import Path, Place
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.findings import CheckResult, Sentences, Severity, declare, marked

NO_MARKS = declare(
    Sentences(
        "project.schedule_without_marks",
        Severity.WARNING,
        marked("Cronograma sin marcas"),
        marked("El cronograma enumera {steps} subactividades y ninguna está marcada en un periodo."),
        marked("Sin marcas no se sabe qué se hace primero ni cuándo pedir el avance; el diagrama no se puede dibujar."),
        marked("Marque los periodos en que se hace cada subactividad."),
    )
)
STEP_WITHOUT = declare(
    Sentences(
        "project.step_without_marks",
        Severity.NOTICE,
        marked("Subactividades sin periodo"),
        marked("No están marcadas en ningún periodo {count} de las {all} subactividades: {steps}."),
        marked("Puede que se hayan quedado sin marcar; sin su periodo no se pide su avance ni se dibujan."),
        marked("Marque en qué periodos se hace cada una, o confirme que no tienen periodo propio."),
    )
)
UNKNOWN = declare(
    Sentences(
        "project.mark_of_no_period",
        Severity.WARNING,
        marked("Marca de un periodo que no está en el cronograma"),
        marked("«{step}» está marcada en «{mark}», que no es un periodo del cronograma."),
        marked("Esa marca no se puede dibujar ni seguir."),
        marked("Agregue el periodo al cronograma o quite la marca."),
    )
)
SCHEDULE = marked("las subactividades del cronograma")
MARKS = marked("las marcas del cronograma")


def _step(activity: int, number: int) -> Path:
    return ("schedule", "activities", activity, "steps", number)


def _steps(sheet: ProjectSheet) -> int:
    return sum(len(activity.steps) for activity in sheet.schedule.activities)


def _marked(sheet: ProjectSheet) -> bool:
    return any(step.marks for activity in sheet.schedule.activities for step in activity.steps)


def _no_marks(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    if not _steps(sheet):
        return not_made(NO_MARKS, SCHEDULE)
    missing = (
        [] if _marked(sheet) else [finding(NO_MARKS, place(("schedule", "activities", 0)), None, steps=_steps(sheet))]
    )
    return asked(NO_MARKS, missing)


def _step_without(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    """Asked where some step has marks, and told once for all that have none; where none has, that is told instead."""
    if not _marked(sheet):
        return not_made(STEP_WITHOUT, MARKS)
    bare = [
        (_step(at, number), step)
        for at, activity in enumerate(sheet.schedule.activities)
        for number, step in enumerate(activity.steps)
        if not step.marks
    ]
    if not bare:
        return asked(STEP_WITHOUT, ())
    listed = "; ".join(f"«{shortened(step.statement)}»" for _path, step in bare)
    told = finding(STEP_WITHOUT, place(bare[0][0]), count=len(bare), all=_steps(sheet), steps=listed)
    return asked(STEP_WITHOUT, [told])


def _unknown(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    if not _marked(sheet):
        return not_made(UNKNOWN, MARKS)
    return asked(
        UNKNOWN,
        [
            finding(UNKNOWN, place(_step(at, number)), step=shortened(step.statement), mark=mark)
            for at, activity in enumerate(sheet.schedule.activities)
            for number, step in enumerate(activity.steps)
            for mark in step.marks
            if mark not in sheet.schedule.periods
        ],
    )


CHECKS = ((NO_MARKS, _no_marks), (STEP_WITHOUT, _step_without), (UNKNOWN, _unknown))
