"""A list costs the same number of queries for few targets and for many."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.apps.followup import queries
from rumbo.apps.followup.actions import accept_report
from rumbo.apps.followup.bridge import dossier_reports, reported_values
from rumbo.apps.followup.models import Followup
from rumbo.apps.plans.models import PlanVersion
from tests.characters import House
from tests.rounds import open_round, quarter, report_of, submitted, version_with

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
    "signatures": (queries.entries_with_broken_signature, 3),
    "dossier": (dossier_reports, 7),
    "values": (lambda f: reported_values(f.reports.values("target"), until=f.period.last_day), 2),
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
