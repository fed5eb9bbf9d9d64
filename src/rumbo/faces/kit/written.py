"""Exact values written for screens as the active language does; `rumbo.notation` knows how, this knows what."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rumbo.domain.followup.states import NotApplicable, NotProgrammed, NotReported
from rumbo.domain.numbers import Quantity, shown_points
from rumbo.notation.dates import print_date, print_long_date
from rumbo.notation.numbers import print_money, print_number

_EXACT = Context(prec=100, rounding=ROUND_HALF_EVEN)


def _language() -> str:
    return "en" if (get_language() or "es").startswith("en") else "es"


def written_points(figure: int) -> str:
    """A figure (integer of 10⁻¹², a ratio) in percentage points, as everybody is shown it: 77,78."""
    return print_number(shown_points(figure), _language())


def exact_points(figure: int) -> str:
    """A figure in percentage points with every digit it has: 77,7777777778."""
    return print_number(Decimal(figure).scaleb(-10, _EXACT), _language())


def written_figure(figure: int | None, points: Callable[[int], str] = written_points) -> str:
    """A figure as a percentage, 77,78 % (es) or 77.78% (en); None is said in words, never shown as zero."""
    if figure is None:
        return _("no calculable")
    space = "" if _language() == "en" else "\N{NO-BREAK SPACE}"
    return f"{points(figure)}{space}%"


def written_quantity(value: object) -> str:
    """A quantity (or an integer of ten-thousandths), or the word of the state that stands where there is none."""
    match value:
        case NotReported():
            return _("no reportado")
        case NotProgrammed():
            return _("no programado")
        case NotApplicable():
            return _("no aplica")
        case Quantity():
            return print_number(value.decimal, _language())
        case int():
            return print_number(Quantity(value).decimal, _language())
    return ""


def written_count(value: int | None) -> str:
    """How many there are, thousands grouped: 10.000 (es), 10,000 (en)."""
    return "" if value is None else print_number(Decimal(value), _language())


def written_size(size: int) -> str:
    """A number of bytes, with a decimal only where it says something: 50 MB, 1,2 MB."""
    return re.sub(r"[.,]0(?=\s)", "", filesizeformat(size))


def written_money(centavos: int | None) -> str:
    """Pesos, with centavos only where there are any."""
    return "" if centavos is None else print_money(centavos, _language())


def written_day(day: date | None, form: str = "long") -> str:
    """A day in full ("15 de junio de 2024") or short ("15/06/2024"); a moment gives its local day."""
    if day is None:
        return ""
    if isinstance(day, datetime) and timezone.is_aware(day):
        day = timezone.localtime(day)
    return print_date(day, _language()) if form == "short" else print_long_date(day, _language())


def written_moment(when: datetime | date | None) -> str:
    """A day and its local hour; a plain day stays a day."""
    if not isinstance(when, datetime):
        return written_day(when)
    local = timezone.localtime(when) if timezone.is_aware(when) else when
    hour = f"{local.hour % 12 or 12}:{local.minute:02d}"
    return f"{written_day(local)}, {hour}\N{NO-BREAK SPACE}{_('a. m.') if local.hour < 12 else _('p. m.')}"
