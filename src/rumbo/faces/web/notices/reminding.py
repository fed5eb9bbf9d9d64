"""Reminding by hand of the reports chosen on the board: all of them at once, because a person gets one message."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from rumbo.apps.calendar.queries import today_in
from rumbo.apps.reminding.actions import Reminded, send_reminders
from rumbo.faces.web.followup.bulk import Item, Outcome
from rumbo.faces.web.session import entity_id_of, person_of


def remind_together(request: HttpRequest, items: Sequence[Item]) -> list[Outcome]:
    """Reminds whoever answers for each of these reports; what became of each."""
    person, today = person_of(request), today_in(entity_id_of(request))
    reminded = send_reminders(person.actor, person.entity, [item.row for item in items])
    outcomes = []
    for item in items:
        told = [each for each in reminded if item.row.pk in each.reports]
        now = [each for each in told if each.day == today]
        said = _told(now or told, bool(now)) if told else _why_nobody(item)
        outcomes.append(Outcome(item.name, item.href, bool(told), said))
    return outcomes


def _told(reminded: Sequence[Reminded], now: bool) -> str:
    names = ", ".join(each.person.name for each in reminded)
    if now:
        return _("Se avisa a {names}.").format(names=names)
    return _("Ya hubo un aviso hoy; mañana se recuerda a {names}.").format(names=names)


def _why_nobody(item: Item) -> str:
    if item.row.state in ("pending", "draft", "returned"):
        return _("Nadie responde por él: la dependencia no tiene enlace ni jefe.")
    return _("No se debe: ya se entregó, o su periodo está cerrado.")
