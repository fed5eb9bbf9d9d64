"""What a narrative already says of the problem, which cause an objective answers, and what changed between texts."""

import pytest

from rumbo.domain.project.difference import TextChange, changed_texts
from rumbo.domain.project.sheet import Passage
from rumbo.domain.project.tree import magnitude_told, meant, pairs_proposed, problem_told, referred


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'Se identificó como problema central la "Falta de agua en verano". Las causas son:',
            "Falta de agua en verano",
        ),
        ("El problema central es que nadie mide el caudal. Por eso falta.", "nadie mide el caudal"),
        ("El problema central se estudia desde 2019.", ""),
        ("Hay muchos problemas.", ""),
    ],
)
def test_the_central_problem_is_told_where_the_narrative_states_it(text: str, told: str) -> None:
    assert problem_told((Passage("source", 'problema central "no"'), Passage("paragraph", text))) == told


def test_the_magnitude_is_the_sentences_that_measure() -> None:
    passages = (
        Passage("paragraph", "El índice fue 76,8. No es desfavorable. El 40 % lo nota. En 2019 había 3 plantas."),
        Passage("source", "Encuesta, 12 %"),
    )
    assert magnitude_told(passages) == "El índice fue 76,8. El 40 % lo nota."


def test_each_objective_is_paired_with_the_cause_it_resembles_and_no_cause_twice() -> None:
    causes = ["Baja capacidad de medir el caudal", "Desorden de los archivos", "Baja capacidad de medir la calidad"]
    objectives = [
        "Mejorar la capacidad de medir la calidad",
        "Sembrar árboles",
        "Mejorar la capacidad de medir el caudal",
    ]
    assert pairs_proposed(objectives, causes) == {0: 2, 2: 0}
    assert pairs_proposed([], causes) == {}


def test_a_text_that_goes_on_is_reworded_and_the_others_new_or_gone() -> None:
    before = ("Formar a 120 fontaneros de las veredas", "Comprar tubería", "Pagar")
    after = ("Formar a 150 fontaneros de las veredas", "Pagar", "Publicar el balance")
    assert changed_texts(before, after) == (
        TextChange(before[0], after[0]),
        TextChange("Comprar tubería", ""),
        TextChange("", "Publicar el balance"),
    )
    assert changed_texts(before, before) == ()


def test_a_reference_means_what_it_was_printed_for() -> None:
    texts = ["Proteger las rondas", "Medir el caudal", "Sembrar"]
    for numbers in (["", "", ""], ["2", "1", "3"], ["1", "1", "2"], ["OE1", "OE2", "OE3"], ["", "1", "2"]):
        assert [meant(referred(at, numbers), numbers, texts) for at in range(3)] == [0, 1, 2]


def test_a_reference_may_be_the_words_of_what_it_means_and_may_mean_nothing() -> None:
    texts = ["Proteger las rondas", "Medir el caudal"]
    assert meant("medir  el caudal.", ["1", "2"], texts) == 1
    assert meant("", ["1", "2"], texts) is None
    assert meant("7", ["1", "2"], texts) is None
