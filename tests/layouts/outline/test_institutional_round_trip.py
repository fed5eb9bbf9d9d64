"""What an institutional plan prints and reads again is the same plan, in every form."""

import pytest
from hypothesis import given, settings

from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.layouts import print_outline_template, read_document
from rumbo.layouts.institutional_action_plan.settling import settled
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing.csv_file import write_csv_blocks
from tests.layouts.outline.forms import FORMS, written
from tests.layouts.outline.institutional import KEY, plans


@pytest.mark.parametrize("form", FORMS)
@given(plan=plans())
@settings(max_examples=settings().max_examples // 4, deadline=None)
def test_an_institutional_plan_comes_back_as_it_was(form: str, plan: InstitutionalPlan) -> None:
    draft = read_document(read_bytes(written(plan, KEY, form), f"plan.{form}"), layout_key=KEY)
    assert draft.content == plan  # type: ignore[union-attr]


@given(plans())
def test_what_is_settled_stays_as_it_is(plan: InstitutionalPlan) -> None:
    assert settled(plan) == plan


def test_the_empty_template_is_known_and_reads_as_nothing() -> None:
    draft = read_document(read_bytes(write_csv_blocks(print_outline_template(KEY)), "plantilla.csv"))
    assert draft.recognition.layout == KEY
    content: InstitutionalPlan = draft.content  # type: ignore[union-attr]
    assert not content.components
    assert not any(process.indicators for process in content.processes)
