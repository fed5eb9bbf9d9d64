"""The tag with which a chart stands in a page: `{% load charts %}{% chart value address query %}`."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from rumbo.faces.kit import drawing, papers
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.charts import Chart, Heat, Name, Point, Tree, grid_of, svg_of

register = template.Library()
IMAGES, DATA = ("svg", "png"), ("csv", "xlsx")
MANY = 9
"""Columns of a map from which on its words stand below it once, and no longer in each cell."""


@register.inclusion_tag("kit/chart.html")
def chart(value: Chart, address: str = "", query: str = "", title: bool = True) -> dict[str, Any]:
    """A drawing with its table and, where `address` is given, the files of both below it: `address` + key + form.

    A map is its own table; a tree is a list that folds. `title` False leaves the caption to the heading above it.
    """
    manner = papers.manner()
    grid = grid_of(value, manner)
    kind = "heat" if isinstance(value, Heat) else "tree" if isinstance(value, Tree) else "drawn"
    return {
        "chart": value,
        "kind": kind,
        "titled": title,
        "drawings": list(_drawings(value, manner)) if kind == "drawn" else [],
        "head": grid.head,
        "lights": _lights(value) if isinstance(value, Heat) and len(grid.head) > MANY else {},
        "rows": [list(_cells(row, grid.head)) for row in grid.rows],
        "images": _files(value, address, query, IMAGES),
        "data": _files(value, address, query, DATA),
    }


@register.inclusion_tag("kit/part/point.html")
def point(value: Point, said: str = "") -> dict[str, Any]:
    """A figure of a chart in a link to how it came about; `said` is what it is, for who does not see its column."""
    return {"point": value, "said": said}


@register.simple_tag
def tone(value: str) -> SafeString:
    """The silent shape of a tone, whose word stands beside it."""
    return drawing.light_svg(value or "none")


def _drawings(value: Chart, manner: Manner) -> Iterator[tuple[str, SafeString]]:
    """The same chart for a wide screen and for a telephone, of which a page shows one."""
    for width in ("wide", "narrow"):
        yield width, mark_safe(svg_of(value, manner, width == "narrow").decode())  # noqa: S308  texts are escaped


def _cells(row: tuple[Any, ...], head: tuple[str, ...]) -> Iterator[tuple[str, Any, str]]:
    """(kind, what stands in it, its column)."""
    for entry, column in zip(row, head, strict=True):
        kind = "name" if isinstance(entry, Name) else "point" if isinstance(entry, Point) else "text"
        yield kind, entry, column


def _lights(value: Heat) -> dict[str, str]:
    """The word of each tone that shines in a map."""
    return {each.tone: each.band for _name, _href, cells in value.rows for each in cells if each.tone and each.band}


def _files(value: Chart, address: str, query: str, forms: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(form.upper(), f"{address}{value.key}.{form}{query}") for form in forms] if address else []
