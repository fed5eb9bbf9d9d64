"""Parse and print are inverses; the text rule changes nothing twice; nothing that is written makes a reader fail."""

import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.notation.blanks import meaning_of
from rumbo.notation.dates import parse_date, print_date, print_long_date, read_date
from rumbo.notation.lists import split_entries, split_known
from rumbo.notation.numbers import (
    NumberKind,
    parse_money,
    parse_number,
    print_money,
    print_number,
    print_percent,
    read_number,
)
from rumbo.notation.text import EXCEL_CELL_LIMIT, clean_text, fits_in_cell, refused_characters

quantities = st.integers(-(10**18), 10**18).map(lambda units: Decimal(units).scaleb(-4))
languages = st.sampled_from(["es", "en"])
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
hostile = st.text(st.sampled_from("0123456789.,'()$%-/ \n;:°OabñÑ٣\u200b\x00"), max_size=40) | st.text(max_size=40)


@given(quantities, languages)
def test_a_printed_number_reads_back(value: Decimal, language: str) -> None:
    assert parse_number(print_number(value, language), language) == value


@given(st.integers(-(10**17), 10**17), languages)
def test_printed_money_reads_back(centavos: int, language: str) -> None:
    assert parse_money(print_money(centavos, language), language) == centavos


@given(quantities, languages)
def test_a_printed_percentage_reads_back_as_points(ratio: Decimal, language: str) -> None:
    read = read_number(print_percent(ratio, language), language)
    assert read is not None
    assert (read.kind, read.value) == (NumberKind.PERCENT, ratio * 100)


@given(days)
def test_a_printed_day_reads_back(day: date) -> None:
    assert parse_date(print_date(day)) == parse_date(print_date(day, "en")) == parse_date(print_long_date(day)) == day


@given(hostile)
def test_no_text_makes_a_reader_fail(text: str) -> None:
    read_number(text), read_date(text), meaning_of(text), split_entries(text), split_known(text, [text, "a b"])


@given(st.lists(st.sampled_from(["Planeación", "Talento Humano", "Control de Gestión", "Talento"]), unique=True))
def test_known_names_written_in_a_row_are_found(names: list[str]) -> None:
    split = split_known(" ".join(names).upper(), ["Planeación", "Talento Humano", "Control de Gestión", "Talento"])
    assert (split.names, split.remainder) == (tuple(names), ())


@given(st.text() | hostile)
def test_the_text_rule_changes_nothing_twice(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert refused_characters(clean) == ()
    assert "\r" not in clean
    assert "\t" not in clean
    assert "\xa0" not in clean


def test_the_text_rule_by_example() -> None:
    assert clean_text(" Meta\xa01 \r\nn\u0303u\u200b\x07 ") == "Meta 1\nñu"
    assert refused_characters("a\x07b\u202ec\x07") == ("U+0007", "U+202E")


def test_a_cell_counts_as_excel_counts() -> None:
    assert fits_in_cell("a" * EXCEL_CELL_LIMIT)
    assert not fits_in_cell("a" * (EXCEL_CELL_LIMIT + 1))
    assert not fits_in_cell("😀" * (EXCEL_CELL_LIMIT // 2 + 1))


def test_rounding_is_half_even_and_a_fraction_without_end_needs_decimals() -> None:
    assert print_number(Decimal("0.125"), decimals=2) == "0,12"
    assert print_number(Decimal("-0.001"), decimals=2) == "0,00"
    assert print_percent(Fraction(1, 3), decimals=1) == "33,3%"
    with pytest.raises(ValueError, match="decimals"):
        print_percent(Fraction(1, 3))


@pytest.mark.parametrize(
    ("text", "centavos"), [("150,000", 15000000), ("(1,500)", -150000), ("1.500", 150000), ("1,50", 150), ("0,500", 50)]
)
def test_nobody_writes_thousandths_of_a_peso(text: str, centavos: int) -> None:
    assert parse_money(text) == centavos
