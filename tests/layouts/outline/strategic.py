"""Strategic plans made for tests."""

from hypothesis import strategies as st

from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.strategic import StrategicObjective, StrategicPlan, TermTarget, YearQuantity
from rumbo.layouts import outline
from rumbo.layouts.outline.headings import Headings
from tests.layouts.outline.hostile import in_cells, words

KEY = "strategic_plan"
HEADINGS = Headings(outline(KEY))
WORDS = (
    *("Agua", "meta", "Objetivo", "Misión", "indicadores", "2", "100 %", "proy. 77", "Suma", "2024", "de la", "región"),
    *("Indicador de gestión", "a través de:", "1. Uno", "Visión", "(tres)", "Fuente", "Meta proyecto 04", "«plan»"),
)
lines = st.lists(words(WORDS), min_size=1, max_size=6).map(" ".join)
texts = st.lists(lines, min_size=1, max_size=3).map("\n".join)
names = lines.filter(lambda text: not HEADINGS.is_known(text))
"""Texts that stand alone in a row of a table must not be headings: the rule for texts of this layout."""
quantities = st.integers(0, 10**10).map(Quantity)
KINDS = ("", "", "Indicador sectorial", "Meta proyecto", "Indicador de gestión", "Compromiso del pacto")
targets = st.builds(
    TermTarget,
    statement=in_cells(names.map(lambda text: f"Lograr {text}")),
    kind=st.sampled_from(KINDS),
    number=st.sampled_from(["", "04", "321", "M-7"]),
    project_code=st.sampled_from(["", "7871"]),
    annualization=st.sampled_from(["", "Suma", "Creciente sin línea base", "Otra manera"]),
    term=st.none() | quantities,
    years=st.lists(st.builds(YearQuantity, st.integers(2024, 2027), quantities), max_size=3, unique_by=lambda y: y.year)
    .map(lambda years: sorted(years, key=lambda each: each.year))
    .map(tuple),
)


@st.composite
def plans(draw: st.DrawFn) -> StrategicPlan:
    years = draw(st.sampled_from([(None, None), (2024, 2027)]))
    count = draw(st.integers(1, 4))
    objectives = tuple(
        StrategicObjective(
            number=str(number),
            statement=draw(st.just("") | texts),
            announced_indicators=draw(st.none() | st.integers(0, 30)),
            printed_share=draw(st.sampled_from(["", "100 %", "12,5 %"])),
            targets=tuple(draw(st.lists(targets, max_size=3))),
        )
        for number in range(1, count + 1)
    )
    return StrategicPlan(
        title=draw(st.just("") | names),
        entity=draw(st.just("") | names),
        fiscal_year=draw(st.none() | st.just(2024)),
        first_year=years[0],
        last_year=years[1],
        legal_basis=draw(st.just("") | texts),
        mission=draw(st.just("") | texts),
        vision=draw(st.just("") | texts),
        sources=tuple(draw(st.lists(lines, max_size=2, unique=True))),
        objectives=objectives,
    )
