"""A map of risks that was read is asked by the edition that reads it; what passes is said as passed."""

from dataclasses import replace
from datetime import date

import pytest

from rumbo.content.risk_methods import methods
from rumbo.domain.checks.documents import run_document_checks
from rumbo.domain.checks.reference import Reference
from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.draft import Recognition, Source
from rumbo.domain.risk.map import AnnouncedRow, ClassCount, MapControl, MapTreatment, RiskEntry, RiskMap
from rumbo.findings import CheckResult, Outcome, word_passed

SOUND = RiskEntry(
    code="R1",
    risk_class="Gestión",
    method="Versión 6",
    statement="Posibilidad de perder expedientes",
    probability="Media",
    impact="60%",
    inherent="MODERADA",
    controls=(MapControl("verifica el inventario", "El archivista"),),
    residual_probability="2",
    residual_impact="Moderado (3)",
    residual="Moderado",
    option="Reducir",
    treatments=(MapTreatment("Archivar", "", date(2024, 2, 1), date(2024, 4, 1)),),
)
CORRUPTION = {"risk_class": "Corrupción", "probability": "Rara vez", "impact": "Mayor", "inherent": "Alto"}
OLD = {
    "method": "Guía para la administración del riesgo, versión 3 (2014)",
    **dict.fromkeys(("probability", "residual_probability"), "Posible"),
    **dict.fromkeys(("impact", "residual_impact"), "Moderado"),
    "inherent": "Alta",
    "residual": "Alta",
}
LEFT = {"residual_probability": "Rara vez", "residual_impact": "Mayor", "residual": "Alto"}


def results(printed: RiskMap) -> dict[str, CheckResult]:
    draft = DocumentDraft(Source("mapa.csv", ""), Recognition("risk_map"), printed)
    told = run_document_checks(draft, Reference(methods=methods()))
    return {each.code: each for each in told if each.code.startswith("risk.")}


def asked(*entries: RiskEntry) -> dict[str, Outcome]:
    told = results(RiskMap("Mapa", entries=entries))
    return {code: each.outcome for code, each in told.items() if not code.startswith("risk.announced")}


def test_a_sound_risk_passes_everything() -> None:
    found = asked(SOUND)
    assert len(found) == 9
    # Its edition is confirmed, and its only action has its days in order.
    assert set(found.values()) == {Outcome.PASSED}
    assert set(asked().values()) == {Outcome.NOT_MADE}
    bare = asked(RiskEntry(statement="Perder expedientes"))
    assert set(bare.values()) == {Outcome.NOT_MADE}


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("risk.zone_differs", {"inherent": "Alto"}),
        ("risk.zone_differs", {"residual": "Bajo"}),
        ("risk.residual_above_inherent", {"residual_impact": "Catastrófico", "residual": "Extremo"}),
        ("risk.corruption_accepted", {**CORRUPTION, **LEFT, "option": "Asumir"}),
        ("risk.without_control", {"controls": ()}),
        ("risk.control_without_owner", {"controls": (*SOUND.controls, MapControl("revisa"))}),
        ("risk.treatment_reversed", {"treatments": (MapTreatment("Fijar", "", date(2024, 5, 1), date(2024, 4, 1)),)}),
        ("risk.zone_unconfirmed", {**OLD, "inherent": "Extremo"}),
    ],
)
def test_a_fault_is_found_alone(code: str, changed: dict[str, object]) -> None:
    found = asked(replace(SOUND, code="R2", **changed), SOUND)  # type: ignore[arg-type]
    assert {each for each, outcome in found.items() if outcome is Outcome.FOUND} == {code}


def test_a_code_that_stands_twice_is_found() -> None:
    assert asked(SOUND, SOUND)["risk.code_twice"] is Outcome.FOUND
    assert asked(SOUND, replace(SOUND, code="R2"))["risk.code_twice"] is Outcome.PASSED


def test_bare_numbers_may_begin_anew_in_each_process() -> None:
    counted = [
        replace(SOUND, code=code, process=process) for process, codes in (("A", "123"), ("B", "12")) for code in codes
    ]
    assert asked(*counted)["risk.code_twice"] is Outcome.PASSED
    assert asked(*counted)["risk.code_gap"] is Outcome.PASSED
    assert asked(*counted, counted[-1])["risk.code_twice"] is Outcome.FOUND


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
def test_a_code_left_out_of_a_series_is_told(codes: str, missing: str | None) -> None:
    told = results(RiskMap("Mapa", entries=tuple(replace(SOUND, code=code) for code in codes.split())))
    found = told["risk.code_gap"].findings
    assert [each.facts["missing"] for each in found] == ([missing] if missing else [])


def test_announced_numbers_are_compared_and_become_no_risk() -> None:
    rows = (
        AnnouncedRow("Contratación", (ClassCount("Corrupción", 3), ClassCount("Gestión", 5)), 8),
        AnnouncedRow("Proyecto de parques", (ClassCount("Gestión", 2),), 3),
    )
    printed = RiskMap("Mapa", fiscal_year=2024, announced=rows, total=10)
    row, total, listed = (
        results(printed)[f"risk.announced_{each}"] for each in ("row_differs", "total_differs", "not_listed")
    )
    assert [finding.facts for finding in row.findings] == [{"name": "Proyecto de parques", "total": 3, "sum": 2}]
    assert total.outcome is Outcome.PASSED
    assert listed.findings[0].facts == {"total": 10, "listed": 0}
    whole = results(replace(printed, entries=(SOUND,) * 10))["risk.announced_not_listed"]
    assert (whole.outcome, word_passed(whole)) == (Outcome.PASSED, "anunciados 10, encontrados 10")
    assert results(replace(printed, total=11))["risk.announced_total_differs"].findings[0].facts == {
        "total": 11,
        "sum": 10,
    }
    told = results(RiskMap("Mapa"))
    assert {each.outcome for code, each in told.items()} == {Outcome.NOT_MADE}
