"""Targets of any shape, drawn by hypothesis: what their plan says and what was reported, sound or not."""

from datetime import date

from hypothesis import strategies as st

from rumbo.domain.annualization import FROM_START, Basis, Opening, Rule
from rumbo.domain.followup.reporting import Ratio, percentage_answer
from rumbo.domain.followup.states import NOT_PROGRAMMED, NOT_REPORTED, NotApplicable
from rumbo.domain.measurement import MeasuredTarget
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Reason, Undefined

quantities = st.one_of(st.integers(-(10**5), 10**9), st.just(0)).map(Quantity)
answers = st.one_of(
    quantities,
    st.just(NOT_REPORTED),
    st.just(NotApplicable("sin convocatoria")),
    st.builds(Ratio, quantities, quantities),
    st.integers(0, 100).map(lambda points: percentage_answer(Quantity.of(points))),
    st.just(Undefined(Reason.NO_MILESTONES)),
)
years = st.sampled_from([2022, 2023, 2024])
periods = st.tuples(years, st.integers(1, 4))
reports = st.dictionaries(periods, answers)


def target_by(rule: Rule, data: st.DataObject) -> MeasuredTarget:
    """A target that a rule measures, with a plan of any kind."""
    return MeasuredTarget(
        "t1",
        rule.id,
        target=data.draw(st.none() | quantities),
        baseline=data.draw(st.none() | quantities),
        opening=data.draw(st.sampled_from([None, FROM_START, Opening(Quantity(5), "acta 3", date(2021, 12, 31))])),
        basis=data.draw(st.sampled_from(list(Basis))),
        programme=data.draw(st.dictionaries(years, st.one_of(quantities, st.just(NOT_PROGRAMMED)))),
        period_programme=data.draw(st.dictionaries(periods, quantities)),
    )
