"""Figures come from accepted reports and nothing else, and change with each as a whole recomputation would."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.measurement.actions import close_period, rebuild_figures, record_setting
from rumbo.apps.measurement.bridge import compute, level_trace
from rumbo.apps.measurement.models import Figure, FrozenTrace
from rumbo.apps.measurement.queries import SheetFilter, explained_figure, sheet_of
from rumbo.apps.plans.actions import Act, approve_version, create_plan, draft_version, propose_version, write_version
from rumbo.apps.plans.bridge import NodeData, TargetData
from rumbo.apps.plans.models import NodeRevision, PlanVersion
from rumbo.domain.measurement.bands import Percentage
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Undefined
from tests.apps.measurement.quarters import PERCENT, answer, figures, open_quarter, trace, value
from tests.characters import House

q = Quantity.of


def test_every_figure_stands_from_the_first_day(house: House) -> None:
    followup = open_quarter(house, 1)
    # Three targets, two levels and the plan, five measures each.
    assert Figure.objects.filter(followup=followup).count() == 6 * 5
    assert value(followup, "1") == "not_reported"
    assert value(followup) == "nothing_measured"


def test_the_four_nothings_reach_the_figures(house: House) -> None:
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=q(0), difficulties="Sin contrato")
    answer(house, followup, "2", not_applicable=True, not_applicable_reason="Suspendida por acto 12")
    assert value(followup, "1") == 0
    assert value(followup, "2") == "not_applicable"
    assert value(followup, "3") == "not_reported"
    # What does not apply and what nobody reported play no part: the zero stands alone.
    assert value(followup) == 0


def test_accepting_changes_what_a_whole_recomputation_would(house: House) -> None:
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=q(3))
    answer(house, followup, "3", percentage=q(25))
    after_each = figures(followup)
    assert value(followup, "1") == 30 * PERCENT
    assert value(followup, "3") == 25 * PERCENT
    rebuild_figures(house.pilar.actor, followup)
    assert figures(followup) == after_each


def test_a_report_of_an_earlier_period_changes_the_later_ones_that_are_open(house: House) -> None:
    first, second = open_quarter(house, 1), open_quarter(house, 2)
    answer(house, second, "1", quantity=q(2))
    assert value(second, "1") == 20 * PERCENT
    answer(house, first, "1", quantity=q(3))
    assert value(first, "1") == 30 * PERCENT
    assert value(second, "1") == 50 * PERCENT
    incremental = figures(second)
    rebuild_figures(house.pilar.actor, second)
    assert figures(second) == incremental


def test_closing_freezes_figures_and_traces(house: House) -> None:
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=q(4))
    closed = close_period(house.pilar.actor, followup)
    assert FrozenTrace.objects.filter(figure__followup=closed).count() == 30
    assert not Figure.objects.filter(followup=closed, frozen_at=None).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.filter(followup=closed).update(value=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        FrozenTrace.objects.filter(figure__followup=closed).delete()
    with pytest.raises(Refused) as refused:
        rebuild_figures(house.pilar.actor, closed)
    assert [each.code for each in refused.value.findings] == ["measurement.closed"]


def test_settings_hold_from_their_day_and_are_measured_at_once(house: House) -> None:
    first, second = open_quarter(house, 1), open_quarter(house, 2)
    answer(house, first, "1", quantity=q(15), justification="Se adelantó el segundo semestre", difficulties="")
    assert value(first) == 100 * PERCENT
    record_setting(house.pilar.actor, house.entity, "cap", None, valid_from=date(2024, 4, 1))
    assert value(first) == 100 * PERCENT
    assert value(second) == 150 * PERCENT


def test_a_setting_never_reaches_behind_a_closed_period(house: House) -> None:
    close_period(house.pilar.actor, open_quarter(house, 1))
    with pytest.raises(Refused) as refused:
        record_setting(house.pilar.actor, house.entity, "cap", "120", valid_from=date(2024, 3, 1))
    assert refused.value.findings[0].code == "measurement.setting_behind_closed"
    with pytest.raises(Refused) as refused:
        record_setting(house.pilar.actor, house.entity, "cap", "mucho", valid_from=date(2024, 4, 1))
    assert refused.value.findings[0].code == "measurement.setting_invalid"


def large_plan(house: House, count: int, name: str) -> "object":
    """An approved plan of many targets under twenty levels."""
    pilar = house.pilar.actor
    plan = create_plan(pilar, house.entity, name, "action_plan_matrix", fiscal_year=2024)
    version = draft_version(pilar, plan)
    nodes = [NodeData(f"o{n}", "Objetivo", f"Objetivo {name} {n}") for n in range(4)]
    nodes += [NodeData(f"p{n}", "Programa", f"Programa {name} {n}", parent=f"o{n % 4}") for n in range(16)]
    unit = house.units["Oficina de Proyectos"].pk
    targets = [
        TargetData(number=str(n), statement=f"Meta {n}", indicator=f"Indicador {name} {n}", quantity=q(10),
                   units=(unit,), node=f"p{n % 16}", periodicity="quarterly")
        for n in range(1, count + 1)
    ]  # fmt: skip
    write_version(pilar, version, nodes, targets)
    propose_version(pilar, version)
    return approve_version(pilar, version, Act("Acta", "1", date(2024, 1, 15)))


def test_accepting_one_report_costs_the_same_in_a_small_and_a_large_plan(house: House) -> None:
    from rumbo.apps.measurement.actions import accept_report
    from rumbo.apps.plans.models import Placement

    costs = []
    for count in (5, 60):
        version = large_plan(house, count, f"Plan {count}")
        followup = open_quarter(house, 1, version)
        submitted = answer(house, followup, "2", accept=False, quantity=q(1))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            accept_report(house.pilar.actor, submitted, submitted.edit)
        costs.append(len(queries))
        assert Placement.objects.filter(version=version).count() == count
    assert costs[0] == costs[1]
    assert costs[0] <= 40


def test_a_level_is_explained_from_the_figures_kept_under_it_as_from_a_whole_computation(house: House) -> None:
    """And at the same cost in a plan of many: nothing else is measured for it."""
    costs = []
    for count in (40, 90):
        followup = open_quarter(house, 1, large_plan(house, count, f"Explicado {count}"))
        for number in ("1", "4"):
            answer(house, followup, number, quantity=q(3))
        whole = compute(followup, closed=False)
        levels = list(Figure.objects.filter(followup=followup, placement=None))
        for figure in levels:
            assert trace(house, figure) == level_trace(whole, figure.node_id, Percentage(figure.measure))
        with CaptureQueriesContext(connection) as queries:
            explained_figure(house.pilar.actor, followup, "plan", "year")
        costs.append(len(queries))
    assert costs == [7, 7]


def deep_plan(house: House, depth: int) -> PlanVersion:
    """An approved plan of two targets under the lowest of so many levels, one below the other, and one at its top."""
    pilar, unit = house.pilar.actor, house.units["Oficina de Proyectos"].pk
    version = draft_version(
        pilar, create_plan(pilar, house.entity, f"De {depth} niveles", "action_plan_matrix", fiscal_year=2024)
    )
    nodes = [NodeData(f"n{n}", "Nivel", f"Nivel {depth} {n}", parent=f"n{n - 1}" if n else "") for n in range(depth)]
    targets = [
        TargetData(number=str(n), statement=f"Meta {n}", indicator=f"Indicador {depth} {n}", quantity=q(10),
                   units=(unit,), node=under, periodicity="quarterly")
        for n, under in ((1, f"n{depth - 1}"), (2, f"n{depth - 1}"), (3, "n0"))
    ]  # fmt: skip
    write_version(pilar, version, nodes, targets)
    propose_version(pilar, version)
    return approve_version(pilar, version, Act("Acta", "1", date(2024, 1, 15)))


def test_accepting_costs_the_same_at_any_depth(house: House) -> None:
    from rumbo.apps.measurement.actions import accept_report

    costs = []
    for depth in (2, 7):
        followup = open_quarter(house, 1, deep_plan(house, depth))
        submitted = answer(house, followup, "1", accept=False, quantity=q(4))
        with CaptureQueriesContext(connection) as queries:
            accept_report(house.pilar.actor, submitted, submitted.edit)
        costs.append(len(queries))
        after = figures(followup)
        rebuild_figures(house.pilar.actor, followup)
        assert figures(followup) == after
        assert value(followup) == 40 * PERCENT
    assert costs[0] == costs[1]


def test_a_sheet_narrowed_to_a_level_shows_what_hangs_far_below_it(house: House) -> None:
    followup = open_quarter(house, 1, deep_plan(house, 7))
    levels = list(NodeRevision.objects.filter(version=followup.plan_version).order_by("ordinal"))
    shown = [sheet_of(followup, SheetFilter(level_uid=str(levels[at].uid))).total for at in (0, 1, 6)]
    assert shown == [3, 2, 2]


def test_a_sheet_costs_the_same_for_few_and_for_many(house: House) -> None:
    counts = []
    for count in (5, 120):
        followup = open_quarter(house, 1, large_plan(house, count, f"Plan {count}"))
        with CaptureQueriesContext(connection) as queries:
            sheet = sheet_of(followup, page=1)
        counts.append(len(queries))
        assert sheet.total == count
        assert sum(row.kind == "target" for row in sheet.rows) == min(count, 50)
    assert counts == [4, 4]


def test_the_sheet_compares_with_the_period_before(house: House) -> None:
    first = open_quarter(house, 1)
    answer(house, first, "1", quantity=q(3))
    second = open_quarter(house, 2)
    answer(house, second, "1", quantity=q(2))
    sheet = sheet_of(second)
    assert sheet.before == (2024, "quarterly", 1)
    by_number = {row.number: row for row in sheet.rows}
    assert (by_number["1"].before, by_number["1"].value("year")) == (30 * PERCENT, 50 * PERCENT)
    assert isinstance(by_number["3"].outcomes["year"], Undefined)
    assert sheet.plan.before == 30 * PERCENT
    assert [row.kind for row in sheet.rows] == ["level", "target", "level", "target", "target"]
