"""The values that charts are drawn from: exact figures (integers of 10⁻¹², a ratio) with their words and their traces.

Texts are in the reader's language. `key` names a chart in addresses and files, `title` says what it shows, `note` what
to know beside it ("" where nothing).
"""

from dataclasses import dataclass

from rumbo.papers.figures import Look

__all__ = ["Bar", "Bars", "Beside", "BesideRow", "Branch", "Chart", "Heat", "Lines", "Look", "Point", "Series", "Tree"]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure, or None with the word that says why there is none ("" where its time has not come); where it is
    explained; and the tone and word of its light, where one shines. `ground` of a cell without a figure is "silent",
    "unplanned" or "outside"."""

    figure: int | None = None
    word: str = ""
    href: str = ""
    tone: str = ""
    band: str = ""
    ground: str = "value"


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its name, what it tells, and a point for each period."""

    name: str
    look: Look
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over periods; `across` is what a period is called. At each of `starts` (from 0) something begins anew, as a
    year does, and no stroke leads there."""

    key: str
    title: str
    across: str
    periods: tuple[str, ...]
    series: tuple[Series, ...]
    note: str = ""
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """What was reached and what was expected of one thing; its light is that of `reached`. `href` is its own page."""

    name: str
    reached: Point
    expected: Point = Point()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Things below one another, each against what was expected of it; `down` is what a thing is called."""

    key: str
    title: str
    down: str
    rows: tuple[Bar, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heat:
    """Rows by columns, each cell with its light; each row is (name, address of its own or "", cells)."""

    key: str
    title: str
    down: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[Point, ...]], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of a tree with what hangs from it; `over` is what kind of thing it is ("Objetivo 1")."""

    bar: Bar
    over: str = ""
    below: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """From the trunk to the leaves; `down` is what a line is called."""

    key: str
    title: str
    down: str
    trunk: Branch
    note: str = ""


@dataclass(frozen=True, slots=True)
class BesideRow:
    """Two ratios of one thing."""

    name: str
    first: Point
    second: Point
    href: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two ratios side by side, as physical progress and money; `names` say what each is of."""

    key: str
    title: str
    down: str
    names: tuple[str, str]
    rows: tuple[BesideRow, ...]
    note: str = ""


Chart = Lines | Bars | Heat | Tree | Beside
