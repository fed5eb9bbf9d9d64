"""The order in which a page is read: from top to bottom, and column by column where it is set in columns."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

_GUTTER = 12.0
_FEWEST = 3
_MOST = 400


class Boxed(Protocol):
    """Something with a box, measured from the upper left corner."""

    @property
    def x0(self) -> float: ...  # noqa: D102
    @property
    def y0(self) -> float: ...  # noqa: D102
    @property
    def x1(self) -> float: ...  # noqa: D102
    @property
    def y1(self) -> float: ...  # noqa: D102


Item = TypeVar("Item", bound=Boxed)


def in_order(items: Sequence[Item]) -> list[Item]:
    """The items of a page as they are read. A page with very many is read line by line."""
    if len(items) > _MOST:
        return sorted(items, key=lambda each: (each.y0, each.x0))
    if parts := _columns(items):
        return [*in_order(parts[0]), *in_order(parts[1])]
    bands, order, at = _bands(items), list[Item](), 0
    while at < len(bands):
        for last in range(len(bands), at, -1):
            together = [item for band in bands[at:last] for item in band]
            if last - at < len(bands) and (parts := _columns(together)):
                order += [*in_order(parts[0]), *in_order(parts[1])]
                at = last
                break
        else:
            order += sorted(bands[at], key=lambda each: (round(each.y0 / 3), each.x0))
            at += 1
    return order


def _columns(items: Sequence[Item]) -> tuple[list[Item], list[Item]] | None:
    """The items left and right of the widest gap that runs down between them, where both sides are columns."""
    ordered = sorted(items, key=lambda each: each.x0)
    best, cut, reach = _GUTTER, 0, float("-inf")
    for at, item in enumerate(ordered):
        if at >= _FEWEST and len(ordered) - at >= _FEWEST and item.x0 - reach > best:
            best, cut = item.x0 - reach, at
        reach = max(reach, item.x1)
    if not cut or not _side_by_side(ordered[:cut], ordered[cut:]):
        return None
    return ordered[:cut], ordered[cut:]


def _side_by_side(left: Sequence[Item], right: Sequence[Item]) -> bool:
    tops = [min(each.y0 for each in side) for side in (left, right)]
    ends = [max(each.y1 for each in side) for side in (left, right)]
    shared = min(ends) - max(tops)
    return shared > 0.5 * min(end - top for end, top in zip(ends, tops, strict=True))


def _bands(items: Sequence[Item]) -> list[list[Item]]:
    """The items between the level gaps that nothing crosses."""
    bands: list[list[Item]] = []
    reach = float("-inf")
    for item in sorted(items, key=lambda each: each.y0):
        if item.y0 >= reach - 1:
            bands.append([])
        bands[-1].append(item)
        reach = max(reach, item.y1)
    return bands
