"""What the screens of the calendar share: their tabs and the way to them, and windows in words."""

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.apps.calendar.access import may
from rumbo.domain.calendar.windows import DayRule
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.session import actor_of


def tabs(here: str) -> list[Link]:
    """The parts of the calendar."""
    shown = (
        ("web:calendar-year", _("El año")),
        ("web:calendar-rules", _("Plazos")),
        ("web:calendar-exceptions", _("Excepciones")),
    )
    return [Link(label, reverse(name), name == here) for name, label in shown]


def crumbs(*more: tuple[str, str]) -> list[Link]:
    """The way from the beginning to a screen of the calendar."""
    way = [(_("Inicio"), reverse("web:home")), (_("Calendario"), reverse("web:calendar-year")), *more]
    return [Link(label, href) for label, href in way]


def only(request: HttpRequest, verb: str) -> None:
    """Whoever may not is told that there is nothing here."""
    if not may(actor_of(request), verb):
        raise Http404


def rule_words(rule: DayRule) -> str:
    """How a day is told from the end of a period, in words."""
    count = abs(rule.days)
    if not count:
        return _("el último día del periodo")
    if rule.working and rule.days > 0:
        said = ngettext("{n} día hábil después del periodo", "{n} días hábiles después del periodo", count)
    elif rule.working:
        said = ngettext("{n} día hábil antes de que termine", "{n} días hábiles antes de que termine", count)
    elif rule.days > 0:
        said = ngettext("{n} día calendario después del periodo", "{n} días calendario después del periodo", count)
    else:
        said = ngettext("{n} día calendario antes de que termine", "{n} días calendario antes de que termine", count)
    return said.format(n=count)
