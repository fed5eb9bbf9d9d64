"""The goals of a project and the plan they come from (V11): each where its code says, and none left out."""

import re
from collections.abc import Iterable, Iterator, Mapping

from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.project.checks.goals import shortened
from rumbo.domain.project.places import Path, Place
from rumbo.domain.project.sheet import ProjectGoal, ProjectSheet
from rumbo.domain.project.wording import likeness, same
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

PROGRAMME = declare(
    Sentences(
        "project.relation_programme_differs",
        Severity.WARNING,
        marked("Meta bajo otro programa del plan"),
        marked("«{goal}» está junto a «{programme}», pero su código {code} es del programa {number}."),
        marked("Una celda combinada que empieza una fila antes deja la meta bajo el programa que no es."),
        marked("Si el código es el correcto, el programa es «{suggestion}»: mueva la celda del programa una fila."),
    )
)
MISSING = declare(
    Sentences(
        "project.relation_goal_missing",
        Severity.WARNING,
        marked("Meta sin relación con el plan"),
        marked("La meta «{goal}» de las actividades no está en la relación con el plan de desarrollo."),
        marked("La relación dice a qué meta del plan aporta cada cosa que el proyecto hace."),
        marked("Agregue la meta a la relación, o corrija su texto para que sea el mismo."),
    )
)
NOTHING = marked("la relación con el plan y los códigos de las metas")
_NUMBER = re.compile(r"\W*(?:programa|subprograma|meta)\s+(?:n[.º°o]*\s*)?(\d+)", re.IGNORECASE)
_SEGMENTS = re.compile(r"\d+(?:[-.]\d+){2,}")


def _numbered(text: str) -> str:
    found = _NUMBER.match(text)
    return found[1].lstrip("0") if found else ""


def _goals(sheet: ProjectSheet) -> Iterator[tuple[Path, ProjectGoal]]:
    for at, activity in enumerate(sheet.activities):
        for number, goal in enumerate(activity.goals):
            yield ("activities", at, "goals", number), goal


def programme_of(code: str) -> str:
    """The number of the programme in the code of a goal, which stands before that of the goal: "5" in 1-2-5-1."""
    return re.split(r"[-.]", code)[-2].lstrip("0") if _SEGMENTS.fullmatch(code.strip()) else ""


def _said(statement: str) -> str:
    """A goal without its number: "Meta 3: Elaborar…" is "Elaborar…"."""
    return statement.partition(":")[2].strip() if _numbered(statement) and ":" in statement else statement


def _codes(sheet: ProjectSheet) -> Mapping[int, str]:
    """The code of the goal that each row of the relation is."""
    codes: dict[int, str] = {}
    coded = [goal for _, goal in _goals(sheet) if programme_of(goal.plan_code)]
    for at, row in enumerate(sheet.development_plan):
        best = max(coded, key=lambda goal: likeness(_said(row.goal), goal.statement), default=None)
        if best and same(_said(row.goal), best.statement):
            codes[at] = best.plan_code
    return codes


def _programme(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    codes = _codes(sheet)
    names = {_numbered(row.programme): row.programme for row in sheet.development_plan if _numbered(row.programme)}
    if not codes or not names:
        return not_made(PROGRAMME, NOTHING)
    found: list[Finding] = []
    for at, code in codes.items():
        row, number = sheet.development_plan[at], programme_of(code)
        if number in names and _numbered(row.programme) not in ("", number):
            facts = {"goal": shortened(row.goal), "programme": shortened(row.programme), "code": code, "number": number}
            where = place(("development_plan", at, "programme"))
            found.append(finding(PROGRAMME, where, names[number], **facts))
    return asked(PROGRAMME, found)


def _missing(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    related = [_said(row.goal) for row in sheet.development_plan]
    goals = list(_goals(sheet))
    if not related or not goals:
        return not_made(MISSING, marked("la relación con el plan de desarrollo y las metas"))
    return asked(
        MISSING,
        (
            finding(MISSING, place(path), goal=shortened(goal.statement))
            for path, goal in goals
            if not any(same(goal.statement, each) for each in related)
        ),
    )


CHECKS = ((PROGRAMME, _programme), (MISSING, _missing))
