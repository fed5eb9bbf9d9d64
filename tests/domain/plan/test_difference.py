"""Two matrices row by row."""

from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.difference import Continuity, difference
from rumbo.domain.plan.matrix import Matrix, PlanLine
from rumbo.layouts import compare


def plan(*statements: str, indicator: str = "") -> Matrix:
    return Matrix("action_plan_matrix", lines=tuple(PlanLine("", text, indicator) for text in statements))


def shared_words(one: str, other: str) -> int:
    first, second = set(one.split()), set(other.split())
    return 100 * len(first & second) // len(first | second)


def kinds(before: Matrix, after: Matrix) -> list[tuple[str, int | None, int | None]]:
    return [(str(step.continuity), step.before, step.after) for step in difference(before, after, shared_words)]


def test_the_same_reworded_new_and_dropped() -> None:
    before = plan("abrir tres sedes nuevas", "capacitar servidores", "revisar archivo")
    after = plan("capacitar servidores", "abrir cuatro sedes nuevas en el sur", "comprar sillas")
    assert kinds(before, after) == [
        ("same", 1, 0),
        ("new", None, 1),
        ("new", None, 2),
        ("dropped", 0, None),
        ("dropped", 2, None),
    ]
    assert compare(before, after)[1].continuity is Continuity.REWORDED


def test_one_letter_is_a_matter_for_a_person() -> None:
    (step,) = compare(plan('Abrir el programa "Campo a la A"'), plan('Abrir el programa "Campo a la B"'))
    assert step.continuity is Continuity.REWORDED
    assert step.to_settle
    assert step.similarity < 100


def test_an_action_taken_apart_is_proposed_as_split() -> None:
    before = plan("elaborar y divulgar la guía")
    after = plan("elaborar y divulgar la guía", "elaborar y divulgar la guía breve")
    assert kinds(before, after) == [("same", 0, 0), ("split", 0, 1)]


def test_changed_fields_are_told_and_fields_that_one_side_lacks_are_not() -> None:
    before = Matrix("a", lines=(PlanLine("1", "abrir", "sedes", quantity=Quantity.of(1), units=("A",)),))
    after = Matrix("a", lines=(PlanLine("1", "abrir", "sedes", quantity=Quantity.of(3), programme="P"),))
    (step,) = difference(before, after, shared_words)
    assert [(change.field, change.before, change.after) for change in step.changes] == [
        ("quantity", Quantity.of(1), Quantity.of(3))
    ]


statements = st.lists(st.sampled_from(["abrir sedes", "abrir tres sedes", "cerrar", "dotar salas"]), max_size=5)


@given(statements, statements)
def test_every_line_appears_and_none_is_lost(before: list[str], after: list[str]) -> None:
    steps = difference(plan(*before), plan(*after), shared_words)
    assert [step.after for step in steps if step.after is not None] == list(range(len(after)))
    assert {step.before for step in steps if step.before is not None} == set(range(len(before)))
    continued = [step.before for step in steps if step.continuity in (Continuity.SAME, Continuity.REWORDED)]
    assert len(continued) == len(set(continued))


@given(statements)
def test_a_matrix_continues_itself(texts: list[str]) -> None:
    matrix = plan(*texts)
    assert all(step.continuity is Continuity.SAME for step in difference(matrix, matrix, shared_words))
