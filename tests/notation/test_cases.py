"""The written cases of numbers, dates, lists and blanks."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from rumbo.notation.blanks import Nothing, meaning_of
from rumbo.notation.counts import count_in_words
from rumbo.notation.dates import Doubtful, Month, Reason, read_date
from rumbo.notation.folding import folded
from rumbo.notation.lists import names_in_a_row, split_entries, split_known
from rumbo.notation.numbers import NumberKind, ReadNumber, marks_of, parse_money, read_number

CASES = Path(__file__).parents[1] / "cases" / "notation"


def cases(name: str) -> Any:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", cases("numbers"), ids=lambda case: case["text"])
def test_numbers(case: dict[str, Any]) -> None:
    expected = None
    if "value" in case:
        expected = ReadNumber(Decimal(case["value"]), NumberKind(case["kind"]), case.get("ambiguous", False))
    assert read_number(case["text"]) == expected


@pytest.mark.parametrize("case", cases("dates"), ids=lambda case: case["text"])
def test_dates(case: dict[str, Any]) -> None:
    expected = case.get("day")
    if "month" in case:
        expected = Month(*case["month"])
    if "doubt" in case:
        expected = Doubtful(Reason(case["doubt"]), case.get("suggestion"))
    assert read_date(case["text"]) == expected


@pytest.mark.parametrize("case", cases("lists"), ids=lambda case: case["text"])
def test_lists(case: dict[str, Any]) -> None:
    assert [[entry.number, entry.code, entry.text] for entry in split_entries(case["text"])] == case["entries"]


@pytest.mark.parametrize(("meaning", "texts"), cases("blanks").items())
def test_blanks(meaning: str, texts: list[str | None]) -> None:
    expected = None if meaning == "something" else Nothing(meaning)
    assert {text: meaning_of(text) for text in texts} == dict.fromkeys(texts, expected)


def test_known_names_in_a_row_are_taken_apart_by_the_longest() -> None:
    names = ["Dirección", "Dirección General", "Oficina de Comunicaciones y Participación"]
    split = split_known("DIRECCION GENERAL Oficina de Comunicaciones y de Participación, Grupo nuevo Dirección", names)
    assert split.names == ("Dirección General", "Oficina de Comunicaciones y Participación", "Dirección")
    assert split.remainder == ("Grupo nuevo",)


def test_an_enye_is_not_an_n() -> None:
    assert split_known("Cana", ["Caña"]).names == ()


def test_money_is_whole_centavos() -> None:
    assert parse_money("$1.234,50") == 123450
    assert parse_money("$20.149 millones") == 2_014_900_000_000
    assert parse_money("0,005") is None
    assert parse_money("25%") is None


def test_names_in_a_row_leave_nothing_over() -> None:
    known = {"oficina juridica": 1, "oficina": 2, "direccion": 3}.get
    find = lambda text: known(folded(text))  # noqa: E731
    assert names_in_a_row("Oficina Jurídica, Dirección", find) == [("Oficina Jurídica", 1), ("Dirección", 3)]
    assert names_in_a_row("Oficina y Dirección", find) == []
    assert names_in_a_row("Oficina y Dirección", find, ("y",)) == [("Oficina", 2), ("Dirección", 3)]
    assert names_in_a_row("Oficina nueva", find) == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("1.234,5", (".", ",")),
        ("1,234.5", (",", ".")),
        ("1.234.567", (".", "")),
        ("1,234,567", (",", "")),
        ("0.30", ("", ".")),
        ("12,5 %", ("", ",")),
        ("1.039", ("", "")),
        ("1039", ("", "")),
        ("nada", ("", "")),
    ],
)
def test_the_marks_that_a_number_shows_beyond_doubt(text: str, marks: tuple[str, str]) -> None:
    assert marks_of(text) == marks


@pytest.mark.parametrize(
    ("text", "count"), [("Cinco", 5), ("veintidós", 22), ("una", 1), ("treinta", 30), ("cincuenta", None), ("5", None)]
)
def test_a_small_count_in_words(text: str, count: int | None) -> None:
    assert count_in_words(text) == count
