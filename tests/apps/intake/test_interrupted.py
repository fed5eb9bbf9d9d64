"""All or nothing: whatever breaks in the middle leaves no row behind; two who act at once do not both win."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.intake import actions, queries
from rumbo.apps.intake.actions import (
    ContinuityAnswer,
    NameAnswer,
    accept_suggestion,
    choose_destination,
    correct_cells,
    decide_names,
    describe_document,
    discard_document,
    overrule_finding,
    propose_document,
    reopen_document,
    settle_continuity,
)
from rumbo.apps.intake.bridge import place_of, reading_of, replaced_text
from rumbo.apps.intake.models import Intake, IntakeState
from rumbo.apps.measurement.actions import approve_intake
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.actions import Act
from rumbo.apps.plans.models import LineageKind, PlanVersion, VersionState
from rumbo.findings import Finding, Severity
from tests.apps.intake.test_mappings import workbook
from tests.apps.intake.test_story import ACT, EXAMPLES, bring, settle_errors, settle_names
from tests.characters import Character, House

FOLLOWUP, PLAN = EXAMPLES / "seguimiento-2024-t2.xlsx", EXAMPLES / "plan-de-accion-2024.xlsx"


class Broken(Exception):
    """The power went."""


def counted() -> dict[str, int]:
    models: list[type[Model]] = [model for model in apps.get_models() if model.__module__.startswith("rumbo.apps")]
    return {model.__name__: model._default_manager.count() for model in models}


def ready(house: House) -> Intake:
    intake = bring(house, FOLLOWUP)
    settle_names(house, intake)
    settle_errors(house, intake)
    choose_destination(house.pilar.actor, intake, plan=None, plan_name="Plan traído")
    return intake


def breaking(*_args: Any, **_options: Any) -> Any:
    raise Broken


@pytest.mark.parametrize(
    "step",
    ["create_unit", "management_targets", "draft_version", "write_version", "propose_version"],
)
def test_a_proposal_that_breaks_leaves_nothing(house: House, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    intake = ready(house)
    before = counted()
    monkeypatch.setattr(import_module("rumbo.apps.intake.actions.propose_document"), step, breaking)
    with pytest.raises(Broken):
        propose_document(house.pilar.actor, intake)
    assert counted() == before
    assert Intake.objects.get(pk=intake.pk).state == IntakeState.SETTLING


@pytest.mark.parametrize(
    "step",
    [
        "rumbo.apps.intake.actions.approve_document.approve_version",
        "rumbo.apps.intake.actions.approve_document.open_followup",
        "rumbo.apps.followup.actions.import_reports.seal",
        "rumbo.apps.intake.actions.approve_document._tell",
        "rumbo.apps.measurement.actions.approve_intake.write_open",
    ],
)
def test_an_approval_that_breaks_leaves_nothing(house: House, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    intake = ready(house)
    propose_document(house.pilar.actor, intake)
    before = counted()
    module, _, name = step.rpartition(".")
    monkeypatch.setattr(import_module(module), name, breaking)
    with pytest.raises(Broken):
        approve_intake(house.pilar.actor, intake, ACT)
    assert counted() == before
    assert Intake.objects.get(pk=intake.pk).state == IntakeState.PROPOSED
    assert PlanVersion.objects.get(source=intake.file).state == VersionState.PROPOSED


def test_what_was_proposed_or_approved_once_is_not_twice(house: House) -> None:
    intake, same = ready(house), Intake.objects.get()
    propose_document(house.pilar.actor, intake, edit=intake.edit)
    with pytest.raises(Refused):
        propose_document(house.pilar.actor, same)
    same.refresh_from_db()
    approve_intake(house.pilar.actor, intake, ACT, edit=intake.edit)
    with pytest.raises(Refused):
        approve_intake(house.pilar.actor, same, ACT)


def test_a_version_approved_on_its_own_page_still_gets_its_reports(house: House) -> None:
    from rumbo.apps.plans.actions import approve_version

    intake = ready(house)
    propose_document(house.pilar.actor, intake)
    assert intake.version is not None
    approve_version(house.diana.actor, intake.version, Act("Resolución", "4", ACT.day))
    followup = approve_intake(house.pilar.actor, Intake.objects.get(pk=intake.pk))
    assert followup is not None
    assert followup.reports.count() == 9


def test_a_proposal_taken_back_is_written_again_in_its_place(house: House) -> None:
    first = bring(house, PLAN)
    settle_names(house, first)
    settle_errors(house, first)
    choose_destination(house.pilar.actor, first, plan=None, plan_name="Plan traído")
    propose_document(house.pilar.actor, first)
    reopen_document(house.pilar.actor, first, reason="Falta el objetivo")
    describe_document(house.pilar.actor, first, {"objective": "Otro objetivo", "version": "3"})
    propose_document(house.pilar.actor, first)
    versions = PlanVersion.objects.filter(source=first.file)
    assert {(each.plan.kind, each.number, each.state) for each in versions} == {
        ("action_plan_matrix", 1, "proposed"),
        ("management_plan", 1, "proposed"),
    }
    mine = versions.get(plan__kind="action_plan_matrix")
    assert (mine.objective, mine.label) == ("Otro objetivo", "3")
    approve_intake(house.pilar.actor, first, ACT)
    assert {each.state for each in PlanVersion.objects.filter(source=first.file)} == {"approved"}


def forbidden(deed: Callable[[Actor], object], actor: Actor) -> bool:
    try:
        deed(actor)
    except Forbidden:
        return True
    return False


def test_only_the_planning_office_does_anything(house: House, ester: Character) -> None:
    intake = bring(house, FOLLOWUP)
    finding = reading_of(intake).open_findings[0]
    code, part, cell, mark = place_of(finding)
    place = {"code": code, "part": part, "cell": cell, "fingerprint": mark}
    deeds = {
        "correct": lambda actor: correct_cells(actor, intake, {("Matriz", 4, 1): "x"}),
        "accept": lambda actor: accept_suggestion(actor, intake, **place),
        "stay": lambda actor: overrule_finding(actor, intake, reason="x", **place),
        "names": lambda actor: decide_names(actor, intake, {"x": NameAnswer()}),
        "continuity": lambda actor: settle_continuity(actor, intake, [ContinuityAnswer(LineageKind.NEW, 0)]),
        "destination": lambda actor: choose_destination(actor, intake, plan=None),
        "propose": lambda actor: propose_document(actor, intake),
        "reopen": lambda actor: reopen_document(actor, intake, reason="x"),
        "approve": lambda actor: approve_intake(actor, intake, ACT),
        "discard": lambda actor: discard_document(actor, intake, reason="x"),
        "receive": lambda actor: actions.receive_file(actor, house.entity, b"x", "x.txt"),
    }
    for name, person in (house.people | {"ester": ester}).items():
        for verb, deed in deeds.items():
            if name != "pilar":
                assert forbidden(deed, person.actor), (name, verb)


def test_rows_of_another_entity_do_not_pass_inside_an_answer(house: House, other_house: House) -> None:
    intake = bring(house, PLAN)
    choose_destination(house.pilar.actor, intake, plan=house.plan)
    unit = other_house.units["Oficina Jurídica"]
    with pytest.raises(Forbidden):
        decide_names(house.pilar.actor, intake, {"Dirección General": NameAnswer(unit=unit)})
    target = other_house.version.placements.first().revision.target
    with pytest.raises(Forbidden):
        settle_continuity(house.pilar.actor, intake, [ContinuityAnswer(LineageKind.SAME, 0, target)])
    with pytest.raises(Forbidden):
        choose_destination(house.pilar.actor, intake, plan=other_house.plan)


def test_two_lines_cannot_be_the_same_target(house: House) -> None:
    intake = bring(house, PLAN)
    choose_destination(house.pilar.actor, intake, plan=house.plan)
    target = queries.earlier_targets(intake)[0].target
    twice = [ContinuityAnswer(LineageKind.SAME, 0, target), ContinuityAnswer(LineageKind.REWORDED, 1, target)]
    with pytest.raises(Refused) as refused:
        settle_continuity(house.pilar.actor, intake, twice)
    assert refused.value.findings[0].code == "intake.continued_twice"
    assert not queries.continuity_of(intake).exists()
    settle_continuity(house.pilar.actor, intake, [ContinuityAnswer(LineageKind.SPLIT, each, target) for each in (0, 1)])
    assert queries.continuity_of(intake).count() == 2


def test_a_name_may_be_a_unit_that_the_entity_has(house: House) -> None:
    intake = bring(house, FOLLOWUP)
    settle_names(house, intake)
    mine = house.units["Oficina Jurídica"]
    decide_names(house.pilar.actor, intake, {"Dirección General": NameAnswer(unit=mine)})
    settle_errors(house, intake)
    choose_destination(house.pilar.actor, intake, plan=None, plan_name="Plan traído")
    propose_document(house.pilar.actor, intake)
    assert not Unit.objects.filter(entity=house.entity, name="Dirección General").exists()
    assert mine.aliases.filter(name="Dirección General").exists()


def test_a_finding_that_says_something_else_is_looked_at_again(house: House) -> None:
    intake = bring(house, PLAN)
    settle_errors(house, intake)
    reading = reading_of(intake)
    cell = next(cell for cell, said in reading.mended.items() if said.finding == "")
    correct_cells(house.pilar.actor, intake, {cell: "4. Convergencia regional"})
    found = next(each for each in reading_of(intake).open_errors())
    code, part, place, mark = place_of(found)
    overrule_finding(
        house.pilar.actor, intake, code=code, part=part, cell=place, fingerprint=mark, reason="Así se aprobó"
    )
    assert not reading_of(intake).open_errors()
    correct_cells(house.pilar.actor, intake, {cell: "3. Convergencia regional"})
    assert [each.where.cell for each in reading_of(intake).open_errors() if each.where] == [place]


def test_a_text_without_room_is_told_at_its_cell_and_not_overruled(house: House) -> None:
    intake = bring(house, PLAN)
    settle_errors(house, intake)
    reading = reading_of(intake)
    block = reading.draft.blocks[0]
    column = block.column_of("funding_source")
    assert column is not None
    row = reading.draft.origins[2].row
    correct_cells(house.pilar.actor, intake, {(block.part, row, column.column): "x" * 400})
    found = reading_of(intake).open_errors()
    assert [(each.code, each.where.cell) for each in found if each.where] == [
        ("intake.text_too_long", block.locate(row, column.column))
    ]
    settle_errors(house, intake)
    assert reading_of(intake).open_errors()


def test_a_level_that_a_row_alone_tells_is_corrected_line_by_line(house: House) -> None:
    """A sheet that says its levels in rows between the actions has no column for them: what a person says of the level
    of an action stands, and that of the others stays."""
    rows = (
        ["No.", "Acción", "Responsable", "Indicador", "Meta"],
        ["Programa 1.1 Cuencas"],
        *([at, f"Sembrar {at}", "Oficina A", "Hechas", 1] for at in (1, 2, 3)),
    )
    intake = actions.receive_file(house.pilar.actor, house.entity, workbook(*rows), "plan 2024.xlsx")
    block = reading_of(intake).draft.blocks[0]
    level = block.column_of("programme")
    assert level is not None
    row = reading_of(intake).draft.origins[1].row
    correct_cells(house.pilar.actor, intake, {(block.part, row, level.column): "Programa 1.2 Ríos"})
    correct_cells(house.pilar.actor, intake, {(block.part, row + 1, level.column): ""})
    reading = reading_of(intake)
    assert [line.programme for line in reading.matrix.lines] == ["Programa 1.1 Cuencas", "Programa 1.2 Ríos", ""]
    assert reading.text_at((block.part, row, level.column)) == "Programa 1.2 Ríos"
    assert [reading.draft.where(at, "programme").cell for at in (0, 1)] == [f"A{row - 2}", f"A{row}"]


RIGHT_LAW = "Ley 152 de 1994 y Ley 87 de 1993"


@pytest.mark.parametrize(
    ("text", "facts", "suggestion", "after"),
    [
        (
            "1. Integridad 2. Mal nombre 3. Otra",
            {"name": "Mal nombre"},
            "Buen nombre",
            "1. Integridad 2. Buen nombre 3. Otra",
        ),
        (
            "5. Seguridad  humana",
            {"name": "Seguridad humana", "number": "5"},
            "2. Seguridad humana",
            "2. Seguridad humana",
        ),
        (
            "O9: Industria O10: Ciudades",
            {"name": "Ciudades", "number": "10"},
            "11. Ciudades",
            "O9: Industria 11. Ciudades",
        ),
        ("otra cosa", {"name": "Mal nombre"}, "Buen nombre", None),
        # What is not there to replace is never written over something else.
        ("lo que sea", {}, "todo", None),
        ("", {"text": ""}, "Suma", "Suma"),
        ("Constante", {"text": ""}, "Suma", None),
        ("Ley 152 de 1995 y Ley 87 de 1993", {"written": "Ley 152 de 1995"}, "Ley 152 de 1994", RIGHT_LAW),
        ("Agua y saneamiento", {"printed": "12", "name": "Agua y saneamiento"}, "14", None),
        ("434.500.000", {"written": "$ 434.500.000"}, "$ 34.500.000", "$ 34.500.000"),
        ("META DEL AÑO", {"written": "PLAN › META DEL AÑO"}, "META", "META"),
    ],
)
def test_only_the_piece_found_is_replaced(text: str, facts: dict[str, str], suggestion: str, after: str | None) -> None:
    assert replaced_text(text, Finding("x", Severity.ERROR, None, facts, suggestion)) == after


def test_the_reports_of_a_follow_up_alone(house: House) -> None:
    """A follow-up brings its reports to the version in force, line by line as a person says, and no version."""
    first = ready(house)
    propose_document(house.pilar.actor, first)
    approve_intake(house.pilar.actor, first, ACT)
    text = (EXAMPLES / "seguimiento-2024-t2.txt").read_text().replace("II TRIMESTRE", "III TRIMESTRE")
    intake = actions.receive_file(house.pilar.actor, house.entity, text.replace("N/A", "30%").encode(), "t3.txt")
    choose_destination(house.pilar.actor, intake, plan=first.plan, reports_only=True)
    settle_names(house, intake)
    settle_errors(house, intake)
    table = queries.continuity_table(intake, reading_of(intake))
    assert table is not None
    assert not table.endings
    settle_continuity(
        house.pilar.actor,
        intake,
        [
            ContinuityAnswer(LineageKind(each.kind), each.line, table.earlier[each.before].target)
            for each in table.lines
            if each.before is not None
        ],
    )
    versions = PlanVersion.objects.count()
    propose_document(house.pilar.actor, intake)
    followup = approve_intake(house.pilar.actor, intake)
    assert followup is not None
    assert PlanVersion.objects.count() == versions
    assert followup.period.ordinal == 3
    assert followup.reports.filter(state="accepted").count() == 9
