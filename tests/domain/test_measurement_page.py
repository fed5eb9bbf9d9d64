"""The page of measurement and the code say the same, name by name; its examples are cases and its guarantees laws."""

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from docs import build_measurement as built
from docs.build_measurement import PAGES, TOLD, examples_of, home_of, options_of, page
from rumbo.domain.annualization import RULES, UNSAID, Figures, Options
from rumbo.domain.followup.reporting import ReportKind
from rumbo.domain.measurement import MEASURING_RULES, Settings, Way

TESTS = Path(__file__).resolve().parents[1]
IN_CODE = {
    "figures": {each.name for each in fields(Figures)} - {"years"},
    "annualization": {rule.id for rule in (*RULES, UNSAID)},
    "reports": {kind.value for kind in ReportKind},
    "outlook": {way.value for way in Way},
    "rollup": {rule.id for rule in MEASURING_RULES} - {"year_end"},
}
"""By family, the names that the code has of it; a rule with its own `code` is looked up there."""


def rules() -> Iterator[tuple[str, dict[str, Any]]]:
    return ((family["id"], rule) for family in TOLD["families"] for rule in family["rules"])


@pytest.mark.parametrize("language", sorted(PAGES))
def test_the_pages_are_fresh(language: str) -> None:
    assert PAGES[language].read_text(encoding="utf-8") == page(language), "run: python -m docs.build_measurement"


def test_every_name_of_the_page_is_in_the_code_and_the_other_way() -> None:
    for family in TOLD["families"]:
        told = {rule["id"] for rule in family["rules"] if "code" not in rule}
        assert told == IN_CODE.get(family["id"], set()), family["id"]
    assert {rule.id for rule in MEASURING_RULES} <= {rule["id"] for _, rule in rules()}
    for family_id, rule in rules():
        home = home_of(family_id, rule)
        assert rule.get("code", "").partition(":")[2] in ("", home.__name__)


def test_every_choice_of_the_page_is_in_the_code_and_the_other_way() -> None:
    told = {choice["id"] for choice in TOLD["choices"]}
    assert told == {each.name for each in fields(Settings)} | {"basis"}
    assert {each.name for each in fields(Options)} <= told
    for choice in TOLD["choices"]:
        assert list(choice.get("options", {})) == options_of(choice["id"]), choice["id"]
    acting = {each for _, rule in rules() for each in rule.get("variants", ())}
    assert acting <= told
    assert told - acting <= {"over_alert", "under_alert"}, "a choice that acts in no rule of the page"


def test_every_annualization_rule_has_an_example_and_every_example_is_one_case() -> None:
    for family_id, rule in rules():
        found = list(examples_of(family_id, rule))
        assert found or family_id != "annualization" or rule["id"] == UNSAID.id, rule["id"]
        assert family_id != "annualization" or all(each.case["rule"] == rule["id"] for each in found)


def test_every_guarantee_is_a_law_that_is_tested() -> None:
    of_rules = (rule.get("guarantees", ()) for _, rule in rules())
    for laws in [*of_rules, *(family.get("guarantees", ()) for family in TOLD["families"])]:
        for law in laws:
            file, _, name = law["law"].partition("::")
            assert name in _tests_of(file), law["law"]


def test_every_rule_says_its_steps_its_source_and_how_sure_it_is() -> None:
    for _, rule in rules():
        assert rule["steps"], rule["id"]
        assert rule["confidence"] in TOLD["confidence"], rule["id"]
    assert {language for text in _texts(TOLD) for language in text} == {"en", "es"}


def _texts(told: Any) -> Iterator[dict[str, str]]:
    """Every text of the page; one that lacks a language fails here."""
    if isinstance(told, list):
        for each in told:
            yield from _texts(each)
    elif isinstance(told, dict):
        if "en" in told:
            yield {language: told[language] for language in ("en", "es")}
        for each in told.values():
            yield from _texts(each)


@cache
def _tests_of(file: str) -> frozenset[str]:
    return frozenset(re.findall(r"^def (test_\w+)", (TESTS / file).read_text(encoding="utf-8"), re.M))


def test_the_words_of_the_page_are_in_both_languages() -> None:
    assert all(all(both) for both in built.WORDS.values())
