"""Json in pieces is the json that one text would be, and holds one element at a time."""

import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rumbo.domain.plan.matrix import Matrix
from rumbo.faces.cli.json_pieces import json_pieces
from rumbo.layouts import print_matrix, read_plan
from rumbo.layouts.engine.telling import draft_as_data
from rumbo.papers.reading import read_bytes
from tests.layouts.drawing.matrices import matrices
from tests.layouts.tables import EXAMPLES, as_csv, as_xlsx, document, sheet

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def held(value: Any) -> Any:
    """The data with its iterators as lists."""
    if isinstance(value, dict):
        return {key: held(each) for key, each in value.items()}
    return [held(each) for each in value] if isinstance(value, list | Iterator) else value


def as_one_text(value: Any) -> str:
    return json.dumps(held(value), ensure_ascii=False, indent=2)


@given(PLAIN)
def test_plain_data_is_the_text_of_json_dumps(value: Any) -> None:
    assert "".join(json_pieces(value)) == as_one_text(value)


@given(st.dictionaries(st.text(), st.lists(PLAIN, max_size=3), max_size=3))
def test_an_iterator_is_written_as_a_list(value: dict[str, list[Any]]) -> None:
    def walked() -> Any:
        return {"one": [{"all": (each for each in given)} for given in value.values()], "two": iter(value)}

    assert "".join(json_pieces(walked())) == as_one_text(walked())


def test_every_example_is_told_in_pieces_as_in_one_text() -> None:
    files = [file for file in sorted(EXAMPLES.iterdir()) if file.suffix in (".txt", ".xlsx", ".csv", ".ods", ".md")]
    assert files
    for file in files:
        draft = read_plan(read_bytes(file.read_bytes(), file.name))
        assert "".join(json_pieces(draft_as_data(draft))) == as_one_text(draft_as_data(draft))


@given(st.booleans().flatmap(matrices), st.sampled_from([as_csv, as_xlsx]))
@settings(max_examples=settings().max_examples // 2, deadline=None)
def test_any_draft_is_told_in_pieces_as_in_one_text(matrix: Matrix, written: Any) -> None:
    draft = read_plan(read_bytes(written(print_matrix(matrix)), "plan"))
    assert "".join(json_pieces(draft_as_data(draft))) == as_one_text(draft_as_data(draft))


def test_what_is_told_weighs_no_more_for_a_longer_document() -> None:
    rows = [[str(at), "Hacer una cosa larga de contar " * 9, "Oficina", "N/A", "?"] for at in range(500)]
    draft = read_plan(document(sheet(["No.", "Acción", "Responsable", "Meta", "Fecha fin"], *rows)))
    tracemalloc.start()
    told = sum(map(len, json_pieces(draft_as_data(draft))))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told > 1_000_000
    assert most < 200_000
