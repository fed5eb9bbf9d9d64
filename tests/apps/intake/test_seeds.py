"""The same story on the seeds, where they are: the follow-up makes version 1, the plan becomes version 2."""

from pathlib import Path

from rumbo.apps.followup.models import Report
from rumbo.apps.intake import queries
from rumbo.apps.intake.actions import (
    ContinuityAnswer,
    choose_destination,
    propose_document,
    settle_continuity,
)
from rumbo.apps.intake.bridge import reading_of
from rumbo.apps.intake.models import Intake
from rumbo.apps.measurement.actions import approve_intake
from rumbo.apps.plans.models import Lineage, LineageKind, Placement, PlanVersion
from tests.apps.intake.test_story import ACT, bring, follow_up_in, settle_errors, settle_names
from tests.characters import House


def seed(shared: Path, number: str) -> Path:
    return next((shared / "seeds").glob(f"{number}_*.txt"))


def test_the_seeds_from_file_to_second_version(house: House, shared: Path) -> None:
    first = follow_up_in(house, seed(shared, "001"))
    assert first.version is not None
    assert Placement.objects.filter(version=first.version).count() == 9
    reports = Report.objects.filter(followup__plan_version=first.version)
    assert reports.count() == 9
    assert set(reports.values_list("entries__answer", flat=True)) == {"not_applicable"}
    second = second_version(house, seed(shared, "000"), first)
    assert second.version is not None
    assert (second.version.number, second.version.label) == (2, "2")
    assert Placement.objects.filter(version=second.version).count() == 10
    management = PlanVersion.objects.get(plan__kind="management_plan", entity=house.entity)
    serving = Placement.objects.filter(version=second.version).values_list("serves", flat=True)
    assert set(serving) == set(Placement.objects.filter(version=management).values_list("revision__target", flat=True))


def second_version(house: House, path: Path, first: Intake) -> Intake:
    """The person says that the call of the plan in force ends in another of a similar name: split, not the same."""
    intake = bring(house, path)
    settle_names(house, intake)
    settle_errors(house, intake)
    choose_destination(house.pilar.actor, intake, plan=first.plan)
    table = queries.continuity_table(intake, reading_of(intake))
    assert table is not None
    lines = reading_of(intake).matrix.lines
    call = next(at for at, line in enumerate(lines) if "Jóvenes a la E" in line.statement)
    earlier = next(each for each in table.earlier if "Jóvenes a la U" in each.statement)
    assert table.lines[call].before == table.earlier.index(earlier), "what resembles is proposed, and only proposed"
    answers = [
        ContinuityAnswer(LineageKind.SPLIT, at, earlier.target)
        if at == call
        else ContinuityAnswer(
            LineageKind(each.kind), at, None if each.before is None else table.earlier[each.before].target
        )
        for at, each in enumerate(table.lines)
    ]
    ends = [
        ContinuityAnswer(LineageKind.DROPPED, None, table.earlier[each.before].target, "Acta del comité")
        for each in table.endings
    ]
    settle_continuity(house.pilar.actor, intake, [*answers, *ends])
    propose_document(house.pilar.actor, intake)
    approve_intake(house.pilar.actor, intake, ACT)
    intake.refresh_from_db()
    placed = Placement.objects.get(version=intake.version, ordinal=call + 1)
    line = Lineage.objects.get(version=intake.version, to_target=placed.revision.target)
    assert (line.kind, line.from_target) == ("split", earlier.target)
    assert not Report.objects.filter(target=placed.revision.target).exists()
    return intake
