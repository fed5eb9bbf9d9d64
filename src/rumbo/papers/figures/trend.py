"""A trend: figures over periods as a line that is broken where there is no figure."""

from rumbo.papers.figures.svg import DEEP, INK, PALE, drawing, element, words

WIDTH, HEIGHT, SIDE, TOP = 480, 140, 30, 16


def trend(points: tuple[tuple[str, int | None], ...], alt: str) -> bytes:
    """Points (label of the period, thousandths or none) from left to right; the scale ends at 100 % or above."""
    highest = max([1000, *(reached for _, reached in points if reached is not None)])
    pieces = [element("path", d=f"M{SIDE} {HEIGHT - SIDE}H{WIDTH - SIDE}", stroke=PALE, stroke_width=2)]
    before: tuple[int, int] | None = None
    for index, (label, reached) in enumerate(points):
        x = SIDE + (WIDTH - 2 * SIDE) * index // max(len(points) - 1, 1)
        pieces.append(words(label, x=x, y=HEIGHT - 8, font_size=11, text_anchor="middle"))
        if reached is None:
            before = None
            continue
        y = HEIGHT - SIDE - (HEIGHT - SIDE - TOP) * max(reached, 0) // highest
        if before:
            pieces.append(element("path", d=f"M{before[0]} {before[1]}L{x} {y}", stroke=DEEP, stroke_width=2))
        pieces.append(element("circle", cx=x, cy=y, r=4, fill=DEEP, stroke=INK))
        before = (x, y)
    return drawing(WIDTH, HEIGHT, alt, pieces)
