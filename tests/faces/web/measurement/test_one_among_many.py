"""The pages of an entity never look through what others have: every table of entities is entered by a key, so that what
a page costs does not depend on how many entities there are."""

import re
from collections import defaultdict

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.apps.audit.models import Seal, VerbLine
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.measurement.queries import closed_followups, closings_gone, differences
from rumbo.apps.people.models import EntityRow
from rumbo.domain.numbers import Quantity
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import House

OF_ENTITIES = {model._meta.db_table for model in apps.get_models() if issubclass(model, (EntityRow, VerbLine, Seal))}
ONE_PLAN_OF_A_QUERY = pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="SQLite says how it would read however few rows there are; PostgreSQL reads a small table whole",
)
SCANNED = re.compile(r"^SCAN (\w+)")
NAMED = re.compile(r'(?:FROM|JOIN) "(\w+)"(?: "?([A-Z]\d+)"?)?')


def read_whole(sql: str) -> set[str]:
    """The tables of entities that a statement may read from end to end, as the database says that it would."""
    called: defaultdict[str, set[str]] = defaultdict(set)
    for table, alias in NAMED.findall(sql):
        called[alias or table].add(table)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        steps = [match[1] for row in cursor.fetchall() if (match := SCANNED.match(row[3]))]
    return set().union(*(called[step] for step in steps)) & OF_ENTITIES


@ONE_PLAN_OF_A_QUERY
def test_no_page_of_an_entity_reads_a_table_of_entities_from_end_to_end(house: House, other_house: House) -> None:
    followup = open_quarter(house, 1)
    open_quarter(other_house, 1)
    answer(house, followup, "1", quantity=Quantity.of(4))
    browser = house.pilar.browser()
    found: dict[tuple[str, str], set[str]] = {}
    for page in ("/", "/cifras/", f"/cifras/{followup.uid}/", f"/cifras/{followup.uid}/por/unit/", "/tablero/"):
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(page).status_code == 200, page
        told = [each["sql"] for each in captured.captured_queries if each["sql"].startswith("SELECT")]
        found |= {(page, sql): read for sql in told if (read := read_whole(sql))}
    assert found == {}


@ONE_PLAN_OF_A_QUERY
def test_verifying_what_an_entity_closed_reads_nothing_of_the_others(house: House) -> None:
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=Quantity.of(4))
    close_period(house.pilar.actor, followup)
    with CaptureQueriesContext(connection) as captured:
        assert differences(followup) == []
        assert list(closed_followups(house.entity.pk)) == [followup]
        assert closings_gone(house.entity.pk) == []
    told = [each["sql"] for each in captured.captured_queries if each["sql"].startswith("SELECT")]
    assert {sql: read for sql in told if (read := read_whole(sql))} == {}
