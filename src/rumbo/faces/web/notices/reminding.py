"""Reminding by hand of what was chosen on a board: all of it at once, because a person gets one message."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from rumbo.apps.calendar.queries import today_in
from rumbo.apps.followup.queries import OWED
from rumbo.apps.reminding.actions import Reminded, send_reminders
from rumbo.domain.formulating.windows import WRITABLE
from rumbo.faces.web.followup.bulk import Item, Outcome
from rumbo.faces.web.session import entity_id_of, person_of


def remind_together(request: HttpRequest, items: Sequence[Item]) -> list[Outcome]:
    """Reminds whoever answers for each of these reports or parts of a formulation; what became of each."""
    person, today = person_of(request), today_in(entity_id_of(request))
    reminded = send_reminders(person.actor, person.entity, [item.row for item in items])
    outcomes = []
    for item in items:
        told = [each for each in reminded if item.key in each.records]
        now = [each for each in told if each.day == today]
        said = _told(now or told, bool(now)) if told else _why_nobody(item)
        outcomes.append(Outcome(item.name, item.href, bool(told), said))
    return outcomes


def _told(reminded: Sequence[Reminded], now: bool) -> str:
    names = ", ".join(each.person.called for each in reminded)
    if now:
        return _("Se avisa a {names}.").format(names=names)
    return _("Ya hubo un aviso hoy; mañana se recuerda a {names}.").format(names=names)


def _why_nobody(item: Item) -> str:
    if item.row.state in (*OWED, *WRITABLE):
        return _("Nadie responde: la dependencia no tiene enlace ni jefe.")
    return _("No se debe: ya se entregó, o lo que se pide está cerrado.")
