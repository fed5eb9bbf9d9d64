"""The groups and the money of a closing are those of its day, whatever is registered, renamed or corrected later; what
was changed behind the actions' back is named."""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rumbo.apps.audit import triggers
from rumbo.apps.budget.models import ExecutionLine
from rumbo.apps.followup.actions import merge_units
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions import close_period, write_closing
from rumbo.apps.measurement.models import FrozenSettings, FrozenSides
from rumbo.apps.measurement.queries import axes_of, closed_followups, differences, groups_of, money_beside
from rumbo.apps.measurement.queries.axes import LISTED, Sides, sides_of
from rumbo.apps.measurement.queries.consolidation import Asked, consolidated
from rumbo.apps.measurement.queries.sides import Axis
from rumbo.apps.people.actions import Change, rename_unit
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.actions import Act, approve_version, draft_version, propose_version, write_version
from rumbo.apps.plans.bridge import Continues
from rumbo.apps.plans.models import LineageKind, Placement, PlanVersion, TargetAlignment, TargetUnit
from rumbo.apps.processes.actions import ProcessData, close_process, create_process
from rumbo.apps.processes.models import Process
from rumbo.apps.projects.actions import create_project
from rumbo.apps.projects.actions.rows import put_goal, put_statements
from rumbo.apps.projects.bridge import GoalData, IdentityData, StatementData
from rumbo.apps.projects.models import ProjectVersion, Section
from rumbo.apps.remembering import remembering
from rumbo.domain.measurement.ratios import Spent
from rumbo.domain.measurement.rollup import NodeSum
from tests.apps.budget.test_executions import LINES, executed, parks, recorded
from tests.apps.measurement.quarters import open_quarter
from tests.apps.measurement.test_groups import plan_in_force, reported
from tests.apps.measurement.test_verification import named, sql
from tests.characters import NODES, YEAR, House, targets

CODE = "2024760010333"
CUT = date(YEAR, 3, 31)
SPENT = replace(executed(*LINES[1:3]), fiscal_year=YEAR)


@pytest.fixture
def closed(house: House) -> Followup:
    """A closing whose plan is seen from all sides, with a process, a project and an execution of its cut."""
    create_process(house.pilar.actor, house.entity, ProcessData("Gestión Documental", "support", "GD"))
    parks(house, CODE)
    recorded(house, SPENT, cut_off=CUT)
    return close_period(house.pilar.actor, reported(house))


def fresh(followup: Followup) -> Followup:
    return closed_followups().get(pk=followup.pk)


def seen(followup: Followup) -> dict[str, list[Any]]:
    """Everything that the groups and the money of a follow-up show, by axis."""
    told: dict[str, list[Any]] = {}
    for axis in axes_of(followup):
        groups, money = groups_of(followup, axis.key), money_beside(followup, axis.key)
        assert groups is not None
        assert money is not None
        told[axis.key] = [
            axis.title,
            *((each.key, each.group, each.lights, [one.uid for one in each.targets]) for each in groups.groups),
            groups.whole.group,
            groups.without.group,
            *((each.key, each.physical, each.subject, each.ratios, each.projects) for each in money.rows),
            money.whole.ratios,
            money.entire.ratios,
            money.cuts,
        ]
    return told


def names(followup: Followup, axis: str) -> dict[str, list[str]]:
    groups = groups_of(followup, axis)
    assert groups is not None
    return {each.key.name: [one.number for one in each.targets] for each in groups.groups}


def another_project(house: House, followup: Followup) -> None:
    """The target of the archive becomes a goal of a project that nobody knew."""
    data = IdentityData(name="Archivo digital", code="2025760010444")
    put_under(create_project(house.pilar.actor, house.entity, data), followup, "4")


def put_under(version: ProjectVersion, followup: Followup, number: str) -> None:
    placed = Placement.objects.select_related("revision__target").get(version=followup.plan_version, number=number)
    (activity,) = put_statements(version, Section.ACTIVITIES, [StatementData("Organizar")])
    put_goal(version, activity, GoalData(statement="Organizar"), target=placed.revision.target)


def process_retired(house: House, followup: Followup) -> None:
    close_process(house.pilar.actor, Process.objects.get(entity=house.entity), date(YEAR, 6, 30))
    Process.objects.filter(entity=house.entity).update(name="Archivo y correspondencia")


def unit_renamed(house: House, followup: Followup) -> None:
    unit = Unit.objects.get(entity=house.entity, name="Oficina Jurídica")
    rename_unit(house.pilar.actor, unit, "Dirección Jurídica")


def units_merged(house: House, followup: Followup) -> None:
    change = Change(timezone.localdate(), "Decreto 12 del 15 de enero de 2026")
    units = [house.units["Oficina de Proyectos"], house.units["Oficina Jurídica"]]
    after = merge_units(house.pilar.actor, house.entity, units, "Dirección de Gestión", change)
    rename_unit(house.pilar.actor, units[0], "Oficina que ya no está")
    assert after.pk


def execution_corrected(house: House, followup: Followup) -> None:
    lines = executed(["2.3", "Parques", CODE, "Parques", "Propios", 200, 180, None, "90%"])
    recorded(house, replace(lines, fiscal_year=YEAR), cut_off=CUT, reason="La oficina de presupuesto corrigió")


def another_execution(house: House, followup: Followup) -> None:
    recorded(house, SPENT, cut_off=date(YEAR, 3, 30), name="Ejecución del fondo")


LATER: tuple[Callable[[House, Followup], None], ...] = (
    another_project,
    process_retired,
    unit_renamed,
    units_merged,
    execution_corrected,
    another_execution,
)


@pytest.mark.parametrize("happens", LATER)
def test_what_happens_after_a_closing_moves_what_is_open_and_not_what_is_closed(
    house: House, closed: Followup, happens: Callable[[House, Followup], None]
) -> None:
    before, now = seen(fresh(closed)), live(closed)
    happens(house, closed)
    assert seen(fresh(closed)) == before
    assert live(closed) != now, "what is registered is other, or there is nothing to hold"
    assert not differences(fresh(closed))


def live(followup: Followup) -> Any:
    """What would be seen today, had the closing kept nothing."""
    sides = Sides(followup)
    money = money_beside(fresh(followup), now=True)
    assert money is not None
    return [*sides.axes, *(each.ratios for each in money.rows), money.entire.ratios, money.cuts]


def test_a_closing_tells_the_same_the_moment_before_and_after(house: House) -> None:
    create_process(house.pilar.actor, house.entity, ProcessData("Gestión Documental", "support", "GD"))
    parks(house, CODE)
    recorded(house, SPENT, cut_off=CUT)
    followup = reported(house)
    before = seen(followup)
    after = seen(close_period(house.pilar.actor, followup))
    assert before == after


def test_a_closing_of_before_sides_were_kept_shows_those_of_today_and_agrees(house: House, closed: Followup) -> None:
    sql("DELETE FROM measurement_frozensides WHERE followup_id = %s", closed.pk)
    sql("UPDATE measurement_frozensettings SET sides = '' WHERE followup_id = %s", closed.pk)
    unit_renamed(house, closed)
    another_project(house, closed)
    assert "Dirección Jurídica" in names(fresh(closed), "unit")
    assert list(names(fresh(closed), "project").values()) == [["5"], ["4"]]
    groups = groups_of(fresh(closed), "unit")
    assert groups is not None
    assert not groups.kept
    assert named(closed) == set()


def test_a_version_changed_between_quarters_moves_the_next_one_only(house: House, closed: Followup) -> None:
    before, version = seen(fresh(closed)), next_version(house, closed.plan_version)
    later = open_quarter(house, 2, version)
    assert seen(fresh(closed)) == before
    assert names(later, "unit") == {"Oficina de Proyectos": ["1"]}
    close_period(house.pilar.actor, later)
    assert [seen(fresh(closed)), names(fresh(later), "unit")] == [before, {"Oficina de Proyectos": ["1"]}]


def next_version(house: House, version: PlanVersion) -> PlanVersion:
    """A version that keeps the first target of the one before, and nothing else."""
    pilar = house.pilar.actor
    first = Placement.objects.select_related("revision__target").get(version=version, number="1")
    kept = replace(targets(house)[0], continues=Continues(LineageKind.SAME, first.revision.target))
    drafted = draft_version(pilar, version.plan)
    write_version(pilar, drafted, NODES, [kept])
    propose_version(pilar, drafted)
    return approve_version(pilar, drafted, Act("Acta", "10", date(YEAR, 6, 30)))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE measurement_frozensides SET digest = 'x' WHERE followup_id = %s", "sides"),
        ("DELETE FROM measurement_frozensides WHERE followup_id = %s", "sides"),
        ("UPDATE measurement_frozensides SET sides = '[]' WHERE followup_id = %s", "sides"),
        ("UPDATE measurement_frozensides SET sides = '{}' WHERE followup_id = %s", "sides"),
        ("UPDATE measurement_frozensettings SET sides = 'x' WHERE followup_id = %s", "sides"),
        ("UPDATE measurement_frozensettings SET sides = '' WHERE followup_id = %s", "sides"),
    ],
)
def test_what_was_kept_and_somebody_changed_or_took_away_is_named(closed: Followup, change: str, what: str) -> None:
    sql(change, closed.pk)
    assert {each.what for each in differences(fresh(closed))} == {what}


def rewritten(followup: Followup, change: Callable[[Any], None]) -> set[tuple[str, str]]:
    """What verification names after something of what was kept was written otherwise by raw SQL."""
    told = FrozenSides.objects.get(followup=followup).sides
    change(told)
    sql("UPDATE measurement_frozensides SET sides = %s WHERE followup_id = %s", json.dumps(told), followup.pk)
    return {(each.what, each.subject) for each in differences(fresh(followup))}


def test_a_membership_or_an_amount_written_otherwise_is_named_by_its_axis(closed: Followup) -> None:
    def another_word(told: Any) -> None:
        told["axes"]["process"]["keys"][0][1] = "Otro proceso"

    def more_money(told: Any) -> None:
        told["money"]["lines"][0][4][0] += 100

    assert ("groups", "process") in rewritten(closed, another_word)
    found = rewritten(closed, more_money)
    assert ("money", "money") in found
    assert [subject for what, subject in found if what == "money" and subject.endswith("2.1 Funcionamiento")]


def test_what_the_version_says_and_somebody_changed_is_named_by_its_target(closed: Followup) -> None:
    placed = Placement.objects.get(version=closed.plan_version, number="1")
    unit = TargetUnit.objects.get(revision=placed.revision, reports=True)
    other = Unit.objects.filter(entity=closed.entity).exclude(pk=unit.unit_id).first()
    assert other is not None
    sql("UPDATE plans_targetunit SET unit_id = %s WHERE id = %s", other.pk, unit.pk)
    (each,) = (each for each in differences(fresh(closed)) if each.what == "groups")
    assert each.subject.startswith("1. ")
    assert each.subject.endswith("· unit")
    assert each.found == other.name
    aligned = TargetAlignment.objects.filter(revision=placed.revision, catalogue_key="associated_plans").get()
    sql("UPDATE plans_targetalignment SET entry_id = NULL, as_written = 'Otro' WHERE id = %s", aligned.pk)
    found = [each for each in differences(fresh(closed)) if each.what == "groups"]
    assert "Otro" in [each.found for each in found if each.subject.endswith("Plan asociado")]


def test_an_execution_changed_by_raw_sql_is_named_by_its_line(closed: Followup) -> None:
    line = ExecutionLine.objects.filter(version__execution__cut_off=CUT).exclude(bpin="").get()
    sql("UPDATE budget_executionline SET commitments = commitments + 5 WHERE id = %s", line.pk)
    (each,) = differences(fresh(closed))
    assert (each.what, each.measure, each.stored, each.found) == ("money", "commitments", "90.00", "90.05")
    assert each.subject.startswith("Ejecución de gastos 2024-03-31")
    sql("DELETE FROM budget_executionline WHERE id = %s", line.pk)
    (gone,) = differences(fresh(closed))
    assert (gone.what, gone.stored, gone.found) == ("money", "1", "")


def test_the_money_known_since_stands_beside_the_one_of_the_closing(house: House, closed: Followup) -> None:
    before = money_beside(fresh(closed))
    assert before is not None
    assert before.kept
    assert not before.come
    assert not before.entire.since
    execution_corrected(house, closed)
    after = money_beside(fresh(closed))
    now = money_beside(fresh(closed), now=True)
    assert after is not None
    assert now is not None
    assert now.now
    assert [each.number for each in after.cuts] == [1]
    assert ([each.number for each in after.come], [each.number for each in after.gone]) == ([2], [1])
    (row,), (today,) = after.rows, now.rows
    assert row.since == today
    committed = Spent.COMMITTED_OF_DEFINITIVE
    assert row.others_since()[committed] == today.ratios[committed] != row.ratios[committed]


def test_what_a_closing_kept_is_read_by_a_fixed_number_of_queries(house: House) -> None:
    counts = []
    for number in (3, 60):
        closed = close_period(house.pilar.actor, open_quarter(house, 1, plan_in_force(house, number)))
        with remembering(), CaptureQueriesContext(connection) as queries:
            seen(closed)
        counts.append(len(queries))
    # What was kept and the targets, settings, figures and what corrected them; executions.
    assert counts[0] == counts[1] <= 8


def told_by_code(followup: Followup, axis: Axis) -> dict[str, tuple[int, int, int, NodeSum]]:
    """What a page shows of the groups of a list, by the code of their entry."""
    groups = groups_of(followup, axis.key)
    assert groups is not None
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for each in groups.groups:
        found[each.key.code or each.key.name].append(each.group)
    assert all(len(each) == 1 for each in found.values())
    return {
        code: (each.counts.items, each.counts.measured, each.counts.met, each.sums) for code, (each,) in found.items()
    }


def test_a_consolidation_and_the_page_of_a_closing_agree_exactly(house: House, closed: Followup) -> None:
    unit_renamed(house, closed)
    aligned = TargetAlignment.objects.filter(catalogue_key="mipg_policies", entry__isnull=False).get()
    # Another name of the entry today: the groups of the closing keep theirs.
    triggers.remove()
    type(aligned.entry).objects.filter(pk=aligned.entry_id).update(name="Otra", code="99")
    triggers.install()
    write_closing(house.system, fresh(closed))
    listed = [axis for axis in sides_of(fresh(closed)).axes if axis.kind == LISTED and axis.targets]
    assert len(listed) >= 4
    for axis in listed:
        found = consolidated(Asked(axis=axis.key))
        page = told_by_code(fresh(closed), axis)
        sums = {
            each.key: (each.group.counts.items, each.group.counts.measured, each.group.counts.met, each.group.sums)
            for each in found.groups
        }
        assert sums == page, axis.key
    assert "16" in {each.key for each in consolidated(Asked(axis="mipg_policies")).groups}
    assert FrozenSettings.objects.get(followup=closed).sides == FrozenSides.objects.get(followup=closed).digest
