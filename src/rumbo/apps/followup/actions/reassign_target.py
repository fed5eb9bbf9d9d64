"""Another unit reports a target from a day on: what it owes since then changes hands, what it will owe too."""

from datetime import date

from django.db.models import F, Q
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.followup.actions.moving import EDITABLE
from rumbo.apps.followup.models import FollowupState, Reassignment, Report
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.models import Target
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text, refused_characters


def _error(code: str, title: str, what: str, why: str, how: str) -> Sentences:
    return declare(Sentences(f"reassignment.{code}", Severity.ERROR, title, what, why, how))


NO_REASON = _error(
    "reason_missing",
    marked("Falta el motivo"),
    marked("La reasignación no dice por qué otra dependencia reporta la meta, o su texto no se puede guardar."),
    marked("Quien revise debe saber por qué respondió una dependencia distinta de la que dice el plan."),
    marked("Escriba el motivo en una o dos frases."),
)
UNIT_NOT_VALID = _error(
    "unit_not_valid",
    marked("La dependencia no está vigente ese día"),
    marked("«{unit}» no está vigente el {day}."),
    marked("Nadie podría responder: la meta seguiría sin quien reporte."),
    marked("Elija una dependencia vigente, o un día en el que lo esté."),
)
SAME_UNIT = _error(
    "same_unit",
    marked("Ya la reporta esa dependencia"),
    marked("Desde ese día la meta ya la reporta «{unit}» y no hay reportes por mover."),
    marked("Una reasignación que no cambia nada confunde a quien lea la historia de la meta."),
    marked("Elija otra dependencia, o deje la meta como está."),
)


@doorway("followup.target.reassign")
def reassign_target(actor: Actor, target: Target, unit: Unit, *, since: date, reason: str) -> int:
    """Says which unit reports a target from a day on; how many reports changed hands.

    Those are the open ones of periods that end on that day or later and nobody has handed in: what was handed in stays
    with whoever signed it, and a draft goes along.
    """
    said = clean_text(reason)
    if not said or refused_characters(reason):
        raise Refused(Finding(NO_REASON.code, NO_REASON.severity))
    begun = unit.valid_from is None or unit.valid_from <= since
    if not begun or (unit.valid_to is not None and unit.valid_to < since):
        facts = {"unit": unit.name, "day": since.isoformat()}
        raise Refused(Finding(UNIT_NOT_VALID.code, UNIT_NOT_VALID.severity, facts=facts))
    others = ~Q(unit=unit) | Q(unit__isnull=True)
    owed = Report.objects.filter(
        others, target=target, state__in=EDITABLE, followup__state=FollowupState.OPEN, period__last_day__gte=since
    )
    moved = owed.update(unit=unit, edit=F("edit") + 1)
    last = Reassignment.objects.filter(target=target, since__lte=since).last()
    if not moved and last is not None and last.unit_id == unit.pk:
        raise Refused(Finding(SAME_UNIT.code, SAME_UNIT.severity, facts={"unit": unit.name}))
    Reassignment.objects.create(
        entity_id=target.entity_id,
        target=target,
        unit=unit,
        since=since,
        reason=said,
        decided_by=actor.name[:200],
        at=timezone.now(),
    )
    return moved
