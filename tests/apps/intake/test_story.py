"""The whole story of two documents: a follow-up makes version 1 with its reports, the plan file becomes version 2."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.followup.models import Report, ReportEntry
from rumbo.apps.intake import queries
from rumbo.apps.intake.actions import (
    ContinuityAnswer,
    NameAnswer,
    accept_suggestions,
    choose_destination,
    decide_names,
    overrule_findings,
    propose_document,
    receive_file,
    settle_continuity,
)
from rumbo.apps.intake.bridge import reading_of
from rumbo.apps.intake.models import Intake, IntakeState, Outcome
from rumbo.apps.measurement.actions import approve_intake
from rumbo.apps.measurement.models import Figure
from rumbo.apps.people.models import Unit, UnitAlias
from rumbo.apps.plans.actions import Act
from rumbo.apps.plans.bridge import matrix_of
from rumbo.apps.plans.models import Lineage, LineageKind, Placement, PlanVersion, VersionState
from tests.characters import House

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "examples"
ACT = Act("Acta", "9", date(2024, 7, 15))
FORMS = ("xlsx", "ods", "csv", "txt")


def bring(house: House, path: Path, name: str = "") -> Intake:
    return receive_file(house.pilar.actor, house.entity, path.read_bytes(), name or path.name)


def settle_names(house: House, intake: Intake) -> None:
    proposed = queries.names_to_settle(reading_of(intake))
    answers = {each.text: NameAnswer(same_as=each.like) for each in proposed}
    decide_names(house.pilar.actor, intake, answers)


def settle_errors(house: House, intake: Intake) -> None:
    for code in dict.fromkeys(each.code for each in reading_of(intake).open_errors()):
        accept_suggestions(house.pilar.actor, intake, code=code)
    for code in dict.fromkeys(each.code for each in reading_of(intake).open_errors()):
        overrule_findings(house.pilar.actor, intake, code=code, reason="Así lo aprobó el comité")


def settle_as_proposed(house: House, intake: Intake, **said: Any) -> None:
    table = queries.continuity_table(intake, reading_of(intake))
    assert table is not None
    lines = [
        ContinuityAnswer(
            LineageKind(each.kind), each.line, table.earlier[each.before].target if each.before is not None else None
        )
        for each in table.lines
    ]
    endings = [
        ContinuityAnswer(LineageKind.DROPPED, target=table.earlier[each.before].target, reason="Ya no se hará")
        for each in table.endings
    ]
    settle_continuity(house.pilar.actor, intake, [*lines, *endings])


def follow_up_in(house: House, path: Path) -> Intake:
    intake = bring(house, path)
    settle_names(house, intake)
    settle_errors(house, intake)
    choose_destination(house.pilar.actor, intake, plan=None, plan_name="Plan de acción traído")
    propose_document(house.pilar.actor, intake)
    approve_intake(house.pilar.actor, intake, ACT)
    intake.refresh_from_db()
    return intake


def plan_in(house: House, path: Path, first: Intake) -> Intake:
    intake = bring(house, path)
    settle_names(house, intake)
    settle_errors(house, intake)
    choose_destination(house.pilar.actor, intake, plan=first.plan)
    settle_as_proposed(house, intake)
    propose_document(house.pilar.actor, intake)
    approve_intake(house.pilar.actor, intake, ACT)
    intake.refresh_from_db()
    return intake


@pytest.mark.parametrize("form", FORMS)
def test_a_follow_up_makes_the_first_version_and_its_reports(house: House, form: str) -> None:
    intake = follow_up_in(house, EXAMPLES / f"seguimiento-2024-t2.{form}")
    assert intake.state == IntakeState.DONE
    version = intake.version
    assert version is not None
    assert version.state == VersionState.APPROVED
    assert version.number == 1
    assert Placement.objects.filter(version=version).count() == 9
    reports = Report.objects.filter(followup__plan_version=version)
    assert reports.count() == 9
    assert {report.state for report in reports} == {"accepted"}
    entries = ReportEntry.objects.filter(report__in=reports)
    assert {entry.answer for entry in entries} == {"not_applicable"}
    assert all(entry.narrative and entry.not_applicable_reason and entry.origin["fields"] for entry in entries)
    assert Figure.objects.filter(followup__plan_version=version).exists()
    assert Outcome.objects.filter(intake=intake, kind="placement").count() == 9
    assert Outcome.objects.filter(intake=intake, kind="report").count() == 9


def test_names_nearly_equal_become_one_unit_with_an_alias(house: House) -> None:
    follow_up_in(house, EXAMPLES / "seguimiento-2024-t2.xlsx")
    assert UnitAlias.objects.filter(name="Oficina Asesora de Comunicaciones y de Diálogo Social").exists()
    units = Unit.objects.filter(entity=house.entity, name__startswith="Oficina Asesora")
    assert [unit.name for unit in units] == ["Oficina Asesora de Comunicaciones y Diálogo Social"]


def test_the_plan_file_becomes_the_second_version(house: House) -> None:
    first = follow_up_in(house, EXAMPLES / "seguimiento-2024-t2.xlsx")
    intake = plan_in(house, EXAMPLES / "plan-de-accion-2024.xlsx", first)
    version = intake.version
    assert version is not None
    assert version.number == 2
    assert version.label == "2"
    first.version.refresh_from_db()  # type: ignore[union-attr]
    assert first.version.state == VersionState.SUPERSEDED  # type: ignore[union-attr]
    assert Placement.objects.filter(version=version).count() == 10
    kinds = Lineage.objects.filter(version=version).values_list("kind", flat=True)
    assert len(kinds) >= 10
    assert set(kinds) <= set(LineageKind.values)
    unit_ends = Unit.objects.filter(entity=house.entity, name__icontains="Diálogo Social")
    assert unit_ends.count() == 1, "the alias that was settled with the first document holds for the second"


def test_the_management_plan_is_a_plan_of_its_own(house: House) -> None:
    first = follow_up_in(house, EXAMPLES / "seguimiento-2024-t2.xlsx")
    intake = plan_in(house, EXAMPLES / "plan-de-accion-2024.xlsx", first)
    management = PlanVersion.objects.get(plan__kind="management_plan", entity=house.entity)
    assert management.state == VersionState.APPROVED
    served = Placement.objects.filter(version=intake.version).values_list("serves", flat=True)
    targets = set(Placement.objects.filter(version=management).values_list("revision__target", flat=True))
    assert set(served) == targets
    assert max(list(served).count(each) for each in targets) == 3, "three actions serve one and the same target"
    lines = reading_of(intake).matrix.lines
    assert [line.serves for line in matrix_of(intake.version).lines] == [line.serves for line in lines]  # type: ignore[arg-type]


def test_what_was_written_is_what_was_read(house: House) -> None:
    intake = follow_up_in(house, EXAMPLES / "seguimiento-2024-t2.xlsx")
    written, read = matrix_of(intake.version), reading_of(intake).matrix  # type: ignore[arg-type]
    assert [line.statement for line in written.lines] == [line.statement for line in read.lines]
    assert [line.quantity for line in written.lines] == [line.quantity for line in read.lines]
    assert [(line.start, line.end) for line in written.lines] == [(line.start, line.end) for line in read.lines]
    assert written.objective == read.objective


def test_nothing_is_proposed_while_something_is_open(house: House) -> None:
    intake = bring(house, EXAMPLES / "seguimiento-2024-t2.xlsx")
    with pytest.raises(Refused) as refused:
        propose_document(house.pilar.actor, intake)
    assert {finding.code for finding in refused.value.findings} == {"intake.errors_left", "intake.names_left"}
    intake.refresh_from_db()
    assert intake.state == IntakeState.SETTLING
