"""A pdf of a document of several parts: its pages come back as what was printed, and agree with the JSON they carry.

The tolerance without the JSON is stated in docs/tolerance.md: that of `rumbo.layouts.attached.same` for texts, none for
anything else.
"""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rumbo.domain.document import DocumentDraft, leaves
from rumbo.domain.plan.draft import PlanDraft
from rumbo.layouts import read_document
from rumbo.layouts.attached import same
from rumbo.layouts.carried import NAME, content_attachment, content_json
from rumbo.layouts.drawing.indicator import Keeper, draw_indicator
from rumbo.layouts.drawing.outlines import draw_outline
from rumbo.layouts.drawing.project import Registry, draw_project
from rumbo.layouts.drawing.templates import draw_template
from rumbo.papers.document import LETTER, TABLOID, Attachment
from rumbo.papers.reading import read_bytes, read_file
from rumbo.papers.writing import render
from tests.layouts.outline import indicator, institutional, project, risks, strategic
from tests.layouts.outline.hostile import calmly
from tests.layouts.tables import EXAMPLES

MOMENT = datetime(2026, 1, 2, tzinfo=UTC)
MADE: dict[str, tuple[st.SearchStrategy[Any], str]] = {
    strategic.KEY: (calmly(strategic.plans()), "plan-estrategico-2024"),
    institutional.KEY: (calmly(institutional.plans()), "plan-institucional-2024"),
    project.KEY: (calmly(project.sheets), "ficha-de-proyecto-2024"),
    indicator.KEY: (calmly(indicator.sheets), "hoja-de-vida-indicador"),
    risks.KEY: (calmly(risks.maps()), "mapa-de-riesgos-2024"),
}
FEW = settings(
    max_examples=settings().max_examples // 4,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# One value of each example changed, and the field at the end of the path of what is told.
ALTERED = {
    strategic.KEY: ({"mission": "Otra misión que nadie aprobó"}, "mission"),
    institutional.KEY: ({"announced_risks": 1234}, "announced_risks"),
    project.KEY: ({"general_objective": "Otro objetivo que nadie aprobó"}, "general_objective"),
    indicator.KEY: ({"formula": "V1 * 2"}, "formula"),
    risks.KEY: ({"total": 1234}, "total"),
}
LISTED = {
    strategic.KEY: "objectives",
    institutional.KEY: "risks",
    project.KEY: "budget",
    indicator.KEY: "measurements",
    risks.KEY: "entries",
}


def pdf(content: Any, key: str, *carried: Attachment) -> bytes:
    return render(draw_outline(content, key, "Entidad de prueba", MOMENT), "pdf", carried)


def read(content: bytes, name: str, key: str = "") -> DocumentDraft[Any]:
    draft = read_document(read_bytes(content, name), layout_key=key)
    assert isinstance(draft, DocumentDraft)
    return draft


def example(key: str) -> Any:
    (file,) = EXAMPLES.glob(f"{MADE[key][1]}.*")
    draft = read_document(read_file(file))
    assert isinstance(draft, DocumentDraft)
    return draft.content


def alike(shown: Any, written: Any) -> bool:
    """Whether two contents have the same values in the same places, texts within the tolerance of a page."""
    return all(
        path == other and (same(value, said) if isinstance(value, str) and isinstance(said, str) else value == said)
        for (path, value), (other, said) in zip(leaves(shown), leaves(written), strict=True)
    )


def told(draft: DocumentDraft[Any]) -> list[str]:
    return [found.code for found in draft.findings if found.code.startswith("file.attachment")]


@pytest.mark.parametrize("key", MADE)
def test_without_the_json_the_pages_come_back(key: str) -> None:
    @FEW
    @given(MADE[key][0])
    def law(content: Any) -> None:
        assert alike(read(pdf(content, key), "documento.pdf", key).content, content)

    law()


@pytest.mark.parametrize("key", MADE)
def test_the_example_comes_back_from_its_pages_exactly_and_is_known_by_itself(key: str) -> None:
    draft = read(pdf(example(key), key), "documento.pdf")
    assert (draft.recognition.layout, draft.content) == (key, example(key))
    assert not [found for found in draft.findings if found.code.startswith("file.")]


@pytest.mark.parametrize("key", MADE)
def test_json_is_read_as_the_document_it_tells(key: str) -> None:
    @FEW
    @given(MADE[key][0])
    def law(content: Any) -> None:
        draft = read(content_json(content, key), "documento.json")
        assert (draft.recognition.layout, draft.content) == (key, content)
        assert draft.source.media_type == "application/json"

    law()


@pytest.mark.parametrize("key", MADE)
def test_pages_that_agree_with_what_they_carry_are_told_nothing(key: str) -> None:
    assert told(read(pdf(example(key), key, content_attachment(example(key), key)), "documento.pdf")) == []


@pytest.mark.parametrize("key", MADE)
def test_a_value_changed_on_the_pages_is_told_with_its_place(key: str) -> None:
    change, field = ALTERED[key]
    draft = read(pdf(replace(example(key), **change), key, content_attachment(example(key), key)), "documento.pdf")
    (found,) = [each for each in draft.findings if each.code.startswith("file.attachment")]
    assert found.code == "file.attachment_differs"
    assert found.where
    assert found.where.cell.startswith("p. ")
    assert found.where == draft.where((field,))
    assert same(str(found.facts["shown"]), str(change[field]))


@pytest.mark.parametrize("key", MADE)
def test_a_row_that_is_gone_from_the_pages_is_told_once(key: str) -> None:
    rows = getattr(example(key), LISTED[key])
    fewer = replace(example(key), **{LISTED[key]: rows[:-1]})
    draft = read(pdf(fewer, key, content_attachment(example(key), key)), "documento.pdf")
    assert told(draft) == ["file.attachment_rows"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"a": 1}', b'{"layout": "x"}', b"\xff", b'{"layout": 3}', b"[" * 99_999]
)
def test_a_damaged_json_inside_is_told(content: bytes) -> None:
    key = strategic.KEY
    carried = Attachment(NAME, "application/json", content, "")
    assert told(read(pdf(example(key), key, carried), "documento.pdf")) == ["file.attachment_damaged"]
    other = content_attachment(example(indicator.KEY), indicator.KEY)
    assert told(read(pdf(example(key), key, other), "documento.pdf")) == ["file.attachment_damaged"]


@pytest.mark.parametrize(
    "content", [b"{}", b'{"layout": "x", "content": {}}', b'{"layout": "strategic_plan"}', b'{"a":']
)
def test_a_json_that_tells_no_document_is_read_as_nothing(content: bytes) -> None:
    name = "cosa.json" if content.endswith(b"}") else "cosa.txt"
    draft = read_document(read_bytes(content, name))
    assert isinstance(draft, PlanDraft)
    assert [found.code for found in draft.findings] == ["layout.not_recognised"]


def test_what_stands_beside_a_form_is_no_difference_from_what_it_carries() -> None:
    """A printed project tells what its bank knows, and an indicator its line, before the form that reads back."""
    sheet = example(project.KEY)
    bank = Registry("Entidad", "Viable")
    content = render(draw_project(sheet, bank, MOMENT), "pdf", (content_attachment(sheet, project.KEY),))
    assert told(read(content, "ficha.pdf")) == []
    life = example(indicator.KEY)
    drawn = draw_indicator(life, Keeper("Entidad", "Vigente"), MOMENT)
    assert told(read(render(drawn, "pdf", (content_attachment(life, indicator.KEY),)), "hoja.pdf")) == []


def test_a_map_of_many_columns_is_a_larger_sheet_and_no_wider_than_word_opens() -> None:
    columns = {key: draw_outline(example(key), key, "Entidad", MOMENT).page for key in (indicator.KEY, risks.KEY)}
    assert columns == {indicator.KEY: LETTER, risks.KEY: TABLOID}
    drawn = draw_template(risks.KEY, "docx", 2024)
    assert drawn.page.width_mm > TABLOID.width_mm
    with zipfile.ZipFile(io.BytesIO(render(drawn, "docx"))) as file:
        (wide,) = re.findall(rb'<w:pgSz w:w="(\d+)"', file.read("word/document.xml"))
    assert int(wide) <= 31_680
