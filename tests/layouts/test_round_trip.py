"""What is printed and read again is the same matrix."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumbo.domain.followup.states import NOT_PROGRAMMED, NOT_REPORTED, NotApplicable
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.matrix import Alignment, Matrix, PeriodRef, PlanLine, ServedTarget
from rumbo.layouts import print_matrix, read_plan
from rumbo.papers.reading import read_bytes, read_file
from tests.layouts.tables import EXAMPLES, as_csv, as_xlsx

WORDS = ["Agua", "Meta", "Plan acción", "avance", "informe", "de la", "y Región", "2024", "«uno»", "(dos)", "total"]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(lambda words: "Texto " + " ".join(words))
quantities = st.integers(0, 10**9).map(Quantity)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
NAMES = (
    *("Dirección General", "Oficina Jurídica", "Jefatura Oficina de Prensa", "Comité Directivo", "Planeación"),
    *(
        "Secretaría de Hacienda, Crédito y Tesoro",
        "Grupo de Talento y Dirección de Bienestar",
        "Dirección Oficina Alta",
    ),
)
units = st.lists(st.sampled_from(NAMES), unique=True, max_size=3).map(tuple)
ODS = [
    Alignment("ods", "1", "Fin de la pobreza", "1"),
    Alignment("ods", "", "Objetivo propio", "44"),
    Alignment("ods", "3", "", "3"),
]
POLICIES = [
    Alignment("mipg_policies", "2", "Integridad"),
    Alignment("mipg_policies", "7", "Gobierno digital"),
    Alignment("mipg_policies", "", "Política nueva"),
]
PND = [Alignment("pnd", "2", "Seguridad humana y justicia social", "5"), Alignment("pnd", "5", "Convergencia regional")]


@st.composite
def alignments(draw: st.DrawFn) -> tuple[Alignment, ...]:
    chosen = [draw(st.lists(st.sampled_from(some), unique=True)) for some in (POLICIES, ODS, PND)]
    return tuple(entry for some in chosen for entry in some)


served = st.builds(ServedTarget, texts, st.sampled_from(["", "Unidad"]), st.none() | quantities)
plans = st.builds(
    PlanLine,
    number=st.integers(1, 99).map(str),
    statement=texts,
    indicator=st.just("") | texts,
    measure_unit=st.sampled_from(["", "Unidad", "%"]),
    quantity=st.none() | quantities,
    units=units,
    objective=st.just("") | texts,
    programme=st.just("") | texts,
    serves=st.none() | served,
    start=st.none() | days,
    end=st.none() | days,
    periodicity=st.sampled_from(["", "Trimestral", "Cada vez"]),
    expense_type=st.sampled_from(["", "Inversión", "Otro tipo"]),
    funding_source=st.sampled_from(["", "Regalías", "Inversión"]),
    alignments=alignments(),
)
progress = st.just(NOT_REPORTED) | quantities | st.sampled_from([NotApplicable(), NotApplicable("no hubo solicitudes")])
matrices = st.builds(
    Matrix,
    kind=st.just("action_plan_matrix"),
    objective=st.just("") | texts,
    version=st.sampled_from(["", "2", "3.1"]),
    fiscal_year=st.just(2024),
    lines=st.lists(plans, min_size=1, max_size=5).map(tuple),
)


@st.composite
def followups(draw: st.DrawFn) -> Matrix:
    plan = draw(matrices)
    lines = tuple(
        PlanLine(
            **{name: getattr(line, name) for name in PlanLine.__dataclass_fields__}
            | {"progress": draw(progress), "narrative": draw(st.just("") | texts)}
        )
        for line in plan.lines
    )
    period = draw(
        st.sampled_from([("semestral", 1), ("mensual", 11), ("anual", 1), ("trimestral", 4), ("bimestral", 6)])
    )
    promised = st.just(NOT_PROGRAMMED) | st.none() | quantities
    programmed = draw(st.just(()) | st.tuples(*[promised for _ in lines]))
    return Matrix("followup_matrix", plan.objective, plan.version, 2024, PeriodRef(2024, *period), lines, programmed)


@given(matrices | followups())
def test_csv(matrix: Matrix) -> None:
    assert read_plan(read_bytes(as_csv(print_matrix(matrix)), "m.csv")).matrix == matrix


@given(matrices | followups())
@settings(max_examples=settings().max_examples // 2, deadline=None)
def test_xlsx(matrix: Matrix) -> None:
    assert read_plan(read_bytes(as_xlsx(print_matrix(matrix)), "m.xlsx")).matrix == matrix


def test_types_of_expense_stand_under_a_header_of_their_own_and_sources_under_theirs() -> None:
    def fields(*lines: PlanLine) -> list[str]:
        printed = print_matrix(Matrix("action_plan_matrix", fiscal_year=2024, lines=lines))
        return [column.field for column in printed.columns if column.field in ("expense_type", "funding_source")]

    typed, sourced = PlanLine("1", "Abrir", expense_type="Inversión"), PlanLine("2", "Ver", funding_source="Regalías")
    assert fields(typed) == ["expense_type"]
    assert fields(sourced) == ["funding_source"]
    assert fields(typed, sourced) == ["expense_type", "funding_source"]
    assert fields(PlanLine("1", "Abrir")) == ["funding_source"]


@pytest.mark.parametrize("name", ["plan-de-accion-2024", "seguimiento-2024-t2"])
def test_what_was_printed_is_not_accused_of_types_in_place_of_sources(name: str) -> None:
    matrix = read_plan(read_file(EXAMPLES / f"{name}.txt")).matrix
    again = read_plan(read_bytes(as_xlsx(print_matrix(matrix)), "m.xlsx"))
    assert "plan.expense_type_as_source" not in {found.code for found in again.everything_found()}


@pytest.mark.parametrize("name", ["plan-de-accion-2024", "seguimiento-2024-t2"])
def test_examples(name: str) -> None:
    matrix = read_plan(read_file(EXAMPLES / f"{name}.txt")).matrix
    printed = print_matrix(matrix)
    assert read_plan(read_bytes(as_xlsx(printed), "m.xlsx")).matrix == matrix
    assert read_plan(read_bytes(as_csv(printed), "m.csv")).matrix == matrix
