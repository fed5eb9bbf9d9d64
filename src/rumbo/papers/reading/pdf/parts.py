"""What a page is made of, in the order of reading: tables with lines, tables by alignment, lines of text, pictures."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from rumbo.papers.reading.pdf.aligned import Aligned, aligned_tables
from rumbo.papers.reading.pdf.justified import justified_table
from rumbo.papers.reading.pdf.lines import Line, lines_of
from rumbo.papers.reading.pdf.order import in_order
from rumbo.papers.reading.pdf.ruled import Grid, grids_of, whole
from rumbo.papers.reading.pdf.shapes import Rule, Sheet

_DIGITS = re.compile(r"\d{1,6}")
_PAGE_NUMBER = re.compile(r"(?:p[aá]g(?:ina|\.)?\s*)?\d{1,4}(?:\s*(?:de|/|of)\s*\d{1,4})?", re.IGNORECASE)
_MOST_COUNTS = 2
_HEAD, _FOOT, _HEAD_TABLE = 0.13, 0.88, 0.22


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its box, and its digest where it was kept."""

    x0: float
    y0: float
    x1: float
    y1: float
    shows: str = ""


Part = Grid | Aligned | Line | Picture


_CELLS = 3
_SAME_ROW = 2


@dataclass(slots=True)
class PageParts:
    """A page taken apart; `head` and `foot` are what repeats on the pages, `body` the rest. `rules` are its level ones,
    which part rows where no table has lines between its columns."""

    number: int
    height: float
    body: list[Part]
    head: list[Part] = field(default_factory=list)
    foot: list[Part] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


def parts_of(sheet: Sheet) -> PageParts:
    """The parts of a page, in no order yet; tables by alignment are still lines."""
    grids, free = grids_of(sheet)
    pictures = [Picture(*box, shows) for box, shows in zip(sheet.pictures, sheet.shown, strict=True)]
    body: list[Part] = [*grids, *lines_of(free), *pictures]
    return PageParts(sheet.number, sheet.height, body, rules=whole(sheet.levels))


def arrange(pages: list[PageParts]) -> None:
    """Finds what repeats on the pages, then the tables by alignment in the rest, and puts all in order of reading."""
    set_apart(pages)
    above: Aligned | None = None
    for page in pages:
        free = [part for part in page.body if isinstance(part, Line)]
        tables, lines = _without_rules(page, free, above)
        page.body = in_order([*tables, *lines, *(part for part in page.body if not isinstance(part, Line))])
        page.head, page.foot = in_order(page.head), in_order(page.foot)
        lowest = max(page.body, key=lambda part: part.y1, default=None)
        above = lowest if isinstance(lowest, Aligned) else None


def _without_rules(page: PageParts, free: list[Line], above: Aligned | None) -> tuple[list[Aligned], list[Line]]:
    """The tables by alignment among the free lines of a page, and the lines of none; one that would be torn is read by
    what its lines leave white, where that makes it whole."""
    tables, lines = aligned_tables(free, page.rules, page.number, above)
    torn = [line for line in lines if len(line.parts) >= _CELLS]
    if len(torn) < _CELLS:
        return tables, lines
    pieces: list[Line | Aligned] = [*tables, *torn]
    region = min(each.y0 for each in pieces) - 1, max(each.y1 for each in pieces) + 1
    found = justified_table(free, region, page.rules, page.number, above)
    if found is None or not (tables or above or len(found[0].bounds) > _CELLS):
        return tables, lines
    more, rest = aligned_tables(found[1], page.rules, page.number)
    return [found[0], *more], rest


def is_torn(page: PageParts) -> bool:
    """Whether beside a table by alignment lines were left whose pieces stand apart as the cells of a row do: more of
    the table, in columns that could not be told, as where its text is justified."""
    apart = sum(isinstance(part, Line) and len(part.parts) >= _CELLS for part in page.body)
    return apart >= _CELLS and any(isinstance(part, Aligned) for part in page.body)


def set_apart(pages: list[PageParts]) -> None:
    """Tells what repeats at the head and the foot of the pages, whatever page they count, from what is said once."""
    heads = Counter(key for page in pages for key in _all_keys(page, _at_head))
    feet = Counter(key for page in pages for key in _all_keys(page, _at_foot))
    need = max(2, len(pages) / 2)
    lowest = _lowest(pages)
    for page in pages:
        top = _table_goes_on(page, lowest)
        page.head = [
            part
            for part in page.body
            if _at_head(page, part) and _repeats(page, part, heads) >= need and part.y1 < top + _SAME_ROW
        ]
        page.foot = [part for part in page.body if _is_foot(page, part, feet, need)]
        away = {id(part) for part in (*page.head, *page.foot)}
        page.body = [part for part in page.body if id(part) not in away]


def _lowest(pages: list[PageParts]) -> dict[tuple[int, str], float]:
    """How low what each line says stands, on the page where it stands lowest."""
    lowest: dict[tuple[int, str], float] = {}
    for part in (part for page in pages for part in page.body if isinstance(part, Line)):
        lowest[_said_at(part)] = max(part.y0, lowest.get(_said_at(part), 0))
    return lowest


def _table_goes_on(page: PageParts, lowest: dict[tuple[int, str], float]) -> float:
    """Where at the head of a page a table goes on, whose header stands lower where the table begins: the top of the
    first line among others that does. The height of the page where none does."""
    lines = [part for part in page.body if isinstance(part, Line) and _at_head(page, part)]
    again = (line for line in lines if lowest[_said_at(line)] > line.y0 + _SAME_ROW)
    return min((line.y0 for line in again if _stands_among(line, lines)), default=page.height)


def _stands_among(line: Line, lines: list[Line]) -> bool:
    """Whether two other lines or more stand beside it, as cells do."""
    return sum(other is not line and other.y0 < line.y1 and line.y0 < other.y1 for other in lines) > 1


def _said_at(line: Line) -> tuple[int, str]:
    return round(line.x0 / 5), line.text


def _is_foot(page: PageParts, part: Part, feet: Counter[str], need: float) -> bool:
    if not _at_foot(page, part):
        return False
    counts = isinstance(part, Line) and _PAGE_NUMBER.fullmatch(part.text) is not None
    return (counts and _is_alone(page, part)) or _repeats(page, part, feet) >= need


def _is_alone(page: PageParts, part: Part) -> bool:
    """Whether nothing stands beside a part: a number beside texts is one of a table."""
    return not any(other is not part and other.y0 < part.y1 and part.y0 < other.y1 for other in page.body)


def _at_head(page: PageParts, part: Part) -> bool:
    if isinstance(part, Line):
        return part.y1 < _HEAD * page.height
    return part.y1 < _HEAD_TABLE * page.height


def _at_foot(page: PageParts, part: Part) -> bool:
    return part.y0 > _FOOT * page.height


def _all_keys(page: PageParts, stands: Callable[[PageParts, Part], bool]) -> set[str]:
    return {key for part in page.body if stands(page, part) for key in _keys(page, part)}


def _repeats(page: PageParts, part: Part, counted: Counter[str]) -> int:
    """On how many pages a part stands in the same place and says the same, but for what counts the pages."""
    return max(counted[key] for key in _keys(page, part))


def _keys(page: PageParts, part: Part) -> Iterator[str]:
    """What a part says and where it stands: as it is, and with its first or second number taken for one that counts
    the pages, which is told from any other by being as far from the number of its page everywhere."""
    text = " ".join(texts_of(part))
    place = f"{type(part).__name__} {part.x0 / 5:.0f} {part.y0 / 5:.0f}"
    yield f"{place} {text}"
    for found in list(_DIGITS.finditer(text))[:_MOST_COUNTS]:
        yield f"{place} {text[: found.start()]}#{int(found[0]) - page.number}#{text[found.end() :]}"


def texts_of(part: Part) -> Iterable[str]:
    """The texts of a part, a line each."""
    if isinstance(part, Line):
        return [part.text]
    if isinstance(part, Grid):
        return [piece.text for piece in part.pieces]
    if isinstance(part, Aligned):
        return [piece.text for row in part.rows for pieces in row.values() for piece in pieces]
    return []
