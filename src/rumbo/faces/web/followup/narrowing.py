"""What the address narrows the board and its lists by, and the words of their states."""

from datetime import date

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as __

from rumbo.apps.followup.queries import board as queries
from rumbo.domain.calendar.windows import day_in_zone
from rumbo.faces.web.followup.rounds import uid_of
from rumbo.faces.web.session import person_of

WORDS: dict[str, tuple[str, Promise]] = {
    "overdue": ("stopped", __("Vencido")),
    "returned": ("returned", __("Devuelto")),
    "pending": ("absent", __("Sin reportar")),
    "draft": ("draft", __("En elaboración")),
    "submitted": ("waiting", __("Enviado")),
    "endorsed": ("waiting", __("Avalado")),
    "closed_unreported": ("stopped", __("Cerrado sin reporte")),
    "accepted": ("done", __("Aceptado")),
    "closed": ("done", __("Aceptado y cerrado")),
}


def today_of(request: HttpRequest) -> date:
    """The day it is where the entity is. No query."""
    return day_in_zone(timezone.now(), person_of(request).entity.time_zone)


def asked(told: QueryDict, year: int) -> queries.BoardFilter:
    """What an address narrows by; a broken filter filters nothing. Without a year it is the one given."""
    typed, unit, state = told.get("vigencia", ""), told.get("dependencia", ""), told.get("estado", "")
    return queries.BoardFilter(
        fiscal_year=int(typed) if typed.isdecimal() and len(typed) == 4 else year,
        plan=uid_of(told.get("plan", "")),
        unit=unit if unit == queries.NOBODY else uid_of(unit),
        period=uid_of(told.get("periodo", "")),
        state=state if state in WORDS else "",
    )
