"""The same project in its sheet and in a plan of action: the money that both say (V21), the goals that both count."""

from collections.abc import Callable

from rumbo.domain.budget import printed_pesos
from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.institutional import InstitutionalPlan, InvestmentProject
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.findings import CheckResult, Sentences, Severity, declare, marked

HOW = marked("Compruebe cuál rige y corrija el otro documento.")
BUDGET = declare(
    Sentences(
        "across.project_budget_differs",
        Severity.WARNING,
        marked("El mismo proyecto con dos presupuestos"),
        marked("«{name}»: {file} dice {planned} y su ficha dice {budget}."),
        marked("El presupuesto de un proyecto es uno; con dos, no se sabe cuál se aprobó."),
        HOW,
        passed=marked("{budget} en los dos documentos"),
    )
)
GOALS = declare(
    Sentences(
        "across.project_goals_differ",
        Severity.WARNING,
        marked("El mismo proyecto con más metas en un documento"),
        marked("«{name}»: {file} tiene {planned} metas y su ficha tiene {listed}."),
        marked("Una meta que está en un solo documento se aprueba y no se mide, o se mide sin haberse aprobado."),
        HOW,
        passed=marked("{planned} metas en los dos documentos"),
    )
)
SAME_PROJECT = marked("un proyecto que esté en los dos documentos, por su código o su nombre")
BOTH_AMOUNTS = marked("el presupuesto del proyecto en los dos documentos")
Sheet = DocumentDraft[ProjectSheet]
Plan = DocumentDraft[InstitutionalPlan]
Fold = Callable[[str], str]


def planned_project(sheet: ProjectSheet, plan: InstitutionalPlan, fold: Fold) -> InvestmentProject | None:
    """The project of a plan that a sheet registers: the one of its code, else the one of its name."""
    coded = [each for each in plan.projects if sheet.code and each.code.strip() == sheet.code.strip()]
    named = [each for each in plan.projects if sheet.name and fold(each.name) == fold(sheet.name)]
    return next(iter((*coded, *named)), None)


def check_project_in_plan(sheet: Sheet, plan: Plan, fold: Fold) -> tuple[CheckResult, ...]:
    """What a plan of action says of the project of a sheet, against the sheet."""
    planned = planned_project(sheet.content, plan.content, fold)
    if planned is None:
        return (*not_made(BUDGET, SAME_PROJECT), *not_made(GOALS, SAME_PROJECT))
    return (*_budget(sheet, plan, planned), *_goals(sheet, plan, planned))


def _budget(sheet: Sheet, plan: Plan, planned: InvestmentProject) -> tuple[CheckResult, ...]:
    total = sheet.content.printed_total
    if total is None or planned.budget is None:
        return not_made(BUDGET, BOTH_AMOUNTS)
    facts = {"name": planned.name, "file": plan.source.file}
    facts |= {"planned": printed_pesos(planned.budget), "budget": printed_pesos(total)}
    differs = total != planned.budget
    told = [finding(BUDGET, sheet.where(("printed_total",)), None, **facts)] if differs else []
    (result,) = asked(BUDGET, told)
    return (CheckResult(result.code, result.outcome, result.findings, facts=facts),)


def _goals(sheet: Sheet, plan: Plan, planned: InvestmentProject) -> tuple[CheckResult, ...]:
    listed = sum(len(activity.goals) for activity in sheet.content.activities)
    facts: dict[str, str | int] = {"name": planned.name, "file": plan.source.file}
    facts |= {"planned": len(planned.goals), "listed": listed}
    differs = listed != len(planned.goals)
    told = [finding(GOALS, sheet.where(("activities",)), None, **facts)] if differs else []
    (result,) = asked(GOALS, told)
    return (CheckResult(result.code, result.outcome, result.findings, facts=facts),)
