"""The projects of the invented entity, each somewhere else in the bank, told by the same actions as its people call."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import yaml

from rumbo.apps.audit.actor import Actor
from rumbo.apps.projects import actions as projects
from rumbo.apps.projects import queries
from rumbo.apps.projects.bridge import CODE_LEVELS, GoalData, RelationData, StatementData
from rumbo.domain.numbers import Money, Quantity
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
from rumbo.domain.schedule import months

Told = Mapping[str, Any]


class ProjectStory:
    """Each unit registers its project and sends it to review; planning returns one and finds one viable."""

    def __init__(
        self, entity: Any, units: Mapping[str, Any], acting: Callable[[str], Actor], year: int, today: date
    ) -> None:
        source = files("rumbo.content").joinpath("demo", "valdeluna_projects.yaml")
        self.told: Told = yaml.safe_load(source.read_text(encoding="utf-8"))
        self.entity, self.units, self.acting = entity, units, acting
        self.year, self.today = year, today

    def tell(self) -> None:
        """All the projects, each as far as it went."""
        for told in self.told["projects"]:
            self._project(told)

    def _project(self, told: Told) -> None:
        author, unit = self.acting(told["author"]), self.units[told["unit"]]
        version = projects.register_project(author, self.entity, self._sheet(told), unit=unit)
        self._trees(author, version, told)
        self._targets(author, version, told)
        self._relations(author, version, told)
        for step in told["bank"]:
            self._step(author, version, *step)

    def _sheet(self, told: Told) -> ProjectSheet:
        """The project as its registration sheet says it."""
        periods = months(self.told["months"])
        narratives = ("antecedents", "problem", "justification", "population", "zone", "benefits")
        activities = tuple(_activity(number, each) for number, each in enumerate(told["activities"], start=1))
        return ProjectSheet(
            control=DocumentControl(**self.told["control"]),
            registered_on=self._day(told["registered"]),
            fiscal_year=self.year,
            code=told["code"].format(year=self.year),
            name=told["name"],
            unit=told["unit"],
            central_problem=told["central_problem"],
            magnitude=told.get("magnitude", ""),
            causes=tuple(Branch(text, kind) for kind, text in told["causes"]),
            effects=tuple(Branch(text, kind) for kind, text in told["effects"]),
            general_objective=told["general_objective"],
            objectives=tuple(Objective(str(n), text) for n, (text, _) in enumerate(told["objectives"], start=1)),
            activities=activities,
            development_plan=tuple(PlanRelation(*levels) for _, *levels in told["relations"]),
            action_plan=tuple(Labelled(*pair) for pair in told["action_plan"]),
            budget=tuple(_item(activities, line) for line in told["budget"]),
            printed_total=_pesos(told["total"]),
            budget_codes=tuple(_code(row) for row in told["codes"]),
            schedule=Schedule(periods, tuple(_scheduled(each, periods) for each in told["activities"])),
            impacts=tuple(Impact(text, kind) for kind, text in told["impacts"]),
            deliverables=tuple(told["deliverables"]),
            signatures=tuple(Signature(post, name) for post, name in told["signatures"]),
            **{name: tuple(_passage(each) for each in told[name]) for name in narratives},
        )

    def _trees(self, author: Actor, version: Any, told: Told) -> None:
        """What a sheet has no place for: the cause that each objective answers, the objective of each activity."""
        causes = list(queries.statements_of(version, "causes"))
        objectives = [
            StatementData(text, str(number), parent=str(causes[cause].uid))
            for number, (text, cause) in enumerate(told["objectives"], start=1)
        ]
        lead = {"general_objective": told["general_objective"]}
        projects.write_section(author, version, "objectives", objectives, lead=lead)
        served = list(queries.statements_of(version, "objectives"))
        activities = [
            StatementData(row.text, row.label, uid=str(row.uid), parent=str(served[said["objective"]].uid))
            for row, said in zip(queries.statements_of(version, "activities"), told["activities"], strict=True)
        ]
        projects.write_section(author, version, "activities", activities)

    def _targets(self, author: Actor, version: Any, told: Told) -> None:
        """The goals that are targets of the plan of action are settled as such."""
        offered = {each.words.partition(". ")[2]: each.uid for each in queries.targets_offered(self.entity.pk)}
        content = queries.content_of(version)
        for row, activity in zip(content.of("activities"), told["activities"], strict=True):
            for goal, said in zip(content.goals[row.pk], activity["goals"], strict=True):
                if uid := offered.get(said.get("target", "")):
                    target = queries.target_by_uid(self.entity.pk, uid)
                    data = replace(_goal_data(said), number=goal.number)
                    projects.write_goal(author, version, row, data, goal=goal, target=target)

    def _relations(self, author: Actor, version: Any, told: Told) -> None:
        """Where it hangs in the plan, with the codes of the way."""
        rows = [RelationData(PlanRelation(*levels), code) for code, *levels in told["relations"]]
        projects.write_relations(author, version, rows)

    def _step(self, author: Actor, version: Any, kind: str, *told: Any) -> None:
        planning = self.acting("planning_office")
        match kind:
            case "send":
                projects.send_to_review(author, version)
            case "return":
                projects.return_project(planning, version, told[0])
            case "viable":
                projects.declare_viable(planning, version, self._act(*told))
            case "in_force":
                projects.put_in_force(self.acting("director"), version, self._act(*told))

    def _act(self, kind: str, number: str, signatory: str, post: str, day: str) -> projects.BankAct:
        return projects.BankAct(kind, number, signatory, post, self._day(day))

    def _day(self, text: str) -> date:
        """A day of the year of the story, which is never ahead of today."""
        return min(date.fromisoformat(f"{self.year}-{text}"), self.today)


def _activity(number: int, told: Told) -> Activity:
    goals = tuple(_goal(at, each) for at, each in enumerate(told["goals"], start=1))
    return Activity(told["statement"], goals, str(number))


def _goal(number: int, told: Told) -> ProjectGoal:
    data = _goal_data(told)
    return ProjectGoal(
        str(number),
        data.statement,
        data.indicator,
        data.quantity,
        data.measure_unit,
        data.plan_code,
        data.steps,
        data.evidence,
    )


def _goal_data(told: Told) -> GoalData:
    return GoalData(
        told["statement"],
        indicator=told["indicator"],
        quantity=Quantity.of(Decimal(told["quantity"])) if "quantity" in told else None,
        measure_unit=told.get("measure_unit", ""),
        plan_code=told.get("plan_code", ""),
        steps=tuple(Step(str(number), text) for number, (text, _) in enumerate(told["steps"], start=1)),
        evidence=tuple(told["evidence"]),
    )


def _scheduled(told: Told, periods: tuple[str, ...]) -> ScheduledActivity:
    """An activity in the schedule, with the steps of all its goals and the months of each."""
    steps = [step for goal in told["goals"] for step in goal["steps"]]
    return ScheduledActivity(
        told["statement"],
        tuple(
            Step(str(number), text, tuple(periods[month - 1] for month in marked))
            for number, (text, marked) in enumerate(steps, start=1)
        ),
    )


def _item(activities: tuple[Activity, ...], told: list[Any]) -> BudgetItem:
    at, bought, measure_unit, quantity, value = told
    activity = activities[at]
    return BudgetItem(
        activity.statement, bought, measure_unit, Quantity.of(Decimal(quantity)), _pesos(value), activity.number
    )


def _code(told: list[str]) -> BudgetCode:
    *levels, source, value = told
    return BudgetCode(
        **dict(zip(CODE_LEVELS, map(_coded, levels), strict=True)), funding_source=source, initial_value=_pesos(value)
    )


def _coded(text: str) -> CodedName:
    code, _, name = text.partition(" ")
    return CodedName(code, name)


def _piece(told: Any) -> tuple[str, str, str]:
    """The text of a piece of a narrative, its number and its kind."""
    return (told, "", "paragraph") if isinstance(told, str) else (told[1], "", told[0])


def _passage(told: Any) -> Passage:
    text, number, kind = _piece(told)
    return Passage(kind, text, number)


def _pesos(text: str) -> Money:
    return Money(int(text) * 100)
