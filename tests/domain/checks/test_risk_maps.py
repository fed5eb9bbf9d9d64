"""A map of risks that was read is asked by the edition that reads it; what passes is said as passed."""

from dataclasses import replace

import pytest

from rumbo.content.risk_methods import methods
from rumbo.domain.checks.documents import run_document_checks
from rumbo.domain.checks.reference import Reference
from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.draft import Recognition, Source
from rumbo.domain.risk.map import MapControl, RiskEntry, RiskMap
from rumbo.findings import Outcome

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
)
CORRUPTION = {"risk_class": "Corrupción", "probability": "Rara vez", "impact": "Mayor", "inherent": "Alto"}
LEFT = {"residual_probability": "Rara vez", "residual_impact": "Mayor", "residual": "Alto"}


def asked(*entries: RiskEntry) -> dict[str, Outcome]:
    draft = DocumentDraft(Source("mapa.csv", ""), Recognition("risk_map"), RiskMap("Mapa", entries=entries))
    results = run_document_checks(draft, Reference(methods=methods()))
    return {each.code: each.outcome for each in results if each.code.startswith("risk.")}


def test_a_sound_risk_passes_everything() -> None:
    found = asked(SOUND)
    assert len(found) == 6
    assert set(found.values()) == {Outcome.PASSED}
    assert set(asked().values()) == {Outcome.NOT_MADE}


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("risk.zone_differs", {"inherent": "Alto"}),
        ("risk.zone_differs", {"residual": "Bajo"}),
        ("risk.residual_above_inherent", {"residual_impact": "Catastrófico", "residual": "Extremo"}),
        ("risk.corruption_accepted", {**CORRUPTION, **LEFT, "option": "Asumir"}),
        ("risk.without_control", {"controls": ()}),
        ("risk.control_without_owner", {"controls": (*SOUND.controls, MapControl("revisa"))}),
    ],
)
def test_a_fault_is_found_alone(code: str, changed: dict[str, object]) -> None:
    found = asked(replace(SOUND, **changed))  # type: ignore[arg-type]
    assert {each for each, outcome in found.items() if outcome is Outcome.FOUND} == {code}


def test_a_code_that_stands_twice_is_found() -> None:
    assert asked(SOUND, SOUND)["risk.code_twice"] is Outcome.FOUND
    assert asked(SOUND, replace(SOUND, code="R2"))["risk.code_twice"] is Outcome.PASSED
