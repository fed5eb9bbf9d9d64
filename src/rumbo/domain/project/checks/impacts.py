"""Impacts by kind, as the form asks for them: environmental, social and economic."""

from collections.abc import Iterable

from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.project.places import Place
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.findings import CheckResult, Sentences, Severity, declare, marked

NO_KIND = declare(
    Sentences(
        "project.impacts_without_kind",
        Severity.NOTICE,
        marked("Impactos sin su clase"),
        marked("De {count} impactos, {without} no dicen si son ambientales, sociales o económicos."),
        marked("El formato los pide por clase, para que ninguna se quede sin pensar."),
        marked("Diga de qué clase es cada uno; si de alguna clase no hay impactos, dígalo también."),
    )
)


def _no_kind(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    if not sheet.impacts:
        return not_made(NO_KIND, marked("los impactos del proyecto"))
    without = [at for at, impact in enumerate(sheet.impacts) if not impact.kind]
    if not without:
        return asked(NO_KIND, ())
    where = place(("impacts", without[0], "statement"))
    return asked(NO_KIND, [finding(NO_KIND, where, count=len(sheet.impacts), without=len(without))])


CHECKS = ((NO_KIND, _no_kind),)
