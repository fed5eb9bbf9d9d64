"""A chart as a drawing with the words that stand for it, as the blocks of a document, and as a document of its own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from rumbo.domain.numbers import FIGURE_UNITS, shown_points
from rumbo.findings import marked
from rumbo.layouts.drawing.charts.grids import (
    EXPECTED,
    REACHED,
    Name,
    branches_of,
    grid_of,
    light_word,
    printed,
    table_of,
)
from rumbo.layouts.drawing.charts.values import Bar as BarValue
from rumbo.layouts.drawing.charts.values import Bars, Beside, Chart, Heat, Lines, Point, Tree
from rumbo.layouts.drawing.manner import Manner
from rumbo.papers import figures
from rumbo.papers.document import Block, Document, Header, Paragraph, Picture, Section, Tone, page_for

SVG = "image/svg+xml"
WIDE_MM, TOLD = 240, 24
MM_OF_HUNDRED = 24
"""How many millimetres a hundred units of a drawing are on paper: its words come out as the ones around it."""
WIDTH = re.compile(rb' width="(\d+)"')
HALVES = 2


def svg_of(chart: Chart, manner: Manner, narrow: bool = False) -> bytes:
    """The drawing, its words in its `<title>`; `narrow` for the width of a telephone, where the kind can be so."""
    alt = alt_of(chart, manner)
    match chart:
        case Lines():
            return _lines(chart, alt, manner, narrow)
        case Bars():
            rows = tuple(_bar(each, manner) for each in chart.rows)
            names = manner.say(REACHED), manner.say(EXPECTED)
            return figures.bars(rows, alt, names, narrow)
        case Heat():
            cells = tuple((name, tuple(_heat(each, manner) for each in points)) for name, _, points in chart.rows)
            return figures.heat_map(chart.columns, cells, alt)
        case Tree():
            branches = (
                figures.Branch(depth, _bar(each.bar, manner), each.bar.reached.tone or "none")
                for depth, each in branches_of(chart)
            )
            return figures.tree(tuple(branches), alt)
        case Beside():
            pairs = tuple(
                figures.Pair(each.name, _both(each.first, manner), _both(each.second, manner)) for each in chart.rows
            )
            return figures.pairs(chart.names, pairs, alt, narrow)


def alt_of(chart: Chart, manner: Manner) -> str:
    """All that a small drawing shows, in words; of a large one the first rows, and that the rest is in its table."""
    grid = grid_of(chart, manner)
    told = "; ".join(_said(row, grid.head, manner) for row in grid.rows[:TOLD])
    more = len(grid.rows) - TOLD
    tail = manner.say(marked(" Otras filas, en la tabla: {n}."), n=more) if more > 0 else ""
    return f"{chart.title}. {told}.{tail}"


def picture_of(chart: Chart, manner: Manner) -> Picture:
    """The drawing as a block, no wider than a sheet; what it shows is said by the heading above it."""
    svg = svg_of(chart, manner)
    found = WIDTH.search(svg)
    wide = int(found[1]) * MM_OF_HUNDRED // 100 if found else WIDE_MM
    return Picture(SVG, svg, alt_of(chart, manner), min(wide, WIDE_MM))


def blocks_of(chart: Chart, manner: Manner) -> tuple[Block, ...]:
    """Drawing, table, and what to know beside them."""
    note = (Paragraph(chart.note, Tone.NOTE),) if chart.note else ()
    table = replace(table_of(chart, manner), caption=manner.say(marked("Los valores de la gráfica")))
    return (picture_of(chart, manner), table, *note)


def chart_document(chart: Chart, issuer: str, moment: datetime, manner: Manner) -> Document:
    """A chart alone, as a document of one section."""
    blocks = blocks_of(chart, manner)
    return Document(
        title=chart.title,
        language=manner.language,
        header=Header(issuer, page_label=manner.say(marked("Página {page} de {pages}"))),
        moment=moment,
        sections=(Section("", chart.key.capitalize(), blocks, opens=True),),
        page=page_for(blocks),
    )


def _lines(chart: Lines, alt: str, manner: Manner, narrow: bool) -> bytes:
    series = tuple(
        figures.Line(each.name, each.look, tuple(_both(point, manner) for point in each.points))
        for each in chart.series
    )
    axis = tuple(
        (1000 * half // HALVES, manner.points_cell(shown_points(FIGURE_UNITS * half // HALVES)).text)
        for half in range(HALVES + 1)
    )
    return figures.lines(chart.periods, series, axis, alt, chart.starts, narrow)


def _bar(bar: BarValue, manner: Manner) -> figures.Bar:
    reached, said = _both(bar.reached, manner)
    return figures.Bar(bar.name, said, reached, _both(bar.expected, manner)[0])


def _heat(point: Point, manner: Manner) -> figures.HeatPoint:
    return figures.HeatPoint(point.tone, printed(point, manner), point.ground)


def _both(point: Point, manner: Manner) -> tuple[int | None, str]:
    return None if point.figure is None else point.figure // 10**9, printed(point, manner)


def _said(row: tuple[Name | Point | str, ...], head: tuple[str, ...], manner: Manner) -> str:
    """One row in words: "II trimestre: Alcanzado 40%, Planeado 50%"."""
    name, *entries = row
    return f"{_text(name, manner)}: {', '.join(_named(entries, head[1:], manner))}"


def _named(entries: list[Name | Point | str], head: tuple[str, ...], manner: Manner) -> Iterator[str]:
    for column, entry in zip(head, entries, strict=True):
        if said := _text(entry, manner):
            yield f"{column} {said}"


def _text(entry: Name | Point | str, manner: Manner) -> str:
    if isinstance(entry, Name):
        return entry.text
    if isinstance(entry, str):
        return entry
    said = printed(entry, manner)
    return f"{said} ({light_word(entry, manner)})" if entry.tone and entry.band else said
