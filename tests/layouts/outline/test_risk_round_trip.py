"""What the layout of a map of risks prints and reads again is the same map."""

import pytest
from hypothesis import given, settings

from rumbo.domain.risk.map import RiskMap
from rumbo.layouts import print_outline_template, read_document
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing.csv_file import write_csv_blocks
from tests.layouts.outline.forms import FORMS, written
from tests.layouts.outline.risks import KEY, maps


@pytest.mark.parametrize("form", FORMS)
@given(content=maps())
@settings(max_examples=settings().max_examples // 4, deadline=None)
def test_a_map_comes_back_as_it_was(form: str, content: RiskMap) -> None:
    draft = read_document(read_bytes(written(content, KEY, form), f"mapa.{form}"), layout_key=KEY)
    assert draft.content == content  # type: ignore[union-attr]


def test_the_empty_template_is_known_and_reads_as_nothing() -> None:
    draft = read_document(read_bytes(write_csv_blocks(print_outline_template(KEY)), "plantilla.csv"))
    assert draft.recognition.layout == KEY
    assert draft.content == RiskMap()  # type: ignore[union-attr]
