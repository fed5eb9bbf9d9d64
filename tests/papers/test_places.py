"""Addresses: written as the person who opens the file looks for them, and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.papers.raw import PAGE, RawTable
from rumbo.papers.reading.places import address, row_and_column


@given(st.integers(1, 400), st.integers(1, PAGE - 1), st.integers(1, 500))
def test_what_an_address_names_is_found_again(page: int, row: int, column: int) -> None:
    for kind, number in (("sheet", row), ("table", row), ("pages", page * PAGE + row)):
        assert row_and_column(address(RawTable("x", kind, ()), number, column)) == (number, column)
    assert row_and_column(address(RawTable("", "text", (), starts={row: (1, column)}), row, 2)) == (row, 0)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("B7", (7, 2)),
        ("p. 3, B7", (30007, 2)),
        ("12:3", (12, 0)),
        ("p. 3, l. 7", (30007, 0)),
        ("¶ 12", (12, 0)),
        ("", (0, 0)),
        ("Tab. 1", (0, 0)),
        ("b7", (0, 0)),
    ],
)
def test_every_form_of_an_address(cell: str, found: tuple[int, int]) -> None:
    assert row_and_column(cell) == found
