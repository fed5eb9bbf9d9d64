"""A version of before the database held it may let a target count in two places: that is found and told, the target
weighs in neither, and everything else is measured as ever."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from typer.testing import CliRunner

from rumbo.apps.audit import triggers
from rumbo.apps.followup.models import Followup
from rumbo.apps.keeping.queries import lacks
from rumbo.apps.measurement.actions import close_period, rebuild_figures
from rumbo.apps.measurement.bridge import MEASURES, compute, level_trace
from rumbo.apps.measurement.bridge.closing_rows import CLOSING_COLUMNS, closing_rows
from rumbo.apps.measurement.models import COUNTS_TWICE, Figure
from rumbo.apps.measurement.queries import closed_followups, differences, sheet_of
from rumbo.apps.measurement.queries.groups import groups_of
from rumbo.apps.plans.actions import Act, approve_version, create_plan, draft_version, propose_version, write_version
from rumbo.apps.plans.bridge import TargetData
from rumbo.apps.plans.models import PlanVersion, TargetRevision
from rumbo.domain.measurement.levels import Reach
from rumbo.domain.numbers import Quantity
from rumbo.faces.cli.main import app
from tests.apps.measurement.quarters import PERCENT, answer, figures, open_quarter, value
from tests.apps.measurement.test_weights import NODES, choose, trace
from tests.characters import House

CODE = "plans.counts_in_two_places"


@pytest.fixture
def twice(house: House) -> PlanVersion:
    """An approved plan of three targets, of which the second is made another wording of the first, by raw SQL with the
    guards dropped: both count."""
    pilar, unit = house.pilar.actor, house.units["Oficina de Proyectos"].pk
    plan = create_plan(pilar, house.entity, "Plan doble", "action_plan_matrix", fiscal_year=2024)
    version = draft_version(pilar, plan)
    one = TargetData(number="1", statement="Meta 1", indicator="Indicador doble 1", quantity=Quantity.of(10),
                     units=(unit,), node="p0", periodicity="quarterly")  # fmt: skip
    others = (replace(one, number=n, statement=f"Meta {n}", indicator=f"Indicador doble {n}", node=node)
              for n, node in (("2", "c1"), ("3", "p1")))  # fmt: skip
    write_version(pilar, version, NODES, [one, *others])
    propose_version(pilar, version)
    version = approve_version(pilar, version, Act("Acta", "1", date(2024, 1, 15)))
    first, second, _third = TargetRevision.objects.filter(placements__version=version).order_by("placements__ordinal")
    triggers.remove()
    try:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE plans_targetrevision SET target_id = %s WHERE id = %s", [first.target_id, second.pk])
            assert cursor.rowcount == 1
    finally:
        triggers.install()
    return version


def answered(house: House, version: PlanVersion) -> Followup:
    followup = open_quarter(house, 1, version)
    answer(house, followup, "1", quantity=Quantity.of(9))
    answer(house, followup, "3", quantity=Quantity.of(4))
    return followup


# By money the roads have none that counts, and the schools, that state none beside them, weigh nothing.
@pytest.mark.parametrize(
    ("weighting", "plan"), [("equal", 40 * PERCENT), ("explicit", 40 * PERCENT), ("budget", "nothing_measured")]
)
def test_others_are_measured_as_ever_and_it_weighs_nowhere(
    house: House, twice: PlanVersion, weighting: str, plan: int | str
) -> None:
    choose(house, weighting=weighting)
    followup = answered(house, twice)
    assert value(followup) == plan
    kept = figures(followup)
    rebuild_figures(house.pilar.actor, followup)
    assert figures(followup) == kept, "one report at a time is the same as all again"
    own = Figure.objects.filter(followup=followup, placement__number__in=("1", "2"), measure="year")
    assert {each.weight for each in own} == {COUNTS_TWICE}
    assert all(each.value == 90 * PERCENT for each in own), "it keeps its own figure in both places"
    assert sheet_of(followup).reach == Reach(3, 1, 1)
    whole, which = compute(followup, closed=False), dict(MEASURES)
    for figure in Figure.objects.filter(followup=followup, placement=None):
        assert trace(house, figure) == level_trace(whole, figure.node_id, which[figure.measure])
    grouped = groups_of(followup, "unit")
    assert grouped is not None
    assert grouped.whole.group.counts.items == 2, "from another side it is one target"


def test_a_closing_of_it_verifies_and_its_file_counts_it_once_nowhere(house: House, twice: PlanVersion) -> None:
    followup = close_period(house.pilar.actor, answered(house, twice))
    assert differences(closed_followups().get(pk=followup.pk)) == []
    rows = [dict(zip(CLOSING_COLUMNS, row, strict=True)) for row in closing_rows(followup, 0, {})]
    told = [row for row in rows if row["kind"] == "target" and row["measure"] == "year"]
    assert sorted((row["counts"], row["share"]) for row in told) == [(False, None), (False, None), (True, 10**12)]


def test_it_is_found_and_said_on_the_page_at_the_terminal_and_by_the_check(
    house: House, twice: PlanVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    followup = answered(house, twice)
    browser = house.diana.browser()
    first, third = (
        Figure.objects.get(followup=followup, placement__number=number, measure="year").placement for number in "13"
    )
    assert first is not None
    assert third is not None
    says = "la meta 1 cuenta en más de un lugar: 1 · Vías; 2 · Procesos"
    for address in (
        reverse("web:measurement-sheet", args=[followup.uid]),
        reverse("web:measurement-figure", args=[followup.uid, first.uid, "year"]),
        reverse("web:measurement-figure", args=[followup.uid, Figure.objects.get(
            followup=followup, node__name="Vías", measure="year").node.uid, "year"]),  # type: ignore[union-attr]
    ):  # fmt: skip
        page = browser.get(address)
        assert page.status_code == 200
        assert says in page.content.decode(), address
        assert "Prepare una versión nueva" in page.content.decode()
    other = browser.get(reverse("web:measurement-figure", args=[followup.uid, third.uid, "year"])).content.decode()
    assert says not in other
    monkeypatch.setattr("rumbo.apps.keeping.queries.readiness._migrations", list)
    found = [each for each in lacks() if each.code == CODE]
    assert [each.facts["number"] for each in found] == ["1"]
    told = CliRunner().invoke(app, ["measure", "--plan", "Plan doble", "--format", "json"])
    assert told.exit_code == 0, told.output
    (printed,) = json.loads(told.stdout)
    assert [each["code"] for each in printed["findings"]] == [CODE]
    assert says in CliRunner().invoke(app, ["measure", "--plan", "Plan doble"], env={"COLUMNS": "400"}).stdout


def test_another_plan_says_nothing_of_it(house: House, twice: PlanVersion) -> None:
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=Quantity.of(4))
    assert sheet_of(followup).twice == ()
    rows: list[Any] = list(Figure.objects.filter(followup=followup, weight=COUNTS_TWICE))
    assert rows == []
