"""Projects as records: from a sheet and back, written section by section, through the bank, and then unchanged."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.audit.models import VerbLine
from rumbo.apps.projects import queries
from rumbo.apps.projects.actions import (
    bring_schedule,
    close_project,
    continue_version,
    create_project,
    declare_viable,
    enter_bank,
    put_in_force,
    register_project,
    remove_goal,
    return_project,
    send_to_review,
    write_budget,
    write_codes,
    write_goal,
    write_identity,
    write_relations,
    write_schedule,
    write_section,
)
from rumbo.apps.projects.bridge import GoalData, IdentityData, RelationData, StatementData, identity_data
from rumbo.apps.projects.models import BankStep, BudgetLine, Goal, ProjectVersion, Statement
from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.project import sheet as values
from rumbo.domain.project.sheet import Branch, PlanRelation, ProjectSheet, Step
from tests.characters import House, build_house
from tests.projects import ACT, COMPLETE, FIRST, SHEET, in_force, large, registered, viable


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


def activities(version: ProjectVersion) -> list[Statement]:
    return list(queries.statements_of(version, "activities"))


def test_a_sheet_becomes_rows_and_comes_back_equal(house: House, django_assert_num_queries: Any) -> None:
    version = registered(house, SHEET)
    assert version.state == "registered"
    with django_assert_num_queries(6):
        assert queries.sheet(version) == SHEET
    assert [step.state for step in queries.bank_steps_of(version)] == ["registered"]
    assert BudgetLine.objects.get(version=version, ordinal=1).activity == activities(version)[0]
    empty = register_project(house.pilar.actor, house.entity, ProjectSheet(name="Sin nada más"))
    assert queries.sheet(empty) == ProjectSheet(name="Sin nada más")


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
MONEY = st.none() | st.builds(Money, st.integers(-(10**15), 10**15))
QUANTITY = st.none() | st.builds(Quantity, st.integers(-(10**12), 10**12))


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


PASSAGES = some(st.builds(values.Passage, WORDS, WORDS, WORDS))
STEPS = some(st.builds(Step, WORDS, WORDS, some(WORDS)))
GOALS = some(st.builds(values.ProjectGoal, WORDS, WORDS, WORDS, QUANTITY, WORDS, WORDS, STEPS, some(WORDS)))
CODE = st.builds(values.CodedName, WORDS, WORDS)
SHEETS = st.builds(
    ProjectSheet,
    control=st.builds(values.DocumentControl, WORDS, WORDS, WORDS, WORDS),
    registered_on=st.none() | st.dates(),
    fiscal_year=st.none() | st.integers(1900, 2100),
    name=WORDS.filter(str.strip),
    unit=WORDS,
    antecedents=PASSAGES,
    problem=PASSAGES,
    central_problem=WORDS,
    magnitude=WORDS,
    causes=some(st.builds(Branch, WORDS, st.sampled_from(["", "direct", "indirect"]))),
    effects=some(st.builds(Branch, WORDS, st.sampled_from(["", "direct", "indirect"]))),
    general_objective=WORDS,
    objectives=some(st.builds(values.Objective, WORDS, WORDS)),
    justification=PASSAGES,
    population=PASSAGES,
    zone=PASSAGES,
    activities=some(st.builds(values.Activity, WORDS, GOALS, WORDS)),
    development_plan=some(st.builds(PlanRelation, WORDS, WORDS, WORDS, WORDS)),
    action_plan=some(st.builds(values.Labelled, WORDS, WORDS)),
    budget=some(st.builds(values.BudgetItem, WORDS, WORDS, WORDS, QUANTITY, MONEY, WORDS)),
    printed_total=MONEY,
    budget_codes=some(st.builds(values.BudgetCode, CODE, CODE, CODE, CODE, CODE, WORDS, MONEY)),
    schedule=st.builds(values.Schedule, some(WORDS), some(st.builds(values.ScheduledActivity, WORDS, STEPS))),
    benefits=PASSAGES,
    impacts=some(st.builds(values.Impact, WORDS, WORDS)),
    deliverables=some(WORDS),
    signatures=some(st.builds(values.Signature, WORDS, WORDS, WORDS)),
)


class EverySheet(TestCase):
    """The law behind it, on generated sheets."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.house = build_house("primera")

    @settings(max_examples=settings().max_examples // 4, suppress_health_check=list(HealthCheck), deadline=None)
    @given(SHEETS)
    def test_any_sheet_comes_back_equal(self, sheet: ProjectSheet) -> None:
        version = register_project(self.house.pilar.actor, self.house.entity, sheet)
        assert queries.sheet(version) == sheet
        if sheet.registered_on is None or sheet.registered_on <= date.today():
            frozen = ProjectVersion.objects.get(pk=version.pk)
            ProjectVersion.objects.filter(pk=frozen.pk).update(viable_at="2024-01-01T00:00Z", state="viable")
            frozen.refresh_from_db()
            assert queries.sheet(continue_version(self.house.pilar.actor, frozen)) == sheet


def test_a_project_from_its_first_word(house: House) -> None:
    lucia, unit = house.lucia.actor, house.units["Oficina de Proyectos"]
    version = create_project(lucia, house.entity, IdentityData("Mejorar los acueductos"), unit=unit)
    write_identity(lucia, version, replace(identity_data(version), code="BP-1", fiscal_year=2024), unit=unit)
    causes = [StatementData("Se tala", kind="direct"), StatementData("No hay leña", kind="indirect")]
    write_section(lucia, version, "causes", causes)
    cause = queries.statements_of(version, "causes")[0]
    objective = StatementData("Dejar de talar", "1", parent=str(cause.uid))
    write_section(lucia, version, "objectives", [objective], lead={"general_objective": "Agua limpia", "name": "No"})
    assert version.general_objective == "Agua limpia"
    assert version.name == "Mejorar los acueductos"
    (kept,) = queries.statements_of(version, "objectives")
    assert kept.parent == cause
    write_section(lucia, version, "activities", [StatementData("Sembrar", "1"), StatementData("Medir", "2")])
    first, second = activities(version)
    data = GoalData("Sembrar 100", quantity=Quantity.of(100), steps=(Step("1", "Comprar"), Step("2", "Plantar")))
    goal = write_goal(lucia, version, first, data, target=house.version.placements.first().revision.target)
    write_goal(lucia, version, second, GoalData("Medir todo"))
    write_goal(lucia, version, first, replace(data, measure_unit="Árboles", steps=(Step("1", "Plantar"),)), goal=goal)
    goal.refresh_from_db()
    assert (goal.measure_unit, goal.target, goal.steps.count()) == ("Árboles", None, 1)
    write_schedule(lucia, version, periods=["Mes 1", " Mes 2 "])
    bring_schedule(lucia, version)
    bring_schedule(lucia, version)
    lines = list(queries.statements_of(version, "schedule"))
    assert [(line.text, line.parent) for line in lines] == [("Sembrar", first), ("Medir", second)]
    assert [step.statement for step in queries.steps_scheduled(lines[0])] == ["Plantar"]
    write_schedule(lucia, version, line=lines[0], steps=(Step("1", "Plantar", ("Mes 2",)),))
    write_relations(lucia, version, [RelationData(PlanRelation(goal="Meta 1"), "1-2-5-1")])
    write_budget(lucia, version, SHEET.budget, total=Money(1))
    write_codes(lucia, version, SHEET.budget_codes)
    sheet = queries.sheet(version)
    assert [len(activity.goals) for activity in sheet.activities] == [1, 1]
    assert sheet.schedule.activities[0].steps[0].marks == ("Mes 2",)
    assert sheet.printed_total == Money(1)
    rows = [StatementData("Medir siempre", "1", uid=str(second.uid)), StatementData("Contar", "2")]
    write_section(lucia, version, "activities", rows)
    sheet = queries.sheet(version)
    assert [(each.statement, len(each.goals)) for each in sheet.activities] == [("Medir siempre", 1), ("Contar", 0)]
    remove_goal(lucia, version, Goal.objects.get(version=version))
    assert not queries.content_of(version).goals


def test_who_comes_second_is_told_and_an_empty_row_is_no_row(house: House) -> None:
    version = registered(house)
    seen = version.edit
    write_section(house.lucia.actor, version, "deliverables", [StatementData("Uno")], edit=seen)
    with pytest.raises(Refused) as refused:
        write_section(house.pilar.actor, version, "deliverables", [StatementData("Dos")], edit=seen)
    assert codes(refused) == ["state.somebody_was_faster"]
    for code, attempt in (
        ("projects.text_empty", lambda: write_section(house.pilar.actor, version, "causes", [StatementData(" ")])),
        ("projects.text_empty", lambda: write_goal(house.pilar.actor, version, activities(version)[0], GoalData(""))),
        ("projects.periods_unfit", lambda: write_schedule(house.pilar.actor, version, periods=["Mes 1", "Mes 1"])),
        ("projects.periods_unfit", lambda: write_schedule(house.pilar.actor, version, periods=[""])),
        (
            "projects.mark_unknown",
            lambda: write_schedule(house.pilar.actor, version, line=None, steps=[Step("", "Algo", ("Mes 40",))]),
        ),
        ("projects.nameless", lambda: create_project(house.pilar.actor, house.entity, IdentityData(" "))),
        ("projects.code_taken", lambda: registered(house)),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert codes(refused) == [code]
    assert queries.sheet(version).deliverables == ("Uno",)


def test_a_unit_writes_its_own_projects_and_no_others(house: House, other_house: House) -> None:
    mine, legal = registered(house), house.units["Oficina Jurídica"]
    other = registered(house, replace(COMPLETE, code="2"), unit=legal)
    nobody = registered(house, replace(COMPLETE, code="3"), unit=None)
    theirs = registered(other_house)
    lucia, rows = house.lucia.actor, [StatementData("Algo")]
    write_section(house.leonardo.actor, mine, "effects", rows)
    for attempt in (
        lambda: write_section(lucia, other, "effects", rows),
        lambda: write_section(lucia, nobody, "effects", rows),
        lambda: write_section(house.pilar.actor, theirs, "effects", rows),
        lambda: write_identity(lucia, mine, identity_data(mine), unit=legal),
        lambda: create_project(lucia, house.entity, IdentityData("Otro"), unit=legal),
        lambda: create_project(house.irene.actor, house.entity, IdentityData("Otro")),
        lambda: write_goal(house.pilar.actor, mine, activities(theirs)[0], GoalData("Robar")),
        lambda: return_project(lucia, mine, {"": "No"}),
        lambda: declare_viable(lucia, mine, ACT),
        lambda: send_to_review(house.irene.actor, mine),
        lambda: put_in_force(house.andres.actor, mine, ACT),
    ):
        with pytest.raises(Forbidden):
            attempt()
    with pytest.raises(Refused):
        write_goal(lucia, mine, activities(other)[0], GoalData("De otro proyecto"))


def test_the_way_through_the_bank(house: House) -> None:
    pilar, lucia, diana = house.pilar.actor, house.lucia.actor, house.diana.actor
    unit = house.units["Oficina de Proyectos"]
    draft = create_project(lucia, house.entity, IdentityData("Algo por hacer"), unit=unit)
    with pytest.raises(Refused):
        send_to_review(lucia, draft)
    with pytest.raises(Refused) as refused:
        enter_bank(lucia, draft, day=date.today() + timedelta(days=2))
    assert codes(refused) == ["projects.day_ahead"]
    enter_bank(lucia, draft, day=date(2024, 1, 20))
    assert draft.registered_on == date(2024, 1, 20)
    version = registered(house, SHEET)
    send_to_review(lucia, version)
    with pytest.raises(Refused):
        write_section(lucia, version, "causes", [])
    with pytest.raises(Refused) as refused:
        declare_viable(pilar, version, ACT)
    assert codes(refused) == ["project.goal_without_number"]
    with pytest.raises(Refused) as refused:
        return_project(pilar, version, {"causes": " "})
    assert codes(refused) == ["versions.return_without_remark"]
    return_project(pilar, version, {"activities": "Falta la cantidad de la meta 2", "zone": ""})
    assert version.remarks == {"activities": "Falta la cantidad de la meta 2"}
    goal = Goal.objects.get(version=version, ordinal=2)
    write_goal(lucia, version, goal.activity, GoalData(goal.statement, "2", quantity=Quantity.of(40)), goal=goal)
    send_to_review(lucia, version)
    for act in (replace(ACT, act_number=" "), replace(ACT, day=None), replace(ACT, day=date.today() + timedelta(2))):
        with pytest.raises(Refused) as refused:
            declare_viable(diana, version, act)
        assert codes(refused) == ["projects.act_unfit"]
    with pytest.raises(Refused) as refused:
        declare_viable(diana, version, replace(ACT, day=date(2024, 1, 14)))
    assert codes(refused) == ["projects.act_too_early"]
    declare_viable(diana, version, ACT)
    with pytest.raises(Refused) as refused:
        put_in_force(diana, version, replace(ACT, day=date(2024, 1, 31)))
    assert codes(refused) == ["projects.act_too_early"]
    assert (version.state, version.remarks, version.approved_by) == ("viable", {}, diana.name)
    put_in_force(pilar, version, ACT)
    close_project(pilar, version, ACT, reason="Terminó")
    steps = [(step.state, step.act_number, step.signatory) for step in queries.bank_steps_of(version)]
    assert [state for state, *_ in steps] == [
        "registered", "in_review", "returned", "in_review", "viable", "in_force", "closed",
    ]  # fmt: skip
    assert steps[4] == ("viable", "12", "Pilar Planeación")
    with pytest.raises(Refused):
        put_in_force(pilar, version, ACT)


def test_a_project_of_no_unit_is_not_reviewed(house: House) -> None:
    with pytest.raises(Refused) as refused:
        send_to_review(house.pilar.actor, registered(house, unit=None))
    assert codes(refused) == ["projects.no_unit"]


def test_what_is_viable_never_changes_of_raw_sql_either(house: House) -> None:
    version = viable(house)
    with pytest.raises(Refused):
        write_section(house.pilar.actor, version, "causes", [])
    row = activities(version)[0]
    for attempt in (
        lambda: Statement.objects.filter(pk=row.pk).update(text="Otra cosa"),
        lambda: Goal.objects.filter(version=version).update(quantity=Quantity.of(1)),
        lambda: BudgetLine.objects.filter(version=version).delete(),
        lambda: ProjectVersion.objects.filter(pk=version.pk).update(name="Otro"),
        lambda: ProjectVersion.objects.filter(pk=version.pk).update(printed_total=None),
        lambda: ProjectVersion.objects.filter(pk=version.pk).update(periods=[]),
        lambda: ProjectVersion.objects.filter(pk=version.pk).update(state="draft"),
        lambda: ProjectVersion.objects.filter(pk=version.pk).update(state="closed"),
        lambda: Statement.objects.create(entity=house.entity, version=version, section="causes", ordinal=9, text="x"),
        lambda: BankStep.objects.filter(version=version).update(signatory="Nadie"),
        lambda: BankStep.objects.filter(version=version).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert queries.sheet(version) == COMPLETE


def test_the_next_version_rewrites_nothing(house: House) -> None:
    first = in_force(house)
    draft = continue_version(house.lucia.actor, first)
    assert (draft.number, draft.state, draft.viable_at) == (2, "draft", None)
    assert queries.sheet(draft) == COMPLETE
    with pytest.raises(Refused) as refused:
        continue_version(house.lucia.actor, first)
    assert codes(refused) == ["projects.version_open"]
    line = queries.content_of(draft).budget[0]
    assert line.activity in activities(draft)
    write_section(house.lucia.actor, draft, "activities", [StatementData(FIRST, "1", uid=str(line.activity.uid))])
    assert queries.sheet(first) == COMPLETE
    assert [version.number for version in queries.projects_of(house.entity.pk)] == [2]
    enter_bank(house.lucia.actor, draft)
    send_to_review(house.lucia.actor, draft)
    declare_viable(house.pilar.actor, draft, ACT)
    first.refresh_from_db()
    assert (first.state, draft.state) == ("superseded", "viable")
    assert [version.number for version in queries.versions_of(draft)] == [2, 1]


def test_the_list_narrows(house: House, other_house: House) -> None:
    registered(house)
    registered(other_house)
    viable(
        house, replace(COMPLETE, code="2", name="Puentes", fiscal_year=2025), unit=house.units["Oficina de Proyectos"]
    )

    def found(**narrow: Any) -> list[str]:
        return [row.code for row in queries.projects_of(house.entity.pk, queries.ProjectFilter(**narrow))]

    assert found() == ["2", COMPLETE.code]
    assert found(words="puente") == found(state="viable") == found(fiscal_year=2025) == ["2"]
    assert found(words="2024760") == [COMPLETE.code]
    assert found(unit_uid=str(house.units["Oficina Jurídica"].uid)) == []
    assert queries.fiscal_years_of(house.entity.pk) == [2025, 2024]
    assert queries.project_by_code(house.entity.pk, "2").name == "Puentes"


def test_forty_activities_cost_the_same(house: House, django_assert_num_queries: Any) -> None:
    version = registered(house, large(40))
    with django_assert_num_queries(6):
        assert len(queries.sheet(version).activities) == 40
    with django_assert_num_queries(2):
        assert len(queries.schedule_content(version).of("schedule")) == 40


def test_every_write_is_on_the_trail(house: House) -> None:
    in_force(house)
    found = VerbLine.objects.filter(entity_id=house.entity.pk, verb__startswith="projects.")
    assert set(found.values_list("verb", flat=True)) == {
        "projects.project.register", "projects.bank.send", "projects.bank.declare_viable", "projects.bank.put_in_force",
    }  # fmt: skip
