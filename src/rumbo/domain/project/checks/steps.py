"""The steps of the schedule against those of the activities: the same steps, whatever their order and small slips."""

from collections.abc import Iterable

from rumbo.domain.checks.reference import finding, not_made
from rumbo.domain.project.checks.goals import shortened
from rumbo.domain.project.places import Path, Place
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.domain.project.wording import without_match
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Severity, declare, marked

NOT_SCHEDULED = declare(
    Sentences(
        "project.step_not_scheduled",
        Severity.WARNING,
        marked("Subactividad que no está en el cronograma"),
        marked("«{step}» está entre las subactividades de las metas y no en el cronograma."),
        marked("Lo que no está en el cronograma no tiene cuándo hacerse ni cuándo pedirse."),
        marked("Agréguela al cronograma, o quítela de la meta si ya no se hará."),
        passed=marked("{steps} subactividades en las metas, {scheduled} en el cronograma"),
    )
)
NOT_LISTED = declare(
    Sentences(
        "project.scheduled_step_unknown",
        Severity.WARNING,
        marked("Subactividad que solo está en el cronograma"),
        marked("«{step}» está en el cronograma y no entre las subactividades de las metas."),
        marked("No se sabe a qué meta sirve ni con qué evidencia se prueba."),
        marked("Póngala bajo su meta, o quítela del cronograma."),
        passed=marked("{steps} subactividades en las metas, {scheduled} en el cronograma"),
    )
)
Told = list[tuple[Path, str]]


def _listed(sheet: ProjectSheet) -> Told:
    return [
        (("activities", at, "goals", number, "steps", place, "statement"), step.statement)
        for at, activity in enumerate(sheet.activities)
        for number, goal in enumerate(activity.goals)
        for place, step in enumerate(goal.steps)
    ]


def _scheduled(sheet: ProjectSheet) -> Told:
    return [
        (("schedule", "activities", at, "steps", place, "statement"), step.statement)
        for at, activity in enumerate(sheet.schedule.activities)
        for place, step in enumerate(activity.steps)
        if step.statement
    ]


def _compared(sheet: ProjectSheet, place: Place, sentences: Sentences, turned: bool) -> Iterable[CheckResult]:
    listed, scheduled = _listed(sheet), _scheduled(sheet)
    if not listed or not scheduled:
        return not_made(sentences, marked("las subactividades de las metas y las del cronograma"))
    ours, theirs = (scheduled, listed) if turned else (listed, scheduled)
    alone = without_match([text for _, text in ours], [text for _, text in theirs])
    found: tuple[Finding, ...] = tuple(
        finding(sentences, place(ours[at][0]), step=shortened(ours[at][1])) for at in alone
    )
    facts = {"steps": len(listed), "scheduled": len(scheduled)}
    return (CheckResult(sentences.code, Outcome.FOUND if found else Outcome.PASSED, found, facts=facts),)


def _not_scheduled(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    return _compared(sheet, place, NOT_SCHEDULED, turned=False)


def _not_listed(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    return _compared(sheet, place, NOT_LISTED, turned=True)


CHECKS = ((NOT_SCHEDULED, _not_scheduled), (NOT_LISTED, _not_listed))
