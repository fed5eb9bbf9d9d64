"""An entity says which steps its reports pass, from a day on."""

from datetime import date

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.followup.queries.chain import KEY
from rumbo.apps.people.actions import record_setting
from rumbo.apps.people.models import Entity, Setting
from rumbo.domain.followup.chain import CHAINS, Chain, plain_chain
from rumbo.findings import Finding, Sentences, Severity, declare, marked

BEHIND_CLOSED = declare(
    Sentences(
        code="followup.chain_behind_closed",
        severity=Severity.ERROR,
        title=marked("La cadena cambiaría un periodo cerrado"),
        what=marked("La cadena regiría desde el {day}, y hay un periodo cerrado que termina el {closed}."),
        why=marked("Los reportes de un periodo cerrado pasaron por los pasos de su momento."),
        how=marked("Elija un día posterior al último periodo cerrado."),
    )
)


@doorway("followup.chain.record")
def record_chain(actor: Actor, entity: Entity, chain: Chain, *, valid_from: date, reason: str = "") -> Setting:
    """The steps of the reports of the periods that end from a day on, those of open rounds too: what waits for a step
    that is no longer asked for goes on to the next."""
    if chain not in CHAINS:
        raise ValueError(f"no chain of an entity: {chain}")
    closed = Followup.objects.filter(entity=entity, state=FollowupState.CLOSED, period__last_day__gte=valid_from)
    last = closed.order_by("-period__last_day").values_list("period__last_day", flat=True).first()
    if last is not None:
        facts = {"day": valid_from.isoformat(), "closed": last.isoformat()}
        raise Refused(Finding(BEHIND_CLOSED.code, BEHIND_CLOSED.severity, facts=facts))
    return record_setting(actor, entity, KEY, plain_chain(chain), valid_from=valid_from, reason=reason)
