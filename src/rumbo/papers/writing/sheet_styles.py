"""The cell formats of a workbook, each made once."""

from collections.abc import Mapping
from typing import Any

from rumbo.papers.document import Kind

BODY = {"font_name": "Work Sans", "font_size": 9, "valign": "top", "text_wrap": True}
LINES = {"border": 1, "border_color": "#A9B8CF"}
DEEP = "#004884"
PESOS = '"$" '
GIVEN, FREE = {"bg_color": "#ECEFF4", "font_color": "#4A5B75"}, {"locked": False}
"""What a form says itself, and what is filled in: the sheet is locked but for these."""

FORMATS: dict[str, dict[str, Any]] = {
    "issuer": {"bold": True, "font_size": 12, "font_color": DEEP, "valign": "vcenter"},
    "small": {"font_size": 8, "font_color": "#4A5B75"},
    "title": {"bold": True, "font_size": 14, "font_color": DEEP, "text_wrap": False},
    "heading": {"bold": True, "font_size": 12, "font_color": DEEP},
    "subheading": {"bold": True, "font_size": 10, "font_color": DEEP},
    "lead": {"font_size": 10},
    "plain": {},
    "notice": {"bg_color": "#FFF4D6"},
    "name": {"bold": True, "font_color": DEEP},
    "head": {"bold": True, "font_color": DEEP, "bg_color": "#E9F0FB", "align": "center", "valign": "vcenter", **LINES},
    "cell": {**LINES},
    "date": {"num_format": "d/mm/yyyy", "align": "center", **LINES},
}


class Styles:
    """Formats by name, and of numbers by how many decimals they show."""

    def __init__(self, book: Any, always: Mapping[str, Any] | None = None) -> None:
        self._book, self._always = book, dict(always or {})
        self._made: dict[str, Any] = {}

    def like(self, changes: Mapping[str, Any]) -> "Styles":
        """The same formats, all changed in one way."""
        return Styles(self._book, changes)

    def __getitem__(self, name: str) -> Any:
        return self._format(name, FORMATS[name])

    def number(self, places: int) -> Any:
        """Thousands grouped and so many decimals; the reader's program puts the marks."""
        return self._numeric("#,##0" + _decimals(places))

    def money(self, places: int) -> Any:
        """Pesos: the sign before the number, centavos where there are any."""
        return self._numeric(PESOS + "#,##0" + (".00" if places else ""))

    def percent(self, places: int) -> Any:
        """A ratio shown as a percentage."""
        return self._numeric("0" + _decimals(places) + "%")

    def empty(self, kind: Kind) -> Any:
        """A cell to be filled in: what is typed there looks like what the column holds."""
        match kind:
            case Kind.DATE:
                return self["date"]
            case Kind.MONEY:
                return self.money(0)
            case Kind.PERCENT:
                return self.percent(2)
            case _:
                return self["cell"]

    def _numeric(self, pattern: str) -> Any:
        return self._format(pattern, {"num_format": pattern, "align": "right", **LINES})

    def _format(self, name: str, changes: dict[str, Any]) -> Any:
        if name not in self._made:
            self._made[name] = self._book.add_format({**BODY, **changes, **self._always})
        return self._made[name]


def _decimals(places: int) -> str:
    return "." + "0" * places if places else ""
