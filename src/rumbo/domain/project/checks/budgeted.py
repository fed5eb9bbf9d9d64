"""The activities of the budget against those of the project: none without money, no money without its activity."""

from collections.abc import Iterable

from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.project.checks.goals import shortened
from rumbo.domain.project.places import Place
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.domain.project.wording import same
from rumbo.findings import CheckResult, Sentences, Severity, declare, marked

NO_BUDGET = declare(
    Sentences(
        "project.activity_without_budget",
        Severity.WARNING,
        marked("Actividad sin presupuesto"),
        marked("La actividad «{activity}» no tiene ninguna línea en el presupuesto."),
        marked("Si se hace sin costo conviene decirlo; si cuesta, el total del proyecto es otro."),
        marked("Agregue sus líneas al presupuesto, o confirme que se hace con recursos que ya existen."),
    )
)
UNKNOWN = declare(
    Sentences(
        "project.budget_activity_unknown",
        Severity.WARNING,
        marked("Presupuesto de una actividad que no está"),
        marked("El presupuesto nombra la actividad «{activity}», que no está entre las del proyecto."),
        marked("No se sabe qué metas paga ese dinero."),
        marked("Use el mismo texto de la actividad, o agregue la actividad con sus metas."),
    )
)
BOTH = marked("las actividades del proyecto y las del presupuesto")


def _no_budget(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    paid = {item.activity for item in sheet.budget if item.activity}
    if not paid or not sheet.activities:
        return not_made(NO_BUDGET, BOTH)
    return asked(
        NO_BUDGET,
        (
            finding(NO_BUDGET, place(("activities", at, "statement")), activity=shortened(activity.statement))
            for at, activity in enumerate(sheet.activities)
            if not any(same(activity.statement, each) for each in paid)
        ),
    )


def _unknown(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    named = {item.activity: at for at, item in reversed(list(enumerate(sheet.budget))) if item.activity}
    if not named or not sheet.activities:
        return not_made(UNKNOWN, BOTH)
    return asked(
        UNKNOWN,
        (
            finding(UNKNOWN, place(("budget", at, "activity")), activity=shortened(text))
            for text, at in sorted(named.items(), key=lambda pair: pair[1])
            if not any(same(text, activity.statement) for activity in sheet.activities)
        ),
    )


CHECKS = ((NO_BUDGET, _no_budget), (UNKNOWN, _unknown))
