"""Small pictures as SVG that stand in a page, a PDF and a screen alike; each carries words that stand for it.

No script, no style attribute, no link; meaning never by colour alone.
"""

from rumbo.papers.figures.bars import Bar, bars, progress_bar
from rumbo.papers.figures.gantt import GanttLine, gantt
from rumbo.papers.figures.heat import HeatPoint, heat_map
from rumbo.papers.figures.light import SHAPES, light
from rumbo.papers.figures.lines import Line, Look, lines
from rumbo.papers.figures.pairs import Pair, pairs
from rumbo.papers.figures.tree import Branch, tree
from rumbo.papers.figures.trend import trend

__all__ = [
    "SHAPES",
    "Bar",
    "Branch",
    "GanttLine",
    "HeatPoint",
    "Line",
    "Look",
    "Pair",
    "bars",
    "gantt",
    "heat_map",
    "light",
    "lines",
    "pairs",
    "progress_bar",
    "tree",
    "trend",
]
