"""Bands cover every percentage once; settings are read from rows and refused when they mean nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.measurement import (
    DEFAULT_BANDS,
    DEFAULTS,
    SOURCES,
    Band,
    Percentage,
    Weighting,
    band_of,
    check_bands,
    plain,
    settings_of,
)
from rumbo.domain.outcomes import Computed, Reason, Undefined
from rumbo.findings import Outcome, word


def found(bands: tuple[Band, ...]) -> list[str]:
    return [result.code for result in check_bands(bands) if result.outcome is Outcome.FOUND]


@given(st.integers(-(10**15), 10**15))
def test_every_percentage_has_one_band(figure: int) -> None:
    assert sum(band.holds(figure) for band in DEFAULT_BANDS) == 1


@pytest.mark.parametrize(
    ("percent", "code"),
    [
        (-5, "critical"),
        (59, "critical"),
        (60, "acceptable"),
        (80, "satisfactory"),
        (124, "satisfactory"),
        (125, "over"),
    ],
)
def test_the_lower_limit_belongs_to_the_band(percent: int, code: str) -> None:
    band = band_of(DEFAULT_BANDS, Computed(percent * 10**10))
    assert band is not None
    assert band.code == code


def test_no_figure_has_no_band() -> None:
    assert band_of(DEFAULT_BANDS, Undefined(Reason.NOT_REPORTED)) is None


def test_bands_with_gaps_or_overlaps_are_refused() -> None:
    low, mid, high, over = DEFAULT_BANDS
    gap, overlap = "measurement.bands_gap", "measurement.bands_overlap"
    assert found(DEFAULT_BANDS) == []
    assert found(()) == [gap]
    assert found((low, high, over)) == [gap]
    assert found((replace(low, lower=0), mid, high, over)) == [gap]
    assert found((low, mid, high)) == [gap]
    assert found((low, replace(mid, lower=50 * 10**10), high, over)) == [overlap]
    assert found((low, replace(mid, lower=None), high, over)) == [overlap]
    assert overlap in found((low, mid, replace(high, upper=high.lower), over))


def test_the_findings_of_bands_speak() -> None:
    low, _, high, over = DEFAULT_BANDS
    gaps, _ = check_bands((low, high, over))
    assert word(gaps.findings[0]).what == "Entre 60 % y 80 % no hay rango."


def test_settings_survive_their_rows() -> None:
    chosen = replace(DEFAULTS, cap=None, weighting=Weighting.BUDGET, bands_on=Percentage.YEAR, carry_increasing=False)
    assert settings_of(plain(chosen)) == (chosen, ())
    assert settings_of({}) == (DEFAULTS, ())
    assert set(SOURCES) == set(plain(DEFAULTS))


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ({"tope": "100"}, "measurement.setting_unknown"),
        ({"cap": "mucho"}, "measurement.setting_invalid"),
        ({"cap": "-1"}, "measurement.setting_invalid"),
        ({"cap": 1.5}, "measurement.setting_invalid"),
        ({"cap": "NaN"}, "measurement.setting_invalid"),
        ({"over_alert": None}, "measurement.setting_invalid"),
        ({"weighting": "por gusto"}, "measurement.setting_invalid"),
        ({"carry_increasing": "no"}, "measurement.setting_invalid"),
        ({"bands": [{"code": "x"}]}, "measurement.setting_invalid"),
        ({"bands": []}, "measurement.bands_gap"),
    ],
)
def test_a_wrong_setting_is_a_finding_and_leaves_the_default(rows: dict[str, object], code: str) -> None:
    settings, findings = settings_of(rows)
    assert settings == DEFAULTS
    assert [finding.code for finding in findings] == [code]
