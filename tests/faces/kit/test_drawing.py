"""Drawings say in words what they show, have a shape for every tone and no style of their own."""

import re
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from rumbo.faces.kit import drawing
from rumbo.faces.kit.icons import NAMES, icon_svg
from rumbo.faces.kit.pieces import TrendPoint
from rumbo.papers.figures import SHAPES

HALF, WHOLE = 5 * 10**11, 10**12
figures = st.one_of(st.none(), st.integers(-WHOLE, 50 * WHOLE))


def parsed(svg: str) -> ElementTree.Element:
    assert "style" not in svg
    return ElementTree.fromstring(svg)


def title_of(svg: str) -> str:
    return parsed(svg).findtext("title") or ""


def classes(svg: str) -> list[str]:
    return [part.get("class", "") for part in parsed(svg).iter()]


def test_a_progress_says_its_value_and_what_was_expected() -> None:
    with translation.override("es"):
        said = title_of(drawing.progress_svg(778 * 10**9, HALF, "Avance de la meta"))
    assert said == "Avance de la meta: 77,8\N{NO-BREAK SPACE}%; se esperaba 50\N{NO-BREAK SPACE}%"


def test_an_undefined_progress_is_hatched_and_has_no_bar() -> None:
    with translation.override("es"):
        svg = drawing.progress_svg(None, word="no programado")
    assert "hatch" in classes(svg)
    assert "bar" not in classes(svg)
    assert title_of(svg) == "Avance: no programado"


def test_zero_is_no_undefined_progress() -> None:
    svg = drawing.progress_svg(0)
    assert "hatch" not in classes(svg)
    assert '<rect class="bar" x="0" y="4" width="0"' in svg


@pytest.mark.parametrize(("figure", "beyond"), [(WHOLE, False), (124 * 10**10, True), (9 * WHOLE, True)])
def test_more_than_all_is_drawn_beyond_the_end(figure: int, beyond: bool) -> None:
    assert ("beyond" in classes(drawing.progress_svg(figure))) is beyond


@given(figures, figures)
def test_nothing_is_drawn_outside_its_frame(figure: int | None, expected: int | None) -> None:
    svg = parsed(drawing.progress_svg(figure, expected))
    for rect in svg.iter("rect"):
        assert float(rect.get("width", "0")) >= 0
        assert float(rect.get("x", "0")) + float(rect.get("width", "0")) <= 130
    for path in svg.iter("path"):
        # The head of the mark is three wide to each side of it, also at the ends.
        assert all(-3 <= int(x) <= 132 for x in re.findall(r"M(-?\d+) ", path.get("d", "")))


def test_each_tone_has_a_shape_of_its_own() -> None:
    shapes = {re.sub(r"light-\w+", "", drawing.light_svg(tone, "x")) for tone in SHAPES}
    assert len(shapes) == len(SHAPES)


def test_a_drawing_beside_its_words_is_silent() -> None:
    assert parsed(drawing.light_svg("good")).get("aria-hidden") == "true"
    assert parsed(drawing.light_svg("good", "Satisfactorio")).get("role") == "img"


def test_words_of_others_are_escaped() -> None:
    assert title_of(drawing.light_svg("bad", "<b>&")) == "<b>&"


def test_a_trend_is_broken_where_there_is_no_value() -> None:
    points = [TrendPoint("I", HALF), TrendPoint("II", None, "no reportado"), TrendPoint("III", WHOLE)]
    with translation.override("es"):
        svg = drawing.trend_svg(points, "Avance")
    line = next(part.get("d", "") for part in parsed(svg).iter("path") if part.get("class") == "line")
    assert line.count("M") == 2
    assert title_of(svg).endswith("I 50\N{NO-BREAK SPACE}%, II no reportado, III 100\N{NO-BREAK SPACE}%")


@given(st.lists(figures, max_size=12))
def test_a_trend_stays_in_its_frame(values: list[int | None]) -> None:
    svg = parsed(drawing.trend_svg([TrendPoint(str(i), value) for i, value in enumerate(values)], "x"))
    for dot in svg.iter("circle"):
        assert 0 <= int(dot.get("cx", "")) <= 120
        assert 0 <= int(dot.get("cy", "")) <= 36


@pytest.mark.parametrize(("before", "after", "way"), [(1, 2, "up"), (2, 1, "down"), (1, 1, "flat")])
def test_a_change_points_its_way(before: int, after: int, way: str) -> None:
    assert f"change-{way}" in drawing.change_svg(before, after)


def test_no_change_is_drawn_without_both_ends() -> None:
    assert drawing.change_svg(None, 1) == drawing.change_svg(1, None) == ""


@pytest.mark.parametrize("name", NAMES)
def test_icons_are_well_formed(name: str) -> None:
    assert parsed(icon_svg(name)).get("aria-hidden") == "true"
