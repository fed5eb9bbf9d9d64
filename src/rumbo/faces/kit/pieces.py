"""The values that components are drawn from: frozen, light, and knowing nothing of rows.

A view builds them from what its queries returned and hands them to the tags of `kit`; docs/design-language.md lists
which tag takes which. Texts are already in the reader's language; `href` is an address or "" for no link.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Link:
    """A text with its address: an item of the navigation, a breadcrumb, a tab. `count` of 0 or more is shown beside."""

    label: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """What a page carries besides when it is printed: the control of the document at its head (process, code, version,
    date), and the lines to sign at its end as (what was done, by which post)."""

    control: Sequence["Fact"] = ()
    signatures: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page: whose house this is and where one can go. Context variable `frame` of a page.

    `logo` is the address of the entity's own picture or ""; `role` is what the signed-in person is here;
    `nav` is always at hand, and `more` stands behind one word where the window is wide;
    `account` are further links of the person's menu (change of entity, for one); `paper` is what a page that is a
    document of the entity carries on paper, None on any other.
    """

    entity: str = ""
    logo: str = ""
    home: str = "/"
    role: str = ""
    nav: Sequence[Link] = ()
    more: Sequence[Link] = ()
    account: Sequence[Link] = ()
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a way. `state` is "done", "current" or "ahead"."""

    label: str
    state: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and its value, for a list of definitions or a tile. `note` stands small below; `tone` colours a tile."""

    label: str
    value: object
    note: str = ""
    href: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened: who did what and when, with the reason given, for a history."""

    when: datetime | date
    what: str
    who: str = ""
    reason: str = ""
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away. `form` is its format as said ("XLSX"), `size` in bytes or None, `digest` its sha-256."""

    label: str
    href: str
    form: str
    size: int | None = None
    digest: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The value of one period as a figure (integer of 10⁻¹²), or None where there is none; `word` says why not."""

    label: str
    figure: int | None
    word: str = ""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell of a heat map: the tone and word of its zone, how many stand in it, and where they are listed."""

    tone: str
    word: str
    count: int = 0
    href: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A map of two scales: `down` and `across` name them; `rows` are (name of the level, its cells), top first.

    `name` tells it from the other maps of a page for who does not see where it stands.
    """

    caption: str
    name: str
    down: str
    across: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[HeatCell]]]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One step of how a figure came to be: what, how much, by which rule and from which source; its parts below."""

    label: str
    value: str
    rule: str = ""
    source: str = ""
    href: str = ""
    parts: Sequence["Reckoning"] = field(default_factory=tuple)
