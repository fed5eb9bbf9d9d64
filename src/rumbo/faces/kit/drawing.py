"""Drawings made on the server: progress, traffic light, trend and change, as SVG without any style of its own.

Each takes exact values (figures are integers of 10⁻¹², a ratio; 10¹² is 100 %) and gives safe SVG with `role="img"` and
a `<title>` that says in words all that is drawn (none, and silence, where words stand beside it). Colours come by class
only. Nothing is told by colour alone: tones have shapes, what has no value is hatched, what passes 100 % goes beyond
the end of the bar.
"""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rumbo.faces.kit.pieces import TrendPoint
from rumbo.faces.kit.written import written_figure
from rumbo.papers.figures import SHAPES

HUNDRED = 10**12
CHANGES = {"up": "M8 13V3M3.5 7.5L8 3l4.5 4.5", "down": "M8 3v10M3.5 8.5L8 13l4.5-4.5", "flat": "M2.5 8h11"}
_BAR, _BEYOND, _HIGH, _TOP = 100, 30, 12, 4


def _svg(kind: str, width: int, height: int, title: str, body: str) -> SafeString:
    """The frame of a drawing; without a title it is silent, because words stand beside it."""
    said = format_html('role="img"><title>{}</title>', title) if title else mark_safe('aria-hidden="true">')
    return format_html(
        '<svg class="drawing {}" viewBox="0 0 {} {}" width="{}" height="{}" focusable="false" {}{}</svg>',
        kind,
        width,
        height,
        width,
        height,
        said,
        mark_safe(body),  # noqa: S308  numbers and constants of this file only
    )


def _hatching(width: int) -> str:
    """Slanted strokes across the bar, for what has no value."""
    strokes = "".join(f"M{x} {_TOP + _HIGH}l{_HIGH} -{_HIGH}" for x in range(0, width - _HIGH + 1, 8))
    return f'<path class="hatch" d="{strokes}"/>'


def _filling(figure: int) -> str:
    """The bar up to 100 %, and what goes beyond it, ending in an arrow when the drawing has no more room."""
    end = max(0, figure) * _BAR // HUNDRED
    within = f'<rect class="bar" x="0" y="{_TOP}" width="{min(end, _BAR)}" height="{_HIGH}" rx="2"/>'
    if end <= _BAR:
        return within
    beyond = min(end - _BAR, _BEYOND)
    if end - _BAR <= _BEYOND:
        return within + f'<rect class="beyond" x="{_BAR}" y="{_TOP}" width="{beyond}" height="{_HIGH}"/>'
    tip, low = _BAR + _BEYOND, _TOP + _HIGH
    arrow = f"M{_BAR} {_TOP}H{tip - 8}L{tip} {_TOP + _HIGH // 2}L{tip - 8} {low}H{_BAR}z"
    return within + f'<path class="beyond" d="{arrow}"/>'


def progress_title(figure: int | None, expected: int | None, label: str, word: str) -> str:
    """What a progress bar shows, in words."""
    value = word or _("no calculable") if figure is None else written_figure(figure)
    said = f"{label or _('Avance')}: {value}"
    if expected is None:
        return said
    return _("{progress}; se esperaba {expected}").format(progress=said, expected=written_figure(expected))


def progress_svg(figure: int | None, expected: int | None = None, label: str = "", word: str = "") -> SafeString:
    """A bar for a figure or None, with a tick where it was expected to be. `word` says why there is no value."""
    track = f'<rect class="track" x="0.5" y="{_TOP - 0.5}" width="{_BAR - 1}" height="{_HIGH + 1}" rx="2.5"/>'
    body = track + (_hatching(_BAR) if figure is None else _filling(figure))
    if expected is not None:
        x = min(max(0, expected) * _BAR // HUNDRED, _BAR + _BEYOND - 1)
        body += f'<path class="expected" d="M{x} {_TOP - 1}V{_TOP + _HIGH + 3}M{x - 3} 0h6l-3 4z"/>'
    return _svg("progress-bar", _BAR + _BEYOND, _HIGH + _TOP + 4, progress_title(figure, expected, label, word), body)


def light_svg(tone: str, word: str = "") -> SafeString:
    """The light of a band: good circle, watch triangle, alert diamond, bad square, over an arrow, none a ring."""
    return _svg(f"light light-{tone}", 16, 16, word, SHAPES[tone])


def change_svg(before: int | None, after: int | None, title: str = "") -> SafeString:
    """An arrow for the way from one figure to another; nothing is drawn where either is missing."""
    if before is None or after is None:
        return SafeString("")
    way = "up" if after > before else "down" if after < before else "flat"
    return _svg(f"change change-{way}", 16, 16, title, f'<path d="{CHANGES[way]}"/>')


def trend_title(points: Sequence[TrendPoint], label: str) -> str:
    """All the values of a trend in words: "Avance: I 25 %, II no reportado"."""
    said = [f"{p.label} {p.word or _('sin valor') if p.figure is None else written_figure(p.figure)}" for p in points]
    return f"{label}: {', '.join(said)}"


def _places(points: Sequence[TrendPoint], width: int, height: int) -> list[tuple[int, int] | None]:
    """Where each point stands; None where there is no value. The scale begins at 0 and holds at least 100 %."""
    top = max([HUNDRED, *(p.figure for p in points if p.figure is not None)])
    steps = max(1, len(points) - 1)
    return [
        None
        if p.figure is None
        else (6 + i * (width - 12) // steps, height - 5 - max(0, p.figure) * (height - 10) // top)
        for i, p in enumerate(points)
    ]


def trend_svg(points: Sequence[TrendPoint], label: str, width: int = 120, height: int = 36) -> SafeString:
    """A line through the periods, broken where there is no value, its last value marked; the dashed line is 100 %."""
    places = _places(points, width, height)
    top = max([HUNDRED, *(p.figure for p in points if p.figure is not None)])
    goal = height - 5 - HUNDRED * (height - 10) // top
    line, pen = "", "M"
    for place in places:
        line += f"{pen}{place[0]} {place[1]}" if place else ""
        pen = "L" if place else "M"
    seen = [place for place in places if place]
    dots = "".join(f'<circle class="dot" cx="{x}" cy="{y}" r="2"/>' for x, y in seen[:-1])
    last = "".join(f'<circle class="dot-last" cx="{x}" cy="{y}" r="3.5"/>' for x, y in seen[-1:])
    body = f'<path class="goal" d="M0 {goal}H{width}"/><path class="line" d="{line}"/>{dots}{last}'
    return _svg("trend", width, height, trend_title(points, label), body)


def trend_rows(points: Sequence[TrendPoint]) -> SafeString:
    """The rows of the table that stands beside a trend."""
    return format_html_join(
        "",
        '<tr><th scope="row">{}</th><td class="num">{}</td></tr>',
        ((p.label, p.word or _("sin valor") if p.figure is None else written_figure(p.figure)) for p in points),
    )
