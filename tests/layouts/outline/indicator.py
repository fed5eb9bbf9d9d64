"""Sheets of indicators made for tests."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from rumbo.domain.annualization import RULES
from rumbo.domain.calendar.periods import PERIODICITIES
from rumbo.domain.indicators import sheet as values
from rumbo.domain.indicators.sheet import IndicatorSheet
from rumbo.domain.numbers import Quantity
from rumbo.domain.project.sheet import DocumentControl
from rumbo.layouts import outline
from rumbo.layouts.outline.headings import Headings
from tests.layouts.outline.hostile import as_items, pasted, words

KEY = "indicator_sheet"
HEADINGS = Headings(outline(KEY))
WORDS = (
    "Agua",
    "de la vereda",
    "Meta",
    "3",
    "45 %",
    "«plan»",
    "árboles",
    "y",
    "1-2-5",
    "(tres)",
    "Fórmula",
    "V1/V2",
)
phrases = st.lists(words(WORDS), min_size=1, max_size=5).map(" ".join)
plain = phrases.filter(lambda text: not HEADINGS.is_known(text)).map(lambda text: f"Saber {text}")
names, items = pasted(plain), as_items(plain)
maybe = st.just("") | names
quantities = st.none() | st.integers(0, 10**9).map(Quantity)
years = st.integers(2000, 2090)
days = st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1))


def some(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def one_of(*codes: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *codes])


periodicities = one_of(*PERIODICITIES)
sheets = st.builds(
    IndicatorSheet,
    control=st.builds(DocumentControl, maybe, one_of("GE-FO-021"), one_of("3"), maybe),
    code=one_of("IND-01", "GJ-3"),
    name=names,
    version=one_of("1", "2"),
    process=maybe,
    unit=maybe,
    served_objective=maybe,
    plan=maybe,
    objective=maybe,
    description=maybe,
    value_chain=one_of(*values.VALUE_CHAIN),
    performance=one_of(*values.PERFORMANCE),
    formula=one_of("V1/V2*100", "(A / B) × 100 %", "promedio(A; B)", "Σvi/6"),
    variables=some(st.builds(values.Variable, st.sampled_from(["V1", "V2", "A"]), maybe, maybe, maybe, maybe)),
    measure_unit=one_of("Porcentaje", "Días"),
    decimals=st.none() | st.integers(0, 4),
    periodicity=periodicities,
    analysis_periodicity=periodicities,
    source=maybe,
    method=maybe,
    lag_days=st.none() | st.integers(0, 400),
    coverage=maybe,
    baseline=quantities,
    baseline_unknown=one_of("N/D", "Sin medición anterior"),
    baseline_year=st.none() | years,
    baseline_source=maybe,
    tendency=one_of(*values.TENDENCIES),
    annualization=one_of(*(rule.id for rule in RULES)),
    operator=one_of(*values.OPERATORS),
    target=quantities,
    yearly=some(st.builds(values.YearTarget, years, quantities)),
    ranges=some(st.builds(values.Range, st.sampled_from(["Crítico", "Bueno"]), quantities, quantities)),
    valid_from=days,
    valid_to=days,
    measures=maybe,
    analyses=maybe,
    uses=maybe,
    measurements=some(
        st.builds(values.SheetMeasurement, names, quantities, quantities, quantities, maybe, maybe),
    ),
    changes=some(st.builds(values.Change, one_of("1", "2").filter(bool), days, maybe)),
)
