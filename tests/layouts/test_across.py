"""A strategic plan and a plan of action of one entity: the targets that both show."""

from pathlib import Path

import pytest

from rumbo.domain.plan.one_target import SharedTarget
from rumbo.layouts import read_document
from rumbo.layouts.across import Across, across, named
from rumbo.papers.reading import read_file
from tests.layouts.tables import EXAMPLES


def together(*files: Path) -> Across:
    (found,) = across([read_document(read_file(file)) for file in files])
    return found


def places(pairs: tuple[SharedTarget, ...]) -> list[tuple[object, ...]]:
    return [(pair.before[1], pair.before[3], pair.after[0], pair.after[1], pair.after[3], pair.sure) for pair in pairs]


@pytest.fixture(scope="module")
def seeds(shared: Path) -> Across:
    (strategic,), (action,) = ((shared / "seeds").glob(f"{number}_*") for number in ("002", "003"))
    return together(action, strategic)


def test_the_seeds_show_five_targets_twice(seeds: Across) -> None:
    assert places(seeds.shared) == [
        (0, 1, "projects", 4, 3, True),
        (1, 1, "projects", 0, 0, False),
        (3, 0, "projects", 5, 2, False),
        (6, 0, "processes", 11, 3, False),
        (6, 1, "processes", 11, 1, False),
    ]
    assert named(seeds.before.content, seeds.shared[0].before).startswith("Meta proyecto 04, proy. 7871: ")
    assert named(seeds.after.content, seeds.shared[0].after).startswith("7871 · 4: ")
    assert named(seeds.after.content, seeds.shared[3].after).startswith("12 · 4: ")


def test_the_seeds_disagree_on_the_type_of_the_sure_one(seeds: Across) -> None:
    found = [each for result in seeds.checks for each in result.findings]
    assert [each.code for each in found] == ["across.annualization_differs"]
    assert found[0].facts["before"] == "Creciente sin línea base"
    assert found[0].facts["after"] == "Creciente"
    assert found[0].where == seeds.after.where(("projects", 4, "goals", 3, "annualization"))


def test_the_twins_show_seven_targets_twice() -> None:
    found = together(EXAMPLES / "plan-estrategico-2024.txt", EXAMPLES / "plan-institucional-2024.txt")
    assert [pair.sure for pair in found.shared] == [False, True, False, False, False, False, False]
    assert places(found.shared)[1] == (0, 1, "projects", 0, 2, True)


def test_one_document_alone_or_two_of_a_kind_say_nothing_together() -> None:
    one = read_document(read_file(EXAMPLES / "plan-estrategico-2024.txt"))
    other = read_document(read_file(EXAMPLES / "plan-de-accion-2024.txt"))
    assert not list(across([one]))
    assert not list(across([one, one]))
    assert not list(across([one, other]))
