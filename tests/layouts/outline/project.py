"""Project sheets made for tests."""

import re
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from hypothesis import strategies as st

from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.project import sheet as values
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.layouts import outline
from rumbo.layouts.outline.headings import Headings
from rumbo.papers.reading.text_blocks import numbered_item
from tests.layouts.outline.hostile import as_items, in_cells, pasted, words

KEY = "project_sheet"
HEADINGS = Headings(outline(KEY))
WORDS = (
    *("Agua", "de la vereda", "Objetivo", "Meta", "3", "45 %", "Mes 1", "«plan»", "árboles", "y", "1-2-5"),
    *("a través de:", "1. Uno", "Causas", "(tres)", "Fuente: censo", "Nota: ver", "Antecedentes", "1.2. Dos", "Total"),
    *("Objetivo general: sí", "Meta 4: otra", "a) primero", "las causas son:", "Presupuesto", "Proceso del formato: x"),
)
phrases = st.lists(words(WORDS), min_size=1, max_size=5).map(" ".join)
lines = phrases.map(lambda text: f"Sea {text}" if text[0].isdigit() or text.startswith("a) ") else text)
"""Texts of an item or a cell: a number before them would be its own."""
plain = lines.map(lambda text: "Lograr agua" if HEADINGS.is_known(text) else f"Lograr {text}")
names, cells, items = pasted(plain), in_cells(plain), as_items(plain)
comparable = partial(re.sub, r"[ .;:\n]+$", "")
"""A name without its closing stop: two records that follow one another must differ in more."""
codes = st.sampled_from(["", "1", "04", "12"])
quantities = st.none() | st.integers(0, 10**9).map(Quantity)
money = st.none() | st.integers(0, 10**13).map(Money)


def some(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def entered(item: values.Passage) -> values.Passage:
    """An item as the form keeps it: a number that opens its text is its number, when it has no other."""
    number, text = numbered_item(item.text)
    return item if item.number or not number else replace(item, number=number, text=text)


passages = st.one_of(
    st.builds(values.Passage, st.sampled_from(["paragraph", "note", "source", "picture"]), phrases),
    st.builds(values.Passage, st.just("item"), phrases, st.sampled_from(["", "a)", "b)", "3."])).map(entered),
)
narratives = some(passages)
steps = st.builds(values.Step, st.sampled_from(["", "1", "2", "10"]), items)
goals = st.builds(
    values.ProjectGoal, codes, cells, st.just("") | cells, quantities, st.sampled_from(["", "UND", "personas"]),
    st.sampled_from(["", "1-2-5-1"]), some(steps), some(items),
)  # fmt: skip
references = st.sampled_from(["", "1", "2"])
activities = st.builds(values.Activity, names, some(goals), codes, references)
coded = st.builds(values.CodedName, st.sampled_from(["", "45", "4599", "0401"]), st.just("") | names)
budget_codes = st.builds(
    values.BudgetCode, coded, coded, coded, st.builds(values.CodedName, st.just("4599031"), names), coded,
    st.sampled_from(["", "1", "SGP"]), money,
)  # fmt: skip


@st.composite
def relations(draw: st.DrawFn) -> tuple[values.PlanRelation, ...]:
    """Relations with a plan; a cell left empty below a filled one says the same, so that no level is left empty."""
    component, line, programme = draw(cells), draw(cells), draw(cells)
    return tuple(values.PlanRelation(component, line, programme, draw(cells)) for _ in range(draw(st.integers(0, 3))))


@st.composite
def budgets(draw: st.DrawFn) -> tuple[values.BudgetItem, ...]:
    activity, number = draw(names), draw(codes)
    items = [(draw(cells), draw(st.sampled_from(["", "UND"]))) for _ in range(draw(st.integers(0, 3)))]
    return tuple(values.BudgetItem(activity, what, unit, draw(quantities), draw(money), number) for what, unit in items)


@st.composite
def schedules(draw: st.DrawFn) -> values.Schedule:
    periods = tuple(draw(st.sampled_from([[], ["Mes1", "Mes2"], ["Ene", "Feb", "Mar"]])))
    named = draw(st.lists(names, max_size=2, unique_by=comparable))
    marks = st.lists(st.sampled_from(periods), unique=True).map(sorted).map(tuple) if periods else st.just(())
    ordered = marks.map(lambda given: tuple(period for period in periods if period in given))
    step = st.builds(values.Step, codes, names, ordered)
    activities = tuple(values.ScheduledActivity(name, draw(some(step))) for name in named)
    return values.Schedule(periods if activities else (), activities)


sheets = st.builds(
    ProjectSheet,
    control=st.builds(
        values.DocumentControl, st.just("") | names, st.sampled_from(["", "DIE-FO-013"]), codes, st.just("") | names
    ),
    registered_on=st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    fiscal_year=st.none() | st.integers(1990, 2090),
    code=st.sampled_from(["", "2022680010001", "BP-7"]),
    name=names,
    unit=st.just("") | names,
    antecedents=narratives,
    problem=narratives,
    central_problem=st.just("") | names,
    magnitude=st.just("") | names,
    causes=some(st.builds(values.Branch, names, st.sampled_from(["", "direct", "indirect"]))),
    effects=some(st.builds(values.Branch, names, st.sampled_from(["", "direct", "indirect"]))),
    general_objective=st.just("") | names,
    objectives=some(st.builds(values.Objective, codes, names, references)),
    justification=narratives,
    population=narratives,
    zone=narratives,
    activities=st.lists(activities, max_size=2, unique_by=lambda each: comparable(each.statement)).map(tuple),
    development_plan=relations(),
    action_plan=some(st.builds(values.Labelled, names, cells)),
    budget=budgets(),
    printed_total=money,
    budget_codes=some(budget_codes, 2),
    schedule=schedules(),
    benefits=narratives,
    impacts=some(st.builds(values.Impact, names, st.sampled_from(["", "environmental", "social", "economic"]))),
    deliverables=some(names),
    signatures=some(st.builds(values.Signature, st.just("") | names, names, st.just("") | names)),
)
