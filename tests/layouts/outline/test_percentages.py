"""Percentages in the tables of a document of several parts: by their cells, or else by their header."""

from decimal import Decimal

import pytest

from rumbo.domain.numbers import Quantity
from rumbo.layouts import read_document
from rumbo.papers.raw import Percent, RawValue
from tests.layouts.tables import document, sheet


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ((Percent(Decimal("0.75")), Percent(Decimal(1))), False),
        ((Decimal("0.75"), 1), True),
        ((75, 100), False),
    ],
)
def test_a_result_in_parts_of_one_below_a_percentage_is_told(cells: tuple[RawValue, ...], told: bool) -> None:
    above: list[list[RawValue]] = [["Hoja de vida de indicador"], ["Nombre del indicador", "Visitas hechas"], []]
    rows = [[f"Trimestre {number}", cell, "Se hizo"] for number, cell in enumerate(cells, 1)]
    file = document(sheet(*above, ["Periodo", "Resultado (%)", "Análisis"], *rows))
    draft = read_document(file, layout_key="indicator_sheet")
    assert [each.result for each in draft.content.measurements] == [Quantity.of(75), Quantity.of(100)]  # type: ignore[union-attr]
    assert ("layout.proportions" in {found.code for found in draft.findings}) is told
