"""What a style of Word says that matters here: whether a paragraph is a heading, in a list, bold or hidden."""

import re
from dataclasses import dataclass, field, replace

from rumbo.papers.reading.xml_stream import Attributes, attribute

_HEADING_NAME = re.compile(r"(?:heading|t[ií]tulo|encabezado)\s*([1-9])", re.IGNORECASE)
_TITLE_NAMES = ("title", "título", "titulo")
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A style; None where it says nothing and the one it is based on decides. `heading` is the level, 0 for a title."""

    based_on: str = ""
    heading: int | None = None
    list_number: str | None = None
    list_level: int | None = None
    bold: bool | None = None
    hidden: bool | None = None


def is_on(attributes: Attributes) -> bool:
    """Whether a switch of Word is on: it is, unless it says otherwise."""
    return attribute(attributes, "val") not in ("0", "false", "off", "none")


def whole(text: str) -> int | None:
    """A short whole number, or None."""
    return int(text) if text.isdecimal() and len(text) < 9 else None


@dataclass(slots=True)
class Styles:
    """Hears the elements of styles.xml."""

    by_name: dict[str, Style] = field(default_factory=dict)
    _name: str = ""
    _resolved: dict[str, Style] = field(default_factory=dict)

    def start(self, name: str, attributes: Attributes) -> None:
        """One element of the list of styles."""
        if name == "style":
            self._name = attribute(attributes, "styleId")
            self.by_name[self._name] = Style()
        elif self._name:
            self._says(name, attributes)

    def end(self, name: str) -> None:
        """The end of an element."""
        if name == "style":
            self._name = ""

    def _says(self, name: str, attributes: Attributes) -> None:
        style, value = self.by_name[self._name], attribute(attributes, "val")
        if name == "basedOn":
            style = replace(style, based_on=value)
        elif name == "name" and style.heading is None:
            style = replace(style, heading=_heading_named(value))
        elif name == "outlineLvl" and (level := whole(value)) is not None and level < 9:
            style = replace(style, heading=level + 1)
        elif name == "numId":
            style = replace(style, list_number=value)
        elif name == "ilvl":
            style = replace(style, list_level=whole(value))
        elif name == "b":
            style = replace(style, bold=is_on(attributes))
        elif name == "vanish":
            style = replace(style, hidden=is_on(attributes))
        self.by_name[self._name] = style

    def of(self, name: str) -> Style:
        """A style with what it inherits."""
        if name not in self._resolved:
            self._resolved[name] = self._with_ancestors(name)
        return self._resolved[name]

    def _with_ancestors(self, name: str) -> Style:
        style = Style()
        for _ in range(_LONGEST_CHAIN):
            below = self.by_name.get(name)
            if below is None:
                break
            style = Style(
                "",
                below.heading if style.heading is None else style.heading,
                below.list_number if style.list_number is None else style.list_number,
                below.list_level if style.list_level is None else style.list_level,
                below.bold if style.bold is None else style.bold,
                below.hidden if style.hidden is None else style.hidden,
            )
            name = below.based_on
        return style


def _heading_named(name: str) -> int | None:
    if found := _HEADING_NAME.fullmatch(name.strip()):
        return int(found[1])
    return 0 if name.strip().casefold() in _TITLE_NAMES else None
