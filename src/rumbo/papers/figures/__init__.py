"""Small pictures as SVG that stand in a page, a PDF and a screen alike; each carries words that stand for it.

No script, no style attribute, no link; meaning never by colour alone.
"""

from rumbo.papers.figures.bars import Bar, bars, progress_bar
from rumbo.papers.figures.gantt import GanttLine, gantt
from rumbo.papers.figures.light import Light, light
from rumbo.papers.figures.trend import trend

__all__ = ["Bar", "GanttLine", "Light", "bars", "gantt", "light", "progress_bar", "trend"]
