"""The variables that a formula in words names, and what a sheet without variables is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.indicators import IndicatorSheet, YearTarget, check_sheet, named_variables, parse_formula
from rumbo.domain.indicators.naming import MOST

PHRASES = ("Solicitudes atendidas", "Solicitudes recibidas", "Número de visitas", "Kilómetros de vía", "días de mora")


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("(Solicitudes atendidas / Solicitudes recibidas) × 100", ["Solicitudes atendidas", "Solicitudes recibidas"]),
        ("IA = (Visitas hechas/ Visitas programadas) * 100 %", ["Visitas hechas", "Visitas programadas"]),
        ("Visitas hechas x 100 / Visitas hechas", ["Visitas hechas"]),
        ("suma(Visitas de abril; Visitas de mayo)", ["Visitas de abril", "Visitas de mayo"]),
        ("Número de visitas", ["Número de visitas"]),
        ("sí, cuando se termine", []),
        ("¿cuántas visitas?", []),
        ("100 / 2", []),
        ("", []),
    ],
)
def test_names(formula: str, names: list[str]) -> None:
    assert [each.name for each in named_variables(formula)] == names


def test_codes_of_a_formula_are_kept() -> None:
    assert [each.code for each in named_variables("V2 / V1 * 100")] == ["V2", "V1"]


@given(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=5), st.sampled_from([" / ", " + ", " × ", "/", " - "]))
def test_what_is_named_makes_the_formula_understood(phrases: list[str], sign: str) -> None:
    formula = f"({sign.join(phrases)}) × 100"
    named = named_variables(formula)
    assert [each.name for each in named] == list(dict.fromkeys(phrases))
    parse_formula(formula, {each.code: each.name for each in named})


@given(st.text(max_size=200))
def test_no_text_breaks_it(formula: str) -> None:
    assert len(named_variables(formula)) <= MOST


def test_a_formula_in_words_is_asked_for_its_variables() -> None:
    results = check_sheet(IndicatorSheet(name="Visitas", formula="(Visitas hechas / Visitas pedidas) × 100"))
    found = [(each.code, each.facts["name"]) for result in results for each in result.findings]
    assert found == [
        ("indicator.variable_unknown", "Visitas hechas"),
        ("indicator.variable_unknown", "Visitas pedidas"),
    ]


def test_a_year_of_another_century_is_told() -> None:
    sheet = IndicatorSheet(name="Visitas", yearly=(YearTarget(1998), YearTarget(2000), YearTarget(2099), YearTarget(3)))
    found = [each.facts["year"] for result in check_sheet(sheet) for each in result.findings]
    assert found == ["1998", "3"]
