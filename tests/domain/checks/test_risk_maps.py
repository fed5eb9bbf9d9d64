"""A map of risks that was read is asked by the edition that reads it; what passes is said as passed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from rumbo.content.risk_methods import methods
from rumbo.domain.checks.documents import run_document_checks
from rumbo.domain.checks.reference import Reference
from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.draft import Recognition, Source
from rumbo.domain.risk.map import AnnouncedRow, ClassCount, MapControl, MapTreatment, RiskEntry, RiskMap
from rumbo.findings import CheckResult, Outcome, word, word_passed

FILE = Path(__file__).parents[2] / "cases" / "risk" / "maps.yaml"
TOLD: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
OUTCOMES = {"finds": Outcome.FOUND, "passes": Outcome.PASSED, "not_made": Outcome.NOT_MADE}


def entry(told: dict[str, Any]) -> RiskEntry:
    said = TOLD["sound"] | told
    controls = tuple(MapControl(**each) for each in said["controls"])
    treatments = tuple(MapTreatment(**each) for each in said["treatments"])
    return RiskEntry(**(said | {"controls": controls, "treatments": treatments}))


def printed(case: Any) -> RiskMap:
    if isinstance(case, list):
        return RiskMap("Mapa", entries=tuple(entry(each) for each in case))
    rows = tuple(
        AnnouncedRow(row["name"], tuple(ClassCount(*each) for each in row["counts"].items()), row["total"])
        for row in case.get("announced", ())
    )
    listed = tuple(entry({"code": f"R{number}"}) for number in range(1, case.get("listed", 0) + 1))
    return RiskMap("Mapa", fiscal_year=2024, announced=rows, total=case.get("total"), entries=listed)


def results(asked: RiskMap) -> dict[str, CheckResult]:
    draft = DocumentDraft(Source("mapa.csv", ""), Recognition("risk_map"), asked)
    told = run_document_checks(draft, Reference(methods=methods()))
    return {each.code: each for each in told if each.code.startswith("risk.")}


@pytest.mark.parametrize(
    ("code", "outcome", "case"),
    [
        pytest.param(code, outcome, case, id=f"{code}-{kind}-{at}")
        for code, cases in TOLD["rules"].items()
        for kind, outcome in OUTCOMES.items()
        for at, case in enumerate(cases[kind])
    ],
)
def test_case(code: str, outcome: Outcome, case: Any) -> None:
    told = results(printed(case))
    assert told[code].outcome is outcome
    for found in told[code].findings:
        assert "{" not in "".join((word(found).what, word(found).why, word(found).how))
    if outcome is Outcome.FOUND and not code.startswith("risk.announced"):
        assert {each for each, result in told.items() if result.outcome is Outcome.FOUND} == {code}, "and it alone"


def test_every_rule_has_cases_and_a_sound_risk_passes_all_that_asks_of_risks() -> None:
    sound = results(printed([{}]))
    assert set(sound) == set(TOLD["rules"])
    outcomes = {each.outcome for code, each in sound.items() if not code.startswith("risk.announced")}
    assert outcomes == {Outcome.PASSED}
    bare = results(RiskMap("Mapa", entries=(RiskEntry(statement="Perder expedientes"),)))
    assert {each.outcome for each in bare.values()} == {Outcome.NOT_MADE}


@pytest.mark.parametrize(
    ("codes", "missing"),
    [
        ("R1 R2 R4", "R3"),
        ("GC-01 GC-02 GC-03 GC-05 GH-01", "GC-04"),
        ("1 2 5 6", "3, 4"),
        ("R10 R20 R30", None),
        ("R1 R90", None),
        ("R1 R2", None),
    ],
)
def test_a_code_left_out_of_a_series_is_named(codes: str, missing: str | None) -> None:
    told = results(printed([{"code": code} for code in codes.split()]))
    found = told["risk.code_gap"].findings
    assert [each.facts["missing"] for each in found] == ([missing] if missing else [])


def test_announced_numbers_are_compared_and_become_no_risk() -> None:
    rows = (
        AnnouncedRow("Contratación", (ClassCount("Corrupción", 3), ClassCount("Gestión", 5)), 8),
        AnnouncedRow("Proyecto de parques", (ClassCount("Gestión", 2),), 3),
    )
    asked = RiskMap("Mapa", fiscal_year=2024, announced=rows, total=10)
    row, total, listed = (
        results(asked)[f"risk.announced_{each}"] for each in ("row_differs", "total_differs", "not_listed")
    )
    assert [finding.facts for finding in row.findings] == [{"name": "Proyecto de parques", "total": 3, "sum": 2}]
    assert total.outcome is Outcome.PASSED
    assert listed.findings[0].facts == {"total": 10, "listed": 0}
    whole = results(replace(asked, entries=(entry({}),) * 10))["risk.announced_not_listed"]
    assert (whole.outcome, word_passed(whole)) == (Outcome.PASSED, "anunciados 10, encontrados 10")
