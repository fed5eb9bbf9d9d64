"""Rows of a project ⇄ domain values: what a person writes of it, and the sheet that its rows are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rumbo.apps.projects import models as rows
from rumbo.apps.projects.models import Goal, ProjectVersion, Section, Statement
from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.project.places import Place, place_of
from rumbo.domain.project.sheet import (
    Activity,
    Branch,
    BudgetCode,
    BudgetItem,
    CodedName,
    DocumentControl,
    Impact,
    Labelled,
    Objective,
    Passage,
    PlanRelation,
    ProjectGoal,
    ProjectSheet,
    Schedule,
    ScheduledActivity,
    Signature,
    Step,
)
from rumbo.domain.project.tree import referred
from rumbo.layouts.stated import stated_target

LIVE = Place(place_of, stated_target)
"""How a live project is asked: by the words of its form, with what its sentences promise."""

NARRATIVES = (
    Section.ANTECEDENTS,
    Section.PROBLEM,
    Section.JUSTIFICATION,
    Section.POPULATION,
    Section.ZONE,
    Section.BENEFITS,
)
CODE_LEVELS = ("sector", "programme", "element", "product", "product_indicator")
NO_CONTROL = DocumentControl()
PICTURE = "picture"
"""The kind of a passage that shows a picture, or only has its caption."""


@dataclass(frozen=True, slots=True)
class IdentityData:
    """What says which project it is. Its unit is given to the action as a row."""

    name: str
    code: str = ""
    fiscal_year: int | None = None
    first_year: int | None = None
    last_year: int | None = None
    registered_on: date | None = None
    control: DocumentControl = NO_CONTROL


@dataclass(frozen=True, slots=True)
class StatementData:
    """A text of a section. `uid` is that of the row it rewrites, empty for a new one; `parent` the uid of what it
    answers to."""

    text: str
    label: str = ""
    kind: str = ""
    uid: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class GoalData:
    """What a person writes of a goal; the target of a plan that it is, is given to the action as a row."""

    statement: str
    number: str = ""
    indicator: str = ""
    quantity: Quantity | None = None
    measure_unit: str = ""
    plan_code: str = ""
    steps: tuple[Step, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationData:
    """A place in a plan, level by level, and the whole way to it in codes."""

    relation: PlanRelation
    code: str = ""


@dataclass
class Content:
    """All the rows of a version in their order: statements by section, goals by activity, steps by what they are of."""

    version: ProjectVersion
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    goals: dict[int, list[Goal]] = field(default_factory=dict)
    goal_steps: dict[int, list[rows.Step]] = field(default_factory=dict)
    scheduled_steps: dict[int, list[rows.Step]] = field(default_factory=dict)
    budget: list[rows.BudgetLine] = field(default_factory=list)
    codes: list[rows.BudgetCode] = field(default_factory=list)
    relations: list[rows.PlanRelation] = field(default_factory=list)

    def of(self, section: str) -> list[Statement]:
        """The statements of a section."""
        return self.statements.get(section, [])


def sheet_of(content: Content) -> ProjectSheet:
    """The sheet that the rows of a version are."""
    version = content.version
    narratives = {section.value: tuple(_passage(row) for row in content.of(section)) for section in NARRATIVES}
    causes, objectives = content.of(Section.CAUSES), content.of(Section.OBJECTIVES)
    return ProjectSheet(
        control=control_of(version),
        registered_on=version.registered_on,
        fiscal_year=version.fiscal_year,
        code=version.code,
        name=version.name,
        unit=version.unit_written,
        central_problem=version.central_problem,
        magnitude=version.magnitude,
        causes=_branches(content.of(Section.CAUSES)),
        effects=_branches(content.of(Section.EFFECTS)),
        general_objective=version.general_objective,
        objectives=tuple(
            Objective(row.label, row.text, _reference(row, causes, ())) for row in content.of(Section.OBJECTIVES)
        ),
        activities=tuple(
            _activity(content, row, _reference(row, objectives, [each.label for each in objectives]))
            for row in content.of(Section.ACTIVITIES)
        ),
        development_plan=tuple(relation_of(row) for row in content.relations),
        action_plan=tuple(Labelled(row.label, row.text) for row in content.of(Section.ACTION_PLAN)),
        budget=tuple(item_of(row) for row in content.budget),
        printed_total=money_of(version.printed_total),
        budget_codes=tuple(code_of(row) for row in content.codes),
        schedule=schedule_of(content),
        impacts=tuple(Impact(row.text, row.kind) for row in content.of(Section.IMPACTS)),
        deliverables=_texts(content.of(Section.DELIVERABLES)),
        signatures=tuple(Signature(row.label, row.text, row.kind) for row in content.of(Section.SIGNATURES)),
        **narratives,
    )


def statements_of(sheet: ProjectSheet) -> Mapping[Section, Sequence[StatementData]]:
    """The texts of a sheet by section, as they would be written."""
    told: dict[Section, list[StatementData]] = {
        section: [StatementData(each.text, each.number, each.kind) for each in getattr(sheet, section.value)]
        for section in NARRATIVES
    }
    return told | {
        Section.CAUSES: [StatementData(each.statement, kind=each.level) for each in sheet.causes],
        Section.EFFECTS: [StatementData(each.statement, kind=each.level) for each in sheet.effects],
        Section.OBJECTIVES: [StatementData(each.statement, each.number) for each in sheet.objectives],
        Section.ACTIVITIES: [StatementData(each.statement, each.number) for each in sheet.activities],
        Section.ACTION_PLAN: [StatementData(each.value, each.name) for each in sheet.action_plan],
        Section.SCHEDULE: [StatementData(each.statement) for each in sheet.schedule.activities],
        Section.IMPACTS: [StatementData(each.statement, kind=each.kind) for each in sheet.impacts],
        Section.DELIVERABLES: [StatementData(text) for text in sheet.deliverables],
        Section.SIGNATURES: [StatementData(each.name, each.post, each.signed) for each in sheet.signatures],
    }


def goal_data(goal: ProjectGoal) -> GoalData:
    """A goal of a sheet as it would be written."""
    return GoalData(
        goal.statement,
        goal.number,
        goal.indicator,
        goal.quantity,
        goal.measure_unit,
        goal.plan_code,
        goal.steps,
        goal.evidence,
    )


def identity_data(version: ProjectVersion) -> IdentityData:
    """The identity of a version as somebody would write it."""
    return IdentityData(
        version.name,
        version.code,
        version.fiscal_year,
        version.first_year,
        version.last_year,
        version.registered_on,
        control_of(version),
    )


def identity_columns(data: IdentityData) -> dict[str, Any]:
    """The columns that an identity fills."""
    names = ("name", "code", "fiscal_year", "first_year", "last_year", "registered_on")
    control = {f"control_{name}": getattr(data.control, name) for name in ("process", "code", "version", "form")}
    return {name: getattr(data, name) for name in names} | control


def item_columns(item: BudgetItem) -> dict[str, Any]:
    """The columns that a line of the budget fills."""
    return {
        "activity_number": item.activity_number,
        "activity_written": item.activity,
        "object": item.object,
        "measure_unit": item.measure_unit,
        "quantity": item.quantity,
        "value": item.value.centavos if item.value else None,
    }


def code_columns(code: BudgetCode) -> dict[str, Any]:
    """The columns that a budget line fills."""
    named = {level: getattr(code, level) for level in CODE_LEVELS}
    return {
        **{f"{level}_code": each.code for level, each in named.items()},
        **{f"{level}_name": each.name for level, each in named.items()},
        "funding_source": code.funding_source,
        "initial_value": code.initial_value.centavos if code.initial_value else None,
    }


def control_of(version: ProjectVersion) -> DocumentControl:
    """What the head of the form says of itself."""
    return DocumentControl(version.control_process, version.control_code, version.control_version, version.control_form)


def item_of(row: rows.BudgetLine) -> BudgetItem:
    """A line of the budget."""
    return BudgetItem(
        activity=row.activity_written,
        object=row.object,
        measure_unit=row.measure_unit,
        quantity=row.quantity,
        value=money_of(row.value),
        activity_number=row.activity_number,
    )


def code_of(row: rows.BudgetCode) -> BudgetCode:
    """A budget line."""
    named = {level: CodedName(getattr(row, f"{level}_code"), getattr(row, f"{level}_name")) for level in CODE_LEVELS}
    return BudgetCode(**named, funding_source=row.funding_source, initial_value=money_of(row.initial_value))


def relation_of(row: rows.PlanRelation) -> PlanRelation:
    """A place in a plan."""
    return PlanRelation(row.component, row.line, row.programme, row.goal)


def schedule_of(content: Content) -> Schedule:
    """The schedule: its periods, and each of its activities with its steps."""
    activities = (
        ScheduledActivity(row.text, tuple(step_of(step) for step in content.scheduled_steps.get(row.pk, ())))
        for row in content.of(Section.SCHEDULE)
    )
    return Schedule(tuple(content.version.periods), tuple(activities))


def step_of(row: rows.Step) -> Step:
    """A sub-activity."""
    return Step(row.number, row.statement, tuple(row.marks))


def money_of(centavos: int | None) -> Money | None:
    """An amount of its column."""
    return None if centavos is None else Money(centavos)


def _reference(row: Statement, listed: Sequence[Statement], numbers: Sequence[str]) -> str:
    """How the sheet refers to what a text answers to, among those listed; they go by their place where no `numbers`."""
    place = next((at for at, each in enumerate(listed) if each.pk == row.parent_id), None)
    return "" if place is None else referred(place, numbers or [""] * len(listed))


def _activity(content: Content, row: Statement, objective: str) -> Activity:
    goals = tuple(_goal(content, goal) for goal in content.goals.get(row.pk, ()))
    return Activity(row.text, goals, row.label, objective)


def _goal(content: Content, row: Goal) -> ProjectGoal:
    return ProjectGoal(
        number=row.number,
        statement=row.statement,
        indicator=row.indicator,
        quantity=row.quantity,
        measure_unit=row.measure_unit,
        plan_code=row.plan_code,
        steps=tuple(step_of(step) for step in content.goal_steps.get(row.pk, ())),
        evidence=tuple(row.evidence),
    )


def _passage(row: Statement) -> Passage:
    return Passage(row.kind, row.text, row.label)


def _branches(listed: Sequence[Statement]) -> tuple[Branch, ...]:
    return tuple(Branch(row.text, row.kind) for row in listed)


def _texts(listed: Sequence[Statement]) -> tuple[str, ...]:
    return tuple(row.text for row in listed)
