"""The traffic light as a shape: circle, triangle, diamond, square, a circle with an arrow, a ring; colour only repeats
what the shape and the word beside it say."""

from rumbo.papers.figures.svg import element

SHAPES = {
    "good": '<circle cx="8" cy="8" r="6.5"/>',
    "watch": '<path d="M8 1.5L15 14.5H1z"/>',
    "alert": '<path d="M8 .8L15.2 8 8 15.2 .8 8z"/>',
    "bad": '<path d="M2 2h12v12H2z"/>',
    "over": '<circle cx="8" cy="8" r="6.5"/><path class="light-sign" d="M8 11.5V5M5 7.5l3-3 3 3"/>',
    "none": '<circle cx="8" cy="8" r="6"/>',
}
"""What each tone is drawn as, in a square of 16; a page colours it by class, a file by itself."""
COLOURS = {
    "good": ("#17a06b", "#0b6b45"),
    "watch": ("#f5b301", "#7a4b00"),
    "alert": ("#e8731a", "#a04000"),
    "bad": ("#d8213f", "#a80521"),
    "over": ("#1f4fa3", "#1f4fa3"),
    "none": ("none", "#55606d"),
}
TINTS = {"good": "#e4f4ec", "watch": "#fff5d9", "alert": "#ffeee0", "bad": "#fdebed", "over": "#e6eefb"}
"""The ground behind a shape, pale enough for dark words."""
SIGN = {"fill": "none", "stroke": "#ffffff", "stroke_linecap": "round"}


def light(tone: str, x: int, y: int) -> str:
    """The shape of a tone with its upper left corner at a place. KeyError for a tone that there is not."""
    fill, stroke = COLOURS[tone]
    dashed = {"stroke_dasharray": "3 2"} if tone == "none" else {}
    if tone == "over":
        body = element("circle", cx=8, cy=8, r="6.5") + element("path", d="M8 11.5V5M5 7.5l3-3 3 3", **SIGN)
    else:
        body = SHAPES[tone]
    look = {"fill": fill, "stroke": stroke, "stroke_width": "1.5", "stroke_linejoin": "round"}
    return element("g", body, transform=f"translate({x} {y})", **look, **dashed)
