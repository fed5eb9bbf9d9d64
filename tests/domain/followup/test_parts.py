"""The parts that an entity chooses for the words of its reports."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.followup.parts import (
    COLUMNS,
    LONGEST_LABEL,
    MOST_OWN,
    NARRATIVE,
    USUAL,
    Part,
    check_parts,
    parts_of,
    plain_parts,
)

LABELS = st.text("abcdefgáéñ ", min_size=1, max_size=LONGEST_LABEL).map(str.strip).filter(bool)


@given(st.lists(LABELS, max_size=MOST_OWN, unique_by=str.casefold), st.booleans(), st.booleans())
def test_what_is_chosen_is_read_back(labels: list[str], required: bool, public: bool) -> None:
    own = [Part(label, label, "", required, public) for label in labels]
    parts = (USUAL[0], *own)
    if check_parts(parts):
        assert "avance cualitativo" in {label.casefold() for label in labels}
    else:
        assert parts_of(plain_parts(parts)) == parts


@pytest.mark.parametrize("value", [None, [], "narrative", [{"key": "x"}], [3], {"key": 1}, plain_parts(USUAL[1:])])
def test_what_says_no_parts_is_the_usual(value: object) -> None:
    assert parts_of(value) == USUAL


def test_every_fault_is_told() -> None:
    assert not check_parts(USUAL)
    assert [part.key for part in USUAL] == list(COLUMNS)
    logros = Part("Logros", "Logros")
    assert _codes((*USUAL, logros, Part("LOGROS ", "LOGROS "))) == ["followup.part_twice"]
    assert _codes((*USUAL, Part("", " "))) == ["followup.part_unnamed"]
    assert _codes((*USUAL, Part("x" * 61, "x" * 61))) == ["followup.part_unnamed"]
    many = [Part(f"Parte {n}", f"Parte {n}") for n in range(MOST_OWN + 1)]
    assert _codes((*USUAL, *many)) == ["followup.too_many_parts"]
    with pytest.raises(ValueError):
        check_parts((replace(USUAL[0], required=False),))
    assert USUAL[0].key == NARRATIVE


def _codes(parts: tuple[Part, ...]) -> list[str]:
    return [found.code for found in check_parts(parts)]
