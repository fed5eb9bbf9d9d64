"""An entity says which parts the words of its reports have, from a day on."""

from collections.abc import Sequence
from datetime import date

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.followup.queries.parts import KEY
from rumbo.apps.people.actions import record_setting
from rumbo.apps.people.models import Entity, Setting
from rumbo.domain.followup.parts import Part, check_parts, plain_parts
from rumbo.findings import Finding, Sentences, Severity, declare, marked

BEHIND_CLOSED = declare(
    Sentences(
        code="followup.parts_behind_closed",
        severity=Severity.ERROR,
        title=marked("Las partes cambiarían un periodo cerrado"),
        what=marked("Las partes regirían desde el {day}, y hay un periodo cerrado que termina el {closed}."),
        why=marked("Los reportes de un periodo cerrado se escribieron y firmaron con las partes de su momento."),
        how=marked("Elija un día posterior al último periodo cerrado."),
    )
)


@doorway("followup.parts.record")
def record_parts(actor: Actor, entity: Entity, parts: Sequence[Part], *, valid_from: date, reason: str = "") -> Setting:
    """The parts of the reports of the periods that end from a day on, those of open rounds too: what was written in a
    part that is no longer asked for stays with the answers that have it."""
    if findings := check_parts(parts):
        raise Refused(*findings)
    closed = Followup.objects.filter(entity=entity, state=FollowupState.CLOSED, period__last_day__gte=valid_from)
    last = closed.order_by("-period__last_day").values_list("period__last_day", flat=True).first()
    if last is not None:
        facts = {"day": valid_from.isoformat(), "closed": last.isoformat()}
        raise Refused(Finding(BEHIND_CLOSED.code, BEHIND_CLOSED.severity, facts=facts))
    return record_setting(actor, entity, KEY, plain_parts(parts), valid_from=valid_from, reason=reason)
