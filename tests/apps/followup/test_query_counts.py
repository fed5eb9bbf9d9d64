"""A list costs the same number of queries for few targets and for many."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.apps.audit.doorway import FASTER, Refused
from rumbo.apps.followup import queries
from rumbo.apps.followup.actions import accept_report, import_reports, save_draft
from rumbo.apps.followup.bridge import AnswerData, ImportedAnswer, reported_values
from rumbo.apps.followup.bridge.telling import dossier_reports
from rumbo.apps.followup.models import Followup, Report, ReportEntry, Review
from rumbo.apps.followup.queries.signatures import entries_with_broken_signature
from rumbo.apps.plans.models import PlanVersion
from tests.characters import House
from tests.rounds import TOLD, open_round, quarter, report_of, submitted, version_with

FEW, MANY = 5, 60


@pytest.fixture
def versions(house: House) -> tuple[PlanVersion, PlanVersion]:
    return version_with(house, "Pocas", FEW), version_with(house, "Muchas", MANY)


@pytest.fixture
def rounds(house: House, versions: tuple[PlanVersion, PlanVersion]) -> tuple[Followup, Followup]:
    few, many = (open_round(house, 2, version) for version in versions)
    for followup in (few, many):
        for number in ("1", "2"):
            report = submitted(house, followup, number)
            accept_report(house.pilar.actor, report, report.edit)
    return few, many


def cost(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        read()
    return len(asked)


READS: dict[str, tuple[Callable[[Followup], object], int]] = {
    "board": (queries.board_of, 2),
    "list": (lambda f: [(r.number, r.unit.name, r.followup.period.ordinal) for r in queries.reports_of_round(f)], 1),
    "unowed": (lambda f: list(queries.unowed_targets(f)), 1),
    "rounds": (lambda f: list(queries.rounds_of(f.entity_id)), 1),
    "signatures": (entries_with_broken_signature, 3),
    "dossier": (dossier_reports, 8),
    "values": (lambda f: reported_values(f.reports.values("target"), until=f.period.last_day), 1),
}


@pytest.mark.parametrize("name", READS)
def test_a_list_costs_the_same(rounds: tuple[Followup, Followup], name: str) -> None:
    read, most = READS[name]
    few, many = (cost(lambda followup=followup: read(followup)) for followup in rounds)
    assert few == many
    assert few <= most


def test_opening_costs_the_same(house: House, versions: tuple[PlanVersion, PlanVersion]) -> None:
    quarter(house, 3)
    few, many = (cost(lambda version=version: open_round(house, 3, version)) for version in versions)
    assert few == many


def test_accepting_costs_the_same(house: House, rounds: tuple[Followup, Followup]) -> None:
    def accept(followup: Followup) -> int:
        report = submitted(house, followup, "3")
        return cost(lambda: accept_report(house.pilar.actor, report, report.edit))

    few, many = (accept(followup) for followup in rounds)
    assert few == many
    assert report_of(rounds[0], "3").state == "accepted"


def test_the_number_of_a_report_is_found_by_its_revision(rounds: tuple[Followup, Followup]) -> None:
    """A list that walks the version for every report it passes over takes ten seconds on its last page of 20,000."""
    told = queries.reports_of_round(rounds[0]).explain()
    if connection.vendor == "sqlite":
        assert "SEARCH U0 USING INDEX plans_placement_revision_id" in told


def test_the_board_counts_reports_in_an_index_alone(rounds: tuple[Followup, Followup]) -> None:
    with CaptureQueriesContext(connection) as asked:
        queries.board_of(rounds[0])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
            assert "COVERING INDEX report_followup" in str(cursor.fetchall())


def test_bringing_in_reports_costs_the_same_for_few_and_for_many(
    house: House, versions: tuple[PlanVersion, PlanVersion]
) -> None:
    costs = []
    for version in versions:
        followup = open_round(house, 2, version)
        reports = list(queries.reports_of_round(followup).select_related("target")[:36])
        # Not more rows: of them SQLite takes two statements for one. The calendar does not ask for the first of them.
        Report.objects.filter(pk=reports[0].pk).delete()
        told = [ImportedAnswer(each.target, TOLD, {"cell": f"K{at}"}) for at, each in enumerate(reports)]
        told[1] = ImportedAnswer(reports[1].target, AnswerData(narrative="Solo palabras"))
        brought: list[Report] = []
        costs.append(cost(lambda told=told, followup=followup, brought=brought: brought.extend(
            import_reports(house.pilar.actor, followup, told)
        )))  # fmt: skip
        assert [each.target_id for each in brought] == [each.target.pk for each in told]
        assert [each.state for each in brought] == ["accepted", "draft", *("accepted",) * (len(told) - 2)]
        assert Review.objects.filter(entry__report__followup=followup).count() == len(told) - 1
        assert entries_with_broken_signature(followup) == []
        written = ReportEntry.objects.filter(report__followup=followup).count()
        assert written == len(told)
    assert costs[0] == costs[1]


def test_a_target_told_twice_brings_nothing_in(house: House, versions: tuple[PlanVersion, PlanVersion]) -> None:
    followup = open_round(house, 2, versions[0])
    target = report_of(followup, "1").target
    with pytest.raises(Refused) as refused:
        import_reports(house.pilar.actor, followup, [ImportedAnswer(target, TOLD), ImportedAnswer(target, TOLD)])
    assert refused.value.findings[0].code == FASTER.code
    assert not ReportEntry.objects.filter(report__followup=followup).exists()


def test_a_draft_written_over_an_imported_one_no_longer_comes_from_the_file(house: House) -> None:
    followup = open_round(house)
    words = ImportedAnswer(report_of(followup, "1").target, AnswerData(narrative="Solo palabras"), {"cell": "K5"})
    (report,) = import_reports(house.pilar.actor, followup, [words])
    save_draft(house.lucia.actor, report, TOLD, report.edit)
    assert ReportEntry.objects.get(report=report).origin == {}
