"""One target in two plans: sure by its number, proposed by words and amounts, never by words alone."""

from dataclasses import replace

import pytest

from rumbo.domain.checks.documents.across import run_across
from rumbo.domain.document import DocumentDraft
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.draft import Recognition, Source
from rumbo.domain.plan.institutional import (
    InstitutionalPlan,
    InvestmentProject,
    ProcessIndicator,
    ProcessIndicators,
)
from rumbo.domain.plan.one_target import Evidence, SharedTarget, shared_targets
from rumbo.domain.plan.stated import StatedTarget
from rumbo.domain.plan.strategic import StrategicObjective, StrategicPlan, TermTarget, YearQuantity
from rumbo.findings import Outcome
from rumbo.layouts.engine.folding import folded

TREES = "Sembrar árboles nativos en las cuencas del norte"


def target(statement: str, term: int = 100, year: int = 20, **more: str) -> TermTarget:
    return TermTarget(statement, term=Quantity.of(term), years=(YearQuantity(2024, Quantity.of(year)),), **more)


def strategic(*targets: TermTarget) -> StrategicPlan:
    return StrategicPlan(objectives=(StrategicObjective("1", targets=targets),))


def action(*goals: TermTarget, indicator: str = "", amount: int | None = None) -> InstitutionalPlan:
    stated = StatedTarget(Quantity.of(amount)) if amount is not None else StatedTarget()
    indicators = (ProcessIndicator("1", indicator, stated),) if indicator else ()
    return InstitutionalPlan(
        fiscal_year=2024,
        projects=(InvestmentProject("4410", "Agua", goals=goals),),
        processes=(ProcessIndicators("7", "Riego", indicators),),
    )


def found(one: StrategicPlan, other: InstitutionalPlan) -> list[tuple[object, ...]]:
    return [(*pair.before[-1:], *pair.after, pair.sure) for pair in shared_targets(one, other, folded)]


def test_the_same_number_of_the_same_project_is_sure_whatever_the_words() -> None:
    ours = strategic(target("Sembrar", number="04", project_code="4410"))
    assert found(ours, action(target("Otra cosa", number="4"))) == [(0, "projects", 0, "goals", 0, True)]
    assert found(ours, action(target("Otra cosa", number="5"))) == []
    other = replace(action(), projects=(InvestmentProject("4411", "Aire", goals=(target("Otra", number="4"),)),))
    assert found(ours, other) == []


def test_like_words_and_the_same_amounts_are_a_proposal() -> None:
    goal = target("Sembrar 100 por ciento de los árboles nativos de las cuencas")
    (pair,) = shared_targets(strategic(target(TREES)), action(goal), folded)
    assert not pair.sure
    assert pair.evidence == (Evidence.SAME_WORDS, Evidence.SAME_TERM, Evidence.SAME_YEAR)


@pytest.mark.parametrize(
    "goal",
    [
        target(TREES, year=21),
        target(TREES, term=90),
        target("Contar las abejas de los apiarios del sur"),
        TermTarget(TREES),
    ],
    ids=["another year", "another amount", "other words", "no amount"],
)
def test_words_without_amounts_or_amounts_without_words_are_nothing(goal: TermTarget) -> None:
    assert found(strategic(target(TREES)), action(goal)) == []


def test_an_indicator_of_a_process_has_the_amount_of_the_year() -> None:
    ours, said = strategic(target(TREES, year=95)), "Sembrar el 95 % de los árboles nativos de las cuencas"
    assert found(ours, action(indicator=said, amount=95)) == [(0, "processes", 0, "indicators", 0, False)]
    assert found(ours, action(indicator=said, amount=90)) == []
    assert found(ours, action(indicator=said)) == []


def test_each_target_is_proposed_once_and_the_surest_first() -> None:
    ours = strategic(target(TREES), target(f"{TREES} y del sur", number="2", project_code="4410"))
    goals = (target(f"{TREES} y del sur", number="2"), target(TREES, number="3"))
    assert found(ours, action(*goals)) == [
        (0, "projects", 0, "goals", 1, False),
        (1, "projects", 0, "goals", 0, True),
    ]


def test_a_target_under_two_objectives_is_one() -> None:
    one = target(TREES, number="543")
    ours = StrategicPlan(objectives=tuple(StrategicObjective(n, targets=(one,)) for n in "12"))
    pairs = shared_targets(ours, action(target(TREES), target(TREES)), folded)
    assert [pair.before for pair in pairs] == [("objectives", 0, "targets", 0)]


def compared(goal: TermTarget) -> tuple[tuple[SharedTarget, ...], list[tuple[str, Outcome, int]]]:
    ours = strategic(target("Sembrar", number="1", project_code="4410", annualization="Creciente sin línea base"))
    theirs = action(goal)
    shared = shared_targets(ours, theirs, folded)
    before: DocumentDraft[StrategicPlan] = DocumentDraft(Source("a.txt", "0"), Recognition("", "", 0), ours)
    after: DocumentDraft[InstitutionalPlan] = DocumentDraft(Source("b.txt", "1"), Recognition("", "", 0), theirs)
    results = run_across(before, after, shared)
    return shared, [(each.code, each.outcome, len(each.findings)) for each in results]


def test_what_the_two_say_differently_of_a_sure_one_is_found() -> None:
    (pair,), results = compared(target("Sembrar", term=90, year=19, number="1", annualization="Creciente"))
    assert [each.field for each in pair.differences] == ["annualization", "term", "year"]
    assert results == [
        ("across.annualization_differs", Outcome.FOUND, 1),
        ("across.amount_differs", Outcome.FOUND, 2),
    ]


def test_what_they_say_alike_passes_and_nothing_sure_is_not_asked() -> None:
    _, alike = compared(target("Sembrar", number="1", annualization="CRECIENTE SIN LINEA BASE"))
    assert {outcome for _, outcome, _ in alike} == {Outcome.PASSED}
    _, nothing = compared(target("Sembrar", number="9"))
    assert {outcome for _, outcome, _ in nothing} == {Outcome.NOT_MADE}
