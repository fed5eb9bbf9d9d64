"""What the layout of an indicator sheet prints and reads again is the same sheet."""

import pytest
from hypothesis import given, settings

from rumbo.domain.indicators.sheet import IndicatorSheet
from rumbo.layouts import print_outline_template, read_document
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing.csv_file import write_csv_blocks
from tests.layouts.outline.forms import FORMS, written
from tests.layouts.outline.indicator import KEY, sheets


@pytest.mark.parametrize("form", FORMS)
@given(sheet=sheets)
@settings(max_examples=settings().max_examples // 4, deadline=None)
def test_an_indicator_sheet_comes_back_as_it_was(form: str, sheet: IndicatorSheet) -> None:
    draft = read_document(read_bytes(written(sheet, KEY, form), f"hoja.{form}"), layout_key=KEY)
    assert draft.content == sheet  # type: ignore[union-attr]


def test_the_empty_template_is_known_and_reads_as_nothing() -> None:
    draft = read_document(read_bytes(write_csv_blocks(print_outline_template(KEY)), "plantilla.csv"))
    assert draft.recognition.layout == KEY
    assert draft.content == IndicatorSheet()  # type: ignore[union-attr]
