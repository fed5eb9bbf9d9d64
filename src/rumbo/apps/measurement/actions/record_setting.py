"""The entity chooses how it measures from a day on, and every open follow-up from that day is measured again."""

from datetime import date
from typing import Any

from django.db.models import JSONField, Value

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.measurement.actions.writing import held, write_open
from rumbo.apps.people import actions as people
from rumbo.apps.people.models import Entity, Setting
from rumbo.domain.measurement.settings import settings_of
from rumbo.findings import Finding, Sentences, Severity, declare, marked

BEHIND_CLOSED = declare(
    Sentences(
        code="measurement.setting_behind_closed",
        severity=Severity.ERROR,
        title=marked("El ajuste cambiaría un periodo cerrado"),
        what=marked("El ajuste regiría desde {day}, y hay un periodo cerrado que termina el {closed}."),
        why=marked("Las cifras de un periodo cerrado se midieron con los ajustes de su momento y no cambian."),
        how=marked("Elija un día posterior al último periodo cerrado."),
    )
)


@doorway("measurement.setting.record")
def record_setting(
    actor: Actor, entity: Entity, key: str, value: Any, *, valid_from: date, reason: str = ""
) -> Setting:
    """A setting of measurement from a day on. What cannot be understood, or would change what is closed, is refused."""
    if findings := settings_of({key: value})[1]:
        raise Refused(*findings)
    moved = held(Followup.objects.filter(entity=entity, period__last_day__gte=valid_from))
    closed = [each.period.last_day for each in moved if each.state == FollowupState.CLOSED]
    if closed:
        facts = {"day": valid_from.isoformat(), "closed": max(closed).isoformat()}
        raise Refused(Finding(BEHIND_CLOSED.code, BEHIND_CLOSED.severity, facts=facts))
    # "No cap" is a value: JSON's null, where a bare None would be no value at all.
    kept = Value(None, JSONField()) if value is None else value
    setting = people.record_setting(actor, entity, key, kept, valid_from=valid_from, reason=reason)
    for followup in moved:
        write_open(followup)
    return setting
