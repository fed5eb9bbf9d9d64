"""The same sentence under goals that have nothing to do with each other (V30): what a copy leaves behind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.project.checks.goals import shortened
from rumbo.domain.project.places import Path, Place
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.domain.project.wording import stems
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

REPEATED = declare(
    Sentences(
        "project.step_of_another_goal",
        Severity.WARNING,
        marked("Subactividad que parece de otra meta"),
        marked("«{step}» está bajo la meta «{goal}» y, con las mismas palabras, bajo «{home}», de otra actividad."),
        marked("Habla de lo mismo que la otra meta y no de esta: puede haberse quedado al copiar."),
        marked("Escriba la subactividad que corresponde a esta meta, o confirme que sirve a las dos."),
    )
)
FEWEST_WORDS = 6
SPEAKS = 3
"""From how many words in common on a step speaks of its goal; a step that suits any goal speaks of none."""
Found = tuple[Path, int, str, str]
"""The path of a step, its activity, its sentence and the goal that it is under."""


def _steps(sheet: ProjectSheet) -> Iterator[Found]:
    for at, activity in enumerate(sheet.activities):
        for number, goal in enumerate(activity.goals):
            for place, step in enumerate(goal.steps):
                yield (
                    ("activities", at, "goals", number, "steps", place, "statement"),
                    at,
                    step.statement,
                    goal.statement,
                )


def _shared(step: str, goal: str) -> int:
    return len(set(stems(step)) & set(stems(goal)))


def _repeated(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    by_words: dict[tuple[str, ...], list[Found]] = defaultdict(list)
    for each in _steps(sheet):
        if len(stems(each[2])) >= FEWEST_WORDS:
            by_words[stems(each[2])].append(each)
    if not by_words:
        return not_made(REPEATED, marked("las subactividades de las metas"))
    found: list[Finding] = []
    for alike in by_words.values():
        home = max(alike, key=lambda each: _shared(each[2], each[3]))
        for path, activity, step, goal in alike:
            if _shared(home[2], home[3]) < SPEAKS:
                break
            if activity != home[1] and 2 * _shared(step, goal) <= _shared(home[2], home[3]):
                facts = {"goal": shortened(goal), "home": shortened(home[3])}
                found.append(finding(REPEATED, place(path), step=shortened(step), **facts))
    return asked(REPEATED, found)


CHECKS = ((REPEATED, _repeated),)
