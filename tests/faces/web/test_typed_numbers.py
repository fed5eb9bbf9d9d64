"""Numbers typed in a form: what reads two ways is asked, and what was kept comes back so that it reads one way."""

import pytest

from rumbo.domain.numbers import Quantity
from rumbo.faces.web.amounts import AmountField, read_amount
from rumbo.findings import Finding


@pytest.mark.parametrize(("written", "language"), [("1,039", "es"), ("1.039", "en")])
def test_a_number_that_reads_two_ways_is_asked(written: str, language: str) -> None:
    found = read_amount(written, language)
    assert isinstance(found, Finding)
    assert found.code == "answer.two_readings"
    assert found.facts["whole"] == "1039"


@pytest.mark.parametrize("written", ["1.039", "1039", "1,0390", "0,125", "12,5"])
def test_a_number_that_reads_one_way_is_kept(written: str) -> None:
    assert isinstance(read_amount(written), Quantity)


def test_what_was_kept_with_three_decimals_comes_back_and_is_kept_again() -> None:
    kept = read_amount("1,0390")
    shown = AmountField().prepare_value(kept)
    assert shown == "1,0390"
    assert read_amount(shown) == kept
