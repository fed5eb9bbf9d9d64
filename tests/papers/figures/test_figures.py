"""Figures: well-formed, told in words, never by colour alone, nothing out of the frame."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from rumbo.papers import figures
from rumbo.papers.figures import SHAPES, Bar, GanttLine, Line, Look, bars, gantt, light, lines, progress_bar, trend

NAMES = ("Avance", "Esperado")
SVG = "{http://www.w3.org/2000/svg}"


def test_a_bar_shows_how_far_and_what_was_expected() -> None:
    picture = ElementTree.fromstring(progress_bar(Bar("Gestión", "77,78 %", 777, 500)))
    assert picture.find(f"{SVG}title").text == "Gestión: 77,78 %"  # type: ignore[union-attr]
    widths = [int(rect.get("width", "0")) for rect in picture.iter(f"{SVG}rect")]
    assert widths == [400, 310]


@pytest.mark.parametrize(("reached", "width"), [(-200, 0), (0, 0), (1000, 400), (7470, 400)])
def test_a_bar_never_leaves_its_track(reached: int, width: int) -> None:
    picture = ElementTree.fromstring(progress_bar(Bar("x", "y", reached)))
    assert int(list(picture.iter(f"{SVG}rect"))[1].get("width", "")) == width


def test_no_figure_is_not_zero() -> None:
    assert b"stroke-dasharray" in bars((Bar("x", "Sin cifra", None),), "a")
    assert b"stroke-dasharray" not in bars((Bar("x", "0 %", 0),), "a")


def written(picture: ElementTree.Element) -> list[tuple[str, int, str]]:
    """Where each line of text begins, how low it stands, and what it says."""
    found = []
    for text in picture.iter(f"{SVG}text"):
        below = int(text.get("y", ""))
        found.append((text.get("x", ""), below, (text.text or "").strip()))
        for line in text.iter(f"{SVG}tspan"):
            below += int(line.get("dy", ""))
            found.append((line.get("x", ""), below, line.text or ""))
    return found


@pytest.mark.parametrize("narrow", [False, True])
def test_bars_say_what_they_are_and_hold_long_labels_in_their_frame(narrow: bool) -> None:
    rows = (Bar("palabra " * 40, "nada por medir", None, 500), Bar("Corta", "10 %", 100))
    picture = ElementTree.fromstring(bars(rows, "x", NAMES, narrow))
    lines_written = written(picture)
    said = [text for _left, _low, text in lines_written]
    assert said[:2] == list(NAMES)
    assert sum(each.startswith("palabra") for each in said) == 2, "a long label has two lines"
    assert said[3].endswith("…")
    width, height = int(picture.get("width", "")), int(picture.get("height", ""))
    assert width <= 320 or not narrow
    assert all(low < height for _left, low, _text in lines_written)
    tracks = {int(each.get("y", "")) for each in picture.iter(f"{SVG}rect")}
    labels = {low for left, low, _text in lines_written if left == "0"}
    if narrow:
        assert not any(track < label < track + 14 for track in tracks for label in labels), "no label lies in a bar"
    assert NAMES[1] not in bars((Bar("x", "10 %", 100),), "x", NAMES, narrow).decode(), (
        "nothing expected, nothing to name"
    )


@pytest.mark.parametrize("count", [1, 2, 16, 40])
def test_lines_on_a_telephone_write_only_where_there_is_room(count: int) -> None:
    names = tuple(f"III trim. {2022 + at // 4}" for at in range(count))
    reached = Line("Alcanzado", Look.ACTUAL, tuple((at * 10, "100,01 %") for at in range(count)))
    picture = ElementTree.fromstring(lines(names, (reached,), (), "x", narrow=True))
    assert int(picture.get("width", "")) <= 320
    told = [text for text in picture.iter(f"{SVG}text") if (text.text or "").startswith("III")]
    places = [int(each.get("x", "")) for each in told]
    assert told[-1].text == names[-1], "the last period is always named"
    assert all(after - before >= 70 for before, after in pairwise(places))
    assert len(list(picture.iter(f"{SVG}circle"))) == count + 1, "each point has its mark, and the legend its own"


def test_what_was_reached_is_printed_below_a_plan_that_is_above_it() -> None:
    reached = Line("Alcanzado", Look.ACTUAL, ((500, "50 %"),))
    heights = {}
    for plan in (400, 600):
        planned = Line("Planeado", Look.PLANNED, ((plan, "x"),))
        picture = ElementTree.fromstring(lines(("I",), (planned, reached), (), "x"))
        (heights[plan],) = [int(text.get("y", "")) for text in picture.iter(f"{SVG}text") if text.text == "50 %"]
    assert heights[400] < heights[600]


def test_lights_differ_in_shape() -> None:
    shapes = {re.sub("(fill|stroke)=.[^ >]*", "", light(tone, 0, 0)) for tone in SHAPES}
    assert len(shapes) == len(SHAPES)


def test_lines_break_where_there_is_no_figure_and_differ_without_colour() -> None:
    names = ("I", "II", "III")
    reached = Line("Alcanzado", Look.ACTUAL, ((100, "10 %"), (None, "sin reporte"), (300, "30 %")))
    planned = Line("Planeado", Look.PLANNED, ((100, "10 %"), (200, "20 %"), (2000, "200 %")))
    ahead = Line("Proyección", Look.PROJECTED, ((None, ""), (None, ""), (300, "30 %")))
    picture = ElementTree.fromstring(lines(names, (planned, reached, ahead), ((0, "0 %"), (1000, "100 %")), "x"))
    (whole, broken) = [path.get("d", "") for path in picture.iter(f"{SVG}path") if "L" in path.get("d", "")] + [
        path.get("d", "") for path in picture.iter(f"{SVG}path") if path.get("d", "").count("M") == 2
    ]
    assert (whole.count("M"), whole.count("L"), broken.count("L")) == (1, 2, 0)
    places = [int(each) for each in re.findall(r" (\d+)", whole)]
    assert min(places) >= 40, "what passes one hundred per cent stays in the frame"
    assert lines(names, (planned,), (), "x") != lines(names, (reached,), (), "x")


def test_a_map_tells_its_nothings_apart_without_colour() -> None:
    grounds = ("value", "silent", "unplanned", "outside")
    drawn = {figures.heat_map(("I",), (("U", (figures.HeatPoint("", "x", each),)),), "x") for each in grounds}
    assert len(drawn) == 4


def test_no_ratio_is_not_a_ratio_of_zero() -> None:
    names = ("Físico", "Dinero")
    zero = figures.pairs(names, (figures.Pair("x", (0, "0 %"), (500, "50 %")),), "x")
    none = figures.pairs(names, (figures.Pair("x", (None, "sin cifra"), (500, "50 %")),), "x")
    assert b"stroke-dasharray" in none
    assert b"stroke-dasharray" not in zero


def test_what_hangs_in_a_tree_is_joined_to_what_it_hangs_from() -> None:
    bar = Bar("x", "10 %", 100)
    branches = tuple(figures.Branch(depth, bar) for depth in (0, 1, 2, 1))
    picture = ElementTree.fromstring(figures.tree(branches, "x"))
    joints = [path.get("d", "") for path in picture.iter(f"{SVG}path") if "h9" in path.get("d", "")]
    assert [int(re.findall(r"v(\d+)", each)[0]) for each in joints] == [16, 16, 72]


def test_a_trend_breaks_where_there_is_no_figure() -> None:
    whole = trend((("I", 100), ("II", 200), ("III", 300)), "x")
    broken = trend((("I", 100), ("II", None), ("III", 300)), "x")
    assert whole.count(b"<path") == 3
    assert broken.count(b"<path") == 1


def test_texts_are_escaped() -> None:
    assert ElementTree.fromstring(progress_bar(Bar("<b>&", '"<', 5))) is not None


def test_a_schedule_shows_its_stretches_and_says_where_there_are_none() -> None:
    lines = (
        GanttLine("Sembrar", 0, ((0, 3),)),
        GanttLine("1. Comprar", 1, ((0, 1), (3, 3))),
        GanttLine("x" * 90, 1, (), "sin marcas"),
    )
    picture = ElementTree.fromstring(gantt(("Mes 1", "Mes 2", "Mes 3", "Mes 4"), lines, "Cronograma"))
    bars = [(int(rect.get("x", "")), int(rect.get("width", ""))) for rect in picture.iter(f"{SVG}rect")]
    (first, long), (second, short) = bars
    assert (second - first, long - short) == (3 * 72, 72)
    assert second + short <= int(picture.get("width", ""))
    said = [text.text or "" for text in picture.iter(f"{SVG}text")]
    assert "Mes 4" in said
    assert "sin marcas" in said
    assert all(len(text) <= 40 for text in said)


def test_two_hundred_lines_over_sixty_periods_stay_in_their_frame() -> None:
    periods = tuple(f"Semana {n}" for n in range(1, 61))
    lines = tuple(GanttLine(f"Línea {n}", 1, ((n % 60, n % 60),)) for n in range(200))
    picture = ElementTree.fromstring(gantt(periods, lines, "Cronograma"))
    width, height = int(picture.get("width", "")), int(picture.get("height", ""))
    for rect in picture.iter(f"{SVG}rect"):
        assert int(rect.get("x", "")) + int(rect.get("width", "")) <= width
        assert int(rect.get("y", "")) + int(rect.get("height", "")) <= height
    assert [title.text for title in picture.iter(f"{SVG}title")][1] == "Semana 1"
