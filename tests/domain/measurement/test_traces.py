"""Every figure has a trace that tells its numbers, speaks Spanish, and survives JSON."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.annualization import FROM_START, RULES, Basis, Opening, Rule
from rumbo.domain.followup.states import NOT_PROGRAMMED
from rumbo.domain.measurement import (
    DEFAULTS,
    CutOff,
    MeasuredTarget,
    Percentage,
    Provenance,
    Settings,
    Source,
    canonical,
    digest,
    explain,
    from_plain,
    measure_target,
    shown,
    to_plain,
    trace_of,
    trace_of_node,
)
from rumbo.domain.measurement.labels import LABELS
from rumbo.domain.measurement.sentences import MARKS, REASONS
from rumbo.domain.measurement.trace import Percent
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Computed, Mark, Reason, Undefined
from tests.domain.measurement.drawn import reports, target_by


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
@given(data=st.data())
def test_every_figure_explains_itself(rule: Rule, data: st.DataObject) -> None:
    measured = measure_target(target_by(rule, data), data.draw(reports), DEFAULTS, CutOff(date(2024, 6, 30)))
    for which in Percentage:
        trace = trace_of(measured, which)
        outcome = measured.outcome(which)
        assert trace.rule is not None
        assert (trace.rule.id, trace.rule.edition) == (rule.id, rule.edition)
        assert trace.reason == ("" if isinstance(outcome, Computed) else outcome.reason.value)
        assert trace.facts.get("result") == (Percent(outcome.figure) if isinstance(outcome, Computed) else None)
        assert from_plain(json.loads(canonical(to_plain(trace)))) == trace
        lines = explain(trace)
        assert lines[0].role == "sentence"
        assert all("{" not in line.text for line in lines)


def test_every_reason_and_mark_has_words() -> None:
    assert set(REASONS) == {reason.value for reason in Reason}
    assert set(MARKS) == {mark.value for mark in Mark}


def measured_example() -> Any:
    target = MeasuredTarget(
        "t1",
        "increasing",
        target=Quantity.of(100),
        baseline=Quantity.of(0),
        opening=Opening(Quantity.of(81), "informe de cierre", date(2023, 12, 31)),
        basis=Basis.INCREMENT,
        programme={2024: Quantity.of(19)},
        version="v2",
    )
    return measure_target(target, {(2024, 1): Quantity.of(92)}, DEFAULTS, CutOff(date(2024, 3, 31)))


def test_what_a_person_reads() -> None:
    provenance = Provenance(
        target=Source("u-target", version="2"), reports={(2024, 1): Source("u-report", "Oficina de Planeación", "2")}
    )
    lines = explain(trace_of(measured_example(), Percentage.YEAR, provenance))
    assert [(line.role, line.text, line.uid) for line in lines] == [
        ("sentence", "Avance del año 2024: 57,89 %.", ""),
        ("formula", "(92 − 81) ÷ (100 − 81) = 57,89 %", ""),
        ("version", "Versión del plan: 2", ""),
        ("input", "Meta: 100", "u-target"),
        ("input", "Línea base: 0", "u-target"),
        ("input", "Alcanzado antes del primer periodo, a 2023-12-31: 81 (informe de cierre)", ""),
        ("input", "Programado como incremento de 2024: 19", "u-target"),
        ("input", "Reporte del periodo 1 de 2024: 92. Aceptado por Oficina de Planeación", "u-report"),
        ("rule", f"Regla: Creciente, edición 1. Fuente: {RULES[2].source}", ""),
    ]


def test_another_language_and_other_numbers() -> None:
    lines = explain(
        trace_of(measured_example()),
        translate=lambda text: "Progress in {year}: {result}." if "Avance del año" in text else text,
        show=lambda value: f"<{value.figure if isinstance(value, Percent) else value}>",
    )
    assert lines[0].text == "Progress in 2024: <578947368421>."


def test_a_level_tells_who_counted_and_who_did_not() -> None:
    rows = [
        ("a", 4000, Computed(15 * 10**11)),
        ("b", 6000, Computed(5 * 10**11)),
        ("c", 2000, Undefined(Reason.NOT_APPLICABLE)),
        ("d", None, Computed(0)),
    ]
    trace = trace_of_node(rows, Settings())
    texts = [line.text for line in explain(trace, names={"a": "Meta 1.", "b": "Meta 2", "c": "Meta 3.", "d": "Meta 4"})]
    assert texts[0] == "Promedio ponderado: 70 %. Elementos que contaron: 2 de 4."
    assert "Meta 1: 150 %, cuenta con 100 %, peso 4.000 (40 %)" in texts
    assert "Meta 2: 50 %, peso 6.000 (60 %)" in texts
    assert f"Meta 3 no cuenta. {REASONS['not_applicable']}" in texts
    assert f"Meta 4 no cuenta. {REASONS['no_weight']}" in texts
    assert from_plain(to_plain(trace)) == trace


def test_the_digest_of_a_trace_is_that_of_its_canonical_text() -> None:
    plain = to_plain(trace_of(measured_example()))
    assert digest(plain) == digest(json.loads(json.dumps(plain)))
    assert canonical({"b": 1, "a": "ñ"}) == '{"a":"ñ","b":1}'


def test_every_label_is_a_sentence_of_its_own() -> None:
    assert len(set(LABELS.values())) == len(LABELS)


@pytest.mark.parametrize(
    ("figure", "text"),
    [(10**12, "100 %"), (-1173 * 10**9, "−117,3 %"), (12345678 * 10**9, "1.234.567,8 %"), (778 * 10**9, "77,8 %")],
)
def test_percentages_as_spanish_writes_them(figure: int, text: str) -> None:
    assert shown(Percent(figure)) == text


def test_a_level_against_what_was_expected_answers_what_its_reader_asks() -> None:
    """50 % of 25 % expected and 5 % of 10 % expected: 75 %, although 27.5 / 17.5 is 157 %."""
    rows = [("a", 1, Computed(2 * 10**12)), ("b", 1, Computed(5 * 10**11))]
    trace = trace_of_node(rows, DEFAULTS, which=Percentage.AT_CUTOFF)
    told = [(line.role, line.text) for line in explain(trace)]
    assert told[0] == (
        "sentence",
        "Promedio de lo alcanzado frente a lo esperado: 75 %. Elementos que contaron: 2 de 2.",
    )
    (note,) = [text for role, text in told if role == "note"]
    assert "cuenta hasta 100 %, para que lo que uno adelanta no tape lo que otro atrasa" in note
    uncapped = trace_of_node(rows, Settings(cap=None), which=Percentage.AT_CUTOFF)
    (note,) = [line.text for line in explain(uncapped) if line.role == "note"]
    assert "esas comparaciones se promedian" in note
    assert not [line for line in explain(trace_of_node(rows, DEFAULTS)) if line.role == "note"]
    assert from_plain(to_plain(trace)) == trace


def test_what_was_done_in_a_year_without_programme_is_told_beside_the_figure_to_date() -> None:
    """Forty in a year that nobody programmed and ten of ten in the next one: more than the whole, and it says why."""
    target = MeasuredTarget("t", "sum", opening=FROM_START, programme={2023: NOT_PROGRAMMED, 2024: Quantity.of(10)})
    reports = {(2023, 4): Quantity.of(40), (2024, 1): Quantity.of(10)}
    measured = measure_target(target, reports, DEFAULTS, CutOff(date(2024, 12, 31)))
    told = " ".join(line.text for line in explain(trace_of(measured, Percentage.TO_DATE)))
    assert "500 %" in told
    assert "Incluye lo hecho en años que el plan no programó" in told
    assert "Incluye" not in " ".join(line.text for line in explain(trace_of(measured, Percentage.YEAR)))
