"""The law of outcomes, for the rules of every kind of record: a rule speaks with findings, passes without any, or says
in a sentence what it lacks. A record that says nothing is accused of nothing that it never promised."""

from collections.abc import Iterator
from datetime import date

import pytest

from rumbo.content.risk_methods import methods
from rumbo.domain.annualization import RULES as TYPES
from rumbo.domain.checks import Reference
from rumbo.domain.checks.documents import run_document_checks
from rumbo.domain.checks.processes import check_process
from rumbo.domain.checks.registered import check_registered
from rumbo.domain.checks.rounds import check_round
from rumbo.domain.checks.spending import check_spending
from rumbo.domain.document import DocumentDraft
from rumbo.domain.indicators import IndicatorSheet, check_sheet
from rumbo.domain.measurement import check_reports
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.measurement.targets import CutOff, MeasuredTarget, measure_target
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.draft import Recognition, Source
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.project.checks import check_sheet as check_project
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.domain.risk.map import RiskEntry, RiskMap
from rumbo.findings import CheckResult, Outcome, Severity, declared, word, word_missing, word_passed
from rumbo.layouts.engine.declaration import tables
from rumbo.layouts.engine.tabling import read_table
from tests.indicators import SHEET as INDICATOR
from tests.layouts.tables import document, sheet
from tests.projects import COMPLETE, SHEET

LINES = (["2.1", "Riego", "2024760010333", 200, 90, 80], ["2.2", "Viveros", "2024760010334", 100, 10, 10])


def of_project(project: ProjectSheet) -> tuple[CheckResult, ...]:
    return check_project(project)


def of_map(*entries: RiskEntry) -> tuple[CheckResult, ...]:
    draft = DocumentDraft(Source("mapa", ""), Recognition("risk_map"), RiskMap(entries=entries))
    return run_document_checks(draft, Reference(methods=methods()))


def of_execution(*lines: list[object]) -> tuple[CheckResult, ...]:
    headers = ["Rubro", "Concepto", "BPIN", "Apropiación definitiva", "Compromisos", "Obligaciones"]
    found = read_table(document(sheet(["EJECUCIÓN A MARZO DE 2024"], headers, *lines)), tables())  # type: ignore[arg-type]
    assert found is not None
    return found.checks


def of_target(rule: str, *reports: Quantity) -> tuple[CheckResult, ...]:
    target = MeasuredTarget("t", rule, target=Quantity.of(10), programme={2024: Quantity.of(10)})
    answers = {(2024, at): report for at, report in enumerate(reports, 1)}
    return check_reports(measure_target(target, answers, Settings(), CutOff(date(2024, 6, 30), closed=True)))


def records() -> Iterator[tuple[str, tuple[CheckResult, ...]]]:
    yield "empty project", of_project(ProjectSheet())
    yield "project", of_project(SHEET)
    yield "complete project", of_project(COMPLETE)
    yield "empty indicator", check_sheet(IndicatorSheet())
    yield "indicator", check_sheet(INDICATOR)
    yield "empty map", of_map()
    yield "map", of_map(RiskEntry(code="R1"), RiskEntry(code="R1"))
    yield "execution", of_execution(*LINES)
    yield "execution of one amount", of_execution(["2.1", "Riego", "", None, 90, None])
    yield "nothing spent", check_spending([])
    yield "process", check_process("", None, date(2024, 6, 1))
    yield "round", check_round("1", None, opened=True)
    yield "plan that announces nothing", check_registered("Plan", InstitutionalPlan(), {})
    for rule in TYPES:
        yield f"target {rule.id}", of_target(rule.id, Quantity.of(3), Quantity.of(2))
        yield f"unreported target {rule.id}", of_target(rule.id)


RECORDS = dict(records())


@pytest.mark.parametrize("name", list(RECORDS))
def test_every_rule_speaks_passes_or_says_what_it_lacks(name: str) -> None:
    assert RECORDS[name]
    for result in RECORDS[name]:
        assert result.code in declared()
        assert bool(result.findings) is (result.outcome is Outcome.FOUND), result
        assert bool(result.missing) is (result.outcome is Outcome.NOT_MADE), result
        assert "{" not in word_missing(result) + word_passed(result)
        for found in result.findings:
            assert "{" not in "".join((word(found).title, word(found).what, word(found).why, word(found).how))


@pytest.mark.parametrize("name", ["complete project", "execution"])
def test_a_record_in_order_is_accused_of_nothing(name: str) -> None:
    errors = [each for result in RECORDS[name] for each in result.findings if each.severity is Severity.ERROR]
    assert not errors


@pytest.mark.parametrize("name", ["empty map", "nothing spent", "round", "plan that announces nothing"])
def test_what_says_nothing_could_not_be_checked(name: str) -> None:
    # Any document has headings and numbers to look at: where there are none, nothing is wrong with them.
    asked = [result for result in RECORDS[name] if not result.code.startswith("document.")]
    assert {result.outcome for result in asked} == {Outcome.NOT_MADE}
