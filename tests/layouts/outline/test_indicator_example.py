"""The invented sheet of an indicator is read whole, and its faults are told where they stand."""

from pathlib import Path

from rumbo.domain.document import DocumentDraft
from rumbo.domain.indicators.sheet import IndicatorSheet, Range, Variable
from rumbo.domain.numbers import Quantity
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes

FILE = Path(__file__).resolve().parents[3] / "examples" / "hoja-de-vida-indicador.txt"


def draft() -> DocumentDraft[IndicatorSheet]:
    found = read_document(read_bytes(FILE.read_bytes(), FILE.name))
    assert isinstance(found, DocumentDraft)
    return found


def test_the_sheet_is_read_whole() -> None:
    read = draft()
    sheet = read.content
    assert read.recognition.layout == "indicator_sheet"
    assert not read.kept
    assert (sheet.code, sheet.control.code, sheet.unit) == ("AC-02", "EM-FO-009", "Oficina de Atención al Ciudadano")
    assert (sheet.value_chain, sheet.performance, sheet.tendency) == ("product", "effectiveness", "increasing")
    assert (sheet.periodicity, sheet.analysis_periodicity, sheet.operator) == ("quarterly", "semiannual", "at_least")
    office = "Oficina de Atención al Ciudadano"
    last = Variable("V3", "Peticiones trasladadas a otra entidad", "Peticiones", "Sistema de correspondencia", office)
    assert sheet.variables[2] == last
    assert sheet.ranges[0] == Range("Crítico", None, Quantity.of(80))
    assert [(each.period, each.action) for each in sheet.measurements] == [
        ("Primer trimestre", "Preventiva"),
        ("Segundo trimestre", "Ninguna"),
    ]
    assert len(sheet.changes) == 2


def test_its_faults_are_told_where_they_stand() -> None:
    told = {finding.code: finding.where.cell for finding in draft().everything_found() if finding.where}
    assert told == {
        "indicator.variable_unused": "23:1",
        "indicator.target_out_of_scale": "36:1",
        "indicator.name_repeats_target": "9:1",
        "indicator.result_differs": "51:27",
    }
