"""Specific objectives against the causes of the problem: each cause turned positive is an objective."""

from collections.abc import Iterable

from rumbo.domain.checks.reference import finding, not_made
from rumbo.domain.project.places import Place
from rumbo.domain.project.sheet import INDIRECT, ProjectSheet
from rumbo.findings import CheckResult, Outcome, Sentences, Severity, declare, marked

COUNTS = declare(
    Sentences(
        "project.objectives_against_causes",
        Severity.NOTICE,
        marked("Causas y objetivos específicos que no son los mismos"),
        marked("El problema tiene {causes} causas y el proyecto {objectives} objetivos específicos."),
        marked("En la metodología de marco lógico cada objetivo específico es una causa vuelta positiva."),
        marked("Revise si una causa quedó sin objetivo, o si dos se atienden con uno y conviene decirlo."),
        passed=marked("{causes} causas, {objectives} objetivos específicos"),
    )
)


def _counts(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    if not sheet.causes or not sheet.objectives:
        return not_made(COUNTS, marked("las causas del problema y los objetivos específicos"))
    # An objective answers a direct cause, with the indirect ones that hang from it.
    causes = sum(cause.level != INDIRECT for cause in sheet.causes)
    facts = {"causes": causes, "objectives": len(sheet.objectives)}
    found = () if causes == len(sheet.objectives) else (finding(COUNTS, place(("objectives",)), None, **facts),)
    return (CheckResult(COUNTS.code, Outcome.FOUND if found else Outcome.PASSED, found, facts=facts),)


CHECKS = ((COUNTS, _counts),)
