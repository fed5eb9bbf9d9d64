"""In which language and conventions a dossier is drawn: numbers, percentages and days as cells of a document."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from rumbo.domain.dossier import Figure
from rumbo.domain.followup.states import Followed, NotApplicable, NotProgrammed, NotReported
from rumbo.domain.numbers import Quantity, shown_points
from rumbo.domain.plan.matrix import PeriodRef
from rumbo.findings import marked
from rumbo.layouts.drawing.labels import PERIODS, ROMAN, label_of
from rumbo.notation.dates import print_date, print_long_date
from rumbo.notation.numbers import print_number, print_percent
from rumbo.papers.document import Cell
from rumbo.papers.raw import Percent

WHOLE_YEAR = "anual"
FORM_LANGUAGE = "es-CO"
"""The language of a form, which stays as its layout says it, so that it reads again, and of what was written in it."""


def nowhere(uid: str, measure: str) -> str:
    """A file that is taken away leads nowhere: it tells how each figure came about itself."""
    return ""


@dataclass(frozen=True, slots=True)
class Manner:
    """`language` is "es-CO" or "en"; `translate` takes Spanish source texts there; `logo` holds the bytes of the
    entity's logo; `explained_at` gives where the figure of a level or target (by uid and name) is explained, on a page
    that has such addresses."""

    language: str = "es-CO"
    translate: Callable[[str], str] = marked
    logo: bytes = b""
    explained_at: Callable[[str, str], str] = nowhere

    @property
    def spoken(self) -> str:
        """The language without its region, as the conventions of numbers and days are kept."""
        return self.language.partition("-")[0]

    def say(self, text: str, **facts: str | int) -> str:
        """A source text in the language, its places filled."""
        return self.translate(text).format(**facts) if facts else self.translate(text)

    def label(self, group: str, key: str) -> str:
        """The name of a key of the program ("sum" is "Suma"); a key without a name stands for itself."""
        return self.translate(label_of(group, key))

    def number(self, value: Decimal) -> str:
        """Thousands grouped, all decimals kept: 1.234,5 in Spanish, 1,234.5 in English."""
        return print_number(value, self.spoken)

    def day(self, value: date) -> str:
        """31/12/2024 in Spanish; 2024-12-31 elsewhere, which no country reads another way."""
        return print_date(value, self.spoken)

    def long_day(self, value: date) -> str:
        """31 de diciembre de 2024."""
        return print_long_date(value, self.spoken)

    def period(self, ref: PeriodRef) -> str:
        """II trimestre de 2024."""
        return self.say(marked("{period} de {year}"), period=self._span(ref), year=ref.fiscal_year)

    def short_period(self, ref: PeriodRef, year: int) -> str:
        """II trimestre; with its year where that is another one."""
        if ref.fiscal_year != year:
            return self.period(ref)
        return self._span(ref)

    def _span(self, ref: PeriodRef) -> str:
        """II trimestre; a whole year has no ordinal."""
        name = self.translate(PERIODS.get(ref.periodicity, ref.periodicity))
        if ref.periodicity == WHOLE_YEAR:
            return name
        numeral = ROMAN[ref.ordinal] if ref.ordinal < len(ROMAN) else str(ref.ordinal)
        return f"{numeral} {name}"

    def quantity_cell(self, quantity: Quantity | None) -> Cell:
        """A quantity, or an empty cell."""
        if quantity is None:
            return Cell()
        return Cell(self.number(quantity.decimal), quantity.decimal)

    def day_cell(self, value: date | None) -> Cell:
        """A day, or an empty cell."""
        return Cell(self.day(value), value) if value else Cell()

    def points_cell(self, points: Decimal) -> Cell:
        """A percentage given in percentage points: 77,78%."""
        ratio = points.scaleb(-2)
        return Cell(print_percent(ratio, self.spoken), Percent(ratio))

    def figure_cell(self, figure: Figure, href: str = "") -> Cell:
        """A figure as printed, or why there is none."""
        if figure.value is None:
            return Cell(self.label("undefined", figure.undefined))
        return self.led_cell(figure.value, href)

    def led_cell(self, figure: int, href: str) -> Cell:
        """A computed figure (integer of 10⁻¹²) as printed, with where it is explained."""
        return replace(self.points_cell(shown_points(figure)), figure=figure, href=href)

    def state_cell(self, value: Followed) -> Cell:
        """A quantity, or which of the nothings it is."""
        match value:
            case Quantity():
                return self.quantity_cell(value)
            case NotApplicable(reason):
                named = self.say(marked("N/A"))
                return Cell(f"{named}: {reason}" if reason else named)
            case NotReported():
                return Cell(self.say(marked("Sin reporte")))
            case NotProgrammed():
                return Cell(self.say(marked("No programado")))


SPANISH = Manner()
"""Of what is only ever Spanish: forms that are read again by their headings."""


def points_of(figure: Figure) -> Decimal | None:
    """A figure in percentage points as everybody is shown it; none when undefined."""
    return None if figure.value is None else shown_points(figure.value)
