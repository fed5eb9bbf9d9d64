"""Any matrix that an entity could have entered: texts after the text rule, whatever their accents, quotes and signs."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from rumbo.domain.followup.states import NOT_REPORTED, NotApplicable
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.matrix import Alignment, Matrix, PeriodRef, PlanLine, ServedTarget
from rumbo.notation.text import clean_text, refused_characters

LETTERS = st.sampled_from("abcñÑáüÉ 0123456789=+-@'\"«».,:;/()%$&<>#*_\\\t") | st.characters(max_codepoint=0x2FFF)
SPOKEN = st.lists(
    st.sampled_from(["vía", "de", "la", "Región", "α-7868", "el 25%", "«cita»", "=SUMA(A1)", "\n", "N/A"])
)


def enterable(text: str) -> str:
    """The text as an entry keeps it."""
    return clean_text("".join(letter for letter in text if not refused_characters(letter)))


free = (st.text(LETTERS, max_size=30) | SPOKEN.map(" ".join)).map(enterable)
told = free.filter(lambda text: any(letter.isalpha() for letter in text)).map(lambda text: f"Acción {text}".strip())
names = st.sampled_from(
    ["Dirección General", "Subdirección de Vías", "Oficina Asesora Jurídica", "Grupo de Datos, Mapas y Archivo", "TIC"]
)
quantities = st.builds(Quantity, st.integers(0, 10**14))
ODS = (
    ("4", "Educación de calidad"),
    ("9", "Industria, innovación e infraestructura"),
    ("10", "Reducción de las desigualdades"),
)
alignments = st.lists(st.sampled_from(ODS), unique=True, max_size=3).map(
    lambda links: tuple(Alignment("ods", code, name, code) for code, name in links)
)


def line(followed: bool) -> st.SearchStrategy[PlanLine]:
    """One action; with what was reported when it is followed up."""
    progress: st.SearchStrategy[Any] = st.just(NOT_REPORTED)
    if followed:
        progress = st.just(NOT_REPORTED) | st.just(NotApplicable()) | st.builds(Quantity, st.integers(-(10**7), 10**8))
    return st.builds(
        PlanLine,
        number=st.integers(1, 99).map(str),
        statement=told,
        indicator=told,
        measure_unit=st.sampled_from(["Unidad", "Número", "Porcentaje"]),
        quantity=quantities,
        units=st.lists(names, unique=True, min_size=1, max_size=3).map(tuple),
        objective=free,
        programme=free,
        serves=st.none() | st.builds(ServedTarget, told, st.just("Unidad"), quantities),
        start=st.dates(date(2015, 1, 1), date(2060, 12, 31)),
        end=st.dates(date(2015, 1, 1), date(2060, 12, 31)),
        periodicity=st.sampled_from(["Trimestral", "Semestral", "Anual"]),
        funding_source=st.sampled_from(["Recursos propios", "Sistema General de Regalías", ""]),
        alignments=alignments,
        progress=progress,
        narrative=free if followed else st.just(""),
    )


def matrices(followed: bool) -> st.SearchStrategy[Matrix]:
    """A plan, or its follow-up in a quarter."""
    return st.builds(
        Matrix,
        kind=st.just("followup_matrix" if followed else "action_plan_matrix"),
        objective=told,
        version=st.sampled_from(["", "1", "2.1"]),
        fiscal_year=st.just(2025),
        period=st.just(PeriodRef(2025, "trimestral", 2) if followed else None),
        lines=st.lists(line(followed), min_size=1, max_size=4).map(tuple),
    )
