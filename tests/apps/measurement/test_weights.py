"""What weighs in a plan: the same, what the plan writes, or its money; and what is left out. One report at a time gives
what the whole plan gives again, and what was closed keeps the weights that it had."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.audit import triggers
from rumbo.apps.evidence.bridge import place_of
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions import (
    accept_report,
    close_period,
    rebuild_figures,
    record_setting,
    write_closing,
)
from rumbo.apps.measurement.bridge import MEASURES, compute, level_trace
from rumbo.apps.measurement.models import NO_WEIGHT, Figure
from rumbo.apps.measurement.queries import closed_followups, differences, sheet_of
from rumbo.apps.measurement.queries.consolidation import Asked, consolidated
from rumbo.apps.plans.actions import (
    Act,
    approve_version,
    create_plan,
    draft_version,
    propose_version,
    write_version,
)
from rumbo.apps.plans.bridge import FundingData, NodeData, TargetData
from rumbo.apps.plans.models import PlanVersion
from rumbo.domain.measurement.consolidating import Weighing
from rumbo.domain.measurement.explaining import explain
from rumbo.domain.measurement.levels import Reach
from rumbo.domain.numbers import FIGURE_UNITS, Quantity
from rumbo.domain.outcomes import Computed
from rumbo.papers.columns import Columns
from tests.apps.measurement.quarters import PERCENT, answer, figures, open_quarter, report_of, trace, value
from tests.characters import House

q = Quantity.of
RISKS = {"kind": "Componente", "name": "Riesgos"}
# Two projects with the money of their plan, a component of processes without any, and the risks.
NODES = (
    NodeData("c0", "Componente", "Proyectos", weight=q(50)),
    NodeData("p0", "Proyecto", "Vías", parent="c0", printed={"budget": "300"}),
    NodeData("p1", "Proyecto", "Escuelas", parent="c0"),
    NodeData("c1", "Componente", "Procesos", weight=q(30)),
    NodeData("c2", "Componente", "Riesgos", weight=q(20)),
)
TARGETS = (("1", "p0", 0), ("2", "p0", 0), ("3", "p1", 75_00), ("4", "p1", 25_00), ("5", "c1", 0), ("6", "c2", 0))


def plan_of(house: House, nodes: Sequence[NodeData] = NODES, more: int = 0) -> PlanVersion:
    """An approved plan of six targets, and more of them under its processes."""
    pilar, unit = house.pilar.actor, house.units["Oficina de Proyectos"].pk
    name = f"Plan con plata {len(nodes)} {more}"
    version = draft_version(pilar, create_plan(pilar, house.entity, name, "action_plan_matrix", fiscal_year=2024))
    rows = (*TARGETS, *((str(n), "c1", 0) for n in range(7, 7 + more)))
    targets = [
        TargetData(number=number, statement=f"Meta {number}", indicator=f"Indicador {name} {number}", quantity=q(10),
                   units=(unit,), node=node, periodicity="quarterly",
                   funding=(FundingData("Propios", money - 1), FundingData("SGP", 1)) if money else ())
        for number, node, money in rows
    ]  # fmt: skip
    write_version(pilar, version, nodes, targets)
    propose_version(pilar, version)
    return approve_version(pilar, version, Act("Acta", "1", date(2024, 1, 15)))


def choose(house: House, **chosen: object) -> None:
    for key, each in chosen.items():
        record_setting(house.pilar.actor, house.entity, key, each, valid_from=date(2024, 1, 1))


def answered(house: House, version: PlanVersion) -> Followup:
    """60 and 80 % of the roads, 100 and 20 % of the schools, 50 % of the processes, nothing of the risks."""
    followup = open_quarter(house, 1, version)
    for number, done in (("1", 6), ("2", 8), ("3", 10), ("4", 2), ("5", 5)):
        answer(house, followup, number, quantity=q(done))
    return followup


@pytest.mark.parametrize(
    ("weighting", "projects", "plan"),
    [
        # Roads 70, schools 60: 65 each the same. The plan is 65 and 50.
        ("equal", 65, 57.5),
        # What states no weight under a level weighs the same; 50 × 65 and 30 × 50, over 80.
        ("explicit", 65, 59.375),
        # Schools 75 × 100 and 25 × 20 are 80; roads 300 of 400. The processes have no money, and the plan is told so.
        ("budget", 72.5, 72.5),
    ],
)
def test_each_weighting_carried_up_is_the_same_as_from_scratch_and_as_its_explanation(
    house: House, weighting: str, projects: float, plan: float
) -> None:
    choose(house, weighting=weighting)
    followup = answered(house, plan_of(house))
    kept = figures(followup)
    rebuild_figures(house.pilar.actor, followup)
    assert figures(followup) == kept
    level = Figure.objects.get(followup=followup, node__name="Proyectos", measure="year")
    assert (level.value, value(followup)) == (projects * PERCENT, plan * PERCENT)
    whole = compute(followup, closed=False)
    which = dict(MEASURES)
    for figure in Figure.objects.filter(followup=followup, placement=None):
        assert trace(house, figure) == level_trace(whole, figure.node_id, which[figure.measure])


def test_what_has_no_money_beside_what_has_does_not_count_and_its_weight_is_shown_in_pesos(house: House) -> None:
    choose(house, weighting="budget")
    followup = answered(house, plan_of(house))
    plan = Figure.objects.get(followup=followup, placement=None, node=None, measure="year")
    assert (plan.counted, plan.excluded) == (1, 2)
    assert set(Figure.objects.filter(node__kind="Componente", measure="year").values_list("node__name", "weight")) == {
        ("Proyectos", 400_00), ("Procesos", NO_WEIGHT), ("Riesgos", NO_WEIGHT),
    }  # fmt: skip
    level = Figure.objects.get(followup=followup, node__name="Proyectos", measure="year")
    lines = [line.text for line in explain(trace(house, level))]
    assert any(line.endswith("70 %, peso $ 300 (75 %)") for line in lines), lines
    assert "Cada elemento pesa los recursos que el plan aprobado le asigna" in " ".join(lines)


@pytest.mark.parametrize("by", ["the entity", "the plan"])
def test_a_component_left_out_keeps_its_figure_and_counts_nowhere(house: House, by: str) -> None:
    nodes = NODES
    if by == "the plan":
        nodes = tuple(replace(each, printed={"measured": False}) if each.key == "c2" else each for each in NODES)
    else:
        choose(house, left_out=[RISKS | {"name": " riesgos "}])
    followup = answered(house, plan_of(house, nodes))
    answer(house, followup, "6", quantity=q(1))
    kept = figures(followup)
    rebuild_figures(house.pilar.actor, followup)
    assert figures(followup) == kept
    risks = Figure.objects.get(followup=followup, node__name="Riesgos", measure="year")
    assert (risks.value, value(followup)) == (10 * PERCENT, 57.5 * PERCENT)
    plan = Figure.objects.get(followup=followup, placement=None, node=None, measure="year")
    assert (plan.counted, plan.excluded) == (2, 1)
    told = {each.uid: each.reason for each in trace(house, plan).excluded}
    assert risks.node is not None
    assert told == {str(risks.node.uid): "left_out"}


@pytest.mark.parametrize("weighting", ["equal", "explicit", "budget"])
def test_accepting_costs_the_same_beside_few_and_beside_many(house: House, weighting: str) -> None:
    choose(house, weighting=weighting, left_out=[RISKS])
    costs = []
    for more in (0, 60):
        followup = open_quarter(house, 1, plan_of(house, more=more))
        submitted = answer(house, followup, "5", accept=False, quantity=q(4))
        with CaptureQueriesContext(connection) as queries:
            accept_report(house.pilar.actor, submitted, submitted.edit)
        costs.append([each["sql"].split()[0] for each in queries.captured_queries])
    assert costs[0] == costs[1]


def test_figures_of_before_weights_were_kept_are_made_anew_by_the_next_report(house: House) -> None:
    followup = open_quarter(house, 1, plan_of(house))
    Figure.objects.filter(followup=followup).update(weight=None)
    answer(house, followup, "1", quantity=q(6))
    kept = figures(followup)
    assert Figure.objects.get(followup=followup, placement__number="2", measure="year").weight == 1
    rebuild_figures(house.pilar.actor, followup)
    assert figures(followup) == kept
    assert report_of(followup, "1").state == "accepted"


CHANGES = {
    "money of a target": ("UPDATE plans_targetfunding SET amount = 99900 WHERE amount > 100", "Escuelas"),
    "money of a level": ("UPDATE plans_noderevision SET printed = '{\"budget\": \"900\"}' WHERE name = 'Vías'", "Vías"),
    "money that is none": ("UPDATE plans_noderevision SET printed = '{\"budget\": \"x\"}' WHERE name = 'Vías'", ""),
    "what is left out": ("UPDATE people_setting SET value = '[]' WHERE key = 'left_out'", "left_out"),
    "the weighting": ("UPDATE people_setting SET value = '\"equal\"' WHERE key = 'weighting'", "weighting"),
}


def test_a_closing_keeps_its_weights_and_names_whatever_was_changed_under_it(house: House) -> None:
    choose(house, weighting="budget", left_out=[RISKS])
    closed = close_period(house.pilar.actor, answered(house, plan_of(house)))
    record_setting(house.pilar.actor, house.entity, "weighting", "equal", valid_from=date(2024, 4, 1))
    assert differences(closed_followups().get(pk=closed.pk)) == []
    for change, subject in CHANGES.values():
        triggers.remove()
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT untouched")
            cursor.execute(change)
            assert cursor.rowcount >= 1
            named = {each.subject for each in differences(closed_followups().get(pk=closed.pk))}
            cursor.execute("ROLLBACK TO SAVEPOINT untouched")
        triggers.install()
        assert subject in named, (change, named)
    assert differences(closed_followups().get(pk=closed.pk)) == []


def test_a_closing_of_the_first_edition_is_computed_as_it_was(house: House) -> None:
    """Before money weighed nothing had a weight by budget, and what had none did not count."""
    choose(house, weighting="budget")
    followup = answered(house, plan_of(house))
    first = compute(followup, closed=True, edition="1")
    assert [str(each.outcome) for each in first.rolled[MEASURES[0][1]].values() if each.sums.counted] == []
    assert set(first.weights.values()) == {None}


def test_the_sheet_shows_every_component_with_its_part_and_what_is_listed_counted_and_measured(house: House) -> None:
    """Of a component without targets too, which no line of a target would bring."""
    choose(house, weighting="explicit", left_out=[RISKS])
    nodes = (*NODES, NodeData("c3", "Componente", "Plan integrado", weight=q(40)), NodeData("o1", "Objetivo", "Uno"))
    followup = answered(house, plan_of(house, nodes))
    sheet = sheet_of(followup)
    shown = {each.name: (each.share, each.left_out) for each in sheet.rows if each.kind == "level" and not each.depth}
    assert shown == {
        "Proyectos": (Fraction(5, 8), False),
        "Procesos": (Fraction(3, 8), False),
        "Riesgos": (None, True),
        "Plan integrado": (None, False),
    }
    assert sheet.reach == Reach(6, 6, 5)
    page = house.diana.browser().get(reverse("web:measurement-sheet", args=[followup.uid])).content.decode()
    assert "pesa 62,5\u00a0% de lo que cuenta a su lado" in page.replace("&nbsp;", "\u00a0")
    assert "La entidad decidió no medirlo" in page
    assert "Metas: 6, de ellas 5 con cifra." in page


def test_a_target_shown_elsewhere_is_listed_and_counts_once(house: House) -> None:
    pilar, name = house.pilar.actor, "Plan que lista siete"
    version = draft_version(pilar, create_plan(pilar, house.entity, name, "action_plan_matrix", fiscal_year=2024))
    unit = house.units["Oficina de Proyectos"].pk
    one = TargetData(number="1", statement="Meta", indicator="Indicador", quantity=q(10), units=(unit,), node="p0",
                     periodicity="quarterly")  # fmt: skip
    other = replace(one, number="2", statement="Otra", indicator="Otro", node="c1")
    write_version(pilar, version, NODES, (one, other, replace(one, node="c1", again=0, counts=False)))
    propose_version(pilar, version)
    followup = open_quarter(house, 1, approve_version(pilar, version, Act("Acta", "1", date(2024, 1, 15))))
    answer(house, followup, "2", quantity=q(5))
    assert sheet_of(followup).reach == Reach(3, 2, 1)
    assert value(followup) == 50 * PERCENT
    page = house.diana.browser().get(reverse("web:measurement-sheet", args=[followup.uid])).content.decode()
    assert "Metas: se listan 3 y cuentan 2" in page


def test_the_file_of_a_closing_says_what_each_target_weighed_and_not_what_its_plan_writes(house: House) -> None:
    choose(house, weighting="budget")
    followup = close_period(house.pilar.actor, answered(house, plan_of(house)))
    (kept,) = write_closing(house.system, followup)
    with Columns([place_of(kept.file.digest)]) as table:
        told = dict(table.ask("SELECT subject, weight FROM told WHERE measure = 'year'"))
    figures_kept = Figure.objects.filter(followup=followup, measure="year").exclude(placement=None, node=None)
    weighed = figures_kept.values_list("placement__uid", "node__uid", "weight")
    expected = {str(target or level): None if weight == NO_WEIGHT else weight for target, level, weight in weighed}
    assert {uid: told[uid] for uid in expected} == expected
    assert {75_00, 300_00, None} <= set(expected.values())
    # Weights of 1, of pesos and none stand in one plan; consolidated each weighs its share of it, and the processes,
    # that have no money, none.
    stated = consolidated(Asked(weighing=Weighing.STATED)).whole
    assert stated.outcome == Computed(value(followup)) == Computed(725 * PERCENT // 10)
    assert (stated.group.sums.weight_sum, stated.excluded) == (FIGURE_UNITS, {"no_weight": 1, "not_reported": 1})
