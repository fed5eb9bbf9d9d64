"""The invented map of risks is read whole, and its faults are told where they stand."""

from pathlib import Path

from rumbo.domain.document import DocumentDraft
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes

FILE = Path(__file__).resolve().parents[3] / "examples" / "mapa-de-riesgos-2024.csv"


def test_the_map_is_read_whole_and_its_faults_are_told() -> None:
    draft = read_document(read_bytes(FILE.read_bytes(), FILE.name))
    assert isinstance(draft, DocumentDraft)
    assert (draft.recognition.layout, draft.content.fiscal_year, draft.kept) == ("risk_map", 2024, ())
    first, second, third = draft.content.entries
    assert (first.causes, len(first.controls)) == (("No hay inventario", "Depósito húmedo"), 2)
    assert (second.process, third.risk_class) == ("Gestión documental", "Corrupción")
    assert {each.code for each in draft.everything_found()} == {
        "risk.zone_differs",
        "risk.residual_above_inherent",
        "risk.corruption_accepted",
        "risk.without_control",
        "risk.control_without_owner",
    }
