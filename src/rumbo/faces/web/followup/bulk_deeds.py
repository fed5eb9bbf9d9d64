"""The verbs for several of follow-up: of reports, more time and another unit; of rounds, opening, closing and locking.
Each does to an item what its own page would."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext

from rumbo.apps.audit.actor import Actor
from rumbo.apps.calendar.access import may as may_in_calendar
from rumbo.apps.calendar.actions import give_exception
from rumbo.apps.calendar.bridge import windows_of
from rumbo.apps.calendar.queries import today_in, windows_proposed
from rumbo.apps.followup.access import may
from rumbo.apps.followup.actions import reopen_report, reschedule_followup
from rumbo.apps.followup.actions.reassign_target import reassign_target
from rumbo.apps.followup.queries.board import reports_behind, reports_by_uid, rounds_by_uid
from rumbo.apps.measurement.actions import close_period, open_period
from rumbo.apps.people.queries import unit_by_uid, units_of
from rumbo.apps.plans.actions import ensure_periods
from rumbo.apps.plans.queries import version_by_uid
from rumbo.apps.reminding.access import may as may_remind
from rumbo.domain.calendar import PERIODICITIES, periods_of_year
from rumbo.faces.kit.written import written_day, written_moment
from rumbo.faces.web.followup.bulk import MOST, Bulk, Item, offer
from rumbo.faces.web.followup.forms import day_field
from rumbo.faces.web.followup.narrowing import asked, today_of
from rumbo.faces.web.followup.reopening import CONSEQUENCES, ReopenForm, moment_of
from rumbo.faces.web.followup.rounds import uid_of
from rumbo.faces.web.notices.reminding import remind_together
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, person_of
from rumbo.faces.web.words import period_words

ONE_DAY = timedelta(days=1)


class ReasonForm(forms.Form):
    """Why it is done."""

    reason = forms.CharField(label=__("Motivo"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class MoreTimeForm(ReasonForm):
    """Until when and why."""

    report_until = day_field(__("Se puede reportar hasta"), help_text=__("Ese día cuenta completo."))
    field_order = ("report_until", "reason")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["report_until"].required = True


class ReassignForm(ReasonForm):
    """To which unit, from which day, and why."""

    since = day_field(__("Desde el día"), help_text=__("Cuenta para los periodos que terminan ese día o después."))
    unit = forms.ChoiceField(label=__("Dependencia que reporta"))
    field_order = ("unit", "since", "reason")

    def __init__(self, *args: Any, entity_id: int, **more: Any) -> None:
        today = timezone.localdate()
        super().__init__(*args, **{"initial": {"since": today}, **more})
        self.fields["since"].required = True
        units = units_of(entity_id, today).order_by("name")
        self.fields["unit"].choices = [(str(each.uid), each.name) for each in units]  # type: ignore[attr-defined]


def _nothing(request: HttpRequest, data: Any) -> forms.Form:
    return forms.Form(data)


def _reason(request: HttpRequest, data: Any) -> forms.Form:
    return ReasonForm(data)


def _more_time(request: HttpRequest, data: Any) -> forms.Form:
    return MoreTimeForm(data)


def _reassign_form(request: HttpRequest, data: Any) -> forms.Form:
    return ReassignForm(data, entity_id=entity_id_of(request))


# --- Reports


def _reports(request: HttpRequest, keys: Sequence[str]) -> list[Item]:
    """Those chosen, or all of the list from which they were."""
    entity, back = entity_id_of(request), urlsplit(request.POST.get("back", ""))
    if "all" in request.POST:
        today = today_of(request)
        found = list(reports_behind(entity, asked(QueryDict(back.query), today.year), today)[: MOST + 1])
    else:
        found = list(reports_by_uid(entity, [uid for key in keys if (uid := uid_of(key))]))
    return [Item(str(each.uid), _report_name(each), _report_href(each), each) for each in found]


def _report_name(report: Any) -> str:
    return f"{report.number or ''} {report.revision.statement} ({period_words(report.period)})".strip()


def _report_href(report: Any) -> str:
    return reverse("web:followup-report", args=[report.uid])


def _give_time(request: HttpRequest, item: Item, typed: dict[str, Any]) -> str:
    report, until = item.row, typed["report_until"]
    give_exception(actor_of(request), report.period, report_until=until, reason=typed["reason"], target=report.target)
    return _("Puede reportarse hasta el {day}.").format(day=written_day(until))


def _reassign(request: HttpRequest, item: Item, typed: dict[str, Any]) -> str:
    return reassigned_words(reassign(request, item.row.target, typed))


def _reopen_form(request: HttpRequest, data: Any) -> forms.Form:
    return ReopenForm(data)


def _reopen(request: HttpRequest, item: Item, typed: dict[str, Any]) -> str:
    report, ends_at = item.row, moment_of(typed)
    reopen_report(actor_of(request), report, report.edit, ends_at=ends_at, reason=typed["reason"], act=typed["act"])
    # A moment may end in its own full stop ("p. m.").
    return _("Abierto para corregirlo hasta {moment}.").format(moment=written_moment(ends_at).removesuffix("."))


def reassign(request: HttpRequest, target: Any, typed: dict[str, Any]) -> int:
    """Another unit reports a target, as its form says; how many reports changed hands."""
    unit = found_or_404(unit_by_uid(entity_id_of(request), typed["unit"]))
    return reassign_target(actor_of(request), target, unit, since=typed["since"], reason=typed["reason"])


def reassigned_words(moved: int) -> str:
    """How many reports changed hands."""
    return ngettext("{n} reporte abierto cambió de manos.", "{n} reportes abiertos cambiaron de manos.", moved).format(
        n=moved
    )


# --- Rounds


def _open_rounds(request: HttpRequest, keys: Sequence[str]) -> list[Item]:
    rounds = rounds_by_uid(entity_id_of(request), [uid for key in keys if (uid := uid_of(key))])
    return [Item(str(each.uid), _round_name(each), _round_href(each), each) for each in rounds]


def _round_name(followup: Any) -> str:
    return f"{period_words(followup.period)}: {followup.plan_version.plan.name}"


def _round_href(followup: Any) -> str:
    return reverse("web:followup-round", args=[followup.uid])


def _planned_rounds(request: HttpRequest, keys: Sequence[str]) -> list[Item]:
    """The rounds that the calendar asks for, by "version:year:periodicity:ordinal"."""
    items = []
    for key in keys:
        uid, year, code, ordinal = (*key.split(":"), "", "", "")[:4]
        version = version_by_uid(entity_id_of(request), uid) if uid_of(uid) else None
        known = code in PERIODICITIES and year.isdecimal() and len(year) == 4
        periods = periods_of_year(int(year), PERIODICITIES[code]) if known else ()
        for period in periods:
            if version is not None and str(period.ordinal) == ordinal:
                items.append(Item(key, f"{period_words(period)}: {version.plan.name}", "", (version, period)))
    return items


def _open(request: HttpRequest, item: Item, typed: dict[str, Any]) -> str:
    (version, planned), person = item.row, person_of(request)
    (windows,) = windows_proposed(person.entity.pk, [planned])
    rows = ensure_periods(person.actor, person.entity, planned.fiscal_year, planned.periodicity.code)
    opened = open_period(person.actor, version, rows[planned.ordinal - 1], windows=windows)
    number = opened.reports.count()
    return ngettext("{n} reporte pedido.", "{n} reportes pedidos.", number).format(n=number)


def _close(request: HttpRequest, item: Item, typed: dict[str, Any]) -> str:
    close_period(actor_of(request), item.row)
    return _("Sus cifras quedaron fijas.")


def _lock(request: HttpRequest, item: Item, typed: dict[str, Any]) -> str:
    """The term to report ends the day before today; the days after it stay, unless they would come before it."""
    followup, last = item.row, today_in(item.row.entity_id) - ONE_DAY
    days = windows_of(followup)
    if days.report_until and days.report_until <= last:
        return _("El plazo para reportar ya había terminado el {day}.").format(day=written_day(days.report_until))
    opens = min(days.opens_on, last) if days.opens_on else None
    locked = replace(days, opens_on=opens, report_until=last)
    reschedule_followup(actor_of(request), followup, locked, reason=typed["reason"])
    return _("El plazo para reportar terminó el {day}.").format(day=written_day(last))


def _verb(name: str) -> Any:
    def allowed(actor: Actor) -> bool:
        return may(actor, name)

    return allowed


def _gives(actor: Actor) -> bool:
    return may_in_calendar(actor, "calendar.exception.give")


def _reminds(actor: Actor) -> bool:
    return may_remind(actor, "reminding.reminder.send")


offer(
    Bulk(
        "recordar",
        "reports",
        __("Recordar"),
        __("Recordar los reportes elegidos"),
        (
            __("A quien responde por ellos le llega un correo con todo lo que debe; nadie recibe más de uno por día."),
            __("Lo que ya se entregó no se recuerda."),
        ),
        _reminds,
        _nothing,
        _reports,
        together=remind_together,
    ),
    Bulk(
        "plazo",
        "reports",
        __("Dar más plazo"),
        __("Dar más plazo a los elegidos"),
        (__("Cada meta elegida podrá reportarse hasta el día que escriba; lo ya entregado no cambia."),),
        _gives,
        _more_time,
        _reports,
        _give_time,
    ),
    Bulk(
        "reasignar",
        "reports",
        __("Reasignar"),
        __("Decir quién reporta las metas elegidas"),
        (
            __("Los reportes abiertos que nadie ha enviado pasan a la otra dependencia, con lo escrito en ellos."),
            __("Lo que ya se entregó queda de quien lo firmó."),
        ),
        _verb("followup.target.reassign"),
        _reassign_form,
        _reports,
        _reassign,
    ),
    Bulk(
        "reabrir",
        "reports",
        __("Reabrir"),
        __("Reabrir los reportes elegidos"),
        CONSEQUENCES,
        _verb("followup.report.reopen"),
        _reopen_form,
        _reports,
        _reopen,
    ),
    Bulk(
        "abrir",
        "planned",
        __("Abrir"),
        __("Abrir los seguimientos elegidos"),
        (__("Cada dependencia recibe lo que debe reportar, con los plazos del calendario de la entidad."),),
        _verb("followup.followup.open"),
        _nothing,
        _planned_rounds,
        _open,
    ),
    Bulk(
        "bloquear",
        "open",
        __("Bloquear el reporte"),
        __("Bloquear el reporte de los seguimientos elegidos"),
        (
            __("El plazo para reportar termina ayer: desde hoy solo reporta quien tenga una excepción."),
            __("Lo enviado se sigue revisando; para volver a abrir, cambie las fechas o dé una excepción."),
        ),
        _verb("followup.followup.reschedule"),
        _reason,
        _open_rounds,
        _lock,
        danger=True,
    ),
    Bulk(
        "cerrar",
        "open",
        __("Cerrar"),
        __("Cerrar los seguimientos elegidos"),
        (__("Las cifras de cada periodo quedan fijas; lo que nadie envió se cierra como no reportado."),),
        _verb("followup.followup.close"),
        _nothing,
        _open_rounds,
        _close,
        danger=True,
    ),
)
