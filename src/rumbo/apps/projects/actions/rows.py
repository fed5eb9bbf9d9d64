"""The rows of a version, put in place. Whoever calls holds the version."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max

from rumbo.apps.plans.models import Target
from rumbo.apps.projects.bridge import PICTURE, GoalData, RelationData, StatementData, code_columns, item_columns
from rumbo.apps.projects.models import (
    BudgetCode,
    BudgetLine,
    Goal,
    PlanRelation,
    ProjectVersion,
    Section,
    Statement,
    Step,
)
from rumbo.domain.project.sheet import BudgetCode as CodeValue
from rumbo.domain.project.sheet import BudgetItem
from rumbo.domain.project.sheet import Step as StepValue


def put_statements(version: ProjectVersion, section: str, data: Sequence[StatementData]) -> list[Statement]:
    """A section as it is now said: rows known by their uid are rewritten, new ones added, the others taken away."""
    known = {str(row.uid): row for row in Statement.objects.filter(version=version, section=section)}
    parents = {str(row.uid): row for row in Statement.objects.filter(version=version)} if _any_parent(data) else {}
    kept = {each.uid for each in data} & set(known)
    _take_away(version, [row for uid, row in known.items() if uid not in kept])
    placed = [
        _rewritten(known[each.uid], each, ordinal, parents.get(each.parent))
        if each.uid in kept
        else _statement(version, section, each, ordinal, parents.get(each.parent))
        for ordinal, each in enumerate(data, start=1)
    ]
    Statement.objects.bulk_create([row for row in placed if row.pk is None])
    Statement.objects.bulk_update(
        [row for row in placed if str(row.uid) in kept], ["ordinal", "text", "label", "kind", "parent", "picture"]
    )
    return placed


def put_goal(
    version: ProjectVersion,
    activity: Statement,
    data: GoalData,
    *,
    goal: Goal | None = None,
    target: Target | None = None,
) -> Goal:
    """A goal of an activity, new and last or rewritten, with its steps and its evidence."""
    names = ("number", "statement", "indicator", "quantity", "measure_unit", "plan_code")
    columns: dict[str, Any] = {name: getattr(data, name) for name in names}
    columns |= {"evidence": list(data.evidence), "target": target, "activity": activity}
    if goal is None:
        last = Goal.objects.filter(activity=activity).aggregate(last=Max("ordinal"))["last"] or 0
        goal = Goal.objects.create(entity_id=version.entity_id, version=version, ordinal=last + 1, **columns)
    else:
        Goal.objects.filter(pk=goal.pk, version=version).update(**columns)
        goal.refresh_from_db()
    put_steps(version, data.steps, goal=goal)
    return goal


def put_steps(
    version: ProjectVersion,
    steps: Iterable[StepValue],
    *,
    goal: Goal | None = None,
    scheduled: Statement | None = None,
) -> None:
    """The steps of a goal or of a line of the schedule, in the place of those that were there."""
    Step.objects.filter(version=version, goal=goal, scheduled=scheduled).delete()
    Step.objects.bulk_create(
        Step(
            entity_id=version.entity_id,
            version=version,
            goal=goal,
            scheduled=scheduled,
            ordinal=ordinal,
            number=step.number,
            statement=step.statement,
            marks=list(step.marks),
        )
        for ordinal, step in enumerate(steps, start=1)
    )


def put_budget(version: ProjectVersion, items: Iterable[BudgetItem]) -> None:
    """The lines of the budget, each with the activity that its text names."""
    activities = {comparable(row.text): row for row in Statement.objects.filter(version=version, section="activities")}
    BudgetLine.objects.filter(version=version).delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(
            entity_id=version.entity_id,
            version=version,
            ordinal=ordinal,
            activity=activities.get(comparable(item.activity)),
            **item_columns(item),
        )
        for ordinal, item in enumerate(items, start=1)
    )


def put_codes(version: ProjectVersion, codes: Iterable[CodeValue]) -> None:
    """The budget lines of the project."""
    BudgetCode.objects.filter(version=version).delete()
    BudgetCode.objects.bulk_create(
        BudgetCode(entity_id=version.entity_id, version=version, ordinal=ordinal, **code_columns(code))
        for ordinal, code in enumerate(codes, start=1)
    )


def put_relations(version: ProjectVersion, relations: Iterable[RelationData]) -> None:
    """Where the project hangs in plans."""
    PlanRelation.objects.filter(version=version).delete()
    PlanRelation.objects.bulk_create(
        PlanRelation(
            entity_id=version.entity_id,
            version=version,
            ordinal=ordinal,
            code=each.code,
            component=each.relation.component,
            line=each.relation.line,
            programme=each.relation.programme,
            goal=each.relation.goal,
        )
        for ordinal, each in enumerate(relations, start=1)
    )


def take_goals(version: ProjectVersion, goals: Iterable[Goal]) -> None:
    """Takes goals away with their steps."""
    keys = [goal.pk for goal in goals]
    Step.objects.filter(version=version, goal__in=keys).delete()
    Goal.objects.filter(version=version, pk__in=keys).delete()


def comparable(text: str) -> str:
    """A text as it is compared with another wording of itself: no case, no closing stop."""
    return " ".join(text.casefold().split()).rstrip(" .;:")


def _take_away(version: ProjectVersion, gone: Sequence[Statement]) -> None:
    """Takes statements away, with the goals of an activity and the steps of a line of the schedule."""
    keys = [row.pk for row in gone]
    if not keys:
        return
    take_goals(version, Goal.objects.filter(version=version, activity__in=keys))
    Step.objects.filter(version=version, scheduled__in=keys).delete()
    Statement.objects.filter(pk__in=keys).delete()


def _any_parent(data: Sequence[StatementData]) -> bool:
    return any(each.parent for each in data)


def _statement(
    version: ProjectVersion, section: str, data: StatementData, ordinal: int, parent: Statement | None
) -> Statement:
    return Statement(
        entity_id=version.entity_id,
        version=version,
        section=Section(section),
        ordinal=ordinal,
        text=data.text,
        label=data.label,
        kind=data.kind,
        parent=parent,
    )


def _rewritten(row: Statement, data: StatementData, ordinal: int, parent: Statement | None) -> Statement:
    row.text, row.label, row.kind = data.text, data.label, data.kind
    row.ordinal, row.parent = ordinal, parent
    row.picture = row.picture if data.kind == PICTURE else None
    return row
