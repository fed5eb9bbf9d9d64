"""What the screens of indicators share: the sheet or the variable asked for, the way to it, and what may be done."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rumbo.apps.indicators import access, queries
from rumbo.apps.people.queries import units_of
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, may
from rumbo.faces.web.versions import EDITABLE


def sheet_asked(request: HttpRequest, uid: UUID) -> Any:
    """The revision of an address."""
    return found_or_404(queries.sheet_by_uid(entity_id_of(request), uid))


def variable_asked(request: HttpRequest, uid: UUID) -> Any:
    """The variable of an address."""
    return found_or_404(queries.variable_by_uid(entity_id_of(request), uid))


def editable(request: HttpRequest, row: Any) -> bool:
    """Whether this person may write this revision now."""
    return row.state in EDITABLE and may(request, "indicators.sheet.write", row)


def only(request: HttpRequest, allowed: bool) -> None:
    """Whoever may not is told that there is nothing here."""
    if not allowed:
        raise Http404


def way(*more: Link) -> list[Link]:
    """The way to a screen of indicators."""
    return [Link(_("Inicio"), reverse("web:home")), Link(_("Indicadores"), reverse("web:indicators-list")), *more]


def sheet_way(row: Any, *more: Link) -> list[Link]:
    """The way to a sheet, or beyond it."""
    return way(Link(row.name, reverse("web:indicators-sheet", args=[row.uid]) if more else ""), *more)


def sheet_tabs(row: Any, current: str) -> list[Link]:
    """The views of a sheet."""
    shown = (("web:indicators-sheet", _("Hoja de vida")), ("web:indicators-review", _("Revisión")))
    return [Link(label, reverse(name, args=[row.uid]), name == current) for name, label in shown]


def variables_way(*more: Link) -> list[Link]:
    """The way to the variables, or beyond them."""
    return way(Link(_("Variables"), reverse("web:indicators-variables") if more else ""), *more)


def units_written(request: HttpRequest) -> list[Any]:
    """The units for which this person writes sheets and variables."""
    actor, today = actor_of(request), timezone.localdate()
    return [unit for unit in units_of(entity_id_of(request), today) if access.writes_for(actor, unit.pk)]


def year_asked(request: HttpRequest) -> int:
    """The year asked for; this one where none makes sense."""
    asked = request.GET.get("vigencia", "")
    sensible = len(asked) == 4 and asked.isascii() and asked.isdigit() and 1990 <= int(asked) <= 2100
    return int(asked) if sensible else timezone.localdate().year
