"""Exact values written for screens as the active language does: 1.234,5 and 77,8 % in Spanish, 1,234.5 in English."""

from datetime import date, datetime
from fractions import Fraction

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rumbo.domain.followup.states import NotApplicable, NotProgrammed, NotReported
from rumbo.domain.numbers import Quantity, ratio_of

CENTAVOS = 100


def _speaks_english() -> bool:
    return (get_language() or "es").startswith("en")


def _grouped(number: Fraction, places: int, *, fixed: bool = False) -> str:
    """A number with at most (or, fixed, exactly) so many places, half to even, with the marks of the language."""
    scaled = round(abs(number) * 10**places)
    whole, rest = divmod(scaled, 10**places)
    decimals = f"{rest:0{places}d}" if places else ""
    if not fixed:
        decimals = decimals.rstrip("0")
    thousands, point = (",", ".") if _speaks_english() else (".", ",")
    sign = "-" if number < 0 and scaled else ""
    return sign + f"{whole:,}".replace(",", thousands) + (point + decimals if decimals else "")


def written_number(number: Fraction, places: int = 4) -> str:
    """An exact number rounded half to even to at most so many places."""
    return _grouped(number, places)


def written_figure(figure: int | None, places: int = 1) -> str:
    """A figure (integer of 10⁻¹², a ratio) as a percentage; None is said in words, never shown as zero."""
    if figure is None:
        return _("no calculable")
    space = "" if _speaks_english() else "\N{NO-BREAK SPACE}"
    return f"{_grouped(ratio_of(figure) * 100, places)}{space}%"


def written_quantity(value: object) -> str:
    """A quantity (or an integer of ten-thousandths), or the word of the state that stands where there is none."""
    if isinstance(value, NotReported):
        return _("no reportado")
    if isinstance(value, NotProgrammed):
        return _("no programado")
    if isinstance(value, NotApplicable):
        return _("no aplica")
    if isinstance(value, int):
        value = Quantity(value)
    return _grouped(value.fraction, 4) if isinstance(value, Quantity) else ""


def written_money(centavos: int | None) -> str:
    """Pesos, with centavos only where there are any."""
    if centavos is None:
        return ""
    amount = _grouped(Fraction(centavos, CENTAVOS), 2, fixed=bool(centavos % CENTAVOS))
    return f"$\N{NO-BREAK SPACE}{amount}"


def written_day(day: date | None, form: str = "long") -> str:
    """A day in full ("15 de junio de 2024") or short ("15/06/2024"); a moment gives its local day."""
    if day is None:
        return ""
    if isinstance(day, datetime) and timezone.is_aware(day):
        day = timezone.localtime(day)
    if _speaks_english():
        return date_format(day, "j M Y" if form == "short" else "j F Y")
    return date_format(day, "d/m/Y" if form == "short" else r"j \d\e F \d\e Y")


def written_moment(when: datetime | date | None) -> str:
    """A day and its local hour; a plain day stays a day."""
    if not isinstance(when, datetime):
        return written_day(when)
    local = timezone.localtime(when) if timezone.is_aware(when) else when
    hour = f"{local.hour % 12 or 12}:{local.minute:02d}"
    return f"{written_day(local)}, {hour}\N{NO-BREAK SPACE}{_('a. m.') if local.hour < 12 else _('p. m.')}"
