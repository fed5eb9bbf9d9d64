"""What a person has to write or endorse, in one list, what presses most first: reports and contributions owed, what
waits for their endorsement, their part of a plan that is being formulated, and changes with an opinion against."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.calendar.queries import today_in
from rumbo.apps.changing.queries import requests_opposed, told
from rumbo.apps.followup.access import REPORT
from rumbo.apps.followup.queries.chain import reports_to_endorse
from rumbo.apps.followup.queries.urgency import Urgency, Urgent, urgency_of
from rumbo.apps.formulating.queries import ToWrite, parts_to_write
from rumbo.domain.formulating.windows import RETURNED, WRITABLE
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.words import period_words

REPORTED, CONTRIBUTED, ENDORSED, FORMULATED, OPPOSED = "report", "contribution", "endorse", "part", "request"
PRESSES: dict[Urgency, tuple[str, Promise]] = {
    Urgency.RETURNED: ("returned", __("Devuelto")),
    Urgency.OVERDUE: ("stopped", __("Vencido")),
    Urgency.DUE_SOON: ("waiting", __("Por vencer")),
    Urgency.LATER: ("absent", __("Por hacer")),
}


@dataclass(frozen=True, slots=True)
class Pressing:
    """Something that a person has to do: its kind, what it is and where, of which plan, period and unit, and how much
    it presses; `until` is its last day, None without a term. `note` tells what is asked where it is not a report."""

    kind: str
    title: str
    href: str
    plan: str
    period: str
    unit: str
    urgency: Urgency
    until: date | None
    days: int | None
    number: str = ""
    note: str = ""
    extended: bool = False
    draft: bool = False

    @property
    def tone(self) -> str:
        """The tone of its pill."""
        return PRESSES[self.urgency][0]

    @property
    def word(self) -> Promise | str:
        """The word of its pill."""
        return _("En contra") if self.kind == OPPOSED else PRESSES[self.urgency][1]

    @property
    def left(self) -> str:
        """The time that is left, in words."""
        return days_left(self.days)


def pressing_for(actor: Actor, urgent: list[Urgent], known: Mapping[str, int] | None = None) -> list[Pressing]:
    """Everything of a liaison or a lead in order; `urgent` is what they owe. Four queries at most.

    `known` is how much there is of each kind where it was counted, as on the first screen: of what there is nothing
    nothing is asked, and changes with an opinion against are then told by their number.
    """
    if not actor.entity_id or not actor.has(*REPORT):
        return []
    today = today_in(actor.entity_id)
    found = [_owed(each) for each in urgent]
    found += _parts(actor, today)
    if known is None:
        found += _opposed(actor)
    if actor.has(Role.UNIT_LEAD) and (known is None or known[ENDORSED]):
        found += (_to_endorse(each, today) for each in reports_to_endorse(actor))
    order = list(Urgency)
    return sorted(found, key=lambda each: (order.index(each.urgency), each.until or date.max))


def _owed(each: Urgent) -> Pressing:
    report, contribution = each.report, each.contribution
    name = "web:followup-contribute" if contribution else "web:followup-report"
    return Pressing(
        CONTRIBUTED if contribution else REPORTED,
        report.revision.statement,
        reverse(name, args=[(contribution or report).uid]),
        report.followup.plan_version.plan.name,
        period_words(report.period),
        each.unit.name,
        each.urgency,
        each.until,
        each.days,
        each.number,
        _("Aporte a lo que reporta {unit}").format(unit=report.unit or _("otra dependencia")) if contribution else "",
        each.extended,
        bool(contribution.written_by) if contribution else report.state == "draft",
    )


def _to_endorse(report: Any, today: date) -> Pressing:
    until = report.followup.review_until
    days = (until - today).days if until else None
    return Pressing(
        ENDORSED,
        report.revision.statement,
        reverse("web:followup-review", args=[report.uid]),
        report.followup.plan_version.plan.name,
        period_words(report.period),
        report.unit.name,
        urgency_of(days),
        until,
        days,
        report.number or "",
        _("Reporte por avalar"),
    )


def _parts(actor: Actor, today: date) -> Iterator[Pressing]:
    for each in parts_to_write(actor):
        part, note = each.part, _formulation(each, today)
        if note:
            waits = each.changed or part.state == RETURNED
            days = None if each.changed else (part.until - today).days
            yield Pressing(
                FORMULATED,
                _("Formule «{plan}»").format(plan=part.formulation.plan.name),
                reverse("web:formulating-part", args=[part.uid]),
                part.formulation.plan.name,
                str(part.formulation.plan.fiscal_year or ""),
                part.unit.name,
                urgency_of(days, returned=waits),
                None if each.changed else part.until,
                days,
                note=note,
            )


def _formulation(waiting: ToWrite, today: date) -> str:
    """What waits in a part; nothing while the unit waits."""
    part = waiting.part
    unit = part.unit.name
    if waiting.changed:
        return _("Cambió lo que {unit} envió: vea qué decía y qué dice.").format(unit=unit)
    if part.state == RETURNED:
        return _("Se la devolvieron: corrija lo que se pidió y envíe de nuevo.")
    if part.state not in WRITABLE:
        return ""
    if today > part.until:
        return _("El plazo venció; pida otro a la oficina de planeación.")
    if today < part.opens_on:
        return _("Se escribe desde el {day}.").format(day=written_day(part.opens_on))
    return _("Escriba las metas de {unit}.").format(unit=unit)


def _opposed(actor: Actor) -> Iterator[Pressing]:
    for each in told(requests_opposed(actor)):
        yield Pressing(
            OPPOSED,
            each.statement or _("Una meta nueva"),
            reverse("web:changing-request", args=[each.uid]),
            each.version.plan.name,
            "",
            each.unit.name if each.unit else "",
            Urgency.LATER,
            None,
            None,
            each.number or "",
            _("El cambio que pidió tiene concepto desfavorable: espere al comité, o pídalo de otra manera."),
        )


def days_left(days: int | None) -> str:
    """How much time there is, in words; empty when nobody set a day."""
    if days is None:
        return ""
    if days < 0:
        return ngettext("venció hace {n} día", "venció hace {n} días", -days).format(n=-days)
    if days == 0:
        return _("vence hoy")
    return ngettext("queda {n} día", "quedan {n} días", days).format(n=days)
