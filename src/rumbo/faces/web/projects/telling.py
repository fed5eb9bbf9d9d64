"""A project sheet told as plain texts, section by section, for whoever compares two of them."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from rumbo.apps.projects.bridge import CODE_LEVELS
from rumbo.domain.numbers import Money
from rumbo.domain.project.sheet import BudgetCode, Impact, Passage, ProjectGoal, ProjectSheet, Step
from rumbo.faces.kit.written import written_day, written_money, written_quantity
from rumbo.faces.web.projects.showing import level_words
from rumbo.faces.web.projects.words import IMPACT_KINDS, LEVELS

APART = " · "
NARRATIVES = ("antecedents", "justification", "population", "zone", "benefits")


def texts_of(sheet: ProjectSheet) -> Mapping[str, list[str]]:
    """What a sheet says, section by section, as texts that a person reads."""
    told: dict[str, Iterable[str]] = {name: _passages(getattr(sheet, name)) for name in NARRATIVES}
    told |= {
        "identity": _identity(sheet),
        "problem": [sheet.central_problem, sheet.magnitude, *_passages(sheet.problem)],
        "causes": (_joined(LEVELS.get(each.level, ""), each.statement) for each in sheet.causes),
        "effects": (_joined(LEVELS.get(each.level, ""), each.statement) for each in sheet.effects),
        "objectives": [sheet.general_objective, *(_joined(each.number, each.statement) for each in sheet.objectives)],
        "activities": _activities(sheet),
        "relations": (_joined(each.component, each.line, each.programme, each.goal) for each in sheet.development_plan),
        "action_plan": (_joined(each.name, each.value) for each in sheet.action_plan),
        "budget": _budget(sheet),
        "codes": (_code(each) for each in sheet.budget_codes),
        "schedule": _schedule(sheet),
        "impacts": (_impact(each) for each in sheet.impacts),
        "deliverables": sheet.deliverables,
        "signatures": (_joined(each.post, each.name, each.signed) for each in sheet.signatures),
    }
    return {key: [text for text in texts if text] for key, texts in told.items()}


def _identity(sheet: ProjectSheet) -> Iterator[str]:
    control = sheet.control
    yield sheet.name
    yield from (
        _joined(label, text)
        for label, text in (
            (_("Código"), sheet.code),
            (_("Dependencia responsable"), sheet.unit),
            (_("Vigencia"), sheet.fiscal_year or ""),
            (_("Fecha de registro"), written_day(sheet.registered_on)),
            (_("Formato"), _joined(control.process, control.code, control.version, control.form)),
        )
        if text
    )


def _passages(passages: Iterable[Passage]) -> Iterator[str]:
    return (_joined(each.number, each.text) for each in passages)


def _activities(sheet: ProjectSheet) -> Iterator[str]:
    for activity in sheet.activities:
        yield _joined(activity.number, activity.statement)
        for goal in activity.goals:
            yield _goal(goal)
            yield from (_step(step) for step in goal.steps)
            yield from (_joined(_("Evidencia"), text) for text in goal.evidence)


def _goal(goal: ProjectGoal) -> str:
    amount = "" if goal.quantity is None else f"{written_quantity(goal.quantity)} {goal.measure_unit}".strip()
    return _joined(_("Meta"), goal.number, goal.statement, goal.indicator, amount, goal.plan_code)


def _step(step: Step) -> str:
    return _joined(step.number, step.statement, ", ".join(step.marks))


def _budget(sheet: ProjectSheet) -> Iterator[str]:
    for each in sheet.budget:
        amount = "" if each.quantity is None else written_quantity(each.quantity)
        unit = f"{amount} {each.measure_unit}".strip()
        yield _joined(each.activity_number, each.activity, each.object, unit, _pesos(each.value))
    if sheet.printed_total is not None:
        yield _joined(_("Total escrito"), _pesos(sheet.printed_total))


def _code(code: BudgetCode) -> str:
    labels = level_words()
    named = ((labels[level], getattr(code, level)) for level in CODE_LEVELS)
    levels = (f"{label}: {each.code} {each.name}".strip() for label, each in named if each.code or each.name)
    return _joined(*levels, code.funding_source, _pesos(code.initial_value))


def _impact(impact: Impact) -> str:
    return _joined(IMPACT_KINDS.get(impact.kind, impact.kind) if impact.kind else "", impact.statement)


def _pesos(amount: Money | None) -> str:
    return written_money(amount.centavos if amount else None)


def _schedule(sheet: ProjectSheet) -> Iterator[str]:
    yield ", ".join(sheet.schedule.periods)
    for activity in sheet.schedule.activities:
        yield activity.statement
        yield from (_step(step) for step in activity.steps)


def _joined(*texts: object) -> str:
    return APART.join(str(text) for text in texts if str(text or ""))
