"""Executions of the budget: kept exactly as they were read, corrected beside the old, withdrawn and never changed."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from rumbo.apps.audit.actor import system_actor
from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.budget.actions import record_execution, settle_pairing, withdraw_version
from rumbo.apps.budget.bridge import AMOUNTS, SHARES, TEXTS
from rumbo.apps.budget.models import ExecutionLine, ExecutionVersion
from rumbo.apps.budget.queries import (
    ExecutionFilter,
    LineFilter,
    codes_to_pair,
    draft_of_version,
    execution_of_project,
    executions_of,
    lines_of,
    printed_totals,
    sums_of,
)
from rumbo.apps.people.actions import EntityData, found_entity
from rumbo.apps.projects.actions import create_project
from rumbo.apps.projects.bridge import IdentityData
from rumbo.apps.projects.models import Project
from rumbo.domain.numbers import Money
from rumbo.domain.table import TableDraft, TableRow
from rumbo.layouts.engine.declaration import layout, tables
from rumbo.layouts.engine.tabling import read_table
from rumbo.papers.raw import RawValue
from tests.characters import House
from tests.layouts.tables import document, sheet

pytestmark = pytest.mark.django_db
LABELS = [
    "Rubro",
    "Concepto",
    "BPIN",
    "Proyecto",
    "Fuente",
    "Apropiación definitiva",
    "Compromisos",
    "Pagos",
    "% ejecución",
]
MARCH, JUNE = date(2025, 3, 31), date(2025, 6, 30)
LINES: list[list[RawValue]] = [
    ["2", "Gastos", None, None, None, 350, 140, None, "40%"],
    ["2.1", "Funcionamiento", None, None, "Propios", 100, 40, 0, "40%"],
    ["2.3", "Parques", "2024760010333", "Parques", "Propios", 200, 90, None, "45%"],
    ["2.3", "Parques", "2024760010333", "Parques", "SGP", 50, 10, None, "20%"],
    ["Total", None, None, None, None, 351, 140, 0, "40%"],
]


def executed(*lines: list[RawValue]) -> TableDraft:
    found = read_table(document(sheet(["EJECUCIÓN A MARZO DE 2025"], LABELS, *(lines or LINES))), tables())
    assert found is not None
    return found


def recorded(house: House, draft: TableDraft | None = None, **said: object) -> ExecutionVersion:
    told = {"name": "Ejecución de gastos", "cut_off": MARCH} | said
    return record_execution(house.pilar.actor, house.entity, draft or executed(), **told)  # type: ignore[arg-type]


def parks(house: House, code: str) -> Project:
    return create_project(house.pilar.actor, house.entity, IdentityData(name="Parques", code=code)).project


def test_what_is_kept_is_what_was_read_with_its_places_and_checks(house: House) -> None:
    draft = executed()
    kept = draft_of_version(recorded(house, draft))
    assert (kept.rows, kept.totals, kept.fiscal_year, kept.cut_off) == (draft.rows, draft.totals, 2025, MARCH)
    assert [result.outcome for result in kept.checks] == [result.outcome for result in draft.checks]
    assert kept.where(4, "definitive").cell == draft.where(4, "definitive").cell == "F4"


def test_not_told_is_not_zero(house: House) -> None:
    version = recorded(house)
    paid = [line.payments for line in lines_of(version)]
    assert paid == [None, 0, None, None]
    assert all(line.obligations is None for line in lines_of(version))
    assert "obligations" not in {field for field, _header, _column in version.columns}


def test_levels_are_not_added_and_the_printed_total_stands_beside_the_computed(house: House) -> None:
    version = recorded(house)
    assert [(line.kind, line.depth) for line in lines_of(version)] == [
        ("level", 0),
        ("line", 1),
        ("line", 1),
        ("line", 1),
    ]
    assert sums_of(lines_of(version))["definitive"] == Money(35_000)
    assert [line.definitive for line in printed_totals(version)] == [35_100]


def test_a_correction_stands_beside_what_it_corrects_and_asks_why(house: House) -> None:
    first = recorded(house)
    other = executed(*LINES[:1], ["2.1", "Funcionamiento", None, None, "Propios", 100, 41, 0, "41%"], *LINES[2:])
    with pytest.raises(Refused) as refused:
        recorded(house, other)
    assert refused.value.findings[0].code == "budget.reason_missing"
    second = recorded(house, other, reason="Presupuesto corrigió un registro")
    assert (second.execution, second.number) == (first.execution, 2)
    assert [each.pk for each in executions_of(house.entity.pk)] == [second.pk]
    assert ExecutionVersion.objects.filter(pk=first.pk).exists()


def test_the_same_is_not_kept_twice_and_a_later_cut_is_another_record(house: House) -> None:
    recorded(house)
    with pytest.raises(Refused) as refused:
        recorded(house)
    assert refused.value.findings[0].code == "budget.same_again"
    later = recorded(house, cut_off=JUNE)
    assert later.number == 1
    assert [each.execution.cut_off for each in executions_of(house.entity.pk)] == [JUNE, MARCH]
    assert not executions_of(house.entity.pk, ExecutionFilter(fiscal_year=2024))


def test_a_withdrawn_version_stays_and_is_no_longer_in_use(house: House) -> None:
    version = recorded(house)
    with pytest.raises(Refused):
        withdraw_version(house.pilar.actor, version, reason=" ")
    withdraw_version(house.pilar.actor, version, reason="Era de otro municipio")
    assert not executions_of(house.entity.pk)
    assert recorded(house).number == 2, "the same content may come again once the other was withdrawn"


def test_nothing_of_it_is_changed_not_even_by_raw_sql(house: House) -> None:
    version = recorded(house)
    for change in (
        lambda: ExecutionLine.objects.filter(version=version).update(definitive=0),
        lambda: ExecutionVersion.objects.update(reason="otra"),
        lambda: ExecutionLine.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_only_planning_keeps_and_only_its_own(house: House, other_house: House) -> None:
    version = recorded(house)
    for deed in (
        lambda: record_execution(house.lucia.actor, house.entity, executed(), name="Otra", cut_off=JUNE),
        lambda: record_execution(other_house.pilar.actor, house.entity, executed(), name="Otra", cut_off=JUNE),
        lambda: withdraw_version(other_house.pilar.actor, version, reason="no"),
        lambda: settle_pairing(house.irene.actor, house.entity, "bpin", "1", None),
    ):
        with pytest.raises(Forbidden):
            deed()


def test_lines_are_found_by_word_unit_source_and_level(house: House) -> None:
    version = recorded(house)
    assert [line.account for line in lines_of(version, LineFilter(words="parques"))] == ["2.3", "2.3"]
    assert [line.definitive for line in lines_of(version, LineFilter(fund="SGP"))] == [5_000]
    assert [line.account for line in lines_of(version, LineFilter(depth=0))] == ["2"]


def test_a_project_is_proposed_by_its_code_and_a_person_settles_it(house: House) -> None:
    project = parks(house, "2024 76001 0333")
    version = recorded(house)
    (code,) = codes_to_pair(version)
    assert (code.code, code.lines, code.settled) == ("2024760010333", 2, False)
    assert code.amounts["definitive"] == Money(25_000)
    assert code.project is not None
    assert code.project.project == project
    settle_pairing(house.pilar.actor, house.entity, code.kind, code.code, project)
    (told,) = execution_of_project(project)
    assert (told.settled, told.lines, told.cut_off) == (True, 2, MARCH)
    assert told.amounts == {"definitive": Money(25_000), "commitments": Money(10_000)}, "payments are not told"
    settle_pairing(house.pilar.actor, house.entity, code.kind, code.code, None)
    assert not execution_of_project(project), "none of these is an answer"


def test_the_latest_cut_up_to_a_day_tells_of_a_project(house: House) -> None:
    project = parks(house, "2024760010333")
    recorded(house)
    recorded(house, cut_off=JUNE)
    assert [told.cut_off for told in execution_of_project(project)] == [JUNE]
    (told,) = execution_of_project(project, on=date(2025, 4, 30))
    assert (told.cut_off, told.settled) == (MARCH, False)
    assert not execution_of_project(project, fiscal_year=2024)


def test_every_amount_of_the_layout_has_its_column() -> None:
    columns = {each.name for each in ExecutionLine._meta.get_fields()}
    assert columns >= {*AMOUNTS, *TEXTS}
    plain = {"code", "bpin", "text", "units"}
    assert {found.kind for found in layout("budget_execution").fields} <= {"money", "percent", "number", *plain}


WORDS = st.text("abcñ áé.1-", min_size=1, max_size=12).map(str.strip).filter(bool)
PESOS = st.integers(-(10**15), 10**15).map(Money)


@st.composite
def rows(draw: st.DrawFn) -> tuple[TableRow, ...]:
    """Rows of any texts, amounts and percentages, each field said or not."""
    listed = draw(st.lists(st.dictionaries(st.sampled_from(AMOUNTS), PESOS, max_size=6), min_size=1, max_size=5))
    found = []
    for at, amounts in enumerate(listed, 3):
        texts = draw(st.dictionaries(st.sampled_from((*TEXTS, "activity", "expense_type")), WORDS, max_size=4))
        shares = draw(st.dictionaries(st.sampled_from(SHARES), st.fractions(0, 200, max_denominator=10**4), max_size=2))
        found.append(TableRow(at, {"definitive": Money(at)} | amounts | texts | shares))
    return tuple(found)


class TestKept(TestCase):
    """Whatever a table says comes back from the record as it was."""

    @settings(max_examples=settings().max_examples // 2, deadline=None)
    @given(rows(), st.lists(rows(), max_size=1))
    def test_whatever_is_kept_comes_back(self, lines: tuple[TableRow, ...], totals: list[tuple[TableRow, ...]]) -> None:
        summed = tuple(replace(row, row=row.row + 100) for found in totals for row in found)
        draft = replace(executed(), rows=lines, totals=summed)
        entity = found_entity(system_actor("cli"), EntityData(name="E", short_name="E", slug="e", nit=""))
        version = record_execution(system_actor("cli", entity.pk), entity, draft, name="G", cut_off=MARCH)
        kept = draft_of_version(version)
        assert (kept.rows, kept.totals) == (lines, summed)
