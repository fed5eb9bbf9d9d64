"""Bands written and read, and what a declared method may lack."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.content.risk_methods import method
from rumbo.domain.risk import Band, Method
from rumbo.domain.risk.bands import cover
from rumbo.domain.risk.method import Level, check_method
from rumbo.domain.risk.sentences import FORMULAS
from rumbo.domain.risk.tracing import band_formula


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[0, 3)", "band_below"),
        ("[3, 25)", "band_from_below"),
        ("[10, 50]", "band_from_to"),
        ("(50, 100]", "band_above_to"),
        ("(500, ∞)", "band_above"),
        ("[5001, ∞)", "band_from"),
        ("(1, 2)", "band_above_below"),
    ],
)
def test_a_band_is_told_as_it_was_read(text: str, told: str) -> None:
    assert band_formula(Band.of(text)) == told
    assert told in FORMULAS


@pytest.mark.parametrize("text", ["", "3", "0, 3", "[0 3)", "[x, 3)", "{0, 3}"])
def test_what_is_no_band_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Band.of(text)


@given(st.fractions(0, 1000, max_denominator=10_000))
def test_bands_that_cover_hold_every_number_once(number: Fraction) -> None:
    bands = [Band.of(text) for text in ("[0, 10)", "[10, 50]", "(50, 100]", "(100, 500]", "(500, ∞)")]
    assert cover(bands, Fraction(0), None)
    assert sum(band.holds(number) for band in bands) == 1


@pytest.mark.parametrize(
    "texts", [("[0, 3)", "[4, ∞)"), ("[0, 3]", "[3, ∞)"), ("(0, ∞)",), ("[0, 5)",), (), ("[0, 3)", "(3, ∞)")]
)
def test_gaps_and_overlaps_are_seen(texts: tuple[str, ...]) -> None:
    assert not cover([Band.of(text) for text in texts], Fraction(0), None)


def sound() -> Method:
    found = method("dafp_2022_v6")
    assert found is not None
    return found


def _with_levels(found: Method, *levels: Level) -> Method:
    return replace(found, probability=replace(found.probability, levels=levels))


def test_a_sound_method_lacks_nothing_and_each_fault_is_told() -> None:
    found = sound()
    assert list(check_method(found)) == []
    hole = {cell: zone for cell, zone in found.matrix.items() if cell != (1, 1)}
    assert list(check_method(replace(found, matrix=hole))) == ["matrix: a cell is missing or too many"]
    strange = {**found.matrix, (1, 1): "purple"}
    assert list(check_method(replace(found, matrix=strange))) == ["matrix: a zone is not declared"]
    falling = {**found.matrix, (2, 1): "extreme"}
    assert len(list(check_method(replace(found, matrix=falling)))) == 2
    first, *rest = found.probability.levels
    gap = _with_levels(found, replace(first, band=Band.of("[0, 2)")), *rest)
    assert list(check_method(gap)) == ["probability: the bands of times a year leave a gap or overlap"]
    flat = _with_levels(found, replace(first, percent=Fraction(2, 5)), *rest)
    assert list(check_method(flat)) == ["probability: the percentages do not rise to 100"]
    kinds = tuple(replace(kind, weight=Fraction(9, 10)) for kind in found.controls.kinds)
    greedy = replace(found, controls=replace(found.controls, kinds=kinds))
    assert list(check_method(greedy)) == ["controls: a control would add risk or take more than there is"]
