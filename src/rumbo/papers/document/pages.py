"""The document as a whole: its header and page, its sections, what is attached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rumbo.papers.document.blocks import Block, Fact, Picture
from rumbo.papers.document.tables import Table


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet of paper in millimetres, as it lies (wider than high is landscape), and its name on a sheet's set-up
    (the number that spreadsheets give the paper: 1 letter, 3 tabloid, 9 A4); a workbook fits itself to what an office
    printer takes, so that larger sheets are tabloids there."""

    width_mm: int
    height_mm: int
    paper: int


LETTER = Page(279, 216, 1)
TABLOID = Page(432, 279, 3)
A4 = Page(297, 210, 9)
LARGE, LARGER, LARGEST = Page(594, 420, 3), Page(841, 594, 3), Page(1189, 841, 3)
ROOM = ((LETTER, 260), (TABLOID, 460), (LARGE, 560), (LARGER, 780))
"""How wide the columns of a table may be, in characters, on each sheet; a matrix of forty columns is a large sheet."""


def page_for(blocks: Iterable[Block]) -> Page:
    """The smallest sheet on which every table of a document can be read."""
    widest = max(
        (sum(column.width for column in each.columns) for each in blocks if isinstance(each, Table)), default=0
    )
    return next((page for page, room in ROOM if widest <= room), LARGEST)


@dataclass(frozen=True, slots=True)
class Header:
    """Repeated on each page: who issues, the document control (process, code, version) and which page it is.

    `page_label` is a text with the places {page} and {pages}.
    """

    issuer: str
    control: tuple[Fact, ...] = ()
    logo: Picture | None = None
    page_label: str = "{page} / {pages}"


@dataclass(frozen=True, slots=True)
class Section:
    """A part with its own heading; a workbook gives it a sheet named `sheet` and opens at the one that `opens`."""

    title: str
    sheet: str
    blocks: tuple[Block, ...]
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF: `relation` is "source", "data", "alternative" or "supplement"."""

    name: str
    media_type: str
    content: bytes
    description: str
    relation: str = "source"


@dataclass(frozen=True, slots=True)
class Document:
    """`language` is a BCP 47 tag ("es-CO"); `moment` (aware) is the day and hour that the files carry, never a clock's,
    so that the same document gives the same bytes. `lists` names the sheet on which a workbook keeps the choices of its
    columns, in view like every other; without it the workbook offers only short ones."""

    title: str
    language: str
    header: Header
    moment: datetime
    sections: tuple[Section, ...]
    page: Page = LETTER
    subtitle: str = ""
    subject: str = ""
    lists: str = ""
