"""Charts: a frozen value of exact figures → one drawing for page, PDF and Word, and the table that stands beside it.

`svg_of` draws, `grid_of` tells the same numbers as rows, `table_of` and `blocks_of` bring both into a document. Only
the place where a point is drawn is rounded; what is printed at it is the figure as everybody is shown it.
"""

from rumbo.layouts.drawing.charts.grids import Grid, Name, cell_of, grid_of, table_of
from rumbo.layouts.drawing.charts.pictures import alt_of, blocks_of, chart_document, picture_of, svg_of
from rumbo.layouts.drawing.charts.values import (
    Bar,
    Bars,
    Beside,
    BesideRow,
    Branch,
    Chart,
    Heat,
    Lines,
    Look,
    Point,
    Series,
    Tree,
)

__all__ = [
    "Bar",
    "Bars",
    "Beside",
    "BesideRow",
    "Branch",
    "Chart",
    "Grid",
    "Heat",
    "Lines",
    "Look",
    "Name",
    "Point",
    "Series",
    "Tree",
    "alt_of",
    "blocks_of",
    "cell_of",
    "chart_document",
    "grid_of",
    "picture_of",
    "svg_of",
    "table_of",
]
