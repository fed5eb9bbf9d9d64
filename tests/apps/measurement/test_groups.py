"""The targets of a follow-up from every side, from the figures kept of them, with a fixed number of queries."""

from dataclasses import replace
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.apps.budget.actions import settle_pairing
from rumbo.apps.catalogs.models import Catalogue, Entry
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.measurement.queries import axes_of, explained_group, explained_money, groups_of, money_beside
from rumbo.apps.measurement.queries.groups import WHOLE, WITHOUT
from rumbo.apps.measurement.queries.money import ENTIRE
from rumbo.apps.plans.actions import Act, approve_version, create_plan, draft_version, propose_version, write_version
from rumbo.apps.plans.bridge import AlignmentData, NodeData, TargetData
from rumbo.apps.plans.models import PlanVersion
from rumbo.apps.processes.actions import ProcessData, create_process
from rumbo.apps.remembering import remembering
from rumbo.domain.measurement import explain, from_plain, to_plain
from rumbo.domain.measurement.ratios import Spent
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Computed, Reason, Undefined
from tests.apps.budget.test_executions import LINES, executed, parks, recorded
from tests.apps.measurement.quarters import PERCENT, answer, open_quarter
from tests.characters import NODES, YEAR, House, build_plan_of, targets

NODES_OF_ALL = (
    *NODES,
    NodeData("otro", "Objetivo", "Atender a la ciudadanía"),
    NodeData("proceso", "Proceso", "Gestión documental"),
    NodeData("proyecto", "Proyecto de inversión", "Parques", code="2024760010333"),
    NodeData("pinar", "Plan integrado", "Plan Institucional de Archivos", code="1"),
)


def entry(key: str, code: str, name: str) -> Entry:
    listed = Catalogue.objects.get_or_create(key=key, edition="2018", defaults={"title": key.upper(), "source": "x"})[0]
    return Entry.objects.create(catalogue=listed, code=code, name=name)


def plan_seen_from_all_sides(house: House) -> PlanVersion:
    """Five targets: two of a programme, one of an objective, of a process and of a project; the last stands under the
    integrated plan too."""
    pinar, policy = entry("associated_plans", "pinar", "Archivos"), entry("mipg_policies", "16", "Gestión Documental")
    one, two, three = targets(house)
    aligned = (
        AlignmentData("associated_plans", "PINAR", pinar.pk),
        AlignmentData("mipg_policies", "Gestión Documental", policy.pk),
    )
    wanted: list[TargetData] = [
        replace(one, alignments=(*one.alignments, *aligned)),
        replace(two, alignments=(AlignmentData("mipg_policies", "Una política que nadie conoce"),)),
        three,
        replace(two, number="4", statement="Organizar el archivo", node="proceso", alignments=()),
        replace(two, number="5", statement="Sembrar los parques", node="proyecto", alignments=()),
    ]
    wanted.append(replace(wanted[4], number="5b", node="pinar", again=4, counts=False))
    plan = create_plan(house.pilar.actor, house.entity, "De todos lados", "action_plan_matrix", fiscal_year=YEAR)
    version = draft_version(house.pilar.actor, plan)
    write_version(house.pilar.actor, version, NODES_OF_ALL, wanted)
    propose_version(house.pilar.actor, version)
    return approve_version(house.pilar.actor, version, Act("Acta", "9", date(YEAR, 1, 30)))


def reported(house: House) -> Followup:
    followup = open_quarter(house, 1, plan_seen_from_all_sides(house))
    answer(house, followup, "1", quantity=Quantity.of(8))
    answer(house, followup, "4", quantity=Quantity.of(1))
    answer(house, followup, "5", quantity=Quantity.of(0))
    return followup


def told(followup: Followup, axis: str) -> dict[str, tuple[int, int, int]]:
    groups = groups_of(followup, axis)
    assert groups is not None
    every = {each.key.name: each.group.counts for each in groups.groups} | {"": groups.without.group.counts}
    return {name: (counts.items, counts.measured, counts.met) for name, counts in every.items()}


def test_the_same_targets_from_every_side(house: House) -> None:
    create_process(house.pilar.actor, house.entity, ProcessData("Gestión Documental", "support", "GD"))
    followup = reported(house)
    assert [(each.key, each.targets) for each in axes_of(followup)] == [
        ("nivel-objetivo", 3),
        ("nivel-plan-integrado", 1),
        ("nivel-programa", 2),
        ("unit", 5),
        ("contributing", 1),
        ("process", 1),
        ("project", 1),
        ("decreto_612_plans", 2),
        ("associated_plans", 1),
        ("mipg_policies", 2),
        ("ods", 1),
        ("pnd", 0),
    ]
    # What stands under a programme stands under its objective too; what stands under neither is told apart.
    assert told(followup, "nivel-objetivo") == {"Fortalecer la gestión institucional": (3, 1, 0), "": (2, 2, 1)}
    assert told(followup, "unit") == {"Oficina de Proyectos": (2, 1, 0), "Oficina Jurídica": (3, 2, 1), "": (0, 0, 0)}
    assert told(followup, "contributing")["Oficina Jurídica"] == (1, 0, 0)
    # The name of the plan is written in another way, and is the process that is registered.
    assert told(followup, "process") == {"Gestión Documental": (1, 1, 1), "": (4, 2, 0)}
    assert told(followup, "project") == {"Parques": (1, 1, 0), "": (4, 2, 1)}
    # By its alignment with a plan that the norm names, and by the level that brings that plan in.
    assert told(followup, "decreto_612_plans")["Plan Institucional de Archivos de la Entidad"] == (2, 2, 0)
    assert told(followup, "mipg_policies")["Una política que nadie conoce"] == (1, 0, 0)
    assert told(followup, "pnd") == {"": (5, 3, 1)}
    assert groups_of(followup, "nivel-capitulo") is None
    assert groups_of(followup, "unit", "promedio") is None


def test_each_number_of_a_group_tells_how_it_came_about(house: House) -> None:
    followup = reported(house)
    mean = explained_group(followup, "unit", WHOLE, "mean")
    assert mean is not None
    assert mean.outcome == Computed(60 * PERCENT)
    lines = [line.text for line in explain(mean.trace, names=mean.names)]
    assert lines[0] == "Promedio simple del grupo: 60 %. Metas que contaron: 3 de 5."
    assert lines[1] == "180 % ÷ 3 = 60 %; 180 % es la suma de los avances que cuentan"
    assert "4. Organizar el archivo: 100 %, peso 1 (33,33 %)" in lines
    assert any(
        line.startswith("2. Actualizar el manual de contratación no cuenta. Estaba programado") for line in lines
    )
    met = explained_group(followup, "unit", WHOLE, "met")
    assert met is not None
    lines = [line.text for line in explain(met.trace, names=met.names)]
    assert lines[:2] == ["Metas cumplidas, de las que tienen cifra: 1 de 3, 33,33 %.", "1 ÷ 3 = 33,33 %"]
    assert "4. Organizar el archivo: 100 %" in lines
    assert "5. Sembrar los parques: 0 %, que no entra en esta parte" in lines
    for what in ("mean", "measured", "met", "band-critical"):
        found = explained_group(followup, "unit", WITHOUT, what)
        assert found is not None
        assert found.outcome == Undefined(Reason.NOTHING_MEASURED)
        assert from_plain(to_plain(found.trace)) == found.trace
    assert explained_group(followup, "unit", WHOLE, "band-none") is None
    assert explained_group(followup, "unit", "x", "mean") is None


def test_the_light_acts_on_its_own_percentage_whatever_is_counted(house: House) -> None:
    followup = reported(house)
    year, lit = groups_of(followup, "unit", "year"), groups_of(followup, "unit", "at_cutoff")
    assert year is not None
    assert lit is not None
    assert year.whole.group.counts.measured == 3
    # Without a programme by period nothing can be expected, so that nothing has a light.
    assert year.whole.lights.counts == lit.whole.group.counts
    assert lit.whole.group.counts.by_reason == {"no_period_programme": 5}


def test_a_closed_follow_up_is_grouped_from_what_was_frozen(house: House) -> None:
    followup = reported(house)
    before = told(followup, "unit")
    closed = close_period(house.pilar.actor, followup)
    assert told(closed, "unit") == before


def test_money_stands_beside_physical_progress_at_the_same_cut(house: House) -> None:
    followup = reported(house)
    code = "2024760010333"
    project = parks(house, code)
    # The cut of June is later than the quarter, and is not of it.
    amounts = ["2.3", "Parques", code, "Parques", "SGP", None, 10, None, "20%"]
    lines = executed(*LINES[1:3], amounts)
    lines = replace(lines, fiscal_year=YEAR)
    recorded(house, lines, cut_off=date(YEAR, 3, 31))
    recorded(house, lines, cut_off=date(YEAR, 6, 30))
    found = money_beside(followup)
    assert found is not None
    (row,) = found.rows
    assert row.key.name == "Parques"
    assert row.physical == Computed(0)
    assert not row.of_group
    assert [each.cut_off for each in found.cuts] == [date(YEAR, 3, 31)]
    committed = row.ratios[Spent.COMMITTED_OF_DEFINITIVE]
    assert (committed.counted, committed.excluded, committed.outcome) == (1, 1, Computed(45 * PERCENT))
    assert row.ratios[Spent.PAID_OF_DEFINITIVE].outcome == Undefined(Reason.NOTHING_MEASURED)
    assert found.whole.ratios == row.ratios
    entire = found.entire.ratios[Spent.COMMITTED_OF_DEFINITIVE]
    assert (entire.above.centavos, entire.below.centavos) == (13_000, 30_000)
    told_of = explained_money(followup, "project", ENTIRE, "committed_of_definitive")
    assert told_of is not None
    assert next(line.text for line in explain(told_of.trace)).endswith("43,33 %.")
    assert explained_money(followup, "project", ENTIRE, "spent") is None
    # Somebody says that the code is of none of the projects.
    settle_pairing(house.pilar.actor, house.entity, "bpin", code, None)
    unpaired = money_beside(followup)
    assert unpaired is not None
    assert unpaired.rows[0].ratios[Spent.COMMITTED_OF_DEFINITIVE].outcome == Undefined(Reason.NOTHING_MEASURED)
    assert project.pk


def plan_in_force(house: House, number: int) -> PlanVersion:
    version = build_plan_of(house, number)
    propose_version(house.pilar.actor, version)
    return approve_version(house.pilar.actor, version, Act("Acta", str(number), date(YEAR, 1, 30)))


def test_queries_do_not_grow_with_the_targets(house: House) -> None:
    counts = []
    for followup in [open_quarter(house, 1, plan_in_force(house, number)) for number in (3, 60)]:
        with remembering(), CaptureQueriesContext(connection) as queries:
            for axis in axes_of(followup):
                assert groups_of(followup, axis.key) is not None
            assert money_beside(followup) is not None
        counts.append(len(queries))
    # Every axis at once, with money beside: the targets, levels, units, lists, processes, projects; settings,
    # figures; executions, figures of levels.
    assert counts[0] == counts[1] <= 12
