"""A plan of thousands is written together: as many statements for few targets as for many, every row in the trail."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from rumbo.apps.audit.models import RowChange, VerbLine
from rumbo.apps.indicators.models import Indicator
from rumbo.apps.plans.actions import (
    Act,
    approve_version,
    continue_version,
    create_plan,
    draft_version,
    ensure_periods,
    placing,
    propose_version,
    write_version,
)
from rumbo.apps.plans.bridge import MilestoneData, NodeData, TargetData, target_data
from rumbo.apps.plans.models import (
    Milestone,
    NodeRevision,
    Placement,
    PlanVersion,
    ProgrammeEntry,
    Target,
    TargetAlignment,
    TargetRevision,
    TargetUnit,
)
from rumbo.apps.plans.queries import TargetFilter, levels_above, levels_below, matrix_rows, nodes_of
from rumbo.domain.followup.contributing import Counting
from rumbo.domain.numbers import Quantity
from tests.characters import NODES, YEAR, House, targets

pytestmark = pytest.mark.django_db

FEW, MANY = 7, 30
WRITTEN = (Target, TargetRevision, TargetUnit, TargetAlignment, ProgrammeEntry, Milestone, Placement)
DEEP = [NodeData(f"n{at}", "Nivel", f"Nivel {at}", parent=f"n{at - 1}" if at else "") for at in range(7)]


def many(house: House, name: str, count: int) -> list[TargetData]:
    """Targets with everything that can hang from one, two of each indicator."""
    first = targets(house)[0]
    year = ensure_periods(house.pilar.actor, house.entity, YEAR, "annual")[0]
    legal = house.units["Oficina Jurídica"].pk
    steps = (MilestoneData("Contrato firmado", date(YEAR, 3, 1), Quantity.of(100)),)
    return [
        replace(first, number=str(n), statement=f"Meta {n}", indicator=f"{name} {n // 2}", milestones=steps,
                programme={year.pk: Quantity.of(n)}, units=(*first.units, legal))
        for n in range(count)
    ]  # fmt: skip


def draft(house: House, name: str) -> PlanVersion:
    pilar = house.pilar.actor
    plan = create_plan(pilar, house.entity, name, "action_plan_matrix", fiscal_year=YEAR)
    return draft_version(pilar, plan)


def rows(version: PlanVersion, model: type[models.Model]) -> models.QuerySet[Any]:
    """What a version holds of a kind."""
    ways = {Placement: "version", Target: "revisions__placements__version", TargetRevision: "placements__version"}
    return model._default_manager.filter(**{ways.get(model, "revision__placements__version"): version})


def test_writing_proposing_approving_and_continuing_cost_the_same_for_few_and_for_many(house: House) -> None:
    pilar, costs = house.pilar.actor, []
    for count in (FEW, MANY):
        version, told = draft(house, f"Plan {count}"), many(house, f"Indicador {count}", count)
        steps = (
            lambda version=version, told=told: write_version(pilar, version, NODES, told),
            lambda version=version, told=told: write_version(pilar, version, NODES, told),
            lambda version=version: propose_version(pilar, version),
            lambda version=version: approve_version(pilar, version, Act("Acta", "1", date(YEAR, 1, 15))),
            lambda version=version: continue_version(pilar, version),
        )
        counted = []
        for step in steps:
            with CaptureQueriesContext(connection) as queries:
                step()
            counted.append(len(queries))
        costs.append(counted)
        assert [rows(version, model).count() for model in WRITTEN] == [count, count, 2 * count, *(count,) * 4]
    assert costs[0] == costs[1]


def test_chunks_join_in_the_order_of_the_document(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "CHUNK", 4)
    version, told = draft(house, "Por tandas"), many(house, "De a dos", 10)
    placed = write_version(house.pilar.actor, version, NODES, told)
    standing = list(Placement.objects.filter(version=version).select_related("revision__indicator").order_by("ordinal"))
    assert [each.ordinal for each in standing] == list(range(1, 11))
    assert [each.revision.statement for each in standing] == [each.statement for each in told]
    assert [each.revision.indicator.name for each in standing] == [each.indicator for each in told]
    assert [each.pk for each in placed] == [each.pk for each in standing]
    # One indicator serves two targets, of two chunks too, and is not written twice.
    assert Indicator.objects.filter(name__startswith="De a dos").count() == 5


def test_every_row_written_together_is_in_the_trail_of_its_verb(house: House) -> None:
    version = draft(house, "Con rastro")
    write_version(house.pilar.actor, version, NODES, many(house, "Con rastro", MANY))
    line = VerbLine.objects.get(verb="plans.version.write", subject_uid=version.uid)
    for model in WRITTEN:
        kept = RowChange.objects.filter(verb_line_id=line.pk, table_name=model._meta.db_table, operation="INSERT")
        written = set(rows(version, model).values_list("pk", flat=True))
        assert written == set(kept.values_list("row_id", flat=True)), model


def test_what_was_written_together_is_as_frozen_as_any_other(house: House) -> None:
    pilar, version = house.pilar.actor, draft(house, "Congelada")
    write_version(pilar, version, NODES, many(house, "Congelada", FEW))
    propose_version(pilar, version)
    approve_version(pilar, version, Act("Acta", "1", date(YEAR, 1, 15)))
    for model, change in (
        (TargetRevision, {"statement": "Otra"}),
        (Placement, {"number": "x"}),
        (TargetUnit, {"ordinal": 9}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows(version, model).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.bulk_create(
            [Placement(entity=house.entity, version=version, revision=rows(version, TargetRevision)[0], number="9",
                       ordinal=99, counts=False)]
        )  # fmt: skip


def test_what_continues_without_a_change_is_not_written_again(house: House) -> None:
    pilar, version = house.pilar.actor, draft(house, "Continuada")
    write_version(pilar, version, NODES, many(house, "Continuada", FEW))
    propose_version(pilar, version)
    approve_version(pilar, version, Act("Acta", "1", date(YEAR, 1, 15)))
    before = TargetRevision.objects.count()
    following = continue_version(pilar, version)
    assert TargetRevision.objects.count() == before
    placed = [list(rows(each, TargetRevision).values_list("pk", flat=True)) for each in (version, following)]
    assert sorted(placed[0]) == sorted(placed[1])


def test_a_deep_tree_is_written_and_walked_in_as_many_queries_as_it_has_depths(house: House) -> None:
    version = draft(house, "Honda")
    write_version(house.pilar.actor, version, DEEP, [replace(targets(house)[0], node="n6")])
    nodes = list(nodes_of(version))
    assert [(node.name, node.depth) for node in nodes] == [(f"Nivel {at}", at) for at in range(7)]
    with CaptureQueriesContext(connection) as queries:
        above = levels_above(nodes[6].pk)
    assert [node.name for node in above] == [f"Nivel {at}" for at in range(6, -1, -1)]
    assert len(queries) == 1
    below = NodeRevision.objects.filter(pk__in=levels_below(version.pk, str(nodes[2].uid)))
    assert set(below) == set(nodes[2:])
    assert not NodeRevision.objects.filter(pk__in=levels_below(version.pk + 1, str(nodes[2].uid))).exists()
    assert [each.number for each in matrix_rows(version, TargetFilter(node_uid=str(nodes[0].uid)))] == ["1"]
    assert levels_above(None) == []
    assert NodeRevision.objects.filter(version=version, parent=None).count() == 1


def test_what_becomes_of_an_amount_outlives_versions_until_somebody_says_otherwise(house: House) -> None:
    """A document that says nothing of it keeps what the target said before; what has no sum is never added."""
    pilar, version = house.pilar.actor, draft(house, "Plan de varias")
    legal = house.units["Oficina Jurídica"].pk
    told = [replace(each, counting={legal: Counting.ADDS}) for each in many(house, "Indicador", 2)]
    percent = replace(told[1], report_kind="percentage", milestones=())
    write_version(pilar, version, NODES, [told[0], percent])
    counted = rows(version, TargetUnit).filter(unit=legal).order_by("revision")
    assert list(counted.values_list("counting", flat=True)) == ["adds", "informs"]
    propose_version(pilar, version)
    approve_version(pilar, version, Act("Acta", "1", date(YEAR, 1, 15)))
    after = continue_version(pilar, version)
    assert rows(after, TargetUnit).filter(unit=legal, counting="adds").count() == 1
    kept = target_data(list(Placement.objects.filter(version=after).select_related("revision__indicator")))
    silent = [replace(each, counting={}, statement=f"{each.statement}, otra vez") for each in kept]
    (first, second) = (each.contributing[legal] for each in placing.with_counting(silent))
    assert (first, second) == (Counting.ADDS, Counting.INFORMS)
