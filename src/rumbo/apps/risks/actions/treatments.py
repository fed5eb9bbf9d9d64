"""What is done with a risk of a draft: the option chosen, and the actions of its plan, one at a time."""

from dataclasses import asdict

from django.db.models import Max

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.people.models import Unit
from rumbo.apps.risks.actions.write_risk import refuse_unknown
from rumbo.apps.risks.bridge import TreatmentData, assessed, method_of
from rumbo.apps.risks.models import Assessment, Treatment
from rumbo.apps.versions.actions.moving import hold
from rumbo.domain.risk import check_treatment
from rumbo.findings import Finding, Sentences, Severity, declare, marked

UNFIT = declare(
    Sentences(
        code="risks.treatment_unfit",
        severity=Severity.ERROR,
        title=marked("Acción de tratamiento que no se puede registrar"),
        what=marked("La acción dice qué se hará, y su último día ({end}) no es anterior al primero ({start})."),
        why=marked("Sin acción o sin fechas no se puede saber si el tratamiento se cumplió."),
        how=marked("Escriba la acción y corrija las fechas."),
    )
)


@doorway("risks.treatment.choose")
def choose_option(actor: Actor, row: Assessment, option: str) -> Assessment:
    """What is done with a risk; some classes are never accepted."""
    found = method_of(row)
    if option not in [each.code for each in found.options]:
        raise refuse_unknown(found, option)
    results = check_treatment(
        found, row.risk_class, assessed(row, list(row.controls.all())), option, row.treatments.count(), row.code
    )
    stopping = [each for result in results for each in result.findings if each.severity is Severity.ERROR]
    if stopping:
        raise Refused(*stopping)
    hold(row.version)
    row.option = option
    row.save(update_fields=["option"])
    return row


@doorway("risks.treatment.write")
def write_treatment(
    actor: Actor, row: Assessment, data: TreatmentData, *, unit: Unit, treatment: Treatment | None = None
) -> Treatment:
    """A new action of the plan, or another wording of one that stands there; its days may not be known yet."""
    if not data.action.strip() or (data.start and data.end and data.end < data.start):
        facts = {"start": str(data.start or "—"), "end": str(data.end or "—")}
        raise Refused(Finding(UNFIT.code, UNFIT.severity, facts=facts))
    hold(row.version)
    if treatment is None:
        last = Treatment.objects.filter(assessment=row).aggregate(last=Max("ordinal"))["last"] or 0
        return Treatment.objects.create(
            entity_id=row.entity_id, assessment=row, ordinal=last + 1, unit=unit, **asdict(data)
        )
    if not Treatment.objects.filter(pk=treatment.pk, assessment=row).update(unit=unit, **asdict(data)):
        raise somebody_was_faster()
    treatment.refresh_from_db()
    return treatment


@doorway("risks.treatment.remove")
def remove_treatment(actor: Actor, row: Assessment, treatment: Treatment) -> None:
    """Takes an action out of the plan."""
    hold(row.version)
    if not Treatment.objects.filter(pk=treatment.pk, assessment=row).delete()[0]:
        raise somebody_was_faster()
