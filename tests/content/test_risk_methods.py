"""The methods of risk that Rumbo carries: dated, sourced, sound, and the same as the reference lists."""

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from rumbo.content.load import CONFIDENCES
from rumbo.content.risk_methods import class_name, method, method_for, methods, read_method
from rumbo.domain.risk import Method, Zone
from rumbo.domain.risk.method import check_method

EVERY = pytest.mark.parametrize("found", methods(), ids=lambda found: found.key)
MAPS = {"DAFP_V5_V6_V7": "dafp_2022_v6", "CORRUPTION_V4": "corruption_2018_v4", "DAFP_V4_GENERAL": "dafp_2018_v4"}


@EVERY
def test_it_is_sound_dated_and_sourced(found: Method) -> None:
    assert list(check_method(found)) == []
    assert found.source
    assert found.note
    assert found.confidence in CONFIDENCES
    assert found.valid_to is None or found.valid_from < found.valid_to
    assert {option.accepts for option in found.options} == {True, False}
    assert all(zone.tone in {"good", "watch", "alert", "bad"} for zone in found.zones)


def test_editions_of_one_scale_draw_the_same_map() -> None:
    for found in methods():
        first = next(each for each in methods() if each.scale == found.scale)
        assert found.matrix == first.matrix
        assert [level.name for level in found.impact.levels] == [level.name for level in first.impact.levels]


def test_the_edition_of_a_day() -> None:
    assert [each and each.key for each in (
        method_for("management", date(2021, 5, 1)), method_for("management", date(2024, 5, 1)),
        method_for("management", date(2026, 5, 1)), method_for("fiscal", date(2021, 5, 1)),
        method_for("corruption", date(2019, 5, 1)), method_for("corruption", date(2026, 5, 1)),
        method_for("unknown", date(2026, 5, 1)),
    )] == ["dafp_2020_v5", "dafp_2022_v6", "dafp_2025_v7", "dafp_2025_v7", "corruption_2018_v4",
           "corruption_2022_v6", None]  # fmt: skip
    assert method("unknown") is None
    assert (class_name("corruption"), class_name("unknown")) == ("Corrupción", "unknown")


def test_an_unsound_file_is_refused() -> None:
    import yaml

    file = Path(__file__).resolve().parents[2] / "src/rumbo/content/risk_methods/dafp_2020_v5.yaml"
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    told["matrix"][3][0] = "lower"
    with pytest.raises(ValueError, match="a zone is not declared"):
        read_method(told)


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "catalogs" / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_the_maps_are_those_of_the_reference(shared: Path) -> None:
    for row in rows(shared, "risk_heatmap.csv"):
        found = method(MAPS[row["methodology"]])
        assert found is not None
        zone: Zone = found.zone(int(row["probability_level"]), int(row["impact_level"]))
        assert zone.name == row["zone_es"], row


def test_the_scales_are_those_of_the_reference(shared: Path) -> None:
    for row in rows(shared, "risk_probability.csv"):
        found = method(MAPS[row["methodology"]])
        assert found is not None
        level = next(level for level in found.probability.levels if level.number == int(row["level"]))
        assert level.name.casefold() == row["name_es"].casefold()
        if row["frequency_min_per_year"]:
            assert level.band is not None
            assert level.percent == Fraction(int(row["percent"]), 100)
            assert level.band.holds(Fraction(row["frequency_min_per_year"]))
            last = row["frequency_max_per_year"]
            assert level.band.upper is None if not last else level.band.holds(Fraction(last))
    for row in rows(shared, "risk_impact.csv"):
        found = method(MAPS[row["methodology"]])
        assert found is not None
        level = next(level for level in found.impact.levels if level.number == int(row["level"]))
        assert level.name == row["name_es"]
        assert level.reputation == row["reputational_criterion_es"]


def test_weights_and_questions_are_those_of_the_reference(shared: Path) -> None:
    found, corruption = method("dafp_2025_v7"), method("corruption_2022_v6")
    assert found is not None
    assert corruption is not None
    weights = {part.name: part.weight * 100 for part in (*found.controls.kinds, *found.controls.ways)}
    told = [row for row in rows(shared, "risk_control_weights.csv") if row["weight_percent"]]
    assert {row["value_es"]: Fraction(row["weight_percent"]) for row in told[:5]} == weights
    (special,) = told[5:]
    manual = next(way for way in found.controls.ways if way.name == special["value_es"])
    assert manual.weight_by_class["information_security"] == Fraction(int(special["weight_percent"]), 100)
    questions = rows(shared, "corruption_impact_questions.csv")
    assert [(each.number, each.text) for each in corruption.impact.questions] == [
        (int(row["number"]), row["question_es"]) for row in questions
    ]
    assert [each.number for each in corruption.impact.questions if each.forces] == [16]
