"""Next year's plan: cloned, written by the units, answered by field, approved whole or by component."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rumbo.apps.audit.actor import Role
from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.followup.actions import merge_units
from rumbo.apps.followup.queries.answerable import answered_by, unanswered
from rumbo.apps.formulating.actions import (
    answer_level,
    approve_components,
    change_window,
    formulate_target,
    note_changes,
    open_formulation,
    pass_targets,
    propose_level,
    return_part,
    submit_part,
    take_part,
    withdraw_target,
)
from rumbo.apps.formulating.models import Formulation, Part, Submission
from rumbo.apps.formulating.queries import (
    asked_of,
    board_of,
    changed_by_others,
    changed_since,
    components_of,
    content_now,
    handed_in_by,
    is_changed_by_others,
    parts_to_answer,
    parts_to_write,
    placements_of,
    proposals_of,
    reporting_in,
)
from rumbo.apps.people.actions import Change, grant_membership
from rumbo.apps.plans.actions import (
    Act,
    move_node,
    place_target,
    propose_version,
    remove_target,
    write_node,
    write_section,
)
from rumbo.apps.plans.bridge import FundingData, NarrativeData, NodeData, target_data
from rumbo.apps.plans.models import Lineage, NarrativeSection, NodeRevision, Placement, PlanVersion
from rumbo.domain.numbers import Quantity
from tests.characters import LONG_AGO, YEAR, Character, House, welcome

TODAY = date.today()
ACT = Act("Acta de comité", "12", TODAY)


def opened(house: House, *, keep: list[Placement] | None = None, **more: Any) -> Formulation:
    """Next year's formulation as a clone, with a part for the two units that report."""
    placed = list(Placement.objects.filter(version=house.version)) if keep is None else keep
    told = {"fiscal_year": YEAR + 1, "opens_on": TODAY - timedelta(1), "until": TODAY + timedelta(9), **more}
    units = [house.units["Oficina de Proyectos"], house.units["Oficina Jurídica"]]
    actor = house.pilar.actor
    return open_formulation(
        actor, house.entity, "Plan de acción siguiente", units=units, source=house.version, keep=placed, **told
    )


def part_of(formulation: Formulation, unit: str) -> Part:
    return Part.objects.select_related("formulation__version__plan", "unit").get(
        formulation=formulation, unit__name=unit
    )


def completed(house: House, actor: Any, part: Part) -> None:
    """Every target of the part with the evidence that it lacks."""
    for row in placements_of(part):
        (data,) = target_data([row])
        formulate_target(actor, part, replace(data, expected_evidence="Informe"), placement=row)


def handed_in(house: House, person: Character, part: Part) -> Submission:
    completed(house, person.actor, part)
    part.refresh_from_db()
    return submit_part(person.actor, part, part.edit)


@pytest.fixture
def jaime(house: House) -> Character:
    return welcome(house, "jaime", "Jaime Jurídico", Role.LIAISON, "Oficina Jurídica")


def test_a_clone_keeps_identity_numbers_and_levels_and_moves_the_days(house: House) -> None:
    kept = list(Placement.objects.filter(version=house.version).order_by("ordinal")[:2])
    found = opened(house, keep=kept)
    rows = list(Placement.objects.filter(version=found.version).order_by("ordinal").select_related("revision"))
    assert [row.revision.target_id for row in rows] == [row.revision.target_id for row in kept]
    assert [row.number for row in rows] == ["1", "2"]
    assert {row.revision.start for row in rows} == {date(YEAR + 1, 2, 1)}
    identities = [
        set(NodeRevision.objects.filter(version=each).values_list("node", flat=True))
        for each in (house.version, found.version)
    ]
    assert identities[0] == identities[1]
    assert set(Lineage.objects.filter(version=found.version).values_list("kind", flat=True)) == {"same"}
    assert found.version.in_formulation
    assert found.version.state == "draft"


def test_a_unit_writes_its_own_targets_only_and_within_its_days(house: House) -> None:
    found = opened(house)
    mine, others = part_of(found, "Oficina de Proyectos"), part_of(found, "Oficina Jurídica")
    lucia = house.lucia.actor
    (first, *_rest) = placements_of(mine)
    (data,) = target_data([first])
    seen = str(first.revision.uid)
    money = replace(data, statement="Realizar doce seguimientos", funding=(FundingData("Recursos propios", 500_00),))
    written = formulate_target(lucia, mine, money, placement=first, seen=seen)
    assert target_data([written])[0].funding == money.funding
    assert part_of(found, "Oficina de Proyectos").state == "drafting"
    with pytest.raises(Forbidden):
        formulate_target(lucia, others, data)
    (foreign,) = placements_of(others)
    with pytest.raises(Refused) as refused:
        formulate_target(lucia, mine, target_data([foreign])[0], placement=foreign)
    assert refused.value.findings[0].code == "formulating.other_unit_reports"
    with pytest.raises(Forbidden):
        formulate_target(lucia, mine, data, placement=foreign)
    with pytest.raises(Refused) as late:
        formulate_target(lucia, mine, data, placement=written, seen=seen)
    assert late.value.findings[0].code == "state.somebody_was_faster"
    change_window(house.pilar.actor, mine, opens_on=LONG_AGO, until=TODAY - timedelta(1), reason="Vacaciones")
    with pytest.raises(Refused) as locked:
        withdraw_target(lucia, mine, written, reason="Se cumplió")
    assert locked.value.findings[0].code == "formulating.window_over"


def test_what_is_returned_by_field_comes_back_with_what_changed(house: House) -> None:
    found = opened(house)
    part = part_of(found, "Oficina de Proyectos")
    lucia, pilar = house.lucia.actor, house.pilar.actor
    with pytest.raises(Refused) as incomplete:
        submit_part(lucia, part, part.edit)
    assert {each.code for each in incomplete.value.findings} == {"formulating.target_unfinished"}
    part.refresh_from_db()
    first = handed_in(house, house.lucia, part)
    assert len(first.digest) == 64
    assert first.signed_by == house.lucia.user.name
    part = part_of(found, "Oficina de Proyectos")
    uid = str(placements_of(part)[0].revision.target.uid)
    with pytest.raises(Refused):
        return_part(pilar, part, part.edit)
    return_part(pilar, part, part.edit, remarks={(uid, "quantity"): "Diez son pocos", (uid, "invented"): "no"})
    asked = asked_of(handed_in_by(part))
    assert asked is not None
    assert dict(asked.fields) == {(uid, "quantity"): "Diez son pocos"}
    (row, *_rest) = placements_of(part)
    (data,) = target_data([row])
    formulate_target(lucia, part, replace(data, quantity=Quantity.of(14)), placement=row)
    part.refresh_from_db()
    submit_part(lucia, part, part.edit)
    part = part_of(found, "Oficina de Proyectos")
    assert changed_since(handed_in_by(part), content_now(part)) == {uid: [("quantity", "10", "14")]}
    assert take_part(pilar, part, part.edit).decision == "taken"
    assert [(row.part.unit.name, row.part.state, row.returns) for row in board_of(found)] == [
        ("Oficina Jurídica", "not_begun", 0),
        ("Oficina de Proyectos", "taken", 1),
    ]


def test_who_takes_the_place_of_a_unit_writes_its_part_within_its_window(house: House, jaime: Character) -> None:
    found, begun = opened(house), TODAY - timedelta(1)
    legal = part_of(found, "Oficina Jurídica")
    change_window(house.pilar.actor, legal, opens_on=LONG_AGO, until=TODAY + timedelta(30), reason="Vacaciones")
    units = [house.units["Oficina de Proyectos"], house.units["Oficina Jurídica"]]
    after = merge_units(house.pilar.actor, house.entity, units, "Subdirección", Change(begun, "Decreto 4"))
    lucia = house.lucia.actor
    assert {each.part.unit.name for each in parts_to_write(lucia)} == {unit.name for unit in units}
    handed_in(house, house.lucia, legal)
    handed_in(house, jaime, part_of(found, "Oficina de Proyectos"))
    for unit in units:
        part = part_of(found, unit.name)
        take_part(house.pilar.actor, part, part.edit)
    assert part_of(found, "Oficina Jurídica").until == TODAY + timedelta(30)
    ruling = approve_components(house.pilar.actor, found, {each.key for each in components_of(found)}, ACT)
    assert unanswered(house.entity.pk, TODAY) == []
    mine = answered_by(after, TODAY)
    assert set(Placement.objects.filter(version=ruling).values_list("revision__target", flat=True)) <= set(mine)


def test_merged_units_hand_in_one_part_once_planning_passes_theirs(house: House, jaime: Character) -> None:
    found, pilar, lucia = opened(house), house.pilar.actor, house.lucia.actor
    units = [house.units["Oficina de Proyectos"], house.units["Oficina Jurídica"]]
    first = handed_in(house, house.lucia, part_of(found, "Oficina de Proyectos"))
    after = merge_units(pilar, house.entity, units, "Subdirección", Change(TODAY - timedelta(1), "Decreto 4"))
    assert [row.ended for row in board_of(found)] == [True, True]
    assert {(each.unit.name, each.ended) for each in parts_to_answer(house.entity.pk)} == {
        (unit.name, True) for unit in units
    }
    part = part_of(found, "Oficina de Proyectos")
    with pytest.raises(Forbidden):
        pass_targets(lucia, part, part.edit, after, placements_of(part), reason="Decreto 4")
    rows, edit = placements_of(part), part.edit
    for unit, chosen, reason in ((after, rows, " "), (units[0], rows, "x"), (units[1], rows, "x"), (after, [], "x")):
        with pytest.raises(Refused):
            pass_targets(pilar, part, edit, unit, chosen, reason=reason)
    # The whole part passes with its signature to a unit that has none.
    moved = pass_targets(pilar, part, edit, after, rows, reason="Decreto 4")
    assert (moved.pk, moved.unit, moved.state) == (part.pk, after, "submitted")
    assert handed_in_by(moved)[0].submission == first
    moved = part_of(found, "Subdirección")
    assert is_changed_by_others(moved, placements_of(moved))
    # What joins it has to be signed: what was handed in is returned first.
    legal = part_of(found, "Oficina Jurídica")
    with pytest.raises(Refused) as signed:
        pass_targets(pilar, legal, legal.edit, after, placements_of(legal), reason="Decreto 4")
    assert {each.code for each in signed.value.findings} == {"formulating.pass_to_part_handed_in"}
    return_part(pilar, moved, moved.edit, remark="Falta lo que traen de la Jurídica")
    legal = part_of(found, "Oficina Jurídica")
    joined = pass_targets(pilar, legal, legal.edit, after, placements_of(legal), reason="Decreto 4")
    assert (joined.pk, joined.state) == (moved.pk, "returned")
    legal.refresh_from_db()
    assert (legal.state, legal.passed_to, placements_of(legal)) == ("passed", after, [])
    assert [each.part.unit for each in parts_to_write(house.lucia.actor)] == [after]
    assert {each.waiting for each in components_of(found)} == {("Subdirección",)}
    again = handed_in(house, house.lucia, part_of(found, "Subdirección"))
    assert len(again.content) == 3
    take_part(pilar, joined, part_of(found, "Subdirección").edit)
    assert all(each.ready for each in components_of(found))


def test_one_target_of_a_part_passes_to_a_unit_that_had_none(house: House) -> None:
    found, pilar, other = opened(house), house.pilar.actor, house.units["Secretaría General"]
    part = part_of(found, "Oficina de Proyectos")
    row, *rest = placements_of(part)
    created = pass_targets(pilar, part, part.edit, other, [row], reason="La reporta la Secretaría")
    assert (created.unit, created.state, created.until) == (other, "drafting", part.until)
    assert [each.pk for each in placements_of(created)] == [row.pk]
    assert [each.pk for each in placements_of(part_of(found, "Oficina de Proyectos"))] == [each.pk for each in rest]
    data = target_data(placements_of(created))[0]
    assert part.unit_id not in data.units
    assert data.continues.target == row.revision.target


def test_a_clone_is_of_the_units_that_answer_today(house: House) -> None:
    units = [house.units["Oficina de Proyectos"], house.units["Oficina Jurídica"]]
    after = merge_units(
        house.pilar.actor, house.entity, units, "Subdirección", Change(TODAY - timedelta(1), "Decreto 4")
    )
    version = opened(house).version
    assert {each.name for each in reporting_in(version)} == {after.name}


def test_nobody_takes_what_is_their_own(house: House) -> None:
    found = opened(house)
    part = part_of(found, "Oficina de Proyectos")
    unit = house.units["Oficina de Proyectos"]
    grant_membership(house.system, house.entity, house.pilar.user, Role.LIAISON, since=LONG_AGO, unit=unit)
    handed_in(house, house.pilar, part)
    part.refresh_from_db()
    with pytest.raises(Refused) as own:
        take_part(house.pilar.actor, part, part.edit)
    assert own.value.findings[0].code == "formulating.own_submission"
    part.refresh_from_db()
    assert part.state == "submitted"


def second_component(house: House, found: Formulation) -> NodeRevision:
    """The legal unit's target stands under a component of its own."""
    pilar = house.pilar.actor
    node = write_node(pilar, found.version, NodeData("", "Objetivo", "Defender lo público"))
    (row,) = placements_of(part_of(found, "Oficina Jurídica"))
    (data,) = target_data([row])
    place_target(pilar, found.version, replace(data, node=str(node.pk)), placement=row)
    return node


def test_an_act_approves_a_component_and_the_rest_remains(house: House, jaime: Character) -> None:
    found = opened(house)
    node = second_component(house, found)
    projects = part_of(found, "Oficina de Proyectos")
    handed_in(house, house.lucia, projects)
    pilar = house.pilar.actor
    projects.refresh_from_db()
    take_part(pilar, projects, projects.edit)
    first, second = components_of(found)
    assert (first.ready, second.ready, second.waiting) == (True, False, ("Oficina Jurídica",))
    with pytest.raises(Refused) as waiting:
        approve_components(pilar, found, {first.key, second.key}, ACT)
    assert waiting.value.findings[0].code == "formulating.units_waiting"
    ruling = approve_components(pilar, found, {first.key}, ACT)
    assert ruling.state == "approved"
    assert ruling.act_number == "12"
    assert Placement.objects.filter(version=ruling).count() == 2
    found = Formulation.objects.select_related("version__plan").get(pk=found.pk)
    assert found.finished_at is None
    assert found.version.number == ruling.number + 1
    assert found.version.in_formulation
    assert {row.number for row in Placement.objects.filter(version=found.version)} == {"1", "2", "3"}
    assert NodeRevision.objects.filter(version=found.version, node=node.node_id).exists()
    assert not NodeRevision.objects.filter(version=ruling, node=node.node_id).exists()

    legal = part_of(found, "Oficina Jurídica")
    handed_in(house, jaime, legal)
    legal.refresh_from_db()
    take_part(pilar, legal, legal.edit)
    rest = next(each for each in components_of(found) if each.approval is None)
    whole = approve_components(pilar, found, {rest.key}, Act("Acta de comité", "13", TODAY))
    found.refresh_from_db()
    ruling.refresh_from_db()
    assert (ruling.state, whole.state, found.finished_at is not None) == ("superseded", "approved", True)
    shared = Placement.objects.filter(version=ruling).values("revision")
    assert Placement.objects.filter(version=whole, revision__in=shared).count() == 2
    assert sorted(each.act_number for each in found.approvals.all()) == ["12", "13"]


def test_a_component_in_force_is_not_written_any_more(house: House, jaime: Character) -> None:
    found = opened(house)
    second_component(house, found)
    projects = part_of(found, "Oficina de Proyectos")
    handed_in(house, house.lucia, projects)
    projects.refresh_from_db()
    pilar = house.pilar.actor
    take_part(pilar, projects, projects.edit)
    approve_components(pilar, found, {components_of(found)[0].key}, ACT)
    projects = part_of(found, "Oficina de Proyectos")
    return_part(pilar, projects, projects.edit, remark="Falta una meta nueva")
    row = placements_of(projects)[0]
    with pytest.raises(Refused) as approved:
        formulate_target(house.lucia.actor, projects, target_data([row])[0], placement=row)
    assert approved.value.findings[0].code == "formulating.component_approved"


def test_levels_and_texts_move_and_a_level_never_goes_into_itself(house: House) -> None:
    version = PlanVersion.objects.get(pk=opened(house).version_id)
    pilar = house.pilar.actor
    other = write_node(pilar, version, NodeData("", "Objetivo", "Otro objetivo"))
    programme = NodeRevision.objects.get(version=version, kind="Programa")
    objective = NodeRevision.objects.get(version=version, parent=None, name__startswith="Fortalecer")
    with pytest.raises(Refused):
        move_node(pilar, version, objective, parent=programme)
    move_node(pilar, version, programme, parent=other)
    move_node(pilar, version, other, place=1)
    order = NodeRevision.objects.filter(version=version).order_by("ordinal")
    assert [(row.name, row.depth) for row in order] == [
        ("Otro objetivo", 0),
        ("Gestión de convenios", 1),
        ("Fortalecer la gestión institucional", 0),
    ]
    for kind in ("mission", "vision"):
        write_section(pilar, version, NarrativeData(kind, f"Texto de {kind}"))
    vision = NarrativeSection.objects.get(version=version, kind="vision")
    write_section(pilar, version, NarrativeData("vision", "Otro texto"), section=vision, place=1)
    texts = NarrativeSection.objects.filter(version=version).order_by("ordinal")
    assert [row.text for row in texts] == ["Otro texto", "Texto de mission"]


def test_what_is_formulated_is_not_proposed_on_its_own(house: House) -> None:
    with pytest.raises(Forbidden):
        propose_version(house.pilar.actor, opened(house).version)


def test_what_planning_changes_after_it_was_signed_is_told_to_the_unit(house: House) -> None:
    found = opened(house)
    part = part_of(found, "Oficina de Proyectos")
    lucia, pilar = house.lucia.actor, house.pilar.actor
    handed_in(house, house.lucia, part)
    assert [each.changed for each in parts_to_write(lucia)] == [False]
    part = part_of(found, "Oficina de Proyectos")
    (row, other, *_rest) = placements_of(part)
    (data,) = target_data([row])
    uid = str(row.revision.target.uid)
    with pytest.raises(Forbidden):
        note_changes(pilar, part)
    place_target(pilar, found.version, replace(data, quantity=Quantity.of(14)), placement=row)
    assert [each.changed for each in parts_to_write(lucia)] == [True]
    assert changed_by_others(handed_in_by(part), content_now(part)) == {uid: [("quantity", "10", "14")]}
    noted = note_changes(lucia, part)
    assert noted.signed_by == house.lucia.user.name
    assert not is_changed_by_others(part, placements_of(part))
    assert changed_by_others(handed_in_by(part), content_now(part)) == {}
    assert [each.changed for each in parts_to_write(lucia)] == [False]
    remove_target(pilar, found.version, other, reason="Es de otra dependencia")
    assert [each.changed for each in parts_to_write(lucia)] == [True]


def test_a_unit_proposes_a_level_and_planning_answers(house: House) -> None:
    found = opened(house)
    part = part_of(found, "Oficina de Proyectos")
    lucia, pilar = house.lucia.actor, house.pilar.actor
    above = NodeRevision.objects.filter(version=found.version, parent=None).first()
    assert above is not None
    with pytest.raises(Refused):
        propose_level(lucia, part, kind="Producto", name="Tablero", reason=" ")
    asked = [
        propose_level(lucia, part, kind="Producto", name=name, reason="No hay dónde", parent=above.node)
        for name in ("Tablero", "Visor")
    ]
    with pytest.raises(Forbidden):
        answer_level(lucia, asked[0], accept=True)
    with pytest.raises(Refused):
        answer_level(pilar, asked[1], accept=False)
    assert [each.asked for each in parts_to_answer(house.entity.pk)] == [True]
    answer_level(pilar, asked[1], accept=False, answer="Use el tablero")
    made = answer_level(pilar, asked[0], accept=True)
    (node,) = NodeRevision.objects.filter(version=found.version, node=made.node)
    assert (node.name, node.kind, node.parent_id) == ("Tablero", "Producto", above.pk)
    with pytest.raises(Refused):
        answer_level(pilar, made, accept=False, answer="Ya no")
    assert [each.state for each in proposals_of(found)] == ["accepted", "declined"]
    assert list(parts_to_answer(house.entity.pk)) == []
