"""What an outline prints and reads again is the same content."""

import pytest
from hypothesis import given, settings

from rumbo.domain.plan.strategic import StrategicPlan
from rumbo.layouts import print_outline_template, read_document
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing.csv_file import write_csv_blocks
from tests.layouts.outline.forms import FORMS, written
from tests.layouts.outline.strategic import KEY, plans


@pytest.mark.parametrize("form", FORMS)
@given(plan=plans())
@settings(max_examples=settings().max_examples // 4, deadline=None)
def test_a_strategic_plan_comes_back_as_it_was(form: str, plan: StrategicPlan) -> None:
    draft = read_document(read_bytes(written(plan, KEY, form), f"plan.{form}"), layout_key=KEY)
    assert draft.content == plan  # type: ignore[union-attr]


def test_the_empty_template_is_known_and_reads_as_nothing() -> None:
    file = read_bytes(write_csv_blocks(print_outline_template(KEY)), "plantilla.csv")
    draft = read_document(file, layout_key=KEY)
    assert draft.recognition.layout == KEY
    assert not draft.content.mission  # type: ignore[union-attr]
