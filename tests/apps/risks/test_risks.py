"""Risks as records: assessed by their edition, written by their unit, approved by an act, and then never changed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.audit.models import VerbLine
from rumbo.apps.risks import queries
from rumbo.apps.risks.actions import (
    Act,
    Happened,
    add_risk,
    approve_version,
    choose_option,
    continue_version,
    create_map,
    draft_version,
    propose_version,
    remove_control,
    remove_risk,
    remove_treatment,
    return_version,
    tell_materialization,
    withdraw_materialization,
    write_control,
    write_risk,
    write_treatment,
)
from rumbo.apps.risks.bridge import TreatmentData, data_of
from rumbo.apps.risks.models import Assessment, Control, MapVersion, Materialization, Risk, Treatment
from rumbo.domain.numbers import Quantity
from rumbo.domain.risk import AnnouncedRow, ClassCount
from tests.characters import House
from tests.risks import ACT, CORRUPTION, DETECTS, MANAGEMENT, PREVENTS, approved_of, draft_of, process_of, risk_of

PLAN = TreatmentData("Ajustar el procedimiento", date(2024, 2, 1), date(2024, 6, 30), "Procedimiento publicado")


def places(row: Assessment) -> tuple[Any, ...]:
    row.refresh_from_db()
    return (row.probability, row.impact, row.zone, row.residual_probability, row.residual_impact, row.residual_zone)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


def test_the_official_example_from_the_first_word_to_the_last_control(house: House) -> None:
    pilar, version = house.pilar.actor, draft_of(house)
    row = risk_of(version)
    assert places(row) == (3, 3, "moderate", 2, 3, "moderate")
    remove_control(pilar, row, row.controls.get(ordinal=1))
    assert places(row)[3:] == (3, 3, "moderate")
    assert [control.ordinal for control in row.controls.all()] == [1]
    write_control(pilar, row, replace(DETECTS, kind="corrective", way="automatic"), control=row.controls.get())
    assert places(row)[3:] == (3, 2, "moderate")
    write_risk(pilar, row, replace(MANAGEMENT, times_a_year=None), unit=row.unit, process=row.process)
    assert places(row) == (None, None, "", None, None, "")
    assert places(risk_of(version, "GC-2")) == (1, 4, "high", 1, 4, "high")


def test_a_unit_writes_its_own_risks_and_no_others(house: House) -> None:
    version = draft_of(house)
    mine, other = risk_of(version), risk_of(version, "GC-2")
    legal, projects = house.units["Oficina Jurídica"], house.units["Oficina de Proyectos"]
    for actor in (house.lucia.actor, house.leonardo.actor):
        write_risk(actor, mine, data_of(mine), unit=projects, process=mine.process)
        write_control(actor, mine, PREVENTS)
        choose_option(actor, mine, "avoid")
        for forbidden in (
            lambda actor=actor: write_risk(actor, other, data_of(other), unit=legal, process=other.process),
            lambda actor=actor: write_risk(actor, mine, data_of(mine), unit=legal, process=mine.process),
            lambda actor=actor: write_control(actor, other, PREVENTS),
            lambda actor=actor: add_risk(actor, version, replace(MANAGEMENT, code="X"), unit=legal),
            lambda actor=actor: propose_version(actor, version),
        ):
            with pytest.raises(Forbidden):
                forbidden()
    added = add_risk(house.lucia.actor, version, replace(MANAGEMENT, code="P-1", project_code="7871"), unit=projects)
    remove_risk(house.lucia.actor, added)
    for name in ("irene", "diana", "andres"):
        with pytest.raises(Forbidden):
            write_control(house.people[name].actor, mine, PREVENTS)


def test_nothing_of_another_entity_is_taken(house: House, other_house: House) -> None:
    ours, theirs = draft_of(house), draft_of(other_house)
    strange = Control.objects.filter(entity=other_house.entity)[0]
    pilar, unit = house.pilar.actor, house.units["Oficina Jurídica"]
    process = risk_of(ours).process
    for forbidden in (
        lambda: add_risk(pilar, theirs, replace(MANAGEMENT, code="X"), unit=unit, process=process),
        lambda: add_risk(
            pilar, ours, replace(MANAGEMENT, code="X"), unit=other_house.units["Oficina Jurídica"], process=process
        ),
        lambda: add_risk(pilar, ours, replace(MANAGEMENT, code="X"), unit=unit, process=risk_of(theirs).process),
        lambda: write_control(pilar, risk_of(ours), PREVENTS, control=strange),
        lambda: tell_materialization(pilar, risk_of(theirs).risk, Happened(date(2024, 1, 1), "Pasó")),
    ):
        with pytest.raises(Forbidden):
            forbidden()
    assert {row.entity_id for row in queries.risks_of(ours)} == {house.entity.pk}


def test_what_the_edition_does_not_know_is_refused(house: House) -> None:
    version = draft_of(house)
    pilar, row = house.pilar.actor, risk_of(version)
    for data in (
        replace(MANAGEMENT, method="dafp_1999"),
        replace(MANAGEMENT, risk_class="corruption"),
        replace(MANAGEMENT, factor="stars"),
        replace(MANAGEMENT, reputation=6),
        replace(MANAGEMENT, money=Quantity.of(-1)),
        replace(CORRUPTION, code="GC-1", history=9),
        replace(CORRUPTION, code="GC-1", answers=(20,)),
    ):
        with pytest.raises(Refused) as refused:
            write_risk(pilar, row, data, unit=row.unit, process=row.process)
        assert codes(refused) == ["risks.not_of_method"], data
    for data, process in (
        (replace(MANAGEMENT, code=" "), row.process),
        (replace(MANAGEMENT, statement=""), row.process),
        (MANAGEMENT, None),
        (replace(MANAGEMENT, project_code="7871"), row.process),
    ):
        with pytest.raises(Refused) as refused:
            write_risk(pilar, row, data, unit=row.unit, process=process)
        assert codes(refused) == ["risks.risk_unfit"]
    with pytest.raises(Refused) as refused:
        write_risk(pilar, row, replace(MANAGEMENT, code="GC-2"), unit=row.unit, process=row.process)
    assert codes(refused) == ["risks.code_taken"]
    for control in (replace(PREVENTS, kind="wish"), replace(PREVENTS, way=""), replace(PREVENTS, design={"a": "b"})):
        with pytest.raises(Refused) as refused:
            write_control(pilar, row, control)
        assert codes(refused) == ["risks.not_of_method"]
    with pytest.raises(Refused) as refused:
        write_control(pilar, row, replace(PREVENTS, responsible=" "))
    assert codes(refused) == ["risks.control_unfit"]


def test_corruption_is_never_accepted(house: House) -> None:
    version = draft_of(house)
    with pytest.raises(Refused) as refused:
        choose_option(house.pilar.actor, risk_of(version, "GC-2"), "accept")
    assert codes(refused) == ["risk.never_accepted"]
    row = risk_of(version)
    choose_option(house.pilar.actor, row, "accept")
    changed = replace(CORRUPTION, code="GC-1")
    write_risk(house.pilar.actor, row, changed, unit=row.unit, process=row.process)
    assert row.option == ""


def test_a_plan_of_treatment(house: House) -> None:
    version = draft_of(house)
    pilar, row, unit = house.pilar.actor, risk_of(version), house.units["Oficina Jurídica"]
    first = write_treatment(pilar, row, PLAN, unit=unit)
    write_treatment(pilar, row, replace(PLAN, action="Capacitar"), unit=unit, treatment=first)
    with pytest.raises(Refused) as refused:
        write_treatment(pilar, row, replace(PLAN, end=date(2024, 1, 1)), unit=unit)
    assert codes(refused) == ["risks.treatment_unfit"]
    second = write_treatment(pilar, row, PLAN, unit=unit)
    remove_treatment(pilar, row, first)
    assert list(queries.treatments_of(row)) == [second]


def test_only_a_whole_map_is_proposed_and_only_by_an_act_approved(house: House) -> None:
    version = draft_of(house)
    pilar, diana = house.pilar.actor, house.diana.actor
    with pytest.raises(Refused) as refused:
        propose_version(pilar, version)
    assert codes(refused) == ["risks.no_option", "risks.no_option"]
    row = risk_of(version)
    write_risk(pilar, row, replace(MANAGEMENT, money=None), unit=row.unit, process=row.process)
    for code in ("GC-1", "GC-2"):
        choose_option(pilar, risk_of(version, code), "mitigate")
    with pytest.raises(Refused) as refused:
        propose_version(pilar, version)
    assert codes(refused) == ["risks.not_assessed"]
    write_risk(pilar, row, MANAGEMENT, unit=row.unit, process=row.process)
    propose_version(pilar, version)
    with pytest.raises(Refused):
        write_control(pilar, risk_of(version), PREVENTS)
    return_version(diana, version, reason="Falta un riesgo")
    write_control(pilar, risk_of(version), PREVENTS)
    propose_version(pilar, version)
    unfit = {
        "versions.act_missing": Act(" ", "3", date(2024, 1, 1)),
        "versions.act_in_future": Act("Acta", "3", date.today() + timedelta(days=2)),
    }
    for code, act in unfit.items():
        with pytest.raises(Refused) as refused:
            approve_version(diana, version, act)
        assert codes(refused) == [code]
    approve_version(diana, version, ACT)
    assert (version.state, version.act_number) == ("approved", "3")


def test_what_was_approved_never_changes_of_raw_sql_either(house: House) -> None:
    version = approved_of(house)
    row = risk_of(version)
    with pytest.raises(Refused):
        write_control(house.pilar.actor, row, PREVENTS)
    for attempt in (
        lambda: Assessment.objects.filter(pk=row.pk).update(statement="Otra cosa"),
        lambda: Control.objects.filter(assessment=row).delete(),
        lambda: MapVersion.objects.filter(pk=version.pk).update(act_number="4"),
        lambda: MapVersion.objects.filter(pk=version.pk).update(state="draft"),
        lambda: MapVersion.objects.filter(pk=version.pk).update(announced=[1]),
        lambda: Assessment.objects.create(entity=house.entity, version=version, risk=Risk.objects.create(
            entity=house.entity), ordinal=9, code="X", method="dafp_2022_v6", risk_class="management",
            project_code="1", unit=row.unit, statement="s", scale="general"),
        lambda: Treatment.objects.create(entity=house.entity, assessment=row, ordinal=1, action="a", unit=row.unit,
            start=date(2024, 1, 1), end=date(2024, 1, 1)),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_the_next_version_and_edition_rewrite_nothing(house: House) -> None:
    first = approved_of(house)
    pilar, row = house.pilar.actor, risk_of(first)
    write_before = places(row)
    draft = continue_version(pilar, first, label="2")
    with pytest.raises(Refused) as refused:
        continue_version(pilar, first)
    assert codes(refused) == ["risks.version_open"]
    again = risk_of(draft)
    assert again.risk_id == row.risk_id
    assert data_of(again) == data_of(row)
    assert [c.action for c in queries.controls_of(again)] == [c.action for c in queries.controls_of(row)]
    newer = replace(data_of(again), method="dafp_2025_v7", times_a_year=6000)
    write_risk(pilar, again, newer, unit=again.unit, process=again.process)
    assert places(again)[:3] == (5, 3, "high")
    assert places(risk_of(first)) == write_before
    assert risk_of(first).method == "dafp_2022_v6"
    propose_version(pilar, draft)
    approve_version(pilar, draft, ACT)
    first.refresh_from_db()
    assert first.state == "superseded"
    assert [each.method for each in queries.life_of_risk(row.risk_id)] == ["dafp_2025_v7", "dafp_2022_v6"]
    assert queries.version_in_force(draft.map) == draft


def test_what_came_true_is_told_once_and_withdrawn_with_a_reason(house: House) -> None:
    row = risk_of(approved_of(house))
    told = Happened(date(2024, 3, 1), "Se firmaron dos contratos fuera de plazo", told_to="Control interno")
    event = tell_materialization(house.lucia.actor, row.risk, told)
    tell_materialization(house.irene.actor, row.risk, told)
    with pytest.raises(Forbidden):
        tell_materialization(house.lucia.actor, risk_of(row.version, "GC-2").risk, told)
    with pytest.raises(Forbidden):
        tell_materialization(house.diana.actor, row.risk, told)
    for unfit in (replace(told, facts=" "), replace(told, day=date.today() + timedelta(days=2))):
        with pytest.raises(Refused) as refused:
            tell_materialization(house.irene.actor, row.risk, unfit)
        assert codes(refused) == ["risks.event_unfit"]
    assert queries.materialized_risks(row.version) == {row.risk_id: 2}
    with pytest.raises(Refused) as refused:
        withdraw_materialization(house.pilar.actor, event, reason=" ")
    assert codes(refused) == ["risks.withdrawal_without_reason"]
    withdraw_materialization(house.pilar.actor, event, reason="Se registró dos veces")
    assert queries.materialized_risks(row.version) == {row.risk_id: 1}
    for attempt in (
        lambda: Materialization.objects.filter(pk=event.pk).update(withdrawn_reason="otro"),
        lambda: Materialization.objects.all().update(facts="Nada"),
        lambda: Materialization.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_announced_numbers_are_kept_and_are_no_risks(house: House) -> None:
    pilar = house.pilar.actor
    rows = (AnnouncedRow("Contratación", (ClassCount("Corrupción", 3), ClassCount("Gestión", 5)), 8),)
    version = draft_version(pilar, create_map(pilar, house.entity, "Mapa 2025"), announced=rows)
    printed = queries.printed_map(version)
    assert printed.announced == rows
    assert printed.entries == ()
    told = {each.code: each for each in queries.review_of(version).checks}
    assert told["risk.announced_not_listed"].findings[0].facts == {"total": 8, "listed": 0}
    with pytest.raises(Refused) as refused:
        propose_version(pilar, version)
    assert codes(refused) == ["risks.version_empty"]
    with pytest.raises(Refused) as refused:
        create_map(pilar, house.entity, "Mapa 2025")
    assert codes(refused) == ["risks.map_name_taken"]


def test_a_version_as_its_printed_map_and_every_write_on_the_trail(
    house: House, django_assert_num_queries: Any
) -> None:
    version = queries.version_by_uid(house.entity.pk, approved_of(house).uid)
    assert version is not None
    with django_assert_num_queries(3):
        printed = queries.printed_map(version)
    first = printed.entries[0]
    assert (first.code, first.process, first.unit) == ("GC-1", "Gestión contractual", "Oficina de Proyectos")
    assert (first.inherent, first.residual, len(first.controls)) == ("Moderado", "Moderado", 2)
    verbs = set(
        VerbLine.objects.filter(entity_id=house.entity.pk, verb__startswith="risks.").values_list("verb", flat=True)
    )
    assert verbs == {"risks.map.create", "risks.version.draft", "risks.risk.add", "risks.control.write",
                     "risks.treatment.choose", "risks.version.propose", "risks.version.approve"}  # fmt: skip


def test_the_list_narrows_and_the_map_counts(house: House) -> None:
    version = draft_of(house)
    other = process_of(house, "Talento humano", "TH")
    add_risk(house.pilar.actor, version, replace(MANAGEMENT, code="TH-1", money=None),
             unit=house.units["Secretaría General"], process=other)  # fmt: skip

    def found(**narrow: Any) -> list[str]:
        return [row.code for row in queries.risks_of(version, queries.RiskFilter(**narrow))]

    assert found(words="dádiva") == ["GC-2"]
    assert found(words="th-1") == found(process_uid=str(other.uid)) == ["TH-1"]
    assert found(risk_class="corruption") == found(zone="high") == ["GC-2"]
    assert found(stand="inherent", scale="general", probability=3, impact=3) == ["GC-1"]
    assert found(scale="general", probability=2, impact=3) == ["GC-1"]
    assert found(unit_uid=str(house.units["Secretaría General"].uid)) == ["TH-1"]
    counts = queries.map_counts(version)
    assert counts.not_assessed == 1
    assert counts.cells["general", "inherent", 3, 3] == counts.cells["general", "residual", 2, 3] == 1
    assert set(counts.methods) == {"general", "corruption"}
    assert queries.next_code(version) == "R4"
