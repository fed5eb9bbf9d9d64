"""What stands in a section, from top to bottom."""

from dataclasses import dataclass
from enum import StrEnum

from rumbo.papers.document.tables import Choices, Kind, Table


class Tone(StrEnum):
    """How a paragraph speaks: plainly, as the lead of a document, as a small note, or as a warning to notice."""

    PLAIN = "plain"
    LEAD = "lead"
    NOTE = "note"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line end in it is kept."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section: level 1 stands right below the title of the section."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, each item as printed, with its number if it has one; `marked` puts a bullet before each on a page."""

    items: tuple[str, ...]
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it is: "Acto administrativo" and "Resolución 12 de 2024". Where it is to be filled in, `kind` is
    what is written there and `choices` what a workbook offers."""

    name: str
    text: str
    kind: Kind = Kind.TEXT
    choices: Choices | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """A list of facts in two columns."""

    items: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (`image/svg+xml`) or photograph (`image/png`, `image/jpeg`) and the words that stand for it; `width_mm`
    as printed."""

    media_type: str
    content: bytes
    alt: str
    width_mm: int = 120
    caption: str = ""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Who signs: the act ("Aprobó"), the post and the unit."""

    act: str
    post: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The lines to sign, side by side where they fit."""

    lines: tuple[SignatureLine, ...]


Block = Heading | Paragraph | Listing | Facts | Table | Picture | Signatures
