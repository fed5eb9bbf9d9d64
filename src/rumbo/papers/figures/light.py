"""The traffic light as shape and word: a circle, a triangle, a square, a ring; colour only repeats what they say."""

from enum import StrEnum

from rumbo.papers.figures.svg import INK, drawing, element, words


class Light(StrEnum):
    """How a range of the traffic light is drawn, from best to worst, and when there is no figure."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    NONE = "none"


def light(kind: Light, label: str) -> bytes:
    """The light with its word beside it."""
    return drawing(24 + 8 * len(label), 20, label, (_shape(kind), words(label, x=22, y=14, font_size=12)))


def _shape(kind: Light) -> str:
    match kind:
        case Light.GOOD:
            return element("circle", cx=9, cy=10, r=7, fill="#1d7a3e")
        case Light.FAIR:
            return element("path", d="M9 3L16 17H2Z", fill="#b36b00")
        case Light.POOR:
            return element("rect", x=2, y=3, width=14, height=14, fill="#b3261e")
        case Light.NONE:
            return element("circle", cx=9, cy=10, r=6, fill="none", stroke=INK, stroke_width=2)
