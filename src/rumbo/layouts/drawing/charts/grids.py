"""The numbers of a chart as rows: what stands beside the drawing, and what is taken away as data."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rumbo.domain.numbers import shown_points
from rumbo.findings import marked
from rumbo.layouts.drawing.charts.values import Bar, Beside, Branch, Chart, Heat, Lines, Point, Tree
from rumbo.layouts.drawing.charts.values import Bars as BarsChart
from rumbo.layouts.drawing.manner import Manner
from rumbo.papers.document import Cell, Column, Kind, Table

REACHED, EXPECTED, LIGHT = marked("Avance"), marked("Esperado"), marked("Semáforo")
NAME_WIDTH, VALUE_WIDTH = 44, 16


@dataclass(frozen=True, slots=True)
class Name:
    """What heads a row: its text, its own address or "", and how deep it hangs."""

    text: str
    href: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """The head (the first column names the rows) and the rows: a name, then points and words."""

    head: tuple[str, ...]
    rows: tuple[tuple[Name | Point | str, ...], ...]


def grid_of(chart: Chart, manner: Manner) -> Grid:
    """The numbers of a chart as rows."""
    match chart:
        case Lines():
            head = (chart.across, *(each.name for each in chart.series))
            columns = zip(*(each.points for each in chart.series), strict=True)
            return Grid(head, tuple((Name(name), *points) for name, points in zip(chart.periods, columns, strict=True)))
        case Heat():
            return Grid(
                (chart.down, *chart.columns), tuple((Name(name, href), *cells) for name, href, cells in chart.rows)
            )
        case BarsChart():
            return Grid(_standing(chart.down, manner), tuple(_row(each, manner) for each in chart.rows))
        case Tree():
            return Grid(_standing(chart.down, manner), tuple(_branches(chart.trunk, 0, manner)))
        case Beside():
            rows = tuple((Name(each.name, each.href), each.first, each.second) for each in chart.rows)
            return Grid((chart.down, *chart.names), rows)


def table_of(chart: Chart, manner: Manner) -> Table:
    """The same as the table of a document; a figure is a real percentage there."""
    grid = grid_of(chart, manner)
    kinds = (Kind.TEXT, *[Kind.PERCENT] * (len(grid.head) - 1))
    widths = (NAME_WIDTH, *[VALUE_WIDTH] * (len(grid.head) - 1))
    columns = tuple(Column(width, kind) for width, kind in zip(widths, kinds, strict=True))
    rows = tuple(tuple(cell_of(each, manner, isinstance(chart, Heat)) for each in row) for row in grid.rows)
    return Table(chart.title, columns, (tuple(Cell(name) for name in grid.head),), rows)


def printed(point: Point, manner: Manner) -> str:
    """A figure as it is printed, or why there is none."""
    return point.word if point.figure is None else manner.points_cell(shown_points(point.figure)).text


def light_word(point: Point, manner: Manner) -> str:
    """The word of the light of a point."""
    return point.band or manner.say(marked("Sin semáforo"))


def branches_of(tree: Tree) -> Iterator[tuple[int, Branch]]:
    """Every line of a tree in reading order, with how deep it hangs."""
    yield from _walked(tree.trunk, 0)


def _standing(down: str, manner: Manner) -> tuple[str, ...]:
    return (down, *(manner.say(each) for each in (REACHED, EXPECTED, LIGHT)))


def _row(bar: Bar, manner: Manner, depth: int = 0) -> tuple[Name | Point | str, ...]:
    return (Name(bar.name, bar.href, depth), bar.reached, bar.expected, light_word(bar.reached, manner))


def _branches(branch: Branch, depth: int, manner: Manner) -> Iterator[tuple[Name | Point | str, ...]]:
    return (_row(each.bar, manner, deep) for deep, each in _walked(branch, depth))


def _walked(branch: Branch, depth: int) -> Iterator[tuple[int, Branch]]:
    yield depth, branch
    for each in branch.below:
        yield from _walked(each, depth + 1)


def cell_of(entry: Name | Point | str, manner: Manner, lit: bool = False) -> Cell:
    """An entry as the cell of a document; `lit` puts the word of its light beside a figure."""
    match entry:
        case Name():
            return Cell("    " * entry.depth + entry.text)
        case str():
            return Cell(entry)
        case Point(figure=None):
            return Cell(entry.word)
    cell = manner.led_cell(entry.figure or 0, entry.href)
    # The word of a light stands in the cell of a map, which has no column for it: there it is text.
    return replace(cell, text=f"{cell.text} {entry.band}", value=None) if lit and entry.band else cell
